"""What a result says of why it was found."""

import pytest

from principles.models import Citation, Principle, Synonyms
from principles.search.filters import Filters
from principles.search.lexicon import refresh
from principles.search.pages import result_page
from principles.search.query import parse
from principles.search.results import Result, results
from tests.factories import SourceFactory, cite, published_principle, published_quote, stored

pytestmark = pytest.mark.django_db


def found(typed: str, *, kind: str = "quote", verdict: str = "") -> list[Result]:
    page = result_page(parse(typed), Filters.of(kind=kind, verdict=verdict))
    return results(page.found.hits, page.reading)


def notes(result: Result) -> list[str]:
    return [f"{note.lead} {note.text}" for note in result.notes]


@pytest.fixture
def judged() -> None:
    """One quote: verbatim in its letter, altered in the slides, not yet compared in the talk."""
    quote = published_quote("Resist proxies.", source=SourceFactory(title="A letter"))
    for title, verdict in {"The slides": "altered", "A talk": "stale"}.items():
        citation = cite(quote, SourceFactory(title=title))
        Citation.objects.filter(pk=citation.pk).update(verdict=verdict)
    quote.citations.filter(source__title="A letter").update(verdict="verbatim")


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("proxies verdict:altered", ["altered in: The slides"]),
        ("verdict:altered", ["altered in: The slides"]),
        (
            "verdict:unverified slides",
            ["also cited in The <mark>slides</mark>", "unverified in: A talk"],
        ),
        ("proxies verdict:unverified", ["unverified in: A talk"]),
        ("proxies verdict:elided or verdict:unverified", ["unverified in: A talk"]),
        ("proxies verdict:unverified or verdict:altered", ["altered in: The slides"]),
        (
            "proxies verdict:unverified verdict:altered",
            ["unverified in: A talk", "altered in: The slides"],
        ),
        ("proxies verdict:verbatim", []),
        ("proxies verdict:altered or verdict:verbatim", []),
        ("proxies -verdict:elided", []),
    ],
)
@pytest.mark.usefixtures("judged")
def test_a_quote_says_where_it_has_the_verdict_that_was_asked_for(
    typed: str, expected: list[str]
) -> None:
    [result] = found(typed)
    assert notes(result) == expected


@pytest.mark.usefixtures("judged")
def test_a_filter_by_verdict_is_explained_as_the_operator_is() -> None:
    [result] = found("proxies", verdict="unverified")
    assert notes(result) == ["unverified in: A talk"]
    assert str(result.highlight) == "Resist <mark>proxies</mark>."


@pytest.mark.parametrize(
    ("typed", "marked"),
    [
        ('proxy or "process as thing"', "the <mark>process as thing</mark>, a process as such"),
        ('"process as thing" or proxy', "the <mark>process as thing</mark>, a process as such"),
        (
            'process or "as such"',
            "the <mark>process</mark> as thing, a <mark>process</mark> <mark>as such</mark>",
        ),
        (
            '"as thing" or "as such"',
            "the process <mark>as thing</mark>, a process <mark>as such</mark>",
        ),
    ],
)
def test_of_a_phrase_beside_or_no_word_is_marked_alone(typed: str, marked: str) -> None:
    published_quote("the process as thing, a process as such")
    [result] = found(typed)
    assert str(result.words) == marked


def test_of_a_phrase_beside_or_no_word_is_marked_in_a_by_line() -> None:
    published_quote("A survey of all.", source=SourceFactory(title="Day 1 or day 2"))
    [result] = found('survey or "day 1 defense"')
    assert str(result.words) == "A <mark>survey</mark> of all."
    assert str(result.work) == "Day 1 or day 2"


def test_an_equivalent_word_is_named_once_in_its_shortest_form() -> None:
    Synonyms.objects.create(words="clients, customer, buyer")
    published_quote("Customers: a customer, and customers of buyers.")
    [result] = found("clients")
    assert notes(result) == ["for “clients”: <mark>buyers</mark>, <mark>customer</mark>"]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("high velocity", ["also found by <mark>High</mark>-<mark>velocity</mark> choices"]),
        ("choice", ["also found by High-velocity <mark>choices</mark>"]),
        ("velocity", []),
        ("decide", []),
        ("decided quick", ["also found by <mark>Quick</mark> <mark>deciding</mark>"]),
    ],
)
def test_a_principle_says_by_which_alias_it_was_found(typed: str, expected: list[str]) -> None:
    aliases = ["High-velocity choices", "Velocity of choice", "Quick deciding"]
    published_principle(name="Decide with velocity", maxim="Decide soon.", aliases=aliases)
    [result] = found(typed, kind="principle")
    assert notes(result) == expected


