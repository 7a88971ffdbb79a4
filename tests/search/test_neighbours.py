"""Quotes that say nearly the same, and quotes near in subject."""

from collections.abc import Callable

import pytest
from pytest_django import DjangoAssertNumQueries

from principles.models import Quote, Source
from principles.search import neighbours
from principles.search.lexicon import refresh
from principles.search.neighbours import Neighbour, near_duplicates, related
from tests.factories import (
    PersonFactory,
    QuoteFactory,
    SourceFactory,
    published_principle,
    published_quote,
    stored,
    support,
)
from tests.search.plans import plans

pytestmark = pytest.mark.django_db

WORDS = "The harbour master counts every ship that leaves before the winter storms."
OTHERS = (
    "The master of the house is out.",
    "Every winter is long, and every ship is small.",
    "Before the storms, count to ten.",
    "A harbour is a place to leave.",
)


def plain(text: str, **fields: object) -> Quote:
    """Return a published quote whose source adds no words of its own."""
    source = Source.objects.first() or SourceFactory(title="Zzz")
    return published_quote(text, source=source, **fields)  # type: ignore[arg-type]  # by name


def withdraw(quote: Quote) -> None:
    Quote.objects.filter(pk=quote.pk).update(status="withdrawn")


def numbers(text: str, **options: object) -> list[int]:
    found = near_duplicates(text, **options)  # type: ignore[arg-type]  # by name
    return [neighbour.number for neighbour in found]


@pytest.fixture
def harbour() -> Quote:
    """Return a quote of WORDS among others that share some of them, all read by the lexicon."""
    for text in OTHERS:
        plain(text)
    quote = plain(WORDS)
    refresh()
    return quote


def test_the_same_words_are_as_similar_as_can_be(harbour: Quote) -> None:
    shouted = "THE HARBOUR-MASTER COUNTS EVERY SHIP — that leaves, before the winter storms"
    assert near_duplicates(shouted) == [Neighbour(harbour.pk, 1.0)]


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("every ", ""),
        lambda text: text.replace("counts every", "counts each and every"),
        lambda text: text.replace("leaves", "sails"),
        lambda text: text.replace("harbour master", "master harbour"),
        lambda text: text.replace("winter", "wintr"),
        lambda text: text.replace("harbour", "habour").replace("storms", "stroms"),
        lambda text: " ".join(reversed(text.strip(".").split())),
    ],
)
def test_a_few_changes_leave_a_near_duplicate(harbour: Quote, change: Callable[[str], str]) -> None:
    changed = change(WORDS)
    assert changed != WORDS
    assert numbers(changed) == [harbour.pk]


def test_what_shares_a_few_words_is_no_near_duplicate(harbour: Quote) -> None:
    assert numbers("The harbour master is asleep, and no ship will leave today.") == []


def test_the_most_similar_comes_first(harbour: Quote) -> None:
    nearer = plain(WORDS.replace("winter", "great winter"))
    found = near_duplicates(WORDS.replace("winter", "great wintry"))
    assert [neighbour.number for neighbour in found] == [nearer.pk, harbour.pk]
    assert found[0].similarity > found[1].similarity


def test_a_threshold_can_be_stricter(harbour: Quote) -> None:
    changed = WORDS.replace("every ", "")
    assert numbers(changed, threshold=0.95) == []
    assert numbers(WORDS, threshold=0.95) == [harbour.pk]


def test_one_quote_can_be_left_out(harbour: Quote) -> None:
    assert numbers(WORDS, except_for=harbour.pk) == []


def test_editors_are_shown_drafts_and_what_was_withdrawn_and_the_public_is_not() -> None:
    draft = QuoteFactory(text="Nobody has published these words about harbours.")
    gone = plain("Somebody withdrew these words about harbours.")
    withdraw(gone)
    refresh()
    for quote in (draft, gone):
        assert numbers(quote.text) == [quote.pk]
        assert numbers(quote.text, is_public=True) == []


