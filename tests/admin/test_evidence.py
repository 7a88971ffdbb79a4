"""Quotes as an editor enters, corrects and publishes them."""

import re
from typing import Any

import pytest
from django.test import Client

from principles.models import Citation, Person, Quote, Status, Support, Verdict
from principles.provenance.verification import recompute
from tests.admin.pages import Page, address, sentences
from tests.factories import (
    PassageFactory,
    PersonFactory,
    PrincipleFactory,
    QuoteFactory,
    SourceFactory,
    TagFactory,
    cite,
    published_principle,
    published_quote,
    speak,
    stored,
    support,
)

pytestmark = pytest.mark.django_db

TEXT = "Good process serves you. So you can serve customers."


def verdict(quote: Quote) -> str:
    return Citation.objects.get(quote=quote).verdict


def test_a_quote_is_entered_with_everything_that_belongs_to_it(desk: Client) -> None:
    passage = PassageFactory(text=TEXT)
    person, tag, principle = PersonFactory(), TagFactory(), PrincipleFactory()
    page = Page(desk, address(Quote, "add"))
    page.add("citations", source=passage.source, passage=passage, role="original")
    page.add("attributions", person=person)
    page.add("supports", principle=principle)
    page.add("quote_tags", tag=tag)
    response = page.save(text="Good process serves you.", status="published")
    assert response.status_code == 302, sentences(response)
    quote = Quote.objects.get()
    assert quote.status == Status.PUBLISHED
    assert verdict(quote) == Verdict.VERBATIM
    assert list(quote.speakers.all()) == [person]
    assert list(quote.tags.all()) == [tag]
    assert list(principle.supports.values_list("quote", "position")) == [(quote.pk, 1)]


def test_changing_one_word_changes_the_verdict(desk: Client) -> None:
    passage = PassageFactory(text=TEXT)
    quote = published_quote("Good process serves you.", passage=passage)
    Page(desk, address(quote)).save()
    assert verdict(quote) == Verdict.VERBATIM
    page = Page(desk, address(quote))
    page.say_yes(page.save(text="Good process serves them."))
    page.save()
    assert verdict(quote) == Verdict.ALTERED


def test_the_verdict_is_shown_with_its_collation(desk: Client) -> None:
    passage = PassageFactory(text=TEXT)
    quote = published_quote("Good process serves them.", passage=passage)
    recompute()
    html = desk.get(address(quote)).content.decode()
    assert "<strong>Altered</strong>" in html
    assert re.search(r"<mark>you\W*</mark>", html)
    assert re.search(r"<mark>them\W*</mark>", html)


def test_a_published_quote_keeps_a_citation(desk: Client) -> None:
    quote = published_quote()
    page = Page(desk, address(quote))
    page.change("citations", 0, DELETE="on")
    response = page.save(note="A note typed meanwhile.")
    assert response.status_code == 200
    assert "A published quote needs a citation" in sentences(response)
    assert "A note typed meanwhile." in response.content.decode()
    assert quote.citations.count() == 1


def test_a_published_quote_says_where_in_a_source_with_parts(desk: Client) -> None:
    source = SourceFactory(title="A deck", has_parts=True)
    page = Page(desk, address(Quote, "add"))
    page.add("citations", source=source, role="original")
    response = page.save(text="Good process serves you.", status="published")
    assert "“A deck” has parts: say where in it." in sentences(response)
    assert not Quote.objects.exists()


def test_a_passage_is_of_the_cited_source(desk: Client) -> None:
    passage = PassageFactory()
    page = Page(desk, address(Quote, "add"))
    page.add("citations", source=SourceFactory(title="Another"), passage=passage, role="original")
    response = page.save(text="Good process serves you.")
    assert f"This passage is of “{passage.source}”, not of “Another”." in sentences(response)


def test_words_are_entered_once(desk: Client) -> None:
    first = QuoteFactory(text="Good process serves you.")
    page = Page(desk, address(Quote, "add"))
    response = page.save(text="good process serves YOU")
    assert f"These words are in the base already, as {first.code}" in sentences(response)


def test_a_double_needs_other_speakers_and_says_so_with_the_form_as_typed(desk: Client) -> None:
    person = PersonFactory()
    first = QuoteFactory(text="Good process serves you.")
    speak(first, person)
    page = Page(desk, address(Quote, "add"))
    page.add("attributions", person=person)
    response = page.save(text="Good process serves you!", same_words_as=first, note="As typed.")
    assert response.status_code == 200
    assert "the same speakers as another quote" in sentences(response)
    html = response.content.decode()
    assert "As typed." in html
    assert f'<option value="{person.pk}" selected>{person}</option>' in html
    assert Quote.objects.count() == 1
    assert "messagelist" not in html


def test_withdrawing_the_last_quote_of_a_published_principle_is_refused(desk: Client) -> None:
    quote = published_quote()
    principle = published_principle(quote, name="Write it down")
    response = Page(desk, address(quote)).save(status="withdrawn", note="As typed.")
    assert response.status_code == 200
    assert "“Write it down” is published, so it needs a published quote" in sentences(response)
    assert "As typed." in response.content.decode()
    quote.refresh_from_db()
    assert (quote.status, quote.note) == (Status.PUBLISHED, "")
    assert principle.is_published


