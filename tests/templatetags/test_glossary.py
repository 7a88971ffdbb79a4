"""The site's own words lead to what they mean."""

import pytest
from django.test import Client

from principles.templatetags.glossary import _BY_WORD, own_word


@pytest.mark.parametrize("typed", ["elided", "Verbatim", '"altered"', " standing ", "window"])
def test_a_word_of_the_site_is_known_however_it_is_typed(typed: str) -> None:
    assert own_word(typed)


@pytest.mark.parametrize("typed", ["", "customers", "altered plans"])
def test_other_words_are_not(typed: str) -> None:
    assert own_word(typed) is None


@pytest.mark.django_db
def test_every_meaning_is_told_at_the_place_that_it_leads_to(client: Client) -> None:
    for word in _BY_WORD:
        meaning = own_word(word)
        assert meaning
        page, _, anchor = meaning.url.partition("#")
        assert f'id="{anchor}"' in client.get(page).content.decode(), meaning.url
