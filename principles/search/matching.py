"""What a query matches, for the site and the editors' desk alike.

One statement reads the query against the base: every term is normalised by the function that
normalised the index, becomes a tsquery there, and is looked up among the names of tags and
principles, whose entries carry ids instead of names. No text of a reader's is ever parsed as query
syntax.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from functools import reduce
from operator import and_, or_
from typing import Any, TypeVar

from django.db import connection, models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Concat

from principles.models import Person, Principle, Quote, SearchEntry, Source
from principles.models.evidence import NormalizedWords
from principles.search.query import Filters, Query, Term, parse

TELLING = 4  # letters of a word worth advising

M = TypeVar("M", Quote, Principle, Source, Person)

_RESOLVE = """
WITH term AS (
    SELECT place, is_phrase, principles_qnorm(typed) AS words, principles_qnorm(joined) AS joined
    FROM unnest(%(typed)s::text[], %(joined)s::text[], %(phrases)s::boolean[])
        WITH ORDINALITY AS t(typed, joined, is_phrase, place)
), read AS (
    SELECT *, phraseto_tsquery('principles', words)
        || CASE WHEN joined = words THEN '' ELSE phraseto_tsquery('principles', joined) END AS query
    FROM term
), called AS (
    SELECT '#t' || id AS lexeme, 'tag' AS kind, name AS label, name AS called
    FROM principles_tag
    UNION ALL
    SELECT '#p' || number, 'principle', name, alias
    FROM principles_principle, unnest(name::text || aliases::text[]) AS alias
), named AS (
    SELECT r.place, c.lexeme, c.kind, c.label,
        to_tsvector('principles', r.words) @@ c.query AS alone
    FROM (SELECT *, phraseto_tsquery('principles', principles_qnorm(called)) AS query FROM called) c
    JOIN read r ON NOT r.is_phrase AND numnode(r.query) > 0
        AND to_tsvector('principles', principles_qnorm(c.called)) @@ r.query
    WHERE numnode(c.query) > 0
        AND to_tsvector('principles', principles_qnorm(%(text)s)) @@ c.query
), filtered AS (
    SELECT 'principle' AS facet, '#p' || number AS lexeme, slug, name AS label, NULL::int AS year
    FROM principles_principle WHERE slug = ANY (%(principle)s)
    UNION ALL
    SELECT 'source', '#s' || number, slug, title, year
    FROM principles_source WHERE slug = %(source)s
    UNION ALL
    SELECT 'person', '#a' || id, slug, name, NULL
    FROM principles_person WHERE slug = ANY (%(person)s)
    UNION ALL
    SELECT 'tag', '#t' || id, slug, name, NULL FROM principles_tag WHERE slug = ANY (%(tag)s)
)
SELECT jsonb_build_object(
    'whole', phraseto_tsquery('principles', principles_qnorm(%(text)s))::text,
    'terms', (SELECT jsonb_agg(jsonb_build_object(
            'place', place, 'words', words, 'joined', joined, 'query', query::text,
            'lexemes', tsvector_to_array(to_tsvector('principles', words || ' ' || joined)))
        ORDER BY place) FROM read WHERE numnode(query) > 0),
    'names', (SELECT jsonb_agg(jsonb_build_object('place', place, 'lexeme', lexeme, 'kind', kind,
            'label', label, 'alone', alone) ORDER BY place, lexeme) FROM (
        SELECT place, lexeme, kind, label, bool_or(alone) AS alone
        FROM named GROUP BY place, lexeme, kind, label) n),
    'filters', (SELECT jsonb_agg(jsonb_build_object('facet', facet, 'slug', slug,
            'lexeme', lexeme, 'label', label, 'year', year)) FROM filtered
        WHERE EXISTS (SELECT FROM principles_searchentry e
            WHERE e.public AND e.vector @@ quote_literal(lexeme)::tsquery)),
    'quote', (SELECT s.quote_id FROM principles_support s
        JOIN principles_principle p ON p.number = s.principle_id AND p.status = 'published'
        JOIN principles_quote q ON q.number = s.quote_id AND q.status = 'published'
        WHERE s.principle_id = %(placed)s ORDER BY s.position, s.id
        OFFSET %(place)s LIMIT 1))