def test_the_status_offers_only_what_can_be(desk: Client) -> None:
    draft, public = QuoteFactory(), published_quote()
    for quote, choices in ((draft, {"draft", "published"}), (public, {"published", "withdrawn"})):
        form = desk.get(address(quote)).context["adminform"].form
        assert {value for value, _ in form.fields["status"].choices} == choices


def test_two_speakers_can_change_places(desk: Client) -> None:
    first, second = PersonFactory(), PersonFactory()
    quote = QuoteFactory()
    speak(quote, first, second)
    page = Page(desk, address(quote))
    page.change("attributions", 0, position=2)
    page.change("attributions", 1, position=1)
    response = page.save()
    assert response.status_code == 302, sentences(response)
    ordered = quote.attributions.values_list("person", flat=True)
    assert list(ordered) == [second.pk, first.pk]


def test_two_speakers_cannot_have_one_place(desk: Client) -> None:
    quote = QuoteFactory()
    speak(quote, PersonFactory(), PersonFactory())
    page = Page(desk, address(quote))
    page.change("attributions", 0, position=2)
    response = page.save()
    assert response.status_code == 200
    assert "Another speaker has that position." in sentences(response)


def test_rows_without_a_position_go_to_the_end(desk: Client) -> None:
    people: list[Person] = [PersonFactory() for _ in range(3)]
    quote = QuoteFactory()
    speak(quote, people[0])
    page = Page(desk, address(quote))
    page.add("attributions", person=people[1], position="")
    page.add("attributions", person=people[2], position="")
    response = page.save()
    assert response.status_code == 302, sentences(response)
    ordered = quote.attributions.values_list("person", "position")
    assert list(ordered) == [(people[0].pk, 1), (people[1].pk, 2), (people[2].pk, 3)]


def test_a_row_after_the_last_possible_position_is_refused(desk: Client) -> None:
    quote = QuoteFactory()
    page = Page(desk, address(quote))
    page.add("attributions", person=PersonFactory(), position=32767)
    page.add("attributions", person=PersonFactory(), position="")
    response = page.save()
    assert response.status_code == 200
    assert "32767" in sentences(response)


def test_a_quote_linked_from_its_own_page_goes_behind_the_others(desk: Client) -> None:
    principle = PrincipleFactory()
    support(principle, QuoteFactory())
    quote = QuoteFactory()
    page = Page(desk, address(quote))
    page.add("supports", principle=principle, note="Because.")
    assert page.save().status_code == 302
    assert Support.objects.get(quote=quote).position == 2


def test_the_list_tells_state_and_narrows_by_it(desk: Client) -> None:
    source = SourceFactory(title="The letter")
    passage = stored(source, TEXT)
    shown = published_quote("Good process serves you.", passage=passage)
    uncited = QuoteFactory(text="Nothing shows this.")
    Page(desk, address(shown)).save()

    def listed(**parameters: str | int) -> list[int]:
        response = desk.get(address(Quote), parameters)
        return sorted(quote.pk for quote in response.context["cl"].result_list)

    assert listed() == [shown.pk, uncited.pk]
    assert listed(status__exact="draft") == [uncited.pk]
    assert listed(verdict="verbatim") == [shown.pk]
    assert listed(verdict="uncited") == [uncited.pk]
    assert listed(verdict="nonsense") == []
    assert listed(source=source.pk) == [shown.pk]
    assert listed(source=SourceFactory().pk) == []
    html = desk.get(address(Quote), {"source": source.pk}).content.decode()
    assert '<td class="field-verdict">Verbatim</td>' in html
    assert f'<option value="{source.pk}" selected>{source.code} · The letter</option>' in html


def test_a_stale_verdict_is_listed_as_unverified(desk: Client) -> None:
    quote = QuoteFactory()
    cite(quote, SourceFactory())
    response = desk.get(address(Quote), {"verdict": "unverified"})
    assert [found.pk for found in response.context["cl"].result_list] == [quote.pk]
    assert '<td class="field-verdict">Unverified</td>' in response.content.decode()


def test_a_quote_is_found_by_its_number(desk: Client) -> None:
    QuoteFactory()
    quote = QuoteFactory()
    for typed in (quote.code, quote.code.lower(), str(quote.number)):
        response = desk.get(address(Quote), {"q": typed})
        assert [found.pk for found in response.context["cl"].result_list] == [quote.pk]


def test_the_list_is_searched_as_the_site_is(desk: Client) -> None:
    draft = QuoteFactory(text="Naïve optimism is a strategy.")
    QuoteFactory(text="Something else entirely.")
    for typed in ("naive strategy", "strategy -entirely", 'nonesuch or "is a strategy"', "-else"):
        response = desk.get(address(Quote), {"q": typed})
        assert [found.pk for found in response.context["cl"].result_list] == [draft.pk], typed


