"""What is shown of a place: whose words they are, whether reported, at second hand, a heading."""

from typing import Any

import pytest

from principles.models import Passage, Person, Quote
from principles.pasted import Match, check
from principles.pasted.matches import Shelf, shelf
from principles.provenance.verification import recompute
from tests.factories import PersonFactory, SourceFactory, contribute, published_quote, stored

pytestmark = pytest.mark.django_db

REPORTED = "count the crates again at dawn"
TEXT = f"The mate told us “{REPORTED}, and mind the rope” and then he slept. The tide comes in."


def letter(text: str = TEXT, *, heading: str = "", **fields: Any) -> Passage:
    """Store the text in a source by Ann Other that the public sees."""
    source = SourceFactory(**{"title": "A letter", "kind": "letter", **fields})
    contribute(source, PersonFactory(name="Ann Other"))
    passage = stored(source, text, label="p. 1", heading=heading)
    published_quote("A penguin eats lemon cake.", source=source)
    return passage


def quoted(text: str, passage: Passage, *, speaker: str = "", **fields: Any) -> Quote:
    speakers: list[Person] = [PersonFactory.create(name=speaker)] if speaker else []
    quote = published_quote(text, passage=passage, speakers=speakers, **fields)
    recompute()
    return quote


def best(text: str) -> Match:
    [claim] = check(text).claims
    assert claim.best is not None
    return claim.best


def names(people: Any) -> list[str]:
    return [person.name for person in people if isinstance(person, Person)]


# Reported words -----------------------------------------------------------------------------------


def test_words_in_quotation_marks_of_the_source_are_not_its_authors() -> None:
    letter()
    match = best(f"“{REPORTED}”")
    assert (match.is_reported, names(match.speakers)) == (True, [])


def test_words_beside_the_marks_are_the_authors() -> None:
    letter()
    match = best("The tide comes in.")
    assert (match.is_reported, names(match.speakers)) == (False, ["Ann Other"])


def test_a_quote_within_the_marks_tells_who_said_the_words() -> None:
    quoted(f"{REPORTED}, and mind the rope", letter(), speaker="Bo Mate")
    match = best(f"“{REPORTED}”")
    assert (match.is_reported, names(match.speakers)) == (False, ["Bo Mate"])


def test_a_quote_around_the_marks_gives_its_note_and_no_speaker() -> None:
    quote = quoted(TEXT, letter(), speaker="Cy Third", note="The mate is not named.")
    match = best(f"“{REPORTED}”")
    assert (match.is_reported, names(match.speakers)) == (True, [])
    assert (match.quote, match.note) == (quote, "The mate is not named.")


# Headings -----------------------------------------------------------------------------------------

HEADING = "Keep Every Harbour Open in Winter"


@pytest.mark.parametrize(
    ("kind", "speakers"), [("letter", ["Ann Other"]), ("slides", []), ("article", [])]
)
def test_a_heading_of_a_letter_is_its_authors_and_of_a_slide_nobodys(
    kind: str, speakers: list[str]
) -> None:
    letter(heading=HEADING, kind=kind)
    match = best(HEADING)
    assert (match.verdict, names(match.speakers)) == ("verbatim", speakers)
    assert (match.heading, match.is_reported) == (HEADING, False)


def test_a_heading_leads_to_its_passage_and_has_no_paragraph() -> None:
    passage = letter(heading=HEADING)
    match = best(HEADING.upper())
    assert match.address == f"{passage.source.get_absolute_url()}#p1"
    assert (list(match.paragraphs), match.typography_only, match.quote) == ([], True, None)


def test_a_passage_that_is_a_heading_alone_is_found() -> None:
    letter(text="", heading=HEADING)
    assert best(HEADING).verdict == "verbatim"


# Second hand --------------------------------------------------------------------------------------


@pytest.mark.parametrize(("level", "is_copy"), [("primary", False), ("secondary", True)])
def test_words_of_a_copy_are_at_second_hand_and_nobodys(level: str, is_copy: bool) -> None:
    letter(level=level)
    match = best("The tide comes in.")
    assert (match.is_second_hand, names(match.speakers)) == (
        is_copy,
        [] if is_copy else ["Ann Other"],
    )


# Shelves ------------------------------------------------------------------------------------------

LONG = f"{TEXT}\n\n{'Gulls argue over herring. ' * 40}"


@pytest.mark.parametrize(
    ("access", "shown", "readable"),
    [
        ("full", [LONG.strip()], [LONG.strip()]),
        ("window", ["The tide comes in."], ["The tide comes in."]),
        ("hidden", [], ["The tide comes"]),
    ],
)
def test_a_hidden_text_shows_nothing_and_its_quotes_words_are_compared(
    access: str, shown: list[str], readable: list[str]
) -> None:
    passage = letter(LONG, text_access=access)
    quoted("The tide comes", passage)
    fresh = Passage.objects.select_related("source").get(pk=passage.pk)
    kept = shelf({fresh.pk: fresh})
    kept = Shelf(kept.passages, kept.citations, {fresh.source_id: 0})
    assert [fresh.text[slice(*span)].strip() for span in kept.shown(fresh)] == shown
    assert [fresh.text[slice(*span)].strip() for span in kept.open(fresh)] == readable
