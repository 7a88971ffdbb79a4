"""Stored text that an editor mends, splits, merges or deletes: the citations follow their words."""

from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from principles.models import Citation, Passage, Quote, Source
from principles.provenance.verification import recompute
from tests.admin.pages import Page, address, sentences
from tests.factories import QuoteFactory, SourceFactory, cite, published_quote, stored

pytestmark = pytest.mark.django_db(transaction=True)

WORDS = "Good process serves you."
OTHER = "Nothing of the kind stands here."
LOST = {"place": "lost"}


@pytest.fixture
def source() -> Source:
    source = SourceFactory(title="A letter", has_parts=True)
    for text in (OTHER, WORDS, OTHER):
        stored(source, text)
    return source


@pytest.fixture
def citation(source: Source) -> Citation:
    quote = published_quote(WORDS, passage=source.passages.get(position=2))
    recompute()
    return quote.citations.get()


def told(response: Any) -> str:
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


def place(citation: Citation) -> int | None:
    citation.refresh_from_db()
    return citation.passage.position if citation.passage else None


def test_words_that_are_moved_on_the_sources_page_are_followed(
    desk: Client, source: Source, citation: Citation
) -> None:
    page = Page(desk, address(source))
    page.change("passages", 1, text=OTHER)
    page.change("passages", 2, text=f"Split off. {WORDS}")
    response = page.save()
    assert response.status_code == 302, sentences(response)
    assert (place(citation), citation.verdict) == (3, "verbatim")
    assert f"{citation.quote.code} were found in another passage" in told(response)


def test_a_passage_with_citations_is_deleted_where_the_words_are_elsewhere(
    desk: Client, source: Source, citation: Citation
) -> None:
    page = Page(desk, address(source))
    page.change("passages", 0, text=f"{OTHER} {WORDS}")
    page.change("passages", 1, DELETE="on")
    response = page.save()
    assert response.status_code == 302, sentences(response)
    assert place(citation) == 1


def test_a_published_quote_that_loses_its_passage_says_where_it_was(
    desk: Client, source: Source, citation: Citation
) -> None:
    page = Page(desk, address(source))
    page.change("passages", 1, DELETE="on")
    response = page.insist()
    assert response.status_code == 302, sentences(response)
    assert (place(citation), citation.locator, citation.is_adrift) == (None, "p. 2", True)
    assert "listed as needing work" in told(response)
    listed = desk.get(address(Quote), LOST).content.decode()
    assert citation.quote.get_absolute_url().split("/")[2] in listed
    assert "no longer has the words" in desk.get(address(citation.quote)).content.decode()


@pytest.mark.parametrize(("access", "locator"), [("full", "p. 2 “Served”"), ("hidden", "p. 2")])
def test_where_it_was_has_the_heading_if_that_may_be_shown(
    desk: Client, source: Source, citation: Citation, access: str, locator: str
) -> None:
    source.passages.filter(position=2).update(heading="Served")
    Source.objects.update(text_access=access)
    page = Page(desk, address(source))
    page.change("passages", 1, DELETE="on")
    response = page.insist()
    assert response.status_code == 302, sentences(response)
    assert (place(citation), citation.locator) == (None, locator)


def test_a_new_heading_leaves_citations_where_they_are(
    desk: Client, source: Source, citation: Citation
) -> None:
    page = Page(desk, address(source))
    page.change("passages", 1, heading="Served")
    response = page.save()
    assert response.status_code == 302, sentences(response)
    assert (place(citation), citation.verdict) == (2, "verbatim")
    assert told(response).count("found in another passage") == 0


def test_the_passages_own_page_follows_words_too(
    desk: Client, source: Source, citation: Citation
) -> None:
    stored(source, f"At the end. {WORDS}")
    response = Page(desk, address(source.passages.get(position=2))).save(text=OTHER)
    assert response.status_code == 302, sentences(response)
    assert place(citation) == 4


def test_a_passage_that_goes_to_another_source_leaves_its_citation_behind(
    desk: Client, source: Source, citation: Citation
) -> None:
    passage, other = source.passages.get(position=2), SourceFactory()
    response = Page(desk, address(passage)).save(source=other)
    assert response.status_code == 302, sentences(response)
    assert (place(citation), citation.source, citation.locator) == (None, source, "p. 2")


@pytest.mark.parametrize("way", ["page", "list"])
def test_a_passage_is_deleted_by_itself(
    desk: Client, source: Source, citation: Citation, way: str
) -> None:
    stored(source, WORDS)
    passage = source.passages.get(position=2)
    if way == "page":
        response = desk.post(address(passage, "delete"), {"post": "yes"})
    else:
        chosen = {"action": "delete_selected", "_selected_action": str(passage.pk), "post": "yes"}
        response = desk.post(address(Passage), chosen)
    assert response.status_code == 302
    assert not Passage.objects.filter(pk=passage.pk).exists()
    assert (place(citation), citation.verdict) == (4, "verbatim")


