"""What was typed becomes words and phrases, whatever it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from principles.search.joining import Term
from principles.search.query import (
    LONGEST_QUERY,
    MOST_WORDS,
    Query,
    parse,
)


def words(*texts: str) -> tuple[Term, ...]:
    return tuple(Term(text) for text in texts)


@pytest.mark.parametrize(
    "typed",
    [
        '"disagree and commit"',
        "“disagree and commit”",
        "„disagree and commit“",
        "«disagree and commit»",
        '“disagree and commit"',
        "'disagree and commit'",
        "‘disagree and commit’",
    ],
)
def test_quotation_marks_of_any_kind_make_a_phrase(typed: str) -> None:
    assert parse(typed).terms == (Term("disagree and commit", is_phrase=True),)


@pytest.mark.parametrize("typed", ['"day one', 'day "one', "“day one", "day one”"])
def test_a_mark_without_its_partner_is_passed_over(typed: str) -> None:
    assert parse(typed).terms == words("day", "one")


@pytest.mark.parametrize(
    "typed",
    [
        '"process as proxy',
        'process as proxy"',
        "“process as proxy",
        "process as proxy.”",
        "„process as proxy",
        "«process as proxy",
        "process as proxy»",
        '"day one" “process',
        '-"day one',
        'speaker:"jeff bezos',
    ],
)
def test_a_mark_without_its_partner_is_told(typed: str) -> None:
    assert parse(typed).has_lone_mark


@pytest.mark.parametrize(
    "typed",
    [
        '"process as proxy"',
        "«process as proxy»",
        "it's the customers' choice, 'tis ‘twas",
        'a 5" pipe',
        "a 5” pipe",
        'process " as proxy',
        'a"b',
        '"a "b" c "d',
        '"',
        "process",
    ],
)
def test_apostrophes_inches_and_marks_in_pairs_lack_no_partner(typed: str) -> None:
    assert not parse(typed).has_lone_mark


def test_apostrophes_make_no_phrase() -> None:
    assert parse("it's the customers' choice").terms == words("it's", "the", "customers'", "choice")


def test_words_and_phrases_keep_their_order() -> None:
    assert parse('vogels "day one" api').terms == (
        Term("vogels"),
        Term("day one", is_phrase=True),
        Term("api"),
    )


def test_dashes_and_slashes_part_words_and_hyphens_do_not() -> None:
    assert parse("customers—something and/or long-term").terms == words(
        "customers", "something", "and", "or", "long-term"
    )


def test_a_colon_parts_words_only_after_letters() -> None:
    assert parse("writer:bezos at 10:30 day::one note:").terms == words(
        "writer", "bezos", "at", "10:30", "day", "one", "note"
    )


def test_signs_of_a_query_language_are_plain_words() -> None:
    assert parse("a & !b | (c:*) <-> foo:d e").terms == words("a", "!b", "(c", "foo", "d", "e")


def test_a_word_is_looked_for_once() -> None:
    assert parse("to be and not to be").terms == words("to", "be", "and", "not")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("speed OR cost quality speed OR trust", "speed or cost quality speed or trust"),
        ("a OR b a OR c", "a or b a or c"),
        ("a OR b c b OR a", "a or b c"),
        ("a OR b OR a", "a or b"),
        ("a a OR b", "a a or b"),
    ],
)
def test_a_choice_is_asked_for_once_and_a_word_once_in_each(typed: str, said: str) -> None:
    terms = parse(typed).terms
    assert " ".join(f"or {t.text}" if t.is_alternative else t.text for t in terms) == said


def test_lengths_are_clipped() -> None:
    many = parse(" ".join(f"w{n}" for n in range(40)))
    assert (len(many.terms), many.is_clipped) == (MOST_WORDS, True)
    longest = "x" * LONGEST_QUERY
    assert parse("x" * 100_000) == Query(longest, words(longest), is_clipped=True)
    assert not parse("day one").is_clipped


@pytest.mark.parametrize(
    ("typed", "is_clipped"),
    [
        ("x" * 256, False),
        ("x" * 257, True),
        (" ".join(f"w{n}" for n in range(16)), False),
        (" ".join(f"w{n}" for n in range(17)), True),
        (" ".join(["tag:a"] * 17), True),
    ],
)
def test_256_characters_and_16_words_are_the_most(typed: str, is_clipped: bool) -> None:
    assert parse(typed).is_clipped is is_clipped


def test_a_query_that_is_clipped_after_a_word_ends_with_it() -> None:
    assert parse(f"{'x' * 255} y").text == "x" * 255


@pytest.mark.parametrize(
    "typed", [f'"a" {" " * 300} "b"', "a" + " " * 5_000 + "b", "a" + "\0" * 300]
)
def test_what_was_searched_whole_is_not_called_clipped(typed: str) -> None:
    assert not parse(typed).is_clipped


def test_operators_beyond_the_most_are_clipped() -> None:
    all_of_them = parse(" ".join(["tag:speed"] * MOST_WORDS))
    assert (len(all_of_them.operators), all_of_them.is_clipped) == (MOST_WORDS, False)
    too_many = parse(" ".join(["tag:speed"] * (MOST_WORDS + 1)))
    assert (len(too_many.operators), too_many.is_clipped) == (MOST_WORDS, True)


@pytest.mark.parametrize(
    ("typed", "excludes"),
    [
        ("day", False),
        ("day -night", True),
        ("-day -night", True),
        ("day tag:x", False),
        ("day -tag:x", True),
        ("day tag:x -tag:y", True),
    ],
)
def test_a_word_or_an_operator_may_be_left_out(typed: str, excludes: bool) -> None:
    assert parse(typed).excludes is excludes


def test_what_narrows_are_operators_that_keep_results() -> None:
    query = parse("day tag:x -tag:y synonyms:no year:1997")
    assert [operator.facet for operator in query.narrowing] == ["tag", "year"]


@pytest.mark.parametrize(
    ("typed", "has_synonyms"), [("day", True), ("day tag:x", True), ("tag:x synonyms:no", False)]
)
def test_equivalent_words_are_looked_for_unless_told_not_to(typed: str, has_synonyms: bool) -> None:
    assert parse(typed).has_synonyms is has_synonyms


@pytest.mark.parametrize(
    ("typed", "is_open"),
    [
        ("", False),
        ("day", True),
        ('"day one" night', True),
        ('night "day one"', False),
        ("night -day", False),
        ("-night day", True),
    ],
)
def test_the_last_word_may_be_unfinished(typed: str, is_open: bool) -> None:
    assert parse(typed).is_open is is_open


def test_what_is_left_out_is_not_said() -> None:
    assert parse('-night day "day one" tag:x').said == "day day one"


def test_each_sign_inside_a_word_is_left_out_where_it_is_joined() -> None:
    [term] = parse("state-of-the-art").terms
    assert term.joined == "stateoftheart"
    [term] = parse("U.S.A.").terms
    assert term.joined == "USA"


def test_other_words_are_put_in_place_of_whole_words_alone() -> None:
    query = parse('fial fialed "fial" tag:fial fial-safe')
    assert query.rewritten({}) == query.text
    assert query.rewritten({"fial": "fail", "fial-safe": "failsafe"}) == (
        'fail fialed "fial" tag:fial failsafe'
    )


def test_all_that_was_misread_is_told_and_each_once() -> None:
    years = [f"year:x{n}" for n in range(20)]
    assert [operator.text for operator in parse(" ".join([*years, years[0]])).misread] == years


@pytest.mark.parametrize("typed", ["\u202eday one", "day\u2069 \u2066one", "\u202aday one\u202c"])
def test_signs_that_turn_the_direction_of_text_are_taken_out(typed: str) -> None:
    assert parse(typed) == parse("day one")


@pytest.mark.parametrize("typed", ["", "  ", "\n\t"])
def test_nothing_typed_is_an_empty_query(typed: str) -> None:
    assert parse(typed).is_empty


@pytest.mark.parametrize("typed", ["???", "—", '""', "% $"])
def test_signs_alone_are_no_terms_and_not_nothing(typed: str) -> None:
    query = parse(typed)
    assert not query.terms
    assert not query.is_empty


@pytest.mark.parametrize(
    ("typed", "code"),
    [("Q44", ("q", 44)), ("q44", ("q", 44)), ("S2", ("s", 2)), ("4", ("p", 4)), ("day 1", None)],
)
def test_a_permanent_number_is_a_code(typed: str, code: tuple[str, int] | None) -> None:
    assert parse(typed).code == code


def test_an_ordinal_names_a_place() -> None:
    assert parse("4.2").place == (4, 2)
    assert parse("4.0").place is None
    assert parse("147.8 million").place is None


@given(st.text(max_size=600))
def test_whatever_is_typed_becomes_a_query_that_the_database_can_take(typed: str) -> None:
    query = parse(typed)
    assert len(query.text) <= LONGEST_QUERY
    assert len(query.terms) <= MOST_WORDS
    query.text.encode()
    assert "\x00" not in query.text
    assert parse(query.text).terms == query.terms


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("customer,process", ("customer", "process")),
        ("customer;process", ("customer", "process")),
        ("customer, process,", ("customer,", "process,")),
        ("1,000 days,nights", ("1,000", "days", "nights")),
        ("Q44,Q45", ("Q44", "Q45")),
        ("a;b,;c", ("a", "b,;c")),
    ],
)
def test_a_comma_or_semicolon_parts_words_but_not_figures(
    typed: str, expected: tuple[str, ...]
) -> None:
    assert parse(typed).terms == words(*expected)


@pytest.mark.parametrize(
    ("typed", "code", "names_an_entry"),
    [
        ("Q44", ("q", 44), True),
        ("(q44),", ("q", 44), True),
        ("q 44.", ("q", 44), True),
        ("Q44?!", ("q", 44), True),
        ("Quote 44", ("q", 44), True),
        ("source 2", ("s", 2), True),
        ("P7", ("p", 7), True),
        ("principle 7", ("p", 7), True),
        ("7", ("p", 7), False),
        ("7.", ("p", 7), False),
        ("4.2.", None, True),
        ("quote44", None, False),
        ("q44 process", None, False),
        ("q", None, False),
    ],
)
def test_a_number_may_name_an_entry(
    typed: str, code: tuple[str, int] | None, names_an_entry: bool
) -> None:
    query = parse(typed)
    assert (query.code, query.names_an_entry) == (code, names_an_entry)
