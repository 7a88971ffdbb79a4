"""Whether sentences that the sources have stand together there, and if not, why not."""

import pytest

from principles.models import Passage, Source
from principles.pasted.judging import Judged
from principles.pasted.stored import StoredPassage
from principles.pasted.together import apart, is_tellable
from principles.provenance.findings import Finding, Outcome
from tests.pasted.passages import kept, passage

ONE, TWO, THREE = "The tide comes in.", "Sailors mend the nets.", "The harbour sleeps."


def at(sentence: str, stored: Passage, **fields: bool) -> Judged:
    """Return the place of the sentence in the passage."""
    start = stored.text.index(sentence)
    end = start + len(sentence)
    finding = Finding(Outcome.VERBATIM, start, end, spans=((start, end),))
    if id(stored) not in HELD:
        HELD[id(stored)] = (stored, kept(stored))
    return Judged(HELD[id(stored)][1], finding, **fields)


HELD: dict[int, tuple[Passage, StoredPassage]] = {}  # each passage stays, so that its id does


def slides(*texts: str, kind: str = "slides") -> list[Passage]:
    source = Source(number=1, title="Deck", kind=kind)
    return [Passage(pk=n, source=source, position=n, text=text) for n, text in enumerate(texts, 1)]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (f"{ONE} {TWO}", None),
        (f"{ONE}\n\n{TWO}", None),
        (f"{ONE} — “{TWO}”", None),
        (f"{ONE} {THREE} {TWO}", "gap"),
        (f"{ONE} And {TWO}", "gap"),
        (f"{TWO} {ONE}", "order"),
    ],
)
def test_sentences_of_one_passage_follow_one_another_without_a_word_between(
    text: str, reason: str | None
) -> None:
    letter = passage(text)
    assert apart([[at(ONE, letter)], [at(TWO, letter)]]) == reason


@pytest.mark.parametrize(
    ("texts", "reason"),
    [
        ([f"{THREE} {ONE}", f"{TWO} {THREE}"], None),
        ([f"{ONE} {THREE}", TWO], "gap"),
        ([ONE, f"{THREE} {TWO}"], "gap"),
        ([ONE, "", TWO], "gap"),
        ([TWO, ONE], "order"),
    ],
)
def test_sentences_may_follow_one_another_over_the_end_of_a_passage(
    texts: list[str], reason: str | None
) -> None:
    passages = slides(*texts, kind="letter")
    [one] = [each for each in passages if ONE in each.text]
    [two] = [each for each in passages if TWO in each.text]
    assert apart([[at(ONE, one)], [at(TWO, two)]]) == reason


def test_slides_never_join() -> None:
    one, two = slides(ONE, TWO)
    assert apart([[at(ONE, one)], [at(TWO, two)]]) == "passages"


def test_sentences_of_two_sources_stand_apart() -> None:
    assert apart([[at(ONE, passage(ONE, 1))], [at(TWO, passage(TWO, 2))]]) == "sources"


def test_the_places_that_stand_together_count_if_there_are_any() -> None:
    other, letter = passage(ONE, 1), passage(f"{ONE} {TWO}", 2)
    assert apart([[at(ONE, other), at(ONE, letter)], [at(TWO, letter)]]) is None
    assert apart([[at(ONE, other)], [at(TWO, letter)]]) == "sources"


def test_the_worst_of_several_reasons_is_told() -> None:
    letter = passage(f"{ONE} {THREE} {TWO}")
    other = passage("Gulls argue over herring.", 2)
    gap = [[at(ONE, letter)], [at(TWO, letter)]]
    assert apart([*gap, [at("Gulls argue over herring.", other)]]) == "sources"
    assert apart(gap) == "gap"


def test_nothing_is_told_where_a_sentence_is_not_found() -> None:
    letter = passage(f"{TWO} {ONE}")
    assert apart([[at(ONE, letter)], []]) is None


def test_nothing_is_told_of_withheld_text() -> None:
    letter = passage(f"{TWO} {ONE}")
    places = [[at(ONE, letter)], [at(TWO, letter, is_withheld=True)]]
    assert apart(places) is None
    assert not is_tellable(places)
    assert is_tellable(places[:1])
