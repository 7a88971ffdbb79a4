"""What came of the name, the year and the work that are given with a claim, in true words."""

import re
from typing import Any

import pytest

from principles.pasted.results import Judgement
from principles.templatetags.whose import (
    is_amiss,
    named,
    told_whose,
    versus,
    whose_in_short,
    whose_title,
)
from principles.templatetags.whose_heads import whose_clause
from tests.templatetags.pasted import BEZOS, LETTER, VERBATIM, VOGELS, by, judged, matched, of

DIFFERS = by("differs", "Bezos", person=BEZOS, people=[VOGELS])
IN_PART = by("differs", "Bezos", person=BEZOS, people=[BEZOS, VOGELS])
UNKNOWN = by("unknown", "Albert Einstein", people=[VOGELS, BEZOS])
LABEL = by("unknown", "Key Takeaway", people=[BEZOS], is_label=True)
KEPT = matched(VERBATIM.verdict, is_withheld=True)
REPORTED = matched(VERBATIM.verdict, is_reported=True)


def claim(**fields: Any) -> Judgement:
    return judged(VERBATIM, **fields)


def read(html: str) -> str:
    return re.sub(r"<[^>]+>", "", html)


@pytest.mark.parametrize(
    ("found", "title", "told"),
    [
        (claim(), "You give no name.", ""),
        (claim(credit=by("agrees", people=[BEZOS])), "The name agrees.", ""),
        (
            claim(credit=by("agrees", people=[BEZOS]), place=of("agrees", "Letter, 1997", LETTER)),
            "The name, work and year agree.",
            "",
        ),
        (
            claim(credit=DIFFERS),
            "The name differs.",
            "On record for these words: Werner Vogels, not Bezos.",
        ),
        (
            claim(credit=IN_PART),
            "The name differs.",
            "On record for some of these words: Werner Vogels, not Bezos.",
        ),
        (
            claim(credit=UNKNOWN),
            "The name is unknown here.",
            (
                "No person or work here is called “Albert Einstein”; on record for these words: "
                "Werner Vogels and Jeff Bezos."
            ),
        ),
        (
            claim(credit=by("unknown", "Albert Einstein")),
            "The name is unknown here.",
            "No person or work here is called “Albert Einstein”.",
        ),
        (
            claim(credit=LABEL),
            "You give no name that is known here.",
            (
                "No person or work here is called “Key Takeaway”; on record for these words: "
                "Jeff Bezos."
            ),
        ),
        (
            claim(credit=by("unrecorded", person=BEZOS)),
            "Nobody is on record for these words.",
            "So the name Jeff Bezos could not be checked.",
        ),
        (
            judged(None, credit=by("unchecked")),
            "The name could not be checked.",
            "The words were not found, so there is nothing to compare Jeff Bezos with.",
        ),
        (
            claim(credit=by("unread")),
            "The name could not be checked.",
            "It is not clear to which words the name Jeff Bezos belongs.",
        ),
        (
            claim(place=of("differs", "2006", LETTER)),
            "The year differs.",
            "They are on record for 1997, not for 2006.",
        ),
        (
            claim(place=of("differs", "A talk, 2006", LETTER)),
            "The work or year differs.",
            "They are on record in A letter, 1997, not in A talk, 2006.",
        ),
        (
            claim(place=of("unread", "A talk", LETTER)),
            "The work could not be checked.",
            "“A talk” is not among the works stored here, so it was not compared.",
        ),
        (
            claim(place=of("unread", "A talk, 2006", LETTER)),
            "The work or year could not be checked.",
            (
                "“A talk” is not among the works stored here, so it was not compared; "
                "the words are on record for 1997."
            ),
        ),
        (
            claim(place=of("unread", "2006", LETTER)),
            "The year could not be checked.",
            "No year is on record for them, so 2006 was not compared.",
        ),
        (claim(label="Stasis"), "You give no name that is known here.", ""),
        (
            judged(None, place=of("unread", "2006")),
            "The year could not be checked.",
            "The year could not be compared, since the words were not found.",
        ),
        (
            judged(KEPT, credit=by("unrecorded")),
            "The name was not compared.",
            "Who said the words of a text that is kept back is not told.",
        ),
        (
            claim(verdict=None, credit=by("agrees")),
            "Not looked up.",
            "A name is checked only with words that are long enough to tell.",
        ),
    ],
)
def test_each_outcome_has_its_words(found: Judgement, title: str, told: str) -> None:
    assert (whose_title(found), read(told_whose(found))) == (title, told)


