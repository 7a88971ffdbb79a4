"""An address opens the empty form of a quote with what it names."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from principles.models import Quote, Verdict
from tests.admin.pages import Page, address, sentences
from tests.factories import (
    PassageFactory,
    PersonFactory,
    PrincipleFactory,
    SourceFactory,
    TagFactory,
)

pytestmark = pytest.mark.django_db

TEXT = "We learned it late. Write the memo before the meeting. Then read it."
WORDS = "Write the memo before the meeting."


def test_everything_that_is_named_is_filled_in_and_saved(desk: Client) -> None:
    passage = PassageFactory(text=TEXT, language="pt")
    person, principle, tag = PersonFactory(), PrincipleFactory(), TagFactory()
    start = TEXT.index(WORDS)
    page = Page(
        desk,
        f"{address(Quote, 'add')}?source={passage.source.pk}&passage={passage.pk}&start={start}"
        f"&end={start + len(WORDS)}&speaker={person.pk}&principle={principle.pk}&tag={tag.pk}",
    )
    response = page.save()
    assert response.status_code == 302, sentences(response)
    quote = Quote.objects.get()
    assert (quote.text, quote.language) == (WORDS, "pt")
    assert (quote.citations.get().passage, quote.citations.get().verdict) == (
        passage,
        Verdict.VERBATIM,
    )
    assert list(quote.speakers.all()) == [person]
    assert list(principle.supports.values_list("quote", flat=True)) == [quote.pk]
    assert list(quote.tags.all()) == [tag]


def test_a_source_alone_is_filled_in(desk: Client) -> None:
    source = SourceFactory()
    page = Page(desk, f"{address(Quote, 'add')}?source={source.pk}")
    assert page.data["citations-0-source"] == str(source.pk)
    assert page.data.get("text", "") == ""


@pytest.mark.parametrize(
    "query",
    ["source=x&speaker=-1", "passage=999&start=1&end=2", "source=9e9", "start=0&end=4", "tag=999"],
)
def test_what_names_nothing_is_left_out(desk: Client, query: str) -> None:
    page = Page(desk, f"{address(Quote, 'add')}?{query}")
    fields = ("text", "citations-0-source", "attributions-0-person", "supports-0-principle")
    assert [page.data.get(field, "") for field in fields] == ["", "", "", ""]


def test_a_filled_form_costs_few_queries(
    desk: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    passage, person, principle = PassageFactory(text=TEXT), PersonFactory(), PrincipleFactory()
    query = f"passage={passage.pk}&start=0&end=9&speaker={person.pk}&principle={principle.pk}"
    desk.get(address(Quote, "add"))
    with django_assert_max_num_queries(20):
        desk.get(f"{address(Quote, 'add')}?{query}")


def test_the_next_quote_keeps_all_but_the_words(desk: Client) -> None:
    passage, person, principle = PassageFactory(text=TEXT), PersonFactory(), PrincipleFactory()
    page = Page(desk, address(Quote, "add"))
    page.change("citations", 0, source=passage.source, passage=passage)
    page.change("attributions", 0, person=person)
    page.change("supports", 0, principle=principle)
    response = page.save(text=TEXT, _next="1")
    following = Page(desk, response["Location"])
    fields = {
        "citations-0-source": passage.source_id,
        "citations-0-passage": passage.pk,
        "attributions-0-person": person.pk,
        "supports-0-principle": principle.pk,
    }
    assert {name: following.data[name] for name in fields} == {
        name: str(number) for name, number in fields.items()
    }
    assert following.data.get("text", "") == ""


def test_the_form_is_in_the_order_of_the_work(desk: Client) -> None:
    html = desk.get(address(Quote, "add")).content.decode()
    marks = ['name="text"', 'id="live"', "citations-group", "attributions-group", "supports-group"]
    marks += ["quote_tags-group", 'name="note"', "<details", 'name="standing"', 'value="published"']
    places = [html.index(mark) for mark in marks]
    assert places == sorted(places)
