"""The rules for a pasted text, each with an example that shows its answer.

`/about/verification/` prints them and a test pastes every example, so that what readers are told is
what is done. Each stored text is a letter of 2016 by Ann Other, unless it is said to be a copy or
to be kept back.
"""

from principles.pasted.examples.claims import CLAIMS
from principles.pasted.examples.example import PastedExample
from principles.pasted.examples.names import NAMES
from principles.pasted.examples.words import WORDS

__all__ = ["CLAIMS", "EXAMPLES", "NAMES", "WORDS", "PastedExample"]

EXAMPLES = (*CLAIMS, *WORDS, *NAMES)
