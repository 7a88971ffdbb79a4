"""Citations follow their words through a text that is replaced, by a stated rule."""

import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from principles.models import Citation, Quote, Source, Verdict
from principles.provenance.anchoring import Reanchored, keeping_anchors
from principles.provenance.matching import compare
from principles.provenance.verification import recompute
from tests.factories import SourceFactory, cite, published_quote, stored

pytestmark = pytest.mark.django_db

WORDS = "Good process serves you."
OTHER = "Nothing of the kind stands here."


def text_of(*passages: str) -> Source:
    source = SourceFactory(has_parts=True)
    for text in passages:
        stored(source, text)
    return source


def cited(source: Source, position: int, text: str = WORDS) -> Citation:
    quote = published_quote(text, passage=source.passages.get(position=position))
    recompute()
    return quote.citations.get()


def replaced(source: Source, *passages: str) -> Reanchored:
    """Replace the text as the desk does: passages by their position, others added or deleted."""
    with keeping_anchors([source.pk]) as done:
        source.passages.filter(position__gt=len(passages)).delete()
        for position, text in enumerate(passages, 1):
            if not source.passages.filter(position=position).update(text=text):
                stored(source, text)
    recompute()
    connection.check_constraints()
    return done


def position(citation: Citation) -> int | None:
    citation.refresh_from_db()
    return citation.passage.position if citation.passage else None


def test_words_that_stay_in_their_passage_stay_cited_there() -> None:
    source = text_of(OTHER, WORDS, WORDS)
    citation = cited(source, 2)
    done = replaced(source, WORDS, f"Before. {WORDS} After.", WORDS)
    assert (position(citation), done.moved, done.lost) == (2, [], [])
    assert citation.verdict == Verdict.VERBATIM


def test_words_move_to_the_passage_that_has_them_now() -> None:
    source = text_of(OTHER, WORDS)
    citation = cited(source, 2)
    done = replaced(source, OTHER, OTHER, f"A new page. {WORDS}")
    assert (position(citation), done.moved) == (3, [citation.pk])
    assert (citation.verdict, citation.locator, citation.is_adrift) == ("verbatim", "", False)


@pytest.mark.parametrize(
    ("passages", "place"),
    [
        ([WORDS, OTHER, OTHER, OTHER, WORDS, OTHER], 5),
        ([OTHER, OTHER, WORDS, OTHER, WORDS, OTHER], 3),
        ([WORDS, OTHER, OTHER, OTHER, OTHER, WORDS], 6),
    ],
)
def test_of_several_places_the_nearest_wins_and_of_two_as_near_the_earlier(
    passages: list[str], place: int
) -> None:
    source = text_of(OTHER, OTHER, OTHER, WORDS, OTHER, OTHER)
    citation = cited(source, 4)
    replaced(source, *passages)
    assert position(citation) == place


def test_a_verbatim_place_wins_over_a_nearer_elided_one() -> None:
    words = "We sail at dawn … and return at dusk."
    source = text_of(OTHER, f"{words} That was all.", OTHER, OTHER)
    citation = cited(source, 2, words)
    replaced(source, "We sail at dawn, come what may, and return at dusk.", OTHER, OTHER, words)
    assert position(citation) == 4


def test_an_altered_quote_follows_the_words_that_its_source_gives() -> None:
    given_words = "Fifty-five percent of testers are satisfied with this feature."
    source = text_of(OTHER, given_words)
    citation = cited(source, 2, "55% of testers are satisfied with this feature.")
    assert position(citation) == 2 and citation.verdict == Verdict.ALTERED
    replaced(source, f"On a new page. {given_words}", OTHER)
    assert (position(citation), citation.verdict) == (1, Verdict.ALTERED)


def test_words_that_the_new_text_alters_stay_where_they_were() -> None:
    source = text_of(OTHER, WORDS)
    citation = cited(source, 2)
    done = replaced(source, OTHER, "Bad process serves you.")
    assert (position(citation), citation.verdict, done.lost) == (2, Verdict.ALTERED, [])


def test_what_is_not_found_keeps_its_citation_and_the_label_it_had() -> None:
    source = text_of(OTHER, WORDS)
    citation = cited(source, 2)
    done = replaced(source, OTHER)
    assert (position(citation), done.lost) == (None, [citation.pk])
    assert (citation.locator, citation.is_adrift) == ("p. 2", True)
    assert citation.verdict == Verdict.UNVERIFIED
    assert list(Citation.objects.adrift()) == [citation]


