"""The content proved: loaded into an empty base, every rule restated here holds for all of it.

The rules are written out again rather than asked of the database, so that a rule that is lost
there is missed here. `seed.txt` is the text that everything quoted was taken from.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from principles.models import (
    Citation,
    Passage,
    Person,
    Principle,
    Quote,
    SeeAlso,
    Source,
    Support,
    Tag,
    Verdict,
)
from principles.models.facets import FACETS
from principles.provenance.anchoring import keeping_anchors
from principles.provenance.verification import recompute
from principles.search.filters import Filters
from principles.search.pages import result_page
from principles.search.query import parse
from principles.transfer import import_bundle, read_bundle
from tests.snapshots import rows

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("content")]

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
OPERATORS = FIXTURES.parent / "templates" / "search" / "operators.html"
EXAMPLE = re.compile(r"<code>(?!{)([^<]*[\": ][^<]*[^<:])</code>")
SEED = Path(__file__).with_name("seed.txt")
QUOTATION_MARKS = re.compile(r"[\"“”„«»]|(?<!\w)‘|(?<![\w.])'")
SHOWN = {Verdict.VERBATIM, Verdict.ELIDED}


def on_one_line(text: str) -> str:
    return " ".join(text.split())


@pytest.fixture(scope="module")
def seed() -> str:
    return on_one_line(SEED.read_text(encoding="utf-8"))


def words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.replace("’", "").replace("'", "").casefold()))


def test_there_is_content() -> None:
    assert Quote.objects.count() >= 60
    assert 15 <= Principle.objects.count() <= 20


def test_loading_twice_changes_nothing() -> None:
    before = rows()
    assert import_bundle(
        read_bundle(FIXTURES), recompute=recompute, keeping_anchors=keeping_anchors
    ).is_unchanged
    assert rows() == before


def test_no_rule_of_the_database_is_broken() -> None:
    connection.check_constraints()


def test_every_stored_text_stands_in_the_seed(seed: str) -> None:
    strange = [
        passage for passage in Passage.objects.all() if on_one_line(passage.text) not in seed
    ]
    assert not strange


def test_every_heading_is_a_line_of_the_seed() -> None:
    lines = SEED.read_text(encoding="utf-8").replace("Embrace\n\nExternal", "Embrace External")
    headings = set(Passage.objects.exclude(heading="").values_list("heading", flat=True))
    assert len(headings) == 15
    assert headings - {line.strip() for line in lines.splitlines()} == set()


def test_a_title_is_the_heading_and_no_part_of_label_or_text() -> None:
    for passage in Passage.objects.all():
        assert "“" not in passage.label.removeprefix("slide after “")
        assert not passage.heading or not passage.text.startswith(passage.heading)
    assert set(Passage.objects.filter(text="").values_list("heading", flat=True)) == {
        "Writing Narratives",
        "2 Pizza Teams",
        "Amazon Web Services",
        "Back to the Future",
        "It’s still Day 1",
        "Embrace External Trends",
    }


@pytest.mark.parametrize("title", ["apis are forever", '"2 pizza teams"', "back to the future"])
def test_the_title_of_a_slide_is_found(title: str) -> None:
    hits = result_page(parse(title), Filters.of(kind="source")).found.hits
    assert [(hit.number, hit.passage_heading.casefold()) for hit in hits if hit.is_complete] == [
        (3, title.strip('"'))
    ]


def test_every_quote_stands_in_the_seed(seed: str) -> None:
    quotes = Quote.objects.all()
    assert [quote for quote in quotes if on_one_line(quote.text) not in seed] == []


def test_every_quote_can_be_shown_in_the_passage_it_names() -> None:
    shown = set(
        Citation.objects.filter(
            verdict__in=SHOWN, passage__isnull=False, start__isnull=False
        ).values_list("quote", flat=True)
    )
    assert [quote for quote in Quote.objects.all() if quote.number not in shown] == []


def test_what_is_shown_are_the_words_of_the_quote() -> None:
    for citation in Citation.objects.filter(verdict=Verdict.VERBATIM).select_related(
        "quote", "passage"
    ):
        assert citation.passage is not None
        found = citation.passage.text[citation.start : citation.end]
        assert words(found) == words(citation.quote.text)


def test_no_verdict_is_stale() -> None:
    assert not Citation.objects.filter(verdict=Verdict.STALE).exists()


def test_every_altered_citation_carries_a_note() -> None:
    altered = Citation.objects.filter(verdict=Verdict.ALTERED)
    assert altered
    assert [citation for citation in altered if not citation.note.strip()] == []


def test_no_published_quote_waits_for_an_editors_yes() -> None:
    assert list(Citation.objects.published().unconfirmed()) == []


def test_no_words_are_there_twice() -> None:
    texts = sorted(f" {words(quote.text)} " for quote in Quote.objects.all())
    assert [text for text in texts if sum(text in other for other in texts) > 1] == []


def test_quotes_do_not_overlap_in_a_passage() -> None:
    stretches: dict[int, list[tuple[int, int]]] = defaultdict(list)
    found = Citation.objects.filter(start__isnull=False)
    for passage, start, end in found.values_list("passage", "start", "end"):
        assert passage is not None
        assert start is not None
        assert end is not None
        stretches[passage].append((start, end))
    for passage, places in stretches.items():
        overlaps = [pair for pair in pairwise(sorted(places)) if pair[0][1] > pair[1][0]]
        assert not overlaps, Passage.objects.get(pk=passage)


def test_a_quote_begins_and_ends_with_a_sentence_unless_it_is_a_fragment() -> None:
    for citation in Citation.objects.filter(
        verdict=Verdict.VERBATIM, quote__is_fragment=False
    ).select_related("quote", "passage"):
        assert citation.passage is not None
        text = citation.passage.text
        before, after = text[: citation.start], text[citation.end :]
        assert re.search(r"(^|[.?!…”\"]\s+|\n\s*|\d\.\s+|[“\"])$", before), citation.quote
        assert re.match(r"$|\s*\n|[”\"]|\s+[A-Z“\"]", after), citation.quote


def test_no_quote_carries_its_outer_quotation_marks() -> None:
    enclosed = [q for q in Quote.objects.all() if re.fullmatch(r"[\"“][^”\"]*[\"”]", q.text)]
    assert not enclosed


def test_published_quotes_obey_the_rules_of_publication() -> None:
    published = Quote.objects.filter(status="published").prefetch_related("citations__source")
    assert published.count() == Quote.objects.count()
    for quote in published:
        assert quote.published_at is not None
        assert quote.text.strip()
        assert quote.language
        assert quote.citations.all()
        assert quote.standing == "attributed" or quote.standing_evidence.strip()
        for citation in quote.citations.all():
            has_place = citation.passage_id is not None or bool(citation.locator.strip())
            assert has_place or not citation.source.has_parts, citation
            assert citation.passage_id is None or not (citation.locator or citation.wording)


def test_published_principles_obey_the_rules_of_publication() -> None:
    published = Principle.objects.filter(status="published")
    assert published.count() == Principle.objects.count()
    for principle in published:
        assert principle.published_at is not None
        assert all(map(str.strip, (principle.name, principle.maxim, principle.summary)))
        assert principle.body.strip()


def test_every_principle_has_its_quotes() -> None:
    supported = Support.objects.filter(quote__status="published").values_list("principle")
    assert {number for (number,) in supported} == set(
        Principle.objects.values_list("number", flat=True)
    )


def test_supports_are_in_order_from_1() -> None:
    for principle in Principle.objects.all():
        positions = list(principle.supports.values_list("position", flat=True))
        assert positions == list(range(1, len(positions) + 1))


def test_every_principle_can_be_searched_by_other_words() -> None:
    assert [principle for principle in Principle.objects.all() if not principle.aliases] == []


def test_every_see_also_leads_to_a_published_principle_and_says_why() -> None:
    assert SeeAlso.objects.exists()
    for other in SeeAlso.objects.select_related("other"):
        assert other.other.status == "published"
        assert other.note.strip()


def test_see_also_stands_at_both_ends() -> None:
    links = set(SeeAlso.objects.values_list("principle", "other"))
    assert {(other, principle) for principle, other in links} == links


def test_every_reference_leads_to_a_published_quote() -> None:
    published = set(Quote.objects.filter(status="published").values_list("number", flat=True))
    references = {
        int(number)
        for body in Principle.objects.values_list("body", flat=True)
        for number in re.findall(r"\[Q(\d+)\]", body)
    }
    assert references
    assert references <= published


def test_every_source_is_public() -> None:
    cited = set(Citation.objects.filter(quote__status="published").values_list("source", flat=True))
    containers = dict(Source.objects.values_list("number", "container"))
    public = set(cited)
    for number in cited:
        whole = containers[number]
        while whole is not None:
            public.add(whole)
            whole = containers[whole]
    assert set(containers) == public


def test_every_person_is_public() -> None:
    speakers = Person.objects.filter(attributions__quote__status="published")
    contributors = Person.objects.filter(
        contributions__source__citations__quote__status="published"
    )
    containers = Person.objects.filter(
        contributions__source__parts__citations__quote__status="published"
    )
    assert set(Person.objects.all()) == {*speakers, *contributors, *containers}


def test_every_tag_is_public() -> None:
    of_quotes = Tag.objects.filter(quote_tags__content_object__status="published")
    of_principles = Tag.objects.filter(principle_tags__content_object__status="published")
    assert set(Tag.objects.all()) == {*of_quotes, *of_principles}


def test_every_quote_and_principle_is_tagged() -> None:
    assert not Quote.objects.filter(quote_tags=None).exists()
    assert not Principle.objects.filter(principle_tags=None).exists()


def texts_of(*fields: tuple[Any, str]) -> Iterator[tuple[str, str]]:
    for model, field in fields:
        for entry in model.objects.all():
            yield f"{model.__name__} {entry.pk} {field}", getattr(entry, field)


def test_what_editors_write_is_not_set_between_quotation_marks() -> None:
    written = texts_of(
        (Principle, "name"),
        (Principle, "maxim"),
        (Principle, "summary"),
        (Support, "note"),
        (SeeAlso, "note"),
        (Citation, "note"),
        (Quote, "note"),
        (Source, "summary"),
        (Source, "note"),
        (Person, "note"),
    )
    assert [place for place, text in written if QUOTATION_MARKS.search(text)] == []


def in_quotation_marks(body: str) -> Iterator[tuple[str, list[int]]]:
    """Yield what a body quotes, with the quotes that the next reference in its paragraph names."""
    for paragraph in body.split("\n\n"):
        waiting: list[str] = []
        for quoted, references in re.findall(r"“([^”]*)”|((?:\[Q\d+\]\s*)+)", paragraph):
            if quoted:
                waiting.append(quoted)
                continue
            numbers = [int(number) for number in re.findall(r"\d+", references)]
            yield from ((each, numbers) for each in waiting)
            waiting = []
        yield from ((each, []) for each in waiting)


def test_what_a_body_quotes_are_words_of_the_quote_it_refers_to_next() -> None:
    texts = {quote.number: f" {words(quote.text)} " for quote in Quote.objects.all()}
    quoted = [
        (principle.number, *each)
        for principle in Principle.objects.all()
        for each in in_quotation_marks(principle.body)
    ]
    assert quoted
    strange = [
        (number, text)
        for number, text, referred in quoted
        if not any(f" {words(text)} " in texts[each] for each in referred)
    ]
    assert strange == []


def test_a_body_has_no_other_quotation_marks() -> None:
    bodies = Principle.objects.values_list("body", flat=True)
    beside = [re.sub(r"“[^”]*”", "", body) for body in bodies]
    assert [body for body in beside if QUOTATION_MARKS.search(body)] == []


def test_a_body_is_not_set_like_a_quote() -> None:
    bodies = Principle.objects.values_list("body", flat=True)
    assert [body for body in bodies if re.search(r"^\s*>", body, re.MULTILINE)] == []


def test_a_slide_is_not_labelled_with_a_number() -> None:
    labels = Passage.objects.filter(source__kind="slides").values_list("label", flat=True)
    assert labels
    numbered = re.compile(r"slide\s*(no\.?|#)?\s*\d", re.IGNORECASE)
    assert [label for label in labels if numbered.search(label)] == []


def test_a_source_without_a_title_is_described_in_brackets() -> None:
    deck = Source.objects.get(kind="slides")
    assert re.fullmatch(r"\[.+\]", deck.title)


SORTED: dict[str, Callable[[], list[Any]]] = {
    "people": lambda: [person.sort_name.casefold() for person in read_bundle(FIXTURES).people],
    "tags": lambda: [tag.slug for tag in read_bundle(FIXTURES).tags],
    "principles": lambda: [principle.number for principle in read_bundle(FIXTURES).principles],
}


@pytest.mark.parametrize("kind", SORTED)
def test_files_are_sorted(kind: str) -> None:
    assert SORTED[kind]() == sorted(SORTED[kind]())


def test_the_quotes_of_a_file_are_sorted_by_number() -> None:
    by_file: dict[str, list[int]] = defaultdict(list)
    for quote in read_bundle(FIXTURES).quotes:
        by_file[quote.place.file].append(quote.number)
    for numbers in by_file.values():
        assert numbers == sorted(numbers)


def test_every_example_of_an_operator_finds_something() -> None:
    examples = EXAMPLE.findall(OPERATORS.read_text(encoding="utf-8"))
    examples += [facet.example for facet in FACETS]
    assert examples
    for example in set(examples) - {"synonyms:no"}:
        page = result_page(parse(example), Filters())
        assert page.found.total, example
        assert not page.reading.unnamed, example
