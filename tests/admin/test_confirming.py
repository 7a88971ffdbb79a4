"""What the stored text does not show is published with a yes and its reason, or not at all."""

from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from principles.admin.confirming import NEEDS_A_YES
from principles.models import Citation, Passage, Quote, Source, Status
from principles.provenance.verification import recompute
from tests.admin.pages import Page, address, sentences
from tests.factories import (
    PassageFactory,
    QuoteFactory,
    SourceFactory,
    cite,
    published_quote,
    stored,
)

pytestmark = pytest.mark.django_db

STORED = "Good process serves you so you can serve customers."
ALTERED = "Good process serves them so you can serve customers."
INVENTED = "Nobody ever wrote anything like this about elephants."
REASON = "So it was said on stage."


@pytest.fixture
def passage() -> Passage:
    return PassageFactory(text=STORED, label="p. 3", source=SourceFactory(title="The letter"))


def new_quote(desk: Client, passage: Passage | None, source: Source | None = None) -> Page:
    page = Page(desk, address(Quote, "add"))
    source = passage.source if passage else source
    page.change("citations", 0, source=source, passage=passage or "", role="original")
    return page


def answer(page: Page, response: Any, reason: str = REASON, **fields: str) -> Any:
    """Say yes to everything that the form asks, with the reason, and save again."""
    page.say_yes(response, reason)
    return page.save(**fields)


def told(response: Any) -> str:
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


def asked(response: Any) -> list[str]:
    """Return the verdict of each citation that the form asks about."""
    assert response.status_code == 200
    return [question.citation.verdict for question in response.context["questions"]]


# --- The form ------------------------------------------------------------------------------------


def test_an_invented_sentence_is_not_published_in_one_save(desk: Client, passage: Passage) -> None:
    page = new_quote(desk, passage)
    response = page.save(text=INVENTED, status="published", note="As typed.")
    assert asked(response) == ["unverified"]
    assert NEEDS_A_YES in sentences(response)
    html = response.content.decode()
    assert "The passage has nothing like it." in html
    assert "As typed." in html
    assert INVENTED in html
    assert "messagelist" not in html
    assert not Quote.objects.exists()


def test_an_altered_quote_is_asked_about_with_the_difference(
    desk: Client, passage: Passage
) -> None:
    response = new_quote(desk, passage).save(text=ALTERED, status="published")
    assert asked(response) == ["altered"]
    question = response.content.decode().split('class="questions"')[1].split("</section>")[0]
    assert "<mark>them</mark>" in question
    assert "<mark>you</mark>" in question


def test_a_yes_with_a_reason_publishes_and_is_kept(desk: Client, passage: Passage) -> None:
    page = new_quote(desk, passage)
    response = answer(page, page.save(text=ALTERED, status="published"))
    assert response.status_code == 302, sentences(response)
    citation = Citation.objects.select_related("quote", "passage").get()
    assert citation.quote.is_published
    assert (citation.note, citation.confirmed_digest) == (REASON, citation.digest)


def test_readers_see_the_reason(desk: Client, passage: Passage, client: Client) -> None:
    page = new_quote(desk, passage)
    answer(page, page.save(text=ALTERED, status="published"))
    assert REASON in client.get(Quote.objects.get().get_absolute_url()).content.decode()


def test_a_yes_without_a_reason_is_refused(desk: Client, passage: Passage) -> None:
    page = new_quote(desk, passage)
    response = answer(page, page.save(text=ALTERED, status="published"), reason=" ")
    assert "Say why: readers see it with the citation." in response.content.decode()
    assert not Quote.objects.exists()


def test_a_reason_without_a_yes_is_kept_and_asked_again(desk: Client, passage: Passage) -> None:
    page = new_quote(desk, passage)
    page.save(text=ALTERED, status="published")
    digest = asked_digest(desk, page)
    fields = {"citations-0-asked": digest, "citations-0-reason": "Only typed."}
    response = page.save(**fields)
    assert asked(response) == ["altered"]
    assert "Only typed." in response.content.decode()


def asked_digest(desk: Client, page: Page) -> str:
    question = desk.post(page.url, page.data).context["questions"][0]
    return str(question.citation.digest)


def test_a_yes_counts_for_what_was_asked_only(desk: Client, passage: Passage) -> None:
    page = new_quote(desk, passage)
    first = page.save(text=ALTERED, status="published")
    response = answer(page, first, text=INVENTED)
    assert asked(response) == ["unverified"]
    html = response.content.decode()
    assert "This is not what you were shown before" in html
    assert REASON in html
    assert not Quote.objects.exists()


def test_a_note_typed_in_the_row_is_a_reason(desk: Client, passage: Passage) -> None:
    page = new_quote(desk, passage)
    first = page.save(text=ALTERED, status="published")
    page.change("citations", 0, note="Quoted from memory.")
    assert answer(page, first, reason="").status_code == 302
    assert Citation.objects.get().note == "Quoted from memory."