def test_only_what_the_public_sees_is_viewed_on_the_site(desk: Client) -> None:
    draft, public = QuoteFactory(), published_quote()
    assert "View on site" not in desk.get(address(draft)).content.decode()
    html = desk.get(address(public)).content.decode()
    assert f'href="{public.get_absolute_url()}"' in html


def test_a_quote_is_found_by_autocomplete(desk: Client) -> None:
    quote = QuoteFactory(text="Write the memo before the meeting.")
    QuoteFactory(text="Something else entirely.")
    found = desk.get(
        "/admin/autocomplete/",
        {
            "app_label": "principles",
            "model_name": "support",
            "field_name": "quote",
            "term": "memo",
        },
    ).json()["results"]
    assert found == [{"id": str(quote.pk), "text": str(Quote.objects.get(pk=quote.pk))}]


@pytest.mark.parametrize("text", ['"Good process serves you."', "“Good process serves you.”"])
def test_outer_quotation_marks_are_left_to_the_site(desk: Client, text: str) -> None:
    response = Page(desk, address(Quote, "add")).save(text=text)
    assert "Leave out the quotation marks around the words" in sentences(response)
    assert not Quote.objects.exists()


@pytest.mark.parametrize("text", ["“Yes” is no “Maybe”", "“Yes” is an answer.", "Say “Yes”"])
def test_quotation_marks_inside_a_quote_stay(desk: Client, text: str) -> None:
    response = Page(desk, address(Quote, "add")).save(text=text)
    assert response.status_code == 302, sentences(response)
    assert Quote.objects.get().text == text


MEMO = (
    "We learned it late: write the memo before the meeting, and read it in silence. Others said, "
    "“Slides are enough.” They were wrong, as it turned out"
)


def entered(desk: Client, text: str, **fields: str) -> Any:
    passage = PassageFactory(text=MEMO, label="p. 3")
    page = Page(desk, address(Quote, "add"))
    page.add("citations", source=passage.source, passage=passage, role="original")
    return page.save(text=text, **fields)


@pytest.mark.parametrize(
    ("text", "verbs"),
    [
        ("The memo before the meeting, and read it in silence.", "begins"),
        ("We learned it late: write the memo", "ends"),
        ("We learned it late: write the memo before the meeting.", "ends"),
        ("the memo before the meeting", "begins and ends"),
        ("the memo […] in silence.", "begins"),
        ("As it turned out", "begins"),
    ],
)
def test_a_quote_torn_out_of_a_sentence_is_published_as_a_fragment(
    desk: Client, text: str, verbs: str
) -> None:
    refused = entered(desk, text, status="published")
    said = f"The quote {verbs} in the middle of a sentence of “p. 3”: quote the whole sentence"
    assert said in sentences(refused)
    assert entered(desk, text, status="draft").status_code == 302
    Quote.objects.all().delete()
    assert entered(desk, text, status="published", is_fragment="on").status_code == 302


@pytest.mark.parametrize(
    "text",
    [
        "We learned it late: write the memo before the meeting, and read it in silence.",
        "Write the memo before the meeting, and read it in silence.",
        "We learned it late",
        "Slides are enough.",
        "They were wrong, as it turned out",
        "We learned it late: write the memo […] in silence.",
    ],
)
def test_a_quote_of_whole_sentences_is_published(desk: Client, text: str) -> None:
    response = entered(desk, text, status="published")
    assert response.status_code == 302, sentences(response)


def test_a_quote_that_is_whole_in_one_of_its_sources_is_published(desk: Client) -> None:
    torn = PassageFactory(text="As they say, slides are enough for us.")
    whole = PassageFactory(text="Slides are enough.")
    page = Page(desk, address(Quote, "add"))
    for passage in (torn, whole):
        page.add("citations", source=passage.source, passage=passage, role="original")
    response = page.save(text="Slides are enough.", status="published")
    assert response.status_code == 302, sentences(response)


def test_the_list_publishes_no_quote_torn_out_of_a_sentence(desk: Client) -> None:
    assert entered(desk, "the memo before the meeting").status_code == 302
    assert entered(desk, "They were wrong, as it turned out").status_code == 302
    torn, whole = Quote.objects.all()
    chosen = {"action": "publish", "_selected_action": [torn.pk, whole.pk]}
    html = desk.post(address(Quote), chosen, follow=True).content.decode()
    assert f"{torn}: The quote begins and ends in the middle of a sentence" in html
    assert list(Quote.objects.published()) == [whole]


def test_the_language_of_a_quote_is_a_tag(desk: Client) -> None:
    page = Page(desk, address(Quote, "add"))
    refused = page.save(text="Good process serves you.", language="!!")
    assert "Write a language tag: en, de, pt-BR." in sentences(refused)
    response = page.save(text="Good process serves you.", language="pt-BR")
    assert response.status_code == 302, sentences(response)


def test_rows_that_repeat_one_another_are_refused_by_their_sentence(desk: Client) -> None:
    person = PersonFactory()
    page = Page(desk, address(Quote, "add"))
    page.add("attributions", person=person)
    page.add("attributions", person=person)
    said = sentences(page.save(text="Good process serves you."))
    assert "This person is named already." in said
    assert "duplicate" not in said
