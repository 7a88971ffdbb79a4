"""Headings on pages and in data: set as the source's words, and only where they may be shown."""

import json
import re

import pytest
from django.test import Client

from principles.models import Quote, Source
from principles.provenance.verification import recompute
from principles.search.lexicon import refresh
from tests.factories import SourceFactory, published_principle, published_quote, stored

pytestmark = pytest.mark.django_db

FILLER = " ".join(f"Sentence number {n} is not quoted." for n in range(200))
SURFACES = {
    "quote": "/quotes/7/they-sail-at-dawn/",
    "source": "/sources/a-deck/",
    "sources": "/sources/",
    "principle": "/principles/sail/",
    "quotes that match": "/search/?q=sail+dawn",
    "quotes that match, as data": "/search.json?q=sail+dawn",
    "search": "/search/?q=zanzibar",
    "search as data": "/search.json?q=zanzibar",
    "phrase": "/search/?q=%22ports+of%22",
    "suggestions": "/suggest/?q=zanz",
    "verification": "/verify/?text=They+sail+at+dawn.",
    "verification as data": "/api/verify?text=They+sail+at+dawn.",
    "altered": "/api/verify?text=They+never+sail+at+dawn+or+dusk.",
}
ASKS_FOR_IT = {"search", "search as data", "suggestions", "phrase"}


def deck(access: str) -> Quote:
    """Return a quote of a passage with a heading, beside a passage that is a heading alone."""
    source = SourceFactory(title="A deck", text_access=access)
    passage = stored(
        source, f"They sail at dawn.\n\n{FILLER}", label="slide", heading="Ports of Zanzibar"
    )
    stored(source, "", label="p. 2", heading="Zanzibar Again")
    quote = published_quote("They sail at dawn.", number=7, passage=passage)
    published_principle(quote, name="Sail")
    recompute()
    refresh()
    return quote


def shown(client: Client, surface: str) -> str:
    answer = client.get(SURFACES[surface])
    assert answer.status_code == 200
    return re.sub("</?mark>", "", answer.content.decode())


@pytest.mark.parametrize("surface", SURFACES)
@pytest.mark.parametrize("access", [Source.Access.WINDOW, Source.Access.HIDDEN])
def test_a_heading_that_may_not_be_shown_is_on_no_surface(
    client: Client, access: str, surface: str
) -> None:
    deck(access)
    answer = shown(client, surface)
    if surface in ASKS_FOR_IT:
        answer = answer.replace("?q=zanzibar", "").split("<main", 1)[-1]
    assert "Zanzibar" not in answer
    assert "Ports" not in answer


@pytest.mark.parametrize(
    "surface", sorted(SURFACES.keys() - {"sources", "suggestions", "principle", "altered"})
)
def test_full_access_shows_the_heading(client: Client, surface: str) -> None:
    deck(Source.Access.FULL)
    assert re.search("Ports of Zanzibar|Zanzibar Again", shown(client, surface))


def test_words_of_headings_are_suggested(client: Client) -> None:
    deck(Source.Access.FULL)
    assert "zanzibar" in shown(client, "suggestions")


@pytest.mark.parametrize(
    ("access", "is_shown"), [("full", True), ("window", False), ("hidden", False)]
)
def test_data_of_a_source_has_the_headings_of_what_is_quoted(
    client: Client, access: str, is_shown: bool
) -> None:
    deck(access)
    found = json.loads(client.get("/search.json?kind=source&q=deck").content)
    [citation] = found["results"][0]["quotes"][0]["citations"]
    assert citation["heading"] == ("Ports of Zanzibar" if is_shown else "")
    assert citation["locator"] == ("slide “Ports of Zanzibar”, ¶ 1" if is_shown else "slide, ¶ 1")


def test_a_heading_is_a_heading_of_the_page_in_its_language(client: Client) -> None:
    source = SourceFactory()
    passage = stored(source, "Words.", label="slide", heading="<b> & Ports", language="pt-BR")
    published_quote("Words.", passage=passage)
    page = " ".join(client.get(source.get_absolute_url()).content.decode().split())
    assert '<h3 id="p1" lang="pt-BR" dir="ltr">&lt;b&gt; &amp; Ports</h3>' in page
    assert 'id="p1-1"' in page
    assert 'class="place"' not in page


@pytest.mark.parametrize(
    ("label", "text", "beside"),
    [("p. 3", "Words.", "p. 3"), ("slide", "", "No text under this heading")],
)
def test_beside_a_heading_stands_what_it_does_not_say(
    client: Client, label: str, text: str, beside: str
) -> None:
    source = SourceFactory()
    published_quote(passage=stored(source, text, label=label, heading="Ports"))
    page = client.get(source.get_absolute_url()).content.decode()
    assert f'<p class="place">{beside}</p>' in page


def test_a_label_without_a_heading_is_set_as_the_editors_words(client: Client) -> None:
    source = SourceFactory()
    published_quote(passage=stored(source, "Words.", label="slide after “Ports”"))
    page = client.get(source.get_absolute_url()).content.decode()
    assert '<h3 class="place" id="p1">slide after “Ports”</h3>' in page


def test_a_heading_that_is_withheld_alone_is_told_of(client: Client) -> None:
    deck(Source.Access.WINDOW)
    page = shown(client, "source")
    assert page.count("A heading is stored, not shown") == 1
    assert '<h3 class="place" id="p2">p. 2</h3>' in page


@pytest.mark.parametrize(("number", "is_shown"), [(1, True), (2, True), (3, False)])
def test_a_heading_stands_over_an_excerpt_that_begins_its_passage(
    client: Client, number: int, is_shown: bool
) -> None:
    words = [f"Statement {n} stands here." for n in range(1, 5)]
    passage = stored(SourceFactory(), "\n\n".join(words), heading="Statements")
    quote = published_quote(words[number - 1], passage=passage)
    recompute()
    page = client.get(quote.get_absolute_url()).content.decode()
    assert ("context-heading" in page) is is_shown
