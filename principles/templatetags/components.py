"""Components of a page that stand inside a line of text, or are the same on many pages.

A template file ends with a line break, which inside a sentence would print as a space; `inline`
takes it away. What a component shows depends on nothing but what it accepts, so it is rendered once
for the same values: a page shows the same verdict many times, and each page has the same foot.
"""

from functools import lru_cache

from django import template
from django.conf import settings
from django.template import Context, Engine
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

RENDERED = 512  # components that a process keeps; a masthead or a verdict is below 2 kB


@register.simple_tag
def inline(name: str, **accepted: object) -> SafeString:
    """Return a component with only what it accepts, without white space around it.

    What it accepts has to be hashable.
    """
    return (_rendered if settings.DEBUG else _kept)(name, **accepted)


def _rendered(name: str, **accepted: object) -> SafeString:
    component = Engine.get_default().get_template(f"components/{name}.html")
    html = component.render(Context(accepted))
    return mark_safe(html.strip())  # noqa: S308 (a template rendered it)


# Typed: text that is escaped already equals text that is not.
_kept = lru_cache(maxsize=RENDERED, typed=True)(_rendered)
