"""Components of a page: their style sheets, and those that stand inside a line of text.

A page links the sheets of the components it shows and no others: the template names them once,
and the hashed address comes from the static files' manifest. A template file ends with a line
break, which inside a sentence would print as a space; `inline` takes it away.
"""

from django import template
from django.template import Context, Engine
from django.templatetags.static import static
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@register.simple_tag
def sheets(*names: str) -> SafeString:
    """Return a link for each component's sheet, in the order given."""
    return format_html_join(
        "\n",
        '<link rel="stylesheet" href="{}">',
        ((static(f"css/components/{name}.css"),) for name in names),
    )


@register.simple_tag
def inline(name: str, **accepted: object) -> SafeString:
    """Return a component with only what it accepts, without white space around it."""
    component = Engine.get_default().get_template(f"components/{name}.html")
    html = component.render(Context(accepted))
    return mark_safe(html.strip())  # noqa: S308 (a template rendered it)
