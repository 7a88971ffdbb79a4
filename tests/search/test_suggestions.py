"""What is offered while a reader types: words of the base, and what bears the name."""

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from principles.models import Principle, Quote, Source, Tag
from principles.search import continued as whole
from principles.search import named, suggestions
from principles.search.deadline import TooBroadError
from principles.search.lexicon import refresh
from principles.search.named import DIRECT
from principles.search.suggestions import Suggestions, suggest
from tests.factories import (
    PersonFactory,
    PrincipleFactory,
    QuoteFactory,
    SourceFactory,
    cite,
    contribute,
    published_principle,
    published_quote,
    speak,
    tag,
)
from tests.search.plans import plans

pytestmark = pytest.mark.django_db


def quotes(*texts: str) -> None:
    """Publish quotes from one source, which adds no words, and read the words."""
    source = Source.objects.first() or SourceFactory(title="Zzz")
    for text in texts:
        published_quote(text, source=source)
    refresh()


def names(typed: str, kind: str) -> list[str]:
    return [entry.name for entry in suggest(typed).of_kind(kind)]


def publish(*called: str) -> None:
    """Publish for each name a quote whose source, speaker and tag are called so."""
    for name in called:
        person = PersonFactory(name=name, sort_name=name)
        published_quote(source=SourceFactory(title=name), speakers=[person], tags=[name])


def draft(*called: str) -> None:
    """Draft for each name a quote whose source, speaker and tag are called so."""
    for name in called:
        quote = QuoteFactory()
        cite(quote, SourceFactory(title=name))
        speak(quote, PersonFactory(name=name, sort_name=name))
        tag(quote, name)


def test_the_commonest_words_with_that_beginning_come_first() -> None:
    quotes("Strategy.", "Strategy and strength.", "A strategist is stranger than strata.")
    alike = ("strata", "strategist", "stranger", "strength")
    assert suggest("str").completions == ("strategy", *sorted(alike))
    assert suggest("strat").completions == ("strategy", "strata", "strategist")


def test_six_words_are_offered_at_most() -> None:
    quotes("Baa bab bac bad bae baf bag bah.")
    assert len(suggest("ba").completions) == 6
    quotes("Baggage bagged bagger baggies baggins baggy bagging.")
    assert len(suggest("bagg").completions) == 6


def test_the_words_before_are_kept_as_typed() -> None:
    quotes("Customer obsession.")
    assert suggest("“Our  customer obs").completions == ("“Our  customer obsession",)


@pytest.mark.parametrize("typed", ["OBS", "óbs", "obs"])
def test_case_and_accents_of_what_is_typed_do_not_matter(typed: str) -> None:
    quotes("Customer obsession.")
    assert suggest(typed).completions == ("obsession",)


def test_a_compound_that_was_put_into_one_word_is_not_offered() -> None:
    quotes("A customer-obsessed firm.", "Customers obsess.")
    assert suggest("cust").completions == ("customer", "customers")
    assert suggest("firm cust").completions == ("firm customer",)


def test_a_word_beside_the_words_before_comes_first() -> None:
    quotes("Common sense.", "Common ground.", "Disagree and commit.")
    assert suggest("com").completions == ("common", "commit")
    assert suggest("disagree and com").completions[0] == "disagree and commit"


def test_a_word_that_stands_nowhere_beside_the_word_before_is_not_offered() -> None:
    quotes("John Miller hopes for half of it.", "Have what others had.", "He and John.")
    assert suggest("john h").completions == ("john half", "john he", "john hopes")
    assert suggest("miller ha").completions == ("miller half",)
    assert suggest("john ev").completions == ()
    assert suggest("jhon ha").completions == ("jhon had", "jhon half", "jhon have")


def test_a_word_right_after_the_words_before_comes_first() -> None:
    quotes("They plan that in the long term.", "Think that long.", "That is long.")
    assert suggest("long t").completions[:2] == ("long term", "long that")
    assert suggest("the long t").completions[0] == "the long term"


