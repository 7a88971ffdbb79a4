"""Who said the words and where they stand, in one line."""

import re

import pytest
from django.utils.safestring import SafeString

from principles.models import Citation, Contribution, Person, Quote, Source
from principles.templatetags.credits import (
    as_text,
    attribution,
    cited,
    cited_again,
    cited_place,
    counted_by,
    credit,
    linked,
    made_by,
    source_again,
    source_ref,
    source_title,
    with_repeats,
    year_or_kind,
)
from tests.factories import PersonFactory, QuoteFactory, SourceFactory, cite, speak

BEZOS = Person(name="Jeff <Bezos>", slug="jeff-bezos")
VOGELS = Person(name="Werner Vogels", slug="werner-vogels")
LETTER = Source(slug="a-letter", title="A & B", kind=Source.Kind.LETTER, year=1997)
MEMO = Source(slug="a-memo", title="[A memo]", kind=Source.Kind.LETTER)


def read(html: str) -> str:
    return re.sub(r"<[^>]+>", "", html)


def test_people_are_links_in_prose() -> None:
    assert linked([BEZOS]) == '<a href="/people/jeff-bezos/">Jeff &lt;Bezos&gt;</a>'
    assert read(linked([BEZOS, VOGELS, VOGELS])) == (
        "Jeff &lt;Bezos&gt;, Werner Vogels and Werner Vogels"
    )


def test_contributions_are_linked_by_their_people() -> None:
    assert linked([Contribution(person=VOGELS)]) == linked([VOGELS])


def test_nobody_is_no_link() -> None:
    assert linked([]) == ""


TALLIES = [
    (["", "", ""], "3 quotes"),
    (["", "Vogels, Werner", ""], "3 quotes, 1 by Vogels"),
    (["Bezos, Jeff"], "1 quote, by Bezos"),
    (["Bezos, Jeff"] * 2, "2 quotes, both by Bezos"),
    (["Bezos, Jeff"] * 3, "3 quotes, all by Bezos"),
    (["Miller, John\nPage, Scott", ""], "2 quotes, 1 by Miller and Page"),
    (["B, J", "V, W", "B, J", ""], "4 quotes, 2 by B and 1 by V"),
    (["A", "B", "C", "D", "E"], "5 quotes, 1 by A, 1 by B, 1 by C and 2 by others"),
    ([], "0 quotes"),
]


@pytest.mark.parametrize(("speakers", "told"), TALLIES)
def test_quotes_are_counted_with_those_whose_speaker_is_named(
    speakers: list[str], told: str
) -> None:
    assert counted_by(speakers) == told


def test_contributors_have_their_role_unless_they_wrote_it() -> None:
    made = [Contribution(person=VOGELS), Contribution(person=VOGELS, role="editor")]
    assert read(made_by(made)) == "Werner Vogels, Werner Vogels (editor)"


def test_a_title_is_set_as_one_and_a_description_is_not() -> None:
    assert cited(LETTER) == "<cite>A &amp; B</cite>"
    assert cited(MEMO) == "[A memo]"


def test_a_title_with_matches_keeps_their_marks() -> None:
    assert cited(LETTER, SafeString("<mark>A</mark>")) == "<cite><mark>A</mark></cite>"
    assert cited(MEMO, SafeString("[A <mark>memo</mark>]")) == "[A <mark>memo</mark>]"


def test_a_source_has_its_year_or_its_kind() -> None:
    assert (year_or_kind(LETTER), year_or_kind(MEMO)) == ("1997", "letter")
    assert year_or_kind(Source(year=-43)) == "44 BC"
    assert source_title(LETTER) == "<cite>A &amp; B</cite>, 1997"


def test_a_source_is_a_link_with_where_in_it() -> None:
    assert source_ref(MEMO) == '<a class="work" href="/sources/a-memo/">[A memo], letter</a>'
    assert source_ref(MEMO, "p. <3>") == f"{source_ref(MEMO)}, p. &lt;3&gt;"


def test_a_place_that_quotes_the_words_says_so() -> None:
    assert read(cited_place(Citation(source=MEMO, locator="p. 3"))) == "[A memo], letter, p. 3"
    assert (
        read(cited_place(Citation(source=MEMO, role="quoted in"))) == "quoted in [A memo], letter"
    )


SHAREHOLDERS = Source(
    slug="s", title="Letter to shareholders", kind="letter", year=2016, publisher="Amazon.com"
)


def test_a_generic_title_is_set_with_its_publisher() -> None:
    assert source_title(SHAREHOLDERS) == "<cite>Letter to Amazon’s shareholders</cite>, 2016"


