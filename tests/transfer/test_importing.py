"""A base says what the bundle says, with numbers that are kept and an id that is taken over."""

from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from principles.models import (
    Base,
    Citation,
    Passage,
    Person,
    Principle,
    Quote,
    Source,
    Verdict,
)
from principles.provenance.anchoring import keeping_anchors
from principles.provenance.verification import recompute
from principles.transfer import Counts, import_bundle, read_bundle
from tests.factories import (
    PersonFactory,
    QuoteFactory,
    SourceFactory,
    TagFactory,
)
from tests.snapshots import rows
from tests.transfer.bundles import edit
from tests.transfer.loading import load, refusal

pytestmark = pytest.mark.django_db

LETTER = "sources/a-letter/source.toml"
TEXT = "sources/a-letter/text.txt"
QUOTES = "sources/a-letter/quotes.toml"
LETTERS = "sources/letters/source.toml"
DOUBLE = "sources/letters/quotes.toml"
HURRY = "principles/01-hurry-slowly.md"
SIMPLE = "principles/03-keep-it-simple.md"
BUNDLE_ID = UUID("0b7d39a4-6c0b-4f0e-9f0a-4f5a1c1a2b3c")


BOTH_PARAGRAPHS = """Day one is always today. We hurry slowly,
and we measure twice.

Nobody else asked us to."""


def test_an_empty_base_gets_everything(bundle: Path) -> None:
    result = load(bundle)
    assert result.counts == {
        "people": Counts(added=2),
        "tags": Counts(added=2),
        "synonyms": Counts(added=1),
        "sources": Counts(added=2),
        "quotes": Counts(added=3),
        "principles": Counts(added=2),
        "former addresses": Counts(),
    }
    assert not result.is_unchanged


def test_a_source_is_as_the_bundle_says(bundle: Path) -> None:
    load(bundle)
    source = Source.objects.get(number=1)
    assert (source.slug, source.title, source.kind) == ("a-letter", "A letter", "letter")
    assert (source.level, source.year, source.month, source.day) == ("primary", 1997, 3, None)
    assert source.summary == "A letter on process."
    assert (source.publisher, source.url) == ("A house", "https://example.org/letter")
    assert source.identifiers == {"isbn": "9780000000000"}
    assert (source.text_access, source.has_parts) == ("full", True)
    assert source.container == Source.objects.get(slug="letters")
    contributions = source.contributions.values_list("person__slug", "role")
    assert list(contributions) == [("ann-author", "author"), ("ben-speaker", "editor")]
    passages = source.passages.values_list("position", "label", "language", "text")
    assert list(passages) == [
        (
            1,
            "opening",
            "en",
            BOTH_PARAGRAPHS,
        ),
        (
            2,
            "p. 2",
            "en",
            "Simple things last longer than clever ones.\n=== This line is no label.",
        ),
    ]


def test_a_passage_may_have_a_heading_over_its_text_or_alone(bundle: Path) -> None:
    second = 'position = 2\nlabel = "p. 2"\nlanguage = "en"\n'
    third = '\n[[passage]]\nposition = 3\nlabel = "p. 3"\nheading = "The End"\n'
    edit(bundle, LETTER, second, f'{second}heading = "Simple Things"\n{third}')
    last = "=== This line is no label."
    edit(
        bundle, TEXT, "=== p. 2", "=== p. 2 “Simple Things”", last, f"{last}\n\n=== p. 3 “The End”"
    )
    load(bundle)
    passages = Passage.objects.filter(source=1, position__gt=1).values_list("heading", "text")
    assert [(heading, text[:6]) for heading, text in passages] == [
        ("Simple Things", "Simple"),
        ("The End", ""),
    ]
    edit(bundle, LETTER, "Simple Things", "Simple Ways")
    edit(bundle, TEXT, "Simple Things", "Simple Ways")
    assert load(bundle).counts["sources"].changed == 1
    assert load(bundle).is_unchanged


