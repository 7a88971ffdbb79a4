"""What is said of a pasted sentence: where it stands, what is on record there, and who said it."""

from typing import Any

import pytest

from principles.models import Citation, Contribution, Passage, Quote, Source
from principles.pasted import Judgement, Match, check
from principles.provenance.verification import recompute
from principles.search.lexicon import refresh
from tests.factories import (
    PersonFactory,
    SourceFactory,
    cite,
    contribute,
    published_quote,
    speak,
    stored,
)

pytestmark = pytest.mark.django_db

SENTENCE = "Every captain counts the crates twice before a winter storm."
LETTER = f"The tide comes in slowly.\n\n{SENTENCE} Nobody counts them again.\n\nThe voyage ends."


def letter(
    text: str = LETTER, *, quote: str = "The tide comes in slowly.", **fields: Any
) -> Passage:
    """Store the text in a source that the public sees by a quote of it."""
    passage = stored(SourceFactory(**{"title": "A letter", **fields}), text, label="p. 1")
    published_quote(quote, passage=passage)
    recompute()
    return passage


def only(text: str) -> Judgement:
    [claim] = check(text).claims
    return claim


def best(text: str) -> Match:
    match = only(text).best
    assert match is not None
    return match


# Places -------------------------------------------------------------------------------------------


def test_five_places_are_the_most() -> None:
    for n in range(6):
        letter(f"Number {n}. {SENTENCE}", quote=f"Number {n}.")
    assert [match.verdict for match in only(SENTENCE).matches] == ["verbatim"] * 5


def test_a_place_says_its_paragraph_where_there_are_several() -> None:
    letter()
    assert best(SENTENCE).locator == "p. 1, ¶ 2"
    assert best("The voyage ends.").locator == "p. 1, ¶ 3"


def test_a_place_in_a_single_paragraph_says_its_passage_alone() -> None:
    letter(SENTENCE, quote=SENTENCE)
    assert best(SENTENCE).locator == "p. 1"


@pytest.mark.parametrize("access", ["full", "window", "hidden"])
def test_a_place_leads_to_its_paragraph_unless_the_text_is_hidden(access: str) -> None:
    source = letter(quote=SENTENCE, text_access=access).source
    address = source.get_absolute_url()
    expected = address if access == "hidden" else f"{address}#p1-2"
    assert best(SENTENCE).address == expected


@pytest.mark.parametrize(("access", "left_out"), [("full", 3), ("window", 3), ("hidden", 0)])
def test_the_words_left_out_are_counted_unless_the_text_is_hidden(
    access: str, left_out: int
) -> None:
    letter(quote=SENTENCE, text_access=access)
    assert best("Every captain counts … before a winter storm.").left_out == left_out


def test_words_that_differ_are_not_left_out() -> None:
    letter()
    assert best("Every captain counts the barrels before a winter storm.").left_out == 0


@pytest.mark.parametrize(
    ("text", "negates"),
    [
        ("Nobody here counts them twice again.", False),
        ("Nobody here ever counts them not again.", True),
        ("Nobody here … them again.", False),
    ],
)
def test_a_negation_counts_only_where_words_were_altered(text: str, negates: bool) -> None:
    letter("Nobody here counts them again.", quote="Nobody here counts them again.")
    assert best(text).negates is negates


def test_a_negation_that_was_left_out_with_others_does_not_count() -> None:
    letter(
        "Count the crates, and do not forget the barrels, before a storm.", quote="Count the crates"
    )
    assert not best("Count the crates … before a storm.").negates
    assert best("Count the crates, and do forget the barrels, before a storm.").negates


@pytest.mark.parametrize(("access", "pairs"), [("full", [("It's", "It’s")]), ("window", [])])
def test_the_other_typography_is_shown_under_full_access_alone(
    access: str, pairs: list[tuple[str, str]]
) -> None:
    text = "It’s still the first day of the voyage."
    letter(text, quote=text, text_access=access)
    match = best(text.replace("’", "'"))
    assert match.typography_only
    assert list(match.typography) == pairs


def test_both_rows_are_shown_where_words_differ_and_none_where_they_do_not() -> None:
    letter()
    altered = best(SENTENCE.replace("crates", "barrels"))
    assert [run.text.strip() for run in altered.pasted_runs if run.is_marked] == ["barrels"]
    assert [run.text.strip() for run in altered.source_runs if run.is_marked] == ["crates"]
    verbatim = best(SENTENCE)
    assert (list(verbatim.pasted_runs), list(verbatim.source_runs)) == ([], [])


# The quote on record ------------------------------------------------------------------------------


def test_a_quote_that_the_words_run_into_overlaps() -> None:
    letter(quote="The tide comes in slowly.\n\nEvery captain counts")
    assert best(SENTENCE).covers == "overlaps"


def test_words_beside_a_quote_are_not_on_record() -> None:
    letter(quote="Nobody counts them again.")
    match = best(SENTENCE)
    assert (match.quote, match.covers) == (None, "")


def test_marks_around_a_quote_make_no_difference() -> None:
    letter(f"“{SENTENCE}”", quote=SENTENCE)
    assert best(SENTENCE[:-1]).covers == "same"


def test_of_two_quotes_there_the_one_with_the_same_words_is_given() -> None:
    passage = letter(quote="captain counts the crates")
    wider = published_quote(LETTER.partition("\n\n")[2], passage=passage)
    same = published_quote(SENTENCE, passage=passage)
    recompute()
    assert best(SENTENCE).quote == same
    assert best("Nobody counts them again.").quote == wider


