"""The search: as a page and as JSON.

A search that cannot be done in time is answered with 422: the request was understood and will
fail the same way again, so neither "bad request" nor "try later" would be true.
"""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from principles.formats import search_json
from principles.forms import MOST_IN_ADDRESS, SEARCH_PARAMETERS, SearchForm
from principles.keeping import Share, kept
from principles.search.advising import advice
from principles.search.deadline import TooBroadError, all_in_time
from principles.search.facets import SHOWN, address
from principles.search.filters import Filters
from principles.search.found import Hit
from principles.search.pages import ResultPage, result_page
from principles.search.ranking import MOST_VALUES, PAGE_SIZE, SORTS
from principles.search.results import results
from principles.text import words
from principles.views.paging import page_links

TOO_BROAD = 422
LAST_OFFSET = 2**31  # what no base has as many entries as
SENTENCE = 8  # words from which on a query may be a sentence that somebody quotes
ORDERS = {"relevance": "relevance", "year": "year", "source": "order in source"}


@kept(*SEARCH_PARAMETERS, share=Share.SEARCHES)
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Show a page of results, or lead to the entry whose number was typed.

    11 queries at most, of which four limit the time; 14 where nothing is found, or a rare word may
    be a slip; up to three more where words may be a name or a year, or for a number under filters.
    """
    form = SearchForm(request.GET)
    if not form.is_valid():
        return _refused(request, form)
    try:
        with all_in_time():
            page = _asked(form)
            if numbered := page.numbered or _numbered(form):
                return redirect(f"{numbered.kind}-number", numbered.number)
            tried = None if page.found.total else advice(page)
            shown = results(page.found.hits, page.reading)
    except Http404 as past_the_last:
        form.add_error("page", str(past_the_last))
        return _refused(request, form, status=404)
    except TooBroadError:
        given = {"typed": form.query.text, "kept": _kept(form)}
        return render(request, "search/too_broad.html", given, status=TOO_BROAD)
    path = reverse("search")
    first = path + page.address(1).rstrip("?")
    context = {
        "page": page,
        "results": shown,
        "links": page_links(first, page.number, page.last),
        "advice": tried,
        "kept": _kept(form),
        "everything": path + address(page.query.text, Filters()),
        "to_verify": _to_verify(form, page),
        "sorts": [
            (label, path + page.sorted_by(sort), sort == page.sort)
            for sort, label in ORDERS.items()
        ],
    }
    return render(request, "search/search.html", context)


@kept(*SEARCH_PARAMETERS, share=Share.SEARCHES)
@require_safe
def search_as_json(request: HttpRequest) -> HttpResponse:
    """Answer the same search with the same entries as JSON."""
    form = SearchForm(request.GET)
    if not form.is_valid():
        return JsonResponse({"error": " ".join(form.sentences)}, status=400)
    try:
        with all_in_time():
            page = _asked(form, values=MOST_VALUES)
            return JsonResponse(search_json(page, base=settings.SITE_URL))
    except TooBroadError:
        sentence = "That search is too broad: add a word that is rarer, or a filter."
        return JsonResponse({"error": sentence}, status=TOO_BROAD)
    except Http404 as past_the_last:
        return JsonResponse({"error": str(past_the_last)}, status=404)


def _numbered(form: SearchForm) -> Hit | None:
    """Return the entry whose number was typed under filters that a new search has kept."""
    if not (form.query.names_an_entry and form.filters.count):
        return None
    return result_page(form.query, Filters()).numbered


def _kept(form: SearchForm) -> list[tuple[str, str]]:
    """Return what a new search keeps of the address: its filters and order."""
    order = [("sort", form.order)] if form.order != SORTS[0] else []
    return [*form.filters.pairs, *order]


def _to_verify(form: SearchForm, page: ResultPage) -> str:
    """Return the address that verifies what was typed, if it is long enough for a sentence."""
    typed = form.cleaned_data["q"]
    if page.query.operators or len(typed) > MOST_IN_ADDRESS:
        return ""
    is_sentence = sum(1 for _ in words(typed)) >= SENTENCE
    return reverse("verify", query={"text": typed}) if is_sentence else ""


def _asked(form: SearchForm, *, values: int = SHOWN) -> ResultPage:
    """Return the page asked for, with so many values of each facet; Http404 past the last."""
    number = form.page_number
    if number * PAGE_SIZE < LAST_OFFSET:
        page = result_page(form.query, form.filters, number=number, sort=form.order, values=values)
        if number <= page.last:
            return page
    raise Http404("There is no such page: the results end before it.")


def _refused(request: HttpRequest, form: SearchForm, *, status: int = 400) -> HttpResponse:
    """Say what is wrong, with the words as typed and the way on without the rest."""
    wrong = [name for name in form.errors if name in request.GET]
    kept = request.GET.copy()
    for name in wrong:
        del kept[name]
    context = {
        "typed": request.GET.get("q", ""),
        "is_past": status != 400,
        "sentences": form.sentences,
        "given": [(name, request.GET.getlist(name)) for name in wrong],
        "without": f"{reverse('search')}?{kept.urlencode()}".rstrip("?"),
    }
    return render(request, "search/refused.html", context, status=status)
