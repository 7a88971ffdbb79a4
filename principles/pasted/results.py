"""What checking a pasted text showed, as pages and programs give it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from principles.claims.unjudged import Unjudged
from principles.excerpts import Paragraph
from principles.models import Citation, Passage, Person, Quote, Source, Verdict
from principles.models.evidence import VERDICT_ORDER
from principles.provenance.collation import Difference
from principles.provenance.witnesses import TextRun
from principles.text import words

OPENING = 8  # words


@dataclass(frozen=True, slots=True)
class Match:
    """A place that has the words, or comes close; or a quote that has no stored text.

    `paragraphs`, `collation` and runs hold no stored word that the source's access keeps back; of
    a place that is withheld nothing is told but the verdict. What is reported stands between
    quotation marks of the source. `cut` are the words of the source's sentence before and behind;
    `heading` is the heading of the passage where the words have it, `better` a citation of the
    quote on record whose wording has the words where those of this place differ.
    """

    verdict: Verdict
    source: Source | None
    passage: Passage | None = None
    locator: str = ""
    address: str = ""
    typography_only: bool = False
    gives_part: bool = False
    negates: bool = False
    paragraphs: Sequence[Paragraph] = ()
    collation: Sequence[Difference] = ()
    pasted_runs: Sequence[TextRun] = ()
    source_runs: Sequence[TextRun] = ()
    typography: Sequence[tuple[str, str]] = ()
    left_out: int = 0
    quote: Quote | None = None
    covers: str = ""
    speakers: Sequence[Person] = ()
    is_withheld: bool = False
    is_reported: bool = False
    cut: tuple[str, str] = ("", "")
    heading: str = ""
    better: Citation | None = None

    @property
    def is_second_hand(self) -> bool:
        """Say whether the source is a copy, which quotes the words of another."""
        return self.source is not None and self.source.level == Source.Level.SECONDARY

    @property
    def note(self) -> str:
        """Return the editors' note on the quote on record, or nothing."""
        return self.quote.note if self.quote else ""

    @property
    def page_address(self) -> str:
        """Return the address of the page of stored text that has the passage."""
        if self.passage is None or self.source is None:
            return ""
        return self.source.page_address(self.passage)

    @property
    def differences(self) -> list[Difference]:
        """Return where the words differ, those that add or remove a negation first."""
        differing = [d for d in self.collation if d.op != "equal"]
        return sorted(differing, key=lambda difference: not difference.is_negation)

    @property
    def others(self) -> list[Citation]:
        """Return the other citations of the quote on record."""
        if self.quote is None:
            return []
        here = self.source.pk if self.source else None
        return [c for c in self.quote.citations.all() if c.source_id != here]

    @property
    def is_hidden(self) -> bool:
        """Say whether no stored word of the source may be shown."""
        return self.source is not None and self.source.is_hidden

    @property
    def is_collection(self) -> bool:
        """Say whether the source is a collection of quotes, which never verifies."""
        return self.source is not None and self.source.level == Source.Level.AGGREGATOR

    @property
    def is_on_record_only(self) -> bool:
        """Say whether the quote is on record without stored words to compare with."""
        return self.passage is None


class Outcome(StrEnum):
    """What came of comparing a name, or a year and a work, with what is on record."""

    AGREES = "agrees"
    DIFFERS = "differs"
    UNRECORDED = "unrecorded"  # nobody is on record for the words
    UNKNOWN = "unknown"  # no person or work of this name is on record
    UNCHECKED = "unchecked"  # the words were not found
    UNREAD = "unread"  # it belongs to no one claim for certain, or the work is not stored


@dataclass(frozen=True, slots=True)
class Credit:
    """The name given with a claim, and whether it agrees with who is on record for the words.

    `person` is the one of that name who is on record here, `people` those on record for the words.
    What may be a label and no name is told beside the finding alone.
    """

    given: str
    outcome: Outcome
    person: Person | None = None
    people: Sequence[Person] = ()
    is_label: bool = False

    @property
    def agrees(self) -> bool | None:
        """Return whether the name agrees; None where nothing can be said."""
        if self.outcome == Outcome.AGREES:
            return True
        is_wrong = self.outcome in {Outcome.DIFFERS, Outcome.UNKNOWN} and bool(self.people)
        return False if is_wrong else None


@dataclass(frozen=True, slots=True)
class GivenPlace:
    """The work and year given with a claim, and whether they agree with where the words are."""

    given: str
    outcome: Outcome
    sources: Sequence[Source] = ()


