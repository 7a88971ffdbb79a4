"""The order of results, and how far words may be missing."""

import pytest

from principles.models import Quote
from principles.search.filters import Filters
from principles.search.found import Found
from principles.search.lexicon import refresh
from principles.search.query import parse
from principles.search.ranking import PAGE_SIZE, find, totals_alone
from principles.search.reading import read
from tests.factories import (
    PersonFactory,
    SourceFactory,
    published_principle,
    published_quote,
    stored,
    tag,
)

pytestmark = pytest.mark.django_db


def search(typed: str, page: int = 1, **filters: object) -> Found:
    query, narrowed = parse(typed), Filters.of(**filters)  # type: ignore[arg-type]  # by name
    return find(read(query, narrowed), filters=narrowed, page=page, is_typed=not query.is_empty)


def order(typed: str) -> list[int]:
    return [hit.number for hit in search(typed).hits if hit.kind == "quote"]


def test_words_as_typed_come_before_the_same_words_apart() -> None:
    apart = published_quote("Commit first, and disagree.")
    together = published_quote("Many will in the end disagree and commit to it all the same.")
    assert order("disagree and commit") == [together.pk, apart.pk]


def test_words_come_before_a_tag_of_that_name() -> None:
    tagged = published_quote("Something else.", tags=["proxies"])
    worded = published_quote("A very long sentence indeed that only in passing names a proxy.")
    assert order("proxies") == [worded.pk, tagged.pk]


def test_what_is_mostly_filed_under_the_words_comes_after_what_has_them() -> None:
    filed = published_quote("The first thing, and that is all.")
    published_principle(filed, name="Work backwards", aliases=["press release"])
    published_principle(filed, name="Begin at launch", aliases=["release"])
    for n in range(5):
        published_quote(f"First of all, {n}.")
    has = published_quote("Write a press release, and read it out to everybody you know.")
    refresh()
    assert order("press release first")[:2] == [has.pk, filed.pk]


def test_text_comes_before_speaker_and_source() -> None:
    source = published_quote("One.", source=SourceFactory(title="Hopper"))
    speaker = published_quote("Two.", speakers=[PersonFactory(name="Grace Hopper")])
    text = published_quote("Three hopper.")
    assert order("hopper") == [text.pk, speaker.pk, source.pk]


def test_a_principle_of_that_name_comes_first() -> None:
    """Before a quote whose words score higher, as they stand in it twice."""
    published_quote("Resist proxies, resist proxies.")
    principle = published_principle(name="Resist proxies")
    hits = search("resist proxies").hits
    assert (hits[0].kind, hits[0].number) == ("principle", principle.pk)


def test_a_source_that_has_the_words_in_its_text_comes_after_a_quote_of_them() -> None:
    """Also after one so long that its words score lower than those of the short paragraph."""
    passage = stored(SourceFactory(), "The process is not the thing.")
    long = "The process is not the thing" + ", and so on" * 80
    quote = published_quote(long, passage=passage)
    assert [(h.kind, h.number) for h in search("process thing").hits] == [
        ("quote", quote.pk),
        ("source", passage.source_id),
    ]


def test_of_equal_quotes_one_that_supports_a_principle_comes_first() -> None:
    first = published_quote("Proxies mislead.")
    second = published_quote("Proxies deceive.")
    published_principle(second, name="Another", summary="Other.")
    assert order("proxies") == [second.pk, first.pk]


def test_a_rare_word_counts_more_than_a_common_one() -> None:
    for n in range(12):
        published_quote(f"The customer came on day {n}.")
    rare = published_quote("A saplings customer.")
    assert order("customer saplings day")[0] == rare.pk


def test_words_may_be_missing_where_few_entries_have_all() -> None:
    both = published_quote("Quarterly earnings are no guidance.")
    two = published_quote("Quarterly earnings.")
    published_quote("Guidance alone.")
    found = search("quarterly earnings guidance")
    assert [hit.number for hit in found.hits if hit.kind == "quote"] == [both.pk, two.pk]
    assert (found.complete, found.least) == (1, 2)


def test_no_word_may_be_missing_where_many_entries_have_all() -> None:
    for n in range(10):
        published_quote(f"Think long term, number {n}.")
    published_quote("Think long.")
    found = search("think long term")
    assert (found.total, found.complete, found.least) == (10, 10, 3)


def test_of_two_words_that_nothing_has_together_the_rarer_comes_first() -> None:
    common = [published_quote(f"Quarterly reports, number {n}.").pk for n in range(3)]
    rare = published_quote("No guidance here, whatever it is that was asked for by them.")
    refresh()
    found = search("quarterly guidance")
    assert [hit.number for hit in found.hits] == [rare.pk, *common]
    assert (found.complete, found.sparse) == (0, 3)


def test_two_words_that_an_entry_has_are_both_asked_for() -> None:
    both = published_quote("Quarterly guidance.")
    published_quote("Quarterly reports.")
    assert [hit.number for hit in search("quarterly guidance").hits] == [both.pk]


def test_of_two_words_one_that_nothing_has_leaves_the_other() -> None:
    quote = published_quote("Quarterly reports.")
    assert [hit.number for hit in search("quarterly 中文").hits] == [quote.pk]


def test_of_five_words_those_that_weigh_half_have_to_match() -> None:
    weighty = published_quote("Guidance misleads.")
    light = published_quote("Quarterly earnings for all of the investors, and for many more of us.")
    for n in range(6):
        published_quote(f"Earnings, number {n}.")
        published_quote(f"Quarterly, number {n}.")
        published_quote(f"Investors, number {n}.")
    refresh()
    found = search("quarterly earnings guidance misleads investors")
    assert [hit.number for hit in found.hits[:2]] == [weighty.pk, light.pk]
    assert [hit.tier for hit in found.hits[:3]] == [0, -1, -1]


