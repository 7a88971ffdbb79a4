"""The numbers of paragraphs, as readers count them."""

from django import template

from principles.models import Passage, Source

register = template.Library()


@register.simple_tag
def paragraph_number(source: Source, passage: Passage, paragraph: int) -> int:
    """Return the number printed beside a paragraph of the passage; 0 for a salutation."""
    return source.number_of(passage, paragraph)
