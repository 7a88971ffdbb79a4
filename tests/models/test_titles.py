"""Titles that need their publisher."""

import pytest

from principles.models import Source
from principles.models.titles import is_generic, reference_title

NAMED = [
    ("Letter to shareholders", "Amazon.com", "Letter to Amazon’s shareholders"),
    ("Letter to the Shareholders", "Acme, Inc.", "Letter to Acme’s Shareholders"),
    ("Letter to our partners", "Sails", "Letter to Sails’ partners"),
    ("Letter to shareholders, 1997", "Acme Co", "Letter to Acme’s shareholders, 1997"),
    ("Annual report", "Acme Corp.", "Annual report, Acme Corp."),
    ("Letter to shareholders", "", "Letter to shareholders"),
    ("Complex Adaptive Systems", "Princeton University Press", "Complex Adaptive Systems"),
    ("Letter from Birmingham Jail", "A press", "Letter from Birmingham Jail"),
    ("Letters to a young poet", "A press", "Letters to a young poet"),
    ("[Slides on Day 1]", "A press", "[Slides on Day 1]"),
]


@pytest.mark.parametrize(("title", "publisher", "named"), NAMED)
def test_a_title_that_many_works_have_names_the_publisher(
    title: str, publisher: str, named: str
) -> None:
    assert reference_title(title, publisher) == named


def test_a_title_of_its_own_is_not_generic() -> None:
    assert is_generic("Letter to shareholders")
    assert not is_generic("Letter on toleration")


def test_a_source_is_printed_with_its_publisher_and_keeps_its_title() -> None:
    letter = Source(title="Letter to shareholders", publisher="Amazon.com", year=2016)
    assert str(letter) == "Letter to Amazon’s shareholders, 2016"
    assert letter.title == "Letter to shareholders"
