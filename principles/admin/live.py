"""What the desk says of words while they are typed: their verdict and place, and who has them.

One request answers it, and the same line stands under the words after a save without a script.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Value
from django.db.models.functions import MD5
from django.urls import reverse

from principles.admin.verdicts import cause
from principles.claims.pasted import Claim
from principles.models import Citation, Contribution, Passage, Person, Quote, Source, Verdict
from principles.models.evidence import NormalizedWords
from principles.pasted.candidates import candidates
from principles.provenance.matching import Finding, Outcome, compare, find
from principles.provenance.prepared import Prepared
from principles.provenance.seeking import seek
from principles.provenance.witnesses import quote_row, witness_row
from principles.search.neighbours import near_duplicates
from principles.text import cleaned

MOST_TWINS = 3
MOST_UNREAD = 2_000  # newest passages of sources that readers do not see yet
MOST_FOUND = 8  # passages among them
LONGEST = 20_000  # characters that are looked at


@dataclass(frozen=True, slots=True)
class Twin:
    """A quote of nearly the same words, and how the words typed stand to its own."""

    quote: Quote
    relation: str
    address: str


@dataclass(frozen=True, slots=True)
class Live:
    """What is known of words; `has_text` is whether the chosen source has stored text."""

    same: Quote | None
    same_address: str
    twins: tuple[Twin, ...]
    source: Source | None
    has_text: bool
    citation: Citation | None
    found: Finding | None
    speaker: Person | None

    @property
    def level(self) -> str:
        """Return how grave it is: good, care, stop, or nothing."""
        if self.same is not None:
            return "stop"
        if self.twins or (self.citation and self.citation.verdict == Verdict.ALTERED):
            return "care"
        return "good" if self.citation else ""

    @property
    def why(self) -> str:
        """Return the cause of the verdict in words."""
        return cause(self.citation, self.found) if self.citation else ""

    @property
    def source_row(self) -> Any:
        """Return the words of the source where they differ, else nothing."""
        return witness_row(self.found.collation) if self.found and self.found.differences else None

    @property
    def quote_row(self) -> Any:
        """Return the words typed where they differ, else nothing."""
        if not (self.citation and self.found and self.found.differences):
            return None
        return quote_row(self.citation.quote.text, [self.found.collation])


def live(
    typed: str,
    *,
    source: Source | None = None,
    passage: Passage | None = None,
    except_for: int | None = None,
) -> Live | None:
    """Return what is known of the words; nothing for none. Twelve queries at most.

    Without a source the texts that anybody may read are asked, and then the newest of sources that
    readers do not see yet; `except_for` is the quote itself.
    """
    text = cleaned(typed.replace("\0", "")[:LONGEST]).text.strip()
    if not any(map(str.isalnum, text)):
        return None
    same = _same(text, except_for)
    passages = _passages(text, source)
    texts = [Prepared(each.text) for each in passages]
    place, found = _best(text, passages, texts, passage)
    citation = None
    if place is not None and found is not None:
        verdict = Verdict(found.outcome.value)
        citation = Citation(
            quote=Quote(text=text), source=place.source, passage=place, verdict=verdict
        )
    there = source or (place.source if place else None)
    query = {
        name: str(value)
        for name, value in (
            ("source", there and there.pk),
            ("passage", place and place.pk),
        )
        if value
    }
    return Live(
        same=same,
        same_address=_form(same, query) if same else "",
        twins=() if same else tuple(_twins(text, except_for, query)),
        source=there,
        has_text=bool(passages),
        citation=citation,
        found=found,
        speaker=_only_author(there),
    )


def _same(text: str, except_for: int | None) -> Quote | None:
    digest = MD5(NormalizedWords(Value(text)))
    others = Quote.objects.filter(words_digest=digest, same_words_as=None)
    return others.exclude(pk__in=[except_for] if except_for else []).first()


def _passages(text: str, source: Source | None) -> list[Passage]:
    """Return the passages to compare with: of the source, else those likely to have the words."""
    if source is not None:
        if source.level == Source.Level.AGGREGATOR:
            return []
        return list(source.passages.select_related("source"))
    likely = candidates([Claim(text, 0, len(text))]).places[0]
    numbers = {place.passage for place in likely}
    if not numbers:
        newest = Passage.objects.exclude(source__in=Source.objects.published().values("pk"))
        unread = Passage.objects.filter(pk__in=newest.order_by("-pk").values("pk")[:MOST_UNREAD])
        folded = unread.alias(folded=NormalizedWords("text"))
        found = folded.filter(folded__contains=NormalizedWords(Value(text)))
        numbers = set(found.order_by("pk").values_list("pk", flat=True)[:MOST_FOUND])
    stored = Passage.objects.filter(pk__in=numbers).exclude(source__level=Source.Level.AGGREGATOR)
    return list(stored.select_related("source"))


def _best(
    text: str, passages: list[Passage], texts: list[Prepared], named: Passage | None
) -> tuple[Passage | None, Finding | None]:
    """Return the passage that shows the words best, the named one where it is among the best."""
    sought = seek(text, texts)
    if sought.outcome == Outcome.UNVERIFIED:
        return None, None
    places = list(sought.places)
    own = [n for n in places if named is not None and passages[n].pk == named.pk]
    number = (own or places)[0]
    return passages[number], compare(text, texts[number])


def _twins(text: str, except_for: int | None, query: dict[str, str]) -> list[Twin]:
    near = near_duplicates(text, except_for=except_for)[:MOST_TWINS]
    quotes = Quote.objects.in_bulk([each.number for each in near]) if near else {}
    twins = []
    for quote in (quotes[each.number] for each in near):
        relation = "Nearly the words of"
        if (mine := find(text, Prepared(quote.text))) and mine.outcome == Outcome.VERBATIM:
            relation = "A shorter form of"
        elif (theirs := find(quote.text, Prepared(text))) and theirs.outcome == Outcome.VERBATIM:
            relation = "A longer form of"
        twins.append(Twin(quote, relation, _form(quote, {**query, "wording": text})))
    return twins


def _form(quote: Quote, query: dict[str, str]) -> str:
    return reverse("admin:principles_quote_change", args=[quote.pk], query=query)


def _only_author(source: Source | None) -> Person | None:
    if source is None:
        return None
    authors = source.contributions.filter(role=Contribution.Role.AUTHOR).select_related("person")
    people = [made.person for made in authors[:2]]
    return people[0] if len(people) == 1 else None
