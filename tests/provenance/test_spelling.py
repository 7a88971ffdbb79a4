"""Claims in another typography than the folding knows: found, and said to be typography alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from principles.provenance.matching import Outcome, compare
from principles.provenance.prepared import Prepared
from principles.provenance.spelling import spellings
from tests.provenance.test_properties import check

LETTER = (
    "The stronger our market leadership, the more powerful our customer-obsessed model. It’s not "
    "rare to hear something like, “Well, we followed the process.” Fifty-five percent of 47 "
    "testers say ‘yes’ to “a so-called ‘new’ feature”. In 1997 the process is not the thing."
)


@pytest.mark.parametrize(
    "claim",
    [
        "The stronger our market leader-\nship, the more powerful",
        "The stronger our market leader\u00ad\nship, the more powerful",
        "The stronger our market leader- \n ship, the more powerful",
        "the more power\u2010\nful our customer-\nobsessed model.",
        "It’s not rare to hear something like, ‘Well, we followed the process.’",
        "It’s not rare to hear something like, 'Well, we followed the process.'",
        "It’s not rare to hear something like, ‹Well, we followed the process.›",
        "It’s not rare to hear something like, «Well, we followed the process.»",
        "It’s not rare to hear something like, „Well, we followed the process.“",
        "It’s not rare to hear something like, ‚Well, we followed the process.‘",
        "It’s not rare to hear something like, ‘Well, we followed",
        "we followed the process.’ Fifty-five percent of 47 testers",
        "say “yes” to ‘a so-called “new” feature’.",
        "IN 1997 THE PROCESS IS NOT THE THING.",
        "IT’S NOT RARE TO HEAR SOMETHING LIKE, ‘WELL, WE FOLLOWED THE PRO-\nCESS.’",
        "𝗜𝗻 𝟭𝟵𝟵𝟳 𝘁𝗵𝗲 𝗽𝗿𝗼𝗰𝗲𝘀𝘀 𝗶𝘀 𝗻𝗼𝘁 𝘁𝗵𝗲 𝘁𝗵𝗶𝗻𝗴.",
        "𝑡ℎ𝑒 𝑝𝑟𝑜𝑐𝑒𝑠𝑠 𝑖𝑠 𝑛𝑜𝑡 𝑡ℎ𝑒 𝑡ℎ𝑖𝑛𝑔",
        "Ｔｈｅ　ｐｒｏｃｅｓｓ　ｉｓ　ｎｏｔ　ｔｈｅ　ｔｈｉｎｇ．",
        "It’s 𝗻𝗼𝘁 rare to hear something like, ‘Well, we followed the pro-\ncess.’",
    ],
)
def test_another_typography_is_verbatim_and_said_to_be_no_more(claim: str) -> None:
    found = compare(claim, LETTER)
    check(found, claim, LETTER)
    assert (found.outcome, found.typography_only) == (Outcome.VERBATIM, True)


@pytest.mark.parametrize(
    "claim",
    [
        "𝗧𝗵𝗲 𝗽𝗿𝗼𝗰𝗲𝘀𝘀 𝗶𝘀 𝘁𝗵𝗲 𝘁𝗵𝗶𝗻𝗴.",
        "47 percent of 47 testers say ‘yes’",
        "Fifty-five percent of 𝟰𝟴 testers",
        "Fifty-five percent of 4-\n7 testers",
        "The stronger our market leader-\nships, the more powerful",
        "It’s not rare to hear something like, ‘Well, we never followed the process.’",
        "say ‘no’ to “a so-called ‘new’ feature”.",
    ],
)
def test_other_words_in_another_typography_are_altered(claim: str) -> None:
    found = compare(claim, LETTER)
    check(found, claim, LETTER)
    assert found.outcome == Outcome.ALTERED


def test_omissions_are_read_in_another_typography_too() -> None:
    claim = "The stronger our market leader-\nship […] our customer-obsessed model."
    found = compare(claim, LETTER)
    check(found, claim, LETTER)
    assert found.outcome == Outcome.ELIDED


def test_a_claim_is_read_as_it_stands_before_it_is_respelt() -> None:
    text = "They print 𝗯𝗼𝗹𝗱 letters and ‘single’ marks."
    assert not compare("𝗯𝗼𝗹𝗱 letters and ‘single’ marks", text).typography_only


pieces = st.lists(
    st.sampled_from(["𝗮", "-\n", "\u00ad\n", "ab", " ", "‘", "’", "“", "”", "Ａ", ". "])
)


@given(pieces.map("".join), pieces.map("".join))
def test_every_spelling_leads_back_to_the_claim(claim: str, text: str) -> None:
    for spelling in spellings(claim, Prepared(text)):
        assert len(spelling.places) == len(spelling.text)
        assert list(spelling.places) == sorted(set(spelling.places))
    check(compare(claim, text), claim, text)


@pytest.mark.parametrize(
    ("claim", "outcome"),
    [
        ("THE PROCESS IS THE THING.", Outcome.ALTERED),
        ("RARE TO HEAR SOMETHING LIKE", Outcome.ALTERED),
        ("THE PROCESS … NOT THE THING.", Outcome.ELIDED),
        ("The Process Is Not The Thing.", Outcome.ALTERED),
    ],
)
def test_only_a_claim_wholly_in_capitals_is_compared_without_case(
    claim: str, outcome: Outcome
) -> None:
    found = compare(claim, LETTER)
    check(found, claim, LETTER)
    assert found.outcome == outcome


def test_of_a_claim_in_capitals_the_source_is_shown_as_it_is_written() -> None:
    found = compare("THE PROCESS IS THE THING.", LETTER)
    sides = "".join(difference.source_words for difference in found.collation)
    assert sides == "the process is not the thing."
