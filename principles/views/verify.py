"""Paste to verify: as a page and as JSON.

A paste needs no token and gets no cookie: nothing of it is kept, and whoever makes a reader's
browser send one learns nothing. What is written is that one more claim was compared with a text
that is kept back, since these are counted. A form posts; a short text is then led to its address,
which can be shared, and a long one is answered as it is. What cannot be compared in time is
answered with 422, as a search is.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta

from django.conf import settings
from django.db import Error, transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from principles.formats import for_json, verify_json
from principles.forms import (
    MOST_IN_ADDRESS,
    MOST_IN_FORM,
    MOST_PARTS,
    MOST_PARTS_IN_ALL,
    MOST_SENTENCES,
    VerifyForm,
)
from principles.keeping import kept, never_kept
from principles.models import Attempt, Quote
from principles.models.limits import Count, Limit, Purpose, network_of
from principles.outages import say, trouble_of
from principles.pasted import check, stored_count, texts
from principles.search.deadline import TooBroadError
from principles.views.pasted_links import entry_address
from principles.visitors import address_of

LONGEST_URL = 8_000  # bytes; what proxies let through
TOO_MUCH = 422
TOO_MUCH_SENTENCE = "That took too long to compare: send less of it at a time."
NOT_JSON = 'That is not JSON with the words to check: send {"text": "…"}.'
SHOWN_SOURCES = 5
MOST_WITHHELD = 30  # claims that are compared with texts kept back
PER_ADDRESS = Limit(Purpose.WITHHELD, "address", MOST_WITHHELD, timedelta(hours=1))
LIMITS = {
    "in_address": MOST_IN_ADDRESS,
    "in_form": MOST_IN_FORM,
    "sentences": MOST_SENTENCES,
    "parts": MOST_PARTS,
    "parts_in_all": MOST_PARTS_IN_ALL,
    "withheld": MOST_WITHHELD,
}


@kept(unless=VerifyForm.base_fields)
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: HttpRequest) -> HttpResponse:
    """Show the verdict on each claim, or the form; 25 queries at most, however many claims.

    A text that fits an address is led there with 303, the number or address of an entry to it.
    """
    if request.method == "POST":
        form = VerifyForm(request.POST)
    elif "text" in request.GET:
        form = VerifyForm(request.GET, most=MOST_IN_ADDRESS)
    else:
        return render(request, "verify/form.html", _of_form())
    address = entry_address(form.typed, host=request.get_host())
    if not address and request.method == "POST" and form.is_valid():
        address = _address(form.typed)
    if address:
        return HttpResponse(status=303, headers={"Location": address})
    if not form.is_valid():
        return _refused(request, form, form.sentences, status=400)
    try:
        checked = check(form.pasted, allowance=_allowance(request))
    except TooBroadError:
        return _refused(request, form, [TOO_MUCH_SENTENCE], status=TOO_MUCH)
    address = _address(form.typed)
    context = {
        "check": checked,
        "address": address,
        "full_address": settings.SITE_URL + (address or reverse("verify")),
        "json_address": _address(form.typed, name="api-verify"),
        "stored_count": stored_count(),
    }
    return render(request, "verify/results.html", _field(form.typed) | context)


@never_kept("what is compared with texts kept back is counted")
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def verify_as_json(request: HttpRequest) -> JsonResponse:
    """Answer the same as JSON, without leading anywhere; 27 queries at most.

    The text comes in the address, in a form, or as a body of JSON.
    """
    form = _sent(request)
    if form is None or not form.is_valid():
        return JsonResponse({"error": " ".join(form.sentences) if form else NOT_JSON}, status=400)
    try:
        checked = check(form.pasted, allowance=_allowance(request))
    except TooBroadError:
        return JsonResponse({"error": TOO_MUCH_SENTENCE}, status=TOO_MUCH)
    quotes = for_json(quotes=Quote.objects.published().filter(pk__in=checked.quote_numbers))
    return JsonResponse(verify_json(checked, quotes=quotes.quotes, base=settings.SITE_URL))


@never_kept("it only leads elsewhere")
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def moved(request: HttpRequest) -> HttpResponse:
    """Lead to the one address of the JSON, with the same method, query and body."""
    query = request.META.get("QUERY_STRING", "")
    address = reverse("api-verify") + (f"?{query}" if query else "")
    return HttpResponse(status=308, headers={"Location": address})


def _sent(request: HttpRequest) -> VerifyForm | None:
    """Return the form as it was sent; nothing where the body is not the JSON asked for."""
    if request.method != "POST":
        return VerifyForm(request.GET, most=MOST_IN_ADDRESS)
    if request.content_type != "application/json":
        return VerifyForm(request.POST)
    try:
        text = json.loads(request.body)["text"]
        text.encode()  # JSON can name half a character, which is none
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    return VerifyForm({"text": text})


def _allowance(request: HttpRequest) -> Callable[[int], int]:
    """Return how many of so many claims the visitor may have compared with texts kept back.

    Those are counted; none may where the database takes no changes.
    """

    def allowed(wanted: int) -> int:
        count = Count(PER_ADDRESS, network_of(address_of(request)))
        try:
            with transaction.atomic():
                return Attempt.objects.take(count, wanted)
        except Error as error:
            trouble = trouble_of(error)
            if trouble is None:
                raise
            say(trouble, error)
            return 0

    return allowed


def _of_form() -> dict[str, object]:
    """Return what the empty form shows: what texts are compared with, and a quote to try."""
    compared = texts(size=SHOWN_SOURCES)
    example = Quote.objects.published().featured(timezone.localdate())
    return _field("") | {
        "stored_count": compared.stored_count,
        "unstored_count": compared.unstored_count,
        "sources": compared.sources,
        "example": example,
        "example_address": _address(example.text) if example else "",
    }


def _field(typed: str) -> dict[str, object]:
    """Return what the field for words to check shows."""
    return {"typed": typed, "limits": LIMITS}


def _address(typed: str, *, name: str = "verify") -> str:
    """Return the address that has the text, empty where it is too long for one."""
    address = reverse(name, query={"text": typed}) if len(typed) <= MOST_IN_ADDRESS else ""
    return address if len(settings.SITE_URL + address) <= LONGEST_URL else ""


def _refused(
    request: HttpRequest, form: VerifyForm, sentences: list[str], *, status: int
) -> HttpResponse:
    """Say what is wrong, with the text kept."""
    context = {"sentences": sentences, "is_too_long": form.is_too_long}
    return render(request, "verify/refused.html", _field(form.typed) | context, status=status)
