"""What is offered while a reader types, for the search field and whoever else asks."""

from django.conf import settings
from django.http import HttpRequest, JsonResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from principles.formats import suggestions_json
from principles.forms import SuggestForm
from principles.search.deadline import TooBroadError
from principles.search.suggestions import Suggestions, suggest

KEPT_SECONDS = 60


@require_safe
def suggestions(request: HttpRequest) -> JsonResponse:
    """Answer with completions and entries of that name, or with none; three queries at most."""
    form = SuggestForm(request.GET)
    typed = form.cleaned_data["q"] if form.is_valid() else ""
    try:
        answer = JsonResponse(suggestions_json(suggest(typed), base=settings.SITE_URL))
        patch_cache_control(answer, public=True, max_age=KEPT_SECONDS)
    except TooBroadError:
        answer = JsonResponse(suggestions_json(Suggestions(typed), base=settings.SITE_URL))
    return answer
