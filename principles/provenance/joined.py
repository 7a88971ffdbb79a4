"""Values of the parts of a text, read as those of the whole.

Most offsets of a long text are never asked for, so each is moved only when it is. Pure: no Django.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate
from typing import Generic, TypeVar, overload

Value = TypeVar("Value")


class Joined(Sequence[Value], Generic[Value]):
    """The values of all pieces in order, each moved by its piece's offset when it is read."""

    __slots__ = ("_before", "_move", "_pieces", "_size")

    def __init__(
        self, pieces: Sequence[tuple[int, Sequence[Value]]], *, move: Callable[[Value, int], Value]
    ) -> None:
        self._pieces = [piece for piece in pieces if piece[1]]
        self._move = move
        *self._before, self._size = [0, *accumulate(len(values) for _, values in self._pieces)]

    def __len__(self) -> int:
        return self._size

    @overload
    def __getitem__(self, place: int) -> Value: ...
    @overload
    def __getitem__(self, place: slice) -> list[Value]: ...
    def __getitem__(self, place: int | slice) -> Value | list[Value]:
        if isinstance(place, slice):
            return [self[n] for n in range(*place.indices(self._size))]
        number = place + self._size if place < 0 else place
        if not 0 <= number < self._size:
            raise IndexError(place)
        piece = bisect_right(self._before, number) - 1
        by, values = self._pieces[piece]
        return self._move(values[number - self._before[piece]], by)

    def __iter__(self) -> Iterator[Value]:
        for by, values in self._pieces:
            for value in values:
                yield self._move(value, by)
