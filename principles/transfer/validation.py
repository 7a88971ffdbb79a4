"""What is wrong with the files of a bundle, whatever base it is loaded into.

Every name that an entry uses is in the bundle, nothing is there twice, and a quote stands in the
file of its source. What an entry may say is a rule of the models and asked there: a field's in
`tables`, a table's in `checks`, one across tables in `rules`.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Iterator

from principles.models import Synonyms
from principles.models.references import REFERENCE
from principles.models.sentences import sentence_of
from principles.transfer.problems import Place, Problem
from principles.transfer.records import (
    Bundle,
    CitationRecord,
    PrincipleRecord,
    QuoteRecord,
    SourceRecord,
)


def problems_in(bundle: Bundle) -> Iterator[Problem]:
    """Yield what is missing in the bundle, there twice, or in the wrong file."""
    yield from _identities(bundle)
    people = {person.slug for person in bundle.people}
    tags = {tag.slug for tag in bundle.tags}
    sources = {source.slug: source for source in bundle.sources}
    quotes = {quote.number: quote for quote in bundle.quotes}
    principles = {principle.number for principle in bundle.principles}
    slugs = _slugs(bundle) if bundle.addresses else {}
    for address in bundle.addresses:
        known = slugs.get(address.kind, ())
        names = [address.leads_to]
        yield from _unknown(address.place, "leads_to", names, known=known, kind=address.kind)
    for source in bundle.sources:
        yield from _source(source, people)
        whole = [source.container]
        yield from _unknown(source.place, "container", whole, known=sources, kind="source")
    for quote in bundle.quotes:
        yield from _unknown(quote.place, "speakers", quote.speakers, known=people, kind="person")
        yield from _unknown(quote.place, "tags", quote.tags, known=tags, kind="tag")
        yield from _double(quote, quotes)
        yield from _citations(quote, sources)
    for principle in bundle.principles:
        yield from _unknown(principle.place, "tags", principle.tags, known=tags, kind="tag")
        yield from _principle(principle, quotes)
        yield from _see_also(principle, principles)


def _identities(bundle: Bundle) -> Iterator[Problem]:
    yield from _repeated("slug", ((p.place, p.slug) for p in bundle.people))
    yield from _repeated("slug", ((t.place, t.slug) for t in bundle.tags))
    names = ((t.place, t.name.casefold()) for t in bundle.tags)
    yield from _repeated("name", names, sentence=sentence_of("tag_name_once_in_any_case"))
    lines = ((line.place, line.words) for line in bundle.synonyms)
    sentence = Synonyms._meta.get_field("words").error_messages["unique"]
    yield from _repeated("words", lines, sentence=str(sentence))
    addresses = ((a.place, (a.kind, a.slug)) for a in bundle.addresses)
    yield from _repeated("slug", addresses)
    yield from _repeated("number", ((s.place, s.number) for s in bundle.sources))
    yield from _repeated("slug", ((s.place, s.slug) for s in bundle.sources))
    yield from _repeated("number", ((q.place, q.number) for q in bundle.quotes))
    yield from _repeated("number", ((p.place, p.number) for p in bundle.principles))
    yield from _repeated("slug", ((p.place, p.slug) for p in bundle.principles))


def _slugs(bundle: Bundle) -> dict[str, set[str]]:
    """Return the slugs of the bundle by the kind of entry, as former addresses name it."""
    return {
        "principle": {principle.slug for principle in bundle.principles},
        "source": {source.slug for source in bundle.sources},
        "person": {person.slug for person in bundle.people},
        "tag": {tag.slug for tag in bundle.tags},
    }


def _repeated(
    field: str, keys: Iterable[tuple[Place, Hashable]], *, sentence: str = ""
) -> Iterator[Problem]:
    """Yield what has a key that an earlier entry has; an empty key was complained of already.

    `sentence` is that of the models' rule, if this is one of theirs.
    """
    first: dict[Hashable, Place] = {}
    for place, key in keys:
        if key not in {0, ""} and key in first:
            earlier = first[key]
            reason = f"{sentence} See {earlier}." if sentence else f"{earlier} has that too."
            yield Problem(place, field, reason)
        first.setdefault(key, place)


def _unknown(
    place: Place, field: str, names: Iterable[str], *, known: Iterable[str], kind: str
) -> Iterator[Problem]:
    for name in names:
        if name and name not in known:
            yield Problem(place, field, f"The bundle has no {kind} “{name}”.")


def _source(source: SourceRecord, people: set[str]) -> Iterator[Problem]:
    for contribution in source.contributors:
        names = [contribution.person]
        yield from _unknown(contribution.place, "person", names, known=people, kind="person")
    roles = ((c.place, (c.person, c.role)) for c in source.contributors)
    yield from _repeated("person", roles, sentence=sentence_of("contribution_once_per_role"))
    positions = ((p.place, p.position) for p in source.passages)
    yield from _repeated("position", positions, sentence=sentence_of("passage_position_once"))


def _double(quote: QuoteRecord, quotes: dict[int, QuoteRecord]) -> Iterator[Problem]:
    if quote.same_words_as and quote.same_words_as not in quotes:
        reason = f"The bundle has no Q{quote.same_words_as}."
        yield Problem(quote.place, "same_words_as", reason)


def _citations(quote: QuoteRecord, sources: dict[str, SourceRecord]) -> Iterator[Problem]:
    for citation in quote.citations:
        source = sources.get(citation.source)
        if source is not None:
            yield from _citation(citation, source)
            continue
        names = [citation.source]
        yield from _unknown(citation.place, "source", names, known=sources, kind="source")
    spots = ((c.place, c.spot) for c in quote.citations)
    yield from _repeated("passage", spots, sentence=sentence_of("citation_once_per_place"))
    home = quote.citations[0].source if quote.citations else ""
    expected = f"sources/{home}/quotes.toml" if home else "quotes.toml"
    if home in {"", *sources} and quote.place.file != expected:
        yield Problem(quote.place, "citation", f"Its place is {expected}, by its first citation.")


def _citation(citation: CitationRecord, source: SourceRecord) -> Iterator[Problem]:
    has_passage = citation.passage in {passage.position for passage in source.passages}
    if citation.passage and not has_passage:
        reason = f"“{source.slug}” has no passage {citation.passage}."
        yield Problem(citation.place, "passage", reason)


def _principle(principle: PrincipleRecord, quotes: dict[int, QuoteRecord]) -> Iterator[Problem]:
    for support in principle.supports:
        if support.quote and support.quote not in quotes:
            yield Problem(support.place, "quote", f"The bundle has no Q{support.quote}.")
    quoted = ((support.place, support.quote) for support in principle.supports)
    yield from _repeated("quote", quoted, sentence=sentence_of("support_once"))
    for number in dict.fromkeys(map(int, re.findall(REFERENCE, principle.body))):
        if number not in quotes:
            yield Problem(principle.place, "body", f"The bundle has no Q{number}.")


def _see_also(principle: PrincipleRecord, principles: set[int]) -> Iterator[Problem]:
    for other in principle.see_also:
        if other.principle and other.principle not in principles:
            reason = f"The bundle has no principle {other.principle}."
            yield Problem(other.place, "principle", reason)
    pairs = ((other.place, other.principle) for other in principle.see_also)
    yield from _repeated("principle", pairs, sentence=sentence_of("see_also_once"))
