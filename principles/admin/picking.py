"""Picking quotes out of the stored text of a source: what the page shows, and what it posts.

Every sentence has a box, so that many are picked at once without a script, and a link to the form
filled in with it. A longer stretch is chosen by two links, from one sentence to another of the same
passage. What is quoted already is marked with the number of its quote.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Count
from django.http import QueryDict
from django.urls import reverse

from principles.admin.filters import number_in
from principles.admin.naming import entry_named
from principles.admin.quoting import without_marks
from principles.models import Citation, Contribution, Passage, Person, Principle, Source, Tag
from principles.text import Span, paragraphs, sentences

MOST_OFFERED = 30  # principles and tags that are offered
MOST_PICKED = 100


@dataclass(frozen=True, slots=True)
class Pick:
    """A stretch of a passage that is to be a quote."""

    passage: Passage
    start: int
    end: int

    @property
    def text(self) -> str:
        """Return the words, without quotation marks around them."""
        return without_marks(self.passage.text[self.start : self.end])

    @property
    def shown(self) -> str:
        """Return the words as they stand in the text."""
        return self.passage.text[self.start : self.end].strip()

    @property
    def value(self) -> str:
        """Return the pick as the page posts it: passage, start and end."""
        return f"{self.passage.pk}:{self.start}:{self.end}"

    @property
    def address(self) -> str:
        """Return the address of the empty form of a quote, filled in with it."""
        source, passage = self.passage.source_id, self.passage.pk
        query = {"source": source, "passage": passage, "start": self.start, "end": self.end}
        return reverse("admin:principles_quote_add", query=query)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the text, with the quotes that have words of it.

    `stretch` is from the sentence chosen as the first one to this, where one is chosen.
    """

    pick: Pick
    quotes: tuple[int, ...]
    is_picked: bool
    is_first: bool
    stretch: Pick | None

    @property
    def first(self) -> str:
        """Return the passage and the start of the sentence, from which a stretch is chosen."""
        return f"{self.pick.passage.pk}:{self.pick.start}"


@dataclass(frozen=True, slots=True)
class Section:
    """A passage with its paragraphs of sentences."""

    passage: Passage
    paragraphs: list[list[Sentence]]


class EntryField(forms.CharField):
    """An entry by its number or its exact name, which need not be written with its accents."""

    def __init__(self, model: type[models.Model], **options: Any) -> None:
        super().__init__(required=False, **options)
        self._model = model

    def clean(self, value: Any) -> models.Model | None:
        typed = str(super().clean(value))
        return entry_named(self._model, typed) if typed else None


class PickForm(forms.Form):
    """The stretches that were picked, and what all of them have."""

    speaker = EntryField(Person)
    principle = EntryField(Principle)
    tag = EntryField(Tag)

    def __init__(self, posted: QueryDict | None, *, source: Source, **options: Any) -> None:
        super().__init__(posted, label_suffix="", **options)
        for name, field in self.fields.items():
            field.widget.attrs["list"] = f"known-{name}"
        values = posted.getlist("pick") if posted else []
        self.values = list(dict.fromkeys(str(value) for value in values))
        self.picks = _picks(source, self.values[:MOST_PICKED])

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if not self.values:
            raise ValidationError("Nothing is picked yet: choose sentences of the text.")
        if len(self.values) > MOST_PICKED:
            raise ValidationError(f"At most {MOST_PICKED} quotes are picked at once.")
        if len(self.picks) < len(self.values):
            raise ValidationError("The text was changed meanwhile: pick its sentences again.")
        return cleaned


def only_author(source: Source) -> str:
    """Return the name of the source's only author, else nothing; one query."""
    authors = source.contributions.filter(role=Contribution.Role.AUTHOR).select_related("person")
    names = [made.person.name for made in authors[:2]]
    return names[0] if len(names) == 1 else ""


def known(source: Source) -> dict[str, list[str]]:
    """Return the names that are offered for each field, those used with the source first."""
    return {
        "speaker": [made.person.name for made in source.contributions.select_related("person")],
        "principle": _most_used(Principle, source, "supports__quote__citations__source"),
        "tag": _most_used(Tag, source, "quote_tags__content_object__citations__source"),
    }


def sections(
    source: Source, passages: Iterable[Passage], *, picked: Collection[str], first: str
) -> list[Section]:
    """Return the passages cut into sentences; one query, of what is quoted.

    `picked` are the values of boxes that are ticked, `first` is the passage and the start of the
    sentence from which a stretch is chosen.
    """
    quoted: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
    placed = Citation.objects.filter(source=source, start__isnull=False)
    for passage, *place in placed.order_by("quote").values_list("passage", "start", "end", "quote"):
        quoted[passage].append(tuple(place))  # type: ignore[arg-type]  # three numbers
    return [
        Section(passage, _paragraphs(passage, quoted[passage.pk], picked, first))
        for passage in passages
    ]


def beyond_sentences(
    picks: Iterable[Pick], shown: Iterable[Section], *, picked: Collection[str]
) -> list[Pick]:
    """Return the picks among `picked` that no box of the page stands for."""
    boxes = {
        sentence.pick.value
        for section in shown
        for paragraph in section.paragraphs
        for sentence in paragraph
    }
    return [pick for pick in picks if pick.value in picked and pick.value not in boxes]


def _paragraphs(
    passage: Passage,
    quoted: Sequence[tuple[int, int, int]],
    picked: Collection[str],
    first: str,
) -> list[list[Sentence]]:
    spans = list(sentences(passage.text))
    begun = next((start for start, _ in spans if first == f"{passage.pk}:{start}"), None)

    def sentence(span: Span) -> Sentence:
        start, end = span
        pick = Pick(passage, start, end)
        numbers = (quote for since, until, quote in quoted if since < end and start < until)
        return Sentence(
            pick,
            tuple(dict.fromkeys(numbers)),
            pick.value in picked,
            is_first=start == begun,
            stretch=None if begun is None or start <= begun else Pick(passage, begun, end),
        )

    return [
        [sentence(span) for span in spans if since <= span[0] < until]
        for since, until in paragraphs(passage.text)
    ]


def _picks(source: Source, values: Sequence[str]) -> list[Pick]:
    """Return the picks that are stretches of the source's text, in its order; one query."""
    whole = [place for value in values if len(place := _numbers(value)) == 3]
    stored = source.passages.in_bulk([passage for passage, _, _ in whole])
    found = [
        Pick(stored[passage], start, end)
        for passage, start, end in whole
        if passage in stored and 0 <= start < end <= len(stored[passage].text)
    ]
    return sorted(
        (pick for pick in found if pick.text), key=lambda pick: (pick.passage.position, pick.start)
    )


def _numbers(value: str) -> list[int]:
    """Return the numbers between the colons; what is none is left out."""
    numbers = (number_in(part) for part in value.split(":"))
    return [number for number in numbers if number is not None]


def _most_used(model: type[Any], source: Source, path: str) -> list[str]:
    """Return names of entries, those used most with quotes of the source first; one query."""
    used = Count("pk", filter=models.Q(**{path: source}))
    entries = model.objects.annotate(used=used).order_by("-used", "name")
    return list(entries.values_list("name", flat=True)[:MOST_OFFERED])
