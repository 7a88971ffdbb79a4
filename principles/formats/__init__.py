"""Entries and lists in the formats that programs read; one shape for each kind, wherever it is."""

from principles.formats.fetching import Entries, for_json
from principles.formats.json_entries import (
    person_json,
    principle_json,
    quote_json,
    source_json,
    tag_json,
)
from principles.formats.json_lists import list_json
from principles.formats.json_search import search_json
from principles.formats.json_suggestions import suggestions_json
from principles.formats.json_verify import verify_json

__all__ = [
    "Entries",
    "for_json",
    "list_json",
    "person_json",
    "principle_json",
    "quote_json",
    "search_json",
    "source_json",
    "suggestions_json",
    "tag_json",
    "verify_json",
]