class Apart(StrEnum):
    """Why sentences that are all there do not stand together."""

    GAP = "gap"  # something is left out between them
    ORDER = "order"
    PASSAGES = "passages"  # in two parts of one source, as two slides
    SOURCES = "sources"


@dataclass(frozen=True, slots=True)
class Told:
    """A run of the claim's words that a source has, from `start` to `end` of the claim's text."""

    start: int
    end: int
    words: str
    match: Match


@dataclass(frozen=True, slots=True)
class Judgement:
    """A claim, or a sentence of one, and what comparing it showed; the match that decides is first.

    Without a verdict it is too short to tell; `matches` are then where its words occur. `whole` is
    the verdict on the paragraph it stands in, where nothing is in quotation marks and all its
    sentences are found; `apart` is why these, or its own sentences, do not stand together. `told`
    are the runs of words that the sources have of one that they do not have. `label` stands before
    it where a name may stand, and is none.
    """

    number: int
    text: str
    start: int
    end: int
    verdict: Verdict | None = Verdict.UNVERIFIED
    matches: Sequence[Match] = ()
    nearest: Sequence[Quote] = ()
    credit: Credit | None = None
    place: GivenPlace | None = None
    sentences: Sequence[Judgement] = ()
    told: Sequence[Told] = ()
    whole: Verdict | None = None
    apart: Apart | None = None
    label: str = ""

    @property
    def is_short(self) -> bool:
        """Say whether it is too short to tell."""
        return self.verdict is None

    @property
    def is_found(self) -> bool:
        """Say whether the sources have it, word for word or with words left out."""
        return self.verdict in {Verdict.VERBATIM, Verdict.ELIDED}

    @property
    def best(self) -> Match | None:
        """Return the match that decides."""
        return next(iter(self.matches), None)

    @property
    def typography_only(self) -> bool:
        """Say whether only the typography differs."""
        return bool(self.best and self.best.typography_only)

    @property
    def gives_part(self) -> bool:
        """Say whether the source has a part of the words only."""
        return bool(self.best and self.best.gives_part)

    @property
    def negates(self) -> bool:
        """Say whether a negation was added or removed."""
        return bool(self.best and self.best.negates)

    @property
    def word_count(self) -> int:
        """Count the words."""
        return sum(1 for _ in words(self.text))

    @property
    def opening(self) -> str:
        """Return the first eight words."""
        first = self.text.split()
        whole = " ".join(first[:OPENING])
        return whole if len(first) <= OPENING else f"{whole.rstrip('.,;:–—-')}…"

    @property
    def anchor(self) -> str:
        """Return the HTML id of the claim on the page."""
        return f"s{self.number}"


@dataclass(frozen=True, slots=True)
class Withheld:
    """How many public texts are kept back in parts or whole, and how many claims were compared.

    `unchecked` are the claims that were not compared with them because the visitor had too many.
    """

    texts: int = 0
    unchecked: int = 0


@dataclass(frozen=True, slots=True)
class Check:
    """A pasted text, claim by claim, and what of it is no claim."""

    text: str
    claims: Sequence[Judgement]
    names: Sequence[str] = ()
    unjudged: Sequence[Unjudged] = ()
    quotes: bool = False
    is_mended: bool = False
    withheld: Withheld = Withheld()

    @property
    def judged(self) -> list[Judgement]:
        """Return the claims that have a verdict."""
        return [claim for claim in self.claims if not claim.is_short]

    @property
    def verdict(self) -> Verdict:
        """Return the weakest of the claims' verdicts."""
        found = [claim.verdict for claim in self.claims if claim.verdict is not None]
        return max(found, key=lambda verdict: VERDICT_ORDER[verdict], default=Verdict.UNVERIFIED)

    @property
    def standing(self) -> str:
        """Return the doubt on record for the quotes in it, the gravest; else attributed."""
        found = {
            match.quote.standing
            for claim in self.claims
            for match in claim.matches[:1]
            if match.quote
        }
        order = (Quote.Standing.MISATTRIBUTED, Quote.Standing.DISPUTED)
        return str(next((one for one in order if one in found), Quote.Standing.ATTRIBUTED))

    @property
    def counts(self) -> dict[str, int]:
        """Return how many claims have each verdict; those too short to tell are in none."""
        return dict(Counter(str(claim.verdict) for claim in self.judged))

    @property
    def quote_numbers(self) -> set[int]:
        """Return the numbers of the quotes on record and of the nearest ones."""
        every = [part for claim in self.claims for part in (claim, *claim.sentences)]
        on_record = {match.quote.pk for part in every for match in part.matches if match.quote}
        return on_record | {quote.pk for part in every for quote in part.nearest}
