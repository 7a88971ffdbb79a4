"""Words that stand in for those that were typed: corrections, completions, equivalents."""

from urllib.parse import urlencode

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from principles.models import Synonyms, Word
from principles.search.advising import advice
from principles.search.filters import Filters
from principles.search.lexicon import refresh
from principles.search.pages import result_page
from principles.search.query import parse
from principles.search.results import results
from tests.factories import (
    PrincipleFactory,
    QuoteFactory,
    SourceFactory,
    published_principle,
    published_quote,
    stored,
    tag,
)
from tests.search.asked import page

pytestmark = pytest.mark.django_db


def quotes(typed: str) -> list[int]:
    return [hit.number for hit in page(typed).found.hits if hit.kind == "quote"]


def test_an_unknown_word_is_corrected_and_told() -> None:
    quote = published_quote("Customer obsession comes first.")
    refresh()
    found = page("custmer obsession")
    assert [hit.number for hit in found.found.hits] == [quote.pk]
    assert found.did_you_mean == "customer obsession"
    assert found.unknown == ["custmer"]
    assert found.as_typed == "?q=%22custmer%22+obsession"


@pytest.fixture
def sleep() -> None:
    published_quote("Waking early is an obsession.")
    published_quote("Sleeping late is a custom of the customer.")
    refresh()


@pytest.mark.parametrize(
    ("typed", "meant", "as_typed"),
    [
        ("wakeng or slepng", "waking or sleeping", '"wakeng" or "slepng"'),
        ("wakeng OR slepng", "waking OR sleeping", '"wakeng" OR "slepng"'),
        ("wakeng or slepng or obsesion", "waking or sleeping or obsession", None),
        ("custmer or obsession", "customer or obsession", '"custmer" or obsession'),
        ("obsession or custmer", "obsession or customer", 'obsession or "custmer"'),
        ("custmer or nonesuch", "customer or nonesuch", '"custmer" or nonesuch'),
        ('"early" or custmer', '"early" or customer', '"early" or "custmer"'),
        ("Wakeng, or slepng!", "waking or sleeping", '"Wakeng," or "slepng!"'),
        ("erly wakeng or slepng", "early waking or sleeping", '"erly" "wakeng" or "slepng"'),
    ],
)
def test_each_alternative_is_corrected_by_itself(
    sleep: None, typed: str, meant: str, as_typed: str | None
) -> None:
    found = page(typed)
    assert found.did_you_mean == meant
    assert as_typed is None or found.as_typed == f"?{urlencode({'q': as_typed})}"


@pytest.mark.parametrize(
    ("typed", "corrected", "nowhere"),
    [
        ("wakeng or slepng", ["wakeng", "slepng"], []),
        ("custmer or obsession", ["custmer"], []),
        ("custmer or nonesuch", ["custmer"], ["nonesuch"]),
        ("nonesuch or obsession", [], ["nonesuch"]),
        ("late nonesuch or custmer", ["custmer"], ["nonesuch"]),
        ("nonesuch or nowhere", [], ["nonesuch", "nowhere"]),
        ("late nonesuch or nowhere", [], ["nonesuch", "nowhere"]),
        ("obsession or custom", [], []),
        ("late or obses", [], []),
    ],
)
def test_of_alternatives_those_are_named_that_nothing_has(
    sleep: None, typed: str, corrected: list[str], nowhere: list[str]
) -> None:
    found = page(typed)
    assert (found.unknown, found.nowhere) == (corrected, nowhere)


def test_a_corrected_alternative_finds_what_it_would_alone(sleep: None) -> None:
    for typed in ("custmer or obsession", "obsession or custmer", "wakeng or slepng"):
        assert sorted(quotes(typed)) == sorted({*quotes("waking"), *quotes("sleeping")})
    assert quotes("early wakeng OR slepng") == quotes("waking")
    assert quotes("nonesuch or custmer") == quotes("customer")


def test_what_stands_in_for_a_word_is_found_beside_a_phrase_that_is_its_alternative() -> None:
    Synonyms.objects.create(words="failure, mistake")
    said = [published_quote(text).pk for text in ("Mistakes happen.", "By chance. Customers.")]
    tagged = published_quote("Frugal.", tags=["thrift"]).pk
    refresh()
    assert quotes('"nonesuch" or failure') == [said[0]]
    assert quotes('custmer or "nonesuch"') == [said[1]]
    assert quotes('thrift or "nonesuch"') == [tagged]
    assert quotes('"nonesuch" or custo') == [said[1]]


