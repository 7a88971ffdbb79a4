"""A pasted text checked: the verdict on each claim, with what shows it."""

from principles.pasted.checking import check
from principles.pasted.results import (
    Apart,
    Check,
    Credit,
    GivenPlace,
    Judgement,
    Match,
    Outcome,
    Told,
)
from principles.pasted.texts import stored_count, texts

__all__ = [
    "Apart",
    "Check",
    "Credit",
    "GivenPlace",
    "Judgement",
    "Match",
    "Outcome",
    "Told",
    "check",
    "stored_count",
    "texts",
]
