"""The words of the base, read anew from the public rows of the index when enough have changed.

Everything is made by statements over whole tables, in one transaction, and only what differs is
written: readers see the old words until all of the new are there, nobody waits for them, and the
tables do not bloat. Only the first time, when there are none to be seen, the table of misspellings
is filled before its key is made. What readers ask is answered from this snapshot; whether a word
exists right now is asked of the index itself, so that a new word is known at once and a withdrawn
one is not offered.
"""

from __future__ import annotations

from dataclasses import dataclass
from threading import Thread

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from principles.models import Lexicon
from principles.models.locks import Lock

LEAST_CHANGES = 10  # rows whose public words have changed, before the snapshot is out of date
CHANGED_PART = 10  # and at least a tenth of all
SMALL = 10_000  # entries, whose words are read in a fifth of a second
LARGEST_AT_ONCE = 100_000  # entries that an editor can be made to wait for, a second or two
LONGEST_WORD = 40  # letters; longer ones are addresses and noise
COMPLETIONS_KEPT = 25  # kept for each short prefix

_LEXEMES = """
WITH fresh AS MATERIALIZED (
    SELECT word AS lexeme, held AS entries FROM principles_counted('lexemes')
), gone AS (
    DELETE FROM principles_lexeme l
    WHERE NOT EXISTS (SELECT FROM fresh f WHERE f.lexeme = l.lexeme)
)
INSERT INTO principles_lexeme AS l (lexeme, entries)
SELECT lexeme, entries FROM fresh
ON CONFLICT (lexeme) DO UPDATE SET entries = excluded.entries WHERE l.entries <> excluded.entries
"""

_WORDS = """
WITH fresh AS MATERIALIZED (
    SELECT word, held AS occurrences,
        coalesce((ts_lexize('principles_english', word))[1], word) AS lexeme
    FROM principles_counted('words') WHERE length(word) BETWEEN 1 AND %(longest)s
), gone AS (
    DELETE FROM principles_word w WHERE NOT EXISTS (SELECT FROM fresh f WHERE f.word = w.word)
)
INSERT INTO principles_word AS w (word, entries, lexeme)
SELECT f.word, least(f.occurrences, l.entries), f.lexeme
FROM fresh f JOIN principles_lexeme l USING (lexeme)
ON CONFLICT (word) DO UPDATE SET entries = excluded.entries WHERE w.entries <> excluded.entries
"""

_DELETIONS_GONE = """
DELETE FROM principles_deletion d
WHERE NOT EXISTS (SELECT FROM principles_word w WHERE w.word = d.word)
"""

# Of equal letters in a row only the first is left out: the others give the same.
_DELETIONS = """
INSERT INTO principles_deletion (deletion, word)
SELECT overlay(w.word PLACING '' FROM place FOR 1) AS deletion, w.word
FROM principles_word w, generate_series(1, length(w.word)) AS place
WHERE w.word ~ '^[[:alpha:]]{4,24}$'
    AND substr(w.word, place, 1) <> CASE place WHEN 1 THEN '' ELSE substr(w.word, place - 1, 1) END
    AND NOT EXISTS (SELECT FROM principles_deletion d
        WHERE d.deletion = substr(w.word, 2) AND d.word = w.word)
ORDER BY 1, 2
"""

_DELETIONS_BARE = "SELECT unnest(principles_take_indexes('principles_deletion'))"

_COMPLETIONS = """
WITH placed AS (
    SELECT left(word, letters) AS prefix, word, row_number()
        OVER (PARTITION BY letters, left(word, letters) ORDER BY entries DESC, word) AS place
    FROM principles_word, generate_series(1, least(3, length(word))) AS letters
), fresh AS MATERIALIZED (
    SELECT prefix, array_agg(word ORDER BY place) AS words
    FROM placed WHERE place <= %(most)s GROUP BY prefix
), gone AS (
    DELETE FROM principles_completion c
    WHERE NOT EXISTS (SELECT FROM fresh f WHERE f.prefix = c.prefix)
)
INSERT INTO principles_completion AS c (prefix, words) SELECT prefix, words FROM fresh
ON CONFLICT (prefix) DO UPDATE SET words = excluded.words WHERE c.words <> excluded.words
"""

_STATE = """
INSERT INTO principles_lexicon AS l (id, refreshed_at, entries, changes)
VALUES (1, now(), (SELECT count(*) FROM principles_searchentry WHERE public), 0)
ON CONFLICT (id) DO UPDATE SET refreshed_at = excluded.refreshed_at, entries = excluded.entries,
    changes = greatest(0, l.changes - %(seen)s)
RETURNING entries, (SELECT count(*) FROM principles_word)
"""


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What the words were read from, and how many there are."""

    entries: int
    words: int


def is_outdated() -> bool:
    """Say whether the words were never read, or enough has changed since; one query."""
    state = Lexicon.objects.first()
    return state is None or state.refreshed_at is None or _has_aged(state)


def refresh() -> Refreshed:
    """Read all words anew, in one transaction; two at once come one after the other.

    Of a million rows in about 12 s, of ten thousand in a fifth of a second.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [Lock.LEXICON])
        state = Lexicon.objects.first()
        cursor.execute(_LEXEMES)
        cursor.execute(_WORDS, {"longest": LONGEST_WORD})
        _write_deletions(cursor, is_first=state is None or state.refreshed_at is None)
        cursor.execute(_COMPLETIONS, {"most": COMPLETIONS_KEPT})
        cursor.execute(_STATE, {"seen": state.changes if state else 0})
        entries, words = cursor.fetchone()
        cursor.execute("ANALYZE principles_lexeme, principles_word, principles_deletion")
    return Refreshed(entries, words)


def _write_deletions(cursor: CursorWrapper, *, is_first: bool) -> None:
    """Write what words are misspelt as; for the first time before the table's key is made."""
    indexes = []
    if is_first:
        cursor.execute(_DELETIONS_BARE)
        indexes = [make for (make,) in cursor.fetchall()]
    cursor.execute(_DELETIONS_GONE)
    cursor.execute(_DELETIONS)
    for make in indexes:
        cursor.execute(make)


def refresh_if_changed() -> bool:
    """Read the words anew if any has changed since; say whether that was done."""
    state = Lexicon.objects.first()
    if state and state.refreshed_at and not state.changes:
        return False
    refresh()
    return True


def refresh_after_edit() -> bool:
    """Read the words anew if any has changed in a small base, or enough in a larger one.

    In a base so large that an editor would wait, that is done behind the edit, in a thread of its
    own. One query otherwise. Nobody waits for another who is reading them already.
    """
    state = Lexicon.objects.first()
    if state and state.refreshed_at:
        is_small = state.entries <= SMALL
        if not (state.changes if is_small else _has_aged(state)):
            return False
        if state.entries > LARGEST_AT_ONCE:
            Thread(target=_refresh_behind, name="lexicon", daemon=True).start()
            return True
    return _refresh_unless_another_does()


def _refresh_behind() -> None:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL statement_timeout = 0")  # nobody's browser waits
            _refresh_unless_another_does()
    finally:
        connection.close()


def _refresh_unless_another_does() -> bool:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [Lock.LEXICON])
        is_mine: bool = cursor.fetchone()[0]
        if is_mine:
            refresh()
    return is_mine


def _has_aged(state: Lexicon) -> bool:
    return state.changes >= max(LEAST_CHANGES, state.entries // CHANGED_PART)
