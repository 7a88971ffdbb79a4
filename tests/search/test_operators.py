"""What is typed among the words to narrow them, and what is left out."""

import pytest

from principles.models import Citation, Person, Principle, Quote, Source, Tag
from principles.search.filters import Filters
from principles.search.joining import Term
from principles.search.operators import Operator
from principles.search.query import parse
from principles.search.ranking import find
from principles.search.reading import read
from tests.factories import (
    PersonFactory,
    PrincipleFactory,
    QuoteFactory,
    SourceFactory,
    TagFactory,
    published_principle,
    published_quote,
    speak,
    tag,
)


def operators(typed: str) -> tuple[Operator, ...]:
    return parse(typed).operators


def terms(typed: str) -> tuple[Term, ...]:
    return parse(typed).terms


def test_an_operator_is_a_facet_and_a_value() -> None:
    assert operators('speaker:vogels tag:"long term" -source:letter') == (
        Operator("person", "vogels"),
        Operator("tag", "long term"),
        Operator("source", "letter", is_excluded=True),
    )
    assert terms("speaker:vogels everything") == (Term("everything"),)


def test_names_and_fixed_values_may_have_capitals() -> None:
    assert operators("Speaker:Vogels KIND:Quote") == (
        Operator("person", "Vogels"),
        Operator("kind", "quote"),
    )


def test_spaces_around_a_value_are_passed_over() -> None:
    assert operators('tag:" long term "') == (Operator("tag", "long term"),)


@pytest.mark.parametrize(
    ("typed", "since", "until"),
    [
        ("year:1997", 1997, 1997),
        ("year:1997..2016", 1997, 2016),
        ("year:1997–2016", 1997, 2016),
        ("year:1997-2016", 1997, 2016),
        ("year:..2016", None, 2016),
        ("year:1997..", 1997, None),
        ("year:-44", -44, -44),
    ],
)
def test_years_are_one_or_a_range(typed: str, since: int | None, until: int | None) -> None:
    assert operators(typed) == (Operator("year", since=since, until=until),)


@pytest.mark.parametrize(
    ("typed", "years"),
    [
        ("year:1997", [1997]),
        ("year:1997..1999", [1997, 1998, 1999]),
        ("year:0..1", [0, 1]),
        ("year:-1..0", [-1, 0]),
        ("year:1997..", []),
        ("year:..1997", []),
        ("year:1999..1997", []),
    ],
)
def test_a_range_that_is_closed_has_its_years(typed: str, years: list[int]) -> None:
    [operator] = operators(typed)
    assert list(operator.years) == years


@pytest.mark.parametrize(
    ("typed", "is_backwards"),
    [
        ("year:2016..1997", True),
        ("year:1997..2016", False),
        ("year:1997..1997", False),
        ("year:1997..", False),
        ("year:..1997", False),
    ],
)
def test_years_that_end_before_they_begin_are_backwards(typed: str, is_backwards: bool) -> None:
    [operator] = operators(typed)
    assert operator.is_backwards is is_backwards


@pytest.mark.parametrize(
    ("typed", "is_operator"),
    [
        ("-year:1997", True),
        ("-year:1001..1500", True),
        ("-year:1000..1500", False),
        ("-year:1997..", False),
        ("-year:2016..1997", False),
        ("year:1000..2016", True),
    ],
)
def test_five_hundred_years_are_the_most_that_are_left_out(typed: str, is_operator: bool) -> None:
    assert bool(operators(typed)) is is_operator


@pytest.mark.parametrize(
    ("typed", "are_joined"),
    [
        ("year:1997 or year:2016", True),
        ("year:1001..1500 or year:2016", True),
        ("year:1000..1500 or year:2016", False),
        ("year:2016 or year:1000..1500", False),
        ("year:2016 or year:1999..1997", False),
        ("tag:a or tag:b", True),
        ("tag:a tag:b", False),
        ("tag:a words tag:b", False),
        ("tag:a or words or tag:b", False),
        ("speaker:c tag:a or tag:b", True),
        ("tag:a or -tag:b", False),
    ],
)
def test_or_joins_operators_of_a_kind_that_can_be_listed(typed: str, are_joined: bool) -> None:
    assert operators(typed)[-1].is_alternative is are_joined