def test_a_word_before_that_is_common_is_not_looked_through(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    quotes("Common sense.", "Common ground.", "Disagree and commit.")
    monkeypatch.setattr(suggestions, "MOST_BESIDE", 0)
    assert suggest("and disagree com").completions[0] == "and disagree common"


def test_a_new_word_before_leads_to_the_words_beside_it() -> None:
    quotes("Common sense.")
    published_quote("Zoe commits.")
    assert suggest("zoe com").completions[0] == "zoe commits"


@pytest.mark.parametrize("typed", ["", " ", "customer ", "…", "obsession", "'"])
def test_nothing_is_completed_where_no_word_is_begun(typed: str) -> None:
    quotes("Customer obsession.")
    assert suggest(typed).completions == ()


def test_words_of_drafts_and_of_what_was_withdrawn_are_not_offered() -> None:
    quotes("Cathedral builders.")
    QuoteFactory(text="Cathode draftword.")
    refresh()
    assert suggest("cath").completions == ("cathedral",)
    Quote.objects.filter(text="Cathedral builders.").update(status="withdrawn")
    assert suggest("cath").completions == ()
    assert suggest("cat").completions == ()
    assert suggest("builders cath").completions == ()


def test_a_principle_is_found_by_any_word_of_its_name() -> None:
    principle = published_principle(name="Resist proxies")
    published_principle(name="Proxies mislead")
    assert names("prox", "principle") == ["Proxies mislead", "Resist proxies"]
    found = suggest("resist prox").of_kind("principle")[0]
    assert (found.number, found.slug, found.alias) == (principle.pk, "resist-proxies", "")


def test_half_a_word_is_found_where_its_stem_is_not_half_of_the_words() -> None:
    published_principle(name="Customer obsession")
    for end in range(1, len("obsession")):
        assert names("obsession"[:end], "principle") == ["Customer obsession"]


def test_a_principle_found_by_another_name_says_which() -> None:
    published_principle(name="Keep it Day 1", aliases=["vitality", "beginner’s mind"])
    assert suggest("begin").of_kind("principle")[0].alias == "beginner’s mind"
    assert suggest("day").of_kind("principle")[0].alias == ""


def test_people_and_sources_are_found_by_any_word_accents_or_not() -> None:
    person = PersonFactory(name="Łukasz Itō", sort_name="Itō, Łukasz")
    source = SourceFactory(title="Über den Kunden", year=1997)
    published_quote(source=source, speakers=[person])
    assert names("ito", "person") == names("lukasz it", "person") == ["Łukasz Itō"]
    assert names("kund", "source") == ["Über den Kunden"]
    found = suggest("uber").of_kind("source")[0]
    assert (found.number, found.year, found.slug) == (source.pk, 1997, source.slug)


def test_a_contributor_of_a_public_source_is_found() -> None:
    source = SourceFactory()
    contribute(source, PersonFactory(name="Grace Hopper"))
    assert names("hop", "person") == []
    published_quote(source=source)
    assert names("hop", "person") == ["Grace Hopper"]


def test_names_that_begin_so_come_first_and_three_of_a_kind_at_most() -> None:
    source = SourceFactory()
    for name in ("Ann Day", "Day Ann", "Day Bob", "Bob Day"):
        contribute(source, PersonFactory(name=name, sort_name=name))
    published_quote(source=source)
    assert names("day", "person") == ["Day Ann", "Day Bob", "Ann Day"]


@pytest.mark.parametrize("kind", ["person", "source", "tag"])
def test_names_that_begin_so_come_first_of_however_many(
    kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(named, "CONSIDERED", 2)
    publish("One day", "Some day", "This day", "Day two", "Day one")
    assert names("day", kind) == ["Day one", "Day two", "One day"]


@pytest.mark.parametrize("kind", ["person", "source", "tag"])
def test_drafts_keep_nobodys_place(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(named, "CONSIDERED", 2)
    draft("Day one", "Day two", "Day three", "One day", "Two days", "Three days")
    publish("Day four", "Four days")
    assert names("day", kind) == ["Day four", "Four days"]


def test_a_tag_is_found_as_soon_as_it_is_called_so() -> None:
    published_quote(tags=["speed"])
    published_principle(tags=["speed limits"])
    assert names("spee", "tag") == ["speed", "speed limits"]
    Tag.objects.filter(name="speed").update(name="swiftness")
    assert names("swif", "tag") == ["swiftness"]
    assert suggest("swif").of_kind("tag")[0].slug == "speed"


def test_one_letter_finds_sources_that_begin_so() -> None:
    published_quote(source=SourceFactory(title="Day 1"))
    published_quote(source=SourceFactory(title="Another day"))
    assert names("d", "source") == ["Day 1"]
    assert names("da", "source") == ["Day 1", "Another day"]


def test_a_principle_of_that_name_comes_before_others_known_by_it() -> None:
    for n, alias in enumerate(("prime", "press release", "proxy")):
        published_principle(name=f"Name {n}", aliases=[alias])
    published_principle(name="Own the process")
    assert names("pr", "principle") == [
        "Own the process",
        "Name 0",
        "Name 1",
    ]


def test_all_words_before_the_last_have_to_be_whole() -> None:
    published_principle(name="Resist proxies")
    assert names("res prox", "principle") == []
    assert names("proxies resist", "principle") == ["Resist proxies"]


def test_what_the_public_does_not_see_is_not_named() -> None:
    PrincipleFactory(name="Secret draft")
    source = SourceFactory(title="Secret source")
    quote = QuoteFactory()
    cite(quote, source)
    quote.attributions.create(person=PersonFactory(name="Secret person"))
    contribute(source, PersonFactory(name="Secret writer"))
    tag(quote, "secret tag")
    assert suggest("secret").named == ()
    withdrawn = published_principle(name="Secret once")
    Principle.objects.filter(pk=withdrawn.pk).update(status="withdrawn")
    assert suggest("secret").named == ()


SIGNS = [
    "'", '"', "a & b", "!x", "x:*", "a | (", "\\", "🙂", "🙂 a", "%", "_", "[a-z]", "(?:x", "x*",
    "-word", "½", "日本語 x", "שלום",
]  # fmt: skip


@pytest.mark.parametrize("typed", [*SIGNS, "日本", "ﷲ" * 256, "ﷺ" * 256, "a" * 256])
def test_no_sign_stands_for_letters(typed: str) -> None:
    quotes("Customer obsession, 日本語, שלום.")
    assert suggest(typed) == Suggestions(typed)


@pytest.mark.parametrize("typed", SIGNS)
def test_after_any_signs_words_are_completed(typed: str) -> None:
    quotes("Customer obsession, 日本語, שלום.")
    assert suggest(f"{typed} obs").completions == (f"{typed} obsession",)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200)
@given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=40))
def test_nothing_typed_is_an_error(typed: str) -> None:
    suggest(typed)


