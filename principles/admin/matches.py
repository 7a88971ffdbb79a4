"""Lists and choices found by the site's own search, and by a permanent number typed as such."""

from __future__ import annotations

import re
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest

from principles.admin.base import EntryAdmin
from principles.admin.times import TimedAdmin
from principles.search.matching import matching_numbers

CODE = re.compile(r"(?:(?P<letter>[a-z])\s?)?(?P<number>[1-9][0-9]{0,8})", re.IGNORECASE)


class SearchedAdmin(EntryAdmin, TimedAdmin):
    """An EntryAdmin of entries that readers search; `letter` begins their permanent numbers."""

    letter = ""
    search_fields = ("number",)  # shows the field; the search is the site's own

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Return the entries that the words find, in the order of the list."""
        if not search_term.strip():
            return queryset, False
        code = CODE.fullmatch(search_term.strip())
        if code and (code["letter"] or self.letter).upper() == self.letter:
            numbered = queryset.filter(pk=int(code["number"]))
            if code["letter"] or numbered.exists():
                return numbered, False
        return matching_numbers(queryset, search_term), False