def test_the_reason_is_added_to_a_note(desk: Client, passage: Passage) -> None:
    page = new_quote(desk, passage)
    page.change("citations", 0, note="Translated by us.")
    assert answer(page, page.save(text=ALTERED, status="published")).status_code == 302
    assert Citation.objects.get().note == f"Translated by us. {REASON}"


def test_a_draft_is_asked_nothing(desk: Client, passage: Passage) -> None:
    assert new_quote(desk, passage).save(text=INVENTED).status_code == 302


def test_the_words_of_the_passage_are_asked_nothing(desk: Client, passage: Passage) -> None:
    assert new_quote(desk, passage).save(text=STORED, status="published").status_code == 302


def test_a_source_without_text_is_asked_nothing(desk: Client) -> None:
    page = new_quote(desk, None, SourceFactory())
    assert page.save(text=INVENTED, status="published").status_code == 302


def test_a_stored_source_cited_without_a_passage_is_asked_about(
    desk: Client, passage: Passage
) -> None:
    response = new_quote(desk, None, passage.source).save(text=INVENTED, status="published")
    assert asked(response) == ["unverified"]


def test_every_citation_is_asked_about(desk: Client, passage: Passage) -> None:
    page = new_quote(desk, passage)
    other = stored(passage.source, INVENTED)
    page.add("citations", source=other.source, passage=other, role="original")
    response = page.save(text=ALTERED, status="published")
    assert asked(response) == ["altered", "unverified"]
    assert answer(page, response).status_code == 302


def confirmed_quote(desk: Client, passage: Passage) -> Quote:
    page = new_quote(desk, passage)
    assert answer(page, page.save(text=ALTERED, status="published")).status_code == 302
    return Quote.objects.get()


def test_what_was_published_with_a_reason_is_not_asked_again(
    desk: Client, passage: Passage
) -> None:
    quote = confirmed_quote(desk, passage)
    assert Page(desk, address(quote)).save(note="Another note.").status_code == 302


def test_other_words_are_asked_about_again(desk: Client, passage: Passage) -> None:
    quote = confirmed_quote(desk, passage)
    response = Page(desk, address(quote)).save(text=ALTERED.replace("Good", "Bad"))
    assert asked(response) == ["altered"]


def test_another_passage_is_asked_about_again(desk: Client, passage: Passage) -> None:
    quote = confirmed_quote(desk, passage)
    page = Page(desk, address(quote))
    page.change("citations", 0, passage=stored(passage.source, "Elsewhere are other words."))
    assert asked(page.save()) == ["unverified"]


def test_a_note_taken_away_is_asked_about_again(desk: Client, passage: Passage) -> None:
    quote = confirmed_quote(desk, passage)
    page = Page(desk, address(quote))
    page.change("citations", 0, note="")
    assert asked(page.save()) == ["altered"]


def test_a_deleted_row_is_asked_nothing(desk: Client, passage: Passage) -> None:
    quote = QuoteFactory(text=ALTERED)
    cite(quote, passage.source, passage=passage)
    cite(quote, SourceFactory())
    recompute()
    page = Page(desk, address(quote))
    page.change("citations", 0, DELETE="on")
    assert page.save(status="published").status_code == 302


def test_asking_costs_the_same_however_many_citations(desk: Client) -> None:
    def queries(rows: int, text: str) -> int:
        page = Page(desk, address(Quote, "add"))
        source = SourceFactory()
        for _ in range(rows):
            page.add("citations", source=source, passage=stored(source, STORED), role="original")
        with CaptureQueriesContext(connection) as captured:
            response = page.save(text=text, status="published")
        assert len(asked(response)) == (rows if text else 0)
        return len(captured)

    queries(1, ALTERED)
    few, many = (queries(rows, ALTERED) - queries(rows, "") for rows in (2, 6))
    assert few == many


# --- The list ------------------------------------------------------------------------------------


def drafts(passage: Passage, *texts: str) -> list[Quote]:
    quotes: list[Quote] = [QuoteFactory(text=text) for text in texts]
    for quote in quotes:
        cite(quote, passage.source, passage=passage)
    recompute()
    return quotes


def publish(desk: Client, quotes: list[Quote], **fields: Any) -> Any:
    selected = [quote.pk for quote in quotes]
    posted = {"action": "publish", "_selected_action": selected, "select_across": "0", **fields}
    return desk.post(address(Quote), posted)


def yes(response: Any, *quotes: Quote, reason: str = REASON) -> dict[str, str]:
    """Return the page's answer: yes to the quotes."""
    fields = {"confirming": "yes"}
    for question in response.context["questions"]:
        fields[f"{question.prefix}-asked"] = question.citation.digest
        if question.citation.quote in quotes:
            fields[f"{question.prefix}-although"] = "on"
            fields[f"{question.prefix}-reason"] = reason
    return fields


def published() -> list[Quote]:
    return list(Quote.objects.filter(status=Status.PUBLISHED))


