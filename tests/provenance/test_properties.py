"""What holds for every quote and passage: for the seed's words, and for any text at all."""

import re
import unicodedata
from itertools import pairwise
from typing import Literal

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from principles.provenance.brackets import WEIGHTY, may_replace
from principles.provenance.collation import NEGATIONS, Op, hides_negation, negations
from principles.provenance.edges import loses_negation
from principles.provenance.matching import Finding, Outcome, compare, find
from principles.provenance.prepared import Prepared
from principles.provenance.telling import is_telling
from principles.text import Span, fold, is_word_boundary, sentences, words
from tests.provenance.passages import seed_passages

PASSAGES = seed_passages()
WITHOUT_DOTS = [text for text in PASSAGES.values() if not re.search(r"…|\.\.\.|\[", text)]
NEGATIVE = [
    (passage, passage[start:end])
    for passage in PASSAGES.values()
    for start, end in sentences(passage)
    if negations(passage[start:end]) and passage.count(passage[start:end]) == 1
]
ELLIPSES = ["…", "...", ". . .", "[…]", "[...]", "(…)", "( . . . )"]
SIGNS = " \t\n\u00a0.,:!?…-–—'’“”«»()[]$%&_aBcé1²ﬁﬀ\u00ad\u200b\u2060\u0301\u05b0אש中文のไ한"
any_text = st.text(st.one_of(st.sampled_from(SIGNS), st.characters(codec="utf-8")), max_size=60)
MIXED = "we|will|not|well-known|customers,|…|[sic]|[we]|“day|1.”|Day|\n\n|–|no|1."
few_words = st.lists(st.sampled_from(MIXED.split("|")), max_size=20).map(" ".join)


def word_spans(text: str) -> list[Span]:
    return list(words(text))


@st.composite
def stretches(draw: st.DrawFn, *, least: int = 1, most: int = 30) -> tuple[str, list[Span]]:
    """Draw a passage of the seed and the words of a stretch of it."""
    passage = draw(st.sampled_from(WITHOUT_DOTS))
    spans = word_spans(passage)
    assume(len(spans) >= least)
    size = draw(st.integers(least, min(most, len(spans))))
    first = draw(st.integers(0, len(spans) - size))
    return passage, spans[first : first + size]


def text_of(passage: str, spans: list[Span]) -> str:
    return passage[spans[0][0] : spans[-1][1]]


def is_cut(passage: str, spans: list[Span]) -> bool:
    """Tell whether a negation beside these words of the passage is cut off."""
    return loses_negation((spans[0][0], spans[-1][1]), passage)


def occurs(quote: str, passage: str) -> bool:
    """Tell whether the quote's letters and figures stand anywhere in the passage, at the least."""
    return _letters(quote) in _letters(passage)


def _letters(text: str) -> str:
    return "".join(sign for sign in fold(text).text.casefold() if sign.isalnum())


VARIANTS = {
    " ": [" ", "  ", "\n", "\u00a0", "\t\u2009", "\u200b "],
    "'": ["'", "’", "ʼ", "‘"],
    "’": ["'", "’", "ʼ", "′"],
    "“": ['"', "“", "«", " «\u202f"],
    "”": ['"', "”", "»", "\u202f» "],
    "-": ["-", "‐", "–", " — ", "−"],
    "–": ["-", "—", " -- "],
    "fi": ["fi", "ﬁ", "f\u00adi"],
    "ff": ["ff", "ﬀ"],
    "st": ["st", "ﬆ", "s\u2060t"],
    "e": ["e", "e\u00ad"],
}


@st.composite
def respelled(draw: st.DrawFn, text: str) -> str:
    """Draw another typography for the text."""
    pattern = "|".join(map(re.escape, sorted(VARIANTS, key=len, reverse=True)))
    return re.sub(pattern, lambda sign: draw(st.sampled_from(VARIANTS[sign[0]])), text)


# --- Verbatim ------------------------------------------------------------------------------------


