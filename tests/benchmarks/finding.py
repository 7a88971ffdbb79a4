"""Corrections, real words, questions and near-duplicates against what is known to be right."""

from __future__ import annotations

import random
import time
from collections.abc import Sequence
from importlib import import_module
from typing import Any

from django.db import connection

from principles.models import Lexeme, Quote
from principles.search.pages import ResultPage
from principles.search.wordlists import listed
from tests.benchmarks import figures, prose
from tests.benchmarks.asking import Question, Short
from tests.benchmarks.product import correction, near_duplicates, page
from tests.benchmarks.queries import Case

WITHIN = 5  # results
REAL_WORDS = 2_000
COMMON = 50  # level of a word
_STEMS = """
SELECT word, (ts_lexize('principles_english', word))[1] FROM unnest(%s::text[]) AS word
"""
ALIKE = 75  # of rapidfuzz's ratio, in per cent


def corrections(cases: Sequence[Case]) -> dict[str, Any]:
    """Return how often the first correction is the word that was meant, and what it took.

    Right is a suggestion that has the word meant in place of the one typed. Raises MissingError.
    """
    right, offered, times, wrong = 0, 0, [], []
    for case in cases:
        started = time.perf_counter()
        said = correction(case.text)
        times.append((time.perf_counter() - started) * 1000)
        found = prose.key(said or "").split()
        offered += bool(said)
        if case.truth in found and case.typed not in found:
            right += 1
        else:
            wrong.append(f"{case.text} ({case.truth}): {said}")
    return {
        "cases": len(cases),
        "offered": offered,
        "right": right / len(cases),
        "right_interval": figures.wilson(right, len(cases)),
        "milliseconds": figures.of_runs([times]),
        "wrong": wrong,
    }


def real_words() -> dict[str, Any]:
    """Return how many common English words that the base lacks are searched as another, and which.

    Two thousand of those that neither it nor a word of the same stem is of, drawn by a seed.
    """
    common = sorted(word for word, level in listed() if level <= COMMON and word.isalpha())
    words = random.Random("real words").sample(lacking(common), REAL_WORDS)
    replaced, related, offered, times = [], 0, 0, []
    for word in words:
        started = time.perf_counter()
        found = page(word)
        times.append((time.perf_counter() - started) * 1000)
        if found.did_you_mean:
            replaced.append(f"{word}: {found.did_you_mean}")
        related += bool(found.found.total)
        offered += bool(found.offered)
    return {
        "cases": len(words),
        "replaced": len(replaced),
        "found by family or spelling": related,
        "offered": offered,
        "milliseconds": figures.of_runs([times]),
        "wrong": replaced,
    }


def questions(asked: Sequence[Question]) -> dict[str, Any]:
    """Return how often a question and its bare words find the quote among the first five."""
    found: dict[str, dict[str, int]] = {}
    times, lost = [], []
    for question in asked:
        started = time.perf_counter()
        is_found = _is_among(page(question.text), question.number)
        times.append((time.perf_counter() - started) * 1000)
        is_found_bare = _is_among(page(question.bare), question.number)
        counts = found.setdefault(question.template, {"cases": 0, "found": 0, "bare": 0})
        counts["cases"] += 1
        counts["found"] += is_found
        counts["bare"] += is_found_bare
        if is_found_bare and not is_found:
            lost.append(f"{question.text} -> {question.number}")
    right, bare = (sum(counts[name] for counts in found.values()) for name in ("found", "bare"))
    return {
        "cases": len(asked),
        "within_five": right / len(asked),
        "within_five_interval": figures.wilson(right, len(asked)),
        "bare_within_five": bare / len(asked),
        "below_bare": (bare - right) / len(asked),
        "templates": found,
        "milliseconds": figures.of_runs([times]),
        "lost": lost,
    }


def _is_among(found: ResultPage, number: int) -> bool:
    return ("quote", number) in [(hit.kind, hit.number) for hit in found.found.hits[:WITHIN]]


def short(asked: Sequence[Short]) -> dict[str, Any]:
    """Return by kind how many short queries find anything, and the two words that find nothing."""
    kinds: dict[str, list[bool]] = {}
    times, empty = [], []
    for query in asked:
        started = time.perf_counter()
        is_found = bool(page(query.text).found.total)
        times.append((time.perf_counter() - started) * 1000)
        length = "one word" if len(query.is_there) == 1 else "two words"
        kind = f"{length}, {sum(query.is_there)} there"
        kinds.setdefault(kind, []).append(is_found)
        if length == "two words" and not is_found:
            empty.append(query.text)
    pairs = [
        is_found for kind, found in kinds.items() if kind.startswith("two") for is_found in found
    ]
    return {
        "cases": len(asked),
        "pairs_not_empty": sum(pairs) / len(pairs),
        "pairs_not_empty_interval": figures.wilson(sum(pairs), len(pairs)),
        "not_empty": {kind: sum(found) / len(found) for kind, found in kinds.items()},
        "milliseconds": figures.of_runs([times]),
        "empty": empty,
    }


def lacking(words: Sequence[str]) -> list[str]:
    """Return the words of whose stem the base has no word."""
    with connection.cursor() as cursor:
        cursor.execute(_STEMS, [list(words)])
        stems = dict(cursor.fetchall())
    there = set(Lexeme.objects.values_list("lexeme", flat=True))
    return [word for word in words if stems[word] not in there]


def duplicates(cases: Sequence[Case]) -> dict[str, Any]:
    """Return recall and precision of near-duplicates, and what a look-up takes.

    Recalled is a quote that is found by its changed text. Whatever else is found counts as right
    where rapidfuzz, which knows nothing of the index, calls the two texts alike: a string
    similarity too, so the precision is generous. Raises MissingError.
    """
    ratio: Any = import_module("rapidfuzz.fuzz").ratio
    recalled, right, found, times, missed = 0, 0, 0, [], []
    near_duplicates(cases[0].text)
    for case in cases:
        started = time.perf_counter()
        numbers = [number for number, _ in near_duplicates(case.text)]
        times.append((time.perf_counter() - started) * 1000)
        texts = Quote.objects.in_bulk(numbers)
        recalled += case.number in numbers
        found += len(numbers)
        right += sum(
            number == case.number
            or ratio(prose.key(texts[number].text), prose.key(case.text)) >= ALIKE
            for number in numbers
        )
        if case.number not in numbers:
            missed.append(f"{case.text} -> {case.number}")
    return {
        "cases": len(cases),
        "recall": recalled / len(cases),
        "recall_interval": figures.wilson(recalled, len(cases)),
        "precision": right / found if found else 0.0,
        "precision_interval": figures.wilson(right, found),
        "found": found,
        "milliseconds": figures.of_runs([times]),
        "missed": missed,
    }
