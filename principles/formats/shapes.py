"""The shapes of the JSON: keys are English words in the order of the page, addresses absolute.

What a shape leaves out it leaves out everywhere; what is not known is null or an empty list.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NotRequired, TypedDict


class PersonLink(TypedDict):
    """A speaker."""

    name: str
    url: str


class TagLink(TypedDict):
    """A tag on an entry."""

    name: str
    url: str


class SourceLink(TypedDict):
    """A source that is cited, or that contains another."""

    number: int
    title: str
    year: int | None
    url: str


class CitationShape(TypedDict):
    """Where a quote stands; `words` are the source's own, empty where they cannot be shown.

    So is `heading`, that of the section or slide, which `locator` names too.
    """

    source: SourceLink
    role: str
    locator: str
    heading: str
    words: str
    verdict: str
    typography_only: bool
    note: str


class PrincipleLink(TypedDict):
    """A principle that a quote supports."""

    number: int
    name: str
    url: str


class QuoteShape(TypedDict):
    """A quote; without `principles` where it stands inside another entry.

    `citations` are in the order of time, those without a date last.
    """

    number: int
    url: str
    text: str
    language: str
    speakers: list[PersonLink]
    standing: str
    standing_evidence: str
    real_origin: str
    is_fragment: bool
    note: str
    verdict: str
    citations: list[CitationShape]
    principles: NotRequired[list[PrincipleLink]]
    tags: list[TagLink]
    published: str | None
    modified: str


class SeeAlsoShape(PrincipleLink):
    """Another principle worth reading, and why."""

    note: str


class PrincipleShape(TypedDict):
    """A principle with its first 50 quotes; `next` leads to all of them where there are more."""

    number: int
    url: str
    name: str
    maxim: str
    summary: str
    body: str
    aliases: list[str]
    other_names: list[str]
    tags: list[TagLink]
    quotes: list[QuoteShape]
    next: str | None
    see_also: list[SeeAlsoShape]
    published: str | None
    modified: str


class ContributorShape(TypedDict):
    """Who made a source, and how."""

    name: str
    role: str
    url: str


class LinkShape(TypedDict):
    """Where a source can be read: `original` or `archive`."""

    rel: str
    url: str


class SourceShape(TypedDict):
    """A source with its first 50 quotes; `next` leads to all of them where there are more."""

    number: int
    url: str
    title: str
    kind: str
    level: str
    contributors: list[ContributorShape]
    year: int | None
    month: int | None
    day: int | None
    publisher: str
    summary: str
    note: str
    links: list[LinkShape]
    container: SourceLink | None
    quotes: list[QuoteShape]
    next: str | None
    modified: str


class PersonShape(TypedDict):
    """A person, with how many published quotes are theirs."""

    slug: str
    url: str
    name: str
    quotes: int


class TagShape(TypedDict):
    """A tag, with how many published quotes and principles carry it."""

    slug: str
    url: str
    name: str
    quotes: int
    principles: int


class ListShape(TypedDict):
    """A page of a list; `next` and `previous` are null at its ends."""

    url: str
    total: int
    total_is_exact: bool
    page: int
    pages: int
    next: str | None
    previous: str | None
    results: Sequence[Mapping[str, object]]


class FacetValueShape(TypedDict):
    """A value to narrow by; `count` is the total behind `url`, where it is not selected yet."""

    value: str
    label: str
    count: int
    selected: bool
    url: str


QueryValue = str | int | list[str] | None


class UnnamedShape(TypedDict):
    """An operator whose value names nothing, and the `nearest` name that may be meant."""

    facet: str
    value: str
    nearest: str | None


class MisreadShape(TypedDict):
    """What looks like an operator and was taken as words: no operator has this name or value."""

    text: str
    facet: str
    excluded: bool


class YearsShape(TypedDict):
    """Years from one to another."""

    since: int | None
    until: int | None


class GroundShape(TypedDict):
    """By what a result was found for a term: word, phrase, family, name … (search.grounds)."""

    term: str
    by: str
    words: list[str]


class SenseShape(TypedDict):
    """Words that were read as a name, a year, or a kind and year."""

    words: str
    sense: str


class WordsShape(TypedDict):
    """What became of the words of a query.

    A query that `is_clipped` was searched by its beginning alone. `did_you_mean` was searched
    instead of what was typed, `offered` was not. `unjoined` are the words and operators beside an
    "or" that was ignored, `backwards` the ranges of years that end before they begin, `equivalents`
    the editors' synonyms that were looked for, too. `read_as` are words that narrow the results,
    `either` are the words on the sides of an "or", `left_out` those about quotes that were not
    searched ("who said"). `complete` counts the results that have all words; `nowhere` are words
    that nothing has. `noted` are people on whom there is a note with all the words.
    """

    is_clipped: bool
    did_you_mean: str | None
    offered: str | None
    unnamed: list[UnnamedShape]
    misread: list[MisreadShape]
    unjoined: list[str]
    backwards: list[YearsShape]
    equivalents: list[str]
    read_as: list[SenseShape]
    either: list[str]
    left_out: list[str]
    complete: int
    nowhere: list[str]
    noted: list[PersonLink]


class SearchShape(ListShape, WordsShape):
    """A page of results with the facets to narrow them by.

    Each result has its `group`, its `score` and what it was `found_by`. By relevance they are
    ordered by group, from "number" and "in a row" to "few words", and within one by score.

    `query` is what was asked: `q`, `sort`, and under the name of each facet its value, or its
    values where several narrow together; empty, or null for a year, where none does.
    """

    query: dict[str, QueryValue]
    facets_are_exact: bool
    facets: dict[str, list[FacetValueShape]]


class CompletionShape(TypedDict):
    """A completion of what is being typed, and the address of a search for it."""

    text: str
    url: str


class SuggestedPrinciple(PrincipleLink):
    """A principle found by its name or by an `alias`, which is null where the name was found."""

    alias: str | None


class SuggestedSource(SourceLink):
    """A source by its title, and as it is `called`: a generic title with its publisher."""

    called: str


class SuggestedQuote(TypedDict):
    """A quote that has the words typed in a row, or the number that was typed."""

    number: int
    text: str
    url: str


class SuggestionsShape(TypedDict):
    """What is offered for what was typed, the likeliest first."""

    query: str
    completions: list[CompletionShape]
    quotes: list[SuggestedQuote]
    principles: list[SuggestedPrinciple]
    people: list[PersonLink]
    sources: list[SuggestedSource]
    tags: list[TagLink]


class MatchShape(TypedDict):
    """A place that has the words or comes close; without `quote` where none is on record there.

    `collation` is a list of operation, words of the source and words of the claim. It and
    `context` hold no stored word that the source's access keeps back; the words stand in `context`
    from `start` to `end`, which are null where it does not show them. `second_hand` says that the
    source is a copy, `reported` that the words stand between quotation marks there, `withheld` that
    nothing but the verdict is told. `note` is the editors' note on the quote.
    """

    quote: NotRequired[QuoteShape]
    source: SourceLink | None
    locator: str
    verdict: str
    typography_only: bool
    negation_differs: bool
    second_hand: bool
    reported: bool
    withheld: bool
    collation: list[tuple[str, str, str]]
    left_out: list[str]
    before: str
    after: str
    context: str
    start: int | None
    end: int | None
    speakers: list[PersonLink]
    note: str
    url: str


class GivenShape(TypedDict):
    """A name, or a year and a work, given with a claim, and what came of comparing it.

    `outcome` is agrees, differs, unrecorded, unknown, unchecked or unread. The people are those on
    record for the words.
    """

    given: str
    outcome: str
    people: list[PersonLink]


class PlaceShape(TypedDict):
    """A year and a work given with a claim, and the sources on record for the words."""

    given: str
    outcome: str
    sources: list[SourceLink]


class ToldShape(TypedDict):
    """A run of the claim's words that a source has: from `start` to `end` of the claim's text."""

    start: int
    end: int
    text: str
    source: SourceLink | None
    locator: str
    url: str


class ClaimShape(TypedDict):
    """A claim of the text, from `start` to `end`, with its best match first.

    `verdict` is null where it is too short to tell. `whole` is the verdict on the paragraph of a
    text that quotes nothing, `apart` why sentences that are there do not stand together.
    """

    text: str
    start: int
    end: int
    verdict: str | None
    short: bool
    whole: str | None
    apart: str | None
    typography_only: bool
    speaker: GivenShape | None
    place: PlaceShape | None
    sentences: list[ClaimShape]
    told: list[ToldShape]
    matches: list[MatchShape]
    nearest: list[QuoteShape]


class UnjudgedShape(TypedDict):
    """A stretch of the text that is no claim: prose, a label, or a mark of where it was copied."""

    start: int
    end: int
    kind: str


class WithheldShape(TypedDict):
    """How many texts are kept back, and how many claims were not compared with them."""

    texts: int
    unchecked: int


class CountsShape(TypedDict):
    """How many claims have a verdict and how many are too short, and stretches of prose beside."""

    judged: int
    short: int
    prose: int


class VerifyShape(TypedDict):
    """A text with the weakest verdict of its claims, and the doubt on record for any of them.

    `verdict` is null where nothing is long enough to tell; it speaks of the claims that have one,
    and of names, years and works not at all. `counts` says how much else is in the text. `rules` is
    the version of the rules of comparing.
    """

    text: str
    verdict: str | None
    counts: CountsShape
    standing: str
    quotes: bool
    claims: list[ClaimShape]
    unjudged: list[UnjudgedShape]
    withheld: WithheldShape
    rules: int