def test_a_text_that_was_pasted_is_no_beginning_of_a_word() -> None:
    quotes("Customer obsession.")
    assert suggest("obs" + " " * 300 + "obs") == Suggestions("obs" + " " * 300 + "obs")


def test_three_queries_are_made_within_a_deadline(
    django_assert_num_queries: DjangoAssertNumQueries, monkeypatch: pytest.MonkeyPatch
) -> None:
    quotes("Customer obsession.")
    published_principle(name="Customer obsession")
    with django_assert_num_queries(7):  # of which four limit the time
        suggest("customer obs")
    with django_assert_num_queries(0):
        suggest(" ")
    monkeypatch.setattr(suggestions, "MOST_MILLISECONDS", 1)
    monkeypatch.setattr(suggestions, "_COMPLETIONS", "SELECT pg_sleep(5)::text")
    with pytest.raises(TooBroadError):
        suggest("obs")


def test_names_are_looked_up_by_their_indexes() -> None:
    for n in range(20):
        published_principle(name=f"Principle {n}")
    published_principle(name="Customer obsession")
    publish("The customer", "Customer")
    with connection.cursor() as cursor:
        for table in DIRECT:
            cursor.execute(f"ANALYZE principles_{table}")
        cursor.execute("SET LOCAL enable_seqscan = off")
    with plans() as gathered:
        found = suggest("customer")
    assert len(found.named) == 7
    for table in DIRECT:
        assert any(f"Bitmap Index Scan on principles_{table}_names" in plan for plan in gathered)
    for table in DIRECT[1:]:
        assert any(
            f"Index Scan using principles_{table}_begins" in plan and "Limit" in plan
            for plan in gathered
        )


