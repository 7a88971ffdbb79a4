"""What the desk says of references to quotes that readers do not see."""

from __future__ import annotations

from collections.abc import Collection

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import Truncator, get_text_list

from principles.admin.filters import BROKEN
from principles.gaps import sentence_of
from principles.markdown import referenced_numbers
from principles.models import Principle, Quote, Status

LONGEST_SENTENCE = 160  # characters of a sentence that a message shows


def hidden_in(principle: Principle) -> SafeString | None:
    """Return a message that names the sentences which refer to what readers do not see, if any.

    One query if the body refers to quotes.
    """
    numbers = referenced_numbers(principle.body)
    hidden = Quote.objects.filter(pk__in=numbers).exclude(status=Status.PUBLISHED)
    statuses = dict(hidden.values_list("pk", "status")) if numbers else {}
    if not statuses:
        return None
    sentences = (
        (number, statuses[number], _short(sentence_of(principle.body, number)))
        for number in numbers
        if number in statuses
    )
    return format_html(
        "Readers do not see all that the body of “{}” refers to, and read it without: {}. {}",
        principle.name,
        format_html_join("; ", "Q{} ({}) in “{}”", sentences),
        _listed(),
    )


def left_by(quotes: Collection[int]) -> SafeString | None:
    """Return a message that names the principles which refer to the withdrawn quotes, if any."""
    principles = Principle.objects.referring_to(quotes)
    names = [f"“{name}”" for name in principles.values_list("name", flat=True)] if quotes else []
    if not names:
        return None
    codes = get_text_list([f"Q{number}" for number in quotes], "or")
    said = get_text_list(names, "and")
    return format_html(
        "The body of {} refers to {}: readers read it without. {}", said, codes, _listed()
    )


def _listed() -> SafeString:
    address = reverse("admin:principles_principle_changelist")
    return format_html('<a href="{}?references={}">List such principles</a>.', address, BROKEN)


def _short(sentence: str) -> str:
    return Truncator(sentence).chars(LONGEST_SENTENCE, truncate=" …")