@given(st.data())
def test_text_that_folds_alike_is_verbatim(data: st.DataObject) -> None:
    passage, spans = data.draw(stretches())
    assume(not is_cut(passage, spans))
    quote = data.draw(respelled(text_of(passage, spans)))
    assert fold(quote).text == fold(text_of(passage, spans)).text
    finding = compare(quote, passage)
    assert finding.outcome == Outcome.VERBATIM
    assert finding.differences == ()
    assert finding.start is not None
    found = passage[finding.start : finding.end]
    assert fold(found).text.casefold() == fold(quote).text.casefold()
    assert finding.typography_only is (found != quote)


@settings(max_examples=30)  # a whole passage is drawn each time
@given(st.data())
def test_a_passage_in_another_typography_still_has_the_words(data: st.DataObject) -> None:
    original, spans = data.draw(stretches())
    passage = data.draw(respelled(original))
    assert compare(text_of(original, spans), passage).outcome == Outcome.VERBATIM


@given(stretches(), st.sampled_from([str.swapcase, str]))
def test_the_first_letter_may_have_the_other_case_and_a_full_stop_may_be_added(
    drawn: tuple[str, list[Span]], case: type[str]
) -> None:
    passage, spans = drawn
    assume(not is_cut(passage, spans))
    assume(not passage[spans[-1][1] :].startswith("?"))  # it would make a statement of a question
    quote = text_of(passage, spans)
    finding = compare(case(quote[0]) + quote[1:] + ".", passage)
    assert finding.outcome == Outcome.VERBATIM


@pytest.mark.parametrize("label", PASSAGES)
def test_every_sentence_of_the_seed_is_found_where_it_stands(label: str) -> None:
    passage = PASSAGES[label]
    for start, end in sentences(passage):
        finding = compare(passage[start:end], passage)
        assert finding.outcome == Outcome.VERBATIM
        assert not finding.typography_only
        assert passage[finding.start : finding.end] == passage[start:end]


@pytest.mark.parametrize("label", PASSAGES)
def test_every_word_of_the_seed_is_found_whole(label: str) -> None:
    passage = PASSAGES[label]
    for start, end in word_spans(passage):
        finding = find(passage[start:end], Prepared(passage))
        assert finding is not None
        assert finding.outcome == Outcome.VERBATIM
        assert (finding.start, finding.end) in word_spans(passage)


@given(any_text, st.data())
def test_any_stretch_of_any_text_between_boundaries_is_verbatim(
    passage: str, data: st.DataObject
) -> None:
    places = [place for place in range(len(passage) + 1) if is_word_boundary(passage, place)]
    start, end = sorted((data.draw(st.sampled_from(places)), data.draw(st.sampled_from(places))))
    assume(word_spans(passage[start:end]) and not is_cut(passage, [(start, end)]))
    finding = compare(passage[start:end], passage)
    assert finding.outcome == Outcome.VERBATIM
    assert passage[finding.start : finding.end] == passage[start:end]
    assert not finding.typography_only


@given(any_text, st.sampled_from(["NFC", "NFD"]), st.data())
def test_offsets_point_at_the_very_words_in_any_script(
    passage: str, form: Literal["NFC", "NFD"], data: st.DataObject
) -> None:
    spans = word_spans(passage)
    assume(spans)
    span = data.draw(st.sampled_from(spans))
    assume(not is_cut(passage, [span]))
    quote = unicodedata.normalize(form, passage[slice(*span)])
    finding = compare(quote, passage)
    assert finding.outcome == Outcome.VERBATIM
    assert finding.start is not None
    assert fold(passage[finding.start : finding.end]).text.casefold() == fold(quote).text.casefold()


# --- Altered -------------------------------------------------------------------------------------


def shown(quote: str, passage: str) -> bool:
    """Tell whether the passage is said to have all the quote's words but for marked omissions."""
    finding = compare(quote, passage)
    return finding.outcome in {Outcome.VERBATIM, Outcome.ELIDED} and not finding.gives_part


