"""Where pasted words may stand: the rows of the index worth comparing with them."""

import pytest
from pytest_django import DjangoAssertNumQueries

from principles.models import Passage, Quote, Source
from principles.provenance.verification import recompute
from principles.search import sightings as module
from principles.search.lexicon import refresh
from principles.search.sightings import Probe, in_a_row, sightings, withheld_sightings
from tests.factories import QuoteFactory, SourceFactory, cite, published_quote, stored
from tests.search.plans import plans

pytestmark = pytest.mark.django_db

WORDS = "The harbour master counts every ship that leaves before the winter storms."
OTHERS = (
    "The master of the house is out.",
    "Every winter is long, and every ship is small.",
    "Before the storms, count to ten.",
    "A harbour is a place to leave.",
)


def public(source: Source) -> Source:
    """Let the public see the source, by a published quote."""
    published_quote(f"A quote of {source.title}.", source=source)
    return source


def places(text: str) -> list[tuple[int, int]]:
    return [(s.passage, s.part) for s in sightings([text])[0] if not s.is_quote]


def quotes(text: str) -> list[int]:
    return [s.number for s in sightings([text])[0] if s.is_quote]


@pytest.fixture
def harbour() -> Passage:
    """Return a passage whose second paragraph has WORDS, beside others that share some of them."""
    source = public(SourceFactory(title="Zzz"))
    passage = stored(source, "\n\n".join([OTHERS[0], WORDS, *OTHERS[1:]]))
    stored(source, "\n\n".join(OTHERS))
    refresh()
    return passage


def test_the_very_words_are_found_in_their_paragraph_alone(harbour: Passage) -> None:
    found = sightings(["the harbour-master counts EVERY ship"])[0]
    assert [(s.passage, s.part, s.is_exact) for s in found] == [(harbour.pk, 2, True)]


@pytest.mark.parametrize(
    "changed",
    [
        WORDS.replace("every ", ""),
        WORDS.replace("counts every", "counts each and every"),
        WORDS.replace("leaves", "sails"),
        WORDS.replace("winter", "wintr"),
        WORDS.replace("harbour", "habour").replace("storms", "stroms"),
        WORDS.replace("The harbour master", "He"),
        "No " + WORDS,
    ],
)
def test_changed_words_are_led_to_their_paragraph_first(harbour: Passage, changed: str) -> None:
    assert places(changed)[0] == (harbour.pk, 2)


@pytest.mark.parametrize("text", ["A cake is eaten by customers.", "zebra", "", "???"])
def test_other_words_are_led_nowhere(harbour: Passage, text: str) -> None:
    assert places(text) == []


def test_words_before_the_lexicon_is_read_are_found() -> None:
    passage = stored(public(SourceFactory(title="Zzz")), WORDS)
    assert places(WORDS) == [(passage.pk, 1)]
    assert places(WORDS.replace("winter", "summer")) == [(passage.pk, 1)]


def test_the_text_of_a_source_is_found_once_it_is_public() -> None:
    source = SourceFactory(title="Zzz")
    passage = stored(source, WORDS)
    assert places(WORDS) == []
    public(source)
    assert places(WORDS) == [(passage.pk, 1)]
    assert places(WORDS.replace("winter", "summer")) == [(passage.pk, 1)]


@pytest.mark.parametrize("text", ["", WORDS, f"{WORDS}\n\n{WORDS}"])
def test_a_heading_leads_to_the_first_paragraph_of_its_passage(text: str) -> None:
    source = public(SourceFactory(title="Zzz"))
    passage = stored(source, text, heading="Keep Harbours Open")
    found = [(s.passage, s.part, s.is_exact) for s in sightings(["keep harbours open"])[0]]
    assert found == [(passage.pk, 1, True)]


# Texts that are kept back -------------------------------------------------------------------------


@pytest.mark.parametrize("access", ["window", "hidden"])
def test_what_is_kept_back_neither_shows_nor_hides_anything(access: str) -> None:
    near = published_quote("The harbour master counts every boat that leaves.")
    text = "harbour master counts every ship"
    before = sightings([text])
    stored(public(SourceFactory(title="Zzz", text_access=access)), f"{WORDS} {text}")
    assert [s.number for s in before[0]] == [near.pk]
    assert sightings([text]) == before
    assert in_a_row([text]) == [[]]


