"""What may be deleted, and why the rest has to stay."""

import pytest
from django.test import Client

from principles.models import Principle, Quote
from tests.admin.pages import address
from tests.factories import (
    PersonFactory,
    PrincipleFactory,
    QuoteFactory,
    SourceFactory,
    TagFactory,
    cite,
    contribute,
    published_principle,
    published_quote,
    speak,
    support,
    tag,
)

pytestmark = pytest.mark.django_db


def link(entry: object) -> str:
    return f'<a href="{address(entry)}">'  # type: ignore[arg-type]  # any entry


def test_a_person_in_use_stays_and_the_page_lists_where(desk: Client) -> None:
    person = PersonFactory()
    quote, source = QuoteFactory(), SourceFactory()
    speak(quote, person)
    contribute(source, person)
    for response in (
        desk.get(address(person, "delete")),
        desk.post(address(person, "delete"), {"post": "yes"}),
    ):
        assert response.status_code == 200
        html = response.content.decode()
        assert link(quote) in html
        assert link(source) in html
    assert type(person).objects.filter(pk=person.pk).exists()


def test_a_source_in_use_stays_and_the_page_lists_where(desk: Client) -> None:
    quote, source = QuoteFactory(), SourceFactory()
    cite(quote, source)
    part = SourceFactory(container=source)
    html = desk.post(address(source, "delete"), {"post": "yes"}).content.decode()
    assert link(quote) in html
    assert link(part) in html
    assert type(source).objects.filter(pk=source.pk).exists()


def test_a_quote_that_supports_a_principle_stays(desk: Client) -> None:
    quote, principle = QuoteFactory(), PrincipleFactory()
    support(principle, quote)
    html = desk.post(address(quote, "delete"), {"post": "yes"}).content.decode()
    assert link(principle) in html
    assert Quote.objects.filter(pk=quote.pk).exists()


def test_a_quote_that_a_double_names_stays(desk: Client) -> None:
    first = QuoteFactory(text="Good process serves you.")
    double = QuoteFactory(text="Good process serves you.", same_words_as=first)
    speak(double, PersonFactory())
    html = desk.post(address(first, "delete"), {"post": "yes"}).content.decode()
    assert link(double) in html


@pytest.mark.parametrize("make", [published_quote, published_principle])
def test_what_was_once_published_is_withdrawn_instead(desk: Client, make: object) -> None:
    entry = make()  # type: ignore[operator]  # a factory
    html = desk.get(address(entry)).content.decode()
    assert 'class="deletelink"' not in html
    response = desk.post(address(entry, "delete"), {"post": "yes"})
    assert response.status_code == 200
    assert "withdraw it instead" in response.content.decode()
    assert type(entry).objects.filter(pk=entry.pk).exists()


def test_drafts_are_deleted_with_what_belongs_to_them(desk: Client) -> None:
    quote = QuoteFactory()
    cite(quote, SourceFactory())
    tag(quote, "a tag")
    assert 'class="deletelink"' in desk.get(address(quote)).content.decode()
    response = desk.post(address(quote, "delete"), {"post": "yes"})
    assert response.status_code == 302
    assert not Quote.objects.exists()


def delete_selected(desk: Client, *entries: Quote | Principle) -> str:
    selected = {"action": "delete_selected", "_selected_action": [entry.pk for entry in entries]}
    listed = address(type(entries[0]))
    response = desk.post(listed, {**selected, "post": "yes"}, follow=True)
    assert response.status_code == 200
    return str(response.content.decode())


def test_of_the_selected_either_all_are_deleted_or_none(desk: Client) -> None:
    draft, other, public = QuoteFactory(), QuoteFactory(), published_quote()
    html = delete_selected(desk, draft, public)
    assert "Nothing was deleted." in html
    assert "withdraw it instead" in html
    assert Quote.objects.count() == 3
    assert "Successfully deleted 2 quotes." in delete_selected(desk, draft, other)
    assert list(Quote.objects.all()) == [public]


def test_a_tag_is_deleted_from_what_carries_it(desk: Client) -> None:
    quote, word = published_quote(), TagFactory(name="hiring")
    tag(quote, "hiring")
    assert desk.post(address(word, "delete"), {"post": "yes"}).status_code == 302
    assert not quote.quote_tags.exists()