@pytest.mark.parametrize("fields", [{"locator": "p. 2 of the first print"}, {"passage": 1}])
def test_an_editor_takes_it_off_the_list(
    desk: Client, source: Source, citation: Citation, fields: dict[str, Any]
) -> None:
    page = Page(desk, address(source))
    page.change("passages", 1, DELETE="on")
    page.insist()
    if "passage" in fields:
        fields = {"passage": source.passages.get(position=1), "locator": ""}
    page = Page(desk, address(citation.quote))
    page.change("citations", 0, **fields)
    page.say_yes(page.save())
    response = page.save()
    assert response.status_code == 302, sentences(response)
    assert not Citation.objects.adrift().exists()
    assert "0 quotes" in desk.get(address(Quote), LOST).content.decode()


def test_an_edit_of_anything_else_leaves_it_on_the_list(
    desk: Client, source: Source, citation: Citation
) -> None:
    page = Page(desk, address(source))
    page.change("passages", 1, DELETE="on")
    page.insist()
    page = Page(desk, address(citation.quote))
    page.change("citations", 0, note="Where has it gone?")
    page.say_yes(page.save())
    assert page.save().status_code == 302
    assert Citation.objects.adrift().get() == citation


def test_words_that_come_back_are_found_again(
    desk: Client, source: Source, citation: Citation
) -> None:
    page = Page(desk, address(source))
    page.change("passages", 1, DELETE="on")
    page.save()
    page = Page(desk, address(source))
    page.add("passages", label="p. 9", text=WORDS, language="en")
    page.save()
    assert place(citation) is not None
    assert not citation.is_adrift


def test_a_refused_save_moves_nothing(desk: Client, source: Source, citation: Citation) -> None:
    cite(citation.quote, source, locator="p. 1")
    page = Page(desk, address(source))
    page.change("passages", 1, text=OTHER, label=" ")
    page.change("passages", 2, text=WORDS)
    assert page.save().status_code == 200
    assert place(citation) == 2


# --- Verdicts that a save changes ----------------------------------------------------------------


def test_a_passage_whose_words_change_names_the_quotes_that_fall(
    desk: Client, source: Source, citation: Citation
) -> None:
    passage = source.passages.get(position=2)
    response = Page(desk, address(passage)).insist(text="Good process serves them.")
    code = citation.quote.code
    assert f"Saving changed 1 published quote: {code} verbatim → altered." in told(response)


def test_a_sources_form_names_them_too(desk: Client, source: Source, citation: Citation) -> None:
    page = Page(desk, address(source))
    page.change("passages", 1, text="Good process serves them.")
    assert f"{citation.quote.code} verbatim → altered." in told(page.insist())


def test_a_source_that_becomes_a_collection_verifies_nothing_more(
    desk: Client, source: Source, citation: Citation
) -> None:
    response = Page(desk, address(source)).insist(level="aggregator")
    assert f"{citation.quote.code} verbatim → unverified." in told(response)


def test_a_draft_that_changes_is_named_apart(desk: Client, source: Source) -> None:
    passage = source.passages.get(position=2)
    draft = QuoteFactory(text=WORDS)
    cite(draft, source, passage=passage)
    recompute()
    response = Page(desk, address(passage)).save(text="Good process serves them.")
    assert f"1 unpublished quote: {draft.code} verbatim → altered." in told(response)


def test_a_verdict_that_stays_is_not_named(
    desk: Client, source: Source, citation: Citation
) -> None:
    response = Page(desk, address(source.passages.get(position=2))).save(text=f"{WORDS} More.")
    assert response.status_code == 302
    assert "changed 1" not in told(response)


def test_a_deleted_passage_names_the_quotes_that_lose_it(
    desk: Client, source: Source, citation: Citation
) -> None:
    passage = source.passages.get(position=2)
    page = Page(desk, address(passage))
    page.url, page.data = address(passage, "delete"), {"post": "yes"}
    response = page.insist()
    said = f"Deleting changed 1 published quote: {citation.quote.code} verbatim → unverified."
    assert said in told(response)


def test_telling_costs_the_same_however_many_quotes_change(desk: Client, source: Source) -> None:
    passage = source.passages.get(position=2)

    def queries(text: str) -> int:
        page = Page(desk, address(passage))
        with CaptureQueriesContext(connection) as captured:
            response = page.save(text=text)
        assert (response.status_code == 200) is (text == OTHER)
        if text == OTHER:
            page.go_on(response)
        return sum("principles_citation" in query["sql"] for query in captured)

    def more_quotes(first: int) -> None:
        for number in range(first, first + 3):
            published_quote(f"{WORDS} {number}", passage=passage)
        recompute()
        queries(OTHER)

    more_quotes(0)
    few = queries(WORDS)
    more_quotes(3)
    assert queries(WORDS) == few
