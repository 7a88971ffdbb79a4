"""Names, years and works beside quotation marks, and how far each reaches."""

import pytest

from principles.claims import Claim, Instead, Need, take_apart

Given = tuple[tuple[str, ...], str] | None
ONE, TWO = "“One is two now.”", "“Three is four now.”"


def given(claim: Claim) -> Given:
    return (claim.name.people, claim.name.place) if claim.name else None


def names(text: str) -> list[Given]:
    return [given(claim) for claim in take_apart(text).claims]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"Jeff Bezos: {ONE}", [(("Jeff Bezos",), "")]),
        (f"Jeff Bezos (2016): {ONE}", [(("Jeff Bezos",), "2016")]),
        (f"Quoting Jeff Bezos (2016): {ONE}", [(("Jeff Bezos",), "2016")]),
        (f"According to Bezos: {ONE}", [(("Bezos",), "")]),
        (f"As Jeff Bezos said in the 2016 letter, {ONE}", [(("Jeff Bezos",), "letter, 2016")]),
        (f"Bezos (2016) wrote that {ONE}", [(("Bezos",), "2016")]),
        (f"Jeff Bezos, founder of Amazon, once said: {ONE}", [(("Jeff Bezos",), "")]),
        (f"In his 2016 letter, Jeff Bezos said {ONE}", [(("Jeff Bezos",), "letter, 2016")]),
        (f"In Werner Vogels’ words, {ONE}", [(("Werner Vogels",), "")]),
        (f"In Bezos's 2016 letter to shareholders: {ONE}",
         [(("Bezos",), "letter to shareholders, 2016")]),
        (f"As Amazon’s 2016 shareholder letter puts it, {ONE}",
         [((), "Amazon’s shareholder letter, 2016")]),
        (f"{ONE} (Bezos, 2016, p. 2)", [(("Bezos",), "2016")]),
        (f"{ONE} [Jeff Bezos, 2016]", [(("Jeff Bezos",), "2016")]),
        (f"{ONE} (Letter to Shareholders, 2016)", [((), "Letter to Shareholders, 2016")]),
        (f"{ONE} — Bezos, Jeff (1998)", [(("Jeff Bezos",), "1998")]),
        (f"{ONE} — Jeff Bezos, in Invent and Wander", [(("Jeff Bezos",), "Invent and Wander")]),
        (f"{ONE} — Amazon Shareholder Letter", [((), "Amazon Shareholder Letter")]),
        (f"{ONE} — Jeff Bezos, Founder and CEO of Amazon", [(("Jeff Bezos",), "")]),
        (f"{ONE} — Jeff Bezos, Amazon CEO, in a 2016 letter", [(("Jeff Bezos",), "letter, 2016")]),
        (f"{ONE}, Jeff Bezos, 2016", [(("Jeff Bezos",), "2016")]),
        (f"{ONE} Said Jeff Bezos", [(("Jeff Bezos",), "")]),
        (f"{ONE} — so true", [None]),
        (f"John Gall, *Systemantics* (1975): {ONE}", [(("John Gall",), "1975")]),
        (f"Key points, 2016: {ONE}", [None]),
        ("Jeff Bezos, 1997: One is two now.", [(("Jeff Bezos",), "1997")]),
        ("Jeff Bezos once said that one is two now.", [(("Jeff Bezos",), "")]),
        ("Bezos says “one is two now” and Ito says “three is four now”.",
         [(("Bezos",), ""), (("Ito",), "")]),
        (f"{ONE} — Jeff Bezos, Invent and Wander (2020)",
         [(("Jeff Bezos",), "Invent and Wander, 2020")]),
        (f"{ONE} (Bezos, Invent and Wander, p. 12)", [(("Bezos",), "Invent and Wander")]),
        (f"{ONE} — Jeff Bezos, Founder of Amazon (2016)", [(("Jeff Bezos",), "2016")]),
        (f"{ONE} — Jeff Bezos; Joi Ito", [(("Jeff Bezos", "Joi Ito"), "")]),
        (f"{ONE} — Jeff Bezos; Shareholder Letter, 2016",
         [(("Jeff Bezos",), "Shareholder Letter, 2016")]),
        (f"{ONE} — Jeff Bezos/Joi Ito", [(("Jeff Bezos", "Joi Ito"), "")]),
        (f"{ONE} — Jeff Bezos + Joi Ito", [(("Jeff Bezos", "Joi Ito"), "")]),
        (f"Jeff Bezos/Joi Ito: {ONE}", [(("Jeff Bezos", "Joi Ito"), "")]),
        ("Jeff Bezos and Joi Ito: one is two now.", [(("Jeff Bezos", "Joi Ito"), "")]),
        (f"{ONE} (attributed to Jeff Bezos)", [(("Jeff Bezos",), "")]),
        (f"Letter to Shareholders 1997: {ONE}", [((), "Letter to Shareholders, 1997")]),
        (f"Key ideas of the meeting: {ONE}", [None]),
        ("<blockquote><p>One is two now.</p><footer>— Joi Ito</footer></blockquote>",
         [(("Joi Ito",), "")]),
        ("One is two now (Bezos, 2016, p. 2).", [(("Bezos",), "2016")]),
        ("One is two now.,Jeff Bezos,2016", [(("Jeff Bezos",), "2016")]),
    ],
)  # fmt: skip
def test_a_name_is_given_with_the_year_and_the_work(text: str, expected: list[Given]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{ONE} — Joi Ito\n{TWO} — Jeff Bezos", ["Joi Ito", "Jeff Bezos"]),
        (f"{ONE} (Joi Ito) {TWO} (Jeff Bezos)", ["Joi Ito", "Jeff Bezos"]),
        (f"Joi Ito: {ONE}\nJeff Bezos: {TWO}", ["Joi Ito", "Jeff Bezos"]),
        (f"Joi Ito\n{ONE}\n\nJeff Bezos\n{TWO}", ["Joi Ito", "Jeff Bezos"]),
        (f"{ONE}\n\nJoi Ito\n\n{TWO}\n\nJeff Bezos", ["Joi Ito", "Jeff Bezos"]),
        (f"## Joi Ito\n{ONE}\n\n{TWO}", ["Joi Ito", None]),
        (f"{ONE} {TWO} — Joi Ito", [None, "Joi Ito"]),
        (f"As Joi Ito wrote, {ONE} We agree. {TWO}", ["Joi Ito", None, None]),
        (f"Joi Ito:\n- {ONE}\n- {TWO}", ["Joi Ito", "Joi Ito"]),
        (f"As Joi Ito wrote:\n\n> One is two now.\n\n{TWO}", ["Joi Ito", None]),
        (f"> One is two now.\n\n— Joi Ito\n\n{TWO}", ["Joi Ito", None]),
        (f"- Joi Ito: {ONE}\n- Jeff Bezos: {TWO}", ["Joi Ito", "Jeff Bezos"]),
        ("| Quote | Who |\n|---|---|\n| One is two now. | Joi Ito |\n| Three is. | Jeff Bezos |",
         ["Joi Ito", "Jeff Bezos"]),
    ],
)  # fmt: skip
def test_a_name_reaches_no_further_than_the_words_it_touches(
    text: str, expected: list[str | None]
) -> None:
    assert [name[0][0] if name else None for name in names(text)] == expected


