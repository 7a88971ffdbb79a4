"""One entry as JSON, from what `fetching` has fetched: no function here queries."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from principles.formats.fetching import LONGEST_NESTED
from principles.formats.shapes import (
    CitationShape,
    ContributorShape,
    LinkShape,
    PersonLink,
    PersonShape,
    PrincipleLink,
    PrincipleShape,
    QuoteShape,
    SeeAlsoShape,
    SourceLink,
    SourceShape,
    TagLink,
    TagShape,
)
from principles.models import (
    Citation,
    Person,
    Principle,
    PrincipleTag,
    Quote,
    QuoteTag,
    Source,
    Tag,
)


def quote_json(quote: Quote, *, base: str, is_nested: bool = False) -> QuoteShape:
    """Return the quote; `base` is the site's address without a slash at its end."""
    shape: QuoteShape = {
        "number": quote.number,
        "url": base + quote.get_absolute_url(),
        "text": quote.text,
        "language": quote.language,
        "speakers": [
            PersonLink(name=link.person.name, url=base + link.person.get_absolute_url())
            for link in quote.attributions.all()
        ],
        "standing": quote.standing,
        "standing_evidence": quote.standing_evidence,
        "real_origin": quote.real_origin,
        "is_fragment": quote.is_fragment,
        "note": quote.note,
        "verdict": str(quote.verdict),
        "citations": [_citation(citation, base) for citation in quote.chain],
        "principles": [],
        "tags": _tags(quote.quote_tags.all(), base),
        "published": _moment(quote.published_at),
        "modified": quote.modified.isoformat(),
    }
    if is_nested:
        del shape["principles"]
    else:
        supports: list[Any] = quote.shown_supports  # type: ignore[attr-defined]  # by fetching
        shape["principles"] = [_principle_link(link.principle, base) for link in supports]
    return shape


def principle_json(principle: Principle, *, base: str) -> PrincipleShape:
    """Return the principle with its quotes in the editors' order."""
    supports: list[Any] = principle.shown_supports  # type: ignore[attr-defined]  # by fetching
    see_also: list[Any] = principle.shown_see_also  # type: ignore[attr-defined]  # prefetched to it
    quotes = [support.quote for support in supports]
    return {
        "number": principle.number,
        "url": base + principle.get_absolute_url(),
        "name": principle.name,
        "maxim": principle.maxim,
        "summary": principle.summary,
        "body": principle.shown_body,  # type: ignore[attr-defined]  # by fetching
        "aliases": list(principle.aliases),
        "other_names": list(principle.other_names),
        "tags": _tags(principle.principle_tags.all(), base),
        "quotes": _nested(quotes, base),
        "next": _rest(quotes, base, facet="principle", slug=principle.slug),
        "see_also": [
            SeeAlsoShape(**_principle_link(link.other, base), note=link.note) for link in see_also
        ],
        "published": _moment(principle.published_at),
        "modified": principle.modified.isoformat(),
    }


def source_json(source: Source, *, base: str) -> SourceShape:
    """Return the source with its quotes in the order of its text, each once."""
    citations: list[Any] = source.shown_citations  # type: ignore[attr-defined]  # by fetching
    quotes = list({citation.quote_id: citation.quote for citation in citations}.values())
    links = [("original", source.url), ("archive", source.archived_url)]
    more = len(citations) > LONGEST_NESTED
    return {
        "number": source.number,
        "url": base + source.get_absolute_url(),
        "title": source.title,
        "kind": source.kind,
        "level": source.level,
        "contributors": [
            ContributorShape(
                name=link.person.name,
                role=link.role,
                url=base + link.person.get_absolute_url(),
            )
            for link in source.contributions.all()
        ],
        "year": source.year,
        "month": source.month,
        "day": source.day,
        "publisher": source.publisher,
        "summary": source.summary,
        "note": source.note,
        "links": [LinkShape(rel=rel, url=url) for rel, url in links if url],
        "container": source_link(source.container, base) if source.container else None,
        "quotes": _nested(quotes, base),
        "next": _quotes_of(base, facet="source", slug=source.slug) if more else None,
        "modified": source.modified.isoformat(),
    }


def person_json(person: Person, *, base: str) -> PersonShape:
    """Return the person, fetched `with_counts()`."""
    counted: Any = person
    return {
        "slug": person.slug,
        "url": base + person.get_absolute_url(),
        "name": person.name,
        "quotes": counted.quote_count,
    }


def tag_json(tag: Tag, *, base: str) -> TagShape:
    """Return the tag, fetched `with_counts()`."""
    counted: Any = tag
    return {
        "slug": str(tag.slug),
        "url": base + tag.get_absolute_url(),
        "name": str(tag.name),
        "quotes": counted.quote_count,
        "principles": counted.principle_count,
    }


def _citation(citation: Citation, base: str) -> CitationShape:
    return {
        "source": source_link(citation.source, base),
        "role": citation.role,
        "locator": citation.shown_locator,
        "heading": citation.source.heading_of(citation.passage) if citation.passage else "",
        "words": citation.words,  # type: ignore[attr-defined]  # with_words()
        "verdict": str(citation.shown_verdict),
        "typography_only": citation.typography_only,
        "note": citation.note,
    }


def source_link(source: Source, base: str) -> SourceLink:
    """Return the source as other entries name it."""
    return {
        "number": source.number,
        "title": source.title,
        "year": source.year,
        "url": base + source.get_absolute_url(),
    }


def _principle_link(principle: Principle, base: str) -> PrincipleLink:
    return {
        "number": principle.number,
        "name": principle.name,
        "url": base + principle.get_absolute_url(),
    }


def _tags(links: Iterable[QuoteTag | PrincipleTag], base: str) -> list[TagLink]:
    return [
        TagLink(name=str(link.tag.name), url=base + link.tag.get_absolute_url()) for link in links
    ]


def _nested(quotes: list[Quote], base: str) -> list[QuoteShape]:
    return [quote_json(quote, base=base, is_nested=True) for quote in quotes[:LONGEST_NESTED]]


def _rest(quotes: list[Quote], base: str, *, facet: str, slug: str) -> str | None:
    return _quotes_of(base, facet=facet, slug=slug) if len(quotes) > LONGEST_NESTED else None


def _quotes_of(base: str, *, facet: str, slug: str) -> str:
    return f"{base}{reverse('search-json')}?{urlencode({'kind': 'quote', facet: slug})}"


def _moment(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
