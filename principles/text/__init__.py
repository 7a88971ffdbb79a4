"""Text as comparing sees it: cleaned, folded, and cut into words, sentences and paragraphs.

Offsets are half-open Python string indices throughout. Knows nothing of Django.
"""

from principles.text.characters import UNSPACED
from principles.text.cleaning import Cleaned, cleaned, counted
from principles.text.folding import FOLDING_RULES, FOLDING_VERSION, Folded, Span, fold
from principles.text.segments import is_word_boundary, paragraphs, sentences, words

__all__ = [
    "FOLDING_RULES",
    "FOLDING_VERSION",
    "UNSPACED",
    "Cleaned",
    "Folded",
    "Span",
    "cleaned",
    "counted",
    "fold",
    "is_word_boundary",
    "paragraphs",
    "sentences",
    "words",
]
