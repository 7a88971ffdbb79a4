"""Without a script an entry is chosen by its number or its exact name, resolved on save."""

from typing import Any

import pytest
from django.test import Client

from principles.models import Passage, Principle, Quote
from tests.admin.pages import Page, address, sentences
from tests.factories import PersonFactory, PrincipleFactory, QuoteFactory, SourceFactory, stored

pytestmark = pytest.mark.django_db

WORDS = "Good process serves you."


@pytest.fixture
def passage(db: None) -> Passage:
    stored(SourceFactory(title="Another letter"), "Nothing.", label="p. 7")
    return stored(SourceFactory(title="A letter"), f"{WORDS} So it is.", label="p. 7")


def row(page: Page, rows: str, **written: str) -> None:
    role = {"role": "original"} if rows == "citations" else {}
    page.add(rows, **{f"{name}-written": value for name, value in written.items()}, **role)


@pytest.mark.parametrize("by", ["number", "name"])
def test_a_quote_is_made_by_writing_alone(desk: Client, passage: Passage, by: str) -> None:
    person, principle = PersonFactory(name="José Ávila"), PrincipleFactory(name="Own it")
    is_number = by == "number"
    page = Page(desk, address(Quote, "add"))
    source = f"S{passage.source_id}" if is_number else "a letter"
    row(page, "citations", source=source, passage=str(passage.pk) if is_number else "P. 7")
    row(page, "attributions", person=str(person.pk) if is_number else "jose avila")
    row(page, "supports", principle=f"P{principle.pk}" if is_number else "Own it")
    response = page.save(text=WORDS, status="draft")
    assert response.status_code == 302, sentences(response)
    quote = Quote.objects.get()
    citation = quote.citations.get()
    assert (citation.source_id, citation.passage) == (passage.source_id, passage)
    assert quote.attributions.get().person == person
    assert quote.supports.get().principle == principle


def test_what_is_written_wins_over_what_was_chosen(desk: Client) -> None:
    first, second = PersonFactory(), PersonFactory()
    page = Page(desk, address(Quote, "add"))
    page.add("attributions", **{"person": first, "person-written": second.name})
    page.save(text=WORDS)
    assert Quote.objects.get().attributions.get().person == second


@pytest.mark.parametrize(
    ("written", "refused"),
    [
        ("Nobody", "There is no person of the number or name “Nobody”."),
        ("999999999", "There is no person of the number or name “999999999”."),
        ("Ann Twin", "“Ann Twin” names more than one person: write "),
        ("Q1", "There is no person of the number or name “Q1”."),
    ],
)
def test_what_names_none_or_several_is_refused_and_kept(
    desk: Client, written: str, refused: str
) -> None:
    twins = [PersonFactory(name=name) for name in ("Ann Twin", "Ann Twín")]
    page = Page(desk, address(Quote, "add"))
    row(page, "attributions", person=written)
    response = page.save(text=WORDS)
    assert refused in sentences(response)
    if "more than one" in refused:
        assert all(str(twin.pk) in sentences(response) for twin in twins)
    assert f'value="{written}"' in response.content.decode()
    assert not Quote.objects.exists()


def test_a_quote_is_named_by_its_words(desk: Client) -> None:
    quote = QuoteFactory(text=WORDS)
    page = Page(desk, address(PrincipleFactory()))
    row(page, "supports", quote="good process serves you")
    response = page.save()
    assert response.status_code == 302, sentences(response)
    assert Principle.objects.get().supports.get().quote == quote


@pytest.mark.parametrize("kind", ["quote", "principle", "source", "passage"])
def test_every_autocomplete_has_the_field(desk: Client, kind: str) -> None:
    models: dict[str, Any] = {"quote": Quote, "principle": Principle, "passage": Passage}
    models["source"] = type(SourceFactory())
    html = desk.get(address(models[kind], "add")).content.decode()
    assert html.count("admin-autocomplete") > 0
    assert html.count("-written") == html.count("data-ajax--url")
