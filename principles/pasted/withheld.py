"""Where claims may stand in texts that are kept back in part or whole.

Both lookups are of words in a row. What anybody may read there, in a window or as a quote's own
words, is compared as usual; a paragraph is a place for that only if a run of the claim stands in
what may be read, so that no answer depends on the other words. Those are compared with whole
sentences alone, and their paragraphs lead nowhere else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from principles.claims import Claim
from principles.models import Verdict
from principles.pasted.candidates import ParagraphRange, ranges
from principles.pasted.judging import Judged
from principles.pasted.matches import Shelf
from principles.pasted.stored import cut, is_comparable
from principles.provenance.telling import is_telling, plain
from principles.search.sightings import Probe, Sighting, withheld_sightings
from principles.text import fold, paragraphs, words

RUN = 3  # words of a claim, a telling one among them, that a readable stretch needs
MOST_RUNS = 400  # looked for, of all claims together
LEAST_RUNS = 2  # of one claim


@dataclass(frozen=True, slots=True)
class _Run:
    """Words in a row of a claim: as they are looked up, and in plain letters."""

    probe: Probe
    plain: str


@dataclass(frozen=True, slots=True)
class Sighted:
    """The paragraphs of withheld texts that have words of each claim in a row.

    `whole` are those that have its sentences, `runs` those that have a run of it.
    """

    claims: Sequence[Claim]
    whole: Sequence[Sequence[Sighting]]
    runs: Sequence[Sequence[tuple[_Run, Sequence[Sighting]]]]

    @property
    def passages(self) -> set[int]:
        """Return the ids of the passages."""
        every = [s for here in self.whole for s in here]
        every += [s for runs in self.runs for _, here in runs for s in here]
        return {sighting.passage for sighting in every}

    def kept_back(self) -> list[list[ParagraphRange]]:
        """Return where withheld text may have the sentences of each claim."""
        return [ranges(seen, claim) for claim, seen in zip(self.claims, self.whole, strict=True)]

    def readable(self, shelf: Shelf) -> list[list[ParagraphRange]]:
        """Return where what anybody may read has a run of each claim, those with most first."""
        texts = _Readable(shelf)
        return [
            ranges(list(_standing(runs, texts)), claim)
            for claim, runs in zip(self.claims, self.runs, strict=True)
        ]


def sighted(claims: Sequence[Claim]) -> Sighted:
    """Return where withheld texts have words of the claims in a row; one query."""
    most = max(LEAST_RUNS, MOST_RUNS // max(1, len(claims)))
    runs = [_runs(claim.text, most=most) for claim in claims]
    wholes = [
        [Probe(fold(part.text).text, cited=False) for part in claim.sentences or (claim,)]
        if is_comparable(claim)
        else []
        for claim in claims
    ]
    probes = [run.probe for each in runs for run in each]
    found = withheld_sightings([*probes, *(probe for each in wholes for probe in each)])
    return Sighted(
        claims,
        [[s for probe in each for s in found[probe]] for each in wholes],
        [[(run, found[run.probe]) for run in each] for each in runs],
    )


def guesses(claims: Sequence[Claim], found: Sequence[Sequence[Judged]]) -> list[str]:
    """Return the sentences to compare with withheld text, each once, in order.

    Those that a text has verbatim where all may read it need not be.
    """
    return list(
        dict.fromkeys(
            claim.text
            for claim, here in zip(claims, found, strict=True)
            if not claim.sentences and is_comparable(claim) and not is_verbatim(here)
        )
    )


def is_verbatim(found: Sequence[Judged]) -> bool:
    """Tell whether the best place has the claim verbatim."""
    return any(here.verdict == Verdict.VERBATIM for here in found[:1])


class _Readable:
    """What anybody may read of each paragraph, in plain words, read once."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._texts: dict[int, list[str]] = {}

    def has(self, run: _Run, sighting: Sighting) -> bool:
        """Tell whether the words stand in a row in what may be read of the paragraph."""
        if sighting.passage not in self._shelf.passages:
            return False
        if sighting.passage not in self._texts:
            self._texts[sighting.passage] = list(self._paragraphs(sighting.passage))
        here = self._texts[sighting.passage][sighting.part - 1 : sighting.part]
        return any(run.plain in text for text in here)

    def _paragraphs(self, number: int) -> Iterator[str]:
        passage = self._shelf.passages[number]
        stretches = self._shelf.open(passage)
        for span in paragraphs(passage.text):
            pieces = [passage.text[slice(*piece)] for piece in cut(span, stretches)]
            yield "\n".join(_plain(piece) for piece in pieces)


def _standing(
    runs: Sequence[tuple[_Run, Sequence[Sighting]]], texts: _Readable
) -> Iterator[Sighting]:
    """Yield the paragraphs in which runs may be read, with the share of the runs."""
    held = Counter(s for run, seen in runs for s in seen if texts.has(run, s))
    for sighting, count in held.items():
        yield Sighting(
            is_quote=False,
            number=sighting.number,
            passage=sighting.passage,
            part=sighting.part,
            share=count / len(runs),
            is_exact=False,
        )


def _runs(text: str, *, most: int) -> list[_Run]:
    """Return the runs of the text with a telling word, as many as may be: those with most letters.

    If there is none, the text as a whole.
    """
    spans = list(words(text))
    plains = [plain(text[start:end]) for start, end in spans]
    tells = list(map(is_telling, plains))
    size = min(RUN, len(spans))
    found = [
        (first, _in_a_row(plains[first : first + size]))
        for first in range(len(spans) - size + 1 if size else 0)
        if any(tells[first : first + size])
    ]
    longest = sorted(found, key=lambda run: -len(run[1]))[:most]
    if not longest and spans:
        return [_run(text, _in_a_row(plains))]
    return [_run(text[spans[n][0] : spans[n + size - 1][1]], row) for n, row in longest]


def _run(text: str, row: str) -> _Run:
    return _Run(Probe(fold(text).text, cited=True), row)


def _plain(text: str) -> str:
    return _in_a_row([plain(text[start:end]) for start, end in words(text)])


def _in_a_row(plains: Sequence[str]) -> str:
    return f" {' '.join(plains)} "
