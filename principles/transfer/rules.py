"""Find what the rules across tables refuse, once the bundle is written.

The database asks those rules by itself when a transaction ends, and stops at the first entry that
breaks one. Only then are they asked again here, entry by entry, so that each is named with its
place. Rules and sentences are the database's own; the importer knows which field each is about.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from django.db import connection

from principles.transfer.problems import Place, Problem
from principles.transfer.records import Bundle

FIELDS = {
    "principle_published_with_a_quote": "support",
    "quote_double_has_other_speakers": "speakers",
    "quote_double_has_the_same_words": "same_words_as",
    "quote_published_with_a_citation": "citation",
    "quote_published_with_a_locator": "citation",
    "source_is_no_part_of_itself": "container",
}
"""The key in a bundle of what each rule is about."""

BROKEN = "SELECT number, rule, sentence FROM principles_broken_rules(%s, %s)"


def broken_rules(bundle: Bundle) -> Iterator[Problem]:
    """Yield the rule that each entry of the bundle breaks, as the base now is; three queries."""
    asked: dict[str, Mapping[int, Place]] = {
        "principles_check_source": {source.number: source.place for source in bundle.sources},
        "principles_check_quote": {quote.number: quote.place for quote in bundle.quotes},
        "principles_check_principle": {each.number: each.place for each in bundle.principles},
    }
    with connection.cursor() as cursor:
        for function, places in asked.items():
            cursor.execute(BROKEN, [function, list(places)])
            for number, rule, sentence in cursor.fetchall():
                yield Problem(places[number], FIELDS.get(rule, ""), sentence)