def test_people_on_record_are_linked_and_what_was_pasted_is_escaped() -> None:
    said = told_whose(claim(credit=by("unknown", "<b>Al</b> Ice", people=[BEZOS])))
    assert '<a href="/people/jeff-bezos/">Jeff Bezos</a>' in said
    assert "<b>" not in said


@pytest.mark.parametrize(
    ("found", "short"),
    [
        (claim(), "No name given"),
        (
            claim(credit=by("agrees", people=[BEZOS]), place=of("agrees", "2016")),
            "Jeff Bezos, 2016: agrees",
        ),
        (claim(credit=DIFFERS), "Not Bezos: Werner Vogels"),
        (
            claim(credit=by("agrees"), place=of("differs", "2006", LETTER)),
            "Jeff Bezos: agrees; not for 2006: for 1997",
        ),
        (
            claim(credit=UNKNOWN),
            "Not known here: Albert Einstein; on record: Werner Vogels and Jeff Bezos",
        ),
        (claim(credit=LABEL), "“Key Takeaway”: not known"),
        (claim(credit=by("unrecorded")), "Nobody on record"),
        (judged(None, credit=by("unchecked")), "Jeff Bezos: not checked"),
        (claim(credit=by("unread")), "Jeff Bezos: not clear for which words"),
        (claim(place=of("unread", "A talk", LETTER)), "work not checked"),
        (claim(verdict=None), "Not looked up"),
    ],
)
def test_a_list_has_the_outcome_in_short(found: Judgement, short: str) -> None:
    assert whose_in_short(found) == short


@pytest.mark.parametrize(
    ("found", "clauses"),
    [
        (claim(credit=by("agrees")), []),
        (claim(credit=LABEL), []),
        (claim(credit=DIFFERS), ["is by Werner Vogels, not by Jeff Bezos"]),
        (claim(credit=IN_PART), ["is in part by Werner Vogels, not by Jeff Bezos"]),
        (
            claim(credit=UNKNOWN),
            ["is on record under Werner Vogels and Jeff Bezos, not under Albert Einstein"],
        ),
        (claim(credit=by("unknown")), ["has a name unknown here, Jeff Bezos"]),
        (claim(credit=by("unrecorded")), ["has nobody on record who said it"]),
        (
            judged(REPORTED, credit=by("unrecorded")),
            ["stands between quotation marks in the source, with nobody on record"],
        ),
        (
            claim(credit=by("unread")),
            ["has a name near it that may be of other words, Jeff Bezos"],
        ),
        (
            claim(credit=by("agrees"), place=of("differs", "2006", LETTER)),
            ["is on record for 1997, not for 2006"],
        ),
        (claim(place=of("unread", "A talk", LETTER)), ["has a work that was not checked"]),
    ],
)
def test_what_does_not_agree_is_a_warning(found: Judgement, clauses: list[str]) -> None:
    assert [one for one, _ in whose_clause(found)] == clauses


def test_a_label_is_no_name_that_is_given() -> None:
    assert named(claim(credit=LABEL)) == ""
    assert not is_amiss(claim(credit=LABEL))
    assert is_amiss(claim(credit=UNKNOWN))


def test_what_differs_stands_beside_what_is_on_record() -> None:
    [name, year] = versus(claim(credit=DIFFERS, place=of("differs", "2006", LETTER)))
    assert (name[0], name[1], read(name[2])) == ("Name", "Bezos", "Werner Vogels")
    assert year == ("Year", "2006", "1997")
    agreed = by("agrees", people=[BEZOS])
    [name, where] = versus(claim(credit=agreed, place=of("differs", "A talk, 2006", LETTER)))
    assert (where[0], where[1]) == ("Where", "A talk, 2006")
    assert "A letter" in read(where[2])


@pytest.mark.parametrize(
    "found",
    [
        claim(credit=by("agrees", people=[BEZOS])),
        claim(credit=IN_PART),
        claim(credit=UNKNOWN, place=of("differs", "2006", LETTER)),
        claim(),
    ],
)
def test_nothing_is_set_against_the_record_unless_all_of_it_differs(found: Judgement) -> None:
    assert versus(found) == []
