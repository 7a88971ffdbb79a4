"""A doubted quote says so in words wherever it shows, and stays findable."""

from collections.abc import Callable

import pytest
from django.test import Client

from principles.models import Principle, Quote, Source
from principles.provenance.verification import recompute
from principles.search.lexicon import refresh
from tests.factories import (
    PersonFactory,
    SourceFactory,
    published_principle,
    published_quote,
    stored,
)

pytestmark = pytest.mark.django_db

WORDS = "Survey proxies please nobody."
NEAR = "Survey proxies mislead somebody."
KINDS = [Quote.Standing.DISPUTED, Quote.Standing.MISATTRIBUTED]


class Base:
    """A doubted quote on every page that can show one."""

    def __init__(self, standing: str) -> None:
        self.speaker = PersonFactory(name="Grace Hopper", slug="grace-hopper")
        self.source: Source = SourceFactory(title="A letter", slug="a-letter", year=1997)
        for n in range(20):
            published_quote(f"Number {n} of the others.")
        self.quote: Quote = published_quote(
            WORDS,
            passage=stored(self.source, WORDS),
            speakers=[self.speaker],
            tags=["winter"],
            standing=standing,
            standing_evidence="She said she never did.",
            real_origin="A report of 1931.",
        )
        self.near = published_quote(NEAR)
        self.double = published_quote(
            WORDS, same_words_as=self.quote, speakers=[PersonFactory(name="Ann Author")]
        )
        self.principle: Principle = published_principle(self.quote, name="Resist")
        recompute()
        refresh()

    @property
    def number(self) -> str:
        return f"/quotes/{self.quote.number}/"


SURFACES: dict[str, Callable[[Base], tuple[str, str]]] = {
    "its page": lambda base: (base.quote.get_absolute_url(), "<figcaption"),
    "the title of its page": lambda base: (base.quote.get_absolute_url(), "<title"),
    "its description": lambda base: (base.quote.get_absolute_url(), 'name="description"'),
    "its copied text": lambda base: (base.quote.get_absolute_url(), 'id="as-text"'),
    "a principle": lambda base: (base.principle.get_absolute_url(), 'class="quotes"'),
    "a person": lambda base: (base.speaker.get_absolute_url(), 'class="quotes brief"'),
    "a tag": lambda base: ("/tags/winter/", 'class="quotes"'),
    "a source's index": lambda base: ("/sources/a-letter/", 'id="quoted"'),
    "search results": lambda base: ("/search/?q=survey+proxies+please", 'id="results"'),
    "related quotes": lambda base: (base.near.get_absolute_url(), 'id="related"'),
    "the next quote's pager": lambda base: (base.near.get_absolute_url(), 'rel="prev"'),
    "a quote of the same words": lambda base: (base.double.get_absolute_url(), "Also attributed"),
    "the form of a report": lambda base: (f"/report/{base.quote.number}/", "About <a"),
    "a report that was sent": lambda base: (f"/report/{base.quote.number}/sent/", 'class="see"'),
    "JSON": lambda base: ("/search.json?q=survey+proxies+please", '"results"'),
}
ENDS = {"<title": "</title>", 'name="description"': '">', 'id="as-text"': "</span>"}
LENGTH = 1800  # characters after any other place in which the word has to stand


@pytest.mark.parametrize("standing", KINDS)
def test_every_surface_says_the_standing_in_words(client: Client, standing: str) -> None:
    base = Base(standing)
    silent = []
    for name, surface in SURFACES.items():
        address, place = surface(base)
        page = client.get(address).content.decode()
        assert place in page, (name, address)
        after = page.partition(place)[2][:LENGTH].lower()
        if standing not in after.partition(ENDS.get(place, "</main>"))[0]:
            silent.append(name)
    assert not silent


@pytest.mark.parametrize("name", SURFACES)
def test_of_a_quote_that_is_simply_attributed_no_surface_says_so(client: Client, name: str) -> None:
    base = Base(Quote.Standing.DISPUTED)
    Quote.objects.update(standing="attributed", standing_evidence="", real_origin="")
    address, _ = SURFACES[name](base)
    page = client.get(address).content.decode().split("<footer")[0].lower()
    assert "disputed" not in page
    assert "misattributed" not in page


def test_the_home_page_features_no_doubted_quote(client: Client) -> None:
    base = Base(Quote.Standing.MISATTRIBUTED)
    for quote in Quote.objects.exclude(pk=base.quote.pk):
        Quote.objects.filter(pk=quote.pk).update(is_fragment=True)
    assert "A quote from the collection" not in client.get("/").content.decode()


def test_a_misattributed_quote_stays_findable(client: Client) -> None:
    base = Base(Quote.Standing.MISATTRIBUTED)
    for query in ("survey proxies please", "speaker:hopper", "hopper proxies"):
        found = client.get("/search.json", {"q": query, "kind": "quote"}).json()
        assert base.quote.number in [each["number"] for each in found["results"]], query


def test_its_page_tells_evidence_and_real_origin(client: Client) -> None:
    base = Base(Quote.Standing.MISATTRIBUTED)
    page = client.get(base.quote.get_absolute_url()).content.decode()
    assert "She said she never did." in page
    assert "<b>Real origin</b> A report of 1931." in page


def test_json_tells_evidence_and_real_origin(client: Client) -> None:
    base = Base(Quote.Standing.MISATTRIBUTED)
    found = client.get("/search.json", {"q": "survey proxies please", "kind": "quote"}).json()
    [entry] = [each for each in found["results"] if each["number"] == base.quote.number]
    assert entry["standing"] == "misattributed"
    assert entry["standing_evidence"] == "She said she never did."
    assert entry["real_origin"] == "A report of 1931."


@pytest.mark.parametrize(
    ("standing", "credit"),
    [
        ("attributed", "(Grace Hopper, A letter, 1997, p. 1)"),
        ("disputed", "(disputed, attributed to Grace Hopper, A letter, 1997, p. 1)"),
        ("misattributed", "(misattributed to Grace Hopper, A letter, 1997, p. 1)"),
    ],
)
def test_the_copied_text_carries_attribution_and_standing(
    client: Client, standing: str, credit: str
) -> None:
    base = Base(Quote.Standing.DISPUTED)
    evidence = {} if standing != "attributed" else {"standing_evidence": "", "real_origin": ""}
    Quote.objects.filter(pk=base.quote.pk).update(standing=standing, **evidence)
    page = client.get(base.quote.get_absolute_url()).content.decode()
    copied = page.partition('id="as-text" hidden>')[2].partition("</span>")[0]
    assert copied == f"“{WORDS}” {credit} http://127.0.0.1:8000{base.number}"


@pytest.mark.parametrize("standing", KINDS)
def test_lists_do_not_give_the_name_without_the_doubt_before_it(
    client: Client, standing: str
) -> None:
    base = Base(standing)
    pages = (base.principle.get_absolute_url(), "/tags/winter/", "/search/?q=survey+proxies+please")
    for address in pages:
        page = " ".join(client.get(address).content.decode().split())
        assert f"<b>{standing.capitalize()}</b>, attributed to <a" in page, address
