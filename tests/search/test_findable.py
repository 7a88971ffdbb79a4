"""What a reader can see beside an entry finds it, and says that it did."""

import json
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from principles.models import Citation, Passage, Quote, SearchEntry, Source, Support
from principles.search.filters import Filters
from principles.search.lexicon import refresh
from principles.search.pages import result_page
from principles.search.query import parse
from principles.search.reading import read
from principles.search.results import Result, results
from tests.factories import (
    PersonFactory,
    QuoteFactory,
    SourceFactory,
    cite,
    published_principle,
    published_quote,
    stored,
    support,
)
from tests.search.plans import plans

pytestmark = pytest.mark.django_db


def found(typed: str) -> list[Result]:
    refresh()
    page = result_page(parse(typed), Filters())
    return results(page.found.hits, page.reading)


def codes(typed: str) -> list[str]:
    return [result.code for result in found(typed)]


def noted(result: Result) -> list[str]:
    return [f"{note.lead} {note.text}".strip() for note in result.notes]


def everything(**fields: Any) -> Quote:
    """Publish a quote with something said of it in every place."""
    source = SourceFactory(
        title="A book", publisher="Zebra Press", text_access=fields.pop("text_access", "full")
    )
    passage = stored(source, "Own words of somebody.", heading="Wrapping Up")
    quote = published_quote(
        "Own words.",
        passage=passage,
        note="Said of yaks.",
        standing="disputed",
        standing_evidence="No xylophone has it.",
        real_origin="A walrus.",
    )
    Citation.objects.update(note="A vulture differs.")
    principle = published_principle()
    support(principle, quote, note="It shows the unicorn.")
    return quote


@pytest.mark.parametrize(
    ("word", "told"),
    [
        ("wrapping", "under the heading <mark>Wrapping</mark> Up"),
        ("zebra", "<mark>Zebra</mark> Press"),
        ("xylophone", "No <mark>xylophone</mark> has it."),
        ("walrus", "A <mark>walrus</mark>."),
        ("vulture", "A <mark>vulture</mark> differs."),
        ("unicorn", "supports a principle: It shows the <mark>unicorn</mark>."),
    ],
)
def test_what_is_said_about_a_quote_finds_it_and_is_told(word: str, told: str) -> None:
    quote = everything()
    (result,) = [result for result in found(word) if result.kind == "quote"]
    assert (result.code, noted(result)) == (quote.code, [told])


def test_the_note_on_a_quote_finds_it_and_is_marked() -> None:
    quote = everything()
    (result,) = found("yaks")
    assert (result.code, result.hint) == (quote.code, "Said of <mark>yaks</mark>.")
    assert noted(result) == []
    assert result.highlight == "Said of <mark>yaks</mark>."


@pytest.mark.parametrize("access", ["window", "hidden"])
def test_a_heading_that_is_not_shown_finds_nothing(access: str) -> None:
    everything(text_access=access)
    assert codes("wrapping up") == []


def test_the_number_of_a_book_finds_it() -> None:
    source = SourceFactory(title="Systems", identifiers={"isbn": "9780691127026", "doi": "10.1/ab"})
    published_quote(source=source)
    for typed in ("9780691127026", "10.1/ab"):
        (result,) = [result for result in found(typed) if result.kind == "source"]
        assert result.code == source.code
    assert "ISBN <mark>9780691127026</mark>" in noted(found("9780691127026")[0])


def test_own_words_come_before_what_is_said_about_others() -> None:
    published_quote("Short.", note="Of pandas.")
    own = published_quote("It is said of pandas at length, and of much more that nobody asks for.")
    assert codes("pandas")[0] == own.code


def test_what_is_said_about_a_row_makes_it_no_prominent_one() -> None:
    quote = published_quote("Two words.", note="Pandas.")
    vector = str(SearchEntry.objects.records().get(kind="quote", number=quote.pk).vector)
    assert "'^0word'" in vector
    assert "'panda'" in vector
    assert "'^0panda'" not in vector


def test_nothing_of_drafts_and_of_what_was_withdrawn_is_found() -> None:
    quote = published_quote("Own words.")
    draft = published_principle()
    support(draft, quote, note="It shows the unicorn.")
    type(draft).objects.filter(pk=draft.pk).update(status="withdrawn")
    cite(QuoteFactory(note="Yaks."), SourceFactory(publisher="Zebra"))
    gone = published_quote(note="Walrus.")
    Quote.objects.filter(pk=gone.pk).update(status="withdrawn")
    assert [codes(word) for word in ("unicorn", "yaks", "zebra", "walrus")] == [[]] * 4


def noted_people(typed: str) -> list[str]:
    return [person.name for person in read(parse(typed)).people]


def test_a_note_on_a_person_leads_to_them() -> None:
    joi = PersonFactory(name="Joi Ito", note="Director of the MIT Media Lab, says the slide.")
    published_quote(speakers=[joi])
    PersonFactory(name="A Draft", note="Director of nothing public.")
    refresh()
    for typed in ("director", "MIT", "media lab", "the director of the lab"):
        assert noted_people(typed) == ["Joi Ito"], typed
    for typed in ("the", "of the", "director nonesuch", "joi"):
        assert noted_people(typed) == [], typed


def test_three_people_at_most_are_led_to() -> None:
    for n in range(5):
        published_quote(speakers=[PersonFactory(name=f"Ann {n}", sort_name=f"{n}", note="Poet.")])
    assert noted_people("poet") == ["Ann 0", "Ann 1", "Ann 2"]


def test_words_of_a_note_are_no_typing_errors(client: Client) -> None:
    person = PersonFactory(name="Joi Ito", note="Director of the Madia Lab.")
    published_quote("A media lab.", speakers=[person])
    refresh()
    html = " ".join(client.get("/search/", {"q": "madia"}).content.decode().split())
    link = f'<a href="{person.get_absolute_url()}">Joi Ito</a>'
    assert f"The note on {link} has this word." in html
    assert "The nearest word" not in html
    assert "Nothing that is searched has" not in html
    found = json.loads(client.get("/search.json", {"q": "madia"}).content)
    assert [person["name"] for person in found["noted"]] == ["Joi Ito"]


def test_notes_on_people_are_looked_up_by_their_index() -> None:
    published_quote(speakers=[PersonFactory(note="Poet.")])
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    with plans() as gathered:
        noted_people("poet")
    assert any("Bitmap Index Scan on principles_person_notes" in plan for plan in gathered)


def test_what_is_edited_is_found_at_once() -> None:
    quote = everything()
    Passage.objects.update(heading="Quokka")
    Source.objects.filter(publisher="Zebra Press").update(publisher="Platypus")
    Support.objects.exclude(note="").update(note="Of okapis.")
    for word in ("quokka", "platypus", "okapis"):
        assert quote.code in codes(word)
    for word in ("wrapping", "zebra", "unicorn"):
        assert codes(word) == []
