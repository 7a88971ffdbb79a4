"""Reports of errors by readers, who need neither an account nor a cookie.

A token against forged requests would need a cookie and protect nothing: the site knows no reader,
so a forged report has no right that its forger lacks. A page elsewhere could only make its visitors
send reports from their addresses. Current browsers say where a form comes from, in Sec-Fetch-Site
or else in Origin, and no page can change that: a form from elsewhere is refused. A program sends
neither header and is let in: it needs nobody else's browser (https://words.filippo.io/csrf/).
"""

from __future__ import annotations

from math import ceil

from django.db import Error
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from principles.forms import ReportForm
from principles.keeping import kept
from principles.models import Quote, Report
from principles.models.limits import TooManyError
from principles.outages import RETRY_AFTER, Trouble, say, trouble_of
from principles.views.errors import published_or_gone
from principles.visitors import address_of, is_from_here


@csrf_exempt
@kept()
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, number: int) -> HttpResponse:
    """Take a report on a quote, or show the form with what is wrong and all that was typed."""
    quote = published_or_gone(Quote.objects.for_listing(), number=number)
    if request.method != "POST":
        return _form(request, quote, form=ReportForm(quote))
    form = ReportForm(quote, request.POST)
    if not form.is_valid():
        return _form(request, quote, form=form, status=400)
    if not is_from_here(request):
        return _form(request, quote, form=form, status=403)
    if not form.is_from_a_machine:
        try:
            Report.objects.receive(form.report, address=address_of(request))
        except TooManyError as refusal:
            return _too_many(request, quote, form=form, refusal=refusal)
        except Error as error:
            trouble = trouble_of(error)
            if trouble is None:
                raise
            say(trouble, error)
            return _not_kept(request, quote, form=form, trouble=trouble)
    return HttpResponseRedirect(reverse("report-sent", args=[number]), status=303)


@kept()
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
    request: HttpRequest, quote: Quote, *, form: ReportForm, refusal: TooManyError
) -> HttpResponse:
    """Say when the next report may be sent; what was typed stays in the form."""
    seconds = max(1, ceil((refusal.until - timezone.now()).total_seconds()))
    context = {"quote": quote, "form": form, "code": 429, "minutes": ceil(seconds / 60)}
    answer = render(request, "reports/report.html", context, status=429)
    answer["Retry-After"] = str(seconds)
    return answer


def _not_kept(
    request: HttpRequest, quote: Quote, *, form: ReportForm, trouble: Trouble
) -> HttpResponse:
    """Say why the database did not take the report; what was typed stays in the form."""
    context = {"quote": quote, "form": form, "code": 503, "trouble": trouble.sentence}
    answer = render(request, "reports/report.html", context, status=503)
    answer["Retry-After"] = str(RETRY_AFTER)
    return answer
