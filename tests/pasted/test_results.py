"""What a checked text says of its sentences and of the whole."""

import pytest

from principles.models import Passage, Person, Quote, Source, Verdict
from principles.pasted import Check, Credit, Judgement, Match, Outcome
from principles.provenance.collation import Difference, Op
from tests.factories import SourceFactory, cite, published_quote


def sentence(
    verdict: str = "", *, text: str = "Yes.", quote: Quote | None = None, **fields: object
) -> Judgement:
    matches = [Match(Verdict(verdict), None, quote=quote)] if verdict else []
    fields = {"verdict": Verdict(verdict or "unverified"), **fields}
    return Judgement(1, text, 0, len(text), matches=matches, **fields)  # type: ignore[arg-type]  # fields of any type, by name


@pytest.mark.parametrize(
    ("verdicts", "weakest"),
    [
        ([], "unverified"),
        (["verbatim", "verbatim"], "verbatim"),
        (["verbatim", "elided", "verbatim"], "elided"),
        (["altered", "elided"], "altered"),
        (["altered", "", "verbatim"], "unverified"),
    ],
)
def test_the_verdict_of_a_text_is_that_of_its_weakest_sentence(
    verdicts: list[str], weakest: str
) -> None:
    assert Check("", [sentence(verdict) for verdict in verdicts]).verdict == weakest


def test_the_best_match_decides() -> None:
    best, other = Match(Verdict.ELIDED, None), Match(Verdict.VERBATIM, None)
    assert Judgement(1, "Yes.", 0, 4, matches=[best, other]).best == best


def test_what_is_too_short_to_tell_has_no_verdict_and_is_in_no_total() -> None:
    short = Judgement(1, "Yes.", 0, 4, None, [Match(Verdict.VERBATIM, None)])
    checked = Check("", [short, sentence("verbatim")])
    assert short.is_short
    assert checked.counts == {"verbatim": 1}
    assert checked.verdict == "verbatim"


@pytest.mark.parametrize(
    ("standings", "gravest"),
    [
        ([], "attributed"),
        (["attributed", "disputed"], "disputed"),
        (["disputed", "misattributed"], "misattributed"),
    ],
)
def test_the_gravest_doubt_is_that_of_the_text(standings: list[str], gravest: str) -> None:
    claims = [sentence("verbatim", quote=Quote(standing=standing)) for standing in standings]
    assert Check("", claims).standing == gravest


def test_sentences_are_counted_by_verdict() -> None:
    checked = Check(
        "", [sentence(v) for v in ("verbatim", "altered", "verbatim", "unverified", "")]
    )
    assert checked.counts == {"verbatim": 2, "altered": 1, "unverified": 2}


def test_quotes_are_those_on_record_and_the_nearest_ones() -> None:
    checked = Check(
        "",
        [
            sentence("verbatim", quote=Quote(number=1)),
            sentence(nearest=[Quote(number=2), Quote(number=3)]),
            sentence("altered"),
        ],
    )
    assert checked.quote_numbers == {1, 2, 3}


@pytest.mark.parametrize(
    ("text", "opening"),
    [
        ("One two three four five six seven eight", "One two three four five six seven eight"),
        (
            "One two three four five six seven eight nine",
            "One two three four five six seven eight…",
        ),
        (
            "One two three four five six seven eight, nine",
            "One two three four five six seven eight…",
        ),
        (
            "One two three four five six seven eight. Nine",
            "One two three four five six seven eight…",
        ),
        ("One  two\nthree", "One two three"),
    ],
)
def test_a_sentence_opens_with_its_first_eight_words(text: str, opening: str) -> None:
    assert sentence(text=text).opening == opening


@pytest.mark.parametrize(
    ("outcome", "has_people", "agrees"),
    [
        ("agrees", True, True),
        ("differs", True, False),
        ("unknown", True, False),
        ("differs", False, None),
        ("unrecorded", False, None),
        ("unchecked", True, None),
    ],
)
def test_a_name_agrees_or_differs_only_where_somebody_is_on_record(
    outcome: str, has_people: bool, agrees: bool | None
) -> None:
    people = (Person(name="Ann Other"),) if has_people else ()
    assert Credit("Ann", Outcome(outcome), people=people).agrees is agrees


def test_differences_come_in_order_but_negations_first() -> None:
    equal, other, negation, last = (
        Difference(Op.EQUAL, "We ", "We "),
        Difference(Op.REPLACE, "all ", "both "),
        Difference(Op.DELETE, "never ", ""),
        Difference(Op.INSERT, "", "here "),
    )
    match = Match(Verdict.ALTERED, None, collation=[equal, other, negation, last])
    assert match.differences == [negation, other, last]


@pytest.mark.parametrize(
    ("fields", "is_hidden", "is_collection"),
    [
        ({"text_access": "hidden"}, True, False),
        ({"text_access": "window"}, False, False),
        ({"text_access": "full", "level": "aggregator"}, False, True),
    ],
)
def test_a_match_says_what_kind_of_source_it_is_from(
    fields: dict[str, str], is_hidden: bool, is_collection: bool
) -> None:
    match = Match(Verdict.ALTERED, Source(**fields))
    assert (match.is_hidden, match.is_collection) == (is_hidden, is_collection)


@pytest.mark.parametrize("claim", ["typography_only", "gives_part", "negates"])
def test_a_sentence_says_what_its_best_match_does(claim: str) -> None:
    plain = Match(Verdict.ALTERED, None)
    other = Match(Verdict.ALTERED, None, **{claim: True})  # type: ignore[arg-type]  # by name
    for matches, says in [([], False), ([plain, other], False), ([other, plain], True)]:
        assert getattr(Judgement(1, "Yes.", 0, 4, matches=matches), claim) is says


def test_the_words_of_a_sentence_are_counted() -> None:
    assert sentence(text="It’s still Day 1 — again.").word_count == 5


def test_a_match_leads_to_the_page_of_its_passage_where_there_is_one() -> None:
    source, passage = Source(number=1, slug="a-book"), Passage(pk=1, position=1)
    assert Match(Verdict.VERBATIM, source, passage).page_address == "/sources/a-book/"
    assert Match(Verdict.UNVERIFIED, source).page_address == ""
    assert Match(Verdict.UNVERIFIED, None).page_address == ""
    assert Match(Verdict.UNVERIFIED, source).is_on_record_only
    assert not Match(Verdict.VERBATIM, source, passage).is_on_record_only


@pytest.mark.django_db
def test_the_other_citations_are_those_of_other_sources() -> None:
    quote = published_quote()
    here, there = quote.citations.get(), cite(quote, SourceFactory())
    assert Match(Verdict.VERBATIM, here.source, quote=quote).others == [there]
    assert Match(Verdict.UNVERIFIED, None, quote=quote).others == [here, there]
    assert Match(Verdict.VERBATIM, here.source).others == []
