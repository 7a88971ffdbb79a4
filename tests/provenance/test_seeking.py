"""Which passages have a quote's words: the best verdict, and where it is given."""

import pytest

from principles.provenance.matching import Outcome
from principles.provenance.prepared import Prepared
from principles.provenance.seeking import MOST_COMPARED, Sought, seek

TEXTS = [
    "Nothing of it stands here.",
    "Good process serves you so you can serve customers.",
    "We say it again: good process serves you so you can serve customers.",
    "Good process never serves you so you can serve customers.",
]


def sought(quote: str, texts: list[str]) -> Sought:
    return seek(quote, [Prepared(text) for text in texts])


@pytest.mark.parametrize(
    ("quote", "outcome", "places"),
    [
        ("Good process serves you so you can serve customers.", Outcome.VERBATIM, (1, 2)),
        ("We say it again: good process serves you", Outcome.VERBATIM, (2,)),
        ("Good process … can serve customers.", Outcome.ELIDED, (1, 2)),
        ("Poor process never serves you so you can serve customers.", Outcome.ALTERED, (3,)),
        ("Ships sail at night.", Outcome.UNVERIFIED, ()),
        ("…", Outcome.UNVERIFIED, ()),
    ],
)
def test_the_best_places_are_found(quote: str, outcome: Outcome, places: tuple[int, ...]) -> None:
    found = sought(quote, TEXTS)
    assert found.outcome == outcome
    assert set(places) <= set(found.places)
    assert bool(places) == bool(found.places)


def test_words_are_found_in_the_last_of_many_texts() -> None:
    texts = [*("Good process serves you badly." for _ in range(3 * MOST_COMPARED)), TEXTS[1]]
    assert sought(TEXTS[1], texts) == Sought(Outcome.VERBATIM, (3 * MOST_COMPARED,))


def test_no_text_has_nothing() -> None:
    assert sought("Good process.", []) == Sought(Outcome.UNVERIFIED)
