"""Whether the name, the year and the work given with a claim agree with what is on record."""

from collections.abc import Iterable
from dataclasses import replace

import pytest

from principles.claims import Name
from principles.models import Citation, Contribution, Person, Source, Verdict
from principles.pasted import Apart, Credit, GivenPlace, Judgement, Match, check
from principles.pasted.credits import Known, credit, is_name, known, place
from principles.provenance.verification import recompute
from tests.factories import (
    PersonFactory,
    PrincipleFactory,
    SourceFactory,
    contribute,
    published_principle,
    published_quote,
    stored,
    tag,
)


def person(number: int, name: str) -> Person:
    return Person(pk=number, name=name, sort_name=", ".join(reversed(name.rsplit(" ", 1))))


ANN, BO, CY = person(1, "Ann Other"), person(2, "Bo Second"), person(3, "Cy Third")
LETTER = Source(number=1, title="Letter to shareholders 1997", kind="letter", year=1997)
BOOK = Source(number=2, title="The Everything Store", publisher="Little, Brown", year=2013)
RECORD = Known({"Ann Other": ANN, "Bo Second": BO}, frozenset({"Other"}), frozenset(), [BOOK])


def named(*people: str, years: tuple[int, ...] = (), work: str = "", is_sure: bool = True) -> Name:
    given = " & ".join(people) or work
    return Name(given, people, 0, len(given), years, work, is_sure)


def found(
    *speakers: Person, verdict: Verdict | None = Verdict.VERBATIM, source: Source = LETTER
) -> Judgement:
    match = Match(Verdict.VERBATIM, source, speakers=speakers)
    return Judgement(1, "Count the crates.", 0, 17, verdict, (match,))


NOTHING = Judgement(1, "Count the crates.", 0, 17)


def credited(name: Name, judgement: Judgement, record: Known = RECORD) -> Credit:
    given = credit(name, judgement, record)
    assert given is not None
    return given


# People -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("names", "speakers", "outcome"),
    [
        (["Ann Other"], [ANN], "agrees"),
        (["Ann Other"], [BO, ANN], "agrees"),
        (["Other"], [ANN], "agrees"),
        (["Bo Second", "Other"], [ANN, BO, CY], "agrees"),
        (["Bo Second"], [ANN], "differs"),
        (["Bo Second", "Ann Other"], [ANN], "differs"),
        (["Other"], [BO], "differs"),
        (["Ann Other"], [], "unrecorded"),
        (["Other"], [], "unrecorded"),
        (["Dee Fourth"], [ANN], "unknown"),
        (["Dee Fourth"], [], "unknown"),
    ],
)
def test_names_agree_only_if_each_is_a_speakers(
    names: list[str], speakers: list[Person], outcome: str
) -> None:
    assert credited(named(*names), found(*speakers)).outcome == outcome


@pytest.mark.parametrize(("name", "who"), [("Bo Second", BO), ("Dee Fourth", None)])
def test_a_name_of_words_that_are_not_found_is_not_checked(name: str, who: Person | None) -> None:
    given = credited(named(name), NOTHING)
    assert (given.outcome, given.person) == ("unchecked", who)


def test_nothing_is_said_of_a_name_with_words_too_short_to_tell() -> None:
    assert credit(named("Ann Other"), found(ANN, verdict=None), RECORD) is None


def test_nothing_is_said_where_no_person_is_named() -> None:
    assert credit(None, found(ANN), RECORD) is None
    assert credit(named(work="The Everything Store"), found(ANN), RECORD) is None


def test_the_speaker_so_called_is_meant_before_another_of_that_name() -> None:
    given = credited(named("Other", "Second"), found(BO, ANN))
    assert (given.person, list(given.people)) == (ANN, [BO, ANN])


def test_where_sentences_stand_apart_the_name_has_to_agree_with_each() -> None:
    parts = (found(ANN), found(BO))
    whole = Judgement(
        *(1, "One. Two.", 0, 9, Verdict.ALTERED, parts[0].matches), sentences=parts, apart=Apart.GAP
    )
    assert credited(named("Ann Other"), whole).outcome == "differs"
    assert credited(named("Ann Other"), found(ANN)).outcome == "agrees"


def test_a_sentence_apart_from_others_of_its_paragraph_is_its_own_speakers() -> None:
    sentence = replace(found(ANN), whole=Verdict.ALTERED, apart=Apart.GAP)
    assert credited(named("Ann Other"), sentence).outcome == "agrees"


def test_a_name_with_words_that_no_one_place_has_is_not_checked() -> None:
    told = replace(NOTHING, verdict=Verdict.ALTERED)
    assert credited(named("Ann Other"), told).outcome == "unchecked"


# Names and labels ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "is_one"),
    [
        ("Ann Other", True),
        ("Other", True),
        ("Everything Store", True),
        ("Key Takeaway", True),  # nobody and nothing is called so here; told as unknown
        ("Takeaway", False),
        ("Five Words With Capitals Here", False),
        ("First Things", False),
        ("first things", False),
    ],
)
def test_what_may_be_a_label_is_a_name_if_somebody_or_something_is_so_called(
    given: str, is_one: bool
) -> None:
    record = Known(RECORD.people, RECORD.ambiguous, frozenset({"first things"}), RECORD.works)
    assert is_name(named(given, is_sure=False), record) is is_one


def test_a_sure_name_is_one_whatever_is_called_so() -> None:
    assert is_name(named("Takeaway"), RECORD)


