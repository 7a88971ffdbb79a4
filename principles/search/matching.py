"""Match a query at the editors' desk, drafts included.

The query is read as the site reads it. What it asks for becomes a condition on rows of the index,
which narrows any QuerySet; nothing is ranked or counted. Every word has to match by itself: a list
has no room to say that an equivalent or a correction stood in.
"""

from __future__ import annotations

import re
from functools import reduce
from operator import and_, or_
from typing import TypeVar

from django.db import models
from django.db.models import F, Func, Q, Value

from principles.models import Principle, Quote, SearchEntry, Source
from principles.search.choices import Choice
from principles.search.query import parse
from principles.search.reading import Reading, read
from principles.search.tsquery import any_of, prefix_query

LETTERS_KEPT = 4  # letters of an unfinished word that stay when it is stemmed

M = TypeVar("M", Quote, Principle, Source)


class _Satisfies(Func):
    """Whether a vector satisfies a tsquery that was made here."""

    template = "(%(expressions)s::tsquery)"
    arg_joiner = " @@ "
    output_field = models.BooleanField()


def matching_numbers(queryset: models.QuerySet[M], text: str) -> models.QuerySet[M]:
    """Return the entries of the queryset that match all the words; runs one query at once.

    A minus excludes, "or" asks for either, and the last word may be unfinished, as it is while an
    editor types. A paragraph is not found for merely lacking excluded words. Operators are words
    here, because the lists have filters of their own.
    """
    query = parse(text.replace(":", " "))
    if query.is_empty:
        return queryset
    reading = read(query)
    found = _condition(reading, is_open=query.is_open)
    kind = queryset.model.__name__.lower()
    entries = SearchEntry.objects.filter(found, kind=kind)
    if not reading.terms:
        entries = entries.records()
    return queryset.filter(pk__in=entries.values("number"))


def _condition(reading: Reading, *, is_open: bool) -> Q:
    """Return the condition that a row with `words` and `vector` has what is asked for."""
    if not reading.terms and not reading.narrows:
        return Q(pk__in=[])
    terms = [_has(term) for term in reading.terms]
    if terms and is_open and not reading.terms[-1].has_sides:
        terms[-1] = _may_begin(reading.terms[-1], whole=terms[-1])
    excluded = [~_satisfies(query) for query in reading.excluded]
    refused = [~Q(words__regex=pattern) for pattern in reading.refused]
    return reduce(and_, [*terms, *excluded, *refused])


def _has(term: Choice) -> Q:
    """Return the condition that a row has the term, what is quoted of it letter for letter."""
    asked = term.asked
    if not term.pattern:
        return _satisfies(asked.either)
    found = _satisfies(any_of(asked.either, asked.compounds))
    exact = Q(words__regex=term.pattern)
    return found & (exact | _satisfies(asked.unquoted) if asked.unquoted else exact)


def _may_begin(term: Choice, *, whole: Q) -> Q:
    """Return the condition that also takes words that begin as the term does, but no phrases."""
    words = (word for word in term.spellings if not re.fullmatch(term.pattern, f" {word} "))
    return reduce(or_, map(_beginning, words), whole)


def _satisfies(query: str) -> Q:
    return Q(_Satisfies(F("vector"), Value(query)))


def _beginning(word: str) -> Q:
    """Return the condition that a word of the row begins so; the index finds the first letters."""
    first = word.split(maxsplit=1)[0]
    return _satisfies(prefix_query(first[:LETTERS_KEPT])) & Q(words__contains=f" {word}")
