"""The address of an answer: addresses that cannot be answered differently are one.

Parameters that the view does not know are left out and the others put in order. Those of the same
name keep theirs. The view is then asked for just that address, so its answer cannot depend on more.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlencode

from django.http import HttpRequest, QueryDict
from django.urls import Resolver404, resolve

from principles.keeping import Keeping, keeping_of

KNOWN_PATHS, LONGEST = 4_096, 300  # of which it is remembered how they are kept; characters


@dataclass(frozen=True, slots=True)
class Address:
    """A path with what is asked of it; the answers are kept as the view declared."""

    path: str
    query: str
    keeping: Keeping

    def ask(self, request: HttpRequest) -> None:
        """Let a request ask for this address and nothing beside it."""
        request.META["QUERY_STRING"] = self.query
        request.GET = QueryDict(self.query)


def address_of(request: HttpRequest) -> Address | None:
    """Return the address that a request asks for, or nothing where its answer is not kept."""
    if request.method not in {"GET", "HEAD"}:
        return None
    path = request.path_info
    keeping = (_keeping if len(path) <= LONGEST else _declared)(path)
    if keeping is None:
        return None
    if not request.META.get("QUERY_STRING"):
        return Address(path, "", keeping)
    given = request.GET
    if keeping.unless.intersection(given):
        return None
    known = sorted(name for name in given if name in keeping.parameters)
    query = urlencode([(name, value) for name in known for value in given.getlist(name)])
    return Address(path, query, keeping)


def _declared(path: str) -> Keeping | None:
    try:
        return keeping_of(resolve(path).func)
    except Resolver404:
        return None


_keeping = lru_cache(maxsize=KNOWN_PATHS)(_declared)
