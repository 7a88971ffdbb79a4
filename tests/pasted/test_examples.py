"""What the site tells its readers of a pasted text is what is done with it."""

import re
from html import unescape

import pytest
from django.test import Client

from principles.models import Source
from principles.pasted import check
from principles.pasted.examples import EXAMPLES, PastedExample
from principles.provenance.verification import recompute
from tests.factories import PersonFactory, SourceFactory, contribute, published_quote, stored

pytestmark = pytest.mark.django_db


def store(example: PastedExample) -> None:
    """Store the text of the example in a source that the public sees by another quote."""
    ann = PersonFactory(name="Ann Other")
    source = SourceFactory(
        title="A letter",
        kind=Source.Kind.LETTER,
        year=2016,
        level="secondary" if example.is_copy else "primary",
        text_access="window" if example.is_kept_back else "full",
    )
    contribute(source, ann)
    stored(source, example.source)
    other = stored(source, "Somewhere else this stands on record.")
    published_quote("Somewhere else this stands on record.", passage=other, speakers=[ann])
    recompute()


@pytest.mark.parametrize("example", EXAMPLES, ids=[example.title for example in EXAMPLES])
def test_an_example_has_the_answer_that_is_printed_with_it(
    client: Client, example: PastedExample
) -> None:
    store(example)
    found = check(example.pasted)
    assert tuple(claim.verdict for claim in found.claims) == example.verdicts
    first = found.claims[0]
    assert (first.credit.outcome if first.credit else "") == example.name
    assert (first.place.outcome if first.place else "") == example.place
    page = client.get("/verify/", {"text": example.pasted}).content.decode()
    assert example.told in re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", "", page)))
