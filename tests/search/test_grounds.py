"""By what a result was found: told in the data for every word, as the page tells it."""

from typing import Any

import pytest
from django.test import Client

from principles.models import Synonyms
from principles.search.lexicon import refresh
from tests.factories import PersonFactory, published_principle, published_quote

pytestmark = pytest.mark.django_db


def results(client: Client, typed: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = client.get("/search.json", {"q": typed}).json()["results"]
    return found


def grounds(client: Client, typed: str) -> list[tuple[str, str, list[str]]]:
    [result] = results(client, typed)
    return [(ground["term"], ground["by"], ground["words"]) for ground in result["found_by"]]


@pytest.mark.parametrize(
    ("said", "typed", "expected"),
    [
        ("Customers wait.", "customer", ("customer", "word", ["customers"])),
        ("Autonomy is a duty.", "autonomous", ("autonomous", "family", ["autonomy"])),
        ("Day 1.", "one", ("one", "writing", ["1"])),
        ("Customers wait.", "custmers", ("custmers", "correction", ["customers"])),
        ("Customers wait.", "custo", ("custo", "completion", ["customers"])),
        ("A mishap came.", "accident", ("accident", "equivalent", ["mishap"])),
        ("Customers wait.", '"customers wait"', ("customers wait", "phrase", ["customers wait"])),
    ],
)
def test_a_result_says_by_what_it_was_found(
    client: Client, said: str, typed: str, expected: tuple[str, str, list[str]]
) -> None:
    Synonyms.objects.create(words="mishap, accident")
    published_quote(said)
    refresh()
    assert grounds(client, typed) == [expected]


def test_a_tag_that_the_word_names_is_a_ground(client: Client) -> None:
    published_quote("Ask again.", tags=["patience"])
    refresh()
    assert grounds(client, "patience") == [("patience", "tag", ["patience"])]


def test_a_name_that_narrows_the_results_is_a_ground(client: Client) -> None:
    published_quote("Surveys mislead.", speakers=[PersonFactory(name="Ada Nixle")])
    refresh()
    assert grounds(client, "nixle surveys") == [
        ("nixle", "name", []),
        ("surveys", "word", ["surveys"]),
    ]


def test_a_word_that_a_result_lacks_is_no_ground(client: Client) -> None:
    published_quote("Surveys mislead.")
    refresh()
    assert grounds(client, "surveys dinosaurs") == [("surveys", "word", ["surveys"])]


def test_results_say_in_which_group_they_stand(client: Client) -> None:
    published_quote("Long term thinking.")
    published_quote("Thinking for a long and steady term.")
    refresh()
    found = results(client, "long term thinking")
    assert [result["group"] for result in found] == ["in a row", "all words"]


def test_results_of_a_word_or_two_say_so(client: Client) -> None:
    published_quote("Quarterly.")
    published_quote("Earnings guidance.")
    refresh()
    found = results(client, "quarterly earnings guidance")
    assert [result["group"] for result in found] == ["some words", "few words"]


def test_in_the_data_results_come_by_group_and_then_by_score(client: Client) -> None:
    for n in range(3):
        published_principle(published_quote(f"Long is the term {n}."), name=f"Term, long, {n}")
    published_quote("A long term.")
    refresh()
    found = results(client, "long term")
    groups = list(dict.fromkeys(result["group"] for result in found))
    assert found == sorted(found, key=lambda r: (groups.index(r["group"]), -r["score"]))
    assert groups == ["in a row", "all words"]


def test_a_list_without_words_has_neither_grounds_nor_a_group(client: Client) -> None:
    published_quote("A long term.")
    [quote, _] = results(client, "")
    assert (quote["found_by"], quote["group"]) == ([], "listed")
