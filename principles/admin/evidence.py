"""Quotes with all that shows them: citations, speakers, principles, tags."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from django.contrib import admin, messages
from django.db.models import (
    Case,
    Count,
    IntegerField,
    Min,
    OuterRef,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce
from django.forms import Media, Script
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.safestring import SafeString
from django.utils.text import get_text_list

from principles.admin import prefilling
from principles.admin.asking import AskingAdmin
from principles.admin.changing import states
from principles.admin.citations import CitationInline, torn_quotes
from principles.admin.confirming import (
    MOST_ASKED,
    ConfirmationForm,
    is_answered,
    keep_confirmed,
    questions_of,
)
from principles.admin.filters import (
    AdriftFilter,
    ConfirmationFilter,
    SourceFilter,
    VerdictFilter,
    source_select_media,
)
from principles.admin.inlines import with_possible_rows
from principles.admin.live_line import LiveAdmin
from principles.admin.places import USE, with_used
from principles.admin.publication import KEPT_FIELDS, SHOWN_REFUSALS, PublishableAdmin
from principles.admin.quote_form import (
    AttributionInline,
    QuoteForm,
    QuoteTagInline,
    SupportedPrincipleInline,
)
from principles.admin.references import left_by
from principles.admin.verdicts import answer
from principles.admin.worklist import WorkFilter
from principles.models import Citation, Quote, Status, Verdict
from principles.models.evidence import VERDICT_ORDER
from principles.provenance.verification import recompute

RANK = Case(
    *(When(verdict=verdict, then=Value(place)) for verdict, place in VERDICT_ORDER.items()),
    output_field=IntegerField(),
)
RANKED_VERDICTS = list(Verdict)
FOLDED = "Language, fragment, standing"
NEXT = "_next"


@admin.register(Quote)
class QuoteAdmin(LiveAdmin, AskingAdmin, PublishableAdmin):
    """Quotes, with how well they are shown."""

    form = QuoteForm
    letter = "Q"
    list_display = ("code", "opening", "by", "status", "verdict", "citation_count", "saved_on")
    list_display_links = ("code", "opening")
    list_filter = (
        WorkFilter,
        "status",
        VerdictFilter,
        ConfirmationFilter,
        AdriftFilter,
        SourceFilter,
        "standing",
    )
    search_help_text = "Words, a speaker, a source, or a number: Q44."
    autocomplete_fields = ("same_words_as",)
    fieldsets = (
        (None, {"fields": ("text",)}),
        (None, {"fields": ("note",)}),
        (
            FOLDED,
            {
                "fields": (
                    ("language", "is_fragment", "stands_alone"),
                    *("standing", "standing_evidence", "real_origin", "same_words_as"),
                ),
                "classes": ("collapse",),
            },
        ),
        KEPT_FIELDS,
    )
    inlines = (CitationInline, AttributionInline, SupportedPrincipleInline, QuoteTagInline)

    @property
    def media(self) -> Media:
        scripts: list[Any] = [
            Script("js/citations.js", type="module"),
            Script("js/admin-live.js", type="module"),
        ]
        own = Media(js=scripts)
        return super().media + source_select_media() + own

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Return quotes with the number of their citations, their best verdict and speakers."""
        citations = Citation.objects.filter(quote=OuterRef("pk")).order_by().values("quote")
        quotes: QuerySet[Any]
        quotes = (
            super()
            .get_queryset(request)
            .annotate(
                counted=Coalesce(Subquery(citations.annotate(n=Count("pk")).values("n")), 0),
                best=Subquery(citations.annotate(place=Min(RANK)).values("place")),
            )
        )
        resolved = request.resolver_match
        is_list = resolved is not None and resolved.url_name == "principles_quote_changelist"
        return quotes.prefetch_related("attributions__person") if is_list else quotes

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if USE in request.POST and with_possible_rows(request.POST) is None:
            request.POST = with_used(request.POST)  # type: ignore[assignment]  # as Django's own parser sets it
        return super().changeform_view(request, *args, **kwargs)

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Return the fieldsets; what is seldom said is folded unless it is said of the quote."""
        fieldsets = super().get_fieldsets(request, obj)
        is_said = obj is not None and (
            obj.standing != Quote.Standing.ATTRIBUTED or obj.same_words_as_id or obj.is_fragment
        )
        if not is_said:
            return fieldsets
        return [(name, options | {"classes": ()}) for name, options in fieldsets]

    def response_post_save_add(self, request: HttpRequest, obj: Quote) -> HttpResponseRedirect:
        """Lead on to the next quote of the source, if that was asked for."""
        if NEXT in request.POST:
            return HttpResponseRedirect(prefilling.next_from(obj))
        return super().response_post_save_add(request, obj)

    def response_post_save_change(self, request: HttpRequest, obj: Quote) -> HttpResponseRedirect:
        """Lead on to the next quote of the source, if that was asked for."""
        if NEXT in request.POST:
            return HttpResponseRedirect(prefilling.next_from(obj))
        return super().response_post_save_change(request, obj)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        return prefilling.fields_of(request)

    def get_formsets_with_inlines(self, request: HttpRequest, obj: Any = None) -> Iterator[Any]:
        """Yield the rows; an empty form opens with those that its address gives."""
        for rows, inline in super().get_formsets_with_inlines(request, obj):
            if request.method == "GET" and (obj is None or inline.model is Citation):
                rows.filled = prefilling.rows_of(request, inline.model)
            rows.extra = max(len(rows.filled), int(obj is None))
            yield rows, inline

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:  # noqa: FBT001 (Django's signature)
        super().save_related(request, form, formsets, change)
        asked = {row.instance.pk for rows in formsets for row in getattr(rows, "asked_rows", ())}
        before = {pk: was for pk, was in form.verdicts_before.items() if pk not in asked}
        after = states(form.instance.citations) if before else {}
        self.name_consequences(request, before, after, deed="Saving")
        if _is_now(form, Status.WITHDRAWN):
            self._tell_references(request, [form.instance.pk])

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:  # noqa: FBT001
        was_public = form.initial.get("status") == Status.PUBLISHED
        form.verdicts_before = states(obj.citations) if was_public else {}
        super().save_model(request, obj, form, change)

    def done_with(self, request: HttpRequest, entry: Any) -> tuple[int, str]:
        """Return what was done with the quote, and its verdicts; six queries at most."""
        return answer(Quote.objects.filter(pk=entry.pk), entry.done, ways=_leads_nowhere)

    def _tell_references(self, request: HttpRequest, numbers: list[int]) -> None:
        if told := left_by(numbers):
            self.tell(request, told, messages.WARNING)

    def withdrawn(self, request: HttpRequest, numbers: list[int]) -> None:
        """Name the principles that refer to the withdrawn quotes."""
        self._tell_references(request, numbers)

    def _tell_verdicts(self, request: HttpRequest, numbers: list[int], done: str) -> None:
        told = Quote.objects.filter(pk__in=numbers[:SHOWN_REFUSALS])
        if numbers:
            level, sentences = answer(told, done, ways=partial(self.ways_to, request))
            self.tell(request, sentences, level)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        formsets = [inline.formset for inline in context["inline_admin_formsets"]]
        asked = [getattr(formset, "questions", ()) for formset in formsets]
        context["questions"] = [question for questions in asked for question in questions]
        return super().render_change_form(request, context, *args, **kwargs)

    @admin.action(description="Publish selected %(verbose_name_plural)s", permissions=["change"])
    def publish(self, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse | None:
        """Publish the selected quotes that may be, but none torn out of a sentence.

        Ask first about those whose words the stored text does not show.
        """
        recompute()
        drafts = queryset.exclude(status=Status.PUBLISHED)
        torn = dict(torn_quotes(drafts))
        whole = drafts.exclude(pk__in=[quote.pk for quote in torn])
        questions = questions_of(whole, request.POST)
        if questions and not is_answered(request.POST, questions):
            return self._ask(request, queryset, questions, whole.count())
        unconfirmed = keep_confirmed(questions)
        chosen = whole.exclude(pk__in=[quote.pk for quote in unconfirmed])
        self._tell_verdicts(
            request, self.move(request, chosen, status=Status.PUBLISHED), "published"
        )
        for quote, sentence in torn.items():
            self.message_user(request, f"{quote}: {sentence}", messages.ERROR)
        if unconfirmed:
            names = get_text_list([quote.code for quote in unconfirmed], "and")
            told = f"Not published, since you did not say yes to it: {names}."
            self.message_user(request, told, messages.WARNING)
        return None

    def _ask(
        self,
        request: HttpRequest,
        chosen: QuerySet[Any],
        questions: dict[Quote, list[ConfirmationForm]],
        count: int,
    ) -> HttpResponse:
        """Return the page that asks for a yes and a reason; every other quote is published then."""
        shown = list(questions.values())[:MOST_ASKED]
        across = request.POST.get("select_across", "0")
        numbers = chosen.order_by("pk").values_list("pk", flat=True)
        context = {
            **self.admin_site.each_context(request),
            "title": "Publish quotes",
            "opts": self.opts,
            "questions": [question for asked in shown for question in asked],
            "numbers": numbers[:1] if across == "1" else numbers,
            "select_across": "1" if across == "1" else "0",
            "has_errors": "confirming" in request.POST,
            "others": _others(count - len(questions)),
            "beyond": len(questions) - len(shown),
            "back": request.get_full_path(),
        }
        return TemplateResponse(request, "admin/principles/quote/publish.html", context)

    @admin.display(description="No.", ordering="number")
    def code(self, quote: Quote) -> str:
        return quote.code

    @admin.display(description="Opening words")
    def opening(self, quote: Quote) -> str:
        return quote.opening

    @admin.display(description="Speakers")
    def by(self, quote: Quote) -> str:
        return ", ".join(attribution.person.name for attribution in quote.attributions.all())

    @admin.display(description="Verdict", ordering="best")
    def verdict(self, quote: Any) -> str:
        return "" if quote.best is None else RANKED_VERDICTS[quote.best].shown.label

    @admin.display(description="Cited", ordering="counted")
    def citation_count(self, quote: Any) -> int:
        return int(quote.counted)


def _leads_nowhere(_: Quote) -> SafeString:
    """Return no links: the answer to a form ends with them."""
    return SafeString("")


def _is_now(form: Any, status: Status) -> bool:
    return form.instance.status == status and "status" in form.changed_data


def _others(count: int) -> str:
    if count == 0:
        return "The stored text does not show the words of these quotes."
    others = "1 quote has" if count == 1 else f"{count} quotes have"
    return (
        f"{others} nothing to ask and will be published with these, whose words the stored text "
        "does not show."
    )
