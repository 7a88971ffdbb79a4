"""Pages for what is not there, no longer there, or cannot be read.

A view raises, the page says it: Http404 for what never was public, Gone for what was. Former
addresses are looked up here and nowhere else, so an address that still works pays nothing for them.
Whoever asked for JSON is answered in JSON.
"""

from difflib import get_close_matches
from typing import Any, TypeVar

from django.db.models import Model, Q, QuerySet
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
    JsonResponse,
)
from django.shortcuts import render
from django.utils.cache import patch_cache_control

from principles.models import (
    FormerAddress,
    Person,
    Principle,
    Source,
    Status,
    Tag,
)
from principles.models.publication import Publishable, PublishableQuerySet

SECTIONS: dict[str, type[Principle] | type[Source] | type[Person] | type[Tag]] = {
    "principles": Principle,
    "sources": Source,
    "people": Person,
    "tags": Tag,
}
ALWAYS_JSON = ("suggest", "api-verify", "autocomplete")  # besides those that end in .json
COMPARED = 1_000  # addresses looked through for the nearest one, at most
P = TypeVar("P", bound=Publishable)


class Gone(Http404):
    """An entry that was published once and has been withdrawn; answered with 410."""

    def __init__(self, entry: Publishable) -> None:
        self.name = f"{type(entry).__name__} {entry.number}"
        self.reason = entry.withdrawal_reason.strip() if entry.shows_reason else ""
        super().__init__(f"{self.name} has been withdrawn.")


def published_or_gone(entries: PublishableQuerySet[P], **key: Any) -> P:
    """Return the published entry with that key; Gone if it is withdrawn, else Http404."""
    entry = entries.filter(~Q(status=Status.DRAFT), **key).first()
    if entry is None:
        raise Http404
    if not entry.is_published:
        raise Gone(entry)
    return entry


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Redirect from a former address, say what is gone, or offer the nearest entry."""
    if isinstance(exception, Gone):
        return _gone(request, f"{exception.name} has been withdrawn", exception.reason)
    moved = _present_address(request)
    if moved:
        return HttpResponsePermanentRedirect(moved)
    if wants_json(request):
        return JsonResponse({"error": "There is nothing at this address."}, status=404)
    return render(request, "404.html", {"nearest": _nearest(request.path)}, status=404)


def _gone(request: HttpRequest, heading: str, reason: str) -> HttpResponse:
    """Say what is gone, and let no browser keep it: an entry published again is shown at once."""
    answer: HttpResponse
    if wants_json(request):
        answer = JsonResponse({"error": f"{heading}."}, status=410)
    else:
        context = {"code": 410, "heading": heading, "reason": reason}
        answer = render(request, "410.html", context, status=410)
    patch_cache_control(answer, no_cache=True)
    return answer


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """Say that the request cannot be read; the exception may be technical and is not shown."""
    if wants_json(request):
        return JsonResponse({"error": "The site did not understand this request."}, status=400)
    return render(request, "400.html", status=400)


def wants_json(request: HttpRequest) -> bool:
    """Tell whether the address answers in JSON only."""
    match = request.resolver_match
    is_named = match is not None and match.url_name in ALWAYS_JSON
    return request.path.endswith(".json") or is_named


def _present_address(request: HttpRequest) -> str:
    match = request.resolver_match
    kind = match.url_name if match else None
    if match is None or kind not in FormerAddress.Kind.values:
        return ""
    former = FormerAddress.objects.filter(kind=kind, slug=match.kwargs["slug"]).first()
    if former is None:
        return ""
    entry = _public(_model(kind)).filter(pk=getattr(former, f"{kind}_id")).first()
    return entry.get_absolute_url() if entry else ""


def _nearest(path: str) -> Model | None:
    section, *rest = [part for part in path.split("/") if part] or [""]
    model = SECTIONS.get(section)
    if model is None or not rest:
        return None
    slugs = list(_public(model).values_list("slug", flat=True)[:COMPARED])
    close = get_close_matches(rest[-1].lower()[:100], slugs, n=1)
    return _public(model).get(slug=close[0]) if close else None


def _model(kind: str) -> type[Principle] | type[Source] | type[Person] | type[Tag]:
    return next(model for model in SECTIONS.values() if model.__name__.lower() == kind)


def _public(model: type[Principle] | type[Source] | type[Person] | type[Tag]) -> "QuerySet[Any]":
    return model.objects.published()
