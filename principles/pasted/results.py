"""What checking a pasted text showed, as pages and programs give it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

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

    `paragraphs`, `collation` and runs hold no stored word that the source's access keeps back.
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


@dataclass(frozen=True, slots=True)
class Credit:
    """The name given with a sentence, and whether it agrees with who is on record for the words.

    `outcome` is one of agrees, differs, unknown name, nobody recorded, not found.
    """

    given: str
    outcome: str
    person: Person | None = None
    people: Sequence[Person] = ()

    @property
    def agrees(self) -> bool | None:
        """Return whether the name agrees; None where nothing can be said."""
        if self.outcome == "agrees":
            return True
        return False if self.outcome in {"differs", "unknown name"} and self.people else None


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of the pasted text with its verdict; the best match stands first."""

    number: int
    text: str
    start: int
    end: int
    matches: Sequence[Match] = ()
    nearest: Sequence[Quote] = ()
    credit: Credit | None = None

    @property
    def best(self) -> Match | None:
        """Return the match that decides."""
        return next(iter(self.matches), None)

    @property
    def verdict(self) -> Verdict:
        """Return the verdict of the best match."""
        return self.best.verdict if self.best else Verdict.UNVERIFIED

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
        return whole if len(first) <= OPENING else f"{whole.rstrip(',;:–—-')}…"

    @property
    def anchor(self) -> str:
        """Return the HTML id of the sentence on the page."""
        return f"s{self.number}"


@dataclass(frozen=True, slots=True)
class Check:
    """A pasted text, sentence by sentence."""

    text: str
    sentences: Sequence[Sentence]
    names: Sequence[str] = ()

    @property
    def verdict(self) -> Verdict:
        """Return the weakest of the sentences' verdicts."""
        found = [sentence.verdict for sentence in self.sentences]
        return max(found, key=lambda verdict: VERDICT_ORDER[verdict], default=Verdict.UNVERIFIED)

    @property
    def counts(self) -> dict[str, int]:
        """Return how many sentences have each verdict."""
        return dict(Counter(str(sentence.verdict) for sentence in self.sentences))

    @property
    def quote_numbers(self) -> set[int]:
        """Return the numbers of the quotes on record and of the nearest ones."""
        on_record = {m.quote.pk for s in self.sentences for m in s.matches if m.quote}
        return on_record | {quote.pk for s in self.sentences for quote in s.nearest}