def test_alternatives_keep_no_company_with_one_another() -> None:
    published_quote("We form a committee.")
    published_quote("They farm the sea, and farm the sky.")
    published_quote("We farm the land.")
    refresh()
    assert page("fxrm committee").did_you_mean == "form committee"
    assert page("fxrm or committee").did_you_mean == "farm or committee"
    assert page("fxrm OR nonesuch committee").did_you_mean == "form OR nonesuch committee"
    assert page("fxrm committee or nonesuch").did_you_mean == "form committee or nonesuch"


def test_the_page_names_each_corrected_alternative(sleep: None, client: Client) -> None:
    html = client.get("/search/", {"q": "wakeng or slepng"}).content.decode()
    assert "2 results for <b>waking or sleeping</b>" in html
    assert (
        "Nothing that is searched has “<bdi>wakeng</bdi>” or “<bdi>slepng</bdi>”. The nearest words"
        in html
    )
    alone = '<a href="?q=waking+or+sleeping">Search for <bdi>waking or sleeping</bdi> alone</a>'
    assert alone in html
    anyway = '<a href="?q=%22wakeng%22+or+%22slepng%22">for “<bdi>wakeng or slepng</bdi>”'
    assert f"{anyway} anyway</a>" in html
    html = client.get("/search/", {"q": '"wakeng" or "slepng"'}).content.decode()
    assert "No results for" in html
    html = client.get("/search/", {"q": "custmer or nonesuch"}).content.decode()
    assert "Nothing that is searched has “<bdi>custmer</bdi>”. The nearest word" in html
    assert "Nothing that is searched has “<bdi>nonesuch</bdi>”." in html


def test_a_quoted_word_is_never_corrected() -> None:
    published_quote("Customer obsession comes first.")
    refresh()
    found = page('"custmer" obsession')
    assert (found.found.total, found.did_you_mean) == (0, None)


def test_a_new_word_is_found_at_once_and_never_corrected_away() -> None:
    published_quote("The zone is empty.")
    refresh()
    new = published_quote("Zoe is here.")
    found = page("zoe")
    assert [hit.number for hit in found.found.hits] == [new.pk]
    assert found.did_you_mean is None


def test_a_draft_corrects_nothing() -> None:
    published_quote("Something else.")
    QuoteFactory(text="Confidential acquisition.")
    refresh()
    assert page("acquisitoin").did_you_mean is None


def test_the_last_word_may_be_unfinished_where_nothing_has_it() -> None:
    quote = published_quote("Customer obsession comes first.")
    refresh()
    assert quotes("customer obs") == [quote.pk]
    assert page("customer obs").did_you_mean is None
    assert quotes("obs customer -comes") == []
    assert quotes("first customer -obs") == [quote.pk]
    assert quotes("customer -comes") == []


@pytest.mark.parametrize(
    ("said", "typed"),
    [("Out of memory.", "memo"), ("A fundamental rule.", "fund"), ("Fair warning.", "war")],
)
def test_a_real_word_is_not_the_beginning_of_another(said: str, typed: str) -> None:
    published_quote(said)
    refresh()
    found = page(typed)
    assert (found.found.total, found.nowhere) == (0, [typed])
    assert page(f"hedge {typed}").found.total == 0


@pytest.mark.parametrize("typed", ["mistakes are okay", "mistakes nowhere"])
def test_an_equivalent_of_one_of_two_words_answers(typed: str) -> None:
    Synonyms.objects.create(words="failure, mistake")
    failure = published_quote("Embrace failure.")
    refresh()
    assert quotes(typed) == [failure.pk]


def test_a_real_word_beside_two_others_may_be_unfinished_and_does_not_count_as_there() -> None:
    without = published_quote("The proxy of a customer.")
    begun = published_quote("A customer and a long, long, long, long proxy, with a warning.")
    refresh()
    found = page("customer proxy war")
    assert [hit.number for hit in found.found.hits] == [begun.pk, without.pk]
    assert (found.found.complete, found.found.least, found.nowhere) == (0, 2, ["war"])
    assert [ground.term for ground in results(found.found.hits, found.reading)[0].found_by] == [
        "customer",
        "proxy",
    ]