"""


@dataclass(frozen=True, slots=True)
class Name:
    """A tag or a principle that words of the query name."""

    lexeme: str
    kind: str
    label: str


@dataclass(frozen=True, slots=True)
class ReadTerm:
    """A term as the index has it; `query`, `either` and `alone` are tsqueries as text.

    `query` finds the words, `either` also what they name together with other words of the query,
    `alone` what a search for this term alone finds.
    """

    text: str
    is_phrase: bool
    spellings: tuple[str, ...]
    query: str
    either: str
    alone: str
    lexemes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Applied:
    """A filter's value as the base knows it."""

    lexeme: str
    label: str
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """A query read against the base."""

    terms: tuple[ReadTerm, ...] = ()
    whole: str = ""
    code: str = ""
    names: tuple[Name, ...] = ()
    filters: dict[tuple[str, str], Applied] = field(default_factory=dict)

    @property
    def words(self) -> tuple[ReadTerm, ...]:
        """Return the terms that were not quoted."""
        return tuple(term for term in self.terms if not term.is_phrase)

    @property
    def phrases(self) -> tuple[ReadTerm, ...]:
        """Return the terms that were quoted, to be found letter for letter."""
        return tuple(term for term in self.terms if term.is_phrase)

    def telling(self) -> Reading:
        """Return the query without phrases and the short words that every page has."""
        words = [term for term in self.words if len(term.spellings[0]) >= TELLING]
        return replace(self, terms=tuple(words))

    def lexeme(self, facet: str, slug: str) -> str:
        """Return the lexeme of a filter's value, or one that no entry has."""
        applied = self.filters.get((facet, slug))
        return applied.lexeme if applied else "#none"


def read(query: Query, filters: Filters | None = None) -> Reading:
    """Return the query as the index understands it, and what its filters name; one query."""
    filters = filters or Filters()
    principle, ordinal = query.place or (0, 1)
    with connection.cursor() as cursor:
        cursor.execute(
            _RESOLVE,
            {
                "text": query.text,
                "typed": [term.text for term in query.terms],
                "joined": [term.joined for term in query.terms],
                "phrases": [term.is_phrase for term in query.terms],
                "principle": list(filters.principle),
                "source": filters.source,
                "person": list(filters.person),
                "tag": list(filters.tag),
                "placed": principle,
                "place": ordinal - 1,
            },
        )
        return _reading(query, cursor.fetchone()[0])


def lexeme_query(*lexemes: str) -> str:
    """Return the tsquery that all of these lexemes satisfy, as text."""
    return " & ".join(f"'{lexeme}'" for lexeme in lexemes if lexeme)


def any_of(*queries: str) -> str:
    """Return the tsquery that any of these satisfies, as text."""
    return " | ".join(f"({query})" for query in queries if query)


def all_of(*queries: str) -> str:
    """Return the tsquery that needs all of these, as text."""
    return " & ".join(f"({query})" for query in queries if query)


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
    """
    query = parse(text)
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
    conditions = [_condition(term, is_last=term is reading.terms[-1]) for term in reading.terms]
    return reduce(and_, conditions)


def _condition(term: ReadTerm, *, is_last: bool) -> Q:
    condition = Q(_Satisfies(F("vector"), Value(term.either)))
    if term.is_phrase:
        spelled = [Q(words__contains=f" {spelling} ") for spelling in term.spellings]
        return condition & reduce(or_, spelled)
    if is_last:
        return condition | Q(words__contains=f" {term.spellings[0]}")
    return condition


def _reading(query: Query, answer: str | dict[str, Any]) -> Reading:
    found = json.loads(answer) if isinstance(answer, str) else answer
    names = found["names"] or []
    code = _code_lexeme(query)
    if found["quote"]:
        code = f"=q{found['quote']}"
    return Reading(
        terms=tuple(
            _read_term(
                query.terms[term["place"] - 1],
                term,
                names=[name for name in names if name["place"] == term["place"]],
                code=code,
            )
            for term in found["terms"] or []
        ),
        whole=found["whole"],
        code=code,
        names=tuple({Name(n["lexeme"], n["kind"], n["label"]): None for n in names}),
        filters={
            (f["facet"], f["slug"]): Applied(f["lexeme"], f["label"], f["year"])
            for f in found["filters"] or []
        },
    )


def _read_term(
    typed: Term, term: dict[str, Any], *, names: list[dict[str, Any]], code: str
) -> ReadTerm:
    named = [lexeme_query(name["lexeme"]) for name in names]
    alone = [lexeme_query(name["lexeme"]) for name in names if name["alone"]]
    return ReadTerm(
        text=typed.text,
        is_phrase=typed.is_phrase,
        spellings=tuple(dict.fromkeys([term["words"], term["joined"]])),
        query=term["query"],
        either=any_of(term["query"], *named, lexeme_query(code)),
        alone=any_of(term["query"], *alone, lexeme_query(_code_lexeme(parse(typed.text)))),
        lexemes=tuple(term["lexemes"]),
    )


def _code_lexeme(query: Query) -> str:
    """Return the lexeme of the entry whose permanent number was typed, if one was."""
    return "={}{}".format(*query.code) if query.code else ""
