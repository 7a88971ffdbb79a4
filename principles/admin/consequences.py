"""What an act would do to verdicts that readers see, so that it is named before it is done.

The act is done in its transaction and the verdicts before and after are compared. Where one of a
published quote falls, `Consequences` ends the transaction, and what it has found is shown.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django.utils.text import get_text_list

from principles.admin.changing import State, changes, rank
from principles.admin.verdicts import cause
from principles.models import Citation, Status, Verdict
from principles.provenance.matching import Finding, compare
from principles.provenance.prepared import Prepared
from principles.provenance.witnesses import quote_row, witness_row

ANYWAY, BACK, SEEN = "_anyway", "_back", "_seen"
NOTE = "_note-"  # and the id of the citation
MOST_NAMED = 50  # citations that a page shows one by one
Falls = dict[int, tuple[str, str]]  # by the citation: the verdict before, and after


@dataclass(frozen=True, slots=True)
class Fall:
    """A citation of a published quote with the verdict it had, and what differs now."""

    citation: Citation
    was: Verdict
    found: Finding | None

    @property
    def becomes(self) -> Verdict:
        """Return the verdict it would have."""
        return self.citation.shown_verdict

    @property
    def why(self) -> str:
        """Return the cause of the verdict in words."""
        return cause(self.citation, self.found)

    @property
    def note(self) -> str:
        """Return the name of the field for the note that readers see."""
        return f"{NOTE}{self.citation.pk}"

    @property
    def source_row(self) -> Any:
        """Return the words of the source where they differ, else nothing."""
        return witness_row(self.found.collation) if self.found and self.found.differences else None

    @property
    def quote_row(self) -> Any:
        """Return the words of the quote where they differ, else nothing."""
        if not (self.found and self.found.differences):
            return None
        return quote_row(self.citation.quote.text, [self.found.collation])


class Consequences(Exception):  # noqa: N818 (no error: an act has to be asked about)
    """Raised in place of an act by which verdicts of published quotes would fall.

    It reads what it shows while the act is not undone: a query, and one for the passages.
    """

    def __init__(self, before: dict[int, State], after: dict[int, State], *, deed: str) -> None:
        down = fallen(before, after)
        super().__init__(f"{len(down)} verdicts would fall")
        self.deed, self.digest = deed, digest_of(down)
        self.count = len({after[pk][0] for pk in down})
        self.falls = _falls(down)
        self.beyond = len(down) - len(self.falls)
        self.others = _others(down, before, after)

    @property
    def title(self) -> str:
        """Return what would happen: Saving changes 2 published quotes."""
        return f"{self.deed} changes {self.count} published quote{'s' * (self.count != 1)}"

    @property
    def verb(self) -> str:
        """Return what the editor does anyway: Save, Delete."""
        return {"Saving": "Save", "Deleting": "Delete"}[self.deed]


def fallen(before: Mapping[int, State], after: Mapping[int, State]) -> Falls:
    """Return the verdicts of published quotes that are worse than they were."""
    return {
        pk: (before[pk][2], verdict)
        for pk, (_, status, verdict) in after.items()
        if pk in before and status == Status.PUBLISHED and rank(verdict) > rank(before[pk][2])
    }


def digest_of(down: Falls) -> str:
    """Return what the page posts, so that a yes holds for what was shown alone."""
    return sha256(repr(sorted(down.items())).encode()).hexdigest()[:32]


def keep_notes(posted: Mapping[str, Any], citations: Iterable[int]) -> None:
    """Keep the notes for readers that were written on the page; a query, and one for each."""
    typed = {pk: str(posted.get(f"{NOTE}{pk}", "")).strip() for pk in citations}
    noted = [pk for pk, note in typed.items() if note]
    chosen = Citation.objects.filter(pk__in=noted).select_related("quote", "passage")
    for citation in chosen if noted else ():
        note = " ".join(filter(None, [citation.note.strip(), typed[citation.pk]]))
        kept = {"note": note, "confirmed_digest": citation.digest}
        Citation.objects.filter(pk=citation.pk).update(**kept)


def _falls(down: Falls) -> list[Fall]:
    """Return what is shown one by one; each passage is folded once."""
    shown = list(down)[:MOST_NAMED]
    found = Citation.objects.select_related("quote", "source", "passage__source").in_bulk(shown)
    texts: dict[int, Prepared] = {}
    falls = []
    for citation in (found[pk] for pk in shown):
        passage, finding = citation.passage, None
        if passage is not None and citation.source.level != citation.source.Level.AGGREGATOR:
            text = texts.setdefault(passage.pk, Prepared(passage.text))
            finding = compare(citation.quote.text, text)
        falls.append(Fall(citation, Verdict(down[citation.pk][0]).shown, finding))
    return falls


def _others(down: Collection[int], before: dict[int, State], after: dict[int, State]) -> list[str]:
    """Return sentences about the other quotes: whose verdict changes too, and which stay."""
    rest = {pk: state for pk, state in after.items() if pk not in down and pk in before}
    told = [sentence for _, sentence in changes(before, rest, deed="Also changed:")]
    moved = {quote for pk, (quote, _, now) in rest.items() if rank(now) != rank(before[pk][2])}
    stay = {quote for quote, _, _ in rest.values()} - moved - {after[pk][0] for pk in down}
    codes = [f"Q{quote}" for quote in sorted(stay)[:MOST_NAMED]]
    if len(stay) > len(codes):
        codes.append(f"{len(stay) - len(codes)} more")
    if codes:
        told.append(f"The verdict stays with {get_text_list(codes, 'and')}.")
    return told
