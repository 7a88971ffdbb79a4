"""Pages of long lists: which entries, and the links to the other pages."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import BadRequest
from django.core.paginator import EmptyPage, Page, Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest

from principles.forms import PageForm


@dataclass(frozen=True, slots=True)
class PageLink:
    """A link to one page of a list."""

    text: str
    url: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Links:
    """What components/pages.html shows; a gap in the numbers is None."""

    numbers: Sequence[PageLink | None]
    previous_url: str
    next_url: str


def asked_page(request: HttpRequest) -> int:
    """Return the number of the page asked for; BadRequest if it is not a number from 1."""
    form = PageForm(request.GET)
    if not form.is_valid():
        raise BadRequest("The page has to be a number, such as 2.")
    return form.cleaned_data["page"] or 1


def page_of(request: HttpRequest, entries: "QuerySet[Any]", *, size: int = 50) -> Page[Any]:
    """Return the page asked for; Http404 past the last. Two queries."""
    try:
        return Paginator(entries, size).page(asked_page(request))
    except EmptyPage as past_the_last:
        raise Http404("There is no such page.") from past_the_last


def page_links(path: str, number: int, last: int) -> Links | None:
    """Return the links to the pages of a list at that path; None if it has but one."""
    if last < 2:
        return None

    def link(other: int) -> PageLink:
        return PageLink(str(other), _url(path, other), is_current=other == number)

    return Links(
        numbers=[link(other) if other else None for other in _elided(number, last)],
        previous_url=_url(path, number - 1) if number > 1 else "",
        next_url=_url(path, number + 1) if number < last else "",
    )


def _url(path: str, number: int) -> str:
    return path if number == 1 else f"{path}{'&' if '?' in path else '?'}page={number}"


def _elided(number: int, last: int) -> Iterable[int]:
    """Yield the pages near this one, the first and the last; 0 stands for a gap."""
    near = sorted({1, last, *range(max(1, number - 2), min(last, number + 2) + 1)})
    before = 0
    for other in near:
        if other - before > 1:
            yield 0
        yield other
        before = other
