"""Words in square brackets: the paster's own, for words of the source or for none."""

import pytest

from principles.provenance.collation import Op
from principles.provenance.matching import Finding, Outcome, compare
from principles.provenance.telling import rarer_than_most

RISK = "This strategy is not without risk: it requires serious investment against leaders."
DAY = "They said: Day 2 is stasis. We asked Jeff Bezos to explain this new idea to Amazon."
COST = "If you want to increase innovation, you have to lower the cost of failure."
SURVEY = "Fifty-five percent of beta testers report being satisfied with this feature."
GROWTH = "We served customers, yielding 838% revenue growth to $147.8 million."
SOME = "Some of these investments will pay off, and all of us learn from one of them."


def gaps(finding: Finding) -> list[tuple[Op, str, str]]:
    return [(d.op, d.source_words.strip(), d.quote_words.strip()) for d in finding.differences]


@pytest.mark.parametrize(
    ("quote", "passage", "stands_for"),
    [
        ("[This strategy] requires serious investment", RISK, "it"),
        ("Day 2 [of two] is stasis.", DAY, ""),
        ("[Oh,] Day 2 is stasis.", DAY, ""),
        ("being satisfied with [the dashboard].", SURVEY, "this feature"),
        ("satisfied with this [new thing].", SURVEY, "feature"),
        ("We asked [the founder] to explain", DAY, "Jeff Bezos"),
        ("We asked Jeff Bezos to explain this new idea to [us].", DAY, "Amazon"),
        ("you have to [be lowering] the cost of failure", COST, "lower"),
        ("you have to lower[ing] the cost of failure", COST, "lower"),
        ("want to increas[ing] innovation", COST, "increase"),
        ("yielding 838% revenue[3] growth to $147.8 million", GROWTH, ""),
        ("yielding 838% [3] revenue growth to $147.8 million", GROWTH, ""),
        ("these investments [would] pay off", SOME, "will"),
        ("[They] report being satisfied", "Now we report being satisfied.", "Now we"),
    ],
)
def test_a_bracket_may_stand_for_a_pronoun_a_name_a_form_or_nothing(
    quote: str, passage: str, stands_for: str
) -> None:
    finding = compare(quote, passage)
    assert finding.outcome == Outcome.ELIDED
    [(op, source, _)] = gaps(finding)
    assert (op, source) == (Op.REPLACE if stands_for else Op.INSERT, stands_for)


@pytest.mark.parametrize(
    ("quote", "passage"),
    [
        ("you have to [raise] the cost of failure", COST),
        ("you have to lower the cost of [success].", COST),
        ("you have to … [raise] the cost of failure", COST),
        ("you have to [raise] … the cost of failure", COST),
        ("[Ninety] percent of beta testers report", SURVEY),
        ("[All] of these investments will pay off", SOME),
        ("these investments [must] pay off", SOME),
        ("all of us learn from [two] of them", SOME),
        ("We asked Jeff Bezos to explain this [bad] idea", DAY),
        ("explain [the plan] to Amazon", DAY),
        ("to increase [re]novation", COST),
        ("yielding [1]838% revenue growth", GROWTH),
        ("yielding 8[4]8% revenue growth", GROWTH),
        ("yielding 838[0]% revenue growth", GROWTH),
        ("yielding 83[.]8% revenue growth", GROWTH),
        ("growth to $[2]47.8 million", GROWTH),
        ("growth to $147.8[5] million", GROWTH),
        ("lower the cost[liness] of failure", COST),
    ],
)
def test_a_bracket_for_words_that_tell_is_altered(quote: str, passage: str) -> None:
    assert compare(quote, passage).outcome == Outcome.ALTERED


@pytest.mark.parametrize(
    ("quote", "passage"),
    [
        ("Day 2 is [hardly] stasis.", DAY),
        ("Day 2 is [anything but] stasis.", DAY),
        ("[It is false that] Day 2 is stasis.", DAY),
        ("Day 2 is stasis [, which is untrue].", DAY),
        ("Day 2 [rarely] is stasis.", DAY),
        ("Day 2 is [not] stasis.", DAY),
        ("This strategy is [full of] risk", RISK.replace("without", "hardly a")),
        ("This strategy is [not in fact without] risk", RISK),
        ("This strategy [is] without risk", RISK),
    ],
)
def test_a_negation_in_a_bracket_or_under_it_is_altered_and_comes_first(
    quote: str, passage: str
) -> None:
    finding = compare(quote, passage)
    assert finding.outcome == Outcome.ALTERED
    assert "[" in finding.differences[0].quote_words


def test_what_a_bracket_stands_for_can_be_judged_by_the_words_of_a_base() -> None:
    tells = rarer_than_most({"idea": 40, "new": 60}, total=100)
    quote = "explain [the plan] to Amazon"
    assert compare(quote, DAY, telling=tells).outcome == Outcome.ELIDED
    assert compare(quote, DAY).outcome == Outcome.ALTERED
