"""The entries of the base and the rules they keep.

A foreign key has no index of its own where a uniqueness constraint begins with it: the index of the
constraint serves both. A key that is usually empty has a partial index, of the rows that have it.
"""

from principles.models.addresses import FormerAddress
from principles.models.base import Base
from principles.models.bibliography import Contribution, Person, Source
from principles.models.evidence import Attribution, Citation, Quote, Verdict
from principles.models.lexicon import Completion, Deletion, Lexeme, Lexicon, Word
from principles.models.limits import Attempt
from principles.models.passages import Passage
from principles.models.principle import Principle, SeeAlso, Support
from principles.models.publication import Status
from principles.models.reports import Report
from principles.models.search_index import SearchEntry
from principles.models.synonyms import Synonyms
from principles.models.tags import PrincipleTag, QuoteTag, Tag

__all__ = [
    "Attempt",
    "Attribution",
    "Base",
    "Citation",
    "Completion",
    "Contribution",
    "Deletion",
    "FormerAddress",
    "Lexeme",
    "Lexicon",
    "Passage",
    "Person",
    "Principle",
    "PrincipleTag",
    "Quote",
    "QuoteTag",
    "Report",
    "SearchEntry",
    "SeeAlso",
    "Source",
    "Status",
    "Support",
    "Synonyms",
    "Tag",
    "Verdict",
    "Word",
]
