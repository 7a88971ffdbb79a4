"""Claims that no text has: words turned, negations moved, sentences that do not stand together.

Each is one sentence, or sentences in one pair of marks, near to what a text has.
"""

from __future__ import annotations

from tests.benchmarks import changed_words, moved_negations
from tests.benchmarks.changed_words import long_words, other_word, untrue
from tests.benchmarks.labelled import Draw, Labelled, Maker, in_place_of

INVENTED = (
    "Whenever my grandmother baked on Sundays she told the postman that {} before he left again.",
    "Most gardeners in Lincolnshire insist that {} and buy their seeds by mail.",
    "The committee agreed on Tuesday, after lunch, that {} although the minutes were lost.",
    "Modern dentists believe {} which explains the price of a new crown.",
)


def _out_of_order(draw: Draw) -> Labelled | None:
    spot = draw.spot()
    if not spot.following:
        return None
    return untrue(draw, f"{spot.following[0]} {spot.sentence}", is_marked=True)


def _with_gap(draw: Draw) -> Labelled | None:
    spot = draw.spot()
    if len(spot.following) < 2:
        return None
    return untrue(draw, f"{spot.sentence} {spot.following[1]}", is_marked=True)


def _from_two_places(draw: Draw) -> Labelled | None:
    spot = draw.spot()
    return untrue(draw, f"{spot.sentence} {draw.other(spot).sentence}", is_marked=True)


def _second_changed(draw: Draw) -> Labelled | None:
    """Take two sentences that stand together, with a word changed in the second."""
    spot = draw.spot()
    if not spot.following:
        return None
    words = spot.following[0].split()
    places = long_words(draw, words)
    if not places:
        return None
    place = draw.chance.choice(places)
    words[place] = in_place_of(words[place], other_word(draw, words[place]))
    return untrue(draw, f"{spot.sentence} {' '.join(words)}", is_marked=True)


def _spliced(draw: Draw) -> Labelled | None:
    """Go on with the end of a sentence of another text."""
    spot = draw.spot()
    first, second = spot.sentence.split(), draw.other(spot).sentence.split()
    head = " ".join(first[: len(first) // 2]).rstrip(",;:")
    return untrue(draw, f"{head} {' '.join(second[len(second) // 2 :])}")


def _elided_splice(draw: Draw) -> Labelled | None:
    """Join the beginning of one and the end of another text's sentence by an ellipsis."""
    spot = draw.spot()
    first, second = spot.sentence.split(), draw.other(spot).sentence.split()
    head = " ".join(first[: len(first) // 2]).rstrip(",;:")
    return untrue(draw, f"{head} … {' '.join(second[len(second) // 2 :])}")


def _invented(draw: Draw) -> Labelled | None:
    """Put an invented sentence around a run of five or six words."""
    words = draw.spot().sentence.split()
    count = min(len(words) - 1, draw.chance.randint(5, 6))
    first = draw.chance.randint(0, len(words) - count)
    run = " ".join(words[first : first + count]).rstrip(".,;:!?")
    return untrue(draw, draw.chance.choice(INVENTED).format(run[:1].lower() + run[1:]))


def _gap_without_marks(draw: Draw) -> Labelled | None:
    """Leave out a sentence of a paragraph that nothing marks as quoted."""
    spot = draw.spot()
    if len(spot.following) < 2:
        return None
    text = f"{spot.sentence} {spot.following[1]}"
    return None if draw.stock.count(text) else Labelled("", text)


MAKERS: dict[str, Maker] = {
    **changed_words.MAKERS,
    **moved_negations.MAKERS,
    "sentences out of order": _out_of_order,
    "sentences with a gap": _with_gap,
    "sentences of two texts": _from_two_places,
    "second sentence changed": _second_changed,
    "two sentences spliced": _spliced,
    "two texts at an ellipsis": _elided_splice,
    "invented around a run": _invented,
    "paragraph with a gap": _gap_without_marks,
}
