"""Make way for words that change hands between the quotes of a bundle.

The same words are in the base once, at every moment. Quotes are written in batches, so one that
still has the words of another, later or earlier, is given words of no meaning until its turn comes.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection

from principles.transfer.reconciling import on_the_way
from principles.transfer.records import QuoteRecord

PARK = """
    UPDATE principles_quote q SET text = %s || q.number
    FROM unnest(%s::int[], %s::text[]) AS given(number, words)
    WHERE q.number = ANY (%s) AND q.same_words_as_id IS NULL
    AND q.words_digest = md5(principles_qnorm(given.words)) AND q.number <> given.number
"""


def park_words(quotes: Sequence[QuoteRecord]) -> None:
    """Take their words from the quotes of which another is to have them; one query.

    The bundle is known to enter no words twice, so each of those is about to get other words or to
    become a double.
    """
    numbers = [quote.number for quote in quotes]
    firsts = {quote.number: quote.text for quote in quotes if not quote.same_words_as}
    with connection.cursor() as cursor:
        cursor.execute(PARK, [on_the_way(""), list(firsts), list(firsts.values()), numbers])
