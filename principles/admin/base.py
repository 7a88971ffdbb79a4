"""How every entry is listed, edited and deleted.

Rules across tables speak only when a transaction ends, too late for a form. So the last step of a
save recomputes verdicts and lets the rules speak inside the transaction; if one refuses, all is
rolled back and the same form is run once more, told the sentence, which shows it as typed.

A database that is full, read-only or too slow to write is told in the same way, and the form comes
back as typed.

A request that may write takes the writer's turn before it reads or locks a row, so that two
editors never each wait for the other, and waits for it some seconds at most. Once its edit is
committed, the lexicon is read anew if it is out of date.
"""

# ruff: noqa: FBT001, FBT002 (signatures are those of Django's admin)

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin import actions
from django.contrib.admin.utils import quote as quoted
from django.contrib.contenttypes.models import ContentType
from django.db import Error, IntegrityError, models, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.safestring import SafeString

from principles.admin.answering import AnsweringAdmin
from principles.admin.entry_form import OPENED, EntryForm, with_hidden
from principles.admin.inlines import TOO_MANY_ROWS, with_possible_rows
from principles.admin.keeping import reasons_to_keep
from principles.admin.refusals import refusal
from principles.admin.twice import NAMES, ONCE, TWINS, mark_of, saved_before
from principles.admin.widgets import ChoosesEntries
from principles.models import Person, Source
from principles.models.locks import Lock
from principles.models.publication import Publishable
from principles.models.turns import take_in_time
from principles.models.version import let_rules_speak
from principles.outages import RETRY_AFTER, Trouble, say, trouble_of
from principles.provenance.verification import recompute
from principles.search.lexicon import refresh_after_edit
from principles.templatetags.editing import preview_address, unseen

REFUSAL = "principles.refusal"  # a key of request.META that no header can have
NOT_SAVED = "{} Nothing was saved. What you typed is still here: save it again in half a minute."
PERHAPS_SAVED = (
    "{} It may have been saved, or not. What you typed is still here: look for it in the list"
    " before you save it again."
)