def test_names_that_begin_so_are_the_first_by_their_letters() -> None:
    publish(*(f"Day {n:03}" for n in reversed(range(150))))
    for kind in DIRECT[1:]:
        assert names("day", kind) == ["Day 000", "Day 001", "Day 002"]


def test_nothing_begins_with_no_word() -> None:
    publish("'Tis", "% of all")
    for typed in ("", " ", "'", "%"):
        assert named.named(typed, *DIRECT, most=3) == ()
    assert names("'t", "source") == ["'Tis"]


# --- Quotes that go on as typed -------------------------------------------------------------------


def offered_quotes(typed: str) -> list[str]:
    return [quote.text for quote in suggest(typed).quotes]


@pytest.mark.parametrize(
    "typed",
    [
        "we manage to",
        "We manage to sur",
        "the process is not the th",
        "“the process is not the th",
        "process is not the ",
        "not the thing. It’s always wor",
        "own the process o",
    ],
)
def test_a_quote_is_offered_for_its_beginning_and_its_middle(typed: str) -> None:
    text = (
        "We manage to surveys; the process is not the thing. It’s always worth asking: do we own"
        " the process or does it own us?"
    )
    quotes(text, "The thing is not the process.")
    assert offered_quotes(typed) == [text]


@pytest.mark.parametrize(
    "typed", ["process", "process ", "process not", "thing pro", "procession is n"]
)
def test_no_quote_is_offered_for_one_word_or_for_words_apart(typed: str) -> None:
    quotes("The process is not the thing.")
    assert offered_quotes(typed) == []


def test_a_quote_that_begins_so_comes_first_then_the_shortest() -> None:
    quotes(
        "Nobody manages to surveys at all here.",
        "It manages to surveys.",
        "Manages to surveys, and to a great many more.",
    )
    assert offered_quotes("manages to sur") == [
        "Manages to surveys, and to a great many more.",
        "It manages to surveys.",
        "Nobody manages to surveys at all here.",
    ]


def test_three_quotes_are_offered_at_most() -> None:
    quotes(*(f"Day {n} after day {n}." for n in range(5)))
    assert len(offered_quotes("after d")) == 3


