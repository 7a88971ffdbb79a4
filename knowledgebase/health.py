"""What the machines around the site ask it: does it live, and can it answer readers."""

from django.db import Error
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from principles import replaceable
from principles.models import version

NOT_READY = "The database answers, but is not what this program needs: migrate is due."


@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 (as a view has it)
    """Answer that the process lives, without asking anything."""
    return _said("The site lives.")


@never_cache
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 (as a view has it)
    """Answer 200 where pages can be made, 503 with the reason where they cannot; two queries."""
    try:
        version.current()
        is_ready = not replaceable.differing()
    except Error:
        return _said("The database does not answer.", status=503)
    return _said("The site is ready.") if is_ready else _said(NOT_READY, status=503)


def _said(sentence: str, *, status: int = 200) -> HttpResponse:
    return HttpResponse(f"{sentence}\n", content_type="text/plain; charset=utf-8", status=status)
