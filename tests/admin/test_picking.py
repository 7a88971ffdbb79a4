"""Quotes are picked out of the text of a source, many at once and without a script."""

import re
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from principles.models import Principle, Quote, Source, Status, Verdict
from principles.provenance.verification import recompute
from tests.admin.pages import Page, address, sentences
from tests.factories import (
    PersonFactory,
    PrincipleFactory,
    SourceFactory,
    TagFactory,
    contribute,
    published_quote,
    stored,
)

pytestmark = pytest.mark.django_db

TEXT = "Good process serves you. So you can serve customers.\n\nThe process is not the thing."
FIRST = "Good process serves you."


@pytest.fixture
def source() -> Source:
    source: Source = SourceFactory(title="The letter")
    contribute(source, PersonFactory(name="Ann Author"))
    stored(source, TEXT, label="p. 1")
    return source


def page(source: Source) -> str:
    return reverse("admin:principles_source_pick", args=[source.pk])


def value(source: Source, words: str) -> str:
    passage = source.passages.get()
    start = passage.text.index(words)
    return f"{passage.pk}:{start}:{start + len(words)}"


def pick(desk: Client, source: Source, *words: str, **fields: str) -> Any:
    picked = [value(source, each) for each in words]
    return desk.post(page(source), {"pick": picked, **fields}, follow=True)


def told(response: Any) -> str:
    return " ".join(str(message) for message in response.context["messages"])


def test_each_sentence_is_offered_with_a_box_and_a_link_to_the_form(
    desk: Client, source: Source
) -> None:
    html = desk.get(page(source)).content.decode()
    assert html.count('<input type="checkbox" name="pick"') == 3
    passage = source.passages.get()
    filled = f"source={source.pk}&amp;passage={passage.pk}&amp;start=0&amp;end={len(FIRST)}"
    assert filled in html
    assert 'value="Ann Author"' in html


def test_what_is_picked_is_saved_as_drafts_with_all_that_they_share(
    desk: Client, source: Source
) -> None:
    principle, tag = PrincipleFactory(name="Resist proxies"), TagFactory(name="process")
    response = pick(
        desk,
        source,
        FIRST,
        "The process is not the thing.",
        speaker="ann author",
        principle=str(principle.number),
        tag="process",
    )
    quotes = list(Quote.objects.all())
    assert [(quote.text, quote.status) for quote in quotes] == [
        (FIRST, Status.DRAFT),
        ("The process is not the thing.", Status.DRAFT),
    ]
    assert {quote.citations.get().verdict for quote in quotes} == {Verdict.VERBATIM}
    assert [quote.speakers.get().name for quote in quotes] == ["Ann Author"] * 2
    assert list(principle.supports.values_list("position", flat=True)) == [1, 2]
    assert all(list(quote.tags.all()) == [tag] for quote in quotes)
    assert f"{quotes[0].code} saved as a draft: <em>verbatim</em>" in told(response)


def test_what_is_picked_is_published(desk: Client, source: Source) -> None:
    response = pick(desk, source, FIRST, publish="1")
    assert Quote.objects.get().status == Status.PUBLISHED
    assert f"{Quote.objects.get().code} published: <em>verbatim</em>" in told(response)


def test_words_that_are_there_are_refused_by_name_and_stay_picked(
    desk: Client, source: Source
) -> None:
    there = published_quote(FIRST)
    response = pick(desk, source, FIRST, "The process is not the thing.")
    assert f"{there.code} has these words already." in told(response)
    assert Quote.objects.count() == 2
    ticked = re.findall(r'value="([^"]+)" checked', response.content.decode())
    assert ticked == [value(source, FIRST)]


def test_a_longer_stretch_that_is_refused_stays_picked(desk: Client, source: Source) -> None:
    stretch = f"{FIRST} So you can serve customers."
    published_quote(stretch)
    html = pick(desk, source, stretch).content.decode()
    assert f'value="{value(source, stretch)}" checked> {stretch}' in html


def test_words_of_a_collection_stay_drafts(desk: Client, source: Source) -> None:
    Source.objects.update(level=Source.Level.AGGREGATOR)
    response = pick(desk, source, FIRST, publish="1")
    assert Quote.objects.get().status == Status.DRAFT
    assert "stays a draft" in told(response)


