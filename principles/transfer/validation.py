"""What is wrong within a bundle, whatever base it is loaded into.

The rules are the database's own and would be kept anyway; they are checked here first because a
database stops at the first violation and knows no files. Sentences come from the models where
they have one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator
from datetime import date

from principles.models import Status
from principles.models.sentences import sentence_of
from principles.transfer.problems import Place, Problem
from principles.transfer.records import (
    Bundle,
    CitationRecord,
    PrincipleRecord,
    QuoteRecord,
    SourceRecord,
)

REFERENCE = re.compile(r"\[Q([1-9][0-9]{0,8})\]")


def problems_in(bundle: Bundle) -> Iterator[Problem]:
    """Yield every rule that the bundle breaks by itself."""
    yield from _identities(bundle)
    people = {person.slug for person in bundle.people}
    tags = {tag.slug for tag in bundle.tags}
    sources = {source.slug: source for source in bundle.sources}
    quotes = {quote.number: quote for quote in bundle.quotes}
    principles = {principle.number for principle in bundle.principles}
    for source in bundle.sources:
        yield from _source(source, people)
        yield from _container(source, sources)
    for quote in bundle.quotes:
        yield from _unknown(quote.place, "speakers", quote.speakers, known=people, kind="person")
        yield from _unknown(quote.place, "tags", quote.tags, known=tags, kind="tag")
        yield from _quote(quote)
        yield from _double(quote, quotes)
        yield from _citations(quote, sources)
    for principle in bundle.principles:
        yield from _unknown(principle.place, "tags", principle.tags, known=tags, kind="tag")
        yield from _principle(principle, quotes)
        yield from _see_also(principle, principles)


def _identities(bundle: Bundle) -> Iterator[Problem]:
    yield from _repeated("slug", ((p.place, p.slug) for p in bundle.people))
    yield from _repeated("slug", ((t.place, t.slug) for t in bundle.tags))
    yield from _repeated("name", ((t.place, t.name.casefold()) for t in bundle.tags))
    yield from _repeated("words", ((line.place, line.words) for line in bundle.synonyms))
    yield from _repeated("number", ((s.place, s.number) for s in bundle.sources))
    yield from _repeated("slug", ((s.place, s.slug) for s in bundle.sources))
    yield from _repeated("number", ((q.place, q.number) for q in bundle.quotes))
    yield from _repeated("number", ((p.place, p.number) for p in bundle.principles))
    yield from _repeated("slug", ((p.place, p.slug) for p in bundle.principles))


def _repeated(field: str, keys: Iterable[tuple[Place, Hashable]]) -> Iterator[Problem]:
    """Yield what has a key that an earlier entry has; an empty key was complained of already."""
    first: dict[Hashable, Place] = {}
    for place, key in keys:
        if key not in {0, ""} and key in first:
            yield Problem(place, field, f"{first[key]} has that too.")
        first.setdefault(key, place)


def _unknown(
    place: Place, field: str, names: Iterable[str], *, known: Iterable[str], kind: str
) -> Iterator[Problem]:
    for name in names:
        if name and name not in known:
            yield Problem(place, field, f"The bundle has no {kind} “{name}”.")


def _source(source: SourceRecord, people: set[str]) -> Iterator[Problem]:
    columns = source.columns
    year, month, day = columns["year"], columns["month"], columns["day"]
    is_date = (
        (month is None and day is None)
        or (year is not None and month in range(1, 13) and day is None)
        or (year is not None and month in range(1, 13) and day in range(1, 32))
    )
    if not is_date:
        yield Problem(source.place, "month", sentence_of("source_date_from_year_to_day"))
    for contribution in source.contributors:
        names = [contribution.person]
        yield from _unknown(contribution.place, "person", names, known=people, kind="person")
    roles = ((c.place, (c.person, c.role)) for c in source.contributors)
    for problem in _repeated("person", roles):
        yield Problem(problem.place, "person", sentence_of("contribution_once_per_role"))
    yield from _repeated("position", ((p.place, p.position) for p in source.passages))


def _container(source: SourceRecord, sources: dict[str, SourceRecord]) -> Iterator[Problem]:
    yield from _unknown(source.place, "container", [source.container], known=sources, kind="source")
    seen: set[str] = set()
    whole = sources.get(source.container)
    while whole is not None and whole.slug not in seen:
        if whole is source:
            reason = f"“{source.slug}” would be a part of itself: choose another container."
            yield Problem(source.place, "container", reason)
            return
        seen.add(whole.slug)
        whole = sources.get(whole.container)


def _publication(
    place: Place, status: str, published: date | None, *, kind: str
) -> Iterator[Problem]:
    if status == Status.DRAFT and published:
        reason = "A draft has no date of publication: leave it out, or withdraw the entry."
        yield Problem(place, "published", reason)
    if status == Status.WITHDRAWN and not published:
        yield Problem(place, "published", sentence_of(f"{kind}_withdrawn_was_published"))


def _quote(quote: QuoteRecord) -> Iterator[Problem]:
    yield from _publication(quote.place, quote.status, quote.published, kind="quote")
    if quote.text and not re.search(r"\w", quote.text):
        yield Problem(quote.place, "text", sentence_of("quote_has_words"))
    if quote.columns["standing"] != "attributed" and not quote.columns["standing_evidence"]:
        yield Problem(quote.place, "standing_evidence", sentence_of("quote_standing_has_evidence"))
    if quote.columns["standing"] == "attributed" and quote.columns["real_origin"]:
        reason = sentence_of("quote_with_real_origin_is_doubted")
        yield Problem(quote.place, "real_origin", reason)
    if quote.status == Status.PUBLISHED and not quote.citations:
        reason = "A published quote needs a citation: name the source that has the words."
        yield Problem(quote.place, "citation", reason)


def _double(quote: QuoteRecord, quotes: dict[int, QuoteRecord]) -> Iterator[Problem]:
    if not quote.same_words_as:
        return
    first = quotes.get(quote.same_words_as)
    if first is None:
        reason = f"The bundle has no Q{quote.same_words_as}."
    elif first is quote:
        reason = sentence_of("quote_is_not_its_own_double")
    elif first.same_words_as:
        reason = f"Q{first.number} is a double itself: name Q{first.same_words_as}."
    else:
        return
    yield Problem(quote.place, "same_words_as", reason)


def _citations(quote: QuoteRecord, sources: dict[str, SourceRecord]) -> Iterator[Problem]:
    for citation in quote.citations:
        source = sources.get(citation.source)
        if source is not None:
            yield from _citation(citation, source, is_public=quote.status == Status.PUBLISHED)
            continue
        names = [citation.source]
        yield from _unknown(citation.place, "source", names, known=sources, kind="source")
    for problem in _repeated("passage", ((c.place, c.spot) for c in quote.citations)):
        yield Problem(problem.place, "passage", sentence_of("citation_once_per_place"))
    home = quote.citations[0].source if quote.citations else ""
    expected = f"sources/{home}/quotes.toml" if home else "quotes.toml"
    if home in {"", *sources} and quote.place.file != expected:
        yield Problem(quote.place, "citation", f"Its place is {expected}, by its first citation.")


def _citation(
    citation: CitationRecord, source: SourceRecord, *, is_public: bool
) -> Iterator[Problem]:
    has_passage = citation.passage in {passage.position for passage in source.passages}
    if citation.passage and not has_passage:
        reason = f"“{source.slug}” has no passage {citation.passage}."
        yield Problem(citation.place, "passage", reason)
    if citation.passage and (citation.locator or citation.wording):
        field = "locator" if citation.locator else "wording"
        yield Problem(citation.place, field, sentence_of("citation_locator_or_passage"))
    if is_public and source.has_parts and not (citation.passage or citation.locator):
        reason = f"“{source.slug}” has parts: say where in it, by a passage or a locator."
        yield Problem(citation.place, "passage", reason)


def _principle(principle: PrincipleRecord, quotes: dict[int, QuoteRecord]) -> Iterator[Problem]:
    yield from _publication(
        principle.place, principle.status, principle.published, kind="principle"
    )
    for support in principle.supports:
        if support.quote and support.quote not in quotes:
            yield Problem(support.place, "quote", f"The bundle has no Q{support.quote}.")
    supports = Counter(support.quote for support in principle.supports if support.quote)
    for number in (number for number, times in supports.items() if times > 1):
        reason = f"Q{number}: {sentence_of('support_once')}"
        yield Problem(principle.place, "support", reason)
    for number in dict.fromkeys(map(int, REFERENCE.findall(principle.body))):
        if number not in quotes:
            yield Problem(principle.place, "body", f"It refers to Q{number}: there is none.")
    rests = any(
        quotes[number].status == Status.PUBLISHED for number in supports if number in quotes
    )
    if principle.status == Status.PUBLISHED and not rests:
        reason = "A published principle needs a published quote to rest on."
        yield Problem(principle.place, "support", reason)


def _see_also(principle: PrincipleRecord, principles: set[int]) -> Iterator[Problem]:
    for other in principle.see_also:
        if other.principle and other.principle not in principles:
            reason = f"The bundle has no principle {other.principle}."
            yield Problem(other.place, "principle", reason)
        if other.principle == principle.number:
            yield Problem(other.place, "principle", sentence_of("see_also_is_another"))
    pairs = ((other.place, other.principle) for other in principle.see_also)
    for problem in _repeated("principle", pairs):
        yield Problem(problem.place, "principle", sentence_of("see_also_once"))
