"""A source's access to its text holds on every surface that a quote from it reaches."""

import json
import re

import pytest
from django.test import Client

from principles.models import Citation, Quote, SearchEntry, Source, Verdict
from principles.provenance.verification import recompute
from tests.factories import SourceFactory, cite, published_principle, published_quote, stored

pytestmark = pytest.mark.django_db

LEFT_OUT = [f"Sentence leftout{n} is between them." for n in range(200)]
PASSAGE = f"Opening words are here. {' '.join(LEFT_OUT)} Closing words are there."
ELIDED = "Opening words are here. … Closing words are there."
MIDDLE = "leftout100"
WORDS = "Opening words are here … Closing words are there."
SURFACES = ["quote", "source", "search", "json", "json of a left-out word", "left-out word"]


def quoted(access: str) -> Quote:
    source = SourceFactory(title="A book", text_access=access)
    quote = published_quote(ELIDED, passage=stored(source, PASSAGE))
    published_principle(quote)
    recompute()
    assert Citation.objects.get().verdict == Verdict.ELIDED
    return quote


def shown(client: Client, quote: Quote, surface: str) -> str:
    answer = client.get(
        {
            "quote": quote.get_absolute_url(),
            "source": "/sources/a-book/",
            "search": "/search/?q=opening+closing",
            "json": "/search.json?q=opening+closing",
            "left-out word": f"/search/?q={MIDDLE}",
            "json of a left-out word": f"/search.json?q={MIDDLE}",
        }[surface]
    )
    assert answer.status_code == 200
    text = answer.content.decode()
    return re.sub("</?mark>", "", text)


@pytest.mark.parametrize("surface", SURFACES)
def test_a_window_never_shows_what_a_quote_leaves_out(client: Client, surface: str) -> None:
    quote = quoted(Source.Access.WINDOW)
    page = shown(client, quote, surface)
    assert f"Sentence {MIDDLE}" not in page
    assert len(set(re.findall(r"Sentence leftout\d+", page))) * 10 < len(LEFT_OUT)
    assert ("left-out" in surface) is not ("Closing words are there." in page)


@pytest.mark.parametrize("surface", ["quote", "source", "left-out word", "json of a left-out word"])
def test_full_access_shows_it(client: Client, surface: str) -> None:
    assert f"Sentence {MIDDLE}" in shown(client, quoted(Source.Access.FULL), surface)


@pytest.mark.parametrize("surface", SURFACES)
def test_hidden_text_is_shown_nowhere(client: Client, surface: str) -> None:
    assert "Sentence leftout" not in shown(client, quoted(Source.Access.HIDDEN), surface)


def test_data_of_a_window_has_the_stretches_that_match(client: Client) -> None:
    quoted(Source.Access.WINDOW)
    found = json.loads(client.get("/search.json?q=opening&kind=quote").content)
    assert [c["words"] for c in found["results"][0]["citations"]] == [WORDS]


def test_the_index_of_a_window_follows_its_access(client: Client) -> None:
    quote = quoted(Source.Access.WINDOW)
    row = SearchEntry.objects.get(kind="quote", number=quote.number)
    assert "leftout" not in row.words
    Source.objects.update(text_access=Source.Access.FULL)
    row.refresh_from_db()
    assert MIDDLE in row.words
    Source.objects.update(text_access=Source.Access.HIDDEN)
    row.refresh_from_db()
    assert "leftout" not in row.words


def test_the_collation_of_a_window_says_that_words_are_left_out(client: Client) -> None:
    page = client.get(quoted(Source.Access.WINDOW).get_absolute_url()).content.decode()
    row = re.sub('<span class="vh">.*?</span>', "", page)
    assert "Opening words are here <mark>…</mark> Closing words are there.</td>" in row


def test_other_words_of_an_altered_quote_are_shown_in_a_window(client: Client) -> None:
    source = SourceFactory(title="A book", text_access=Source.Access.WINDOW)
    passage = stored(source, f"{' '.join(LEFT_OUT)} Fifty-five percent of testers are satisfied.")
    quote = published_quote("55% of testers are satisfied.", passage=passage)
    recompute()
    assert Citation.objects.get().verdict == Verdict.ALTERED
    page = client.get(quote.get_absolute_url()).content.decode()
    assert "<mark>Fifty-five percent</mark>" in page
    found = json.loads(client.get("/search.json?q=fifty&kind=quote").content)
    words = "Fifty-five percent of testers are satisfied."
    assert found["results"][0]["citations"][0]["words"] == words


def test_of_an_elided_quote_only_what_matches_is_marked_in_the_text(client: Client) -> None:
    quote = quoted(Source.Access.FULL)
    page = client.get("/sources/a-book/").content.decode().split('id="text"')[1]
    link = f'<a href="{quote.get_absolute_url()}">'
    assert f'<mark id="q{quote.number}">{link}<span class="mref">' in page
    back = f'<span class="back">Back to {quote.code}</span>'
    assert f"</span>Opening words are here{back}</a></mark>. Sente" in page
    assert f"them. <mark>{link}Closing words are there.</a></mark>" in page
    assert page.count("<mark") == 2


def test_a_source_that_gives_a_part_in_pieces_shows_the_pieces(client: Client) -> None:
    source = SourceFactory(title="A book", text_access=Source.Access.WINDOW)
    text = "Some of these will pay off\n\nand we will have learned a lesson"
    quote = published_quote(
        "Some of these will pay off, others will too, and we will have learned a lesson."
    )
    cite(quote, source, passage=stored(source, text))
    recompute()
    assert Citation.objects.get(source=source).gives_part
    found = json.loads(client.get("/search.json?q=lesson&kind=quote").content)
    assert [c["words"] for c in found["results"][0]["citations"]] == [
        "",
        "Some of these will pay off … and we will have learned a lesson",
    ]
