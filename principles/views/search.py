"""The search: as a page and as JSON.

A search that cannot be done in time is answered with 422: the request was understood and will
fail the same way again, so neither "bad request" nor "try later" would be true.
"""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from principles.formats import (
    list_json,
    principle_json,
    principles_for_json,
    quote_json,
    quotes_for_json,
    result_json,
    search_json,
    source_json,
    sources_for_json,
)
from principles.forms import SearchForm
from principles.models import Principle, Quote, Source
from principles.search.deadline import TooBroadError
from principles.search.pages import ResultPage, advice, result_page
from principles.search.ranking import PAGE_SIZE
from principles.search.results import results
from principles.views.paging import page_links

TOO_BROAD = 422
LAST_OFFSET = 2**31  # what no base has as many entries as


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Show a page of results; eight queries at most."""
    form = SearchForm(request.GET)
    if not form.is_valid():
        return _refused(request, form)
    try:
        page = _asked(form)
        tried = None if page.found.total else advice(page)
    except TooBroadError:
        return render(
            request, "search/too_broad.html", {"typed": form.query.text}, status=TOO_BROAD
        )
    path = reverse("search")
    first = path + page.address(1).rstrip("?")
    context = {
        "page": page,
        "results": results(page.found.hits, page.reading),
        "links": page_links(first, page.number, page.last),
        "advice": tried,
    }
    return render(request, "search/search.html", context)


@require_safe
def search_as_json(request: HttpRequest) -> HttpResponse:
    """Answer the same search with the same entries as JSON."""
    form = SearchForm(request.GET)
    if not form.is_valid():
        return JsonResponse({"error": " ".join(form.sentences)}, status=400)
    try:
        page = _asked(form)
    except TooBroadError:
        sentence = "That search is too broad: add a word that is rarer, or a filter."
        return JsonResponse({"error": sentence}, status=TOO_BROAD)
    except Http404 as past_the_last:
        return JsonResponse({"error": str(past_the_last)}, status=404)
    return JsonResponse(_as_json(page))


def _asked(form: SearchForm) -> ResultPage:
    """Return the page asked for; Http404 past the last."""
    number = form.page_number
    if number * PAGE_SIZE < LAST_OFFSET:
        page = result_page(form.query, form.filters, number=number)
        if number <= page.last:
            return page
    raise Http404("There is no such page: the results end before it.")


def _refused(request: HttpRequest, form: SearchForm) -> HttpResponse:
    """Say what cannot be read, with the words as typed and the way on without the rest."""
    wrong = [name for name in form.errors if name in request.GET]
    kept = request.GET.copy()
    for name in wrong:
        del kept[name]
    context = {
        "typed": request.GET.get("q", ""),
        "sentences": form.sentences,
        "given": [(name, request.GET.getlist(name)) for name in wrong],
        "without": f"{reverse('search')}?{kept.urlencode()}".rstrip("?"),
    }
    return render(request, "search/refused.html", context, status=400)


def _as_json(page: ResultPage) -> Any:
    base = settings.SITE_URL
    path = base + reverse("search-json")
    entries = list_json(
        _entries(page, base),
        address=lambda number: path + page.address(number).rstrip("?"),
        page=page.number,
        pages=page.last,
        total=page.found.total,
    )
    filters = page.filters
    return search_json(
        entries,
        query={
            "q": page.query.text,
            "kind": filters.kind,
            "principle": list(filters.principle),
            "source": filters.source,
            "person": list(filters.person),
            "tag": list(filters.tag),
            "year": filters.year,
            "verdict": filters.verdict,
            "sort": "relevance",
        },
        facets={facet.facet: facet.values for facet in page.facets},
        path=path,
    )


def _entries(page: ResultPage, base: str) -> list[dict[str, object]]:
    """Return the results in their order, each in its kind's shape; 28 queries at most."""
    found = results(page.found.hits, page.reading)
    shapes: dict[tuple[str, int], Any] = {}
    for quote in _fetched(quotes_for_json(Quote.objects.all()), found, kind="quote"):
        shapes["quote", quote.pk] = quote_json(quote, base=base)
    for entry in _fetched(principles_for_json(Principle.objects.all()), found, kind="principle"):
        shapes["principle", entry.pk] = principle_json(entry, base=base)
    for source in _fetched(sources_for_json(Source.objects.all()), found, kind="source"):
        shapes["source", source.pk] = source_json(source, base=base)
    return [
        result_json(
            shapes[result.kind, result.number],
            kind=result.kind,
            score=result.score,
            highlight=str(result.highlight),
        )
        for result in found
        if (result.kind, result.number) in shapes
    ]


def _fetched(entries: QuerySet[Any], found: Iterable[Any], *, kind: str) -> Iterable[Any]:
    numbers = [result.number for result in found if result.kind == kind]
    return entries.filter(pk__in=numbers) if numbers else []
