"""What an act would do to published quotes is named first, and nothing typed is lost."""

from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.test import Client

from principles.models import Citation, Passage, Quote, Source
from principles.provenance.verification import recompute
from tests.admin.pages import Page, address, sentences
from tests.factories import QuoteFactory, SourceFactory, cite, published_quote, stored

pytestmark = pytest.mark.django_db(transaction=True)

WORDS = "The process is not the thing."
OTHER = "The process is often the thing."


@pytest.fixture
def passage(db: None) -> Passage:
    return stored(SourceFactory(title="A letter"), f"{WORDS} It is always worth asking.")


@pytest.fixture
def quote(passage: Passage) -> Quote:
    quote = published_quote(WORDS, passage=passage)
    recompute()
    return quote


def told(response: Any) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


def verdict(quote: Quote) -> str:
    return str(quote.citations.get().verdict)


def test_nothing_is_saved_before_the_editor_was_told(
    desk: Client, passage: Passage, quote: Quote
) -> None:
    response = Page(desk, address(passage)).save(text=OTHER)
    html = response.content.decode()
    assert "Saving changes 1 published quote" in html
    assert "The quote has a negation more: it may say the opposite of the source." in html
    assert Passage.objects.get().text == passage.text
    assert (verdict(quote), told(response)) == ("verbatim", [])


@pytest.mark.parametrize("kind", ["passage", "source"])
def test_going_on_saves_what_was_typed_with_the_note_for_readers(
    desk: Client, passage: Passage, quote: Quote, kind: str
) -> None:
    page = Page(desk, address(passage if kind == "passage" else passage.source))
    name = "text" if kind == "passage" else "passages-0-text"
    asking = page.save(**{name: OTHER})
    note = {f"_note-{quote.citations.get().pk}": "The letter was changed."}
    response = page.go_on(asking, **note)
    assert response.status_code == 302, response.content
    assert Passage.objects.get().text == OTHER
    assert (verdict(quote), quote.citations.get().note) == ("altered", "The letter was changed.")
    assert not Citation.objects.unconfirmed().exists()
    (message,) = told(response)
    assert f"Saving changed 1 published quote: {quote.code} verbatim → altered." in message


def test_going_back_shows_the_form_as_typed(desk: Client, passage: Passage, quote: Quote) -> None:
    page = Page(desk, address(passage.source))
    asking = page.save(**{"title": "Another letter", "passages-0-text": OTHER})
    response = desk.post(page.url, {**dict(asking.context["carried"]), "_back": "1"})
    assert "Nothing is saved yet" in sentences(response)
    html = response.content.decode()
    assert "Another letter" in html
    assert OTHER in html
    assert verdict(quote) == "verbatim"


def test_a_yes_holds_for_what_was_shown_alone(desk: Client, passage: Passage, quote: Quote) -> None:
    page = Page(desk, address(passage))
    asking = page.save(text=OTHER)
    published_quote("It is always worth asking.", passage=passage)
    recompute()
    carried = dict(asking.context["carried"]) | {"text": "Nothing of the kind."}
    response = desk.post(
        page.url, {**carried, "_seen": asking.context["named"].digest, "_anyway": 1}
    )
    assert response.context["named"].count == 2
    assert Passage.objects.get().text == passage.text


def test_what_gets_better_or_is_a_draft_is_told_and_not_asked(
    desk: Client, passage: Passage
) -> None:
    draft, public = QuoteFactory(text=WORDS), published_quote(OTHER, passage=passage)
    cite(draft, passage.source, passage=passage)
    recompute()
    response = Page(desk, address(passage)).save(text=OTHER)
    assert response.status_code == 302
    (message,) = told(response)
    assert f"1 published quote: {public.code} altered → verbatim." in message
    assert f"1 unpublished quote: {draft.code} verbatim → altered." in message


@pytest.mark.parametrize("way", ["page", "list"])
def test_deleting_a_passage_asks_too(
    desk: Client, passage: Passage, quote: Quote, way: str
) -> None:
    url, data = address(passage, "delete"), {"post": "yes"}
    if way == "list":
        url = address(Passage)
        data |= {"action": "delete_selected", "_selected_action": str(passage.pk)}
    asking = desk.post(url, data)
    assert "Deleting changes 1 published quote" in asking.content.decode()
    assert Passage.objects.exists()
    seen = {"_seen": asking.context["named"].digest, "_anyway": "1"}
    assert desk.post(url, dict(asking.context["carried"]) | seen).status_code == 302
    assert not Passage.objects.exists()


def test_a_published_quote_that_moves_to_a_source_without_text_asks(
    desk: Client, quote: Quote
) -> None:
    page = Page(desk, address(quote))
    page.change("citations", 0, source=SourceFactory(), passage="")
    asking = page.save()
    assert "Saving changes 1 published quote" in asking.content.decode()
    assert verdict(quote) == "verbatim"
    (message,) = told(page.go_on(asking))
    assert f"{quote.code} verbatim → unverified." in message


def test_what_the_form_asks_is_not_asked_twice(desk: Client, quote: Quote) -> None:
    page = Page(desk, address(quote))
    page.say_yes(page.save(text=OTHER))
    assert page.save().status_code == 302


@pytest.mark.parametrize("kind", [Quote, Source, Passage])
def test_one_message_answers_a_save(
    desk: Client, passage: Passage, quote: Quote, kind: Any
) -> None:
    entry: Any = {Quote: quote, Source: passage.source, Passage: passage}[kind]
    (message,) = told(Page(desk, address(entry)).save())
    assert "saved" in message
    assert f'<a href="{address(entry)}">Edit' in message