def test_of_two_quotes_with_the_same_words_the_one_cited_first_is_given() -> None:
    passage = letter(quote=SENTENCE)
    first = Quote.objects.get()
    published_quote(SENTENCE, passage=passage, same_words_as=first, speakers=[PersonFactory()])
    recompute()
    assert best(SENTENCE).quote == first


# Quotes without stored text -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "covers"),
    [
        (SENTENCE, "same"),
        (SENTENCE[:-1], "same"),
        ("captain counts the crates", "part"),
        ("Every captain counts … before a winter storm.", "same"),
    ],
)
def test_a_quote_without_stored_text_is_given_by_how_much_of_it_was_pasted(
    text: str, covers: str
) -> None:
    source = SourceFactory()
    quote = published_quote(SENTENCE)
    Citation.objects.update(source=source, locator="p. 7")
    match = best(text)
    assert (match.quote, match.covers, match.verdict) == (quote, covers, "unverified")
    assert (match.source, match.locator, match.is_on_record_only) == (source, "p. 7", True)


def test_a_quote_without_stored_text_whose_words_differ_is_only_near() -> None:
    quote = published_quote(SENTENCE)
    found = only(SENTENCE.replace("crates", "barrels"))
    assert (list(found.matches), list(found.nearest)) == ([], [quote])


def test_a_quote_whose_stored_text_was_compared_is_not_given_as_without() -> None:
    quote = published_quote(SENTENCE, passage=stored(SourceFactory(), "Other words."))
    Citation.objects.update(verdict="altered", start=0, end=5, spans=[0, 5])
    found = only(SENTENCE)
    assert (list(found.matches), list(found.nearest)) == ([], [quote])


def test_where_a_text_has_the_words_quotes_without_one_are_not_given() -> None:
    published_quote(SENTENCE)
    letter()
    assert [match.quote for match in only(SENTENCE).matches] == [None]


def test_three_nearest_quotes_are_the_most() -> None:
    for n in range(4):
        published_quote(f"A captain of number {n} is asleep before the winter.")
    refresh()
    found = only("No captain who sings about winter ever looks at the open sea.")
    assert len(found.nearest) == 3


# People -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("role", "speakers"),
    [("author", 1), ("speaker", 1), ("editor", 0), ("interviewer", 0), ("translator", 0)],
)
def test_who_wrote_or_spoke_a_primary_source_said_its_words(role: str, speakers: int) -> None:
    contribute(letter().source, PersonFactory(), role=Contribution.Role(role))
    assert len(best(SENTENCE).speakers) == speakers


def test_the_speakers_of_the_quote_on_record_go_before_the_author() -> None:
    passage = letter(quote=SENTENCE)
    contribute(passage.source, PersonFactory())
    assert list(best(SENTENCE).speakers) == []
    ann, bo = PersonFactory(), PersonFactory()
    speak(Quote.objects.get(), bo, ann)
    assert list(best(SENTENCE).speakers) == [bo, ann]


def test_a_known_person_is_named_where_the_name_differs_or_nothing_is_found() -> None:
    passage = letter(quote=SENTENCE)
    speak(Quote.objects.get(), PersonFactory(name="Ann Other"))
    bo = PersonFactory(name="Bo Second")
    published_quote("Cake is eaten.", source=passage.source, speakers=[bo])
    for text, outcome in [(SENTENCE, "differs"), ("Penguins eat cheese on ice.", "unchecked")]:
        credit = only(f"{text} — Bo Second").credit
        assert credit is not None
        assert (credit.outcome, credit.person) == (outcome, bo)


# The whole ----------------------------------------------------------------------------------------


def test_a_sentence_on_record_is_not_taken_apart_for_what_it_quotes() -> None:
    whole = "Ann told us to “count the crates twice” at dawn."
    published_quote(whole)
    published_quote("count the crates twice")
    assert [found.text for found in check(whole).claims] == [whole]


def test_each_passage_that_a_sentence_quotes_is_judged_by_itself() -> None:
    letter()
    text = f"Ann says “{SENTENCE[:-1]}” and also “penguins eat cake on Mondays”. The voyage ends."
    assert [(s.number, s.verdict) for s in check(text).claims] == [
        (1, "verbatim"),
        (2, "unverified"),
        (3, "verbatim"),
    ]


def test_the_names_given_are_told_once_each() -> None:
    checked = check("Ships sail. — Ann Other\n\nWhales sing. — Bo Second\n\nIt rains. — Ann Other")
    assert list(checked.names) == ["Ann Other", "Bo Second"]


def test_a_check_costs_as_many_queries_whatever_is_pasted(django_assert_num_queries: Any) -> None:
    for n in range(3):
        sentence = f"Ship{n} sails at dawn with the captain."
        source = letter(sentence, quote=sentence).source
        contribute(source, PersonFactory(name=f"Ann Speaker{'abc'[n]}"))
        Source.objects.filter(pk=source.pk).update(text_access=["full", "window", "hidden"][n])
        cite(published_quote(f"Unstored{n} sentence of a book."), source)
    refresh()
    text = "\n\n".join(
        f"Key Takeaway: “Ship{n} sails at noon with the captain.” As he wrote: “Unstored{n}"
        f" sentence of a book.” — Ann Speaker{'abc'[n]}, A letter, 1997"
        for n in range(3)
    )
    with django_assert_num_queries(22):  # of which four limit the time
        assert len(check(text).claims) == 6