@given(
    stretches(least=3), st.sampled_from(["truly", "never", "the", "and", "customers"]), st.data()
)
def test_an_inserted_word_is_never_verbatim(
    drawn: tuple[str, list[Span]], word: str, data: st.DataObject
) -> None:
    passage, spans = drawn
    place = data.draw(st.sampled_from(spans[1:]))[0]
    quote = f"{passage[spans[0][0] : place]}{word} {passage[place : spans[-1][1]]}"
    assume(not occurs(quote, passage))
    assert not shown(quote, passage)


@given(stretches(least=3), st.data())
def test_a_deleted_word_is_never_verbatim(
    drawn: tuple[str, list[Span]], data: st.DataObject
) -> None:
    passage, spans = drawn
    place = data.draw(st.integers(1, len(spans) - 2))
    quote = passage[spans[0][0] : spans[place][0]] + passage[spans[place + 1][0] : spans[-1][1]]
    assume(not occurs(quote, passage))
    assert not shown(quote, passage)


@given(stretches(least=3), st.sampled_from(["clients", "Day", "2", "not", "proxy"]), st.data())
def test_a_replaced_word_is_never_verbatim(
    drawn: tuple[str, list[Span]], word: str, data: st.DataObject
) -> None:
    passage, spans = drawn
    start, end = data.draw(st.sampled_from(spans[1:-1]))
    quote = passage[spans[0][0] : start] + word + passage[end : spans[-1][1]]
    assume(not occurs(quote, passage))
    assert not shown(quote, passage)


@given(stretches(least=3), st.sampled_from(["not", "never"]), st.data())
def test_an_added_negation_is_altered_and_comes_first(
    drawn: tuple[str, list[Span]], word: str, data: st.DataObject
) -> None:
    passage, spans = drawn
    assume(len(spans) >= 8)
    place = data.draw(st.sampled_from(spans[3:]))[0]
    inserted = data.draw(st.sampled_from([word, f"[{word}]"]))
    quote = f"{passage[spans[0][1] : place]}{inserted} {passage[place : spans[-1][1]]}"
    finding = compare(f"zebra{quote}", passage)
    assert finding.outcome == Outcome.ALTERED
    assert finding.differences[0].is_negation


@given(st.data())
def test_a_removed_negation_is_altered_and_comes_first(data: st.DataObject) -> None:
    passage, sentence = data.draw(st.sampled_from(NEGATIVE))
    negative = [s for s in word_spans(sentence) if negations(sentence[slice(*s)])]
    start, end = data.draw(st.sampled_from(negative))
    ellipsis = data.draw(st.sampled_from(["", "", *ELLIPSES]))
    quote = f"{sentence[:start]}{ellipsis}{sentence[end:]}"
    assume(sentence[:start].strip(" “") or ellipsis)
    assume(not occurs(quote, passage))
    finding = compare(quote.replace("customers", "clients"), passage)
    assert finding.outcome == Outcome.ALTERED
    assert finding.differences[0].is_negation


# --- Elided --------------------------------------------------------------------------------------


@st.composite
def omissions(draw: st.DrawFn) -> tuple[str, str, str, str]:
    """Draw a passage, two stretches that occur once in it, and what stands between them."""
    passage, spans = draw(stretches(least=5, most=40))
    first = draw(st.integers(2, len(spans) - 3))
    last = draw(st.integers(first, len(spans) - 3))
    head, tail = text_of(passage, spans[:first]), text_of(passage, spans[last + 1 :])
    assume(_letters(passage).count(_letters(head)) == 1)
    assume(_letters(passage).count(_letters(tail)) == 1)
    return passage, head, passage[spans[first - 1][1] : spans[last + 1][0]], tail


@given(omissions(), st.sampled_from(ELLIPSES), st.sampled_from(["", " "]))
def test_words_left_out_with_an_ellipsis_are_elided(
    drawn: tuple[str, str, str, str], ellipsis: str, space: str
) -> None:
    passage, head, left_out, tail = drawn
    assume(not hides_negation(left_out))
    spans = [(passage.index(head), 0), (0, passage.index(tail) + len(tail))]
    assume(not is_cut(passage, spans))
    finding = compare(f"{head}{space}{ellipsis}{space}{tail}", passage)
    assert finding.outcome == Outcome.ELIDED
    assert not finding.gives_part
    assert [passage[slice(*span)] for span in finding.spans] == [head, tail]
    assert [(d.op, d.source_words) for d in finding.differences] == [(Op.DELETE, left_out)]


