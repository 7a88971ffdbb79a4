"""Signing in, limited before a password is hashed: a wrong try costs a worker half a second.

Tries are counted by account and address, and by address alone, so that nobody locks an editor out
from elsewhere. A browser in which somebody has signed in before counts by itself, for that account:
an editor can sign in while others at the same address try and fail
(https://owasp.org/www-community/Slow_Down_Online_Guessing_Attacks_with_Device_Cookies).

Nothing waits for long: where a restore, say, keeps the tables, whoever signs in is told so. Each
step is a transaction of its own, as tries count even if a later step fails, and no lock may be held
while a password is hashed.
"""

from __future__ import annotations

import logging
import secrets
from datetime import datetime, timedelta
from math import ceil
from typing import Any

from django.conf import settings
from django.contrib import admin
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth import get_user_model
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView
from django.core import signing
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac

from principles.admin.waits import desk_in_time
from principles.models import Attempt
from principles.models.limits import Count, Limit, Purpose, TooManyError, network_of
from principles.models.turns import in_time
from principles.visitors import address_of

WITHIN = timedelta(minutes=5)
PER_ACCOUNT = Limit(Purpose.SIGN_IN, "account and address", 5, WITHIN)
PER_ADDRESS = Limit(Purpose.SIGN_IN, "address", 20, WITHIN)
PER_BROWSER = Limit(Purpose.SIGN_IN, "browser", 10, WITHIN)
KNOWN = "known_browser"  # the cookie, which no page but the desk's is sent
KNOWN_FOR = timedelta(days=180)
TOO_MANY = "Too many tries to sign in have failed. Try again in {minutes}."

_log = logging.getLogger(__name__)


class SignInForm(AdminAuthenticationForm):
    """The form for name and password; `until` is when the next try may be, if this one is late."""

    until: datetime | None = None

    def clean(self) -> dict[str, Any]:
        name = self.cleaned_data.get("username")
        if name is None or not self.cleaned_data.get("password") or self.request is None:
            return super().clean()
        counts = _counts(self.request, name)
        try:
            with in_time():
                tries = Attempt.objects.admit(*counts)
        except TooManyError as error:
            self.until = error.until
            minutes = ceil(self.seconds / 60)
            written = f"{minutes} minute{'s' if minutes > 1 else ''}"
            raise ValidationError(TOO_MANY.format(minutes=written)) from error
        try:
            with in_time():  # an old hash is written anew
                cleaned = super().clean()
        except ValidationError:
            _say_failure(name, counts, locked=[each.is_last for each in tries])
            raise
        with in_time():
            Attempt.objects.filter(pk__in=[each.pk for each in tries]).delete()
        with in_time():
            Attempt.objects.clear(counts[0])
        return cleaned

    @property
    def seconds(self) -> int:
        """Return how long to wait, at least a second."""
        now = timezone.now()
        return max(1, ceil(((self.until or now) - now).total_seconds()))


class SignIn(LoginView):
    """Signing in as `AdminSite.login` has it, in a transaction that waits for nobody long."""

    authentication_form = SignInForm
    template_name = "admin/login.html"
    next_page = "admin:index"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            **admin.site.each_context(self.request),
            title="Log in",
            app_path=self.request.get_full_path(),
            username=self.request.user.get_username(),
            **kwargs,
        )

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        with desk_in_time(self.request):
            return super().form_valid(form)


def sign_in(request: HttpRequest) -> HttpResponseBase:
    """Show the form, or sign in; 429 where too many tries have failed."""
    if request.method == "GET" and admin.site.has_permission(request):
        return redirect("admin:index")
    answer = SignIn.as_view()(request)
    form = (getattr(answer, "context_data", None) or {}).get("form")
    if isinstance(form, SignInForm) and form.until:
        answer.status_code = 429
        answer["Retry-After"] = str(form.seconds)
    elif request.method == "POST" and answer.status_code == 302:
        _remember(answer, request.user.get_username())
    return answer


def _counts(request: HttpRequest, name: str) -> list[Count]:
    """Return what the try counts under, the narrowest first."""
    browser = _known_browser(request, name)
    if browser:
        return [Count(PER_BROWSER, browser)]
    network = network_of(address_of(request))
    return [Count(PER_ACCOUNT, f"{network} {name}"), Count(PER_ADDRESS, network)]


def _known_browser(request: HttpRequest, name: str) -> str:
    """Return what tells the browser apart if that account has signed in with it, else nothing."""
    try:
        account, browser = signing.loads(
            request.COOKIES.get(KNOWN, ""), salt=KNOWN, max_age=KNOWN_FOR
        )
    except (signing.BadSignature, ValueError, TypeError):
        return ""
    return f"{account} {browser}" if account == _account(name) else ""


def _remember(answer: HttpResponseBase, name: str) -> None:
    answer.set_cookie(
        KNOWN,
        signing.dumps([_account(name), secrets.token_urlsafe(16)], salt=KNOWN),
        max_age=KNOWN_FOR,
        path=reverse("admin:index"),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _account(name: str) -> str:
    return salted_hmac(KNOWN, name, algorithm="sha256").hexdigest()


def _say_failure(name: str, counts: list[Count], *, locked: list[bool]) -> None:
    """Write a line on the failure, and one on each lock that it begins.

    A name that is no account's may be a password typed into the wrong field, so it is not written.
    The visitor is told by the start of the day's hash.
    """
    is_account = get_user_model().objects.filter(username=name).exists()
    who = f"the account {name!r}" if is_account else "no account"
    visitor = counts[-1].hash(on=timezone.now())[:8]
    _log.warning("Signing in failed: %s, visitor %s.", who, visitor)
    for count, is_locked in zip(counts, locked, strict=True):
        if is_locked:
            _log.warning(
                "Signing in is locked for up to five minutes by %s: %s, visitor %s.",
                *(count.limit.by, who, visitor),
            )
