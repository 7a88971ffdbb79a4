"""Passages in memory and pasted texts judged against them: no base is asked."""

from collections.abc import Sequence

from principles.claims import take_apart
from principles.models import Passage, Source
from principles.pasted.candidates import ParagraphRange
from principles.pasted.judging import Judged, Judgings, judged
from principles.pasted.stored import StoredPassage
from principles.text import Span, paragraphs


def passage(
    text: str, number: int = 1, *, position: int = 1, heading: str = "", **fields: object
) -> Passage:
    """Return a passage of a source of its own; both have that number."""
    source = Source(**{"number": number, "title": f"Source {number}", "level": "primary", **fields})
    return Passage(
        pk=number, source=source, position=position, label="p. 1", text=text, heading=heading
    )


def kept(passage: Passage, stretches: Sequence[Span] = ()) -> StoredPassage:
    """Return the passage as it is compared, with the stretches that anybody may read."""
    return StoredPassage(passage, stretches)


def anywhere(*passages: Passage) -> list[ParagraphRange]:
    """Return each passage whole as a place."""
    return [
        ParagraphRange(each.pk, 1, sum(1 for _ in paragraphs(each.text)), 1) for each in passages
    ]


def judgings(
    text: str, *passages: Passage, places: Sequence[Sequence[ParagraphRange]] | None = None
) -> Judgings:
    """Return where each claim of the text is found, and what is told of it."""
    readings = take_apart(text).readings
    likely = [anywhere(*passages)] * len(readings) if places is None else places
    stored = {each.pk: kept(each, [(0, len(each.text))]) for each in passages}
    return judged(readings, likely, stored)


def judge(
    text: str, *passages: Passage, places: Sequence[Sequence[ParagraphRange]] | None = None
) -> list[Sequence[Judged]]:
    """Return where each claim of the text is found; it may stand anywhere, or in the places."""
    return list(judgings(text, *passages, places=places).found)


def only(text: str, *passages: Passage) -> Judged:
    """Return the one place where a text of one sentence is found."""
    [[found]] = judge(text, *passages)
    return found


def words_of(found: Judged) -> str:
    """Return the words of the passage that were found."""
    start, end = found.span
    return found.stored.passage.text[start:end]