@pytest.mark.parametrize(
    ("value", "written"),
    [("daily", "daily"), ("long term", '"long term"'), ('"daily"', "daily")],
)
def test_another_value_is_written_wherever_the_operator_stands(value: str, written: str) -> None:
    text = 'speaker:x tag:x Tag:"x" -tag:x tag:y "tag:x" tag:?'
    assert parse(text).with_value(Operator("tag", "x"), value) == (
        f'speaker:x tag:{written} Tag:{written} -tag:{written} tag:y "tag:x" tag:?'
    )


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("year:soon", ("year", "soon")),
        ("year:..", ("year",)),
        ("verdict:good", ("verdict", "good")),
        ('kind:"good book"', ("kind", "good book")),
        ("tag:", ("tag",)),
        ("tag:?", ("tag",)),
        ("writer:bezos", ("writer", "bezos")),
        ("speakers:x", ("speakers", "x")),
        ("-writer:bezos", ("writer:bezos",)),
    ],
)
def test_what_only_looks_like_an_operator_is_words(typed: str, words: tuple[str, ...]) -> None:
    assert operators(typed) == ()
    assert tuple(term.text for term in terms(typed)) == words


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("writer:bezos day", ["writer:bezos"]),
        ('Writer:"jeff bezos"', ['Writer:"jeff bezos"']),
        ("-speakers:x", ["-speakers:x"]),
        ("site:a/b", ["site:a/b"]),
        ("https://example.com note: 10:30 :-) a:/b tag:?", []),
        ('"by writer:bezos"', []),
    ],
)
def test_what_has_the_name_of_no_operator_is_told(typed: str, told: list[str]) -> None:
    assert [misread.text for misread in parse(typed).misread] == told


def test_a_value_that_an_operator_does_not_take_is_told_with_its_facet() -> None:
    typed = ["verdict:good", "kind:book", "synonyms:yes", "-year:soon"]
    assert [(m.text, m.facet, m.is_excluded) for m in parse(" ".join(typed)).misread] == [
        ("verdict:good", "verdict", False),
        ("kind:book", "kind", False),
        ("synonyms:yes", "synonyms", False),
        ("-year:soon", "year", True),
    ]


def test_what_a_minus_stands_before_is_left_out_together() -> None:
    assert terms('-and/or -foo:bar -year:"foo bar"') == (
        Term("and/or", is_excluded=True),
        Term("foo:bar", is_excluded=True),
        Term("year:foo bar", is_phrase=True, is_excluded=True),
    )


@pytest.mark.parametrize(
    "typed", ["year:19971", "year:20161231", "year:1997..20161", "year:19971..2016", "year:..20161"]
)
def test_more_than_four_digits_are_no_year(typed: str) -> None:
    query = parse(typed)
    assert (query.operators, [operator.text for operator in query.misread]) == ((), [typed])


def test_a_minus_before_a_word_or_phrase_leaves_it_out() -> None:
    assert terms('process -survey -"day 2" e-mail - x') == (
        Term("process"),
        Term("survey", is_excluded=True),
        Term("day 2", is_phrase=True, is_excluded=True),
        Term("e-mail"),
        Term("x"),
    )


def test_or_between_two_terms_makes_alternatives() -> None:
    assert terms('sink or swim OR "stay dry" now') == (
        Term("sink"),
        Term("swim", is_alternative=True),
        Term("stay dry", is_phrase=True, is_alternative=True),
        Term("now"),
    )


def test_or_between_two_operators_of_a_kind_makes_alternatives() -> None:
    assert operators("speaker:vogels or speaker:bezos day tag:api or source:letter") == (
        Operator("person", "vogels"),
        Operator("person", "bezos", is_alternative=True),
        Operator("tag", "api"),
        Operator("source", "letter"),
    )
    assert [term.text for term in terms("speaker:vogels or speaker:bezos day")] == ["day"]


