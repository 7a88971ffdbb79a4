"""The line under the words of a quote: verdict, cause, place, and who has the words already."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from principles.models import Passage, Quote, Source
from principles.provenance.verification import recompute
from tests.admin.pages import Page, address
from tests.factories import (
    PersonFactory,
    QuoteFactory,
    SourceFactory,
    cite,
    contribute,
    published_quote,
    stored,
)

pytestmark = pytest.mark.django_db

WORDS = "Good process serves you so you can serve customers."
TEXT = f"It is worth asking. {WORDS} The process is not the thing, and it never was the thing."


@pytest.fixture
def passage(db: None) -> Passage:
    source = SourceFactory(title="A letter", text_access=Source.Access.FULL)
    contribute(source, PersonFactory(name="Ann Author"))
    published_quote("It is worth asking.", passage=stored(source, TEXT, label="slide 2"))
    recompute()
    return Passage.objects.get()


def line(desk: Client, text: str, **chosen: Any) -> str:
    response = desk.post("/admin/principles/quote/check/", {"text": text, **chosen})
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_words_of_the_chosen_source_have_their_verdict_and_place(
    desk: Client, passage: Passage
) -> None:
    html = line(desk, WORDS, source=passage.source_id)
    assert "Verbatim" in html
    assert f"Found in slide 2 of {passage.source.code}" in html


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("The process is the thing, and it never was the thing.", "A negation is left out"),
        ("Good process serves you not so you can serve customers.", "a negation more"),
        ("Good process serves them so you can serve customers.", "With “them” for “you”."),
        ("Nothing like that was ever said there by anybody.", "has nothing like these words"),
    ],
)
def test_the_cause_is_said_in_words(desk: Client, passage: Passage, text: str, said: str) -> None:
    assert said in line(desk, text, source=passage.source_id)


def test_without_a_source_it_is_found_with_its_only_author(desk: Client, passage: Passage) -> None:
    html = line(desk, WORDS)
    assert f'data-source="{passage.source_id}"' in html
    assert f'data-passage="{passage.pk}"' in html
    assert 'data-speaker-label="Ann Author"' in html


def test_words_of_a_source_that_nobody_cites_yet_are_found(desk: Client) -> None:
    new = stored(SourceFactory(), f"A new text. {WORDS}")
    assert f'data-passage="{new.pk}"' in line(desk, WORDS)


def test_no_stored_text_is_said_only_where_there_is_none(desk: Client, passage: Passage) -> None:
    assert "has no stored text" in line(desk, WORDS, source=SourceFactory().pk)
    assert "no stored text" not in line(desk, "It is nowhere.", source=passage.source_id)


def test_words_that_are_there_lead_to_their_quote_with_the_source(
    desk: Client, passage: Passage
) -> None:
    quote = QuoteFactory(text=WORDS)
    cite(quote, SourceFactory())
    html = line(desk, WORDS.upper(), source=passage.source_id)
    assert f"{quote.code}</a></strong>" in html
    page = Page(desk, f"{address(quote)}?source={passage.source_id}&passage={passage.pk}")
    assert page.data["citations-1-passage"] == str(passage.pk)
    page.url = address(quote)
    assert page.save().status_code == 302
    assert list(quote.citations.values_list("passage", flat=True)) == [None, passage.pk]


@pytest.mark.parametrize(
    ("theirs", "relation"),
    [
        (WORDS.replace(".", ", as we said."), "A shorter form of"),
        (WORDS.replace("Good process ", ""), "A longer form of"),
        (WORDS.replace("you can", "they may"), "Nearly the words of"),
    ],
)
def test_twins_are_named_and_can_take_the_words(
    desk: Client, passage: Passage, theirs: str, relation: str
) -> None:
    quote = QuoteFactory(text=theirs)
    html = line(desk, WORDS, source=passage.source_id)
    assert f"{relation} <a" in html
    assert f"Record it as a wording of {quote.code}" in html


def test_a_quote_is_no_twin_of_itself(desk: Client, passage: Passage) -> None:
    quote = QuoteFactory(text=WORDS)
    html = line(desk, WORDS, source=passage.source_id, quote=quote.pk)
    assert quote.code not in html


def test_the_line_stands_on_the_form_after_a_save(desk: Client, passage: Passage) -> None:
    quote = QuoteFactory(text=WORDS)
    cite(quote, passage.source, passage=passage)
    recompute()
    assert f"Found in slide 2 of {passage.source.code}" in desk.get(address(quote)).content.decode()
    assert '<div id="live" role="status"' in desk.get(address(Quote, "add")).content.decode()


@pytest.mark.parametrize("text", ["", "…", "x" * 200_000])
def test_any_text_gets_an_answer(desk: Client, passage: Passage, text: str) -> None:
    with CaptureQueriesContext(connection) as captured:
        line(desk, text, source="abc", passage="9" * 30, quote="-1")
    assert len(captured) <= 20


def test_it_is_for_editors_and_by_post_alone(client: Client, desk: Client) -> None:
    assert desk.get("/admin/principles/quote/check/").status_code == 405
    client.logout()
    assert client.post("/admin/principles/quote/check/", {"text": WORDS}).status_code == 302
