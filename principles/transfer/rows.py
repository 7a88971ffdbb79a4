"""The records of a bundle as rows: the key of each, and the columns beside it.

A part's key begins with the entry it belongs to. Places in a list are counted from 1.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from principles.transfer.reconciling import Key
from principles.transfer.records import (
    Bundle,
    CitationRecord,
    PrincipleRecord,
    QuoteRecord,
    SourceRecord,
)

Rows = dict[Key, dict[str, Any]]
Dates = Mapping[int, datetime | None]


@dataclass(frozen=True, slots=True)
class Names:
    """The keys in the database of what entries name by slug and position."""

    people: Mapping[str, int]
    tags: Mapping[str, int]
    sources: Mapping[str, int]
    passages: Mapping[tuple[int, int], int]


def people(bundle: Bundle) -> Rows:
    """Return people by slug."""
    return {
        (person.slug,): {"name": person.name, "sort_name": person.sort_name, "note": person.note}
        for person in bundle.people
    }


def tags(bundle: Bundle) -> Rows:
    """Return tags by slug."""
    return {(tag.slug,): {"name": tag.name} for tag in bundle.tags}


def synonyms(bundle: Bundle) -> Rows:
    """Return lines of equivalent words by what they say."""
    return {(line.words,): {} for line in bundle.synonyms}


def sources(records: Sequence[SourceRecord]) -> Rows:
    """Return sources by number."""
    numbers = {source.slug: source.number for source in records}
    return {
        (source.number,): {
            "slug": source.slug,
            "container_id": numbers.get(source.container),
            **source.columns,
        }
        for source in records
    }


def contributions(records: Sequence[SourceRecord], people_by_slug: Mapping[str, int]) -> Rows:
    """Return who did what for each source."""
    return {
        (source.number, people_by_slug[made.person], made.role): {"position": position}
        for source in records
        for position, made in enumerate(source.contributors, 1)
    }


def passages(records: Sequence[SourceRecord]) -> Rows:
    """Return the stored text of each source."""
    return {
        (source.number, passage.position): {
            "label": passage.label,
            "heading": passage.heading,
            "language": passage.language,
            "text": passage.text,
        }
        for source in records
        for passage in source.passages
    }


def quotes(records: Sequence[QuoteRecord], dates: Dates) -> Rows:
    """Return quotes by number; `dates` are those of the base's own."""
    return {
        (quote.number,): {
            "text": quote.text,
            "status": quote.status,
            "published_at": _published_at(quote.published, dates.get(quote.number)),
            "same_words_as_id": quote.same_words_as or None,
            **quote.columns,
        }
        for quote in records
    }


def attributions(records: Sequence[QuoteRecord], names: Names) -> Rows:
    """Return the speakers of each quote."""
    return {
        (quote.number, names.people[slug]): {"position": position}
        for quote in records
        for position, slug in enumerate(quote.speakers, 1)
    }


def entry_tags(records: Sequence[QuoteRecord] | Sequence[PrincipleRecord], names: Names) -> Rows:
    """Return the tags of each entry."""
    return {(entry.number, names.tags[slug]): {} for entry in records for slug in entry.tags}


def citations(records: Sequence[QuoteRecord], names: Names) -> Rows:
    """Return where each quote can be found."""
    return {
        (quote.number, *_spot(citation, names)): {
            "position": position,
            "role": citation.role,
            "wording": citation.wording,
            "note": citation.note,
        }
        for quote in records
        for position, citation in enumerate(quote.citations, 1)
    }


def _spot(citation: CitationRecord, names: Names) -> tuple[int, int | None, str]:
    source = names.sources[citation.source]
    passage = names.passages[source, citation.passage] if citation.passage else None
    return (source, passage, citation.locator)


def principles(records: Sequence[PrincipleRecord], dates: Dates) -> Rows:
    """Return principles by number; `dates` are those of the base's own."""
    return {
        (principle.number,): {
            "slug": principle.slug,
            "name": principle.name,
            "body": principle.body,
            "status": principle.status,
            "published_at": _published_at(principle.published, dates.get(principle.number)),
            **principle.columns,
        }
        for principle in records
    }


def supports(records: Sequence[PrincipleRecord]) -> Rows:
    """Return the quotes that each principle rests on."""
    return {
        (principle.number, support.quote): {"position": position, "note": support.note}
        for principle in records
        for position, support in enumerate(principle.supports, 1)
    }


def see_also(records: Sequence[PrincipleRecord]) -> Rows:
    """Return the other principles that each refers to."""
    return {
        (principle.number, other.principle): {"note": other.note}
        for principle in records
        for other in principle.see_also
    }


def addresses(bundle: Bundle, targets: Mapping[str, Mapping[str, int]]) -> Rows:
    """Return former addresses by kind and slug; `targets` has the keys of entries by slug."""
    return {
        (each.kind, each.slug): {
            f"{kind}_id": keys[each.leads_to] if kind == each.kind else None
            for kind, keys in targets.items()
        }
        for each in bundle.addresses
    }


def _published_at(published: date | datetime | None, existing: datetime | None) -> datetime | None:
    """Return the time of publication: the base's own where it falls on the bundle's day."""
    if isinstance(published, datetime):
        return published
    if published is None or (existing and existing.astimezone(UTC).date() == published):
        return existing
    return datetime(published.year, published.month, published.day, tzinfo=UTC)
