"""What is offered while a reader types: words of the base, and what bears the name."""

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from principles.models import Principle, Quote, Source, Tag
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
    assert suggest("disagree and com").completions[0] == "disagree and common"


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


def test_two_queries_are_made_within_a_deadline(
    django_assert_num_queries: DjangoAssertNumQueries, monkeypatch: pytest.MonkeyPatch
) -> None:
    quotes("Customer obsession.")
    published_principle(name="Customer obsession")
    with django_assert_num_queries(6):  # four limit the time: this test is in a transaction
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
