"""The entries of the base and the rules they keep."""

from principles.models.addresses import FormerAddress
from principles.models.base import Base
from principles.models.bibliography import Contribution, Passage, Person, Source
from principles.models.evidence import Attribution, Citation, Quote, Verdict
from principles.models.principle import Principle, SeeAlso, Support
from principles.models.publication import Status
from principles.models.search_index import SearchEntry
from principles.models.tags import PrincipleTag, QuoteTag, Tag

__all__ = [
    "Attribution",
    "Base",
    "Citation",
    "Contribution",
    "FormerAddress",
    "Passage",
    "Person",
    "Principle",
    "PrincipleTag",
    "Quote",
    "QuoteTag",
    "SearchEntry",
    "SeeAlso",
    "Source",
    "Status",
    "Support",
    "Tag",
    "Verdict",
]
