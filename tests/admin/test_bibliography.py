"""People and sources as an editor enters them, with the stored text in passages."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client

from principles.admin.bibliography import PASSAGES_ON_ONE_PAGE
from principles.models import Passage, Person, Source, Tag, Verdict
from principles.search.lexicon import refresh
from tests.admin.pages import Page, address, sentences
from tests.factories import (
    PassageFactory,
    PersonFactory,
    SourceFactory,
    TagFactory,
    contribute,
    published_quote,
    stored,
)

pytestmark = pytest.mark.django_db


def test_a_source_is_entered_with_contributors_and_text(desk: Client) -> None:
    person, container = PersonFactory(), SourceFactory()
    page = Page(desk, address(Source, "add"))
    page.add("contributions", person=person, role="author")
    page.add("passages", label="p. 1", text="The first page.", language="en")
    page.add("passages", label="p. 2", text="The second page.", language="en")
    response = page.save(
        title="Letter", kind="letter", year=1997, container=container, identifiers="ISBN: 978"
    )
    assert response.status_code == 302, sentences(response)
    source = Source.objects.get(title="Letter")
    assert source.identifiers == {"isbn": "978"}
    assert source.container == container
    assert list(source.people.all()) == [person]
    assert list(source.passages.values_list("position", "label")) == [(1, "p. 1"), (2, "p. 2")]


def test_a_passage_may_have_a_heading_over_its_text_or_alone(desk: Client) -> None:
    page = Page(desk, address(Source, "add"))
    page.add("passages", label="slide", heading=" APIs are Forever ", text="One.", language="en")
    page.add("passages", label="slide", heading="2 Pizza Teams", language="en")
    response = page.save(title="Deck", kind="slides")
    assert response.status_code == 302, sentences(response)
    assert list(Passage.objects.values_list("heading", "text")) == [
        ("APIs are Forever", "One."),
        ("2 Pizza Teams", ""),
    ]
    listed = desk.get(address(Passage), {"q": "pizza"}).content.decode()
    assert "2 Pizza Teams" in listed
    assert "APIs are Forever" not in listed.split("<tbody>")[1].split("</tbody>")[0]


def test_a_passage_without_words_is_refused_with_the_sentence(desk: Client) -> None:
    page = Page(desk, address(Source, "add"))
    page.add("passages", label="slide", language="en")
    response = page.save(title="Deck", kind="slides")
    assert "A passage needs a label, and its text or a heading." in sentences(response)


def test_the_list_prints_a_year_before_the_first_as_people_write_it(desk: Client) -> None:
    SourceFactory(title="On Duties", year=-43)
    assert '<td class="field-dated">44 BC</td>' in desk.get(address(Source)).content.decode()


def test_identifiers_are_lines_of_name_and_value(desk: Client) -> None:
    source = SourceFactory(identifiers={"doi": "10.1000/182", "isbn": "978"})
    page = Page(desk, address(source))
    assert page.data["identifiers"] == "doi: 10.1000/182\nisbn: 978"
    assert "Write “978” as a name" in sentences(page.save(identifiers="978"))
    page.save(identifiers="doi: https://doi.org/10.1000/182\n\n")
    source.refresh_from_db()
    assert source.identifiers == {"doi": "https://doi.org/10.1000/182"}


@pytest.mark.parametrize(
    ("year", "month", "day"),
    [
        (2001, 13, ""),
        (2016, 2, 31),
        (2016, 2, 30),
        (2015, 2, 29),
        (1900, 2, 29),
        (2016, 4, 31),
        (2016, 12, 32),
        (2016, "", 5),
        ("", 2, 28),
    ],
)
def test_a_date_that_no_calendar_has_is_refused(
    desk: Client, year: object, month: object, day: object
) -> None:
    response = Page(desk, address(SourceFactory())).save(year=year, month=month, day=day)
    assert "A date is a year" in sentences(response)


@pytest.mark.parametrize(
    ("year", "month", "day"),
    [(2016, 2, 29), (2000, 2, 29), (1500, 2, 29), (-44, 3, 15), (2016, 12, 31), (2016, 4, "")],
)
def test_a_date_that_there_is_is_kept(
    desk: Client, year: object, month: object, day: object
) -> None:
    source = SourceFactory()
    response = Page(desk, address(source)).save(year=year, month=month, day=day)
    assert response.status_code == 302, sentences(response)
    source.refresh_from_db()
    assert (source.year, source.month, source.day or "") == (year, month, day)


def test_the_database_refuses_a_date_that_there_is_not() -> None:
    with pytest.raises(IntegrityError, match="source_date_from_year_to_day"), transaction.atomic():
        SourceFactory(year=2015, month=2, day=29)


@pytest.mark.parametrize("language", ["!!", "e", "en_GB", "en-", "english language"])
def test_the_language_of_a_passage_is_a_tag(desk: Client, language: str) -> None:
    response = Page(desk, address(PassageFactory())).save(language=language)
    assert "Write a language tag: en, de, pt-BR." in sentences(response)


def choices(desk: Client, kind: type[Source | Passage], **asked: str | int) -> list[str]:
    fields = {"app_label": "principles", "model_name": "citation"}
    response = desk.get(address(kind, "choices"), {**fields, **asked})
    return [choice["text"] for choice in response.json()["results"]]


def test_sources_of_one_title_are_told_apart_by_their_numbers(desk: Client) -> None:
    first, second = SourceFactory.create_batch(2, title="Letter to shareholders", year=2016)
    assert choices(desk, Source, field_name="source", term="shareholders") == [
        f"{source.code} · Letter to shareholders, 2016" for source in (first, second)
    ]


def test_passages_are_offered_of_the_chosen_source_alone(desk: Client) -> None:
    first, second = SourceFactory.create_batch(2, title="Letter to shareholders")
    labels = [
        f"{source.code} · {stored(source, 'Good process serves you.')}"
        for source in (first, second)
    ]
    asked = {"field_name": "passage", "term": "process"}
    assert choices(desk, Passage, **asked) == labels
    assert choices(desk, Passage, **asked, source=second.pk) == labels[1:]
    assert choices(desk, Passage, **asked, source="") == labels


def test_a_chosen_source_is_shown_with_its_number(desk: Client) -> None:
    inner = SourceFactory(container=SourceFactory(title="The book"))
    html = desk.get(address(inner)).content.decode()
    assert f"selected>{inner.container.code} · The book</option>" in html


def test_changing_a_passage_changes_the_verdict(desk: Client) -> None:
    source = SourceFactory()
    passage = stored(source, "Good process serves you.")
    quote = published_quote("Good process serves you.", passage=passage)
    for text, verdict in (
        ("Good process serves you.", Verdict.VERBATIM),
        ("Good process serves them.", Verdict.ALTERED),
    ):
        page = Page(desk, address(source))
        page.change("passages", 0, text=text)
        response = page.insist() if verdict == Verdict.ALTERED else page.save()
        assert response.status_code == 302
        assert quote.citations.get().verdict == verdict


def test_a_passage_can_be_changed_on_its_own_page(desk: Client) -> None:
    passage = PassageFactory(text="Good process serves you.")
    quote = published_quote("Good process serves you.", passage=passage)
    response = Page(desk, address(passage)).save(text="Good process serves them.")
    assert response.status_code == 302, sentences(response)
    assert quote.citations.get().verdict == Verdict.ALTERED


def test_passages_can_change_places(desk: Client) -> None:
    source = SourceFactory()
    stored(source, "The first.")
    stored(source, "The second.")
    page = Page(desk, address(source))
    page.change("passages", 0, position=2)
    page.change("passages", 1, position=1)
    assert page.save().status_code == 302
    texts = source.passages.values_list("text", flat=True)
    assert list(texts) == ["The second.", "The first."]


def test_a_source_that_gets_parts_needs_places_in_its_citations(desk: Client) -> None:
    source = SourceFactory(title="The deck")
    quote = published_quote(source=source)
    response = Page(desk, address(source)).save(has_parts="on", publisher="As typed.")
    assert response.status_code == 200
    assert f"{quote.code} is published, and “The deck” has parts" in sentences(response)
    assert 'value="As typed."' in response.content.decode()


def test_a_source_is_no_part_of_itself(desk: Client) -> None:
    outer = SourceFactory(title="The book")
    inner = SourceFactory(container=outer)
    connection.check_constraints()  # as if both had been there before
    response = Page(desk, address(outer)).save(container=inner)
    assert "“The book” would be a part of itself" in sentences(response)


def test_a_long_text_is_edited_passage_by_passage(desk: Client) -> None:
    source = SourceFactory()
    Passage.objects.bulk_create(
        Passage(source=source, position=n, label=f"p. {n}", text="Words.")
        for n in range(1, PASSAGES_ON_ONE_PAGE + 2)
    )
    page = Page(desk, address(source))
    assert "passages-TOTAL_FORMS" not in page.data
    listed = f"{address(Passage)}?source={source.pk}"
    assert f'href="{listed}"' in desk.get(address(source)).content.decode()
    assert desk.get(listed).context["cl"].result_count == PASSAGES_ON_ONE_PAGE + 1
    assert page.save(publisher="Somebody").status_code == 302
    assert source.passages.count() == PASSAGES_ON_ONE_PAGE + 1


def test_a_person_is_found_under_any_part_of_the_name(desk: Client) -> None:
    person = PersonFactory(name="Grace Hopper")
    PersonFactory(name="Somebody Else")
    response = desk.get(address(Person), {"q": "hopp"})
    assert list(response.context["cl"].result_list) == [person]


def test_a_person_without_a_slug_gets_one(desk: Client) -> None:
    response = Page(desk, address(Person, "add")).save(name="Grace Hopper", sort_name="Hopper")
    assert response.status_code == 302, sentences(response)
    assert Person.objects.get().slug == "grace-hopper"


def test_a_source_is_viewed_on_the_site_once_something_published_names_it(desk: Client) -> None:
    source = SourceFactory()
    contribute(source, PersonFactory())
    assert "View on site" not in desk.get(address(source)).content.decode()
    published_quote(source=source)
    assert source.get_absolute_url() in desk.get(address(source)).content.decode()


def test_a_tag_is_there_once_however_it_is_written(desk: Client) -> None:
    TagFactory(name="Hiring")
    response = Page(desk, address(Tag, "add")).save(name="hiring")
    assert "There is the tag “Hiring” already." in sentences(response)


def test_a_tag_without_a_slug_gets_one(desk: Client) -> None:
    response = Page(desk, address(Tag, "add")).save(name="Decision making")
    assert response.status_code == 302, sentences(response)
    assert Tag.objects.get().slug == "decision-making"


def test_a_note_longer_than_the_index_takes_can_be_kept(desk: Client) -> None:
    note = " ".join(f"word{number}" for number in range(150_000))
    response = Page(desk, address(Person, "add")).save(
        name="Ann Author", sort_name="Author, Ann", note=note
    )
    assert response.status_code == 302, sentences(response)
    person = Person.objects.get()
    assert person.note == note
    published_quote(speakers=[person])
    refresh()
    found = desk.get("/search/", {"q": "word7 word8"})
    assert "Ann Author" in found.content.decode()