def test_a_source_named_before_is_shortened_to_its_kind() -> None:
    deck = Source(number=3, slug="d", title="[A deck]", kind=Source.Kind.SLIDES)
    assert read(source_again(SHAREHOLDERS, "p. 3")) == "Letter of 2016, p. 3"
    assert read(source_again(deck)) == "Slide deck S3"
    assert source_again(LETTER) == source_ref(LETTER)


def test_a_place_named_before_still_says_that_it_quotes() -> None:
    again = cited_again(Citation(source=SHAREHOLDERS, role="quoted in"))
    assert read(again) == "quoted in Letter of 2016"


@pytest.mark.django_db
@pytest.mark.parametrize(("other", "repeats"), [(2015, [False, True]), (2016, [False, False])])
def test_a_source_is_repeated_unless_another_has_the_same_short_form(
    other: int, repeats: list[bool]
) -> None:
    letter, another = (
        SourceFactory(title="Letter to shareholders", kind="letter", year=year, publisher=name)
        for year, name in ((2016, "Acme"), (other, "Sails"))
    )
    quotes = [QuoteFactory() for _ in range(3)]
    for quote, source in zip(quotes, (letter, letter, another), strict=True):
        cite(quote, source)
    fetched = Quote.objects.order_by("number").for_listing()
    assert [is_repeat for _, is_repeat in with_repeats(fetched)] == [*repeats, False]


@pytest.mark.django_db
def test_what_is_taken_away_keeps_the_notes_of_the_editors() -> None:
    quote = QuoteFactory(text="We invent.", note="Reported speech.")
    cite(quote, SourceFactory(title="A letter"), note="Unsigned; named by the editors.")
    assert as_text(quote, "https://x.org") == (
        "“We invent.” (speaker not given, A letter) [Editors’ note: Reported speech. Unsigned; "
        f"named by the editors.] https://x.org/quotes/{quote.number}/"
    )


@pytest.mark.django_db
def test_a_note_that_names_the_editors_is_not_given_to_them_twice() -> None:
    quote = QuoteFactory(text="We invent.", note="Editors’ knowledge: it was said twice.")
    assert "[Editors’ knowledge: it was said twice.]" in as_text(quote, "")


def said(*people: str, standing: str = "attributed", role: str = "") -> Quote:
    """Return a quote as a page fetches it."""
    doubted = {"standing_evidence": "Nobody has the letter."} if standing != "attributed" else {}
    quote = QuoteFactory(text="We invent.", standing=standing, **doubted)
    speak(quote, *(PersonFactory(name=name) for name in people))
    if role:
        cite(quote, SourceFactory(title="A letter", year=1997), role=role, locator="p. 3")
    return Quote.objects.for_page().get(pk=quote.pk)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("people", "standing", "margin", "line", "text"),
    [
        (["Ann B"], "attributed", "Ann B", "Ann B", "Ann B"),
        ([], "attributed", "Speaker not given", "Speaker not given", "speaker not given"),
        (
            ["Ann B", "Carl D"],
            "disputed",
            "Disputed, attributed to Ann B and Carl D",
            "Attributed to Ann B and Carl D",
            "disputed, attributed to Ann B and Carl D",
        ),
        ([], "disputed", "Disputed", "Speaker not given", "disputed, speaker not given"),
        (
            ["Ann B"],
            "misattributed",
            "Misattributed, attributed to Ann B",
            "Attributed to Ann B",
            "misattributed to Ann B",
        ),
        (
            [],
            "misattributed",
            "Misattributed",
            "Speaker not given",
            "misattributed, speaker not given",
        ),
    ],
)
def test_speakers_are_given_with_what_is_doubted(
    people: list[str], standing: str, margin: str, line: str, text: str
) -> None:
    quote = said(*people, standing=standing)
    assert read(attribution(quote)) == margin
    assert read(credit(quote)) == line
    assert as_text(quote, "https://x.org") == (
        f"“We invent.” ({text}) https://x.org/quotes/{quote.number}/"
    )


@pytest.mark.django_db
@pytest.mark.parametrize(("role", "lead"), [("original", ""), ("quoted in", "quoted in ")])
def test_the_place_comes_after_the_speakers(role: str, lead: str) -> None:
    quote = said("Ann B", role=role)
    assert read(credit(quote)) == f"Ann B, {lead}A letter, 1997, p. 3"
    assert as_text(quote, "").startswith(f"“We invent.” (Ann B, {lead}{quote.best_citation}) /")


@pytest.mark.django_db
def test_speakers_that_are_given_replace_those_of_the_quote() -> None:
    assert attribution(said("Ann B"), SafeString("<mark>Ann</mark> B")) == "<mark>Ann</mark> B"
