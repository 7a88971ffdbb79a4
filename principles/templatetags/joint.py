"""Sentences of one claim that stand in one passage but not together, in one look at the passage."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from principles.excerpts import Paragraph
from principles.pasted.results import Apart, Judgement
from principles.text import Span, words

register = template.Library()

MOST_PARAGRAPHS = 3  # that are shown together


@register.filter
def joint(claim: Judgement) -> SafeString:
    """Return the stored text around all sentences, what is left out between them in brackets.

    Empty where they stand in several passages, too far apart, or where not all may be shown.
    """
    text, spans = _marked(claim)
    if not spans:
        return SafeString("")
    is_gap = claim.apart == Apart.GAP
    pieces = [_piece(text[slice(*span)], kind, is_gap=is_gap) for span, kind in _cut(text, spans)]
    return format_html_join("", "{}", ((piece,) for piece in pieces))


def left_between(claim: Judgement) -> int:
    """Count the words of the source between the sentences, 0 where that is not known."""
    if claim.apart != Apart.GAP:
        return 0
    text, spans = _marked(claim)
    between = [span for span, kind in _cut(text, spans) if kind == "between"]
    return sum(1 for span in between for _ in words(text[slice(*span)]))


def _piece(text: str, kind: str, *, is_gap: bool) -> SafeString:
    if kind == "mark":
        return format_html("<mark>{}</mark>", text)
    if kind == "between" and is_gap and any(words(text)):
        said = '{}<span class="between">[<b>left out:</b> {}]</span>{}'
        before = text[: len(text) - len(text.lstrip())]
        behind = text[len(text.rstrip()) :]
        return format_html(said, before, text.strip(), behind)
    return format_html("{}", text)


def _cut(text: str, spans: Sequence[Span]) -> Iterator[tuple[Span, str]]:
    """Yield the text in runs: marked, between the first and the last mark, or plain."""
    if not spans:
        return
    first, last = min(spans)[0], max(end for _, end in spans)
    kinds = ["plain"] * first + ["between"] * (last - first) + ["plain"] * (len(text) - last)
    for start, end in spans:
        kinds[start:end] = ["mark"] * (end - start)
    place = 0
    for kind, run in groupby(kinds):
        end = place + sum(1 for _ in run)
        yield (place, end), kind
        place = end


def _marked(claim: Judgement) -> tuple[str, list[Span]]:
    """Return the paragraphs with the sentences as one text, and where these stand in it."""
    matches = [part.best for part in claim.sentences]
    passages = {match.passage.pk if match and match.passage else None for match in matches}
    if claim.apart not in {Apart.GAP, Apart.ORDER} or len(passages) != 1 or None in passages:
        return "", []
    shown: dict[int, list[Paragraph]] = {}
    for match in matches:
        for paragraph in match.paragraphs if match else ():
            if any(segment.marks for segment in paragraph.segments):
                shown.setdefault(paragraph.number, []).append(paragraph)
    numbers = sorted(shown)
    if not numbers or numbers != list(range(numbers[0], numbers[-1] + 1)):
        return "", []
    texts = [{_text(paragraph) for paragraph in shown[number]} for number in numbers]
    if len(numbers) > MOST_PARAGRAPHS or any(len(same) > 1 for same in texts):
        return "", []
    text, spans = "", []
    for number in numbers:
        text += "\n\n" if text else ""
        for paragraph in shown[number]:
            spans += [(len(text) + a, len(text) + b) for a, b in _marks(paragraph)]
        text += _text(shown[number][0])
    return text, spans


def _text(paragraph: Paragraph) -> str:
    return "".join(segment.text for segment in paragraph.segments)


def _marks(paragraph: Paragraph) -> Iterator[Span]:
    place = 0
    for segment in paragraph.segments:
        if segment.marks:
            yield place, place + len(segment.text)
        place += len(segment.text)