def test_equivalent_words_widen_a_search_below_the_words_themselves() -> None:
    Synonyms.objects.create(words="failure, mistake, trial and error")
    own = published_quote("Failure and invention are inseparable twins, as everybody knows here.")
    other = published_quote("Mistakes happen.")
    phrase = published_quote("By trial and error.")
    found = page("failure")
    first, *others = [hit.number for hit in found.found.hits]
    assert (first, set(others)) == (own.pk, {other.pk, phrase.pk})
    assert found.equivalents == ["mistake", "trial and error"]
    assert found.found.total == 3
    assert quotes('"failure"') == [own.pk]
    assert quotes("error")[0] == phrase.pk
    assert quotes("failures synonyms:no") == [own.pk]
    assert page("failure").without_equivalents == "?q=failure+synonyms%3Ano"
    assert page("failure -mistake").equivalents == ["trial and error"]
    assert quotes("trial and error")[0] == phrase.pk
    assert own.pk in quotes("trial and error")


def test_a_result_says_which_equivalent_word_it_has() -> None:
    Synonyms.objects.create(words="failure, mistake")
    published_quote("Mistakes happen.")
    found = page("failure")
    [result] = results(found.found.hits, found.reading)
    assert str(result.words) == "<mark>Mistakes</mark> happen."
    assert [(note.lead, str(note.text)) for note in result.notes] == [
        ("for “failure”:", "<mark>mistakes</mark>")
    ]


def test_a_source_and_a_principle_say_which_equivalent_word_they_have() -> None:
    Synonyms.objects.create(words="failure, mistake")
    quote = published_quote("One.", source=SourceFactory(title="Zzz"))
    stored(quote.sources.get(), "Mistakes happen.")
    published_principle(quote, name="Own a mistake")
    found = page("failure")
    meant = {
        result.kind: [(note.lead, str(note.text)) for note in result.notes]
        for result in results(found.found.hits, found.reading)
    }
    assert meant == {
        "source": [("for “failure”:", "<mark>mistakes</mark>")],
        "principle": [("for “failure”:", "<mark>mistake</mark>")],
    }


def test_a_source_that_has_the_word_itself_says_nothing_of_equivalents() -> None:
    Synonyms.objects.create(words="failure, mistake")
    published_quote("One.", source=SourceFactory(title="Failure and other mistakes"))
    found = page("failure")
    [source] = [
        result for result in results(found.found.hits, found.reading) if result.kind == "source"
    ]
    assert source.notes == ()


@pytest.mark.parametrize("words", ["", "one", "one,", "one, ONE", ", ;"])
def test_a_line_of_synonyms_has_two_words_at_least(words: str) -> None:
    with pytest.raises(ValidationError):
        Synonyms(words=words).full_clean()


def test_a_line_of_synonyms_is_put_in_one_form() -> None:
    line = Synonyms(words=" failure ,mistake,  trial  and error,failure, ")
    line.full_clean()
    assert str(line) == "failure, mistake, trial and error"


def test_equivalents_that_nothing_has_are_not_told() -> None:
    Synonyms.objects.create(words="mistake, blunder")
    published_quote("Mistakes happen. They plunder us.")
    refresh()
    assert page("mistake").equivalents == []
    found = page("blunder")
    assert (found.did_you_mean, found.equivalents, found.found.total) == (None, ["mistake"], 1)


def test_what_is_corrected_in_vain_is_not_told() -> None:
    published_quote("Customers come.")
    refresh()
    assert page("custmer elsewhere").did_you_mean is None


def test_a_draft_does_not_keep_a_word_from_being_corrected() -> None:
    quote = published_quote("Spend frugally.")
    tag(QuoteFactory(), "frugalty")
    PrincipleFactory(name="Frugalty")
    refresh()
    assert quotes("frugalty") == [quote.pk]


@pytest.mark.parametrize(
    ("typed", "is_found"),
    [
        ('"we disagree and commit" or zebra', False),
        ('"we disagreed and commit" or zebra', True),
        ('zebra or "we disagreed and commit"', True),
        ('commit -"disagreed and commit"', False),
        ('commit -"disagree and commit"', True),
        ('"one two three four five six seven eight nine ten eleven twelve or commit"', False),
    ],
)
def test_phrases_are_exact_wherever_they_stand(typed: str, is_found: bool) -> None:
    quote = published_quote(
        "We disagreed and commit. "
        "One two three four five six seven eight nine ten eleven twelve and commit."
    )
    assert quotes(typed) == ([quote.pk] if is_found else [])


