"""Two editors at the same entry: the second is told, and loses nothing that was typed."""

import pytest
from django.test import Client

from principles.admin.entry_form import CHANGED_MEANWHILE
from principles.models import Source
from tests.admin.pages import Page, address, sentences
from tests.factories import (
    PassageFactory,
    PersonFactory,
    PrincipleFactory,
    QuoteFactory,
    SourceFactory,
    published_quote,
    speak,
    support,
)

pytestmark = pytest.mark.django_db(transaction=True)


def test_what_was_changed_meanwhile_is_not_overwritten(desk: Client) -> None:
    quote = QuoteFactory(text="As it was.")
    first, second = Page(desk, address(quote)), Page(desk, address(quote))
    assert first.save(text="As the first has it.").status_code == 302
    second.add("attributions", person=PersonFactory(name="Nina New"))
    response = second.save(text="As the second has it.")
    assert response.status_code == 200
    assert CHANGED_MEANWHILE in sentences(response)
    html = response.content.decode()
    assert "As the second has it." in html
    assert "Nina New" in html
    quote.refresh_from_db()
    assert quote.text == "As the first has it."


def test_saving_again_is_refused_again(desk: Client) -> None:
    quote = QuoteFactory()
    stale = Page(desk, address(quote))
    Page(desk, address(quote)).save(note="Changed.")
    stale.save(note="Once.")
    assert CHANGED_MEANWHILE in sentences(stale.save(note="Twice."))


def test_a_change_of_what_belongs_to_it_counts(desk: Client) -> None:
    principle, quote = PrincipleFactory(), QuoteFactory()
    page = Page(desk, address(principle))
    support(principle, quote)
    assert CHANGED_MEANWHILE in sentences(page.save())


def test_a_form_that_does_not_say_when_it_was_opened_is_refused(desk: Client) -> None:
    page = Page(desk, address(SourceFactory()))
    del page.data["opened"]
    assert CHANGED_MEANWHILE in sentences(page.save())


def test_one_editor_saves_again_and_again(desk: Client) -> None:
    quote = QuoteFactory()
    speak(quote, PersonFactory())
    for note in ("One.", "Two."):
        assert Page(desk, address(quote)).save(note=note).status_code == 302


def test_a_verdict_worked_out_anew_is_no_change_of_the_quote(desk: Client) -> None:
    passage = PassageFactory(text="Good process serves you.")
    quote = published_quote("Good process serves you.", passage=passage)
    page = Page(desk, address(quote))
    assert (
        Page(desk, address(passage)).save(text="Good process serves you. So it does.").status_code
        == 302
    )
    assert page.save(note="Still mine.").status_code == 302


def test_a_passage_is_as_old_as_its_source(desk: Client) -> None:
    passage = PassageFactory()
    page = Page(desk, address(passage))
    assert Page(desk, address(passage)).save(text="Changed.").status_code == 302
    assert CHANGED_MEANWHILE in sentences(page.save(text="Overwritten."))


def test_a_refused_save_leaves_the_base_as_it_was(desk: Client) -> None:
    person = PersonFactory()
    first = QuoteFactory(text="Good process serves you.")
    speak(first, person)
    second = QuoteFactory(text="Another thing.")
    page = Page(desk, address(second))
    page.add("attributions", person=person)
    response = page.save(text="Good process serves you!", same_words_as=first)
    assert "the same speakers as another quote" in sentences(response)
    second.refresh_from_db()
    assert second.text == "Another thing."
    assert not second.attributions.exists()
    assert page.save(text="Another thing.", same_words_as="").status_code == 302


def test_a_missing_title_is_one_complaint(desk: Client) -> None:
    response = Page(desk, address(Source, "add")).save(title="", kind="book")
    assert sentences(response) == "This field is required."
