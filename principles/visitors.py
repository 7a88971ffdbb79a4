"""Who sends a request, as far as it shows: from which address, and from whose page."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest

FROM_HERE = ("same-origin", "none")


def address_of(request: HttpRequest) -> str:
    """Return the visitor's address: that of the connection, or what the trusted proxies say."""
    forwarded = request.headers.get("X-Forwarded-For", "").split(",")
    if 0 < settings.TRUSTED_PROXIES <= len(forwarded):
        return forwarded[-settings.TRUSTED_PROXIES].strip()
    return str(request.META.get("REMOTE_ADDR", ""))


def is_from_here(request: HttpRequest) -> bool:
    """Tell whether no page of another site sent the request; a program's is let in.

    Current browsers say where a form comes from, and no page can change that
    (https://words.filippo.io/csrf/).
    """
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in FROM_HERE
    origin = request.headers.get("Origin")
    return origin is None or origin.partition("://")[2] == request.get_host()
