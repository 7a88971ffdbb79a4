"""What a pasted text claims: its sentences, without what stands around them, and its names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from principles.claims import take_apart
from principles.text import words
from tests.provenance.passages import seed_passages

SIGNS = " \t\n\u00a0.,:!?…-–—'’“”«»()[]*_#>•1²aBcé\u200b\u2060\u0301א中文"
any_text = st.text(st.one_of(st.sampled_from(SIGNS), st.characters(codec="utf-8")), max_size=200)
PIECES = (
    "“", "”", "Day 2.", "Day 2", "…", "[…]", "- ", "— ", "Jeff Bezos", "\n", "\n\n", "(", ")",
    "said", "As ", ": ", "1. ", "• ", "it is", "[1]",
)  # fmt: skip
MARKUP = (
    "**", "_", "[it is](https://a.b)", "https://a.b", "| it | is |", "|", "<br>", "<q>", "</q>",
    "&quot;", "&amp;", "[^1]", "[^1]: it is", " two three four ", '"',
)  # fmt: skip
pasted = st.lists(st.sampled_from(PIECES), max_size=24).map("".join)


def claims(text: str) -> list[str]:
    return [claim.text for claim in take_apart(text).claims]


def names(text: str) -> list[tuple[str, ...] | None]:
    return [c.name.people if c.name else None for c in take_apart(text).claims]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One is. Two is.", ["One is.", "Two is."]),
        ("“One is. Two is.”", ["One is. Two is."]),
        ("«One is.» „Two is.“ ‘Three is.’", ["One is.", "Two is.", "Three is."]),
        ('"One is," ', ["One is"]),
        ("'One isn't two now', he said.", ["One isn't two now"]),
        ("'One isn't two or three'; 'four is not five at all'.",
         ["One isn't two or three", "four is not five at all"]),
        ("In the '90s we met the investors', and so on.", None),
        ("**“One is.”**", ["One is."]),
        ("He said “one is” and left.", ["He said “one is” and left."]),
        ("• One is\n• Two is\n", ["One is", "Two is"]),
        ("- One is\n- Two is", ["One is", "Two is"]),
        ("1. One is.\n2) Two is.", ["One is.", "Two is."]),
        ("> One is\n> Two is", ["One is\nTwo is"]),
        (">> One is\n>> two.\n> Three is.\n>\n> Four is.",
         ["One is\ntwo.", "Three is.\n\nFour is."]),
        ("> > One is.\n> >\n> > Two is.\n> Three is.", ["One is.\n\nTwo is.", "Three is."]),
        ("## One is\n\nTwo is.", ["One is", "Two is."]),
        ("One is.[1] Two is.² Three is.【4†a】", ["One is.", "Two is.", "Three is."]),
        ("🚀 One is. 🔥 Two is. ❤️", ["One is.", "Two is."]),
        ("✅ One is\n✅ Two is\n1️⃣ Three is", ["One is", "Two is", "Three is"]),
        ("One is. #leadership #day-1", ["One is."]),
        ("One is\n\n#leadership #Day1 @jeff_b", ["One is"]),
        ("One ❤ is #1 to #all of us.", None),
        ("It was 1.5 million, e.g. by J. P. Morgan.", None),
        ("To wait... is hard.", None),
        ("One is … Two is.", None),
        ("One is. … Two is.", None),
        ("One is. [...] Two is.", None),
        ("One is [...] Two is (…) three.", None),
        ("A first line that is wrapped\nAmazon has it.", None),
        ("A Title\n“The first line of a slide.”", ["The first line of a slide."]),
        ("Yes.", None),
        ("—", []),
        ("“”", []),
        (" \n\t", []),
        ("…", []),
    ],
)  # fmt: skip
def test_a_claim_is_a_sentence_without_what_stands_around_it(
    text: str, expected: list[str] | None
) -> None:
    assert claims(text) == ([text] if expected is None else expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One is. — Jeff Bezos", [("Jeff Bezos",)]),
        ("One is. Two is. - Jeff Bezos, 1997 letter", [("Jeff Bezos",)] * 2),
        ("“One is.”\n\n– Werner Vogels\nCTO, Amazon.com", [("Werner Vogels",)]),
        ("“One is.” ―W. Vogels", [("W. Vogels",)]),
        ("One is. (Werner Vogels)", [("Werner Vogels",)]),
        ("One is. (Werner Vogels, in a talk)", [("Werner Vogels",)]),
        ("“One is.”\n\nJeff Bezos", [("Jeff Bezos",)]),
        ("As Jeff Bezos once said: “One is. Two is.”", [("Jeff Bezos",)]),
        ("According to Jeff Bezos, one is two.", [("Jeff Bezos",)]),
        ("As Amazon, one is two.", [None]),
        ("Jeff Bezos\nOne is one and two. Two is.", [("Jeff Bezos",), ("Jeff Bezos",)]),
        ("Jeff Bezos wrote in 1997, “One is.”", [("Jeff Bezos",)]),
        ("Jeff Bezos: One is.", [("Jeff Bezos",)]),
        ("“One is,” said Bezos.", [("Bezos",)]),
        ("“One is,” Bezos wrote in 2016.", [("Bezos",)]),
        ("“One is.” — Miller & Page", [("Miller", "Page")]),
        ("“One is.” — Ludwig van Beethoven", [("Ludwig van Beethoven",)]),
        ("One is. — Joi Ito\n\nTwo is. — Werner Vogels", [("Joi Ito",), ("Werner Vogels",)]),
        ("One is.\n\nTwo is.\n\n— Joi Ito\n\nThree is.", [None, ("Joi Ito",), None]),
        ("“One is” by Jeff Bezos", [("Jeff Bezos",)]),
        ("> One is.\n> — Jeff Bezos", [("Jeff Bezos",)]),
        ("According to Jeff Bezos, one is.", [("Jeff Bezos",)]),
        ("Jeff Bezos, one is.", [None]),
        ("One is.\n\nJeff Bezos\nCEO, Amazon", [None, None]),
        ("One is. Two is.\nJeff Bezos", [("Jeff Bezos",)] * 2),
        ("One is!\n\nJeff Bezos\n", [("Jeff Bezos",)]),
        ("One is.\nJeff Bezos, founder", [("Jeff Bezos",)]),
        ("One is.\nBezos, 2016 letter", [("Bezos",)]),
        ("One is.\nMiller & Page, 2007", [("Miller", "Page")]),
        ("One is. Jeff Bezos", [("Jeff Bezos",)]),
        ("One is.\nJ. P. Morgan\n\nTwo is.", [("J. P. Morgan",), None]),
        ("“One is”\nJeff Bezos", [("Jeff Bezos",)]),
        ("> One is.\n> Jeff Bezos", [("Jeff Bezos",)]),
        ("“One is”, as Bezos puts it.", [("Bezos",)]),
        ("One is. Thank You", [None, None]),
        ("One is.\nDay One", [None, None]),
        ("One is.\nCustomers", [None, None]),
        ("One is.\nJeff Bezos.", [None, None]),
        ("One is.\nJeff Bezos is here", [None, None]),
        ("One is\nJeff Bezos", [None]),
        ("One is Mr. Jeff Bezos", [None]),
        ("One is.\n\nWhat Matters\n\nTwo is.", [None, None, None]),
        ("One is – and two is.", [None]),
        ("One is. – and so on", [None]),
        ("Remember: “One is.”", [("Remember",)]),
        ("One is (in 1997).", [None]),
    ],
)
def test_a_name_goes_with_the_words_that_it_stands_by(
    text: str, expected: list[tuple[str, ...] | None]
) -> None:
    assert names(text) == expected


def test_a_name_is_no_claim() -> None:
    pasted = take_apart("“One is.” — Jeff Bezos, founder of Amazon\n")
    assert [claim.text for claim in pasted.claims] == ["One is."]
    assert [name.given for name in pasted.names] == ["Jeff Bezos"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I like “one is two now” best.", ["one is two now"]),
        ('I like "one is two now," and "three is four now" too.',
         ["one is two now", "three is four now"]),
        ('So: "One is not two. Three is not four." — so true',
         ["One is not two. Three is not four."]),
        ("“One is two now.” — so true", ["One is two now."]),
        ("„Eins ist nicht zwei“ ist richtig.", ["Eins ist nicht zwei"]),
        ("“One is two now.”", []),
        ("One is the “so-called two” now.", []),
        ('A 5" board is "one of the three" here.', ["one of the three"]),
        ('One "is two now and three', []),
        ("One “is “two now” and” three.", ["is “two now” and"]),
        ('One is" two now and three "four.', []),
    ],
)  # fmt: skip
def test_quoted_words_in_a_sentence_are_read_by_themselves_too(
    text: str, expected: list[str]
) -> None:
    taken = take_apart(text)
    assert [part.text for unit in taken.units for part in unit.instead] == expected
    for unit in taken.units:
        for part in unit.instead:
            assert text[part.start : part.end] == part.text
            assert part.text in unit.claim.text


@pytest.mark.parametrize(
    ("lead", "name"),
    [
        ("I love how Bezos puts it:", ("Bezos",)),
        ("We heard that Jeff Bezos once said", ("Jeff Bezos",)),
        ("I was there when Jeff Bezos wrote in his letter,", ("Jeff Bezos",)),
        ("It is odd that he wrote", None),
        ("We all like how He says:", None),
        ("I love this:", None),
    ],
)
def test_the_name_in_front_of_quoted_words_goes_with_them(
    lead: str, name: tuple[str, ...] | None
) -> None:
    [unit] = take_apart(f"{lead} “one is two now” and so on.").units
    [part] = unit.instead
    assert (part.name.people if part.name else None) == name
    assert unit.claim.name is None


@pytest.mark.parametrize("lead", ["In 1997", "in April 1997,", "Back in 1997", "When", "And"])
def test_a_year_or_a_small_word_in_front_of_a_name_is_no_part_of_it(lead: str) -> None:
    text = f"{lead} Bezos wrote: “One is.”"
    assert claims(text) == ["One is."]
    assert names(text) == [("Bezos",)]


def is_within(read: str, written: str) -> bool:
    """Tell whether all signs that are read are written, in that order, among others or not.

    Begins and ends with them; an unpaired sign of markup is read as it is written.
    """
    left = iter(written)
    ends = read[:1] == written[:1] and read[-1:] == written[-1:]
    return ends and all(sign in left for sign in read)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Good **serves you** so _you_ can.", ["Good serves you so you can."]),
        ("***One*** is *two*.", ["One is two."]),
        ("It is 2*3*4 and snake_case_name here.", None),
        ("One * is * two.", None),
        ("One* is *two.", None),
        ("**One is two.", ["One is two."]),
        ('[One is.](https://example.org/a_(b) "T") Two is.', ["One is.", "Two is."]),
        ("One [is](https://example.org) two[^3] now.", ["One is two now."]),
        ("One is[1](https://example.org). ![A picture](/a.png)", ["One is."]),
        ("One [is] two.", None),
        ("One is. https://example.org/a?b=c.", ["One is."]),
        ("One is. <https://example.org> #tag", ["One is."]),
        ("See https://example.org for one.", None),
        ("One is.[^1]\n\n[^1]: A letter\n[2]: https://example.org", ["One is."]),
        ("| One is. | Two is. |\n|---|:-:|\n| Three | four |",
         ["four"]),
        ("| One is. | Two is. |\n| Three is. | four |",
         ["One is.", "Two is.", "Three is.", "four"]),
        ('<p>One <b>is</b>.</p><p class="a">Two<br/>is.</p>', ["One is.", "Two\nis."]),
        ("&ldquo;One isn&#39;t &amp; is.&rdquo;", ["One isn't & is."]),
        ("One < two and three > two.", None),
        ("https://example.org", []),
    ],
)  # fmt: skip
def test_markup_is_no_part_of_a_claim(text: str, expected: list[str] | None) -> None:
    assert claims(text) == ([text] if expected is None else expected)


def test_a_claim_without_its_markup_stands_where_it_was_pasted() -> None:
    text = "Yes. I say “Good **serves** [you](https://example.org) so” &amp; more. — _Jeff_ Bezos"
    _, unit = take_apart(text).units
    assert text[unit.claim.start : unit.claim.end] == text[5:]
    [part] = unit.instead
    assert part.text == "Good serves you so"
    assert text[part.start : part.end] == "Good **serves** [you](https://example.org) so"


def check(text: str) -> None:
    """Assert what every text taken apart promises."""
    taken = take_apart(text)
    last = 0
    for claim in taken.claims:
        assert taken.plain.is_mended or is_within(claim.text, text[claim.start : claim.end])
        assert claim.start >= last
        assert any(words(claim.text))
        assert claim.text == claim.text.strip()
        last = claim.end
    for unit in taken.units:
        for part in (*unit.instead, *unit.claim.sentences):
            assert unit.claim.start <= part.start < part.end <= unit.claim.end
            assert taken.plain.is_mended or is_within(part.text, text[part.start : part.end])
    for name in taken.names:
        assert taken.plain.is_mended or is_within(name.given, text[name.start : name.end])
        assert name.people or name.work or name.years


@given(any_text)
def test_any_text_can_be_taken_apart(text: str) -> None:
    check(text)


@given(st.lists(st.sampled_from((*PIECES, *MARKUP)), max_size=24).map("".join))
def test_any_arrangement_of_markup_leaves_claims_where_they_were_pasted(text: str) -> None:
    last = 0
    for claim in take_apart(text).claims:
        assert last <= claim.start < claim.end <= len(text)
        assert any(words(claim.text))
        last = claim.end


@given(pasted)
def test_any_arrangement_of_what_is_pasted_can_be_taken_apart(text: str) -> None:
    check(text)


@pytest.mark.parametrize("label", seed_passages())
def test_no_word_of_a_stored_text_is_lost_but_names(label: str) -> None:
    text = seed_passages()[label]
    taken = take_apart(text)
    kept = [False] * len(text)
    for start, end in [(u.claim.start, u.claim.end) for u in taken.units]:
        kept[start:end] = [True] * (end - start)
    for entry in taken.names:
        kept[entry.start :] = [True] * (len(text) - entry.start)
    lost = [text[start:end] for start, end in words(text) if not all(kept[start:end])]
    assert all(word.isdecimal() for word in lost)


@pytest.mark.parametrize(
    "text",
    ["“" * 20_000, '"' * 20_000, '"a b c d" ' * 2_000, ' "' * 10_000,
     "*" * 20_000, "*a" * 10_000, "*a* " * 5_000, "[a](/" * 4_000, "<b " * 6_000, "<" * 20_000,
     "|" * 20_000, "|a" * 10_000, "[a" * 10_000, "&a" * 10_000, "www." * 5_000, "[^1]" * 5_000,
     "a " * 10_000, "- " * 10_000, "(" * 20_000, "A. " * 6_000, ". " * 10_000,
     "— A " * 5_000, "\n" * 20_000, "…" * 20_000, "As " * 6_000, "[" * 20_000, "said " * 4_000],
    ids=lambda text: repr(text[:6]),
)  # fmt: skip
def test_a_long_text_of_one_sign_is_taken_apart_in_time(text: str) -> None:
    check(text)


@pytest.mark.parametrize("sign", [".", ". ", "!", "?", "“", "—", " ", "*", "_", "\u200d", "\n"])
def test_a_run_of_one_sign_inside_a_sentence_costs_no_more_than_words(sign: str) -> None:
    text = f"We are{sign * 20_000}done."
    pasted = take_apart(text)
    assert all(text[claim.start : claim.end] == claim.text for claim in pasted.claims)
    assert pasted.claims[0].text.startswith("We are")
    assert pasted.claims[-1].text.endswith("done.")


def test_many_lines_of_one_letter_are_looked_at_once_each() -> None:
    assert take_apart("a\n" * 25_000).claims


@pytest.mark.parametrize(
    "around", ["🚀", "👉🏽", "✅", "❤️", "→", "①", "\u202a", "\u202c", "\u061c"]
)
def test_pictures_and_marks_of_direction_around_a_sentence_are_no_part_of_it(around: str) -> None:
    assert claims(f"{around} Day 2 is stasis. {around}") == ["Day 2 is stasis."]


def test_emoji_are_bullets() -> None:
    assert claims("✅ Day 2 is stasis\n✅ It is still Day 1") == [
        "Day 2 is stasis",
        "It is still Day 1",
    ]
