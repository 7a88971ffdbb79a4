"""What a query matches, for the site and the editors' desk alike.

One statement reads the query against the base: every term is normalised by the function that
normalised the index, becomes a tsquery there, and is looked up among the names of tags and
principles, whose entries carry ids instead of names, and among the words that editors call
equivalent. No text of a reader's is ever parsed as query syntax.
"""

from __future__ import annotations

from functools import reduce
from operator import and_, or_
from typing import TypeVar

from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Concat

from principles.models import Person, Principle, Quote, SearchEntry, Source
from principles.models.evidence import NormalizedWords
from principles.search.query import parse
from principles.search.reading import Reading, read
from principles.search.terms import ReadTerm

BEGINNING = 4  # letters of an unfinished word that stay when it is stemmed

M = TypeVar("M", Quote, Principle, Source, Person)


class _WordVector(Func):
    """The vector of normalised words, as the index makes it."""

    template = "to_tsvector('principles', %(expressions)s)"


class _Satisfies(Func):
    """Whether a vector satisfies a tsquery that was made here."""

    template = "(%(expressions)s::tsquery)"
    arg_joiner = " @@ "
    output_field = models.BooleanField()


def matching_numbers(queryset: models.QuerySet[M], text: str) -> models.QuerySet[M]:
    """Return what of the queryset all the words match, drafts included; one query at once.

    The last word may be unfinished, as it is while an editor types in a field that completes.
    Operators are words here: the lists have filters of their own.
    """
    query = parse(text.replace(":", " "))
    if query.is_empty:
        return queryset
    found = _all_terms(read(query))
    if queryset.model is Person:
        names = NormalizedWords(Concat(F("name"), Value(" "), F("sort_name")))
        words = Concat(Value(" "), names, Value(" "), output_field=models.TextField())
        return queryset.alias(words=words).alias(vector=_WordVector(F("words"))).filter(found)
    kind = queryset.model.__name__.lower()
    entries = SearchEntry.objects.filter(found, kind=kind)
    return queryset.filter(pk__in=entries.values("number"))


def _all_terms(reading: Reading) -> Q:
    """Return the condition that a row with `words` and `vector` matches every term."""
    if not reading.terms:
        return Q(pk__in=[])
    last = reading.terms[-1]
    conditions = [_condition(term, is_last=term is last) for term in reading.terms]
    excluded = [~Q(_Satisfies(F("vector"), Value(query))) for query in reading.excluded]
    return reduce(and_, conditions + excluded)


def _condition(term: ReadTerm, *, is_last: bool) -> Q:
    condition = Q(_Satisfies(F("vector"), Value(term.either)))
    if term.pattern:
        return condition & Q(words__regex=term.pattern)
    if is_last and not term.is_phrase:
        return condition | reduce(or_, map(_beginning, term.spellings))
    return condition


def _beginning(word: str) -> Q:
    """Return the condition that a word of the row begins so; the index finds the first letters."""
    first = word.split(maxsplit=1)[0]
    letters = Q(_Satisfies(F("vector"), Value(f"'{first[:BEGINNING]}':*")))
    return letters & Q(words__contains=f" {word}")