def test_words_that_the_lexicon_has_not_read_yet_are_known(harbour: Quote) -> None:
    new = plain("Zeppelins moored at quaysides bewilder cormorants.")
    assert numbers("Zeppelins moored at the quaysides bewilder cormorants.") == [new.pk]


def test_a_base_that_has_never_been_read_has_near_duplicates_too() -> None:
    quote = plain(WORDS)
    assert numbers(WORDS.replace("every ", "")) == [quote.pk]


def test_only_quotes_are_compared(harbour: Quote) -> None:
    source = SourceFactory(title="Zeppelins bewilder cormorants")
    stored(source, "Zeppelins bewilder cormorants.")
    plain("Else.", passage=stored(source, "Zeppelins bewilder cormorants."))
    refresh()
    assert numbers("Zeppelins bewilder cormorants.") == []


def test_of_a_word_alone_the_same_is_found(harbour: Quote) -> None:
    one, two = plain("Persist!"), plain("Zeppelins persist.")
    refresh()
    assert numbers("Persist") == [one.pk]
    assert numbers("Zeppelins persist") == [two.pk]


@pytest.mark.parametrize(
    "text", ["", "—", "\0", "a\0b", "' & !( | :*", "\\", "ﷺ", "🚢 🚢", "x" * 100_000]
)
def test_odd_texts_have_no_near_duplicates(harbour: Quote, text: str) -> None:
    assert near_duplicates(text) == []


def test_scripts_without_spaces_are_compared_letter_by_letter() -> None:
    quote = plain("知之为知之，不知为不知，是知也。")
    refresh()
    assert numbers("知之为知之，不知为不知，是智也。") == [quote.pk]


def test_of_a_long_text_the_beginning_is_compared() -> None:
    long = plain(" ".join(f"word{n} said" for n in range(800)))
    refresh()
    assert numbers(f"{long.text} and much more") == [long.pk]


