"""How far a long command is: a bar that moves on a terminal, a line now and then elsewhere."""

from __future__ import annotations

from time import monotonic

from django.core.management.base import OutputWrapper

WIDTH = 30  # of the bar, in characters
SECONDS_BETWEEN = 1.5  # two reports of the same thing


class Progress:
    """Says how many of a number of things are done."""

    def __init__(self, out: OutputWrapper, noun: str, total: int) -> None:
        self._out, self._noun, self._total = out, noun, total
        self._begun = monotonic()
        self._is_drawn = False

    def show(self, done: int) -> None:
        """Draw the bar at that place, or print a line while there is more to come."""
        if self._out.isatty():
            self._out.write(f"\r{self._bar(done)}", ending="")
            self._is_drawn = True
            self._out.flush()
        elif done < self._total:
            self._out.write(f"{self._noun}: {done:,} of {self._total:,}")

    def end(self) -> None:
        """Leave the bar, if there is one, where it is and go on below it."""
        if self._is_drawn:
            self._out.write("")

    def _bar(self, done: int) -> str:
        full = WIDTH * done // self._total
        left = (monotonic() - self._begun) * (self._total - done) / done if done else 0
        counted = f"{done:,} of {self._total:,}"
        return f"{self._noun} [{'#' * full:{WIDTH}}] {counted}, {left:.0f} s left "


class Stages:
    """Says how far one thing after another is, every second or two."""

    def __init__(self, out: OutputWrapper) -> None:
        self._out = out
        self._noun = ""
        self._progress: Progress | None = None
        self._shown = 0.0

    def show(self, noun: str, done: int, total: int) -> None:
        """Show how far that is, unless that was shown a moment ago."""
        if noun != self._noun:
            self.end()
            self._noun, self._progress = noun, Progress(self._out, noun, total)
            self._shown = monotonic()
        elif self._progress and monotonic() - self._shown > SECONDS_BETWEEN:
            self._progress.show(done)
            self._shown = monotonic()

    def end(self) -> None:
        """Leave what was shown last where it is."""
        if self._progress:
            self._progress.end()
            self._progress = None
