"""`modified` is the database's: it moves with a record and what belongs to it, and never else."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.db import connection, models

from principles.models import Citation, SeeAlso
from tests.factories import (
    PassageFactory,
    PersonFactory,
    PrincipleFactory,
    QuoteFactory,
    SourceFactory,
    TagFactory,
    cite,
    contribute,
    speak,
    stored,
    support,
    tag,
)

pytestmark = pytest.mark.django_db

LONG_AGO = datetime(2001, 2, 3, tzinfo=UTC)


def age(*entries: models.Model) -> None:
    """Give the entries an old `modified`, as a save in an earlier transaction would have left."""
    with connection.cursor() as cursor:
        for entry in entries:
            table = entry._meta.db_table
            connection.check_constraints()  # pending checks would keep the table from being altered
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER principles_10_modified")
            type(entry)._default_manager.filter(pk=entry.pk).update(modified=LONG_AGO)
            connection.check_constraints()
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER principles_10_modified")


def is_touched(entry: models.Model) -> bool:
    entries = type(entry)._default_manager.filter(pk=entry.pk)
    return not entries.filter(modified=LONG_AGO).exists()


@pytest.mark.parametrize("factory", [QuoteFactory, PrincipleFactory, SourceFactory, PersonFactory])
def test_a_save_sets_it_whatever_the_record_says(factory: Callable[[], models.Model]) -> None:
    entry = factory()
    age(entry)
    entry.modified = LONG_AGO  # type: ignore[attr-defined]  # all have it
    entry.save()
    assert is_touched(entry)


PARTS: dict[str, tuple[Callable[[], models.Model], Callable[..., object]]] = {
    "citation": (QuoteFactory, lambda quote: cite(quote, SourceFactory())),
    "speaker": (QuoteFactory, lambda quote: speak(quote, PersonFactory())),
    "tag of a quote": (QuoteFactory, lambda quote: tag(quote, "speed")),
    "support": (PrincipleFactory, lambda principle: support(principle, QuoteFactory())),
    "see also": (
        PrincipleFactory,
        lambda principle: SeeAlso.objects.create(principle=principle, other=PrincipleFactory()),
    ),
    "tag of a principle": (PrincipleFactory, lambda principle: tag(principle, "speed")),
    "passage": (SourceFactory, lambda source: stored(source, "Words.")),
    "contributor": (SourceFactory, lambda source: contribute(source, PersonFactory())),
}


@pytest.mark.parametrize("part", PARTS)
def test_an_added_part_sets_it(part: str) -> None:
    factory, add = PARTS[part]
    entry = factory()
    age(entry)
    add(entry)
    assert is_touched(entry)


RELATIONS = {
    "citation": "citations",
    "speaker": "attributions",
    "tag of a quote": "quote_tags",
    "support": "supports",
    "see also": "see_also",
    "tag of a principle": "principle_tags",
    "passage": "passages",
    "contributor": "contributions",
}


@pytest.mark.parametrize("part", PARTS)
def test_a_removed_part_sets_it(part: str) -> None:
    factory, add = PARTS[part]
    entry = factory()
    add(entry)
    age(entry)
    getattr(entry, RELATIONS[part]).all().delete()
    assert is_touched(entry)


@pytest.mark.parametrize(
    ("part", "values"),
    [
        ("citation", {"note": "New."}),
        ("speaker", {"position": 7}),
        ("support", {"note": "New."}),
        ("see also", {"note": "New."}),
        ("passage", {"label": "p. 9"}),
        ("contributor", {"position": 7}),
    ],
)
def test_a_changed_part_sets_it(part: str, values: dict[str, object]) -> None:
    factory, add = PARTS[part]
    entry = factory()
    add(entry)
    age(entry)
    getattr(entry, RELATIONS[part]).update(**values)
    assert is_touched(entry)


@pytest.mark.parametrize("part", ["tag of a quote", "tag of a principle"])
def test_a_tag_exchanged_for_another_sets_it(part: str) -> None:
    factory, add = PARTS[part]
    entry = factory()
    add(entry)
    age(entry)
    getattr(entry, RELATIONS[part]).update(tag=TagFactory())
    assert is_touched(entry)


def test_a_part_that_moves_sets_it_on_both_entries() -> None:
    before, after = QuoteFactory(), QuoteFactory()
    citation = cite(before, SourceFactory())
    age(before, after)
    Citation.objects.filter(pk=citation.pk).update(quote=after)
    assert is_touched(before)
    assert is_touched(after)


def test_a_part_saved_unchanged_leaves_it() -> None:
    quote = QuoteFactory()
    citation = cite(quote, SourceFactory())
    age(quote)
    citation.save()
    assert not is_touched(quote)


def test_a_verdict_leaves_it() -> None:
    passage = PassageFactory()
    quote = QuoteFactory()
    citation = cite(quote, passage.source, passage=passage)
    age(quote)
    Citation.objects.filter(pk=citation.pk).update(
        verdict="verbatim", start=0, end=4, paragraph=1, folding_version=1
    )
    assert not is_touched(quote)


def test_other_entries_keep_theirs() -> None:
    quote, other = QuoteFactory(), QuoteFactory()
    age(quote, other)
    cite(quote, SourceFactory())
    assert not is_touched(other)
