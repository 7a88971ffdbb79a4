"""Paste to verify: as a page and as JSON.

Nothing is written, so a paste needs no token and gets no cookie: whoever makes a reader's browser
send one learns nothing and changes nothing. A form posts; a short text is then led to its address,
which can be shared, and a long one is answered as it is. What cannot be compared in time is
answered with 422, as a search is.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from principles.formats import for_json, verify_json
from principles.forms import MOST_IN_ADDRESS, MOST_IN_FORM, MOST_SENTENCES, VerifyForm
from principles.models import Quote
from principles.pasted import check, stored_count, texts
from principles.search.deadline import TooBroadError

LONGEST_URL = 8_000  # bytes; what proxies let through
TOO_MUCH = 422
TOO_MUCH_SENTENCE = "That took too long to compare: send less of it at a time."
SHOWN_SOURCES = 5
LIMITS = {"in_address": MOST_IN_ADDRESS, "in_form": MOST_IN_FORM, "sentences": MOST_SENTENCES}


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: HttpRequest) -> HttpResponse:
    """Show the verdict on each sentence, or the form; 16 queries at most, however many sentences.

    A text that fits an address is led there with 303.
    """
    if request.method == "POST":
        form = VerifyForm(request.POST)
        address = _address(form.typed)
        if form.is_valid() and address:
            return HttpResponse(status=303, headers={"Location": address})
    elif "text" in request.GET:
        form = VerifyForm(request.GET, most=MOST_IN_ADDRESS)
    else:
        return render(request, "verify/form.html", _of_form())
    if not form.is_valid():
        return _refused(request, form, form.sentences, status=400)
    try:
        checked = check(form.pasted)
    except TooBroadError:
        return _refused(request, form, [TOO_MUCH_SENTENCE], status=TOO_MUCH)
    context = {
        "check": checked,
        "address": _address(form.typed),
        "json_address": _address(form.typed, name="verify-json"),
        "stored_count": stored_count(),
    }
    return render(request, "verify/results.html", _field(form.typed) | context)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def verify_as_json(request: HttpRequest) -> JsonResponse:
    """Answer the same as JSON, without leading anywhere; 18 queries at most."""
    is_post = request.method == "POST"
    form = VerifyForm(request.POST) if is_post else VerifyForm(request.GET, most=MOST_IN_ADDRESS)
    if not form.is_valid():
        return JsonResponse({"error": " ".join(form.sentences)}, status=400)
    try:
        checked = check(form.pasted)
    except TooBroadError:
        return JsonResponse({"error": TOO_MUCH_SENTENCE}, status=TOO_MUCH)
    quotes = for_json(quotes=Quote.objects.published().filter(pk__in=checked.quote_numbers))
    return JsonResponse(verify_json(checked, quotes=quotes.quotes, base=settings.SITE_URL))


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