@given(omissions())
def test_words_left_out_without_a_mark_are_not_elided(drawn: tuple[str, str, str, str]) -> None:
    passage, head, _, tail = drawn
    assume(not occurs(f"{head} {tail}", passage))
    assert not shown(f"{head} {tail}", passage)


@given(omissions())
def test_words_put_in_with_brackets_are_elided_where_they_may_stand_there(
    drawn: tuple[str, str, str, str],
) -> None:
    passage, head, left_out, tail = drawn
    place = passage.index(head) + len(head)
    replaced = (place, place + len(left_out))
    is_allowed = may_replace("we", replaced, Prepared(passage), telling=is_telling)
    assume(passage[place:].startswith(left_out))
    finding = compare(f"{head} [we] {tail}", passage)
    assume(not is_cut(passage, [(finding.spans[0][0], finding.spans[-1][1])]))
    assert finding.outcome == (Outcome.ELIDED if is_allowed else Outcome.ALTERED)
    assert [(d.op, d.source_words) for d in finding.differences] == [(Op.REPLACE, left_out)]


@given(stretches(least=2), st.sampled_from(ELLIPSES), st.data())
def test_an_ellipsis_with_nothing_left_out_is_verbatim_but_for_typography(
    drawn: tuple[str, list[Span]], ellipsis: str, data: st.DataObject
) -> None:
    passage, spans = drawn
    place = data.draw(st.integers(1, len(spans) - 1))
    assume(not is_cut(passage, spans))
    head, tail = text_of(passage, spans[:place]), text_of(passage, spans[place:])
    finding = compare(f"{head} {ellipsis} {tail}", passage)
    assert finding.outcome == Outcome.VERBATIM
    assert finding.typography_only
    assert finding.differences == ()


# --- Any two texts -------------------------------------------------------------------------------


def check(finding: Finding, quote: str, passage: str) -> None:
    """Assert what every finding promises."""
    is_placed = finding.outcome != Outcome.UNVERIFIED
    assert (finding.start is not None) is (finding.end is not None) is is_placed
    assert bool(finding.collation) is is_placed
    if finding.start is None or finding.end is None:
        return
    assert 0 <= finding.start < finding.end <= len(passage)
    assert is_word_boundary(passage, finding.start)
    assert is_word_boundary(passage, finding.end)
    assert (
        "".join(d.source_words for d in finding.collation) == passage[finding.start : finding.end]
    )
    assert "".join(d.quote_words for d in finding.collation) == quote
    assert all(finding.start <= a < b <= finding.end for a, b in finding.spans)
    assert all(a[1] <= b[0] for a, b in pairwise(finding.spans))
    assert bool(finding.differences) is (finding.outcome != Outcome.VERBATIM)
    if finding.outcome != Outcome.ALTERED:
        assert all(is_word_boundary(passage, place) for span in finding.spans for place in span)
    assert not (finding.gives_part and finding.outcome != Outcome.ELIDED)
    assert not (finding.typography_only and finding.outcome != Outcome.VERBATIM)


@given(any_text, any_text)
def test_any_two_texts_can_be_compared(quote: str, passage: str) -> None:
    check(compare(quote, passage), quote, passage)


@given(few_words, few_words)
def test_texts_of_the_same_few_words_can_be_compared(quote: str, passage: str) -> None:
    check(compare(quote, passage), quote, passage)


@given(any_text, st.data())
def test_pieces_of_a_text_can_be_compared_with_it(passage: str, data: st.DataObject) -> None:
    places = st.integers(0, len(passage))
    pieces = data.draw(st.lists(st.tuples(places, places), min_size=1, max_size=4))
    joint = data.draw(st.sampled_from(["", " ", " … ", " [we] ", " not "]))
    quote = joint.join(passage[min(piece) : max(piece)] for piece in pieces)
    check(compare(quote, passage), quote, passage)


