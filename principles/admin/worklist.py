"""What needs work: kinds of faults that an editor can mend, counted on the desk's first page.

Each kind is declared once, by its name, a sentence and the entries that have the fault; its row
leads to their list, narrowed by `?work=<name>`, and an entry that is mended leaves both. Counting
costs one query for each kind and ends at `MOST_COUNTED`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.db.models import (
    Count,
    Exists,
    F,
    Model,
    OuterRef,
    Q,
    QuerySet,
    TextField,
    Value,
    Window,
)
from django.db.models.functions import Concat, StrIndex
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.urls import reverse

from principles.admin.bundle import may_take_all
from principles.models import (
    Attribution,
    Citation,
    Passage,
    Person,
    Principle,
    Quote,
    Report,
    Source,
    Status,
    Support,
    Verdict,
)
from principles.models.evidence import NormalizedWords
from principles.search.deadline import TooBroadError, deadline

MOST_MILLISECONDS = 500  # for one count
MOST_COUNTED = 100
UNVERIFIED = (Verdict.UNVERIFIED, Verdict.STALE)


@dataclass(frozen=True, slots=True)
class Work:
    """A kind of fault; `entries` returns those that have it; to count them may be slow."""

    name: str
    model: type[Model]
    label: str
    sentence: str
    entries: Callable[[], QuerySet[Any]]
    is_slow: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A kind of fault with the number of entries that have it, and where they are listed."""

    work: Work
    counted: int | None

    @property
    def count(self) -> str:
        """Return the number in words: 3, 100 or more, or that it was not counted."""
        if self.counted is None:
            return "not counted"
        return str(self.counted) if self.counted < MOST_COUNTED else f"{MOST_COUNTED} or more"

    @property
    def address(self) -> str:
        """Return the address of the list of these entries."""
        name = f"admin:{self.work.model._meta.app_label}_{self.work.model._meta.model_name}"
        return f"{reverse(f'{name}_changelist')}?work={self.work.name}"


def rows(request: HttpRequest) -> list[Row]:
    """Return the kinds that the user may mend, with their counts; a query for each."""
    return [
        Row(work, _count(work))
        for work in WORKS
        if admin.site.get_model_admin(work.model).has_change_permission(request)
    ]


def _count(work: Work) -> int | None:
    """Return how many entries have the fault, or nothing where that would take long."""
    if not work.is_slow:
        return work.entries().order_by()[:MOST_COUNTED].count()
    try:
        with deadline(MOST_MILLISECONDS):
            return work.entries().order_by()[:MOST_COUNTED].count()
    except TooBroadError:
        return None