def test_the_list_asks_about_each_quote_before_it_publishes_any(
    desk: Client, passage: Passage
) -> None:
    quotes = drafts(passage, STORED, ALTERED, INVENTED)
    response = publish(desk, quotes)
    assert [q.citation.quote for q in response.context["questions"]] == quotes[1:]
    html = response.content.decode()
    assert "1 quote has nothing to ask" in html
    assert "The passage has nothing like it." in html
    assert published() == []


def test_the_list_publishes_what_is_confirmed_and_names_the_others(
    desk: Client, passage: Passage
) -> None:
    quotes = drafts(passage, STORED, ALTERED, INVENTED)
    shown, altered, invented = quotes
    response = publish(desk, quotes, **yes(publish(desk, quotes), altered))
    assert published() == [shown, altered]
    assert f"since you did not say yes to it: {invented.code}." in told(response)
    assert altered.citations.get().note == REASON


def test_the_list_asks_again_where_a_yes_has_no_reason(desk: Client, passage: Passage) -> None:
    quotes = drafts(passage, STORED, ALTERED)
    response = publish(desk, quotes, **yes(publish(desk, quotes), quotes[1], reason=""))
    assert "Say why" in response.content.decode()
    assert published() == []


def test_the_list_asks_again_where_the_passage_changed_since(
    desk: Client, passage: Passage
) -> None:
    quotes = drafts(passage, ALTERED)
    fields = yes(publish(desk, quotes), *quotes)
    Passage.objects.update(text=f"{STORED} And more.")
    response = publish(desk, quotes, **fields)
    assert "This is not what you were shown before" in response.content.decode()
    assert published() == []


def test_the_list_asks_nothing_about_what_the_text_shows(desk: Client, passage: Passage) -> None:
    quotes = drafts(passage, STORED)
    assert publish(desk, quotes).status_code == 302
    assert published() == quotes


def test_all_of_a_long_list_are_asked_about(desk: Client, passage: Passage) -> None:
    quotes = drafts(passage, STORED, ALTERED)
    response = publish(desk, quotes[:1], select_across="1")
    assert response.content.decode().count('name="_selected_action"') == 1
    publish(desk, quotes[:1], **{**yes(response, *quotes), "select_across": "1"})
    assert published() == quotes


def test_asking_in_the_list_costs_the_same_however_many(desk: Client, passage: Passage) -> None:
    def queries(quotes: list[Quote]) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert len(publish(desk, quotes).context["questions"]) == len(quotes)
        return len(captured)

    few = drafts(passage, ALTERED, INVENTED)
    many = few + drafts(passage, *(f"{INVENTED} Not even number {n}." for n in range(8)))
    queries(few)
    assert queries(many) == queries(few)


def test_what_is_published_without_a_reason_is_listed(desk: Client, passage: Passage) -> None:
    confirmed_quote(desk, passage)
    without = published_quote(INVENTED, passage=passage)
    published_quote(STORED, passage=passage)
    drafts(passage, f"{INVENTED} Not one.")
    response = desk.get(address(Quote), {"confirmed": "no"})
    assert list(response.context["cl"].result_list) == [without]


# --- What a save answers -------------------------------------------------------------------------


def test_the_answer_names_the_verdict_and_the_place(desk: Client, passage: Passage) -> None:
    response = new_quote(desk, passage).save(text=STORED, status="published")
    code = Quote.objects.get().code
    assert f"{code} published: <em>verbatim</em> in “The letter, p. 3”." in told(response)


def test_the_answer_about_a_draft_names_the_verdict_too(desk: Client, passage: Passage) -> None:
    response = new_quote(desk, passage).save(text=ALTERED)
    code = Quote.objects.get().code
    said = f"{code} saved as a draft: <em>altered</em> in “The letter, p. 3”, with “them” for"
    assert said in told(response)


def test_the_answer_names_every_citation(desk: Client, passage: Passage) -> None:
    page = new_quote(desk, passage)
    page.add("citations", source=SourceFactory(title="A book"), role="quoted in")
    said = told(page.save(text=INVENTED))
    assert "<em>unverified</em>, since “The letter, p. 3” has nothing like it" in said
    assert "<em>unverified</em>, since no text of “A book” is stored" in said


def test_the_answer_to_a_save_without_a_citation_says_so(desk: Client) -> None:
    response = Page(desk, address(Quote, "add")).save(text=INVENTED)
    assert "saved as a draft: no source is cited yet." in told(response)


def test_the_answer_of_the_list_names_the_verdicts(desk: Client, passage: Passage) -> None:
    quotes = drafts(passage, STORED)
    said = f"{quotes[0].code} published: <em>verbatim</em> in “The letter, p. 3”."
    assert said in told(publish(desk, quotes))


def test_marks_inside_the_name_of_a_place_are_inner_ones(desk: Client, passage: Passage) -> None:
    Passage.objects.filter(pk=passage.pk).update(label="section", heading="Resist Proxies")
    quotes = drafts(passage, STORED)
    said = told(publish(desk, quotes))
    assert "<em>verbatim</em> in “The letter, section ‘Resist Proxies’”." in said
