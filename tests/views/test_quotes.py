"""The page of one quote."""

import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from principles.models import Citation, Quote, Source, Status
from principles.provenance.verification import recompute
from principles.search.lexicon import refresh
from principles.views.quotes import text_directive
from tests.factories import (
    PersonFactory,
    PrincipleFactory,
    QuoteFactory,
    SourceFactory,
    cite,
    published_principle,
    published_quote,
    stored,
    support,
    tag,
)

pytestmark = pytest.mark.django_db

LETTER = (
    "Before that, nothing.\n\n"
    "Fifty-five percent of testers are satisfied with this. That is hard to interpret.\n\n"
    "After that, more.\n\nAnd the end."
)
WORDS = "Fifty-five percent of testers are satisfied with this."


def page_of(client: Client, quote: Quote) -> str:
    return client.get(quote.get_absolute_url()).content.decode()


def letter_quote(**source: object) -> Quote:
    letter = SourceFactory(title="A letter", year=2016, **source)
    quote = published_quote(WORDS, passage=stored(letter, LETTER, label="p. 1"))
    recompute()
    return quote


def unlike_quotes(number: int, **fields: object) -> list[Quote]:
    """Return published quotes of which none says nearly the same as another."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    return [
        published_quote(f"{letters[n % 26] * 9} {letters[n // 26] * 9}.", **fields)  # type: ignore[arg-type]  # by name
        for n in range(number)
    ]


def related_on(page: str) -> list[int]:
    """Return the numbers of the related quotes that the page shows, in their order."""
    if 'id="related"' not in page:
        return []
    section = page.split('id="related"')[1].split("</section>", maxsplit=1)[0]
    return [int(number) for number in re.findall(r"</span>Q(\d+)</a>", section)]


def test_a_quote_shows_its_words_speakers_and_permanent_address(client: Client) -> None:
    quote = published_quote("Ships sail.", speakers=[PersonFactory(name="Grace Hopper")])
    page = page_of(client, quote)
    assert "“Ships sail.”" in page
    assert "Grace Hopper" in page
    assert f"quotes/<wbr>{quote.number}/<wbr></code>" in page


def test_the_first_heading_has_the_words(client: Client) -> None:
    page = page_of(client, published_quote("Ships sail.", language="pt"))
    heading = re.sub(r"<[^>]+>|\s+", " ", page.split("<h1")[1].split("</h1>")[0])
    assert "“Ships sail.”" in heading
    assert '<span\n      lang="pt">“Ships sail.”' in page


def test_a_quote_by_nobody_known_says_so(client: Client) -> None:
    assert "Speaker not given" in page_of(client, published_quote("Ships sail."))


def test_a_verbatim_quote_says_that_the_words_match(client: Client) -> None:
    assert "match the stored text of the book exactly" in page_of(client, letter_quote())


def test_typography_alone_is_named(client: Client) -> None:
    passage = stored(SourceFactory(), "“It’s still Day 1.”")
    quote = published_quote("It's still Day 1.", passage=passage)
    recompute()
    assert "only the typography differs" in page_of(client, quote)


def test_the_passage_is_read_with_a_neighbour_on_each_side(client: Client) -> None:
    page = page_of(client, letter_quote())
    assert f"<mark>{WORDS}</mark>" in page
    assert "Before that, nothing." in page
    assert "After that, more." in page
    assert "And the end." not in page
    assert 'href="/sources/a-letter/#p1-2"' in page


@pytest.mark.parametrize(
    ("words", "directive"),
    [
        ("Day 1.", ":~:text=Day%201."),
        ("We sail, & return-ish", ":~:text=We%20sail%2C%20%26%20return%2Dish"),
        ("a b c d e f g h i", ":~:text=a%20b%20c%20d,f%20g%20h%20i"),
        ("First paragraph.\n\nSecond one.", ":~:text=First%20paragraph."),
        ("“Größe”", ":~:text=%E2%80%9CGr%C3%B6%C3%9Fe%E2%80%9D"),
    ],
)
def test_words_are_named_in_an_address_as_browsers_read_it(words: str, directive: str) -> None:
    assert text_directive(words) == directive


@pytest.mark.parametrize(
    ("address", "joined"),
    [
        ("https://example.org/letter", "https://example.org/letter#:~:text="),
        ("https://example.org/letter#top", "https://example.org/letter#top:~:text="),
    ],
)
def test_the_published_source_is_opened_at_the_words(
    client: Client, address: str, joined: str
) -> None:
    page = page_of(client, letter_quote(url=address))
    words = "Fifty%2Dfive%20percent%20of%20testers%20are%20satisfied%20with%20this."
    assert f'href="{joined}{words}"' in page


def test_a_source_without_an_address_is_opened_here_only(client: Client) -> None:
    page = page_of(client, letter_quote())
    assert "Read on in the stored text" in page
    assert "where it was published" not in page


def test_of_an_elided_quote_only_its_own_words_are_marked(client: Client) -> None:
    passage = stored(SourceFactory(), "We sail out at dawn, whatever comes, and return at dusk.")
    quote = published_quote("We sail out at dawn … and return at dusk.", passage=passage)
    recompute()
    page = page_of(client, quote)
    assert "<mark>We sail out at dawn</mark>" in page
    assert "<mark>and return at dusk.</mark>" in page


def test_words_that_are_not_in_the_passage_are_not_called_false(client: Client) -> None:
    passage = stored(SourceFactory(), "Of cabbages and kings.")
    quote = published_quote("Ships sail at dawn.", passage=passage)
    recompute()
    page = page_of(client, quote)
    assert "Nothing close to these words stands in the passage" in page
    assert "In context" not in page
    assert "<mark" not in client.get(passage.source.get_absolute_url()).content.decode()


def test_another_wording_is_shown_word_by_word(client: Client) -> None:
    quote = letter_quote()
    slide = stored(SourceFactory(title="A deck"), WORDS.replace("Fifty-five percent", "55%"))
    cite(quote, slide.source, passage=slide, role=Citation.Role.QUOTED_IN, note="Shortened.")
    recompute()
    page = page_of(client, quote)
    assert "<mark>55%</mark>" in page
    assert "<mark>Fifty-five percent</mark>" in page
    assert "Another wording" in page
    assert "Sources in order of time" in page
    assert page.index("2016</time>") < page.index("No date")


def test_a_wording_without_stored_text_is_compared_as_copied(client: Client) -> None:
    quote = letter_quote()
    cite(quote, SourceFactory(), wording=WORDS.replace("testers", "tasters"))
    recompute()
    page = page_of(client, quote)
    assert "<mark>tasters</mark>" in page
    assert "as an editor copied it" in page


def test_wordings_that_fold_alike_are_one_row(client: Client) -> None:
    quote = letter_quote()
    for text in (WORDS.replace("are", "aren't"), WORDS.replace("are", "aren’t")):
        passage = stored(SourceFactory(), text)
        cite(quote, passage.source, passage=passage)
    recompute()
    page = page_of(client, quote)
    assert page.count('<th scope="row">') == 2


def test_a_missing_word_is_an_audible_gap(client: Client) -> None:
    quote = letter_quote()
    passage = stored(SourceFactory(), WORDS.replace("of testers ", ""))
    cite(quote, passage.source, passage=passage)
    recompute()
    assert "“of testers” is missing" in page_of(client, quote)


def test_a_hidden_source_shows_the_verdict_and_no_stored_word(client: Client) -> None:
    letter = SourceFactory(title="A secret letter", text_access=Source.Access.HIDDEN)
    quote = published_quote(
        "Fifty percent of testers are satisfied with this.", passage=stored(letter, LETTER)
    )
    recompute()
    page = page_of(client, quote)
    assert "Altered" in page
    assert "Fifty-five" not in page
    assert "hard to interpret" not in page
    assert "In context" not in page


def test_a_window_shows_a_tenth_of_the_text_at_most(client: Client) -> None:
    letter = SourceFactory(title="A book", text_access=Source.Access.WINDOW)
    before, after = (" ".join(f"{name}{n}" for n in range(60)) for name in ("before", "after"))
    passage = stored(letter, f"{before}. Far ahead. {WORDS} Right after. {after}.")
    for _ in range(20):
        stored(letter, f"{before}. {after}.")
    quote = published_quote(WORDS, passage=passage)
    recompute()
    page = page_of(client, quote)
    assert "Far ahead." in page
    assert "Right after." in page
    assert "before21 " not in page
    assert "before22 " in page
    assert "after37 " in page
    assert "after38" not in page


def test_a_stale_verdict_counts_as_unverified_until_compared_again(client: Client) -> None:
    quote = letter_quote()
    Quote.objects.filter(pk=quote.pk).update(text=f"{WORDS} Truly.")
    page = client.get(f"/quotes/{quote.number}/", follow=True).content.decode()
    assert "Out of date" in page
    assert "In context" not in page


def test_a_standing_is_said_in_words(client: Client) -> None:
    quote = published_quote(
        standing=Quote.Standing.MISATTRIBUTED,
        standing_evidence="She never said it.",
        speakers=[PersonFactory(name="Grace Hopper")],
    )
    page = page_of(client, quote)
    assert "<b>Misattributed</b> She never said it." in page
    assert "Attributed to <a" in page


def test_the_same_words_of_somebody_else_are_named(client: Client) -> None:
    first = published_quote("Ships sail.", speakers=[PersonFactory(name="Grace Hopper")])
    second = published_quote(
        "Ships sail.", speakers=[PersonFactory(name="Ann Author")], same_words_as=first
    )
    assert "Ann Author" in page_of(client, first).split("Also attributed to")[1]
    assert "Grace Hopper" in page_of(client, second).split("Also attributed to")[1]


def test_it_names_the_published_principles_it_supports(client: Client) -> None:
    quote = published_quote()
    published_principle(quote, name="Sail out")
    support(PrincipleFactory(name="Secret plan"), quote)
    page = page_of(client, quote)
    assert "Sail out" in page
    assert "Secret plan" not in page


def test_neighbours_are_the_published_quotes_by_number(client: Client) -> None:
    first, draft, last = published_quote(), QuoteFactory(), published_quote()
    page = page_of(client, first)
    assert last.get_absolute_url() in page
    assert draft.get_absolute_url() not in page
    assert 'rel="prev"' not in page


def test_all_quotes_are_listed_by_the_search(client: Client) -> None:
    response = client.get("/quotes/", follow=True)
    assert response.redirect_chain == [("/search/?kind=quote", 302)]
    assert response.status_code == 200


@pytest.mark.parametrize("ending", ["", "another-slug/"])
def test_number_and_any_slug_lead_to_the_present_address(client: Client, ending: str) -> None:
    quote = published_quote()
    response = client.get(f"/quotes/{quote.number}/{ending}")
    assert (response.status_code, response["Location"]) == (302, quote.get_absolute_url())


def test_a_draft_is_not_found_under_any_address(client: Client) -> None:
    draft = QuoteFactory(text="Nobody may read this yet.")
    for address in (draft.get_absolute_url(), f"/quotes/{draft.number}/"):
        response = client.get(address)
        assert response.status_code == 404
        assert "Nobody may read" not in response.content.decode()


def test_what_was_withdrawn_is_gone(client: Client) -> None:
    quote = published_quote("Ships sail.")
    Quote.objects.filter(pk=quote.pk).update(status=Status.WITHDRAWN)
    response = client.get(f"/quotes/{quote.number}/")
    assert response.status_code == 410
    assert f"Quote {quote.number} has been withdrawn" in response.content.decode()
    assert response["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("number", ["0", "99999999999999999999"])
def test_a_number_that_names_nothing_is_not_found(client: Client, number: str) -> None:
    assert client.get(f"/quotes/{number}/").status_code == 404


def test_hostile_words_stay_words(client: Client) -> None:
    quote = published_quote("<script>alert(1)</script> & so on")
    page = page_of(client, quote)
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


@pytest.mark.parametrize("number", [5, 40])
def test_a_page_costs_ten_queries_whatever_the_number_of_citations(
    client: Client, number: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    quote = letter_quote(text_access=Source.Access.WINDOW)
    passage = stored(SourceFactory(), WORDS.replace("testers", "tasters"))
    for n in range(number):
        cite(quote, passage.source, locator=f"p. {n}")
    tag(quote, "surveys", "winter")
    published_principle(quote, *unlike_quotes(5, tags=["surveys", "winter"]))
    published_quote(WORDS, same_words_as=quote, speakers=[PersonFactory()])
    published_quote()
    recompute()
    refresh()
    with django_assert_max_num_queries(10):
        page = page_of(client, quote)
    assert page.count('class="role"') == number + 1
    assert len(related_on(page)) == 5


@pytest.mark.parametrize("number", [5, 40])
def test_a_page_costs_ten_queries_whatever_the_number_of_quotes(
    client: Client, number: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    quotes = unlike_quotes(number, speakers=[PersonFactory()])
    published_principle(*quotes)
    unlike = [published_quote(f"Number {n} of the others.") for n in range(20)]
    refresh()
    for quote in (quotes[0], quotes[-1], unlike[0]):
        with django_assert_max_num_queries(10):
            page_of(client, quote)
    assert len(related_on(page_of(client, quotes[0]))) == min(number - 1, 5)


def test_related_quotes_are_shown_with_speaker_source_and_link(client: Client) -> None:
    quote = published_quote("Proxies mislead whoever manages by surveys.")
    near = published_quote(
        "Surveys are proxies, we say.",
        source=SourceFactory(title="A deck"),
        speakers=[PersonFactory(name="Grace Hopper")],
    )
    unlike_quotes(20)
    refresh()
    page = page_of(client, quote)
    assert related_on(page) == [near.pk]
    section = page.split("Related quotes")[1].split("</section>", maxsplit=1)[0]
    assert "“Surveys are proxies, we say.”" in section
    assert "Grace Hopper" in section
    assert "A deck" in section
    assert f'href="{near.get_absolute_url()}"' in section


def test_where_nothing_is_related_nothing_is_said_of_it(client: Client) -> None:
    quote, *_ = unlike_quotes(20)
    refresh()
    assert "Related" not in page_of(client, quote)


def test_neither_drafts_nor_the_same_words_are_related(client: Client) -> None:
    quote = published_quote("Proxies mislead whoever manages by surveys.")
    draft = QuoteFactory(text="Surveys are proxies, we say.")
    published_quote(quote.text, same_words_as=quote, speakers=[PersonFactory()])
    unlike_quotes(20)
    refresh()
    page = page_of(client, quote)
    assert related_on(page) == []
    assert draft.text not in page


def test_a_quote_that_does_not_stand_alone_is_not_offered_beside_another(client: Client) -> None:
    quote = published_quote("Proxies mislead whoever manages by surveys.")
    published_quote("Surveys are proxies, we say.", stands_alone=False)
    unlike_quotes(20)
    refresh()
    assert related_on(page_of(client, quote)) == []


def test_a_negation_put_in_is_said(client: Client) -> None:
    passage = stored(SourceFactory(), "Nobody should ever leave a meeting early.")
    quote = published_quote("Nobody should not ever leave a meeting early.", passage=passage)
    recompute()
    page = page_of(client, quote)
    assert "A negation was put in or left out." in page
    assert "so the quote may say the opposite." in page
    assert "Where the words differ" in page
    assert "as one quote" not in page
    assert (
        '<mark class="gone neg">&nbsp;&nbsp;<span class="vh">“not” is missing</span></mark> '
        in page
    )


def test_a_source_without_a_named_passage_is_not_said_to_have_no_text(client: Client) -> None:
    letter = SourceFactory(kind="letter")
    stored(letter, "Ships sail.")
    quote = published_quote("Ships sail.", source=letter)
    recompute()
    page = page_of(client, quote)
    assert "No stored passage of the letter is named" in page


def test_the_chain_says_who_said_it_where_and_what_quotes_it(client: Client) -> None:
    letter = SourceFactory(title="A letter", year=1997, month=3, kind=Source.Kind.LETTER)
    quote = published_quote(
        "Ships sail.", source=letter, speakers=[PersonFactory(name="Ann Other")]
    )
    deck = SourceFactory(title="A deck", year=2016, kind=Source.Kind.SLIDES)
    cite(quote, deck, role=Citation.Role.QUOTED_IN, locator="slide 12")
    talk = SourceFactory(title="A talk", year=1997, month=2, kind=Source.Kind.TALK)
    cite(quote, talk)
    recompute()
    chain = page_of(client, quote).partition('class="chain rows"')[2].partition("</ol>")[0]
    told = " ".join(re.sub("<[^>]+>", " ", chain).split())
    places = [
        told.index("Said by Ann Other in A talk"),
        told.index("Written by Ann Other in A letter"),
        told.index("Quoted in A deck"),
        told.index("slide 12"),
    ]
    assert places == sorted(places)


def test_the_chain_of_a_misattributed_quote_names_no_speaker(client: Client) -> None:
    quote = published_quote(
        "Ships sail.",
        source=SourceFactory(year=1997),
        speakers=[PersonFactory(name="Ann Other")],
        standing="misattributed",
        standing_evidence="She denied it.",
    )
    cite(quote, SourceFactory(year=2016), role=Citation.Role.QUOTED_IN)
    chain = page_of(client, quote).partition('class="chain rows"')[2].partition("</ol>")[0]
    assert "First in" in chain
    assert "Ann Other" not in chain


@pytest.mark.parametrize("citations", [1, 2])
def test_the_page_says_why_an_aggregator_never_verifies(client: Client, citations: int) -> None:
    collection = SourceFactory(level=Source.Level.AGGREGATOR)
    quote = published_quote("Ships sail.", passage=stored(collection, "Ships sail."))
    for _ in range(citations - 1):
        cite(quote, SourceFactory(), role=Citation.Role.QUOTED_IN)
    recompute()
    page = page_of(client, quote)
    assert "no evidence that anybody said the words" in page
    assert '<a href="/about/verification/">Why it never verifies</a>' in page


def test_each_wording_says_when_and_how_it_compares(client: Client) -> None:
    quote = letter_quote()
    slide = stored(SourceFactory(year=2018, month=5), WORDS.replace("Fifty-five percent", "55%"))
    cite(quote, slide.source, passage=slide, role=Citation.Role.QUOTED_IN)
    cite(quote, SourceFactory(year=2017), wording=WORDS.replace("testers", "tasters"))
    recompute()
    table = (
        page_of(client, quote).partition('<table class="collation">')[2].partition("</table>")[0]
    )
    told = " ".join(re.sub("<[^>]+>", " ", table).split())
    assert "as shown above, as in book S" in told
    copied = told.index("2017, original, unverified, as an editor copied it")
    assert copied < told.index("May 2018, quoted in, altered")


def test_a_quote_compared_where_it_is_quoted_is_said_to_be_second_hand(client: Client) -> None:
    deck = SourceFactory(title="A deck", kind=Source.Kind.SLIDES)
    quote = published_quote("Ships sail.")
    quote.citations.all().delete()
    cite(quote, deck, passage=stored(deck, "Ships sail."), role=Citation.Role.QUOTED_IN)
    recompute()
    page = page_of(client, quote)
    assert "Verbatim, second hand" in page
    assert 'd="M1 1h14"' in page  # the third line of the sign
    assert "the slide deck quotes the words. Where it has them from is not recorded here." in page


def test_a_quote_compared_with_its_original_is_not_second_hand(client: Client) -> None:
    quote = letter_quote()
    cite(quote, SourceFactory(), role=Citation.Role.QUOTED_IN)
    recompute()
    assert "second hand" not in page_of(client, quote)
    assert 'd="M1 1h14"' not in page_of(client, quote)


def test_the_provenance_names_the_other_places(client: Client) -> None:
    quote = letter_quote()
    cite(quote, SourceFactory(title="A deck"), role=Citation.Role.QUOTED_IN, locator="slide 3")
    recompute()
    facts = page_of(client, quote).split('class="facts"')[1].split("</dl>")[0]
    told = " ".join(re.sub("<[^>]+>", " ", facts).split())
    assert "Compared with A letter , 2016 , p. 1, ¶ 2" in told
    assert "Also in quoted in A deck , book , slide 3" in told