def test_near_duplicates_take_two_queries(
    harbour: Quote, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(2):
        near_duplicates(WORDS)


def test_the_rarest_words_are_asked_for_while_their_rows_can_be_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(neighbours, "ROWS_UNDER_WORDS", 100)
    words = ["a", "b", "c", "d", "e", "f"]
    assert neighbours._asked(words, [1, 2, 3, 4, 5, 6]) == ["a", "b", "c", "d"]
    assert neighbours._asked(words, [1, 2, 90, 91, 92, 93]) == ["a", "b", "c"]
    assert neighbours._asked(words, [90, 91, 92, 93, 94, 95]) == ["a", "b"]
    assert neighbours._asked(words, [0, 0, 1, 2, 3, 4]) == ["c", "d", "e"]
    assert neighbours._asked(words[:1], [0]) == []


def test_related_quotes_share_what_is_rare() -> None:
    quote = plain("Proxies mislead whoever manages by surveys.")
    rare = plain("Surveys are proxies, we say.")
    for n in range(20):
        plain(f"We say that whoever manages, manages number {n}.")
    refresh()
    assert related(quote.pk) == [rare.pk]
    assert quote.pk in related(rare.pk)


def test_the_more_is_shared_the_nearer() -> None:
    quote = plain("Proxies mislead managers during surveys.")
    less = plain("Surveys cost proxies money.")
    more = plain("Managers like proxies and surveys.")
    for n in range(20):
        plain(f"Nothing of the kind, number {n}.")
    refresh()
    assert related(quote.pk) == [more.pk, less.pk]


def test_words_that_say_nothing_relate_nothing() -> None:
    quote = plain("It is what it is, and that is that.")
    plain("That is what it is.")
    plain("And it is that.")
    for n in range(20):
        plain(f"Ships number {n}.")
    refresh()
    assert related(quote.pk) == []


def test_a_principle_relates_its_quotes_and_so_do_rare_tags() -> None:
    quote = plain("Ships sail.", tags=["winter", "harbours"])
    supporting = plain("Nothing else.")
    tagged = plain("Everything new.", tags=["winter", "harbours"])
    published_principle(quote, supporting)
    for n in range(20):
        plain(f"Number {n} comes.")
    refresh()
    assert set(related(quote.pk)) == {supporting.pk, tagged.pk}


def test_a_quote_without_letters_is_related_like_any_other() -> None:
    quote = plain("_")
    other = plain("__", same_words_as=quote, speakers=[PersonFactory()])
    published_principle(quote, other)
    for n in range(20):
        plain(f"Number {n} comes.")
    refresh()
    assert related(quote.pk) == [other.pk]


def test_a_principle_that_is_not_published_relates_nothing() -> None:
    quote, other = plain("Ships sail."), plain("Nothing else.")
    principle = published_principle(quote, other)
    type(principle).objects.filter(pk=principle.pk).update(status="withdrawn")
    for n in range(20):
        plain(f"Number {n} comes.")
    refresh()
    assert related(quote.pk) == []


def test_a_tag_that_too_many_have_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    quote = plain("Ships sail.", tags=["winter", "harbours"])
    other = plain("Nothing else.", tags=["winter", "harbours"])
    for n in range(20):
        plain(f"Number {n} comes.")
    refresh()
    assert related(quote.pk) == [other.pk]
    monkeypatch.setattr(neighbours, "BROADEST", 1)
    assert related(quote.pk) == []


def test_a_near_duplicate_is_not_related() -> None:
    quote = plain("Proxies mislead whoever manages by surveys.")
    plain("Proxies mislead whoever manages by the surveys.")
    first = plain("Surveys, we say, are proxies for customers.")
    plain("Surveys, we say, are the proxies for customers.")
    for n in range(20):
        plain(f"Number {n} comes.")
    refresh()
    assert related(quote.pk) == [first.pk]


def test_only_published_quotes_are_related() -> None:
    quote = plain("Proxies mislead whoever manages by surveys.")
    withdrawn = plain("Surveys are proxies, we say.")
    draft = QuoteFactory(text="Proxies in surveys, you say.")
    for n in range(20):
        plain(f"Number {n} comes.")
    refresh()
    assert related(quote.pk) == [withdrawn.pk]
    withdraw(withdrawn)
    assert related(quote.pk) == []
    assert related(draft.pk) == []
    assert related(withdrawn.pk) == []


def test_as_many_are_related_as_are_asked_for() -> None:
    quote = plain("Proxies mislead.")
    principle = published_principle(quote)
    for number in ("one", "two", "three", "four", "five", "six"):
        support(principle, plain(f"{number.title()} came."))
    for n in range(40):
        plain(f"Number {n} goes.")
    refresh()
    assert len(related(quote.pk)) == 5
    assert len(related(quote.pk, size=2)) == 2
    assert related(quote.pk, size=2) == related(quote.pk)[:2]


def test_before_the_lexicon_is_read_and_for_no_quote_nothing_is_related() -> None:
    quote = plain("Proxies mislead whoever manages by surveys.", tags=["winter"])
    plain("Surveys are proxies, we say.", tags=["winter"])
    assert related(quote.pk) == []
    assert related(0) == []


def test_related_quotes_take_one_query(
    harbour: Quote, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        related(harbour.pk)


def test_rows_are_found_by_the_index_and_never_by_reading_them_all(harbour: Quote) -> None:
    published_principle(harbour, plain("Zeppelins persist."))
    with plans() as seen:
        assert numbers("Zeppelins that are unheard of " + WORDS)
        assert related(harbour.pk)
    scans = [plan for plan in seen if "on principles_searchentry" in plan]
    assert sum("Bitmap Index Scan on search_entry_vector" in plan for plan in scans) >= 3
    assert not [plan for plan in seen if "Seq Scan on principles_searchentry" in plan]
