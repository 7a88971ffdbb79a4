"""Words with what is quoted or what differs marked: no white space is added between the marks."""

from __future__ import annotations

from collections.abc import Iterable

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from principles.excerpts import Segment
from principles.provenance.witnesses import TextRun

register = template.Library()


@register.filter
def collated(runs: Iterable[TextRun]) -> SafeString:
    """Return words in a row of a collation; a gap stands where the row lacks words.

    What a mark shows to the eye is said to the ear, in words outside the mark.
    """
    return format_html_join("", "{}", ((_run(run),) for run in runs))


def _run(run: TextRun) -> SafeString:
    if run.missing:
        return format_html(
            '<mark class="gone{}">&nbsp;&nbsp;<span class="vh">“{}” is missing</span></mark>{}',
            " neg" if run.is_negation else "",
            run.missing,
            run.text or " ",
        )
    if run.is_marked:
        return format_html(
            '<span class="vh"> [{}: </span>{}<span class="vh">] </span>',
            "a negation differs" if run.is_negation else "differs",
            marked(run.text, is_negation=run.is_negation),
        )
    return format_html("{}", run.text)


def marked(words: str, *, is_negation: bool = False) -> SafeString:
    """Return the words marked, twice where they hold a negation that the other text lacks."""
    return format_html("<mark{}>{}</mark>", SafeString(' class="neg"' * is_negation), words)


@register.filter
def quoted(segments: Iterable[Segment]) -> SafeString:
    """Return stored text; what is quoted leads to the quote that begins last in it."""
    return format_html_join("", "{}", ((_segment(segment),) for segment in segments))


def _segment(segment: Segment) -> SafeString:
    if not segment.marks:
        return format_html("{}", segment.text)
    href = segment.marks[-1].href
    first, *others = segment.anchors or ("",)
    return format_html(
        "{}<mark{}{}>{}</mark>",
        format_html_join("", '<span id="{}"></span>', ((anchor,) for anchor in others)),
        format_html(' id="{}"', first) if first else "",
        SafeString(' class="both"') if len(segment.marks) > 1 else "",
        format_html('<a href="{}">{}</a>', href, segment.text) if href else segment.text,
    )