def test_a_quote_is_as_the_bundle_says(bundle: Path) -> None:
    load(bundle)
    quote = Quote.objects.get(number=1)
    assert (quote.text, quote.language) == ("Day one is always today.", "en")
    assert (quote.note, quote.status) == ("Said of a company.", "published")
    assert quote.published_at == datetime(2026, 11, 23, tzinfo=UTC)
    first, second = quote.citations.all()
    assert first.passage == Passage.objects.get(source__slug="a-letter", position=1)
    assert (first.source.slug, first.role) == ("a-letter", "original")
    assert (second.source.slug, second.passage, second.locator) == ("letters", None, "p. 40")
    assert (second.role, second.wording) == ("quoted in", "Day 1 is always today.")
    assert second.note == "The collection writes the number."


def test_speakers_and_tags_are_as_the_bundle_says(bundle: Path) -> None:
    load(bundle)
    quote = Quote.objects.get(number=4)
    speakers = quote.attributions.values_list("person__slug", "position")
    assert list(speakers) == [("ann-author", 1), ("ben-speaker", 2)]
    assert {tag.slug for tag in quote.tags.all()} == {"craft", "speed"}


def test_only_a_quote_that_is_marked_so_does_not_stand_alone(bundle: Path) -> None:
    load(bundle)
    assert [quote.pk for quote in Quote.objects.filter(stands_alone=False)] == [4]


def test_a_double_names_the_first(bundle: Path) -> None:
    load(bundle)
    double = Quote.objects.get(number=5)
    assert double.same_words_as_id == 1
    assert (double.standing, double.standing_evidence) == (
        "disputed",
        "The collection gives no source.",
    )
    assert (double.status, double.published_at) == ("draft", None)


def test_a_principle_is_as_the_bundle_says(bundle: Path) -> None:
    load(bundle)
    principle = Principle.objects.get(number=1)
    assert (principle.slug, principle.name) == ("hurry-slowly", "Hurry slowly")
    assert principle.maxim == "Begin today and take your time."
    assert principle.summary == "Begin today. Take the time it takes."
    assert principle.body == "Begin today.[Q1]\n\nAnd *then* wait."
    assert (principle.aliases, principle.position) == (["day one", "urgency"], 2)
    assert principle.other_names == ["day one"]
    supports = principle.supports.values_list("quote", "position", "note")
    assert list(supports) == [(4, 1, "Haste makes things clever."), (1, 2, "")]
    see_also = principle.see_also.values_list("other", "note")
    assert list(see_also) == [(3, "What lasts is simple.")]
    assert [tag.slug for tag in principle.tags.all()] == ["speed"]


def test_verdicts_are_computed_before_it_ends(bundle: Path) -> None:
    load(bundle)
    verdicts = Citation.objects.order_by("quote", "position").values_list("quote", "verdict")
    assert list(verdicts) == [
        (1, Verdict.VERBATIM),
        (1, Verdict.UNVERIFIED),
        (4, Verdict.ELIDED),
        (5, Verdict.UNVERIFIED),
    ]


def test_a_note_in_the_bundle_is_an_editors_yes(bundle: Path) -> None:
    edit(bundle, QUOTES, "passage = 1\n", 'passage = 1\nnote = "From memory."\n')
    edit(bundle, TEXT, "Day one is always today.", "Day one is never today.")
    load(bundle)
    citation = Citation.objects.select_related("quote", "passage").get(quote=1, passage__position=1)
    assert citation.verdict == Verdict.ALTERED
    assert citation.confirmed_digest == citation.digest


def test_loading_twice_writes_nothing(bundle: Path) -> None:
    load(bundle)
    before = rows()
    result = load(bundle)
    assert result.is_unchanged
    assert result.counts["quotes"] == Counts(unchanged=3)
    assert rows() == before


@pytest.mark.parametrize("model", [Quote, Source, Principle])
def test_the_next_number_is_above_those_loaded(
    bundle: Path, model: type[Quote | Source | Principle]
) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT setval(pg_get_serial_sequence(%s, 'number'), 1, false)", [model._meta.db_table]
        )
    load(bundle)
    fields: dict[type[Quote | Source | Principle], dict[str, str]] = {
        Quote: {"text": "A new one."},
        Source: {"title": "New", "kind": "book"},
        Principle: {"name": "New", "maxim": "New.", "summary": "New."},
    }
    highest = max(model.objects.values_list("number", flat=True))
    assert model.objects.create(**fields[model]).number == highest + 1


