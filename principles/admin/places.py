"""Where in its source the words of a citation stand: filled in, or offered to the editor.

A citation that says nothing of its place takes the one passage that has the words. Every other is
left as the editor wrote it; where a passage of the source shows the words better than the one
named, the desk says which, with a way to take it that keeps what was typed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from principles.models import Citation, Passage, Source
from principles.models.evidence import VERDICT_ORDER, Verdict
from principles.provenance.matching import Outcome
from principles.provenance.prepared import Prepared
from principles.provenance.seeking import seek

USE = "_use"
MOST_NAMED = 5  # passages that are offered for one citation
WHOLE = {Outcome.VERBATIM, Outcome.ELIDED}


@dataclass(frozen=True, slots=True)
class Offer:
    """Whether the source has text, and its passages that show the words better than now."""

    citation: Citation
    has_text: bool
    outcome: Outcome
    passages: tuple[Passage, ...]

    @property
    def opening(self) -> str:
        """Return the words before the passages that are offered."""
        which = "These words are" if self.outcome in WHOLE else "Words close to these are"
        return f"{which} in"

    @property
    def links(self) -> SafeString:
        """Return the offer as a sentence; each passage leads to the form with it filled in."""
        if not self.passages:
            return SafeString("")
        form = reverse("admin:principles_quote_change", args=[self.citation.quote_id])
        places = format_html_join(
            " or ",
            '“{}”: <a href="{}?use={}:{}">use it</a>',
            ((named(p), form, self.citation.pk, p.pk) for p in self.passages),
        )
        return format_html("{} {}.", self.opening, places)


def named(passage: Passage) -> str:
    """Return the name of the passage as it stands between quotation marks."""
    return passage.locator.replace("“", "‘").replace("”", "’")


def offers(citations: Sequence[Citation]) -> list[Offer]:
    """Return what each citation is offered; one query, and each text is folded once."""
    texts = _texts({c.source_id for c in citations if c.source.level != Source.Level.AGGREGATOR})
    found = []
    for citation in citations:
        passages = texts.get(citation.source_id, [])
        sought = seek(citation.quote.text, [ready for _, ready in passages])
        is_better = _rank(sought.outcome) < VERDICT_ORDER[Verdict(citation.verdict).shown]
        better = [passages[n][0] for n in sought.places] if is_better else []
        offered = tuple(p for p in better if p.pk != citation.passage_id)[:MOST_NAMED]
        found.append(Offer(citation, bool(passages), sought.outcome, offered))
    return found


def fill_in(text: str, rows: Iterable[Any]) -> None:
    """Let each row of a citation that says no place take the one passage that has the words.

    One query if there is such a row.
    """
    open_rows = [row for row in rows if _says_no_place(row.cleaned_data)]
    texts = _texts({row.cleaned_data["source"].pk for row in open_rows}) if text else {}
    for row in open_rows:
        passages = texts.get(row.cleaned_data["source"].pk, [])
        sought = seek(text, [ready for _, ready in passages])
        if sought.outcome in WHOLE and len(sought.places) == 1:
            passage = passages[sought.places[0]][0]
            row.cleaned_data["passage"] = row.instance.passage = passage
            row.instance.is_adrift = False
            row.changed_data.append("passage")


def with_used(posted: QueryDict, *, rows: str = "citations") -> QueryDict:
    """Return the form with the passage that the editor took by its button."""
    row, _, passage = str(posted.get(USE, "")).partition(":")
    if row.isdecimal():
        count = str(posted.get(f"{rows}-TOTAL_FORMS", ""))
        names = (f"{rows}-{n}" for n in range(int(count) if count.isdecimal() else 0))
        row = next((name for name in names if posted.get(f"{name}-id") == row), "")
    used = posted.copy()
    if row and passage:
        used.update({"_continue": "1"})
        used[f"{row}-passage"], used[f"{row}-locator"] = passage, ""
        used[f"{row}-wording"] = ""
    return used


def _says_no_place(typed: dict[str, Any]) -> bool:
    places = (typed.get("passage"), typed.get("locator"), typed.get("wording"))
    is_collection = typed["source"].level == Source.Level.AGGREGATOR
    return not is_collection and not any(places)


def _texts(sources: Iterable[int]) -> dict[int, list[tuple[Passage, Prepared]]]:
    wanted = set(sources)
    texts: dict[int, list[tuple[Passage, Prepared]]] = defaultdict(list)
    for passage in Passage.objects.filter(source__in=wanted) if wanted else ():
        texts[passage.source_id].append((passage, Prepared(passage.text)))
    return texts


def _rank(outcome: Outcome) -> int:
    return VERDICT_ORDER[Verdict(outcome.value)]
