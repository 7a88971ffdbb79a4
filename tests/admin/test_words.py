"""What an editor publishes can be completed and corrected from then on."""

import pytest
from django.test import Client

from principles.models import Lexicon, Synonyms, Word
from principles.search import lexicon
from principles.search.lexicon import LEAST_CHANGES, refresh
from tests.admin.pages import Page, address
from tests.factories import published_principle, published_quote

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_save_reads_the_words_anew_at_once(desk: Client) -> None:
    quote = published_quote("First words.")
    refresh()
    Page(desk, address(quote)).save(text="Cathedral builders.")
    assert Word.objects.filter(word="cathedral").exists()


def test_in_a_large_base_a_save_reads_them_once_enough_has_changed(
    desk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lexicon, "SMALL", 0)
    quote = published_quote("First words.")
    for _ in range(LEAST_CHANGES):
        published_quote()
    refresh()
    page = Page(desk, address(quote))
    page.save(text="Cathedral builders.")
    assert not Word.objects.filter(word="cathedral").exists()
    Lexicon.objects.update(changes=LEAST_CHANGES)
    Page(desk, address(quote)).save(text="Bazaar builders.")
    assert Word.objects.filter(word="bazaar").exists()
    assert Lexicon.objects.get().changes == 0


def test_a_save_is_kept_even_if_the_words_cannot_be_read(
    desk: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    principle = published_principle(name="First name")
    monkeypatch.setattr(lexicon, "_LEXEMES", "SELECT 1 / 0")
    Page(desk, address(principle)).save(name="Second name")
    principle.refresh_from_db()
    assert principle.name == "Second name"
    assert not Word.objects.exists()


def test_looking_at_an_entry_reads_nothing(desk: Client) -> None:
    Page(desk, address(published_quote()))
    assert Lexicon.objects.filter(refreshed_at__isnull=False).count() == 0


def test_a_line_of_synonyms_is_added_opened_and_changed(desk: Client) -> None:
    added = desk.post("/admin/principles/synonyms/add/", {"words": "error, fault"}, follow=True)
    assert added.status_code == 200
    line = Synonyms.objects.get(words="error, fault")
    page = Page(desk, address(line))
    page.save(words="error, fault, slip")
    line.refresh_from_db()
    assert line.words == "error, fault, slip"
