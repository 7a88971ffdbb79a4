"""Which answers of the site may be kept until the base changes, as each view says of itself.

An answer that is kept depends on nothing but the base, the day, the program and its address. A view
that declares nothing is never kept. Pure: no Django.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum, auto
from typing import TypeVar

View = TypeVar("View", bound=Callable[..., object])
_ATTRIBUTE = "keeping"


class Share(Enum):
    """Which part of the room an answer takes: searches do not push out pages."""

    PAGES = auto()
    SEARCHES = auto()


@dataclass(frozen=True, slots=True)
class Keeping:
    """How answers of a view are kept.

    They depend on the named parameters alone; an address that has one of `unless` is not kept.
    """

    parameters: frozenset[str]
    unless: frozenset[str]
    share: Share


def kept(
    *parameters: str, unless: Iterable[str] = (), share: Share = Share.PAGES
) -> Callable[[View], View]:
    """Declare that a view's answers to GET may be kept."""
    declared = Keeping(frozenset(parameters), frozenset(unless), share)

    def declare(view: View) -> View:
        setattr(view, _ATTRIBUTE, declared)
        return view

    return declare


def never_kept(why: str) -> Callable[[View], View]:
    """Declare that a view's answers are made for each request, and for which reason."""
    if not why:
        raise ValueError("Say why the answers are not kept.")

    def declare(view: View) -> View:
        setattr(view, _ATTRIBUTE, None)
        return view

    return declare


def keeping_of(view: Callable[..., object]) -> Keeping | None:
    """Return how a view's answers are kept, or nothing where they are not."""
    return getattr(view, _ATTRIBUTE, None)


def has_declared(view: Callable[..., object]) -> bool:
    """Tell whether the view says whether its answers are kept."""
    return hasattr(view, _ATTRIBUTE)
