"""Say this base as the files of a bundle, one after another, in pieces.

What is written is what `entries` reads, in an order that does not change from one export to the
next: lists by name, entries by number, parts in the editors' order. Values that a missing key
stands for are left out. Memory does not grow with the base, for rows are read in batches.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from itertools import groupby
from operator import attrgetter
from typing import Any

from django.db import connection, models
from django.db.models import F, OuterRef, Prefetch, Subquery, Value
from django.db.models.functions import Coalesce, Collate

from principles.models import (
    Attribution,
    Base,
    Citation,
    Contribution,
    FormerAddress,
    Passage,
    Person,
    Principle,
    PrincipleTag,
    Quote,
    QuoteTag,
    Source,
    Support,
    Synonyms,
    Tag,
)
from principles.models.passages import printed_locator
from principles.models.version import one_state
from principles.transfer.documents import FENCE
from principles.transfer.reading import FORMAT
from principles.transfer.toml import day_or_time, fields

BATCH = 500
File = tuple[str, Iterable[str]]
"""The path of a file in the bundle and its text in pieces, to be read before the next file."""


def bundle_files() -> Iterator[File]:
    """Yield the files of the bundle that says this base, as it is at one moment.

    In a transaction of the caller's, it is what that transaction sees.
    """
    identity = Base.objects.current_id()
    state: AbstractContextManager[object] = (
        nullcontext() if connection.in_atomic_block else one_state()
    )
    with state:
        yield "base.toml", [fields({"format": FORMAT, "id": str(identity)})]
        yield from _lists()
        yield from _sources()
        yield from _quotes()
        yield from _principles()


def _lists() -> Iterator[File]:
    people = Person.objects.order_by(_plain("sort_name"), _plain("slug"))
    tags = Tag.objects.order_by(_plain("slug"))
    lines = Synonyms.objects.order_by(_plain("words"))
    listed = {
        "people.toml": (_table("person", _person(each)) for each in people.iterator(BATCH)),
        "tags.toml": (
            _table("tag", {"slug": each.slug, "name": each.name}) for each in tags.iterator(BATCH)
        ),
        "synonyms.toml": (
            _table("synonyms", {"words": each.words}) for each in lines.iterator(BATCH)
        ),
        "addresses.toml": (_table("address", each) for each in _addresses()),
    }
    for path, tables in listed.items():
        first = next(tables, None)
        if first is not None:
            yield path, _parted(_again(first, tables))


def _person(person: Person) -> dict[str, object]:
    return {
        "slug": person.slug,
        "name": person.name,
        "sort_name": person.sort_name,
        "note": person.note,
    }


def _addresses() -> Iterator[dict[str, object]]:
    leads_to = Coalesce("principle__slug", "source__slug", "person__slug", "tag__slug")
    rows = FormerAddress.objects.annotate(leads_to=leads_to).order_by("kind", _plain("slug"))
    for row in rows.values("kind", "slug", "leads_to").iterator(BATCH):
        yield dict(row)


def _sources() -> Iterator[File]:
    found = (
        Source.objects.select_related("container")
        .prefetch_related(
            Prefetch("contributions", Contribution.objects.select_related("person")),
            Prefetch("passages", Passage.objects.defer("text").order_by("position")),
        )
        .order_by("number")
    )
    for source in found.iterator(BATCH):
        passages = list(source.passages.all())
        yield f"sources/{source.slug}/source.toml", _source(source, passages)
        if passages:
            yield f"sources/{source.slug}/text.txt", _parted(_stored_text(source))


def _source(source: Source, passages: list[Passage]) -> Iterator[str]:
    yield fields(
        {
            **{
                name: getattr(source, name)
                for name in ("number", "slug", "title", "kind", "level", "year", "month", "day")
            },
            "publisher": source.publisher,
            "url": source.url,
            "archived_url": source.archived_url,
            "identifiers": source.identifiers or None,
            "container": source.container.slug if source.container else None,
            "text_access": source.text_access,
            "has_parts": source.has_parts,
            "summary": source.summary,
            "note": source.note,
        }
    )
    for made in source.contributions.all():
        yield "\n" + _table("contributor", {"person": made.person.slug, "role": made.role})
    for passage in passages:
        names = ("position", "label", "heading", "language")
        yield "\n" + _table("passage", {name: getattr(passage, name) for name in names})


def _stored_text(source: Source) -> Iterator[str]:
    for passage in source.passages.order_by("position").iterator(BATCH):
        text = re.sub(r"^(?=\\*===)", r"\\", passage.text, flags=re.MULTILINE)
        label = f"=== {printed_locator(passage.label, passage.heading)}\n"
        yield f"{label}\n{text}\n" if text else label


def _quotes() -> Iterator[File]:
    first = Citation.objects.filter(quote=OuterRef("pk")).order_by("position", "pk")
    home = Coalesce(Subquery(first.values("source__slug")[:1]), Value(""))
    cited = Citation.objects.select_related("source", "passage").defer("passage__text")
    found = (
        Quote.objects.annotate(home=home)
        .prefetch_related(
            Prefetch("attributions", Attribution.objects.select_related("person")),
            Prefetch("citations", cited.order_by("position", "pk")),
            Prefetch("quote_tags", QuoteTag.objects.select_related("tag").order_by("pk")),
        )
        .order_by("home", "number")
    )
    for slug, quotes in groupby(found.iterator(BATCH), key=attrgetter("home")):
        path = f"sources/{slug}/quotes.toml" if slug else "quotes.toml"
        yield path, _parted(map(_quote, quotes))


def _quote(quote: Quote) -> str:
    attributed = Quote.Standing.ATTRIBUTED
    table = _table(
        "quote",
        {
            "number": quote.number,
            "text": quote.text,
            "language": quote.language,
            "speakers": [each.person.slug for each in quote.attributions.all()],
            "tags": [each.tag.slug for each in quote.quote_tags.all()] or None,
            "same_words_as": quote.same_words_as_id,
            "is_fragment": quote.is_fragment or None,
            "stands_alone": None if quote.stands_alone else False,
            "note": quote.note,
            "standing": None if quote.standing == attributed else quote.standing,
            "standing_evidence": quote.standing_evidence,
            "real_origin": quote.real_origin,
            **_publication(quote),
        },
    )
    return table + "".join(f"\n{_citation(each)}" for each in quote.citations.all())


def _citation(citation: Citation) -> str:
    return _table(
        "quote.citation",
        {
            "source": citation.source.slug,
            "passage": citation.passage.position if citation.passage else None,
            "locator": citation.locator,
            "role": citation.role,
            "wording": citation.wording,
            "note": citation.note,
        },
    )


def _principles() -> Iterator[File]:
    found = Principle.objects.order_by("number").prefetch_related(
        *_parts(principle_tags=PrincipleTag.objects.select_related("tag").order_by("pk")),
        *_parts(supports=Support.objects.order_by("position", "pk")),
        "see_also",
    )
    for principle in found.iterator(BATCH):
        yield f"principles/{principle.number:02}-{principle.slug}.md", [_principle(principle)]


def _parts(**found: models.QuerySet[Any]) -> Iterator[Prefetch[Any]]:
    """Yield what fetches the parts of an entry, by the name of the relation."""
    for name, rows in found.items():
        yield Prefetch(name, rows)


def _principle(principle: Principle) -> str:
    front = fields(
        {
            **{name: getattr(principle, name) for name in ("number", "slug", "name", "maxim")},
            "summary": principle.summary,
            "aliases": principle.aliases or None,
            "other_names": principle.other_names or None,
            "tags": [each.tag.slug for each in principle.principle_tags.all()] or None,
            "position": principle.position,
            **_publication(principle),
        }
    )
    parts = [
        *(
            _table("support", {"quote": each.quote_id, "note": each.note})
            for each in principle.supports.all()
        ),
        *(
            _table("see_also", {"principle": each.other_id, "note": each.note})
            for each in principle.see_also.all()
        ),
    ]
    body = f"\n{principle.body}\n" if principle.body else ""
    return f"{FENCE}\n" + "\n".join([front, *parts]) + f"{FENCE}\n{body}"


def _publication(entry: Quote | Principle) -> dict[str, object]:
    return {
        "status": entry.status,
        "published": day_or_time(entry.published_at),
        "withdrawal_reason": entry.withdrawal_reason,
        "shows_reason": entry.shows_reason or None,
    }


def _plain(name: str) -> Collate:
    """Order by the code points of a text, which no server's locale changes."""
    return Collate(F(name), "C")


def _table(name: str, values: dict[str, object]) -> str:
    return f"[[{name}]]\n{fields(values)}"


def _parted(pieces: Iterable[str]) -> Iterator[str]:
    """Yield the pieces with an empty line between them."""
    for count, piece in enumerate(pieces):
        yield f"\n{piece}" if count else piece


def _again(first: str, others: Iterator[str]) -> Iterator[str]:
    yield first
    yield from others