@pytest.mark.parametrize(
    ("text", "is_sure"),
    [
        (f"Key Takeaway: {ONE}", False),
        (f"### Key Takeaway\n{ONE}", False),
        (f"Key Takeaway (2016): {ONE}", True),
        (f"As Key Takeaway said, {ONE}", True),
        (f"{ONE} — Key Takeaway", True),
    ],
)
def test_what_only_a_colon_or_a_heading_makes_a_name_may_be_a_label(
    text: str, *, is_sure: bool
) -> None:
    [name] = take_apart(text).names
    assert name.is_sure is is_sure


@pytest.mark.parametrize("between", [" Bezos wrote in 2016, ", " said Joi Ito, "])
def test_words_that_a_name_interrupts_are_one_claim(between: str) -> None:
    [unit] = take_apart(f"“One is two,”{between}“so three is four.”").units
    assert unit.claim.text == "One is two, so three is four."
    assert [claim.text for claim in unit.instead] == ["One is two so three is four."]
    assert unit.rule == Instead.EITHER


def test_two_quotations_with_a_name_between_are_two_claims() -> None:
    found = take_apart(f"{ONE} Bezos wrote. {TWO}").claims
    assert [claim.text for claim in found] == ["One is two now.", "Three is four now."]


@pytest.mark.parametrize(
    ("text", "needs"),
    [
        ("We shipped it. “One is two now.”", [Need.FOUND, Need.CLAIMED]),
        ("We shipped it.\n- One is two\n\n> Three is four",
         [Need.FOUND, Need.LISTED, Need.CLAIMED]),
        ("We shipped it. One is two.", [Need.CLAIMED, Need.CLAIMED]),
        ("We love the “one two” way. Three is.", [Need.CLAIMED, Need.CLAIMED]),
    ],
)  # fmt: skip
def test_in_a_paste_that_quotes_only_what_is_quoted_is_claimed_in_any_case(
    text: str, needs: list[Need]
) -> None:
    assert [unit.need for unit in take_apart(text).units] == needs


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("“One is two now.”", True),
        ("“One is.”", False),
        ("Bezos said “one is.”", True),
        ("“One is” — Jeff Bezos", True),
        ("> One", True),
        ("The “one two” way.", False),
        ('The 5" and the 6" boards.', False),
    ],
)  # fmt: skip
def test_a_term_in_marks_quotes_nothing(text: str, *, quotes: bool) -> None:
    assert take_apart(text).quotes is quotes


