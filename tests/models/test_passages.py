"""How a passage is named, and who may see its heading and have it as their words."""

import pytest
from pytest_django import DjangoAssertNumQueries

from principles.models import Citation, Passage, Source
from tests.factories import PassageFactory, QuoteFactory, SourceFactory, cite, stored


@pytest.mark.parametrize(
    ("label", "heading", "locator"),
    [
        ("p. 3", "", "p. 3"),
        ("slide", "APIs are Forever", "slide “APIs are Forever”"),
        ("slide", "“Day 2” is stasis", "slide “‘Day 2’ is stasis”"),
        ("section “Resist Proxies”", "Resist Proxies", "section “Resist Proxies”"),
    ],
)
def test_a_heading_is_printed_after_the_label_once(label: str, heading: str, locator: str) -> None:
    assert Passage(label=label, heading=heading).locator == locator


@pytest.mark.parametrize(
    ("access", "is_shown"), [("full", True), ("window", False), ("hidden", False)]
)
def test_only_full_access_shows_a_heading(access: str, is_shown: bool) -> None:
    source = Source(text_access=access)
    passage = Passage(label="slide", heading="APIs are Forever")
    assert source.heading_of(passage) == ("APIs are Forever" if is_shown else "")
    assert source.locator_of(passage) == ("slide “APIs are Forever”" if is_shown else "slide")


def test_only_letters_and_books_give_their_headings_to_their_author() -> None:
    given = {kind for kind in Source.Kind if Source(kind=kind).headings_are_its_authors}
    assert given == {Source.Kind.LETTER, Source.Kind.BOOK}


@pytest.mark.django_db
def test_the_locator_of_a_citation_has_the_heading_and_the_paragraph() -> None:
    passage = stored(SourceFactory(), "One.\n\nTwo.", label="slide", heading="Two of them")
    citation = cite(QuoteFactory(), passage.source, passage=passage)
    assert citation.shown_locator == "slide “Two of them”"
    citation.paragraph = 2
    assert citation.shown_locator == "slide “Two of them”, ¶ 2"
    passage.source.text_access = Source.Access.HIDDEN
    assert citation.shown_locator == "slide, ¶ 2"


@pytest.mark.django_db
def test_the_locators_of_a_list_cost_no_query_each(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(3):
        passage = PassageFactory(heading="A title")
        cite(QuoteFactory(), passage.source, passage=passage)
    with django_assert_num_queries(1):
        assert {c.shown_locator[-9:] for c in Citation.objects.with_labels()} == {"“A title”"}


def counts(source: Source) -> list[int]:
    return list(source.passages.values_list("paragraphs_before", flat=True))


@pytest.mark.django_db
def test_paragraphs_are_counted_through_the_text() -> None:
    letter = SourceFactory(kind="letter")
    stored(letter, "One.\n \nTwo.\n\n\n")
    stored(letter, "", heading="A heading alone")
    stored(letter, "Three.")
    stored(letter, "Four.")
    assert counts(letter) == [0, 2, 2, 3]
    letter.passages.filter(position=3).update(text="Three.\n\nFour.")
    assert counts(letter) == [0, 2, 2, 4]
    letter.passages.get(position=1).delete()
    assert counts(letter) == [0, 0, 2]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("To our shareholders:\n\nOne.", [-1, 1]),
        ("Liebe Aktionäre,\n\nEins.", [-1, 1]),
        ("One is enough.\n\nTwo:", [0, 2]),
        ("We say this. And so:\n\nTwo.", [0, 2]),
        ("A first line,\nand a second,\n\nTwo.", [0, 2]),
    ],
)
def test_a_salutation_is_not_counted(text: str, before: list[int]) -> None:
    letter = SourceFactory(kind="letter")
    stored(letter, text)
    stored(letter, "Dear reader,\n\nof a later page.")
    assert counts(letter) == before


@pytest.mark.django_db
def test_a_passage_read_earlier_is_saved_without_its_old_count() -> None:
    letter = SourceFactory(kind="letter")
    first, second = stored(letter, "One."), stored(letter, "Two.")
    second.refresh_from_db()
    first.text = "One.\n\nAnother."
    first.save()
    second.label = "end"
    second.save()
    assert counts(letter) == [0, 2]


@pytest.mark.parametrize(
    ("kind", "label", "place"),
    [
        ("letter", "section", "¶ 12"),
        ("letter", "p. 3", "p. 3 “Proxies”, ¶ 12"),
        ("slides", "slide", "slide “Proxies”, ¶ 3"),
        ("book", "p. 3", "p. 3 “Proxies”, ¶ 3"),
    ],
)
def test_a_place_is_what_readers_count(kind: str, label: str, place: str) -> None:
    passage = Passage(label=label, heading="Proxies", paragraphs_before=9)
    assert Source(kind=kind, text_access="full").place_of(passage, 3) == place


def test_a_salutation_has_the_place_of_its_passage() -> None:
    passage = Passage(label="opening", paragraphs_before=-1)
    assert Source(kind="letter").place_of(passage, 1) == "opening"
