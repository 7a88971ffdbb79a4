"""With how many texts a paste was compared, and which other places are worth telling."""

from principles.models import Verdict
from principles.pasted.results import Withheld
from principles.templatetags.compared import elsewhere, kept_back, sources_have, texts_compared
from tests.templatetags.pasted import ALTERED, COPIED, LETTER, VERBATIM, checked, judged


def test_texts_are_counted_as_far_as_they_are_counted() -> None:
    assert (texts_compared(1), texts_compared(999)) == ("1 stored text", "999 stored texts")
    assert texts_compared(1_000) == "at least 1,000 stored texts"
    assert (sources_have(1), sources_have(3)) == ("One source has", "Three sources have")
    assert sources_have(1_000) == "At least 1,000 sources have"


def test_texts_kept_back_are_counted_and_what_was_not_compared_with_them() -> None:
    assert kept_back(checked(VERBATIM)) == ""
    said = kept_back(checked(VERBATIM, withheld=Withheld(2, 0)))
    assert said.startswith("Parts of 2 texts are kept back here and were not compared")
    assert "limit" not in said
    said = kept_back(checked(VERBATIM, withheld=Withheld(2, 3)))
    assert "Three sentences were not compared with them at all" in said
    assert LETTER.title not in said


def test_other_places_are_those_that_have_the_words_as_well() -> None:
    found = judged(VERBATIM, matches=(VERBATIM, COPIED, ALTERED))
    assert [place.verdict for place in elsewhere(found)] == [Verdict.VERBATIM]
    altered = judged(ALTERED, matches=(ALTERED, ALTERED))
    assert len(elsewhere(altered)) == 1
    short = judged(VERBATIM, verdict=None, matches=(VERBATIM, COPIED))
    assert len(elsewhere(short)) == 2
