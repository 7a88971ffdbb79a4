"""A pasted text checked: the verdict on each sentence, with what shows it."""

from principles.pasted.checking import check
from principles.pasted.results import Check, Credit, Match, Sentence
from principles.pasted.texts import stored_count, texts

__all__ = ["Check", "Credit", "Match", "Sentence", "check", "stored_count", "texts"]