def test_entries_with_any_word_come_last_where_nothing_has_all() -> None:
    one = published_quote("Quarterly.")
    two = published_quote("Earnings guidance for whoever is still there to listen to it all day.")
    refresh()
    found = search("quarterly earnings guidance")
    assert [hit.number for hit in found.hits] == [two.pk, one.pk]
    assert (found.least, found.sparse, found.sparse_most) == (2, 1, 1)


def test_where_an_entry_has_all_words_one_of_them_is_not_enough() -> None:
    every = published_quote("Quarterly earnings guidance.")
    published_quote("Quarterly.")
    assert [hit.number for hit in search("quarterly earnings guidance").hits] == [every.pk]


def test_words_most_of_which_are_nowhere_find_nothing() -> None:
    published_quote("The best is good enough.")
    refresh()
    assert search("best chocolate cake").total == 0
    assert search("best good cake").total == 1


def test_no_function_word_is_searched_for_an_unknown_one() -> None:
    published_quote("What is there is enough for them.")
    refresh()
    assert search("thwre").total == 0


def test_the_order_does_not_depend_on_the_page() -> None:
    for n in range(15):
        published_principle(published_quote(f"Customers come {n}."), name=f"Customers, {n}")
    refresh()
    hits = [hit for page in (1, 2) for hit in search("customers", page=page).hits]
    assert [(-hit.tier, -hit.score) for hit in hits] == sorted(
        (-hit.tier, -hit.score) for hit in hits
    )


def test_words_as_typed_come_before_another_kind_that_has_them_apart() -> None:
    published_principle(name="Have all the words", body="That is the question of the whole.")
    quote = published_quote(
        "The whole question, and a great many other words beside it for length."
    )
    refresh()
    assert search("the whole question").hits[0].number == quote.pk


def test_a_phrase_is_never_missing() -> None:
    published_quote("Quarterly earnings of a kind.")
    assert search('quarterly earnings kind "no guidance"').total == 0


def test_a_filter_never_relaxes_the_words() -> None:
    for n in range(10):
        published_quote(f"Think long term, number {n}.")
    published_quote("Think long.", tags=["lonely"])
    assert search("think long term", tag=("lonely",)).total == 0


@pytest.mark.parametrize("typed", ["", "proxy"])
def test_pages_repeat_and_skip_nothing(typed: str) -> None:
    for n in range(45):
        published_quote(f"Proxy {n}." if n % 2 else f"Another proxy {n}.", tags=["equal"])
    total = search(typed).total
    pages = [search(typed, page=n + 1).hits for n in range(-(-total // PAGE_SIZE))]
    seen = [(hit.kind, hit.number) for page in pages for hit in page]
    assert len(seen) == len(set(seen)) == total
    assert {number for kind, number in seen if kind == "quote"} == set(
        Quote.objects.values_list("number", flat=True)
    )
    assert [len(page) for page in pages[:-1]] == [PAGE_SIZE] * (len(pages) - 1)


def test_everything_is_listed_by_kind_and_number() -> None:
    quote = published_quote()
    principle = published_principle(quote)
    assert [(hit.kind, hit.number) for hit in search("").hits] == [
        ("principle", principle.pk),
        ("quote", quote.pk),
        ("source", quote.citations.get().source_id),
    ]


def test_each_word_says_what_it_finds_alone() -> None:
    one = published_quote("Earnings one.")
    published_quote("Earnings two.")
    tag(one, "guidance")
    reading = read(parse("quarterly earnings guidance 3"))
    assert totals_alone(reading) == [
        (word, search(word).total, True) for word in ("earnings", "guidance")
    ]


def test_the_title_that_was_typed_comes_before_what_names_it_in_passing() -> None:
    titled = SourceFactory(title="Letter to Shareholders")
    quote = published_quote("To shareholders, a letter.", source=titled)
    published_principle(
        quote,
        name="Letters",
        maxim="Write to shareholders.",
        body="See the letter to shareholders.",
    )
    first = search("letter to shareholders").hits[0]
    assert (first.kind, first.number) == ("source", titled.number)


def test_what_is_quoted_comes_before_compounds_with_the_same_letters() -> None:
    source = SourceFactory()
    apart = published_quote("Send an e-mail to me.", source=source)
    exact = published_quote("Whoever may have the time should send an email.", source=source)
    found = search('"send an email"')
    assert [hit.number for hit in found.hits] == [exact.pk, apart.pk]
    assert found.complete == 2


def test_what_a_body_quotes_in_passing_leads_to_the_quote() -> None:
    """Else a principle that repeats the words beside others of its own would come before it."""
    quote = published_quote("Ships are built for the open sea.")
    quoting = published_principle(quote, name="Sail")
    quoting.body = f"Harbours are safe, “ships are built for the\nopen sea”.[Q{quote.pk}]"
    quoting.save()
    assert [(hit.kind, hit.number) for hit in search("open sea").hits] == [("quote", quote.pk)]
    assert [hit.kind for hit in search("harbours").hits] == ["principle"]


def test_what_a_body_sets_between_marks_without_a_reference_is_its_own() -> None:
    principle = published_principle(name="Sail", maxim="Leave.", summary="Leave the harbour.")
    principle.body = f"Called “the open sea”.\n\nAnother one.[Q{Quote.objects.get().pk}]"
    principle.save()
    assert [hit.kind for hit in search("open sea").hits] == ["principle"]