def test_a_quoted_sentence_is_marked_with_its_number(desk: Client, source: Source) -> None:
    quote = published_quote(FIRST, passage=source.passages.get())
    recompute()
    html = desk.get(page(source)).content.decode()
    assert f'<span class="quoted">{FIRST}</span>' in html
    assert f'<a href="{address(quote)}">{quote.code}<' in html


@pytest.mark.parametrize(
    "text", ["“Day 2 is stasis.”", "“Day 2 is stasis.", "Day 2 is stasis.”", "Day 2 is stasis."]
)
def test_marks_that_open_or_close_words_in_the_text_are_left_out(desk: Client, text: str) -> None:
    source = SourceFactory()
    stored(source, text)
    pick(desk, source, text)
    assert Quote.objects.get().text == "Day 2 is stasis."


def test_a_stretch_is_chosen_by_two_links(desk: Client, source: Source) -> None:
    passage = source.passages.get()
    html = desk.get(page(source), {"from": f"{passage.pk}:0"}).content.decode()
    assert "Stop choosing" in html
    end = TEXT.index("customers.") + len("customers.")
    assert f"passage={passage.pk}&amp;start=0&amp;end={end}" in html


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({}, "Nothing is picked yet"),
        ({"pick": "1:2"}, "The text was changed meanwhile"),
        ({"pick": "0:0:9999"}, "The text was changed meanwhile"),
        ({"pick": "x", "principle": "999"}, "There is no principle of the number or name “999”."),
        ({"pick": "x", "speaker": "Nobody"}, "There is no person of the number or name “Nobody”."),
    ],
)
def test_what_cannot_be_saved_is_said(
    desk: Client, source: Source, fields: dict[str, str], sentence: str
) -> None:
    html = desk.post(page(source), fields).content.decode()
    assert sentence in html
    assert not Quote.objects.exists()


def test_a_name_of_two_is_asked_for_by_number(desk: Client, source: Source) -> None:
    PrincipleFactory(name="Write it down")
    PrincipleFactory(name="write it down!")
    html = pick(desk, source, FIRST, principle="Write it down").content.decode()
    assert "“Write it down” names more than one principle: write P" in html
    assert Principle.objects.filter(supports=None).count() == 2


def test_a_source_without_text_says_so(desk: Client) -> None:
    source = SourceFactory()
    assert "This source has no stored text" in desk.get(page(source)).content.decode()
    assert "Pick quotes" not in desk.get(address(source)).content.decode()


def test_the_form_of_a_source_leads_to_its_text(desk: Client, source: Source) -> None:
    assert f'href="{page(source)}"' in desk.get(address(source)).content.decode()


def test_a_new_source_with_text_leads_to_picking(desk: Client) -> None:
    form = Page(desk, address(Source, "add"))
    form.add("passages", label="p. 1", text=TEXT, language="en")
    response = form.save(title="On memos", kind="letter")
    assert response.status_code == 302, sentences(response)
    assert response["Location"] == page(Source.objects.get())


@pytest.mark.parametrize("lacking", ["view_source", "add_support", "add_attribution"])
def test_who_may_not_make_all_that_is_picked_picks_none(
    client: Client, source: Source, lacking: str
) -> None:
    made = ("quote", "citation", "attribution", "support", "quotetag")
    wanted = {"view_source", *(f"add_{name}" for name in made)} - {lacking}
    lou = User.objects.create_user("lou", is_staff=True)
    lou.user_permissions.set(Permission.objects.filter(codename__in=wanted))
    client.force_login(lou)
    assert client.get(page(source)).status_code == 403
    lou.user_permissions.add(Permission.objects.get(codename=lacking))
    assert client.get(page(source)).status_code == 200


def test_who_may_add_no_quote_picks_none(client: Client, source: Source) -> None:
    client.force_login(User.objects.create_user("lou", is_staff=True))
    assert client.get(page(source)).status_code == 403


def test_a_long_text_costs_no_more_queries(
    desk: Client, source: Source, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(60):
        stored(source, f"Sentence {number} stands here.")
    desk.get(page(source))
    with django_assert_max_num_queries(14):
        html = desk.get(page(source)).content.decode()
    assert "Page 1 of 2" in html