@pytest.mark.parametrize(("access", "is_found"), [("full", 0), ("window", 1), ("hidden", 1)])
def test_words_in_a_row_are_looked_up_apart_in_texts_that_are_kept_back(
    access: str, is_found: int
) -> None:
    source = SourceFactory(title="Zzz", text_access=access)
    passage = stored(source, f"It rains.\n\n{WORDS}")
    whole, cited = Probe("every ship that leaves", cited=False), Probe("every ship", cited=True)
    other = Probe("every boat that leaves", cited=False)
    assert withheld_sightings([whole]) == {whole: []}
    public(source)
    found = withheld_sightings([whole, other, cited])
    assert [(s.passage, s.part) for s in found[whole]] == [(passage.pk, 2)] * is_found
    assert (found[other], found[cited]) == ([], [])


def test_a_cited_passage_is_one_that_a_quote_was_found_in() -> None:
    source = SourceFactory(title="Zzz", text_access="hidden")
    passage = stored(source, WORDS)
    published_quote(WORDS, passage=passage)
    recompute()
    probe = Probe("every ship", cited=True)
    assert [s.passage for s in withheld_sightings([probe])[probe]] == [passage.pk]


def test_no_probe_costs_no_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(0):
        assert withheld_sightings([]) == {}


# Words in a row -----------------------------------------------------------------------------------


def test_words_in_a_row_are_found_in_every_text_and_no_quote(harbour: Passage) -> None:
    other = stored(public(SourceFactory(title="Yyy")), f"It rains.\n\n{WORDS}")
    published_quote(WORDS)
    refresh()
    [found, short, split] = in_a_row(["master counts every", "counts every", "master every ship"])
    assert sorted((s.passage, s.part) for s in found) == sorted([(harbour.pk, 2), (other.pk, 2)])
    assert sorted((s.passage, s.part) for s in short) == sorted([(harbour.pk, 2), (other.pk, 2)])
    assert split == []


def test_words_in_a_row_of_which_one_stands_nowhere_are_found_nowhere(harbour: Passage) -> None:
    assert in_a_row(["zebra counts every ship", ""]) == [[], []]
    assert in_a_row([]) == []


def test_quotes_are_found_once_they_are_published() -> None:
    draft = QuoteFactory(text=WORDS)
    cite(draft, SourceFactory(title="Zzz"))
    assert sightings([WORDS, WORDS.replace("winter", "summer")]) == [[], []]
    Quote.objects.filter(pk=draft.pk).update(status="published")
    assert quotes(WORDS) == [draft.pk]
    assert quotes(WORDS.replace("winter", "summer")) == [draft.pk]


def test_quotes_are_found_by_less_than_half_of_the_words(harbour: Passage) -> None:
    quote = published_quote("The harbour master is a storm.", source=Source.objects.first())
    text = "The master of a harbour in a far country eats much cake on a sunny Monday."
    assert quotes(text)[0] == quote.pk
    assert places(text) == []


def test_each_text_has_its_own_answer(harbour: Passage) -> None:
    found = sightings(["cake", WORDS, "cake", OTHERS[0]])
    assert [bool(here) for here in found] == [False, True, False, True]
    assert sightings([]) == []


def test_rows_are_looked_at_up_to_a_bound(
    harbour: Passage, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = OTHERS[1].replace("small", "tiny")
    assert len(places(text)) > 1
    monkeypatch.setattr(module, "MOST_READ", 1)
    assert len(places(text)) == 1


@pytest.mark.parametrize("text", [WORDS, WORDS.replace("winter", "summer"), "a harbour of cake"])
def test_the_table_is_never_read_through(harbour: Passage, text: str) -> None:
    with plans() as gathered:
        sightings([text])
    nodes = [line for plan in gathered for line in plan.splitlines() if "searchentry" in line]
    assert any("search_entry_vector" in line for plan in gathered for line in plan.splitlines())
    assert not [line for line in nodes if "Seq Scan" in line]


def test_one_query_whatever_the_number_of_texts(
    harbour: Passage, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        sightings([WORDS])
    with django_assert_num_queries(1):
        sightings([WORDS, *OTHERS] * 6)


@pytest.mark.parametrize(
    "text",
    ["a\0b", "'", "\\", "a & !b", "a" * 20_000, "word " * 4_000, "ﬁ ﬀ", "日本語の本", "😀", "#t1"],
    ids=lambda text: repr(text[:6]),
)  # fmt: skip
def test_odd_texts_are_looked_for(harbour: Passage, text: str) -> None:
    assert sightings([text]) is not None
