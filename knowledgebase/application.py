"""The WSGI application, and its answer to a request that no thread takes.

That answer passes through the middleware, for its headers and its refusals, and through no view. It
asks the database for nothing, so the web server can make it in its own thread.
"""

from contextlib import suppress
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.urls import Resolver404

from knowledgebase.malformed_requests import Handler

TOO_MANY = "The site has more requests than it can answer."
BUSY_SECONDS = 5  # until a client should come again
PUT_OFF = "knowledgebase.is_put_off"  # no header has such a name in a request's environment


class Application(Handler):
    """The site for a web server that may have to put requests off."""

    def when_busy(self, environ: dict[str, Any], start_response: Any) -> HttpResponseBase:
        """Answer that the site is busy, with what was posted."""
        return self({**environ, PUT_OFF: True}, start_response)

    def _get_response(self, request: HttpRequest) -> HttpResponseBase:
        if PUT_OFF not in request.META:
            usual: HttpResponseBase = super()._get_response(request)  # type: ignore[misc]
            return usual  # (the stubs do not know it)
        from principles.views.unavailable import unavailable  # noqa: PLC0415 (needs the models)

        with suppress(Resolver404):
            self.resolve_request(request)  # some addresses answer in JSON
        return unavailable(request, TOO_MANY, retry_after=BUSY_SECONDS)