def test_the_number_of_a_draft_deleted_before_is_not_given_again(bundle: Path) -> None:
    load(bundle)
    draft = QuoteFactory()
    number = draft.number
    draft.delete()
    load(bundle)
    assert QuoteFactory().number > number


def test_an_empty_base_takes_the_id_of_the_bundle(bundle: Path) -> None:
    Base.objects.current_id()
    load(bundle)
    assert Base.objects.current_id() == BUNDLE_ID


def test_a_bundle_of_another_base_is_refused(bundle: Path) -> None:
    load(bundle)
    before = rows()
    edit(bundle, "base.toml", str(BUNDLE_ID), str(uuid4()))
    problem = refusal(bundle)
    assert len(problem) == 1
    assert problem[0].startswith("base.toml, id: This bundle comes from another base")
    assert str(BUNDLE_ID) in problem[0]
    assert rows() == before


def test_a_base_that_editors_began_is_another_base(bundle: Path) -> None:
    SourceFactory()
    assert refusal(bundle)[0].startswith("base.toml, id: This bundle comes from another base")


def test_people_and_tags_that_a_base_without_entries_has_are_met_by_slug(bundle: Path) -> None:
    ann = PersonFactory(slug="ann-author", name="A. Author")
    TagFactory(slug="speed", name="speed")
    counts = load(bundle).counts
    assert counts["people"] == Counts(added=1, changed=1)
    assert counts["tags"] == Counts(added=1, unchanged=1)
    assert Person.objects.get(slug="ann-author").pk == ann.pk


def test_a_time_of_publication_on_the_day_of_the_bundle_is_kept(bundle: Path) -> None:
    load(bundle)
    at_noon = datetime(2026, 11, 23, 12, tzinfo=UTC)
    Quote.objects.filter(number=1).update(published_at=at_noon)
    assert load(bundle).is_unchanged
    assert Quote.objects.get(number=1).published_at == at_noon


def test_another_day_of_publication_is_that_of_the_bundle(bundle: Path) -> None:
    load(bundle)
    edit(bundle, QUOTES, "published = 2026-11-23", "published = 2025-01-02")
    load(bundle)
    published_at = Quote.objects.get(number=1).published_at
    assert published_at is not None
    assert published_at.date() == date(2025, 1, 2)


def test_a_day_of_publication_that_the_bundle_leaves_out_is_kept(bundle: Path) -> None:
    load(bundle)
    edit(bundle, QUOTES, "published = 2026-11-23\n", "")
    assert load(bundle).is_unchanged


def test_a_published_quote_can_be_withdrawn(bundle: Path) -> None:
    load(bundle)
    edit(bundle, QUOTES, 'status = "published"', 'status = "withdrawn"')
    load(bundle)
    assert Quote.objects.get(number=1).status == "withdrawn"


def write_many(root: Path, count: int) -> None:
    quotes = [
        f'[[quote]]\nnumber = {number}\ntext = "Words of quote {number}."\ntags = ["speed"]\n'
        f'speakers = ["ann-author"]\n[[quote.citation]]\nsource = "letters"\nlocator = "p. 1"\n'
        for number in range(10, 10 + count)
    ]
    (root / DOUBLE).write_text("\n".join(quotes))


def test_the_number_of_queries_does_not_grow_with_the_bundle(bundle: Path) -> None:
    load(bundle)
    counts = []
    for size in (5, 50):
        write_many(bundle, size)
        with CaptureQueriesContext(connection) as queries:
            load(bundle)
        counts.append(len(queries))
        assert Quote.objects.filter(number__gte=10).count() == size
        Citation.objects.filter(quote__gte=10).delete()
        Quote.objects.filter(number__gte=10).delete()
    assert counts[1] == counts[0]


def test_progress_is_told_batch_by_batch(bundle: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("principles.transfer.writing.BATCH", 2)
    told: list[tuple[str, int, int]] = []
    import_bundle(
        read_bundle(bundle),
        recompute=recompute,
        keeping_anchors=keeping_anchors,
        progress=lambda kind, done, total: told.append((kind, done, total)),
    )
    assert told == [("quotes", 2, 3), ("quotes", 3, 3)]
