"""What a reader should know of a quote is said wherever its words are shown."""

import pytest
from django.test import Client

from principles.provenance.verification import recompute
from principles.search.lexicon import refresh
from tests.factories import (
    PersonFactory,
    SourceFactory,
    published_principle,
    published_quote,
    stored,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "address",
    ["/", "/principles/sail/", "/people/hopper/", "/tags/ships/", "/quotes/1/", "/search/?q=port"],
)
def test_the_note_of_a_quote_stands_under_its_words(client: Client, address: str) -> None:
    passage = stored(SourceFactory(), "A ship in port is safe.")
    quote = published_quote(
        "A ship in port is safe.",
        number=1,
        passage=passage,
        speakers=[PersonFactory(slug="hopper")],
        tags=["ships"],
        note="She adds that this is not what ships are for.",
    )
    published_principle(quote, slug="sail")
    recompute()
    refresh()
    page = client.get(address, follow=True).content.decode()
    words = page.index("“A ship in ")
    assert page.find("She adds that this is not what ships are for.", words) > words
