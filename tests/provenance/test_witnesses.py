"""A collation as rows of runs."""

from hypothesis import given
from hypothesis import strategies as st

from principles.provenance.collation import collate
from principles.provenance.witnesses import TextRun, quote_row, same_words, witness_row

QUOTE = "Fifty-five percent of testers are satisfied."


def test_a_witness_row_has_its_own_words_with_departures_marked() -> None:
    row = witness_row(collate(QUOTE, "55% of testers are satisfied."))
    assert [run for run in row if run.is_marked] == [TextRun("55%", is_marked=True)]
    assert "".join(run.text for run in row) == "55% of testers are satisfied."


def test_words_that_a_witness_lacks_are_named_as_missing() -> None:
    row = witness_row(collate(QUOTE, "Fifty-five percent are satisfied."))
    assert [run.missing for run in row if run.missing] == ["of testers"]


def test_a_lost_negation_is_marked_as_one() -> None:
    row = witness_row(collate("They are satisfied.", "They are not satisfied."))
    assert [run.text for run in row if run.is_negation] == ["not"]


def test_the_quote_is_marked_wherever_some_witness_departs() -> None:
    others = ("55% of testers are satisfied.", "Fifty-five percent of tasters are satisfied.")
    row = quote_row(QUOTE, [collate(QUOTE, other) for other in others])
    assert [run.text for run in row if run.is_marked] == ["Fifty-five percent", "testers"]


def test_overlapping_departures_are_marked_once() -> None:
    others = ("Half of testers are satisfied.", "Fifty-five parts of testers are satisfied.")
    row = quote_row(QUOTE, [collate(QUOTE, other) for other in others])
    assert "".join(run.text for run in row) == QUOTE


def test_witnesses_that_differ_in_typography_alone_have_the_same_words() -> None:
    straight, curly = (collate("It is so.", f"It isn{mark}t so.") for mark in ("'", "’"))
    assert same_words(straight) == same_words(curly)


words = st.sampled_from(["not", "is", "a", "the", "so", "it.", "ever,"])
sentences = st.lists(words, min_size=1, max_size=8)


@given(sentences.map(" ".join), st.lists(sentences.map(" ".join), max_size=3))
def test_no_row_loses_a_word(quote: str, others: list[str]) -> None:
    collations = [collate(quote, other) for other in others]
    assert "".join(run.text for run in quote_row(quote, collations)) == quote
    for other, collation in zip(others, collations, strict=True):
        assert "".join(run.text for run in witness_row(collation)) == other
