"""A stored passage made ready to be compared with many quotes.

Folding a long passage and cutting it into tokens costs more than looking for a quote in it, and a
passage of a book may have hundreds of quotes. Each step is taken once, when it is first needed.
Pure: no Django.
"""

from __future__ import annotations

from functools import cached_property

from principles.provenance.collation import Token, tokens
from principles.text import Folded, fold, paragraphs


class Prepared:
    """The text of a passage with what comparing needs of it."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def folded(self) -> Folded:
        """Return the folded text."""
        return fold(self.text)

    @cached_property
    def tokens(self) -> list[Token]:
        """Return the words and signs."""
        return tokens(self.folded, length=len(self.text))

    @cached_property
    def paragraph_ends(self) -> list[int]:
        """Return where each paragraph ends."""
        return [end for _, end in paragraphs(self.text)]
