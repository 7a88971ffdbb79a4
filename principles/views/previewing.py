"""The real page of an entry that readers do not see yet, for who may change it.

`?preview=1` shows a draft or withdrawn entry as it would be read; to everybody else the parameter
means nothing. A preview is kept nowhere, and no search engine indexes it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from principles.models.publication import Publishable, PublishableQuerySet
from principles.templatetags.editing import PREVIEW, may_change
from principles.views.errors import published_or_gone

_ATTRIBUTE = "is_preview"
Entry = TypeVar("Entry", bound=Model)
Published = TypeVar("Published", bound=Publishable)
View = Callable[..., HttpResponse]


def previewed(model: type[Model]) -> Callable[[View], View]:
    """Let a view's page of an entry of the model be previewed.

    No query but for who asks with a session; then the session, the user and what they may do.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            is_asked = request.GET.get(PREVIEW) == "1"
            setattr(request, _ATTRIBUTE, is_asked and may_change(request, model))
            response = view(request, *args, **kwargs)
            if is_preview(request):
                response["Cache-Control"] = "no-store, private"
                response["X-Robots-Tag"] = "noindex"
            return response

        return answer

    return decorate


def is_preview(request: HttpRequest) -> bool:
    """Tell whether the request is answered with a preview."""
    return getattr(request, _ATTRIBUTE, False)


def shown_or_gone(
    request: HttpRequest, entries: PublishableQuerySet[Published], **key: Any
) -> Published:
    """Return the entry with that key if the visitor may see it; Gone or Http404 else."""
    if is_preview(request):
        return get_object_or_404(entries, **key)
    return published_or_gone(entries, **key)


def shown_or_404(
    request: HttpRequest, public: QuerySet[Entry], every: QuerySet[Entry], **key: Any
) -> Entry:
    """Return the entry with that key, of all in a preview and else of the public ones."""
    return get_object_or_404(every if is_preview(request) else public, **key)