@pytest.mark.parametrize(
    "typed",
    ["year:1997 or year:2000..", "tag:a or -tag:b", "-tag:a or tag:b", "tag:a or kind:quote"],
)
def test_operators_that_cannot_be_alternatives_stand_alone(typed: str) -> None:
    assert not any(operator.is_alternative for operator in operators(typed))


@pytest.mark.parametrize(
    ("typed", "words", "unjoined"),
    [
        ("trust or tag:speed", ("trust",), ("tag:speed",)),
        ("tag:speed OR trust", ("trust",), ("tag:speed",)),
        ("sink or swim or tag:speed", ("sink", "swim"), ("tag:speed",)),
        ("sink or tag:speed swim", ("sink", "swim"), ("tag:speed",)),
        ("tag:speed or kind:quote", (), ("tag:speed",)),
        ("year:1997 or year:2000..", (), ("year:1997",)),
        ("tag:a or trust or -tag:b", ("trust",), ("tag:a", "-tag:b")),
        ("tag:a or tag:b", (), ()),
        ("tag:speed or", (), ()),
        ("or tag:speed", (), ()),
        ('trust "or" tag:speed', ("trust", "or"), ()),
        ("for tag:speed order", ("for", "order"), ()),
    ],
)
def test_an_or_beside_an_operator_that_it_cannot_join_is_no_word(
    typed: str, words: tuple[str, ...], unjoined: tuple[str, ...]
) -> None:
    query = parse(typed)
    assert (tuple(term.text for term in query.terms), query.unjoined) == (words, unjoined)


def test_an_or_beside_an_operator_joins_no_words_across_it() -> None:
    assert not any(term.is_alternative for term in terms("sink or tag:speed swim"))


@pytest.mark.parametrize(
    "typed", ["or", "or or", "or this", "this or", "-this or", '"or" that', "and/or this"]
)
def test_an_or_that_comes_last_or_is_part_of_something_is_a_word(typed: str) -> None:
    assert not any(term.is_alternative for term in terms(typed))
    assert any("or" in term.text for term in terms(typed))


@pytest.mark.parametrize(
    ("typed", "same", "unjoined"),
    [
        ("proxy or -survey", "proxy -survey", ("-survey",)),
        ("-survey or process", "-survey process", ("-survey",)),
        ('proxy OR -"day 2" now', 'proxy -"day 2" now', ('-"day 2"',)),
        ("a or b or -c or d", "a OR b -c d", ("-c",)),
        ("or -survey", "-survey", ()),
        ("proxy or or survey", "proxy or survey", ()),
        ("tag:a or or tag:b", "tag:a or tag:b", ()),
        ("trust or or tag:a", "trust tag:a", ("tag:a",)),
    ],
)
def test_an_or_that_cannot_join_is_passed_over_and_told_where_it_stands_between(
    typed: str, same: str, unjoined: tuple[str, ...]
) -> None:
    query, plain = parse(typed), parse(same)
    assert (query.terms, query.operators) == (plain.terms, plain.operators)
    assert query.unjoined == unjoined


