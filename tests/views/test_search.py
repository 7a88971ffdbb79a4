"""The search as readers and programs meet it."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from django.conf import settings
from django.db import connections
from django.test import Client
from hypothesis import HealthCheck, given
from hypothesis import settings as searched
from hypothesis import strategies as st

from principles.models import Citation, Principle, Quote, SearchEntry, Source, Synonyms
from principles.models.facets import FACETS, Facet
from principles.search import deadline
from principles.search.lexicon import refresh
from tests.factories import (
    PersonFactory,
    QuoteFactory,
    SourceFactory,
    cite,
    contribute,
    published_principle,
    published_quote,
    speak,
    stored,
)

pytestmark = pytest.mark.django_db


def page(client: Client, **parameters: Any) -> str:
    answer = client.get("/search/", parameters)
    assert answer.status_code == 200
    html = answer.content.decode().replace("<bdi>", "").replace("</bdi>", "")
    return " ".join(html.split())


def data(client: Client, **parameters: Any) -> dict[str, Any]:
    answer = client.get("/search.json", parameters)
    assert answer.status_code == 200
    found: dict[str, Any] = json.loads(answer.content)
    return found


def base_of(quotes: int) -> None:
    first = Quote.objects.count()
    for n in range(first, first + quotes):
        source = SourceFactory(title=f"Letter {n}", year=1990 + n % 9)
        contribute(source, PersonFactory())
        passage = stored(source, f"A proxy stands in, number {n}.\n\nAnother paragraph.")
        quote = published_quote(
            f"A proxy stands in, number {n}.",
            passage=passage,
            speakers=[PersonFactory(), PersonFactory()],
            tags=[f"tag {n % 5}", "proxies"],
        )
        published_principle(quote, name=f"Principle of proxy {n}", tags=["proxies"])


# The page -----------------------------------------------------------------------------------------


def test_results_have_their_words_marked_and_lead_to_the_entry(client: Client) -> None:
    quote = published_quote(
        "Resist <b>proxies</b>.",
        source=SourceFactory(title="Letter", year=2016),
        speakers=[PersonFactory(name="Ann Other")],
    )
    html = page(client, q="proxy")
    assert "1 result for <b>proxy</b>" in html
    assert "“Resist &lt;b&gt;<mark>proxies</mark>&lt;/b&gt;.”</a>" in html
    assert f'href="{quote.get_absolute_url()}"' in html
    assert "<cite>Letter</cite>, 2016" in html
    assert ">Ann Other</a>" in html
    assert "Unverified" in html


def test_a_match_is_marked_where_it_is(client: Client) -> None:
    source = SourceFactory(title="Proxies of old")
    passage = stored(source, "Words. Our proxy is here.")
    quote = published_quote("One.", source=source, speakers=[PersonFactory(name="Proxy Smith")])
    cite(quote, SourceFactory(title="Elsewhere"), wording="One proxy.")
    published_principle(quote, name="Another", aliases=["false proxy"])
    published_principle(quote, name="Third", summary="It is a proxy.", tags=["proxy"])
    html = page(client, q="proxy")
    assert "<mark>Proxy</mark> Smith" in html
    assert "<cite><mark>Proxies</mark> of old</cite>" in html
    assert "in Elsewhere: “One <mark>proxy</mark>.”" in html
    assert "also found by false <mark>proxy</mark>" in html
    assert "tagged <mark>proxy</mark>" in html
    assert "Our <mark>proxy</mark> is here." in html
    assert "1 place in the text" in html
    assert passage.source_id == source.pk


def test_a_result_says_which_form_of_the_words_matched(client: Client) -> None:
    quote = published_quote("Fifty-five percent of testers are satisfied.")
    deck = SourceFactory(title="A deck", year=2016)
    cite(quote, deck, wording="55% of testers are satisfied.", role="quoted in")
    cite(quote, SourceFactory(title="A copy"), wording="55% of testers are satisfied!")
    for typed in ("55% testers", '"55% of testers"', "55% of testers are satisfied"):
        html = page(client, q=typed)
        assert f'href="{quote.get_absolute_url()}"' in html, typed
        assert "in A deck, 2016: “<mark>55" in html, typed
        assert "in A copy" not in html, typed
    assert "in A deck" not in page(client, q="fifty-five testers")
    assert "in A deck" not in page(client, q="satisfied testers")


def test_of_a_long_wording_the_sentence_that_matched_is_shown(client: Client) -> None:
    long = "Some words. " * 100
    quote = published_quote("Resist proxies.")
    cite(quote, SourceFactory(title="A deck"), wording=f"{long} Oppose stand-ins. {long}")
    html = page(client, q="oppose")
    assert "<mark>Oppose</mark> stand-ins." in html
    assert html.count("Some words.") < 30


def test_the_words_copied_from_a_hidden_source_explain_no_result(client: Client) -> None:
    quote = published_quote("Resist proxies.")
    hidden = SourceFactory(title="A secret", text_access="hidden")
    cite(quote, hidden, wording="Oppose stand-ins.")
    assert "stand-ins" not in page(client, q="oppose").split("<main")[1]


def test_a_quote_says_which_other_source_of_it_matched(client: Client) -> None:
    quote = published_quote("Resist stand-ins.", source=SourceFactory(title="Letter", year=1998))
    cite(quote, SourceFactory(title="A shareholder memo", year=2016))
    cite(quote, SourceFactory(title="Shareholder notes", year=2017))
    cite(quote, SourceFactory(title="Stand-ins of old", year=1998))
    for typed in ("shareholder", "resist shareholder", "letter shareholder", '"shareholder memo"'):
        html = page(client, q=typed, kind="quote")
        assert "also cited in A <mark>shareholder" in html, typed
        assert "Shareholder</mark> notes" not in html, typed
    assert "also cited in A shareholder memo, <mark>2016</mark>" in page(client, q="2016")
    for typed in ("letter", "resist stand-ins", "1998"):
        assert "also cited in" not in page(client, q=typed, kind="quote"), typed
    cite(quote, SourceFactory(title="A mark & a deck"), wording="Oppose proxies.")
    html = page(client, q="mark oppose", kind="quote")
    assert "in A <mark>mark</mark> &amp; a deck: “<mark>Oppose</mark> proxies.”" in html
    assert "also cited in" not in html
    [found] = data(client, q="shareholder", kind="quote")["results"]
    assert found["highlight"] == "A <mark>shareholder</mark> memo, 2016"


def test_a_source_says_what_contains_it_where_that_matched(client: Client) -> None:
    book = SourceFactory(title="Collected <b>essays</b>")
    published_quote(source=SourceFactory(title="Letter", container=book, publisher="Press"))
    html = page(client, q="essay letter")
    assert "contained in Collected &lt;b&gt;<mark>essays</mark>&lt;/b&gt;" in html
    assert "contained in" not in page(client, q="letter")
    for typed in ("essays", "press"):
        highlights = {
            found["title"]: found["highlight"]
            for found in data(client, q=typed, kind="source")["results"]
        }
        assert "<mark>" in highlights["Letter"], typed


def test_a_phrase_is_marked_where_it_stands_and_nowhere_else(client: Client) -> None:
    published_quote("To be, or not to be, or to be by e-mail.")
    html = page(client, q='"not to be" "email"')
    assert "To be, or <mark>not to be</mark>, or to be by <mark>e-mail</mark>." in html


def test_a_word_in_a_script_without_spaces_is_marked_whole(client: Client) -> None:
    published_quote("日本語の本、$1,000.50.")
    assert "“<mark>日本</mark>語の本、" in page(client, q="日本")
    assert "“日本語の<mark>本</mark>、" not in page(client, q="日本")
    assert "$<mark>1,000.50</mark>." in page(client, q="1000.50")


def test_facets_narrow_and_applied_ones_can_be_removed(client: Client) -> None:
    published_quote("Proxy one.", tags=["speed"])
    published_quote("Proxy two.")
    assert "?q=proxy&amp;tag=speed" in page(client, q="proxy")
    html = page(client, q="proxy", tag="speed")
    assert "1 result for" in html
    assert 'aria-current="true">speed' in html
    assert '<a href="?q=proxy">Remove' in html


def test_pages_link_to_one_another_with_the_whole_state(client: Client) -> None:
    source = SourceFactory()
    for n in range(45):
        published_quote(f"Proxy {n}.", source=source)
    html = page(client, q="proxy", kind="quote", page=2)
    assert "21 to 40 of 45" in html
    assert 'start="21"' in html
    assert 'rel="prev" href="/search/?q=proxy&amp;kind=quote"' in html
    assert 'rel="next" href="/search/?q=proxy&amp;kind=quote&amp;page=3"' in html
    assert 'href="/search/?page=2"' in page(client)


def test_nothing_found_says_what_to_try(client: Client) -> None:
    published_quote("Quarterly reports.")
    principle = published_principle(name="Report", summary="Quarterly earnings matter.")
    published_principle(name="Guide", summary="Earnings matter.")
    html = page(client, q="quarterly guidance earnings", year=1901)
    assert "No results for <b>quarterly guidance earnings</b>" in html
    assert '<a href="?q=quarterly">quarterly</a> alone has 2 results' in html
    assert "guidance</a> alone" not in html
    assert "Remove the filter year: 1901</a>" in html
    assert f'<a href="{principle.get_absolute_url()}">' in html


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("???", "There is no letter or digit in that to look for."),
        ("nonesuch", "Nothing that is searched has “nonesuch”."),
        ("nonesuch or nowhere", "Nothing that is searched has “nonesuch” or “nowhere”."),
        ("nonesuch -foo", "Nothing that is searched has “nonesuch”."),
        ("nonesuch -foo kind:quote", "Nothing that is searched has “nonesuch”."),
        ('"letters reports"', "Nothing that is searched has exactly these words."),
        ('"reports" "letters"', "Nothing that is searched has all of these words."),
        ('"reports" "letters" -foo', "has all of these words without what was to be left out."),
        ("reports -reports", "has this word without what was to be left out."),
        ("reports or letters -reports -letters", "has any of these words without what was to be"),
        ("kind:quote reports -reports", "Nothing under this operator matches without what was to"),
        ("kind:quote -reports -letters", "Nothing is under this operator without what was to be"),
        ("-reports -letters kind:quote kind:quote", "Nothing is under these operators without"),
        ("-kind:quote -kind:source", "Nothing is left after what was to be left out."),
        ("synonyms:no", "There is no word beside synonyms:no to look for."),
        ("w " * 300, "Only the beginning was searched"),
    ],
)
def test_the_page_says_why_nothing_was_found(client: Client, typed: str, sentence: str) -> None:
    published_quote("Reports.")
    published_quote("Letters.")
    assert sentence in page(client, q=typed)


@pytest.mark.parametrize("typed", ["nonesuch", "nonesuch -foo", "synonyms:no"])
def test_one_reason_is_given_why_nothing_was_found(client: Client, typed: str) -> None:
    published_quote("Reports.")
    html = page(client, q=typed)
    assert html.count('<p class="didyoumean">') == 1


def test_a_filter_is_a_reason_where_the_words_that_are_here_would_do(client: Client) -> None:
    published_quote("Quarterly earnings.")
    html = page(client, q="quarterly earnings nonesuch", year=1901)
    assert "Nothing that is searched has “nonesuch”." in html
    assert "Nothing under this filter matches." in html
    assert "Nothing under this filter" not in page(client, q="nonesuch", year=1901)


NOT_A_YEAR = "a year has four digits at most, such as 1997, or two: 1997..2016"
JOINS = "it joins only words, or operators of one kind, without a minus"
VERDICTS = "a verdict is verbatim, elided, altered or unverified"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("kind:quote kind:source reports", "Nothing under these operators matches."),
        ("kind:principle reports", "Nothing under this operator matches."),
        ("kind:quote kind:source", "Nothing is under these operators."),
        ("synonyms:no nonesuch", "Nothing that is searched has “nonesuch”."),
        (
            'reports -year:"foo bar"',
            "“-year:&quot;foo bar&quot;” was left out as words: what can be",
        ),
        ("year:2016..1997 reports", "year:2016..1997 ends before it begins."),
        ("year:abc nonesuch", f"“year:abc” was searched as words: {NOT_A_YEAR}."),
        ("-year:1990.. reports", "“-year:1990..” was left out as words: what can be left out"),
        ("verdict:foo nonesuch", f"“verdict:foo” was searched as words: {VERDICTS}."),
        ("Kind:book reports", "was searched as words: a kind is principle, quote or source."),
        ("synonyms:yes reports", "was searched as words: synonyms takes no."),
        ("reports or tag:foo", f"The “or” beside “tag:foo” was ignored: {JOINS}."),
        ("reports or -foo", f"The “or” beside “-foo” was ignored: {JOINS}."),
        (
            "Year:1997 or year:2000..",
            f"The “or” beside “Year:1997” was ignored: {JOINS}; ranges of years need both ends",
        ),
        (
            '"reports nonesuch',
            "The quotation mark has no partner: the words were searched each by itself.",
        ),
        ("writer:foo reports", "“writer:foo” was searched as words: “writer” is no operator."),
        ("-writer:foo nonesuch", "“-writer:foo” was left out as words: “writer” is no operator."),
        ("Q999", "No quote here has this number."),
        ("s999", "No source here has this number."),
        ("4.99", "No principle here has a quote in this place."),
    ],
)
def test_the_page_says_which_operator_or_number_found_nothing(
    client: Client, typed: str, sentence: str
) -> None:
    published_quote("Reports.")
    html = page(client, q=typed)
    assert sentence in html


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("שלום reports", "Nothing that is searched has “<bdi>שלום</bdi>”."),
        ("\u202eabc xyz", "Nothing that is searched has “<bdi>abc</bdi>” or “<bdi>xyz</bdi>”."),
        ("tag:שלום reports", "No tag here is called “<bdi>שלום</bdi>”."),
        ("year:שלום reports", "“<bdi>year:שלום</bdi>” was searched as words"),
        ("שלום:a reports", "“<bdi>שלום:a</bdi>” was searched as words: “<bdi>שלום</bdi>” is no"),
        ("reports or -שלום", "The “or” beside “<bdi>-שלום</bdi>” was ignored"),
    ],
)
def test_the_direction_of_what_was_typed_stays_within_its_quotation_marks(
    client: Client, typed: str, sentence: str
) -> None:
    published_quote("Reports.")
    assert sentence in client.get("/search/", {"q": typed}).content.decode()


def test_what_operators_leave_out_is_not_called_missing(client: Client) -> None:
    published_quote("Reports.")
    for typed in ("kind:quote kind:source reports", "year:2016..1997 reports", "Q999"):
        assert "Nothing that is searched has “" not in page(client, q=typed)


@pytest.mark.parametrize(
    "typed", ["reports", "kind:quote reports", "999", "the year: reports 10:30"]
)
def test_nothing_is_said_of_operators_that_were_understood(client: Client, typed: str) -> None:
    published_quote("Reports.")
    html = page(client, q=typed)
    assert "searched as words" not in html
    assert "was ignored" not in html
    assert "no partner" not in html
    assert "here has this number" not in html
    assert "operator matches" not in html


def test_the_page_says_when_words_are_missing(client: Client) -> None:
    published_quote("Quarterly earnings guidance.")
    published_quote("Quarterly earnings.")
    published_quote("Earnings guidance.")
    html = page(client, q="quarterly earnings guidance")
    assert "1 result matches all 3 words in one place; the others match at least 2 of them." in html
    assert "Nothing matches all 3 words" in page(client, q="quarterly earnings nonesuch")


def test_the_page_says_where_results_with_too_few_words_begin(client: Client) -> None:
    published_quote("Quarterly.")
    published_quote("Earnings guidance.")
    html = page(client, q="quarterly earnings guidance")
    said = "in one place; 1 result matches at least 2 of them, the others fewer."
    assert f"Nothing matches all 3 words {said}" in html
    last = html.index("The results from here on match one of your words.")
    assert html.index("Earnings") < last < html.index("<mark>Quarterly</mark>")


def test_of_two_words_the_page_names_the_rarer_and_then_the_other(client: Client) -> None:
    for n in range(2):
        published_quote(f"Quarterly, number {n}.")
    published_quote("No guidance.")
    html = page(client, q="quarterly guidance")
    said = "1 result matches “guidance”, the others “quarterly”."
    assert f"Nothing matches both words in one place; {said}" in html
    assert html.count("The results from here on match “quarterly” alone.") == 1
    assert "these match “quarterly”." in page(client, q="quarterly guidance -no")


@pytest.mark.parametrize("typed", ["day 3", "day three", "3 days"])
def test_the_page_says_that_a_word_and_a_number_stand_apart(client: Client, typed: str) -> None:
    quote = published_quote("On day 1 we had 3 customers.")
    refresh()
    said = f"Nothing that is found has “{typed}” in a row: the words stand apart."
    assert said in page(client, q=typed)
    assert "stand apart" not in page(client, q="day 1")
    assert "stand apart" not in page(client, q=f"day {quote.pk}99")
    assert "stand apart" not in page(client, q="3 customers")


def test_words_of_two_paragraphs_are_not_said_to_be_nowhere(client: Client) -> None:
    stored(SourceFactory(title="A letter"), "They think of it.\n\nThe big one is here.")
    published_quote("Another.", source=Source.objects.get())
    html = page(client, q="think big")
    assert "Nothing matches both words in one place; these match one of them." in html


def test_in_another_order_no_result_is_said_to_come_last(client: Client) -> None:
    published_quote("Quarterly.")
    published_quote("Earnings guidance.")
    html = page(client, q="quarterly earnings guidance", sort="year")
    assert "1 result matches at least 2 of them, the others fewer." in html
    assert "from here on" not in html


def test_beside_a_word_that_is_nowhere_the_page_says_what_results_have(client: Client) -> None:
    published_quote("Reports.")
    html = page(client, q="nonesuch reports")
    assert "Nothing that is searched has “nonesuch”." in re.sub("</?bdi>", "", html)
    assert "These match “reports”." in html


def test_an_empty_base_says_so(client: Client) -> None:
    assert "Nothing has been published here yet." in page(client)


def test_without_words_everything_is_listed(client: Client) -> None:
    quote = published_quote()
    html = page(client)
    assert "Everything here: 2 entries" in html
    assert quote.get_absolute_url() in html
    assert "<h1>1 quote</h1>" in page(client, kind="quote")


def test_a_new_search_keeps_filters_and_order_with_one_way_out(client: Client) -> None:
    published_quote("The customers.", tags=["customers"])
    html = page(client, q="the", kind="quote", tag="customers", sort="year")
    form = html.partition("<form")[2].partition("</form>")[0]
    for name, value in (("kind", "quote"), ("tag", "customers"), ("sort", "year")):
        assert f'<input type="hidden" name="{name}" value="{value}">' in form
    assert "A new search keeps these 2 filters and the order by year." in html
    assert html.count('<a href="/search/?q=the">Search everything instead</a>') == 1


def test_a_search_of_everything_keeps_nothing_and_says_nothing_of_it(client: Client) -> None:
    html = page(client, q="the", page=1)
    assert 'type="hidden"' not in html.partition("<form")[2].partition("</form>")[0]
    assert "A new search keeps" not in html


@pytest.mark.parametrize(
    ("parameters", "sentence"),
    [
        ({"page": "x"}, "The page has to be a number, such as 2."),
        ({"page": "0"}, "The page has to be a number, such as 2."),
        ({"kind": "foo"}, "The kind is principle, quote or source."),
        ({"year": "abc"}, "The year is a number, such as 1997."),
        ({"year": "99999"}, "The year is a number, such as 1997."),
        ({"verdict": "stale"}, "The verdict is verbatim, elided, altered or unverified."),
        ({"sort": "length"}, "Results are sorted by relevance, year or source."),
        ({"tag": ["a", "b c"]}, "A tag is named by the last part of its address"),
        ({"source": "<b>"}, "A source is named by the last part of its address"),
    ],
)
def test_what_cannot_be_read_is_refused_with_what_was_typed(
    client: Client, parameters: dict[str, Any], sentence: str
) -> None:
    answer = client.get("/search/", {"q": "kept <words>", **parameters})
    html = " ".join(answer.content.decode().split())
    assert answer.status_code == 400
    assert sentence in html
    assert 'value="kept &lt;words&gt;"' in html
    assert 'href="/search/?q=kept+%3Cwords%3E"' in html
    answer = client.get("/search.json", parameters)
    assert answer.status_code == 400
    assert json.loads(answer.content)["error"].startswith(sentence)


@pytest.mark.parametrize("number", [2, 10**9, 10**30])
def test_a_page_past_the_last_is_not_there(client: Client, number: int) -> None:
    published_quote("Proxy.")
    for asked in ("q=proxy", "", "q=nonesuch"):
        for path in ("/search/", "/search.json"):
            answer = client.get(f"{path}?{asked}&page={number}")
            assert answer.status_code == 404
    assert "the results end before it" in json.loads(answer.content)["error"]


def test_past_the_last_page_the_words_are_kept(client: Client) -> None:
    published_quote("Proxy.")
    answer = client.get("/search/", {"q": "proxy", "page": "2"})
    html = " ".join(answer.content.decode().split())
    assert "The results end before this page" in html
    assert 'value="proxy"' in html


@pytest.mark.parametrize("typed", ["Q{quote}", " q{quote} ", "S{source}", "{principle}.1"])
def test_a_permanent_number_leads_to_its_entry(client: Client, typed: str) -> None:
    quote = published_quote("Proxy.")
    principle = published_principle(quote)
    source = quote.sources.get()
    asked = typed.format(quote=quote.number, source=source.number, principle=principle.number)
    entry = source if asked.startswith("S") else quote
    answer = client.get("/search/", {"q": asked}, follow=True)
    assert answer.request["PATH_INFO"] == entry.get_absolute_url()


@pytest.mark.parametrize("kind", ["quote", "source"])
def test_a_number_leads_to_its_entry_whatever_filters_were_kept(client: Client, kind: str) -> None:
    quote = published_quote("Proxy.")
    answer = client.get("/search/", {"q": quote.code, "kind": kind}, follow=True)
    assert answer.request["PATH_INFO"] == quote.get_absolute_url()


def test_a_number_among_words_is_searched(client: Client) -> None:
    quote = published_quote("Proxy.")
    assert client.get("/search/", {"q": f"{quote.code} proxy"}).status_code == 200
    assert client.get("/search/", {"q": "Q999999"}).status_code == 200


def test_a_principle_that_has_little_of_the_words_is_not_called_nearest(client: Client) -> None:
    published_principle(name="Report", summary="Earnings matter.")
    html = page(client, q="quarterly guidance earnings", year=1901)
    assert "No results for" in html
    assert "Nearest principle" not in html


def test_short_words_are_not_advised(client: Client) -> None:
    published_quote("It stands as a proxy.")
    published_quote("Come and go.")
    html = page(client, q='<proxy> and "nonesuch"')
    assert ">proxy</a> alone has 1 result" in html
    assert ">and</a>" not in html


def test_short_words_that_few_have_are_advised(client: Client) -> None:
    base_of(10)
    published_quote("Come, Joi Ito.")
    published_quote("An ox, A B C.")
    refresh()
    html = page(client, q='ito "nonesuch"')
    assert '<a href="?q=ito">ito</a> alone has 1 result' in html
    html = page(client, q='ox "nonesuch"')
    assert ">ox</a> alone" in html
    for n in range(8):
        published_quote(f"The ox {n}.")
    refresh()
    assert ">ox</a> alone" not in page(client, q='ox "nonesuch"')


def test_words_that_were_corrected_are_advised_as_corrected(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    for n in range(3):
        published_quote(f"A decision, number {n}.")
    published_quote("Our daily commitment.")
    published_principle(name="Commitment", summary="Nothing more.")
    refresh()
    with django_assert_max_num_queries(14):  # of which eight limit the time of two searches
        html = page(client, q="desicion comittment")
    advised = dict(re.findall(r'<a href="\?q=([^"]+)">\1</a> alone has (\d+) result', html))
    assert set(advised) == {"decision", "commitment"}
    for word, total in advised.items():
        assert re.search(rf"\b{total} results? for <b>{word}</b>", page(client, q=word))
    assert "Nearest principle:" in html


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("quarterly earnings nonesuch", "Nothing that is searched has “nonesuch”."),
        (
            "nonesuch quarterly nowhere earnings",
            "Nothing that is searched has “nonesuch” or “nowhere”.",
        ),
        ("nonesuch quartarly earnings", "Nothing that is searched has “nonesuch”."),
        ("nonesuch quarterly", "Nothing that is searched has “nonesuch”."),
        ("nonesuch quartarly", "Nothing that is searched has “nonesuch” or “quartarly”."),
    ],
)
def test_the_page_says_which_words_are_nowhere(client: Client, typed: str, sentence: str) -> None:
    published_quote("Quarterly earnings.")
    refresh()
    assert sentence in page(client, q=typed)


@pytest.mark.parametrize(
    "typed", ["quarterly guidance", "Q999", "quarterly earn", "year:abc quarterly"]
)
def test_words_that_are_somewhere_are_not_called_missing(client: Client, typed: str) -> None:
    published_quote("Quarterly earnings.")
    published_quote("No guidance.")
    assert "Nothing that is searched has “" not in page(client, q=typed)


@contextmanager
def locked_index() -> Iterator[None]:
    other = connections["default"].copy()
    other.set_autocommit(False)
    try:
        with other.cursor() as cursor:
            cursor.execute("LOCK TABLE principles_searchentry IN ACCESS EXCLUSIVE MODE")
        yield
    finally:
        other.rollback()
        other.close()


@pytest.mark.django_db(transaction=True)
def test_a_search_that_takes_too_long_is_answered(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(deadline, "MOST_MILLISECONDS", 50)
    with locked_index():
        answer = client.get("/search/", {"q": "the a of", "kind": "quote"})
        as_json = client.get("/search.json", {"q": "the a of"})
    assert answer.status_code == as_json.status_code == 422
    assert "That search is too broad" in answer.content.decode()
    assert 'value="the a of"' in answer.content.decode()
    assert '<input type="hidden" name="kind" value="quote">' in answer.content.decode()
    assert json.loads(as_json.content)["error"].startswith("That search is too broad")


def test_the_page_costs_the_same_whatever_there_is(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    addresses = [
        "/search/",
        "/search/?q=proxy",
        "/search/?q=proxy+stands+nonesuch&tag=proxies&person=ann&source=s&principle=p",
        "/search/?q=nonesuch+words&year=1901",
    ]
    for quotes in (5, 25):
        base_of(quotes)
        for address in addresses:
            with django_assert_max_num_queries(14):  # of which eight limit two searches
                assert client.get(address).status_code == 200
    assert SearchEntry.objects.filter(kind="quote").count() == 30


def test_three_rare_words_that_may_be_slips_or_names_cost_three_queries_more(
    client: Client, django_assert_num_queries: Any
) -> None:
    stored(SourceFactory(), "Possible and seperate, definately.")
    quote = published_quote("Posible and separate, definately.", source=Source.objects.get())
    published_principle(quote, name="Posible and seperate", summary="Definitely.")
    for text in ("Possible, separate, definitely.", "Definitely separate, and possible."):
        published_quote(text)
    refresh()
    with django_assert_num_queries(13):  # four are for entries of all kinds, four limit the time
        html = page(client, q="posible seperate definately")
    assert ">possible separate definitely</a>?" in html


def test_drafts_are_nowhere(client: Client) -> None:
    draft = QuoteFactory(text="Drafted words.")
    cite(draft, SourceFactory(title="Drafted source"))
    published_quote("Other.")
    for address in ("/search/?q=drafted", "/search/", "/search.json?q=drafted", "/search.json"):
        text = client.get(address).content.decode()
        assert "Drafted" not in text


# JSON ---------------------------------------------------------------------------------------------


def test_json_has_the_results_of_the_page(client: Client) -> None:
    quote = published_quote("Resist <b>proxies</b>.", tags=["proxies"])
    principle = published_principle(quote, name="Resist proxies")
    answer = data(client, q="proxy", kind="quote", tag="proxies")
    [result] = answer["results"]
    assert result["number"] == quote.pk
    assert result["kind"] == "quote"
    assert result["highlight"] == "Resist &lt;b&gt;<mark>proxies</mark>&lt;/b&gt;."
    assert result["score"] > 0
    assert [link["number"] for link in result["principles"]] == [principle.pk]
    assert answer["query"] == {
        "q": "proxy",
        "kind": "quote",
        "principle": [],
        "source": "",
        "person": [],
        "tag": ["proxies"],
        "year": None,
        "language": "",
        "verdict": "",
        "sort": "relevance",
    }
    assert (answer["read_as"], answer["either"], answer["left_out"]) == ([], [], [])
    assert answer["did_you_mean"] is None
    assert (answer["offered"], answer["equivalents"], answer["complete"]) == (None, [], 1)
    assert (answer["total"], answer["total_is_exact"], answer["page"], answer["pages"]) == (
        1,
        True,
        1,
        1,
    )
    assert answer["facets"]["tag"] == [
        {
            "value": "proxies",
            "label": "proxies",
            "count": 1,
            "selected": True,
            "url": f"{settings.SITE_URL}/search.json?q=proxy&kind=quote",
        }
    ]


def test_each_kind_keeps_its_shape_among_the_results(client: Client) -> None:
    base_of(1)
    found = {result["kind"]: result for result in data(client)["results"]}
    assert set(found) == {"principle", "quote", "source"}
    assert found["principle"]["maxim"]
    assert found["quote"]["citations"]
    assert found["source"]["source_kind"] == "book"


def test_walking_the_pages_gives_every_published_quote_once(client: Client) -> None:
    source = SourceFactory()
    for n in range(43):
        published_quote(f"Proxy {n}.", source=source)
    seen: list[int] = []
    answer = data(client, kind="quote")
    seen += [result["number"] for result in answer["results"]]
    while answer["next"]:
        assert answer["next"].startswith(settings.SITE_URL)
        answer = json.loads(client.get(answer["next"].removeprefix(settings.SITE_URL)).content)
        seen += [result["number"] for result in answer["results"]]
    assert len(seen) == len(set(seen)) == answer["total"] == 43
    assert answer["page"] == answer["pages"] == 3
    assert answer["previous"].endswith("/search.json?kind=quote&page=2")


def test_json_costs_the_same_whatever_there_is(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    other = published_quote("Neither found nor under what is found.")
    for quotes in (5, 20):
        base_of(quotes)
        Principle.objects.update(body=f"See [Q{other.pk}].")
        with django_assert_max_num_queries(19):
            assert client.get("/search.json?q=proxy").status_code == 200


# Whatever is asked --------------------------------------------------------------------------------

ODD = st.one_of(
    st.text(max_size=80),
    st.sampled_from(
        [
            "a & | ! ( :* )",
            "'' \\ ' \"",
            "%' OR 1=1 --",
            "<-> <2> :A*",
            "x" * 100_000,
            "the " * 600,
            '"' + "to be " * 600 + '"',
            "\u202eabc \u05e9\u05dc\u05d5\u05dd \ufdfd",
            "👩‍👩‍👧‍👦 \ue000\ue001",
            "\ud800",
            "Q99999999999999999999",
            "0.0",
            "9.9999",
            "½ ² ﬃ ǆ İ ß \u0345",
            'speaker: -tag:x year:..1997 year:99999..1 -"a b" or -or verdict:? kind:quote',
            'principle:proxy -speaker:"ann or" source:\' OR \\ or or',
            "-" * 300,
            "1" * 5000,
        ]
    ),
)


@searched(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    q=ODD,
    others=st.dictionaries(
        st.sampled_from(
            ["kind", "principle", "source", "person", "tag", "year", "verdict", "sort", "page"]
        ),
        st.one_of(ODD, st.sampled_from(["quote", "1997", "-5", "altered", "1", "proxies"])),
        max_size=3,
    ),
    path=st.sampled_from(["/search/", "/search.json"]),
)
def test_no_input_is_an_error_of_the_site(q: str, others: dict[str, str], path: str) -> None:
    if not SearchEntry.objects.exists():
        published_quote("Proxy to be or not.", tags=["proxies"])
        Citation.objects.update(verdict="altered")
    parameters = urlencode({"q": q, **others}, errors="surrogatepass")
    assert Client().get(f"{path}?{parameters}").status_code in {200, 400, 404}


SENTENCE = "If you double the number of experiments you make"


def test_a_query_of_eight_words_can_be_checked_as_a_sentence(client: Client) -> None:
    page = client.get("/search/", {"q": f"“{SENTENCE}”"}).content.decode()
    address = re.search(r'<a href="([^"]+)">Check this sentence', page)
    assert address
    assert parse_qs(urlsplit(unescape(address[1])).query) == {"text": [f"“{SENTENCE}”"]}
    assert client.get(unescape(address[1])).status_code == 200


@pytest.mark.parametrize("typed", [SENTENCE.rsplit(" ", 2)[0], f"{SENTENCE} year:1997"])
def test_a_shorter_or_a_narrowed_query_is_no_sentence(client: Client, typed: str) -> None:
    assert "Check this sentence" not in client.get("/search/", {"q": typed}).content.decode()


def test_the_data_says_what_became_of_the_words(client: Client) -> None:
    published_quote("Every failure teaches.")
    published_quote("A mistake teaches patience.")
    Synonyms.objects.create(words="failure, mistake")
    refresh()
    answer = data(client, q="failure teeches")
    assert answer["did_you_mean"] == "failure teaches"
    assert answer["equivalents"] == ["mistake"]
    assert (answer["total"], answer["complete"]) == (2, 2)
    assert data(client, q="failure patience")["complete"] == 1


def test_the_data_says_what_was_not_searched_as_it_was_typed(client: Client) -> None:
    published_quote("Every failure teaches.", tags=["speed"])
    unnamed = {"facet": "tag", "value": "typo", "nearest": None}
    assert data(client, q="tag:typo failure")["unnamed"] == [unnamed]
    answer = data(client, q="year:soon -kind:book failure")
    assert answer["misread"] == [
        {"text": "year:soon", "facet": "year", "excluded": False},
        {"text": "-kind:book", "facet": "kind", "excluded": True},
    ]
    answer = data(client, q="year:2016..1997 failure")
    assert answer["backwards"] == [{"since": 2016, "until": 1997}]
    assert data(client, q="failure or tag:speed")["unjoined"] == ["tag:speed"]
    assert data(client, q="every teaches nonesuch")["nowhere"] == ["nonesuch"]
    assert data(client, q="every " + "failure " * 100)["is_clipped"] is True


def test_the_data_says_nothing_of_words_that_were_understood(client: Client) -> None:
    published_quote("Every failure teaches.", tags=["speed"])
    answer = data(client, q="tag:speed failure teaches -year:1997")
    kinds = ("unnamed", "misread", "unjoined", "backwards", "nowhere")
    assert {kind: answer[kind] for kind in kinds} == {kind: [] for kind in kinds}
    assert answer["is_clipped"] is False


def test_a_number_beside_words_is_not_said_to_be_nowhere(client: Client) -> None:
    quote = published_quote("Process as proxy.")
    refresh()
    html = client.get("/search/", {"q": f"q{quote.pk} customers"}).content.decode()
    assert f"“<bdi>q{quote.pk}</bdi>”" not in html
    assert "1 result for" in html


def test_a_number_finds_its_entry_beside_words(client: Client) -> None:
    quote = published_quote("Process as proxy.")
    other = published_quote("Day 1.")
    principle = published_principle(quote, name="Own the process")
    refresh()
    for typed, numbers in {
        f"q{quote.pk} process": [quote.pk],
        f"process Q{other.pk}": [quote.pk, other.pk],
        f"Q{quote.pk} or q{other.pk}": [quote.pk, other.pk],
        f"Q{quote.pk},Q{other.pk}": [quote.pk, other.pk],
    }.items():
        answer = client.get("/search.json", {"q": typed, "kind": "quote"}).json()
        assert sorted(found["number"] for found in answer["results"]) == numbers, typed
    for typed in (f"P{principle.pk}", f"principle {principle.pk}", f"p {principle.pk}."):
        answer = client.get("/search/", {"q": typed})
        assert answer.headers["Location"] == f"/principles/{principle.pk}/"
    assert "No principle here has this number." in page(client, q="P999")


def test_a_number_alone_is_not_said_to_be_nowhere(client: Client) -> None:
    principle = published_principle(published_quote("Process."), name="Own")
    refresh()
    html = page(client, q=str(principle.pk))
    assert "1 result for" in html
    assert "Nothing that is searched has “" not in html


@pytest.mark.parametrize(
    ("typed", "nearest", "address"),
    [
        ("speaker:bezoz", "Jeff Bezos", 'speaker:"Jeff Bezos"'),
        ('builders author:"jef bezos"', "Jeff Bezos", 'builders author:"Jeff Bezos"'),
        ("speaker:jeff-bezoz", "Jeff Bezos", 'speaker:"Jeff Bezos"'),
        ("-tag:custmers", "customers", "-tag:customers"),
        ("speaker:hiden", "", ""),
        ("speaker:zzzzzz", "", ""),
    ],
)
def test_a_misspelt_value_of_an_operator_is_led_to_the_nearest_public_name(
    client: Client, typed: str, nearest: str, address: str
) -> None:
    bezos = PersonFactory(name="Jeff Bezos", sort_name="Bezos, Jeff")
    published_quote("Customers first.", speakers=[bezos], tags=["customers"])
    speak(QuoteFactory(text="Hidden."), PersonFactory(name="Hidden Bezost"))
    refresh()
    html = page(client, q=typed)
    assert "here is called" in html
    if not nearest:
        assert "Did you mean" not in html
        return
    assert f'Did you mean <a href="?{urlencode({"q": address})}">{nearest}</a>?' in html
    assert data(client, q=typed)["unnamed"][0]["nearest"] == nearest


HOSTILE = ["a'bc", "x' | '#len", "z" * 40, "\\", "a\nb", "-1'", "%00", "1e9", "\x00", "９９", "é"]


@pytest.mark.parametrize("facet", FACETS, ids=lambda facet: facet.parameter)
@pytest.mark.parametrize("value", HOSTILE)
def test_no_value_of_a_facet_is_more_than_a_value(client: Client, facet: Facet, value: str) -> None:
    """Not in the address, where it is refused or the slug of nothing, nor after an operator."""
    published_quote("Less is more.")
    for path in ("/search/", "/search.json"):
        assert client.get(path, {facet.parameter: value}).status_code in {200, 400}
        typed = {"q": f"less {facet.parameter}:{value}"}
        assert client.get(path, typed).status_code == (400 if "\0" in value else 200)


def test_a_source_says_in_how_many_places_of_its_text_the_words_are(client: Client) -> None:
    source = SourceFactory()
    stored(source, "A dhow sails.", label="slide", heading="Ports")
    stored(source, "", label="slide", heading="Dhow")
    published_quote(source=source)
    assert "2 places in the text" in client.get("/search/?q=dhow").content.decode()


def test_a_word_of_the_site_leads_above_the_results_to_what_it_means(client: Client) -> None:
    published_quote("We altered course.")
    html = page(client, q="altered")
    meaning = html.index('href="/about/verification/#altered">Read what it means here')
    assert meaning < html.index('class="results"')


def test_where_nothing_is_found_verifying_and_reading_about_it_are_offered(client: Client) -> None:
    published_quote("We sail.")
    advice = page(client, q="zebra").split('class="advice')[1].split("</ul>")[0]
    assert 'href="/verify/"' in advice
    assert 'href="/about/"' in advice
