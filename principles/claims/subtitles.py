"""Subtitles (WebVTT, SubRip) as the words that are spoken, each voice in a paragraph of its own.

The numbers, times and settings of cues, remarks and styles are taken out; a sentence runs on over
cues. A voice tag is read as a name before a colon. Pure: no Django.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from principles.text import Span

_TIME = r"(?:\d{1,3}:)?\d{1,2}:\d{2}[.,]\d{1,3}"
_TIMES = re.compile(rf"[^\S\n]*{_TIME}[^\S\n]*-->[^\S\n]*{_TIME}(?:[^\S\n][^\n]{{0,200}})?\s*")
_ASIDE = re.compile(r"(?:WEBVTT|NOTE|STYLE|REGION)(?![^\W_])")
_VOICE = re.compile(r"<v(?:\.[\w.-]{1,80})?[^\S\n]+(?P<who>[^<>\n]{1,80})>")
_TAG = re.compile(r"</v>|</?(?:c|i|b|u|ruby|rt|lang|font)(?:[.\s][^<>\n]{0,80})?>|<\d[\d:.]{0,20}>")

Edit = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class _Cue:
    """The words of a cue, or a paragraph beside cues."""

    start: int
    end: int
    is_timed: bool


def subtitle_edits(text: str) -> Iterator[Edit]:
    """Yield what is taken out of subtitles, and put in its place; nothing for another text."""
    if "-->" not in text:
        return
    lines = list(_lines(text))
    if not any(_TIMES.fullmatch(text, *line) for line in lines):
        return
    done, voice, was_timed = 0, "", False
    for cue in _cues(text, lines):
        first = _VOICE.match(text, cue.start, cue.end)
        speaker = first["who"].strip() if first else ""
        goes_on = done and cue.is_timed and was_timed and speaker == voice
        yield done, cue.start, "\n" if goes_on else "\n\n"
        yield from _tags(text, cue, voice if goes_on else "")
        voices = [found["who"].strip() for found in _VOICE.finditer(text, cue.start, cue.end)]
        done, voice, was_timed = cue.end, voices[-1] if voices else "", cue.is_timed
    yield done, len(text), ""


def _lines(text: str) -> Iterator[Span]:
    start = 0
    for line in text.split("\n"):
        yield start, start + len(line)
        start += len(line) + 1


def _cues(text: str, lines: list[Span]) -> Iterator[_Cue]:
    """Yield the words of the cues in order; a line above the times is the cue's number or name."""
    is_timed = is_aside = False
    begun: int | None = None
    for (start, end), following in zip(lines, [*lines[1:], None], strict=True):
        is_times = bool(_TIMES.fullmatch(text, start, end))
        is_blank = not text[start:end].strip()
        if begun is None and not is_times and _ASIDE.match(text, start, end):
            is_aside = not is_timed
        names_cue = following is not None and bool(_TIMES.fullmatch(text, *following))
        is_said = not (is_times or is_blank or is_aside or (names_cue and begun is None))
        if is_said and begun is None:
            begun = start
        is_last = following is None or not text[slice(*following)].strip() or names_cue
        if begun is not None and (is_last or is_times):
            yield _Cue(begun, end, is_timed)
            begun = None
        if is_blank:
            is_timed = is_aside = False
        is_timed = is_timed or is_times


def _tags(text: str, cue: _Cue, voice: str) -> Iterator[Edit]:
    """Yield the tags in the words of a cue; a voice that is another's begins a paragraph."""
    for found in _VOICE.finditer(text, cue.start, cue.end):
        if found["who"].strip() == voice:
            yield *found.span(), ""
            continue
        voice = found["who"].strip()
        yield found.start(), found.start("who"), "\n\n" if found.start() > cue.start else ""
        yield found.end("who"), found.end(), ": "
    for found in _TAG.finditer(text, cue.start, cue.end):
        yield *found.span(), ""