@pytest.fixture
def quotes(db: None) -> dict[str, Quote]:
    letter = SourceFactory(title="Letter to shareholders", year=1997)
    talk = SourceFactory(title="A talk", year=2016)
    vogels, bezos = PersonFactory(name="Werner Vogels"), PersonFactory(name="Jeff Bezos")
    made = {
        "builders": published_quote("Builders build.", source=talk, speakers=[vogels]),
        "letter": published_quote(
            "Builders ship proxies.", source=letter, speakers=[bezos], tags=["long term"]
        ),
        "nobody": published_quote("Builders wait.", source=SourceFactory(title="A book")),
    }
    published_principle(made["builders"], name="Build, run, own", maxim="Other words.")
    Citation.objects.filter(quote=made["nobody"]).update(verdict="altered")
    return made


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("builders", {"builders", "letter", "nobody"}),
        ("builders speaker:vogels", {"builders"}),
        ("builders speaker:VOGELS", {"builders"}),
        ("builders author:vogels", {"builders"}),
        ("builders Author:vogels", {"builders"}),
        ('builders speaker:"jeff bezos"', {"letter"}),
        ("builders speaker:jeff-bezos", {"letter"}),
        ("builders -speaker:vogels", {"letter", "nobody"}),
        ("builders speaker:nobody", set()),
        ("builders writer:bezos", {"letter"}),
        ("ships:builders", {"letter"}),
        ("builders source:letter", {"letter"}),
        ("builders source:1997", {"letter"}),
        ('builders tag:"long term"', {"letter"}),
        ("builders tag:long", {"letter"}),
        ('builders principle:"run own"', {"builders"}),
        ("builders year:1997", {"letter"}),
        ("builders year:1990..2010", {"letter"}),
        ("builders year:2000..", {"builders"}),
        ("builders -year:1997", {"builders", "nobody"}),
        ("builders verdict:altered", {"nobody"}),
        ("builders -verdict:altered", {"builders", "letter"}),
        ("builders -proxies", {"builders", "nobody"}),
        ('builders -"builders wait"', {"builders", "letter"}),
        ('builders -year:"long ago"', {"builders", "letter", "nobody"}),
        ('builders -builders:"wait"', {"builders", "letter"}),
        ("build or ship synonyms:no", {"builders", "letter"}),
        ('proxies or "builders wait"', {"letter", "nobody"}),
        ("speaker:vogels", {"builders"}),
        ("builders speaker:vogels or speaker:bezos", {"builders", "letter"}),
        ("speaker:vogels or speaker:nobody", {"builders"}),
        ("builders speaker:vogels speaker:bezos", set()),
        ("builders year:1997 OR year:2010..2020", {"builders", "letter"}),
        ("builders verdict:altered or verdict:elided", {"nobody"}),
        ("ship or speaker:bezos", {"letter"}),
        ("year:1997 or year:..2000", {"letter"}),
        ("kind:quote -builders", set()),
        ("kind:quote", {"builders", "letter", "nobody"}),
    ],
)
def test_operators_narrow_as_filters_do(
    quotes: dict[str, Quote], typed: str, names: set[str]
) -> None:
    query = parse(typed)
    found = find(read(query), filters=Filters(), is_typed=not query.is_empty)
    numbers = {hit.number for hit in found.hits if hit.kind == "quote"}
    assert numbers == {quotes[name].pk for name in names}


def test_an_operator_that_names_nothing_is_told(quotes: dict[str, Quote]) -> None:
    reading = read(parse("builders speaker:nobody tag:long"))
    assert reading.unnamed == (Operator("person", "nobody"),)


@pytest.mark.parametrize("typed", ["-year:1990..", "-year:..1990", "-year:1..2000", "-year:9..1"])
def test_years_are_left_out_one_by_one(typed: str) -> None:
    assert operators(typed) == ()


def test_a_range_of_years_can_be_left_out(quotes: dict[str, Quote]) -> None:
    found = find(read(parse("builders -year:1990..2010")), filters=Filters())
    numbers = {hit.number for hit in found.hits if hit.kind == "quote"}
    assert numbers == {quotes["builders"].pk, quotes["nobody"].pk}


def test_an_operator_names_all_there_are_of_that_name(db: None) -> None:
    johns = [PersonFactory(name=f"John {n}") for n in range(120)]
    source = SourceFactory()
    for john in johns:
        published_quote(f"Builders build {john.pk}.", source=source, speakers=[john])
    other = published_quote("Builders wait.")
    assert find(read(parse("builders speaker:john")), filters=Filters()).total == 120
    [hit] = find(read(parse("builders -speaker:john")), filters=Filters.of(kind="quote")).hits
    assert hit.number == other.pk


def test_an_operator_does_not_tell_what_only_drafts_have(db: None) -> None:
    draft = QuoteFactory()
    speak(draft, PersonFactory(name="Hidden"))
    tag(draft, "layoffs")
    reading = read(parse("x tag:layoffs speaker:hidden"))
    assert [operator.value for operator in reading.unnamed] == ["layoffs", "hidden"]