def test_what_may_be_a_label_and_is_nobodys_name_is_told_as_one() -> None:
    label = credited(named("Key Takeaway", is_sure=False), found(ANN))
    assert (label.outcome, label.is_label) == ("unknown", True)
    assert not credited(named("Key Takeaway"), found(ANN)).is_label
    assert not credited(named("Ann Other", is_sure=False), found(ANN)).is_label


def test_a_label_is_given_to_no_claim() -> None:
    assert credit(named("Takeaway", is_sure=False), found(ANN), RECORD) is None


@pytest.mark.django_db
def test_principles_their_aliases_and_tags_are_labels_once_they_are_published() -> None:
    names = [named("Working Backwards", is_sure=False)]
    quote = published_quote()
    tag(quote, "long term")
    published_principle(quote, name="Work Backwards", aliases=["Working Backwards"])
    PrincipleFactory(name="First Things")
    found = known(names).labels
    assert {"work backwards", "working backwards", "long term"} <= found
    assert "first things" not in found


@pytest.mark.django_db
def test_labels_and_works_are_looked_up_only_where_they_are_asked_for() -> None:
    source = SourceFactory(title="Log")
    published_quote(source=source)
    record = known([named("Ann Other")])
    assert (record.labels, record.works) == (frozenset(), [])
    assert known([named("Ann Other", work="Log")]).works == [source, *record.works]


# Years and works ----------------------------------------------------------------------------------


def placed(name: Name, source: Source | None = LETTER, works: Iterable[Source] = ()) -> GivenPlace:
    record = Known(RECORD.people, RECORD.ambiguous, frozenset(), [*RECORD.works, *works])
    given = place(name, found(ANN, source=source) if source else NOTHING, record)
    assert given is not None
    return given


@pytest.mark.parametrize(
    ("kind", "year", "outcome"),
    [
        ("letter", 1997, "agrees"),
        ("letter", 1998, "agrees"),
        ("letter", 1996, "differs"),
        ("letter", 1999, "differs"),
        ("book", 1997, "agrees"),
        ("book", 1998, "differs"),
    ],
)
def test_a_year_is_that_of_the_source_or_for_a_letter_the_next(
    kind: str, year: int, outcome: str
) -> None:
    source = Source(number=3, title="Log", kind=kind, year=1997)
    assert placed(named("Ann Other", years=(year,)), source).outcome == outcome


@pytest.mark.parametrize(
    ("work", "outcome"),
    [
        ("Letter to Shareholders", "agrees"),
        ("his 1997 shareholder letter", "agrees"),
        ("letter", "agrees"),
        ("The Everything Store", "differs"),  # stored, another
        ("Invent and Wander", "unread"),  # not stored
    ],
)
def test_a_work_agrees_by_its_telling_words_and_one_that_is_not_stored_is_unread(
    work: str, outcome: str
) -> None:
    assert placed(named("Ann Other", work=work)).outcome == outcome


def test_a_kind_of_work_that_no_source_is_says_nothing() -> None:
    assert place(named("Ann Other", work="the book"), found(ANN, source=LETTER), RECORD) is None


def test_what_stands_behind_a_name_is_a_work_where_one_is_called_so() -> None:
    assert placed(replace(named("Ann Other"), aside="The Everything Store")).outcome == "differs"
    aside = replace(named("Ann Other"), aside="Founder of Amazon")
    assert place(aside, found(ANN, source=LETTER), RECORD) is None


def test_of_year_and_work_the_worse_counts() -> None:
    given = placed(named("Ann Other", work="Letter to Shareholders", years=(2011,)))
    assert (given.given, given.outcome) == ("Letter to Shareholders, 2011", "differs")


def test_year_and_work_of_words_that_are_not_found_are_unread() -> None:
    assert placed(named("Ann Other", years=(1997,)), None).outcome == "unread"


def test_a_work_that_stands_where_a_label_may_is_compared_as_a_work() -> None:
    name = named("Everything Store", is_sure=False)
    assert placed(name).outcome == "differs"
    assert placed(name, BOOK).outcome == "agrees"
    assert credit(name, found(ANN), RECORD) is None


def test_nothing_is_said_where_neither_year_nor_work_is_given() -> None:
    assert place(named("Ann Other"), found(ANN), RECORD) is None


# On a base ----------------------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("after", "outcome", "place_outcome"),
    [
        ("— Ann Other", "agrees", None),
        ("— Ann Other, letter to shareholders, 1997", "agrees", "agrees"),
        ("— Ann Other, 2011", "agrees", "differs"),
        ("— Bo Second", "differs", None),
        ("— Dee Fourth", "unknown", None),
    ],
)
def test_a_name_behind_the_words_is_compared_with_who_is_on_record(
    after: str, outcome: str, place_outcome: str | None
) -> None:
    text = "Every captain counts the crates twice before a winter storm."
    source = SourceFactory(title="Letter to shareholders", kind="letter", year=1997)
    contribute(source, PersonFactory(name="Ann Other"), role=Contribution.Role.AUTHOR)
    published_quote("The tide comes in.", passage=stored(source, f"The tide comes in. {text}"))
    published_quote("Cake is eaten.", source=source, speakers=[PersonFactory(name="Bo Second")])
    recompute()
    assert Citation.objects.filter(verdict="verbatim").exists()
    [claim] = check(f"“{text}” {after}").claims
    assert claim.credit
    assert claim.credit.outcome == outcome
    assert (claim.place.outcome if claim.place else None) == place_outcome
