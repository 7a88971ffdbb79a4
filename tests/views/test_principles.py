"""The index of principles and the page of one."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from principles.models import Principle, Quote, SeeAlso, Status
from tests.factories import (
    PersonFactory,
    PrincipleFactory,
    QuoteFactory,
    published_principle,
    published_quote,
    support,
)

pytestmark = pytest.mark.django_db


def page_of(client: Client, principle: Principle) -> str:
    return client.get(principle.get_absolute_url()).content.decode()


def test_the_index_follows_the_editors_order(client: Client) -> None:
    published_principle(name="Last of all", position=2)
    published_principle(name="First of all", position=1)
    page = client.get("/principles/").content.decode()
    assert page.index("First of all") < page.index("Last of all")
    assert "Two principles of leadership" in page


def test_an_index_line_credits_no_quote_to_whoever_is_named_in_another(client: Client) -> None:
    vogels = PersonFactory(name="Werner Vogels")
    doubted = published_quote(
        speakers=[vogels], standing=Quote.Standing.DISPUTED, standing_evidence="No text has it."
    )
    published_principle(published_quote(), published_quote(speakers=[vogels]), doubted)
    assert "3 quotes, 1 by Vogels<" in client.get("/principles/").content.decode()


def test_an_empty_index_says_what_to_do_first(client: Client) -> None:
    response = client.get("/principles/")
    assert response.status_code == 200
    assert "No principles yet" in response.content.decode()


def test_a_principle_shows_its_quotes_counted_under_its_number(client: Client) -> None:
    first, second = published_quote("Say it once."), published_quote("Say it twice.")
    principle = published_principle(first, second, name="Repeat", tags=["speech"])
    page = page_of(client, principle)
    assert f'id="q{principle.number}-1"' in page
    assert f"</span>{principle.number}.2</a>" in page
    assert page.index("Say it once.") < page.index("Say it twice.")
    assert first.code in page
    assert "2 quotes" in page
    assert "speech" in page


def test_a_draft_quote_is_not_counted_and_not_shown(client: Client) -> None:
    principle = published_principle(published_quote("Say it aloud."))
    support(principle, QuoteFactory(text="Do not say this."))
    page = page_of(client, principle)
    assert "Do not say this." not in page
    assert "1 quote</a> from 1 source" in page


def test_only_other_names_are_called_names(client: Client) -> None:
    principle = published_principle(aliases=["haste", "hurry"], other_names=["haste"])
    page = page_of(client, principle)
    assert "<dt>Also known as</dt><dd>haste</dd>" in page
    assert "<dt>Also found by</dt><dd>hurry</dd>" in page


def test_the_reason_for_a_quote_stands_beside_it(client: Client) -> None:
    principle = published_principle()
    principle.supports.update(note="It shows the rule from the other side.")
    assert "It shows the rule from the other side." in page_of(client, principle)


def test_references_lead_to_the_quotes_of_the_page_and_to_others(client: Client) -> None:
    here, elsewhere = published_quote("It is here."), published_quote("It is elsewhere.")
    hidden = QuoteFactory(text="It is a draft.")
    principle = published_principle(here)
    principle.body = f"One.[Q{here.number}] Two.[Q{elsewhere.number}] Three.[Q{hidden.number}]"
    principle.save()
    page = page_of(client, principle)
    assert f'<a class="ref" href="#q{principle.number}-1">{principle.number}.1</a>' in page
    assert f'href="{elsewhere.get_absolute_url()}">{elsewhere.code}</a>' in page
    assert f"[Q{hidden.number}]" not in page
    assert hidden.code not in page


WITHDRAWN = [
    ("First.\n\nThen wait [Q{}].", "Then wait.</p>"),
    ("First. As [Q{}] says, then wait. Last.", "<p>First. Last.</p>"),
    ("First.[Q{}] Last.", "<p>First. Last.</p>"),
    ("First.\n\n[Q{}]\n\nLast.", "<p>First.</p>\n<p>Last.</p>"),
    ("- First.\n- See [Q{}].\n- Last.", "<li>First.</li>\n<li>Last.</li>"),
]


@pytest.mark.parametrize(("body", "shown"), WITHDRAWN)
def test_a_withdrawn_quote_leaves_no_gap(client: Client, body: str, shown: str) -> None:
    withdrawn = published_quote("It was said.")
    principle = published_principle(body=body.format(withdrawn.number))
    Quote.objects.filter(pk=withdrawn.pk).update(status=Status.WITHDRAWN)
    assert shown in page_of(client, principle)


def test_see_also_leads_to_published_principles_only(client: Client) -> None:
    principle = published_principle(name="Begin")
    SeeAlso.objects.create(principle=principle, other=published_principle(name="End"), note="Both.")
    SeeAlso.objects.create(principle=principle, other=PrincipleFactory(name="Secret"), note="No.")
    page = page_of(client, principle)
    assert "Both." in page
    assert "Secret" not in page


def test_see_also_is_shown_at_both_ends(client: Client) -> None:
    begin, end = published_principle(name="Begin"), published_principle(name="End")
    SeeAlso.objects.create(principle=begin, other=end, note="What comes last.")
    also = page_of(client, end).split('id="h-also"')[1].split("</section>")[0]
    assert f'<a href="{begin.get_absolute_url()}">Begin</a>' in also
    assert "Its page leads here, with the note: What comes last." in also


def test_see_also_recorded_at_both_ends_is_shown_once(client: Client) -> None:
    begin, end = published_principle(name="Begin"), published_principle(name="End")
    SeeAlso.objects.create(principle=begin, other=end, note="What comes last.")
    SeeAlso.objects.create(principle=end, other=begin, note="What comes first.")
    also = page_of(client, end).split('id="h-also"')[1].split("</section>")[0]
    assert "What comes first." in also
    assert "What comes last." not in also


def test_see_also_of_a_draft_is_not_shown_at_the_other_end(client: Client) -> None:
    end = published_principle(name="End")
    SeeAlso.objects.create(principle=PrincipleFactory(name="Secret"), other=end, note="No.")
    assert "h-also" not in page_of(client, end)


def test_neighbours_are_those_of_the_index(client: Client) -> None:
    published_principle(name="Third", position=3)
    published_principle(name="First", position=1)
    middle = published_principle(name="Second", position=2)
    PrincipleFactory(name="Between", position=2)
    page = page_of(client, middle)
    previous, following = page.split('rel="prev"')[1].split('rel="next"')
    assert "First" in previous
    assert "Third" in following
    assert "Between" not in page


def test_the_number_leads_to_the_readable_address(client: Client) -> None:
    principle = published_principle()
    response = client.get(f"/principles/{principle.number}/")
    assert (response.status_code, response["Location"]) == (302, principle.get_absolute_url())


def test_a_former_address_leads_to_the_present_one(client: Client) -> None:
    principle = published_principle(slug="old-name")
    principle.slug = "new-name"
    principle.save()
    response = client.get("/principles/old-name/")
    assert (response.status_code, response["Location"]) == (301, "/principles/new-name/")


def test_a_former_address_of_a_draft_betrays_nothing(client: Client) -> None:
    draft = PrincipleFactory(slug="old-name")
    draft.slug = "new-name"
    draft.save()
    assert client.get("/principles/old-name/").status_code == 404


def test_a_draft_is_not_found(client: Client) -> None:
    draft = PrincipleFactory(name="Secret plan")
    for address in (draft.get_absolute_url(), f"/principles/{draft.number}/"):
        response = client.get(address)
        assert response.status_code == 404
        assert "Secret plan" not in response.content.decode()


def test_what_was_withdrawn_is_gone(client: Client) -> None:
    principle = published_principle(name="Old rule")
    Principle.objects.filter(pk=principle.pk).update(status=Status.WITHDRAWN)
    for address in (principle.get_absolute_url(), f"/principles/{principle.number}/"):
        response = client.get(address)
        assert response.status_code == 410
        assert f"Principle {principle.number} has been withdrawn" in response.content.decode()
        assert "Old rule" not in response.content.decode()


@pytest.mark.parametrize("number", [5, 40])
def test_a_page_costs_eight_queries_whatever_the_number_of_quotes(
    client: Client, number: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    person = PersonFactory()
    quotes = [published_quote(speakers=[person]) for _ in range(number)]
    principle = published_principle(*quotes, tags=["one", "two"])
    SeeAlso.objects.create(principle=principle, other=published_principle(), note="Both.")
    principle.body = f"See also.[{published_quote().code}]"
    principle.save()
    with django_assert_max_num_queries(8):
        page = page_of(client, principle)
    assert page.count("<blockquote") == number
