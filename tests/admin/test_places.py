"""The site finds where in a source the words stand: it fills the place in, or offers it."""

import re
from typing import Any

import pytest
from django.test import Client

from principles.models import Citation, Passage, Quote, Source, Verdict
from principles.provenance.verification import recompute
from tests.admin.pages import Page, address, sentences
from tests.factories import SourceFactory, cite, published_quote, stored

pytestmark = pytest.mark.django_db

WORDS = "Good process serves you."


@pytest.fixture
def source() -> Source:
    source: Source = SourceFactory(title="A deck", has_parts=True)
    stored(source, "Nothing of it.", label="slide 1")
    stored(source, f"{WORDS} So you can serve customers.", label="slide 2")
    return source


def passage(source: Source, number: int) -> Passage:
    return source.passages.get(position=number)


def entered(desk: Client, source: Source, text: str = WORDS, **fields: Any) -> Any:
    page = Page(desk, address(Quote, "add"))
    row = {name: fields.pop(name) for name in ("passage", "locator") if name in fields}
    page.add("citations", source=source, role="original", **row)
    return page.save(text=text, **fields)


def told(client: Client) -> str:
    return " ".join(str(message) for message in client.get("/admin/").context["messages"])


def test_the_one_passage_that_has_the_words_is_filled_in(desk: Client, source: Source) -> None:
    response = entered(desk, source, status="published")
    assert response.status_code == 302, sentences(response)
    citation = Citation.objects.get()
    assert (citation.passage, citation.verdict) == (passage(source, 2), Verdict.VERBATIM)


def test_a_citation_that_is_there_takes_its_place_at_the_next_save(
    desk: Client, source: Source
) -> None:
    quote = published_quote(WORDS, source=SourceFactory())
    citation = cite(quote, source)
    assert Page(desk, address(quote)).save().status_code == 302
    citation.refresh_from_db()
    assert citation.passage == passage(source, 2)


def test_words_in_two_passages_are_offered(desk: Client, source: Source) -> None:
    stored(source, f"Again: {WORDS}", label="slide 3")
    entered(desk, source)
    assert Citation.objects.get().passage is None
    assert re.search("These words are in “slide 2”: .*use it.* or “slide 3”: .*use it", told(desk))


def test_words_elsewhere_than_named_are_said_with_a_link(desk: Client, source: Source) -> None:
    entered(desk, source, passage=passage(source, 1))
    citation = Citation.objects.get()
    said = told(desk)
    assert "These words are in “slide 2”" in said
    link = re.search(r'href="([^"]*\?use=[^"]*)"', said)
    assert link
    page = Page(desk, link[1])
    assert page.data["citations-0-passage"] == str(passage(source, 2).pk)
    page.url = address(citation.quote)
    assert page.save().status_code == 302
    citation.refresh_from_db()
    assert (citation.passage, citation.verdict) == (passage(source, 2), Verdict.VERBATIM)


def test_a_refused_form_offers_the_place_with_a_button(desk: Client, source: Source) -> None:
    page = Page(desk, address(Quote, "add"))
    page.add("citations", source=source, passage=passage(source, 1), role="original")
    html = page.save(text=WORDS, status="published").content.decode()
    button = re.search(r'<button [^>]*name="_use" value="([^"]*)"', html)
    assert button
    response = page.save(_use=button[1])
    assert response.status_code == 302, sentences(response)
    assert Citation.objects.get().verdict == Verdict.VERBATIM


def test_the_form_of_a_saved_quote_offers_the_place(desk: Client, source: Source) -> None:
    entered(desk, source, passage=passage(source, 1))
    citation = Citation.objects.get()
    page = Page(desk, address(citation.quote))
    value = f"{citation.pk}:{passage(source, 2).pk}"
    assert f'name="_use" value="{value}"' in desk.get(page.url).content.decode()
    page.save(_use=value, note="Typed meanwhile.")
    citation.refresh_from_db()
    assert citation.passage == passage(source, 2)
    assert Quote.objects.get().note == "Typed meanwhile."


@pytest.mark.parametrize("rows", ["9" * 5_000, "3000000"])
def test_an_impossible_number_of_rows_is_refused_before_one_is_looked_for(
    desk: Client, source: Source, rows: str
) -> None:
    quote = published_quote(WORDS, passage=passage(source, 1))
    page = Page(desk, address(quote))
    page.data["citations-TOTAL_FORMS"] = rows
    assert page.save(_use="5:3").status_code == 400


def test_close_words_are_offered_as_close(desk: Client, source: Source) -> None:
    entered(desk, source, text="Good process serves them. So you can serve customers.")
    assert "Words close to these are in “slide 2”" in told(desk)


def test_a_place_typed_by_the_editor_stays(desk: Client, source: Source) -> None:
    entered(desk, source, locator="the second slide")
    citation = Citation.objects.get()
    assert (citation.passage, citation.locator) == (None, "the second slide")
    assert "These words are in “slide 2”" in told(desk)


@pytest.mark.parametrize(
    ("has_text", "sentence"),
    [
        (True, "No passage of the source is named to compare with."),
        (False, "The source has no stored text to compare with."),
    ],
)
def test_no_stored_text_is_said_only_where_there_is_none(
    desk: Client, has_text: bool, sentence: str
) -> None:
    quote = published_quote(WORDS)
    if has_text:
        stored(Source.objects.get(), "Nothing of it.")
    recompute()
    assert sentence in desk.get(address(quote)).content.decode()


def test_a_collection_of_quotes_is_not_searched(desk: Client, source: Source) -> None:
    Source.objects.update(level=Source.Level.AGGREGATOR)
    entered(desk, source)
    assert Citation.objects.get().passage is None


@pytest.mark.parametrize("use", ["", "x:y", "1:", ":1", "99999999999999:1", "1:0"])
def test_an_odd_address_is_answered(desk: Client, source: Source, use: str) -> None:
    quote = published_quote(WORDS, source=source)
    assert desk.get(address(quote), {"use": use}).status_code == 200
    assert Page(desk, address(quote)).save(_use=use).status_code in {200, 302}
