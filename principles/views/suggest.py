"""What is offered while a reader types, for the search field and whoever else asks."""

from django.conf import settings
from django.http import HttpRequest, JsonResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from principles.formats import suggestions_json
from principles.forms import SuggestForm
from principles.keeping import Share, kept
from principles.search.deadline import TooBroadError
from principles.search.suggestions import Suggestions, suggest


@kept(*SuggestForm.base_fields, share=Share.SEARCHES)
@require_safe
def suggestions(request: HttpRequest) -> JsonResponse:
    """Answer with completions and entries of that name, or with none; six queries at most."""
    form = SuggestForm(request.GET)
    typed = form.cleaned_data["q"] if form.is_valid() else ""
    try:
        return JsonResponse(suggestions_json(suggest(typed), base=settings.SITE_URL))
    except TooBroadError:
        answer = JsonResponse(suggestions_json(Suggestions(typed), base=settings.SITE_URL))
        patch_cache_control(answer, no_store=True)  # next time there may be some
        return answer