def test_a_heading_in_marks_is_a_claim_however_short() -> None:
    text = "We read “Resist Proxies” and more."
    assert not take_apart(text).quotes
    assert take_apart(text, is_heading=lambda words: words == "Resist Proxies").quotes


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("‘One is two now,’ he said.", "One is two now"),
        ("'One is two now.'", "One is two now."),
        ("「One is two now.」", "One is two now."),
        ("‹One is two now.›", "One is two now."),
        ("„One is ‚two‘ now.“", "One is ‚two‘ now."),
        ("«One is ‹two› now.»", "One is ‹two› now."),
        ("“One is\n\n“two now.”", "One is\n\ntwo now."),
        ("Jeff Bezos: “One is\n\ntwo now.”", "One is\n\ntwo now."),
    ],
)
def test_marks_of_every_kind_pair(text: str, expected: str) -> None:
    assert take_apart(text).claims[0].text == expected


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("12 One is two.", "One is two."),
        ("B) One is two.", "One is two."),
        ("47 percent is two.", "percent is two."),
    ],
)
def test_a_number_or_letter_in_front_is_left_off_only_where_a_sentence_begins(
    text: str, rest: str
) -> None:
    [unit] = take_apart(text).units
    assert unit.claim.text == text
    assert [claim.text for claim in unit.instead] == [rest]
    assert unit.rule == Instead.FRONT


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1/ One is two.", "One is two."),
        ("Q: One is two.", "One is two."),
        ("One is two. 3/n", "One is two."),
        ("RT @jeff: One is two. https://t.co/a", "One is two."),
        ("[00:12:31] One is two.", "One is two."),
        ("12\n00:00:01,000 --> 00:00:04,000\nOne is two.", "One is two."),
        ("One is two. [1][2]", "One is two."),
        ("One is two.¹² (emphasis added)", "One is two."),
        ("One is two. (p. 12)", "One is two."),
        ("One is ~~not~~ two.", "One is two."),
        ("One is <s>not</s> two.", "One is two."),
        ("One is <del>not</del> two.", "One is two."),
        ("One isnâ€™t two.", "One isn’t two."),
        ("One <del>is not</del> two.", "One two."),
        ("“One is two now.[1] Three is.”", "One is two now. Three is."),
    ],
)
def test_marks_of_where_it_was_copied_are_no_words(text: str, expected: str) -> None:
    assert [claim.text for claim in take_apart(text).claims] == [expected]


def test_a_text_in_the_wrong_encoding_is_mended_and_said() -> None:
    assert take_apart("It isnâ€™t â€œtwoâ€\x9d.").plain.is_mended
    assert not take_apart("It isn’t “two” à la Émile.").plain.is_mended


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"Werner Vogels – {ONE}", [(("Werner Vogels",), "")]),
        (f"**Joi Ito** — *{ONE}*", [(("Joi Ito",), "")]),
        (f"{ONE} — attributed to Joi Ito", [(("Joi Ito",), "")]),
        (f"{ONE} — Jeff Bezos (b. 1964)", [(("Jeff Bezos",), "")]),
        (f"{ONE} — Bezos, 2016 letter (retrieved 3 March 2024)", [(("Bezos",), "letter, 2016")]),
        (f"{ONE} — Jeff Bezos' shareholder letter, 2016",
         [(("Jeff Bezos",), "shareholder letter, 2016")]),
        (f"**Quote:** {ONE}\n**Speaker:** Joi Ito\n**Source:** 1997 letter",
         [(("Joi Ito",), "letter, 1997")]),
        (f"{ONE}; Joi Ito replied, {TWO}", [None, (("Joi Ito",), "")]),
        ("Joi Ito: One is two.\nJeff Bezos: Three is four.",
         [(("Joi Ito",), ""), (("Jeff Bezos",), "")]),
    ],
)  # fmt: skip
def test_a_name_is_read_as_people_write_it(text: str, expected: list[Given]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One is two (emphasis mine).", "One is two."),
        ("One is two.1", "One is two."),
        ("One is two.(1)", "One is two."),
        ("One is two.†", "One is two."),
        ("- [x] One is two.", "One is two."),
        ("(6) One is two.", "One is two."),
        ("On Tue, 3 Mar 2026 at 10:14, Anna Weber wrote:\n> One is two.", "One is two."),
        ("One is <del>not</del> <ins>all</ins> two.", "One is all two."),
    ],
)
def test_more_marks_of_where_it_was_copied_are_no_words(text: str, expected: str) -> None:
    assert [claim.text for claim in take_apart(text).claims] == [expected]


def test_names_on_both_sides_of_the_words_are_both_given() -> None:
    for text in (f"Joi Ito: {ONE} — Jeff Bezos", f"Joi Ito said: {ONE} (Jeff Bezos)"):
        name = take_apart(text).claims[0].name
        assert name
        assert {*name.people, *name.others} == {"Joi Ito", "Jeff Bezos"}
    name = take_apart(f"Bezos: {ONE} — Jeff Bezos").claims[0].name
    assert name
    assert name.others == ()
