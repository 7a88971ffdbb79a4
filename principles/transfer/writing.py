"""Write a bundle's rows kind by kind, each after the kinds it names.

Quotes go in batches with their parts, once words that change hands are out of the way. Passages
that the bundle leaves out go last, when no citation names them any more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import islice
from typing import TypeVar

from principles.models import (
    Attribution,
    Citation,
    Contribution,
    FormerAddress,
    Passage,
    Person,
    Principle,
    PrincipleTag,
    Quote,
    QuoteTag,
    SeeAlso,
    Source,
    Support,
    Synonyms,
    Tag,
)
from principles.transfer import rows
from principles.transfer.parking import park_words
from principles.transfer.reconciling import BATCH, Written, reconcile
from principles.transfer.records import Bundle, PrincipleRecord, QuoteRecord
from principles.transfer.results import Counts, ImportResult
from principles.transfer.rows import Names

Progress = Callable[[str, int, int], None]
Record = TypeVar("Record")


def write(bundle: Bundle, progress: Progress) -> ImportResult:
    """Write what differs and return the counts by kind; the caller has validated everything."""
    people = reconcile(
        Person.objects.filter(slug__in=[person.slug for person in bundle.people]),
        rows.people(bundle),
        key=("slug",),
        keep_others=True,
    )
    tags = reconcile(
        Tag.objects.filter(slug__in=[tag.slug for tag in bundle.tags]),
        rows.tags(bundle),
        key=("slug",),
        keep_others=True,
        exclusive="name",
    )
    synonyms = reconcile(
        Synonyms.objects.all(), rows.synonyms(bundle), key=("words",), keep_others=True
    )
    sources, parts = _write_sources(bundle)
    names = _names(bundle)
    park_words(bundle.quotes)
    quotes = Counts()
    for batch in batches(bundle.quotes):
        quotes += _write_quotes(batch, names)
        progress("quotes", quotes.total, len(bundle.quotes))
    parts.append(_remove_other_passages(bundle))
    principles = _write_principles(bundle.principles, names)
    addresses = reconcile(
        FormerAddress.objects.all(),
        rows.addresses(bundle, _targets(bundle, names)),
        key=("kind", "slug"),
        keep_others=True,
    )
    return ImportResult(
        {
            "people": _counts(len(bundle.people), people),
            "tags": _counts(len(bundle.tags), tags),
            "synonyms": _counts(len(bundle.synonyms), synonyms),
            "sources": _counts(len(bundle.sources), sources, *parts),
            "quotes": quotes,
            "principles": principles,
            "former addresses": _counts_of_addresses(len(bundle.addresses), addresses),
        }
    )


def _targets(bundle: Bundle, names: Names) -> dict[str, Mapping[str, int]]:
    """Return the keys of the entries that a former address may lead to, by kind and slug."""
    return {
        "principle": {each.slug: each.number for each in bundle.principles},
        "source": names.sources,
        "person": names.people,
        "tag": names.tags,
    }


def _counts(total: int, entries: Written, *parts: Written) -> Counts:
    """Count entries; one of which a part was written has changed."""
    added = {key[0] for key in entries.added}
    changed = entries.parents.union(*(part.parents for part in parts)) - added
    return Counts(
        *(len(added), len(changed), total - len(added) - len(changed)),
        which_added=tuple(sorted(added)),
        which_changed=tuple(sorted(changed)),
    )


def _counts_of_addresses(total: int, written: Written) -> Counts:
    """Count former addresses, of which kind and slug together are the key."""
    added, changed = (
        frozenset((f"{kind} {slug}",) for kind, slug in keys)
        for keys in (written.added, written.changed)
    )
    return _counts(total, Written(added, changed))


def batches(records: Sequence[Record]) -> Iterator[list[Record]]:
    """Yield the records in lists that are written at once."""
    remaining = iter(records)
    while batch := list(islice(remaining, BATCH)):
        yield batch


def _names(bundle: Bundle) -> Names:
    sources = {source.slug: source.number for source in bundle.sources}
    passages = Passage.objects.filter(source__in=sources.values())
    return Names(
        people=dict(Person.objects.values_list("slug", "pk")),
        tags=dict(Tag.objects.values_list("slug", "pk")),
        sources=sources,
        passages={
            (source, position): pk
            for source, position, pk in passages.values_list("source_id", "position", "pk")
        },
    )


def _write_sources(bundle: Bundle) -> tuple[Written, list[Written]]:
    numbers = [source.number for source in bundle.sources]
    entries = reconcile(
        Source.objects.filter(number__in=numbers),
        rows.sources(bundle.sources),
        key=("number",),
        keep_others=True,
        exclusive="slug",
    )
    _forget_addresses(entries.parked)
    contributions = reconcile(
        Contribution.objects.filter(source__in=numbers),
        rows.contributions(bundle.sources, dict(Person.objects.values_list("slug", "pk"))),
        key=("source_id", "person_id", "role"),
    )
    passages = reconcile(
        Passage.objects.filter(source__in=numbers),
        rows.passages(bundle.sources),
        key=("source_id", "position"),
        keep_others=True,
    )
    return entries, [contributions, passages]


def _forget_addresses(slugs: AbstractSet[str]) -> None:
    if slugs:
        FormerAddress.objects.filter(slug__in=slugs).delete()


def _remove_other_passages(bundle: Bundle) -> Written:
    kept = rows.passages(bundle.sources)
    stored = Passage.objects.filter(source__in=[source.number for source in bundle.sources])
    others = {
        (source, position): pk
        for source, position, pk in stored.values_list("source_id", "position", "pk")
        if (source, position) not in kept
    }
    if others:
        Passage.objects.filter(pk__in=others.values()).delete()
    return Written(removed=others.keys())


def _write_quotes(records: Sequence[QuoteRecord], names: Names) -> Counts:
    numbers = [quote.number for quote in records]
    found = Quote.objects.filter(number__in=numbers)
    entries = reconcile(
        found,
        rows.quotes(records, dict(found.values_list("number", "published_at"))),
        key=("number",),
        keep_others=True,
    )
    attributions = reconcile(
        Attribution.objects.filter(quote__in=numbers),
        rows.attributions(records, names),
        key=("quote_id", "person_id"),
    )
    tags = reconcile(
        QuoteTag.objects.filter(content_object__in=numbers),
        rows.entry_tags(records, names),
        key=("content_object_id", "tag_id"),
    )
    citations = reconcile(
        Citation.objects.filter(quote__in=numbers),
        rows.citations(records, names),
        key=("quote_id", "source_id", "passage_id", "locator"),
    )
    return _counts(len(records), entries, attributions, tags, citations)


def _write_principles(records: Sequence[PrincipleRecord], names: Names) -> Counts:
    numbers = [principle.number for principle in records]
    found = Principle.objects.filter(number__in=numbers)
    entries = reconcile(
        found,
        rows.principles(records, dict(found.values_list("number", "published_at"))),
        key=("number",),
        keep_others=True,
        exclusive="slug",
    )
    _forget_addresses(entries.parked)
    supports = reconcile(
        Support.objects.filter(principle__in=numbers),
        rows.supports(records),
        key=("principle_id", "quote_id"),
    )
    tags = reconcile(
        PrincipleTag.objects.filter(content_object__in=numbers),
        rows.entry_tags(records, names),
        key=("content_object_id", "tag_id"),
    )
    return _counts(len(records), entries, supports, tags, *_write_see_also(records))


def _write_see_also(records: Sequence[PrincipleRecord]) -> list[Written]:
    """Write what else to read; where the order differs, anew, since the rows' age is the order."""
    numbers = [principle.number for principle in records]
    wanted = rows.see_also(records)
    found = list(
        SeeAlso.objects.filter(principle__in=numbers)
        .order_by("pk")
        .values_list("principle_id", "other_id")
    )
    kept = [key for key in found if key in wanted]
    afterwards = [*kept, *(key for key in wanted if key not in kept)]
    disordered = {
        number
        for number in numbers
        if [key for key in afterwards if key[0] == number]
        != [key for key in wanted if key[0] == number]
    }
    if disordered:
        SeeAlso.objects.filter(principle__in=disordered).delete()
    rewritten = Written(removed={key for key in found if key[0] in disordered})
    remaining = SeeAlso.objects.filter(principle__in=numbers)
    return [rewritten, reconcile(remaining, wanted, key=("principle_id", "other_id"))]