def test_a_citation_that_never_found_its_words_is_left_alone_while_its_passage_stays() -> None:
    source = text_of(OTHER, "Quite other words.")
    citation = cited(source, 2)
    done = replaced(source, OTHER, "Quite different words.")
    assert (position(citation), done.lost) == (2, [])


def test_what_is_adrift_finds_its_place_when_the_words_come_back() -> None:
    source = text_of(OTHER, WORDS)
    citation = cited(source, 2)
    replaced(source, OTHER)
    done = replaced(source, OTHER, OTHER, WORDS)
    assert (position(citation), done.moved) == (3, [citation.pk])
    assert (citation.locator, citation.is_adrift) == ("", False)


def test_another_citation_of_the_quote_keeps_its_place_to_itself() -> None:
    source = text_of(WORDS, f"Again: {WORDS}")
    first = cited(source, 1)
    second = cite(first.quote, source, passage=source.passages.get(position=2))
    recompute()
    replaced(source, f"{WORDS} Again: {WORDS}")
    assert position(first) == 1
    assert position(second) is None
    assert second.locator == "p. 2"


def test_a_label_that_another_citation_has_as_its_locator_is_counted_on() -> None:
    source = text_of(OTHER, WORDS)
    citation = cited(source, 2)
    cite(citation.quote, source, locator="p. 2")
    replaced(source, OTHER)
    assert position(citation) is None
    assert citation.locator == "p. 2 (2)"


def test_naming_a_passage_ends_being_adrift_whoever_writes_it() -> None:
    source = text_of(OTHER, WORDS)
    citation = cited(source, 2)
    replaced(source, OTHER)
    Citation.objects.filter(pk=citation.pk).update(passage=source.passages.get(), locator="")
    citation.refresh_from_db()
    assert not citation.is_adrift


def test_other_sources_are_not_looked_at() -> None:
    source, other = text_of(OTHER, WORDS), text_of(WORDS)
    citation = cited(source, 2)
    untouched = cited(other, 1, "Good process serves")
    replaced(source, OTHER)
    assert position(citation) is None
    assert position(untouched) == 1


def test_quotes_that_are_left_out_stay_as_the_block_leaves_them() -> None:
    source = text_of(OTHER, WORDS)
    citation = cited(source, 2)
    with keeping_anchors([source.pk], {citation.quote_id}):
        source.passages.filter(position=2).update(text=OTHER)
    assert position(citation) == 2


def test_where_no_cited_text_changes_it_costs_four_queries(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    source = text_of(OTHER, *[f"{WORDS} Number {n}." for n in range(20)])
    for place in range(2, 22):
        cited(source, place, f"{WORDS} Number {place - 2}.")
    with django_assert_num_queries(4):
        with keeping_anchors([source.pk]):
            pass


@settings(max_examples=25)
@given(
    order=st.permutations(range(4)),
    cut=st.integers(0, 4),
    near=st.lists(st.sampled_from(["x", "Y z."]), max_size=2),
)
def test_after_any_replacement_a_verbatim_quote_stands_in_its_text_or_is_adrift(
    order: list[int], cut: int, near: list[str]
) -> None:
    Citation.objects.all().delete()
    Quote.objects.update(status="withdrawn")
    texts = ["Ships sail at dawn.", "Cabbages grow fast.", "Kings rule many.", "Day one is today."]
    source = text_of(*texts)
    for place, text in enumerate(texts, 1):
        quote = Quote.objects.filter(text=text).first()
        passage = source.passages.get(position=place)
        if quote is None:
            published_quote(text, passage=passage)
        else:
            cite(quote, source, passage=passage)
    recompute()
    kept = [texts[place] for place in order][:cut]
    replaced(source, *near, *kept) if near or kept else replaced(source, OTHER)
    for citation in Citation.objects.select_related("quote", "passage"):
        is_there = any(citation.quote.text in passage.text for passage in source.passages.all())
        assert citation.is_adrift != is_there
        if citation.passage:
            assert compare(citation.quote.text, citation.passage.text).outcome == "verbatim"