def test_an_operator_takes_a_permanent_number(quotes: dict[str, Quote]) -> None:
    principle = Principle.objects.get()
    source = quotes["letter"].citations.get().source
    for typed, name in (
        (f"builders principle:{principle.pk}", "builders"),
        (f"builders source:S{source.pk}", "letter"),
    ):
        found = find(read(parse(typed)), filters=Filters.of(kind="quote"))
        assert [hit.number for hit in found.hits] == [quotes[name].pk]


def test_what_stands_in_a_phrase_is_no_operator() -> None:
    assert terms('"note to speaker:vogels said"') == (
        Term("note to speaker:vogels said", is_phrase=True),
    )


def test_words_are_rewritten_outside_operators_and_phrases() -> None:
    query = parse('speaker:custmer custmer "custmer" Custmers custmer')
    changed = query.rewritten({"custmer": "customer"})
    assert changed == 'speaker:custmer customer "custmer" Custmers customer'
    misread = parse('kind:boook writer:"boook" boook').rewritten({"boook": "book"})
    assert misread == 'kind:book writer:"boook" book'
    assert parse("terror error").rewritten({"error": '"error"'}) == 'terror "error"'


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("builders principle:build-run-own", "builders"),
        ("builders principle:BUILD-run-own", "builders"),
        ("builders tag:long-term", "letter"),
        ("builders speaker:werner-vogels", "builders"),
        ("builders source:letter-to-shareholders", "letter"),
    ],
)
def test_the_value_may_be_the_slug_that_stays_when_the_name_is_changed(
    quotes: dict[str, Quote], typed: str, name: str
) -> None:
    Principle.objects.update(name="Build zorbly")
    Tag.objects.update(name="patience")
    Person.objects.filter(name="Werner Vogels").update(name="Verner Fogels")
    Source.objects.filter(slug="letter-to-shareholders").update(title="A reply")
    reading = read(parse(typed))
    assert reading.unnamed == ()
    found = find(reading, filters=Filters.of(kind="quote"))
    assert [hit.number for hit in found.hits] == [quotes[name].pk]


@pytest.mark.parametrize("facet", ["principle", "tag", "speaker", "source"])
def test_the_slug_of_what_the_public_does_not_see_names_nothing(db: None, facet: str) -> None:
    PrincipleFactory(name="Hidden thing", slug="hidden-slug")
    TagFactory(name="Hidden tag", slug="hidden-slug")
    PersonFactory(name="Hidden person", slug="hidden-slug")
    SourceFactory(title="Hidden source", slug="hidden-slug")
    assert len(read(parse(f"{facet}:hidden-slug")).unnamed) == 1


@pytest.mark.parametrize(
    ("typed", "same"),
    [
        ("speaker: bezos", "speaker:bezos"),
        ("Speaker:  bezos surveys", "speaker:bezos surveys"),
        ('tag: "long term"', 'tag:"long term"'),
        ("year: 1997..2016", "year:1997..2016"),
        ("-tag: process", "-tag:process"),
        ("type:quote", "kind:quote"),
        ("kind:quotes", "kind:quote"),
        ("kind:quotation", "kind:quote"),
        ("type: Sources", "kind:source"),
        ("verdict:exact", "verdict:verbatim"),
        ("language:english", "language:en"),
    ],
)
def test_a_space_a_plural_and_another_word_for_a_value_are_read(typed: str, same: str) -> None:
    query, plain = parse(typed), parse(same)
    assert (query.operators, query.terms) == (plain.operators, plain.terms)
    assert query.operators


@pytest.mark.parametrize("typed", ["note: bezos", "speaker: kind:quote", "the year: reports"])
def test_a_colon_before_a_space_is_no_operator_elsewhere(typed: str) -> None:
    assert [o for o in parse(typed).operators if o.facet != "kind"] == []
    assert parse(typed).misread == ()
