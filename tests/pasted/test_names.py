"""Whether a name given with words is that of somebody on record."""

from typing import Any

import pytest

from principles.models import Person
from principles.pasted.names import Called, is_called, people_called
from tests.factories import PersonFactory, published_quote

NOBODY = Called({}, frozenset())


def person(name: str, sort_name: str = "") -> Person:
    first, _, last = name.rpartition(" ")
    return Person(name=name, sort_name=sort_name or f"{last}, {first}".strip(", "))


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("Jeff Bezos", "Jeff Bezos"),
        ("JEFF BEZOS", "Jeff Bezos"),
        ("Bezos", "Jeff Bezos"),
        ("J. Bezos", "Jeff Bezos"),
        ("Jeffrey Bezos", "Jeff Bezos"),
        ("Jeffrey P. Bezos", "Jeff P. Bezos"),
        ("John Miller", "John H. Miller"),
        ("J. H. Miller", "John H. Miller"),
        ("Joichi Ito", "Joi Ito"),
        ("Joi Itō", "Joi Ito"),
        ("Conan OBrien", "Conan O’Brien"),
        ("Conan O'Brien", "Conan O’Brien"),
        ("Jef Bezos", "Jeff Bezos"),
        ("Ed Catmull", "Edwin E. Catmull"),
        ("Plato", "Plato"),
    ],
)
def test_a_name_may_be_shortened(given: str, name: str) -> None:
    assert is_called(person(name), given)


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("Jeff", "Jeff Bezos"),
        ("MacKenzie Bezos", "Jeff Bezos"),
        ("K. Bezos", "Jeff Bezos"),
        ("Jeff Bezosson", "Jeff Bezos"),
        ("Jo Ito", "Joi Ito"),
        ("Jeff Preston Bezos", "Jeff Bezos"),
        ("B. Bezos", "Jeff Bezos"),
        ("Bezos Jeff", "Jeff Bezos"),
        ("", "Jeff Bezos"),
        ("—", "Jeff Bezos"),
    ],
)
def test_another_name_is_not_theirs(given: str, name: str) -> None:
    assert not is_called(person(name), given)


def test_a_family_name_of_several_words_is_taken_whole() -> None:
    ludwig = person("Ludwig van Beethoven", "van Beethoven, Ludwig")
    assert is_called(ludwig, "van Beethoven")
    assert not is_called(ludwig, "Karl van Beethoven")


@pytest.mark.django_db
def test_only_people_the_public_sees_are_recognised_and_only_one_of_that_name() -> None:
    ann, bo = PersonFactory(name="Ann Other"), PersonFactory(name="Bo Other")
    assert people_called(["Ann Other"]) == NOBODY
    published_quote("One.", speakers=[ann])
    published_quote("Two.", speakers=[bo])
    found = people_called(["Ann Other", "Other", "Cy Other"])
    assert found == Called({"Ann Other": ann}, frozenset({"Other"}))


@pytest.mark.django_db
def test_names_are_looked_up_in_one_query_and_what_is_none_in_none(
    django_assert_num_queries: Any,
) -> None:
    with django_assert_num_queries(0):
        assert people_called(["", "—", "1997"]) == NOBODY
    with django_assert_num_queries(1):
        people_called(["Ann Other", "Bo Second"])


@pytest.mark.django_db
def test_twenty_names_are_the_most() -> None:
    ann = PersonFactory(name="Ann Other")
    published_quote("One.", speakers=[ann])
    others = [f"Nobody Called{chr(97 + n)}" for n in range(20)]
    assert people_called([*others[:19], *others[:19], "Ann Other"]).single == {"Ann Other": ann}
    assert people_called([*others, "Ann Other"]) == NOBODY