@given(stretches(least=2, most=12), st.data())
def test_a_match_never_begins_or_ends_inside_a_word(
    drawn: tuple[str, list[Span]], data: st.DataObject
) -> None:
    passage, spans = drawn
    start = data.draw(st.integers(spans[0][0], spans[0][1] - 1))
    end = data.draw(st.integers(spans[-1][0] + 1, spans[-1][1]))
    quote = passage[start:end]
    finding = compare(quote, passage)
    check(finding, quote, passage)
    if not (is_word_boundary(passage, start) and is_word_boundary(passage, end)):
        assume(_letters(passage).count(_letters(quote)) == 1)
        assert finding.outcome != Outcome.VERBATIM


MANY = 20_000
PATHOLOGICAL = {
    "one word again and again": ("a " * 2_000, "a " * MANY),
    "every other word": ("a b " * 1_000, "a " * MANY),
    "every other word of the passage": ("a " * 2_000, "a b " * MANY),
    "a word without end": ("a" * 2_000, "a" * MANY),
    "three words in no order": ("a b c b a c c " * 300, "c a b b c a a b " * 2_500),
    "an ellipsis after every word": ("a … " * 1_000 + "z", "a " * MANY + "z"),
    "longer and longer parts": (" … ".join("a " * n for n in range(1, 62)) + "…z", "a " * MANY),
    "nothing but dots": (". " * 2_000 + "a b c", ". " * MANY + "a d"),
    "nothing but brackets": ("[" * 2_000 + " a b", "a b " * MANY),
    "an insertion after every word": ("[x] a " * 1_000, "a b " * MANY),
    "marks without end": ("e" + "\u0301" * 2_000, "e" + "\u0301" * MANY + " e"),
    "an ellipsis of every word": ("a … b … " * 500, "b a " * MANY),
    "spaces": ("a" + " " * 5_000 + "b", "a" + " " * 5 * MANY + "c"),
    "quote marks": ("“a” " * 1_000, "“ a ” " * MANY),
}


@pytest.mark.parametrize("name", PATHOLOGICAL)
def test_comparing_ends_however_often_words_recur(name: str) -> None:
    quote, passage = PATHOLOGICAL[name]
    check(compare(quote, passage), quote, passage)


def test_a_long_quote_with_many_changes_is_aligned_with_a_long_passage() -> None:
    sentence = " ".join(PASSAGES.values())
    text = " ".join(f"{sentence} number {n}." for n in range(8))
    spans = word_spans(text)[2_000:4_000]
    quote = text_of(text, spans)
    changed = quote.replace("customers", "clients")
    finding = compare(changed, text)
    check(finding, changed, text)
    assert finding.outcome == Outcome.ALTERED
    assert {d.quote_words.strip(" .,;:–’") for d in finding.differences} == {"clients"}


# --- Brackets and edges --------------------------------------------------------------------------

FIGURES = "One two three fifty-five percent 1 2 47% 838% 1.5 1997 $147.8".split()  # noqa: SIM905 - reads as a list of words
GUARDED = {word.lower() for word in FIGURES} | WEIGHTY | NEGATIONS


@given(
    stretches(least=4),
    st.sampled_from(["[we]", "[90%]", "[the few]", "[… we]", "… [we]"]),
    st.data(),
)
def test_a_bracket_never_takes_the_place_of_a_number_a_quantifier_a_modal_or_a_negation(
    drawn: tuple[str, list[Span]], bracket: str, data: st.DataObject
) -> None:
    passage, spans = drawn
    guarded = [
        (start, end)
        for start, end in spans[1:]
        if passage[start:end].lower() in GUARDED and passage[start:end].islower()
    ]
    assume(guarded)
    start, end = data.draw(st.sampled_from(guarded))
    quote = passage[spans[0][0] : start] + bracket + passage[end : spans[-1][1]]
    assume(_letters(passage).count(_letters(passage[spans[0][0] : start])) == 1)
    assert not shown(quote, passage)
