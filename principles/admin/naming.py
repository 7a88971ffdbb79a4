"""An entry that an editor names by writing: its permanent number, or its exact name.

So every choice can be made without a script. A name need not be written with its accents and
capitals; a passage is named by its label, in the source that is chosen beside it.
"""

from __future__ import annotations

import re
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Value
from django.db.models.functions import MD5

from principles.models import Passage, Principle, Quote, Source
from principles.models.evidence import NormalizedWords

LETTERS: dict[type[models.Model], str] = {Quote: "Q", Source: "S", Principle: "P"}
NAMES: dict[type[models.Model], str] = {Source: "title", Passage: "label"}  # of others: name
_NUMBER = re.compile(r"(?P<letter>[A-Za-z]?)\s?(?P<number>[1-9][0-9]{0,8})")


class Named(str):
    """What was written to name an entry; `source` is what is chosen or written as its source."""

    __slots__ = ("source",)
    source: str

    def __new__(cls, written: str, source: str = "") -> Self:
        self = super().__new__(cls, written)
        self.source = source
        return self


def entry_named(model: type[models.Model], written: str) -> Any:
    """Return the only entry of that number or name; two queries at most.

    Raises ValidationError where there is none, or more than one.
    """
    entries = model._default_manager.all()
    if isinstance(written, Named) and written.source:
        entries = entries.filter(source=entry_named(Source, str(written.source)))
    kind = model._meta.verbose_name
    found = _numbered(entries, written) or _called(entries, written)
    if not found:
        raise ValidationError(f"There is no {kind} of the number or name “{written}”.")
    if len(found) > 1:
        numbers = " or ".join(f"{LETTERS.get(model, '')}{entry.pk}" for entry in found)
        raise ValidationError(f"“{written}” names more than one {kind}: write {numbers}.")
    return found[0]


def _numbered(entries: models.QuerySet[Any], written: str) -> list[Any]:
    code = _NUMBER.fullmatch(written)
    if code is None or code["letter"].upper() not in {"", LETTERS.get(entries.model, "")}:
        return []
    return list(entries.filter(pk=int(code["number"])))


def _called(entries: models.QuerySet[Any], written: str) -> list[Any]:
    folded = NormalizedWords(Value(str(written)))
    if entries.model is Quote:
        return list(entries.filter(words_digest=MD5(folded)).order_by("pk")[:2])
    named = entries.alias(folded=NormalizedWords(NAMES.get(entries.model, "name")))
    return list(named.filter(folded=folded).order_by("pk")[:2])
