"""The editor's yes to publishing words that the stored text does not show, with the reason.

Where a citation is altered, or unverified although text of its source is stored, publishing asks. A
yes holds for the words, the passage and the verdict that were shown with the question, no others.
The reason becomes a part of the citation's note, which readers see.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget
from django.db.models import QuerySet
from django.utils.safestring import SafeString

from principles.admin.places import Offer, offers
from principles.admin.verdicts import DOUBTFUL, comparison_of
from principles.models import Citation, Quote, Source, Verdict
from principles.provenance.matching import Finding
from principles.provenance.verification import finding

NEEDS_A_YES = (
    "The stored text does not show the words. Mend them, or say at the top of this page that the "
    "quote is published all the same, and why."
)
MOST_ASKED = 50  # quotes on one page


class ConfirmationForm(forms.Form):
    """The question about one citation, whose verdict is doubtful, and its answer if there is one.

    The citation may be unsaved; it has its quote, source, passage, note and verdict.
    """

    asked = forms.CharField(required=False)
    although = forms.BooleanField(
        required=False, label="Publish it although the stored text does not show these words"
    )
    reason = forms.CharField(
        required=False, label="Why", widget=AdminTextareaWidget(attrs={"rows": 2})
    )

    def __init__(
        self,
        posted: Mapping[str, Any] | None,
        *,
        citation: Citation,
        found: Finding | None,
        prefix: str,
        offer: Offer,
    ) -> None:
        self.citation, self.found, self.offer = citation, found, offer
        given = posted or {}
        answered = given.get(f"{prefix}-asked")
        self.is_other = answered is not None and answered != citation.digest
        kept = {"reason": given.get(f"{prefix}-reason", "")} if self.is_other else {}
        is_answer = answered == citation.digest
        super().__init__(given if is_answer else None, prefix=prefix, initial=kept, label_suffix="")

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        is_yes = self.cleaned_data.get("although")
        if is_yes and not self.cleaned_data.get("reason") and not self.citation.note.strip():
            self.add_error("reason", "Say why: readers see it with the citation.")
        return cleaned

    @property
    def is_confirmed(self) -> bool:
        """Say whether the editor said yes to what is asked, with a reason."""
        return self.is_valid() and bool(self.cleaned_data["although"])

    @property
    def comparison(self) -> SafeString:
        """Return the verdict with what differs."""
        is_saved = self.citation.pk is not None
        row = "" if is_saved else str(self.prefix)
        return comparison_of(self.citation, self.found, offer=self.offer, row=row)

    def keep(self, citation: int) -> None:
        """Keep the yes and the reason with the citation of that id; one query."""
        note = " ".join(filter(None, [self.citation.note.strip(), self.cleaned_data["reason"]]))
        kept = {"note": note, "confirmed_digest": self.citation.digest}
        Citation.objects.filter(pk=citation).update(**kept)


def compared(quote: Quote, source: Source, **fields: Any) -> tuple[Citation, Finding | None]:
    """Return an unsaved citation with the verdict it would get, and the finding; no query."""
    citation = Citation(quote=quote, source=source, verdict=Verdict.UNVERIFIED, **fields)
    found = finding(citation)
    if found:
        citation.verdict = Verdict(found.outcome.value)
        citation.start, citation.end = found.start, found.end
        citation.gives_part = found.gives_part
    return citation, found


def is_doubtful(citation: Citation, texts: Iterable[int]) -> bool:
    """Say whether a yes is needed; `texts` are the sources that have stored text."""
    is_open = citation.verdict in DOUBTFUL and citation.source_id in set(texts)
    return is_open and not (citation.confirmed_digest == citation.digest and citation.note.strip())


def questions_of(
    quotes: QuerySet[Any], posted: Mapping[str, Any]
) -> dict[Quote, list[ConfirmationForm]]:
    """Return what has to be asked of each stored quote before it is published; two queries."""
    doubtful = Citation.objects.unconfirmed().filter(quote__in=quotes.values("pk"))
    asked: dict[Quote, list[ConfirmationForm]] = {}
    related = doubtful.select_related("quote", "source", "passage")
    citations = list(related.order_by("quote", "position", "pk"))
    for offer in offers(citations):
        citation = offer.citation
        found = finding(citation) if len(asked) <= MOST_ASKED else None
        question = ConfirmationForm(
            posted, citation=citation, found=found, prefix=f"citation-{citation.pk}", offer=offer
        )
        asked.setdefault(citation.quote, []).append(question)
    return asked


def is_answered(posted: Mapping[str, Any], questions: dict[Quote, list[ConfirmationForm]]) -> bool:
    """Say whether the page that asks was sent, with a reason for every yes."""
    asked = [question for each in questions.values() for question in each]
    is_answer = "confirming" in posted
    return is_answer and all(not question.errors and not question.is_other for question in asked)


def keep_confirmed(questions: dict[Quote, list[ConfirmationForm]]) -> list[Quote]:
    """Keep the answers about quotes that are confirmed; return the other quotes."""
    refused = []
    for quote, asked in questions.items():
        if not all(question.is_confirmed for question in asked):
            refused.append(quote)
            continue
        for question in asked:
            question.keep(question.citation.pk)
    return refused
