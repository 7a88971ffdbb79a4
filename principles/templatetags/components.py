"""Components of a page that stand inside a line of text.

A template file ends with a line break, which inside a sentence would print as a space; `inline`
takes it away.
"""

from django import template
from django.template import Context, Engine
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@register.simple_tag
def inline(name: str, **accepted: object) -> SafeString:
    """Return a component with only what it accepts, without white space around it."""
    component = Engine.get_default().get_template(f"components/{name}.html")
    html = component.render(Context(accepted))
    return mark_safe(html.strip())  # noqa: S308 (a template rendered it)