def test_only_an_alias_that_is_a_name_is_called_one() -> None:
    published_principle(name="Start simple", aliases=["small steps", "prototype"])
    Principle.objects.update(other_names=["small steps"])
    [named], [worded] = found("steps", kind="principle"), found("prototype", kind="principle")
    assert notes(named) == ["also known as small <mark>steps</mark>"]
    assert notes(worded) == ["also found by <mark>prototype</mark>"]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("high velocity", ["supports Décide early, also found by <mark>high velocity</mark>"]),
        ("early riser", ["supports Décide early, also found by <mark>early riser</mark>"]),
        ("decide early", ["supports <mark>Décide early</mark>"]),
        ("decide early, high velocity", ["supports <mark>Décide early</mark>"]),
        ("early", ["supports Décide early, also found by <mark>early</mark>"]),
        ("velocity", []),
    ],
)
def test_a_quote_says_by_which_alias_its_principle_was_named(
    typed: str, expected: list[str]
) -> None:
    quote = published_quote("Ship it.", tags=["velocity of ships"])
    published_principle(
        quote, name="Décide early", aliases=["high velocity", "early riser", "early"]
    )
    said = [note for result in found(typed) for note in notes(result)]
    assert said == expected


def test_a_principle_shows_a_passage_with_the_words_that_its_name_does_not_show() -> None:
    published_principle(
        name="Obsess over customers",
        maxim="Start with them.",
        summary="Customers come first. A good process helps to serve customers.",
        body="Speed helps too.",
        aliases=["clients first"],
    )
    typed = ("customers", "customers process", "customers clients", "customers speed")
    shown = {words: found(words, kind="principle")[0].snippet for words in typed}
    assert shown["customers"] == shown["customers clients"] == ""
    assert "good <mark>process</mark> helps" in shown["customers process"]
    assert shown["customers speed"] == "<mark>Speed</mark> helps too."


def test_what_lacks_words_comes_in_the_order_of_relevance_and_not_by_kind() -> None:
    source = SourceFactory()
    complete = published_principle(name="Ask for a prime customer first")
    quote = published_quote("No customer had reason to ask for this prime offer.", source=source)
    partial = published_principle(name="Watch", body="For a reason a customer asked.")
    refresh()
    page = result_page(parse("customer asked prime offer"), Filters())
    order = [(hit.kind, hit.number, hit.is_complete) for hit in page.found.hits]
    assert order[0] == ("quote", quote.pk, True)
    page = result_page(parse("ask prime customer first reason"), Filters())
    order = [(hit.kind, hit.number, hit.is_complete) for hit in page.found.hits]
    assert order == [
        ("principle", complete.pk, False),
        ("quote", quote.pk, False),
        ("principle", partial.pk, False),
    ]


@pytest.mark.parametrize(
    ("typed", "heading", "snippet", "highlight"),
    [
        ("forever", "APIs are <mark>Forever</mark>", "Once.", "APIs are <mark>Forever</mark>"),
        ("once", "", "<mark>Once</mark>.", "<mark>Once</mark>."),
        (
            "once forever",
            "APIs are <mark>Forever</mark>",
            "<mark>Once</mark>.",
            "<mark>Once</mark>.",
        ),
        ("pizza", "2 <mark>Pizza</mark> Teams", "", "2 <mark>Pizza</mark> Teams"),
    ],
)
def test_a_source_shows_the_heading_that_matches(
    typed: str, heading: str, snippet: str, highlight: str
) -> None:
    source = SourceFactory(note="Pizza is not in the title.")
    stored(source, "Once.\n\nForest.", heading="APIs are Forever")
    stored(source, "", heading="2 Pizza Teams")
    published_quote(source=source)
    shown = found(typed, kind="source")[0]
    assert (shown.passage_heading, shown.snippet) == (heading, snippet)
    assert shown.highlight == highlight


def test_a_source_shows_its_summary_before_its_note() -> None:
    published_quote(source=SourceFactory(summary="On proxies.", note="Proxies of a kind."))
    [result] = found("proxies", kind="source")
    assert result.snippet == "On <mark>proxies</mark>."


def test_a_heading_is_escaped() -> None:
    source = SourceFactory()
    stored(source, "", heading="<b>Bold</b> teams")
    published_quote(source=source)
    assert (
        found("teams", kind="source")[0].passage_heading
        == "&lt;b&gt;Bold&lt;/b&gt; <mark>teams</mark>"
    )