def test_a_quote_of_common_words_is_offered_where_it_is_prominent(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(whole, "LOOKED_THROUGH", 0)
    long = "Be it or be it not, nothing of what is said here at such length is short."
    published_principle(published_quote("To be it."))
    quotes(long)
    assert offered_quotes("be i") == ["To be it."]


def test_where_a_quote_goes_on_only_its_words_are_offered() -> None:
    quotes("The process is not the thing.", "That the theory is not the process, they think.")
    assert suggest("the process is not the th").completions == ("the process is not the thing",)


def test_a_word_is_not_offered_once_more() -> None:
    quotes("The theory.", "The thing of the theory and the theme.")
    assert "the the" not in suggest("the the").completions
    assert suggest("the th").completions == ("the theory", "the theme", "the thing")


def test_quotes_that_the_public_does_not_see_are_not_offered() -> None:
    quotes("Nothing secret is here.")
    QuoteFactory(text="A secret draft is here.")
    Quote.objects.update_or_create(text="Another secret draft was here.")
    assert offered_quotes("secret dr") == []


# --- Numbers --------------------------------------------------------------------------------------


def test_entries_are_offered_by_their_number() -> None:
    quote = published_quote("Numbered words.")
    principle = published_principle(quote, name="Numbered")
    source = quote.sources.get()
    assert [q.number for q in suggest(f"Q{quote.pk}").quotes] == [quote.pk]
    assert [e.name for e in suggest(f"s{source.pk}").named] == [source.title]
    assert [e.name for e in suggest(f"principle {principle.pk}").named] == ["Numbered"]
    assert [q.text for q in suggest(f"{principle.pk}.1").quotes] == ["Numbered words."]
    assert suggest(f"{principle.pk}").of_kind("principle")[0].number == principle.pk


def test_numbers_that_begin_so_follow_up_to_three() -> None:
    for number in (4, 5, 40, 44, 49, 400):
        published_quote(number=number)
    assert [q.number for q in suggest("Q4").quotes] == [4, 40, 44]
    assert [q.number for q in suggest("Q40").quotes] == [40, 400]


@pytest.mark.parametrize("typed", ["Q{}", "{}", "S{}", "{}.1", "{}.2"])
def test_a_number_of_what_the_public_does_not_see_is_not_offered(typed: str) -> None:
    number = 77
    quote = QuoteFactory(number=number)
    cite(quote, SourceFactory(number=number))
    PrincipleFactory(number=number)
    found = suggest(typed.format(number))
    assert (found.named, found.quotes) == ((), ())


@pytest.mark.parametrize("typed", ["Q0", "Q999999999", "999999999.1", "4.9999", "Q 44", "S000"])
def test_a_number_that_nothing_has_is_no_error(typed: str) -> None:
    assert suggest(typed).quotes == ()


# --- One wrong letter -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("custmer", "customer"),
        ("cusromer", "customer"),
        ("csutomer", "customer"),
        ("custm", "customer"),
        ("custmer obsesion", "customer obsession"),
        ("bezoz", "bezos"),
        ("jef bezoz", "jef bezos"),
    ],
)
def test_one_wrong_letter_is_forgiven(typed: str, meant: str) -> None:
    bezos = PersonFactory(name="Jeff Bezos")
    published_quote("Customer obsession.", speakers=[bezos], source=SourceFactory(title="Zzz"))
    refresh()
    assert suggest(typed).completions[0] == meant


def test_what_is_called_as_was_meant_is_offered() -> None:
    published_quote(speakers=[PersonFactory(name="Jeff Bezos")])
    refresh()
    assert names("bezoz", "person") == ["Jeff Bezos"]
    assert suggest("bezoz").typed == "bezoz"


@pytest.mark.parametrize("typed", ["fear", "peace", "xyz", "bezo", "customers of", "k9sos"])
def test_no_real_or_short_word_is_taken_for_another(typed: str) -> None:
    quotes("Far pace. Bezos.")
    assert not {"far", "pace", "bezos far"} & set(suggest(typed).completions)


def test_a_word_that_was_withdrawn_is_not_what_was_meant() -> None:
    quotes("Customer obsession.", "Nothing else.")
    Quote.objects.filter(text="Customer obsession.").update(status="withdrawn")
    assert suggest("custmer").completions == ()


# --- Publishers -----------------------------------------------------------------------------------


def test_a_generic_title_is_offered_with_its_publisher() -> None:
    letter = SourceFactory(title="Letter to shareholders", publisher="Amazon.com")
    published_quote(source=letter)
    published_quote(source=SourceFactory(title="Letters to a friend", publisher="A press"))
    called = [source.called for source in suggest("letter").of_kind("source")]
    assert called == ["Letter to Amazon’s shareholders", "Letters to a friend"]
    assert [source.called for source in suggest("letter amaz").of_kind("source")] == called[:1]
