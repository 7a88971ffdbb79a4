"""How much each source may show around its quotes."""

import pytest
from pytest_django import DjangoAssertNumQueries

from principles.excerpts import BARE, WIDEST_GAP
from principles.models import Citation, Source
from principles.models.text_access import margins
from principles.provenance.verification import recompute
from tests.factories import QuoteFactory, SourceFactory, cite, published_quote, stored

pytestmark = pytest.mark.django_db

FILLER = " ".join(f"Word{n}" for n in range(400))


def windowed(**fields: object) -> Source:
    return SourceFactory(text_access=Source.Access.WINDOW, **fields)


def test_only_windows_have_a_margin_and_others_cost_nothing(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    sources = [SourceFactory(), SourceFactory(text_access=Source.Access.HIDDEN)]
    with django_assert_num_queries(0):
        assert margins(sources) == {}


def test_many_quotes_of_a_source_share_a_tenth_of_its_text() -> None:
    one, many = windowed(), windowed()
    for source, number in ((one, 1), (many, 8)):
        for n in range(number):
            words = f"Sentence {n} of {source.number} is quoted."
            published_quote(words, passage=stored(source, f"{FILLER}. {words} {FILLER}."))
    stored(many, FILLER)
    recompute()
    found = margins([one, many])
    assert 0 < found[many.number] <= found[one.number]


def test_drafts_do_not_narrow_the_window() -> None:
    source = windowed()
    passage = stored(source, f"{FILLER}. One is quoted. {FILLER}. Two is a draft. {FILLER}.")
    published_quote("One is quoted.", passage=passage)
    recompute()
    before = margins([source])
    cite(QuoteFactory(text="Two is a draft."), source, passage=passage)
    recompute()
    assert margins([source]) == before


def test_what_a_quote_leaves_out_does_not_narrow_the_window() -> None:
    elided, verbatim = windowed(), windowed()
    text = f"{FILLER}. One is quoted. {FILLER}. Two is too. {FILLER}."
    published_quote("One is quoted. … Two is too.", passage=stored(elided, text))
    passage = stored(verbatim, text)
    published_quote("One is quoted.", passage=passage)
    published_quote("Two is too.", passage=passage)
    recompute()
    found = margins([elided, verbatim])
    assert 0 < found[elided.number] == found[verbatim.number]


@pytest.mark.parametrize("gap", [0, 5, WIDEST_GAP, WIDEST_GAP + 1])
@pytest.mark.parametrize("verdict", ["verbatim", "elided", "altered"])
def test_database_and_pages_agree_on_the_words_that_are_quoted(verdict: str, gap: int) -> None:
    text = f"Before  one {'x ' * gap}two\nthree after."
    citation = cite(QuoteFactory(), source := windowed(), passage=stored(source, text))
    spans = [8, 11, text.index("two"), text.index("three") + 5]
    place = {"start": 8, "end": text.index("after") + 5}
    Citation.objects.update(verdict=verdict, spans=spans, **place)
    citation.refresh_from_db()
    stretches = citation.quoted_stretches(text)
    assert len(stretches) == (1 if verdict == "altered" and gap <= WIDEST_GAP else 2)
    given = Citation.objects.with_words().get().words  # type: ignore[attr-defined]  # annotated
    assert given == " … ".join(text[start:end] for start, end in stretches)


def test_without_a_quoted_place_nothing_but_quoted_words_may_be_shown() -> None:
    source = windowed()
    stored(source, FILLER)
    assert margins([source]) == {source.number: BARE}


def test_all_sources_cost_one_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    sources = [windowed() for _ in range(3)]
    for source in sources:
        published_quote(passage=stored(source, FILLER))
    with django_assert_num_queries(1):
        margins(sources)
