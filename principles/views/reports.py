"""Reports of errors by readers, who need neither an account nor a cookie.

A token against forged requests would need a cookie and protect nothing: the site knows no reader,
so a forged report has no right that its forger lacks. A page elsewhere could only make its visitors
send reports from their addresses. Current browsers say where a form comes from, in Sec-Fetch-Site
or else in Origin, and no page can change that: a form from elsewhere is refused. A program sends
neither header and is let in: it needs nobody else's browser (https://words.filippo.io/csrf/).
"""

from __future__ import annotations

from math import ceil

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from principles.forms import ReportForm
from principles.models import Quote, Report
from principles.models.reports import TooManyReportsError
from principles.views.errors import published_or_gone

FROM_HERE = ("same-origin", "none")


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, number: int) -> HttpResponse:
    """Take a report on a quote, or show the form with what is wrong and all that was typed."""
    quote = published_or_gone(Quote.objects.for_listing(), number=number)
    if request.method != "POST":
        return _form(request, quote, form=ReportForm(quote))
    form = ReportForm(quote, request.POST)
    if not form.is_valid():
        return _form(request, quote, form=form, status=400)
    if not _is_from_this_site(request):
        return _form(request, quote, form=form, status=403)
    if not form.is_from_a_machine:
        try:
            Report.objects.receive(form.report, address=_address(request))
        except TooManyReportsError as refusal:
            return _too_many(request, quote, form=form, refusal=refusal)
    return HttpResponseRedirect(reverse("report-sent", args=[number]), status=303)


@require_safe
def sent(request: HttpRequest, number: int) -> HttpResponse:
    """Thank for a report and lead back to the quote."""
    quote = published_or_gone(Quote.objects.all(), number=number)
    return render(request, "reports/sent.html", {"quote": quote})


def _form(
    request: HttpRequest, quote: Quote, *, form: ReportForm, status: int = 200
) -> HttpResponse:
    context = {"quote": quote, "form": form, "code": status}
    return render(request, "reports/report.html", context, status=status)


def _too_many(
    request: HttpRequest, quote: Quote, *, form: ReportForm, refusal: TooManyReportsError
) -> HttpResponse:
    """Say when the next report may be sent; what was typed stays in the form."""
    seconds = max(1, ceil((refusal.until - timezone.now()).total_seconds()))
    context = {"quote": quote, "form": form, "code": 429, "minutes": ceil(seconds / 60)}
    answer = render(request, "reports/report.html", context, status=429)
    answer["Retry-After"] = str(seconds)
    return answer


def _is_from_this_site(request: HttpRequest) -> bool:
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in FROM_HERE
    origin = request.headers.get("Origin")
    return origin is None or origin.partition("://")[2] == request.get_host()


def _address(request: HttpRequest) -> str:
    """Return the reader's address: that of the connection, or what the trusted proxies say."""
    forwarded = request.headers.get("X-Forwarded-For", "").split(",")
    if 0 < settings.TRUSTED_PROXIES <= len(forwarded):
        return forwarded[-settings.TRUSTED_PROXIES].strip()
    return str(request.META.get("REMOTE_ADDR", ""))