def desk(request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
    """Show the desk's first page, with what needs work above the kinds of entries."""
    counted = rows(request)
    work = {
        "work": [row for row in counted if row.counted != 0],
        "done": [row.work for row in counted if row.counted == 0],
        "may_take_all": may_take_all(request),
    }
    return admin.site.index(request, {**(extra_context or {}), **work})


class WorkFilter(admin.SimpleListFilter):
    """Entries that need one kind of work."""

    title = "needs work"
    parameter_name = "work"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterator[tuple[str, str]]:
        return ((work.name, work.label) for work in WORKS if work.model is model_admin.model)

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Return the entries; an unknown name narrows nothing."""
        chosen = next((w for w in WORKS if w.name == self.value()), None)
        if chosen is None or chosen.model is not queryset.model:
            return queryset
        return queryset.filter(pk__in=chosen.entries().order_by().values("pk"))


def _quotes() -> QuerySet[Quote]:
    return Quote.objects.exclude(status=Status.WITHDRAWN)


def _cited(*faults: Any, **fault: Any) -> QuerySet[Quote]:
    """Return quotes of which a citation has the fault."""
    citations = Citation.objects.filter(*faults, **fault)
    return _quotes().filter(pk__in=citations.order_by().values("quote"))


def _unverified() -> QuerySet[Quote]:
    chosen = Citation.objects.unconfirmed().filter(verdict__in=UNVERIFIED, is_adrift=False)
    compared = chosen.exclude(source__level=Source.Level.AGGREGATOR)
    return _quotes().filter(pk__in=compared.order_by().values("quote"))


def _elsewhere() -> QuerySet[Quote]:
    """Return quotes whose words stand in a passage of the source that is not the one named."""
    words = _between_spaces(NormalizedWords("text"))
    quoted = _between_spaces(NormalizedWords(OuterRef("quote__text")))
    others = Passage.objects.filter(source=OuterRef("source")).exclude(pk=OuterRef("passage"))
    having = others.alias(place=StrIndex(words, quoted)).filter(place__gt=0)
    doubtful = Q(verdict__in=[Verdict.ALTERED, *UNVERIFIED], passage__isnull=False)
    return _cited(doubtful, Exists(having))


def _between_spaces(words: NormalizedWords) -> Concat:
    return Concat(Value(" "), words, Value(" "), output_field=TextField())


def _without_locator() -> QuerySet[Quote]:
    later = Passage.objects.filter(source=OuterRef("source"), position__gt=1)
    has_parts = Q(source__has_parts=True) | Exists(later)
    return _cited(has_parts, passage=None, locator="", is_adrift=False)


def _twins(model: type[Any], name: str, *also: str) -> QuerySet[Any]:
    """Return entries whose folded name another one has, with the same value of other fields."""
    entries: QuerySet[Any] = model.objects.order_by().annotate(folded=NormalizedWords(name))
    alike = Window(Count("pk"), partition_by=[F("folded"), *map(F, also)])
    twins: QuerySet[Any] = entries.annotate(alike=alike).filter(alike__gt=1)
    return twins


def _thin() -> QuerySet[Principle]:
    public = Count("supports", filter=Q(supports__quote__status=Status.PUBLISHED))
    return Principle.objects.published().annotate(shown=public).filter(shown__lt=2)


def _on_drafts() -> QuerySet[Principle]:
    drafts = Support.objects.filter(quote__status=Status.DRAFT)
    return Principle.objects.published().filter(pk__in=drafts.order_by().values("principle"))


def _uncited() -> QuerySet[Source]:
    unnamed = Source.objects.filter(parts=None)
    return unnamed.filter(~Exists(Citation.objects.filter(source=OuterRef("pk"))))


WORKS: tuple[Work, ...] = (
    Work(
        "reports",
        Report,
        "Reports of readers",
        "Open: nobody has said yet what came of them.",
        lambda: Report.objects.filter(state=Report.State.OPEN),
    ),
    Work(
        "lost",
        Quote,
        "Place in the text lost",
        "The stored text was replaced and no longer has the words.",
        lambda: _cited(is_adrift=True),
    ),
    Work(
        "elsewhere",
        Quote,
        "Words found in another passage",
        "The citation names one passage, the words stand in another.",
        _elsewhere,
        is_slow=True,
    ),
    Work(
        "altered",
        Quote,
        "Altered, without a note",
        "The words differ from the source, and readers are not told why.",
        lambda: _cited(verdict=Verdict.ALTERED, note=""),
    ),
    Work(
        "unverified",
        Quote,
        "Unverified, though text is stored",
        "The stored text of the source does not show the words.",
        _unverified,
    ),
    Work(
        "locator",
        Quote,
        "Without a place in the source",
        "The source has parts, and the citation does not say which.",
        _without_locator,
    ),
    Work(
        "speaker",
        Quote,
        "Without a speaker",
        "Nobody is named who said the words.",
        lambda: _quotes().filter(~Exists(Attribution.objects.filter(quote=OuterRef("pk")))),
    ),
    Work(
        "references",
        Principle,
        "Text that points at something not public",
        "Readers read it without the quote it refers to.",
        lambda: Principle.objects.published().with_broken_references(),
    ),
    Work(
        "thin",
        Principle,
        "Fewer than two public quotes",
        "A published principle rests on one quote alone.",
        _thin,
    ),
    Work(
        "on-drafts",
        Principle,
        "Resting on drafts",
        "Readers do not see every quote that a published principle rests on.",
        _on_drafts,
    ),
    Work(
        "same-principle",
        Principle,
        "Principles of one name",
        "Equal but for capitals, accents and signs.",
        lambda: _twins(Principle, "name"),
    ),
    Work(
        "same-person",
        Person,
        "People of one name",
        "They may be one person.",
        lambda: _twins(Person, "name"),
    ),
    Work(
        "same-source",
        Source,
        "Sources of one title and year",
        "They may be one source.",
        lambda: _twins(Source, "title", "year"),
    ),
    Work("uncited", Source, "Sources that nobody cites", "No quote is taken from them.", _uncited),
    Work(
        "drafts",
        Quote,
        "Quotes not published yet",
        "Drafts: only editors see them.",
        lambda: Quote.objects.filter(status=Status.DRAFT),
    ),
    Work(
        "draft-principles",
        Principle,
        "Principles not published yet",
        "Drafts: only editors see them.",
        lambda: Principle.objects.filter(status=Status.DRAFT),
    ),
)
