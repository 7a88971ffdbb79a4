"""Odd addresses and forms get an answer instead of an error page, and text is cleaned.

Django's admin hands query parameters it does not know to the database as lookups and trusts the
keys that a list action posts. Here a list admits the filters it declares, and possible keys.
Characters that nobody sees are taken out of what is posted, before a form reads it.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ERROR_FLAG, ChangeList
from django.core.exceptions import BadRequest, ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse

from principles.text import cleaned, counted

LOOKUPS_OF_A_FIELD_FILTER = ("exact", "isnull", "id__exact")


class GuardedAdmin(admin.ModelAdmin[Any]):
    """A ModelAdmin that answers any query string and any posted list action."""

    show_facets = admin.ShowFacets.NEVER
    show_full_result_count = False

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:
        declared = self.list_filter if request is None else self.get_list_filter(request)
        return any(lookup in _parameters(list_filter) for list_filter in declared)

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        self._clean_posted(request)
        return super().changeform_view(request, object_id, form_url, extra_context)

    def get_changelist_instance(self, request: HttpRequest) -> ChangeList:
        try:
            return super().get_changelist_instance(request)
        except IncorrectLookupParameters as error:
            if ERROR_FLAG in request.GET:
                raise BadRequest("The list has no such filter or page.") from error
            raise

    def response_action(
        self, request: HttpRequest, queryset: models.QuerySet[Any]
    ) -> HttpResponse | None:
        key = self.opts.pk
        try:
            for selected in request.POST.getlist(ACTION_CHECKBOX_NAME):
                key.to_python(selected)
        except ValidationError:
            self.message_user(request, "Select entries of the list below.", messages.ERROR)
            return None
        self._clean_posted(request)
        return super().response_action(request, queryset)

    def _clean_posted(self, request: HttpRequest) -> None:
        """Clean the form of characters that nobody sees, and tell the editor."""
        taken: Counter[str] = Counter()
        posted = request.POST.copy()
        for name, values in request.POST.lists():
            if "password" in name:  # is what was typed, whatever that is
                continue
            found = [cleaned(value) for value in values]
            if any(each.taken for each in found):
                posted.setlist(name, [each.text for each in found])
                taken.update(sum((each.taken for each in found), Counter()))
        if taken:
            request.POST = posted  # type: ignore[assignment]  # as Django's own parser sets it
            told = f"What you typed was cleaned of what nobody sees: {counted(taken)}."
            self.message_user(request, told, messages.INFO)


def _parameters(list_filter: Any) -> list[str]:
    """Return the query parameters that a declared filter reads."""
    if isinstance(list_filter, type) and issubclass(list_filter, admin.SimpleListFilter):
        return [str(list_filter.parameter_name)]
    field = list_filter[0] if isinstance(list_filter, list | tuple) else list_filter
    return [f"{field}__{lookup}" for lookup in LOOKUPS_OF_A_FIELD_FILTER]
