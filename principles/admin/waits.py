"""What the desk writes besides entries waits for nobody long: sessions, accounts, reports.

A restore keeps these tables to its end, and whoever signs out meanwhile would hold a thread as
long. They are told that the database is busy, and what they sent is on that page.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.db import Error, models
from django.http import HttpRequest, HttpResponse

from principles.admin.guard import GuardedAdmin
from principles.models.turns import in_time


@contextmanager
def desk_in_time(request: HttpRequest) -> Iterator[None]:
    """Run the block in a transaction with the limits of `in_time`; one query.

    Where it fails the session is not saved, as what the block did to it is undone, and the form
    that comes back has the token it was sent.
    """
    try:
        with in_time():
            ContentType.objects.clear_cache()  # a restore may have given them other numbers
            yield
    except Error:
        request.session.modified = False
        request.META["CSRF_COOKIE_NEEDS_UPDATE"] = False
        raise


def sign_out(request: HttpRequest) -> HttpResponse:
    """Sign out as the desk does."""
    with desk_in_time(request):
        return admin.site.logout(request)


def change_password(request: HttpRequest) -> HttpResponse:
    """Change the password of whoever is signed in, as the desk does."""
    with desk_in_time(request):
        return admin.site.password_change(request)


class WaitingAdmin(GuardedAdmin):
    """A ModelAdmin for what is no entry, and so needs no turn to be written."""

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        with desk_in_time(request):
            return super().changeform_view(request, *args, **kwargs)

    def delete_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        with desk_in_time(request):
            return super().delete_view(request, *args, **kwargs)

    def response_action(
        self, request: HttpRequest, queryset: models.QuerySet[Any]
    ) -> HttpResponse | None:
        with desk_in_time(request):
            return super().response_action(request, queryset)