class EntryAdmin(AnsweringAdmin, ChoosesEntries):
    """A ModelAdmin that keeps the rules of the base and says them in sentences."""

    form = EntryForm
    versioned = True

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> type[forms.ModelForm[Any]]:
        form = super().get_form(request, obj, change=change, **kwargs)
        form.refusal = request.META.get(REFUSAL, "")  # type: ignore[attr-defined]  # an EntryForm
        return form

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        fieldsets = super().get_fieldsets(request, obj)
        twins = (TWINS,) if self.model in NAMES else ()
        if obj is None:
            return with_hidden(fieldsets, ONCE, *twins)
        if not self.versioned or not self.has_change_permission(request, obj):
            return fieldsets
        return with_hidden(fieldsets, OPENED, *twins)

    def construct_change_message(
        self, request: HttpRequest, form: Any, formsets: Any, add: bool = False
    ) -> Any:
        """Return what the log keeps: of a new entry also the token of its form."""
        told = super().construct_change_message(request, form, formsets, add)
        return [*told, {ONCE: mark_of(request)}] if add and request.POST.get(ONCE) else told

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        possible = with_possible_rows(request.POST)
        if possible is not None:
            request.POST = possible  # type: ignore[assignment]  # as Django's own parser sets it
            request.META[REFUSAL] = TOO_MANY_ROWS
            answer = super().changeform_view(request, object_id, form_url, extra_context)
            answer.status_code = 400
            return answer
        try:
            with turn_to_write(request):
                made = saved_before(request, self.model) if object_id is None else None
                if made is not None:
                    return self._lead_to(request, made)
                return super().changeform_view(request, object_id, form_url, extra_context)
        except IntegrityError as error:
            request.META[REFUSAL] = refusal(error)
            self.forget_what_was_told(request)
            with turn_to_write(request):
                return super().changeform_view(request, object_id, form_url, extra_context)
        except Error as error:
            trouble = trouble_of(error)
            if trouble is None or request.method != "POST":
                raise
            say(trouble, error)
            sentence = PERHAPS_SAVED if trouble is Trouble.AWAY else NOT_SAVED
            request.META[REFUSAL] = sentence.format(trouble.sentence)
            answer = super().changeform_view(request, object_id, form_url, extra_context)
            answer.status_code = 503
            answer["Retry-After"] = str(RETRY_AFTER)
            return answer

    def _lead_to(self, request: HttpRequest, made: models.Model) -> HttpResponse:
        """Say that the form was saved before, and lead to what it made."""
        code = getattr(made, "code", "") or str(made)
        self.message_user(request, f"This was already saved, as {code}.", messages.INFO)
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}_change"
        return HttpResponseRedirect(reverse(name, args=[quoted(str(made.pk))]))

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        with self.writing(request, [form.instance]):
            super().save_related(request, form, formsets, change)

    @contextmanager
    def writing(self, request: HttpRequest, entries: Iterable[Any]) -> Iterator[None]:
        """Let the block write, make every verdict true again and check every rule.

        Raises `IntegrityError` where a rule refuses.
        """
        yield
        recompute()
        let_rules_speak()

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        entry: Any = context.get("original")
        context["show_delete"] = getattr(entry, "published_at", None) is None
        has_preview = isinstance(entry, (Publishable, Person, Source))
        if has_preview and unseen(entry):
            context["preview"] = preview_address(entry.get_absolute_url())
        return super().render_change_form(request, context, *args, **kwargs)

    def get_view_on_site_url(self, obj: Any = None) -> str | None:
        """Return the entry's address if it has one and the public sees it; one query."""
        if obj is None or obj.pk is None or not hasattr(obj, "get_absolute_url"):
            return None
        public = self.model._default_manager.published().filter(pk=obj.pk).first()
        return public.get_absolute_url() if public else None

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        reasons: list[SafeString] = reasons_to_keep(objs)
        if reasons:
            return [], {}, set(), reasons
        return super().get_deleted_objects(objs, request)

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        try:
            with turn_to_write(request):
                return super().delete_view(request, object_id, extra_context)
        except IntegrityError as error:
            self.message_user(request, refusal(error), messages.ERROR)
            name = f"admin:{self.opts.app_label}_{self.opts.model_name}_change"
            return HttpResponseRedirect(reverse(name, args=[quoted(object_id)]))

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        with transaction.atomic(), self.writing(request, [obj]):
            super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> None:
        with transaction.atomic(), self.writing(request, queryset):
            super().delete_queryset(request, queryset)

    def response_delete(self, request: HttpRequest, obj_display: str, obj_id: Any) -> HttpResponse:
        self.say_what_was_told(request)
        return super().response_delete(request, obj_display, obj_id)

    def response_action(
        self, request: HttpRequest, queryset: models.QuerySet[Any]
    ) -> HttpResponse | None:
        with turn_to_write(request):
            answer = super().response_action(request, queryset)
            self.say_what_was_told(request)
            return answer

    def get_actions(self, request: HttpRequest) -> Any:
        offered: dict[str, Any] = dict(super().get_actions(request))
        if "delete_selected" in offered:
            _, name, description = offered["delete_selected"]
            offered[name] = (delete_selected, name, description)
        return offered


def delete_selected(
    desk: EntryAdmin, request: HttpRequest, queryset: models.QuerySet[Any]
) -> HttpResponseBase | None:
    """Delete the selected entries after asking, all or none; say which rule refuses."""
    try:
        with transaction.atomic():
            return actions.delete_selected(desk, request, queryset)
    except IntegrityError as error:
        desk.message_user(request, refusal(error), messages.ERROR)
        return None


@contextmanager
def turn_to_write(request: HttpRequest) -> Iterator[None]:
    """Run the block in one transaction that has the writer's turn; a reader waits for nobody."""
    if request.method != "POST":
        yield
        return
    with transaction.atomic():
        take_in_time(Lock.WRITE)
        ContentType.objects.clear_cache()  # a restore may have given them other numbers
        transaction.on_commit(refresh_after_edit, robust=True)
        yield
