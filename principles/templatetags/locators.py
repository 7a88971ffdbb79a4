"""The numbers of paragraphs, as readers count them."""

from django import template

from principles.models import Passage, Source

register = template.Library()


@register.simple_tag
def paragraph_number(source: Source, passage: Passage, paragraph: int) -> int:
    """Return the number printed beside a paragraph of the passage; 0 for a salutation."""
    return source.number_of(passage, paragraph)


@register.simple_tag
def not_shown(first: int, last: int) -> str:
    """Return that the paragraphs with these numbers are not shown; 0 is a salutation."""
    if last == 0:
        return "The salutation is stored, not shown"
    if max(first, 1) == last:
        return f"Paragraph {last} is stored, not shown"
    return f"Paragraphs {max(first, 1)} to {last} are stored, not shown"
