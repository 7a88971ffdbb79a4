"""Words with what is quoted or what differs marked: no white space is added between the marks."""

from __future__ import annotations

from collections.abc import Iterable

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from principles.excerpts import Mark, Segment
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
    *_, last = segment.marks
    begun = [mark for mark in segment.marks if mark.anchor in segment.anchors]
    is_first = last in begun
    inside = format_html(
        "{}{}{}",
        _reference(last) if is_first else "",
        segment.text,
        _way_back(last) if is_first else "",
    )
    return format_html(
        "{}<mark{}{}>{}</mark>",
        format_html_join("", "{}", ((_apart(mark),) for mark in begun if mark != last)),
        format_html(' id="{}"', last.anchor) if is_first else "",
        SafeString(' class="both"') if len(segment.marks) > 1 else "",
        format_html('<a href="{}">{}</a>', last.href, inside) if last.href else inside,
    )


def _reference(mark: Mark) -> SafeString:
    """Return the number of a quote, which stands in the margin beside its first line.

    On arrival from the quote it reads “Back to Q40”.
    """
    return format_html(
        '<span class="mref{}"><span class="to">Back to </span>{}</span><span class="vh">: </span>',
        " quiet" if mark.is_quiet else "",
        _numbered(mark),
    )


def _way_back(mark: Mark) -> SafeString:
    """Return the way back after the words, which a narrow page shows on arrival."""
    return format_html('<span class="back">Back to Q{}</span>', mark.number)


def _apart(mark: Mark) -> SafeString:
    """Return the number of a quote whose words begin where those of another do, as a link."""
    return format_html(
        '<a class="mref{}" id="{}" href="{}">{}</a>',
        " quiet" if mark.is_quiet else "",
        mark.anchor,
        mark.href,
        _numbered(mark),
    )


def _numbered(mark: Mark) -> SafeString:
    note = format_html(' <span class="told">{}</span>', mark.note) if mark.note else ""
    return format_html('<span class="vh">Quote </span>Q{}{}', mark.number, note)
