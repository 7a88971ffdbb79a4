"""Records made of the tables of a bundle, kind by kind: here are the keys of the format."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from principles.models import (
    Citation,
    Contribution,
    FormerAddress,
    Passage,
    Person,
    Principle,
    Quote,
    SeeAlso,
    Source,
    Support,
    Synonyms,
    Tag,
)
from principles.models.passages import printed_locator
from principles.transfer.records import (
    AddressRecord,
    CitationRecord,
    ContributionRecord,
    PassageRecord,
    PersonRecord,
    PrincipleRecord,
    QuoteRecord,
    SeeAlsoRecord,
    SourceRecord,
    SupportRecord,
    SynonymsRecord,
    TagRecord,
)
from principles.transfer.tables import NUL, Table

SOURCE_COLUMNS = (
    "title",
    "kind",
    "level",
    "year",
    "month",
    "day",
    "publisher",
    "url",
    "archived_url",
    "text_access",
    "has_parts",
    "summary",
    "note",
)
QUOTE_COLUMNS = (
    "language",
    "is_fragment",
    "stands_alone",
    "note",
    "standing",
    "standing_evidence",
    "real_origin",
    "withdrawal_reason",
    "shows_reason",
)


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of `text.txt`: the line its label stands on, the label and the text under it.

    The label is that of the passage with its heading, as the site prints them.
    """

    line: int
    label: str
    text: str


def person(table: Table) -> PersonRecord:
    """Return the person that the table describes."""
    record = PersonRecord(
        table.place,
        table.value("slug", Person, is_required=True),
        table.value("name", Person),
        table.value("sort_name", Person),
        table.value("note", Person),
    )
    table.finish()
    return record


def tag(table: Table) -> TagRecord:
    """Return the tag that the table describes."""
    record = TagRecord(
        table.place, table.value("slug", Tag, is_required=True), table.value("name", Tag)
    )
    table.finish()
    return record


def synonyms(table: Table) -> SynonymsRecord:
    """Return the line of equivalent words that the table describes, in the form that is kept."""
    line = Synonyms(words=table.value("words", Synonyms))
    try:
        line.clean()
    except ValidationError as error:
        table.complain("words", " ".join(error.messages))
    table.finish()
    return SynonymsRecord(table.place, line.words)


def address(table: Table) -> AddressRecord:
    """Return the former address that the table describes."""
    record = AddressRecord(
        table.place,
        table.value("kind", FormerAddress),
        table.value("slug", FormerAddress),
        table.name("leads_to", is_required=True),
    )
    table.finish()
    return record


def source(table: Table, sections: list[Section]) -> SourceRecord:
    """Return the source that the table describes, with its text."""
    columns = {name: table.value(name, Source) for name in SOURCE_COLUMNS}
    columns["identifiers"] = table.texts("identifiers")
    record = SourceRecord(
        place=table.place,
        number=table.number("number"),
        slug=table.value("slug", Source, is_required=True),
        has_parts=columns["has_parts"],
        container=table.name("container"),
        columns=columns,
        contributors=tuple(_contribution(part) for part in table.tables("contributor")),
        passages=_passages(table, sections),
    )
    table.finish()
    return record


def _contribution(table: Table) -> ContributionRecord:
    record = ContributionRecord(
        table.place, table.name("person", is_required=True), table.value("role", Contribution)
    )
    table.finish()
    return record


def _passages(table: Table, sections: list[Section]) -> tuple[PassageRecord, ...]:
    """Return the passages of `source.toml`, in their order there, with the sections of the text."""
    tables = table.tables("passage")
    if len(tables) != len(sections):
        table.complain(
            "passage",
            f"There are {len(tables)} passages here and {len(sections)} in text.txt: "
            "each needs its line “=== label” there, in the same order.",
        )
        return ()
    return tuple(map(_passage, tables, sections))


def _passage(table: Table, section: Section) -> PassageRecord:
    record = PassageRecord(
        table.place,
        table.number("position"),
        table.value("label", Passage),
        table.value("heading", Passage),
        table.value("language", Passage),
        section.text,
    )
    if printed_locator(record.label, record.heading) != section.label:
        table.complain("label", f"Line {section.line} of text.txt says “{section.label}”.")
    if "\0" in section.text:
        table.complain("text", f"In text.txt, a NUL character follows under line {section.line}.")
    table.finish()
    return record


def quote(table: Table) -> QuoteRecord:
    """Return the quote that the table describes."""
    record = QuoteRecord(
        place=table.place,
        number=table.number("number"),
        text=table.value("text", Quote),
        status=table.value("status", Quote),
        published=table.moment("published"),
        same_words_as=table.number("same_words_as", is_required=False),
        columns={name: table.value(name, Quote) for name in QUOTE_COLUMNS},
        speakers=table.names("speakers", once="attribution_once"),
        tags=table.names("tags", once="quote_tagged_once"),
        citations=tuple(_citation(part) for part in table.tables("citation")),
    )
    table.finish()
    return record


def _citation(table: Table) -> CitationRecord:
    record = CitationRecord(
        table.place,
        table.name("source", is_required=True),
        table.number("passage", is_required=False),
        table.value("locator", Citation),
        table.value("role", Citation),
        table.value("wording", Citation),
        table.value("note", Citation),
    )
    table.finish()
    return record


def principle(table: Table, body: str) -> PrincipleRecord:
    """Return the principle that the front matter describes, with its body."""
    record = PrincipleRecord(
        place=table.place,
        number=table.number("number"),
        slug=table.value("slug", Principle, is_required=True),
        name=table.value("name", Principle),
        body=body,
        status=table.value("status", Principle),
        published=table.moment("published"),
        columns={
            "maxim": table.value("maxim", Principle),
            "summary": table.value("summary", Principle),
            "position": table.value("position", Principle),
            "withdrawal_reason": table.value("withdrawal_reason", Principle),
            "shows_reason": table.value("shows_reason", Principle),
            "aliases": _names(table, "aliases"),
            "other_names": _names(table, "other_names"),
        },
        tags=table.names("tags", once="principle_tagged_once"),
        supports=tuple(_support(part) for part in table.tables("support")),
        see_also=tuple(_see_also(part) for part in table.tables("see_also")),
    )
    if "\0" in body:
        table.complain("body", NUL)
    table.finish()
    return record


def _names(table: Table, field: str) -> list[str]:
    names = list(table.names(field))
    known: models.Field[Any, Any] = Principle._meta.get_field(field)  # type: ignore[assignment]
    try:
        known.clean(names, None)
    except ValidationError as error:
        table.complain(field, " ".join(error.messages))
        return []
    return names


def _support(table: Table) -> SupportRecord:
    record = SupportRecord(table.place, table.number("quote"), table.value("note", Support))
    table.finish()
    return record


def _see_also(table: Table) -> SeeAlsoRecord:
    record = SeeAlsoRecord(table.place, table.number("principle"), table.value("note", SeeAlso))
    table.finish()
    return record