@pytest.mark.parametrize(
    ("text", "typed", "searched"),
    [
        ("It is still day 1.", "day1", "day 1"),
        ("It is still day 1.", "still day1", "still day 1"),
        ("Think in the long term.", "longterm", "long term"),
        ("A lot of work.", "alotof", None),
        ("Lots of work.", "of lotswork", None),
        ("It was s 3.", "was3", None),
        ("All most people want.", "allmost", "all most"),
        ("All most people want. Almost.", "allmost", "almost"),
        ("Long is the term.", "longterm", None),
        ("In the year 19 97.", "1997", None),
    ],
)
def test_two_words_that_were_typed_in_one_are_found_where_they_stand_side_by_side(
    text: str, typed: str, searched: str | None
) -> None:
    quote = published_quote(text)
    refresh()
    result = page(typed)
    assert result.did_you_mean == searched
    assert [hit.number for hit in result.found.hits] == ([quote.pk] if searched else [])


def test_of_several_ways_to_part_a_word_the_commonest_words_are_taken() -> None:
    published_quote("Nowp lan.")
    for n in range(3):
        published_quote(f"He is now plan {n}.")
    published_quote("No wplan.")
    refresh()
    assert page("nowplan").instead == ["now plan"]


def test_what_was_typed_in_one_is_told_and_marked(client: Client) -> None:
    published_quote("It is still day 1.")
    refresh()
    html = client.get("/search/", {"q": "day1"}).content.decode()
    assert "<mark>day</mark> <mark>1</mark>" in html
    said = "Nothing that is searched has “<bdi>day1</bdi>”. The nearest words in the collection:"
    assert f"{said}\n  day 1." in html


@pytest.mark.parametrize(
    ("typed", "terms"),
    [
        ("Custo custo", [((), 0), ((), 1)]),
        ('"custmer" Custmers custmer', [((), 0), (("customer",), 1), (("customer",), 1)]),
    ],
)
def test_only_unknown_words_are_corrected(typed: str, terms: list[tuple[object, int]]) -> None:
    published_quote("The customer comes first.")
    refresh()
    found = page(typed)
    read = [
        (tuple(c.word for c in term.stand_ins.corrections), min(term.entries, 1))
        for term in found.reading.each
    ]
    assert read == terms


def test_two_words_that_were_typed_in_one_find_what_they_find_by_themselves() -> None:
    source = SourceFactory()
    for text in ("It is still day 1.", "One day, at 1.", "Day 1 is over, custom."):
        published_quote(text, source=source)
    refresh()
    for parted, words in {"day1": "day 1", "still day1": "still day 1", "day1 custm": ""}.items():
        found = page(parted)
        assert found.did_you_mean == (words or "day 1 custom")
        typed = page(found.did_you_mean)
        assert (found.found.total, typed.did_you_mean) == (typed.found.total, None)


def test_words_that_very_many_rows_have_are_not_looked_through_for_two_in_one() -> None:
    published_quote("Day 1.")
    refresh()
    Word.objects.filter(word__in=("day", "1")).update(entries=20_001)
    assert page("day1").did_you_mean is None


@pytest.mark.parametrize("typed", ['"send an email" to', '"send an email" toda', 'to "an email"'])
def test_a_phrase_with_a_compound_is_found_beside_an_unfinished_word(typed: str) -> None:
    quote = published_quote("Send an e-mail today to customers, then measure.")
    published_quote("A total of todays.")
    refresh()
    assert quotes(typed) == [quote.pk]
    [hit] = result_page(parse(typed), Filters.of(kind="quote")).found.hits
    assert hit.number == quote.pk


def test_advice_counts_no_other_words_beside_a_phrase() -> None:
    for text in ("An old man never sent any email.", "Whales sing zebra", "Customers first."):
        published_quote(text)
    refresh()
    found = page('"an email" or zebra xylophone customers')
    assert [alone.total for alone in advice(found).alone if "zebra" in alone.word] == [1]
