"""What words find: as readers type them, in the words of entries however those are spelled."""

import pytest

from principles.models import Citation, Principle, Quote, Source, Synonyms
from principles.search.filters import Filters
from principles.search.lexicon import refresh
from principles.search.matching import matching_numbers
from principles.search.query import parse
from principles.search.ranking import find
from principles.search.reading import read
from tests.factories import (
    PassageFactory,
    PersonFactory,
    PrincipleFactory,
    QuoteFactory,
    SourceFactory,
    cite,
    contribute,
    published_principle,
    published_quote,
    speak,
    stored,
    support,
    tag,
)

pytestmark = pytest.mark.django_db


def found(typed: str, **filters: object) -> list[tuple[str, int]]:
    query, narrowed = parse(typed), Filters.of(**filters)  # type: ignore[arg-type]  # by name
    page = find(read(query, narrowed), filters=narrowed, is_typed=not query.is_empty)
    assert len(page.hits) == min(page.total, 20)
    return [(hit.kind, hit.number) for hit in page.hits]


def quotes(typed: str) -> set[int]:
    return {number for kind, number in found(typed) if kind == "quote"}


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("To be, or not to be: that is the question.", '"to be or not to be"'),
        ("To be, or not to be: that is the question.", "to be or not to be"),
        ("It’s still Day 1.", "it's still day 1"),
        ("It’s still Day 1.", "“It's still Day 1”"),
        ("It’s still Day 1.", "its still"),
        ("It's still Day 1.", "it’s"),
        ("Revenue grew 838%.", "838%"),
        ("Revenue grew 838%.", "838"),
        ("Revenues were $147.8 million.", "$147.8 million"),
        ("Revenues were $147.8 million.", '"147.8 million"'),
        ("It took 1,000 days.", "1000 days"),
        ("It took 1000 days.", "1,000"),
        ("A naïve reader.", "naive"),
        ("A naive reader.", "naïve"),
        ("Joi Itō said so.", "ito"),
        ("Łukasik said so.", "Lukasik"),
        ("The ﬁnal eﬀort.", "final effort"),
        ("The final effort.", "ﬁnal"),
        ("Send an e-mail.", "email"),
        ("Send an email.", "e-mail"),
        ("Send an e-mail.", '"email"'),
        ("Send an e-mail today.", '"an email today"'),
        ("Send an email today.", '"an e-mail today"'),
        ("It took 1,000 days.", '"took 1000 days"'),
        ("All the U.S. markets.", '"the us markets"'),
        ("Send an e-mail to the US offices.", '"an email to the us"'),
        ("Send an e-mail to the US offices.", '"an e-mail to the U.S."'),
        ("Send an email to the U.S. offices.", '"an e-mail to the US"'),
        ("Think long-term.", "long term"),
        ("Think long term.", "long-term"),
        ("Customers – something else.", "customers something"),
        ("Proxies stand in for things.", "proxy"),
        ("THE PROCESS.", "the process"),
        ("La vérité ‘nue’.", '"la verite nue"'),
        ("שלום עולם", "שלום"),
        ("Всё течёт.", "все течет"),
        ("千里之行", "千里之行"),
        ("日本語のテキスト", "日本"),
        ("日本語のテキスト", "日本語"),
        ("日本語のテキスト", "テキスト"),
        ("日本語のテキスト", '"本語"'),
        ("ภาษาไทย", "ไทย"),
        ("C'est l'été d’aujourd’hui.", "ete"),
        ("C'est l'été d’aujourd’hui.", "l'été"),
        ("C'est l'été d’aujourd’hui.", "aujourd'hui"),
        ("O’Reilly said so.", "reilly"),
        ("Made in the U.S.A. by hand.", "usa"),
        ("Made in the U.S.A. by hand.", "U.S.A."),
        ("Made in the USA by hand.", "U.S.A."),
        ("It cost $1,000.50 then.", "1000.50"),
        ("It cost $1,000.50 then.", '"1000.50"'),
        ("It cost 1000.50 then.", "$1,000.50"),
    ],
)
def test_words_are_found_however_they_are_spelled(text: str, typed: str) -> None:
    other = published_quote("Nothing of the kind was ever written.")
    quote = published_quote(text)
    assert quotes(typed) == {quote.pk}, other


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("Disagree or commit.", '"disagree and commit"'),
        ("Disagrees and commits.", '"disagree and commit"'),
        ("Disagree and then commit.", '"disagree and commit"'),
        ("A process.", '"processes"'),
        ("Redo or notice.", '"do or not"'),
        ("The years 1478 and later.", "147.8"),
        ("Long is the term.", '"long-term"'),
        ("日語の本", "日本"),
        ("It’s what he'll say we've done.", "s"),
        ("It’s what he'll say we've done.", "ll"),
        ("Send an e-mail, or co-operate.", '"email cooperate"'),
        ("The rapist ran.", '"therapist ran"'),
        ("Nowhere else.", '"now here"'),
        ("The rapist ran. A therapist was called.", '"therapist ran"'),
        ("Every day life changes; an everyday matter.", '"everyday life"'),
    ],
)
def test_other_words_are_not_found(text: str, typed: str) -> None:
    published_quote(text)
    assert quotes(typed) == set()


def test_a_phrase_does_not_run_from_one_field_into_the_next() -> None:
    published_quote("All is process", speakers=[PersonFactory(name="Grace Hopper")])
    assert quotes('"process grace"') == set()
    assert len(quotes('process "grace hopper"')) == 1


def test_a_quote_is_found_by_speaker_source_and_year() -> None:
    source = SourceFactory(title="Letter to shareholders", year=2016)
    quote = published_quote("Stay.", source=source, speakers=[PersonFactory(name="Joi Itō")])
    for typed in ("ito", "letter shareholders", "stay 2016", "ito letter stay"):
        assert quotes(typed) == {quote.pk}


def test_a_quote_is_found_by_the_words_another_source_gives() -> None:
    letter = stored(SourceFactory(), "Fifty-five percent of beta testers report being satisfied.")
    quote = published_quote("55% of beta testers report being satisfied.")
    cite(quote, letter.source, passage=letter)
    Citation.objects.filter(passage=letter).update(verdict="altered", start=0, end=57)
    other = published_quote("Nothing is certain.")
    cite(other, SourceFactory(), wording="Nothing can be certain, ever.")
    assert quotes("fifty-five percent") == {quote.pk}
    assert quotes('"55%"') == {quote.pk}
    assert quotes("certain ever") == {other.pk}


def test_a_principle_is_found_by_each_of_its_texts() -> None:
    quote = published_quote()
    principle = published_principle(
        quote,
        name="Resist proxies",
        maxim="Keep your eyes on the thing.",
        summary="Surveys mislead.",
        body=f"A *procedure* is a tool [Q{quote.pk}]. See [elsewhere](https://example.org/hidden).",
        aliases=["process as proxy"],
    )
    for typed in ("resist", "eyes", "surveys", "procedure", '"process as proxy"', "elsewhere"):
        assert ("principle", principle.pk) in found(typed)
    assert ("principle", principle.pk) not in found("hidden")


def test_a_source_is_found_by_its_record_and_its_text() -> None:
    book = SourceFactory(title="Collected letters")
    letter = SourceFactory(
        title="Letter",
        year=1997,
        publisher="Amazon",
        summary="On saplings.",
        note="Known by mail.",
        container=book,
    )
    contribute(letter, PersonFactory(name="Jeff Bezos"))
    stored(letter, "Nothing here.\n\nObsess over customers.")
    published_quote(source=letter)
    recorded = ("letter 1997", "amazon", "bezos", "saplings", '"known by mail"')
    for typed in (*recorded, "obsess customers"):
        assert ("source", letter.pk) in found(typed), typed
    assert ("source", letter.pk) in found("collected")


def test_a_text_counts_its_paragraphs_under_one_source() -> None:
    source = SourceFactory()
    stored(source, "One proxy.\n\nNothing.\n\nTwo proxies.")
    stored(source, "Another proxy.")
    published_quote(source=source)
    query = parse("proxy")
    page = find(read(query), filters=Filters())
    assert [(hit.kind, hit.paragraphs) for hit in page.hits] == [("source", 3)]
    assert page.hits[0].paragraph in {"One proxy.", "Two proxies.", "Another proxy."}


@pytest.mark.parametrize("typed", ["apis are forever", '"APIs are forever"', "forever once"])
def test_a_heading_is_found_as_words_of_the_text(typed: str) -> None:
    source = SourceFactory()
    stored(source, "Once customers build on them.", heading="APIs are Forever")
    published_quote(source=source)
    assert found(typed) == [("source", source.pk)]


@pytest.mark.parametrize("access", ["window", "hidden"])
def test_text_that_is_not_shown_is_not_found(access: str) -> None:
    source = SourceFactory(text_access=access)
    passage = stored(source, "The secret is safe.", heading="Some secret is kept")
    published_quote("Other words.", passage=passage)
    assert found("secret") == []
    assert found('"secret is"') == []


def test_drafts_and_withdrawn_entries_are_not_found() -> None:
    quote = QuoteFactory(text="Drafted words.")
    cite(quote, SourceFactory(title="Drafted source"))
    PrincipleFactory(name="Drafted principle")
    gone = published_quote("Drafted and withdrawn.")
    gone.status = "withdrawn"
    gone.save()
    assert found("drafted") == []


def test_words_that_name_a_tag_or_principle_find_what_it_holds() -> None:
    tagged, supporting = published_quote("One."), published_quote("Two.")
    tag(tagged, "large organizations")
    published_principle(supporting, name="Resist proxies", aliases=["stand-ins"])
    assert quotes("large organizations") == {tagged.pk}
    assert quotes("resist proxies") == {supporting.pk}
    assert quotes("stand-ins") == {supporting.pk}
    assert quotes("large") == set()
    assert quotes('"resist proxies"') == set()


def test_a_draft_principle_names_nothing() -> None:
    quote = published_quote("One.")
    support(PrincipleFactory(name="Resist proxies"), quote)
    assert found("resist proxies") == []


def test_permanent_numbers_lead_to_their_entry_first() -> None:
    first, second = published_quote("Nothing on 4 here."), published_quote("All else.")
    principle = published_principle(first, second)
    assert found(f"Q{second.pk}")[0] == ("quote", second.pk)
    assert found(f"s{first.citations.get().source_id}")[0][0] == "source"
    assert found(str(principle.pk))[0] == ("principle", principle.pk)
    assert found(f"{principle.pk}.2")[0] == ("quote", second.pk)
    assert found(f"{principle.pk}.3") == []


def test_numbers_that_share_thousands_or_rest_are_told_apart() -> None:
    source = SourceFactory(number=345)
    for number in (345, 1_345, 1_346):
        published_quote(source=source, number=number)
    assert found("Q345") == [("quote", 345)]
    assert found("Q1345") == [("quote", 1_345)]
    assert found("Q1346") == [("quote", 1_346)]
    assert found("Q346") == []
    assert found("S345") == [("source", 345)]
    assert quotes("source:345") == quotes("source:0345") == {345, 1_345, 1_346}
    assert found("source:1345") == []


def test_a_filter_that_names_nothing_public_finds_nothing() -> None:
    draft = QuoteFactory()
    tag(draft, "hidden")
    published_quote()
    assert found("", tag=("hidden",)) == []
    assert found("", source="no-such-source") == []
    assert ("tag", "hidden") not in read(parse(""), Filters.of(tag=("hidden",))).filters


# The editors' desk --------------------------------------------------------------------------------


def test_editors_find_drafts_by_the_same_words() -> None:
    quote = QuoteFactory(text="Naïve words in a draft.")
    cite(quote, SourceFactory(title="Secret letter", text_access="hidden"))
    speak(quote, PersonFactory(name="Joi Itō", sort_name="Itō, Joi"))
    principle = PrincipleFactory(name="Resist proxies")
    other = QuoteFactory(text="Other words.")
    assert list(matching_numbers(Quote.objects.all(), "naive ito")) == [quote]
    assert list(matching_numbers(Quote.objects.exclude(pk=quote.pk), "words")) == [other]
    assert list(matching_numbers(Principle.objects.all(), "proxy")) == [principle]
    assert [s.title for s in matching_numbers(Source.objects.all(), "letter")] == ["Secret letter"]


def test_editors_find_drafts_by_what_is_said_about_them() -> None:
    book = SourceFactory(title="Zzz", identifiers={"isbn": "9780691127026"}, publisher="Zebra")
    passage = stored(book, "Words.", heading="Wrapping Up")
    quote = QuoteFactory(text="Words.", note="Said of yaks.")
    cite(quote, book, passage=passage)
    support(PrincipleFactory(), quote, note="Not yet.")
    for typed in ("yaks", "wrapping up", "zebra words", "words -walrus"):
        assert list(matching_numbers(Quote.objects.all(), typed)) == [quote], typed
    assert list(matching_numbers(Source.objects.all(), "9780691127026")) == [book]
    assert list(matching_numbers(Quote.objects.all(), "yaks -said")) == []


def test_editors_find_no_other_real_word_beside_the_one_they_typed() -> None:
    quote = QuoteFactory(text="Fear of far places.")
    published_quote("A far place.")
    refresh()
    assert list(matching_numbers(Quote.objects.all(), "fear")) == [quote]


def test_editors_find_a_source_by_its_stored_words() -> None:
    passage = PassageFactory(text="Stored words.", source__text_access="hidden")
    assert list(matching_numbers(Source.objects.all(), '"stored words"')) == [passage.source]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ('speed -"day 1"', {"Speed matters."}),
        ("speed -day", {"Speed matters."}),
        ("-speed", {"It is day 1."}),
        ('-"day 1"', {"Speed matters."}),
        ('speed or "day 1"', {"Speed matters.", "It is day 1.", "Speed on day 1."}),
        ('"day 1" or speed', {"Speed matters.", "It is day 1.", "Speed on day 1."}),
        ('matters or "day 1" -speed', {"It is day 1."}),
        ('speed "day 1" or matters', {"Speed matters.", "Speed on day 1."}),
    ],
)
def test_editors_leave_out_and_ask_for_either_as_readers_do(typed: str, expected: set[str]) -> None:
    source = SourceFactory(title="Zzz")
    for text in ("Speed matters.", "It is day 1.", "Speed on day 1."):
        published_quote(text, source=source)
    desk = matching_numbers(Quote.objects.all(), typed)
    assert {quote.text for quote in desk} == expected
    assert {quote.pk for quote in desk} == quotes(typed)


def test_an_editor_who_leaves_a_word_out_finds_no_source_by_its_paragraphs() -> None:
    source = SourceFactory(title="About speed")
    stored(source, "Nothing of the kind.")
    other = SourceFactory(title="About time")
    assert list(matching_numbers(Source.objects.all(), "-speed")) == [other]


def test_the_last_word_may_be_unfinished() -> None:
    quote = QuoteFactory(text="Experiment continuously.")
    assert list(matching_numbers(Quote.objects.all(), "continuously experime")) == [quote]
    assert list(matching_numbers(Quote.objects.all(), "experime continuously")) == []
    assert list(matching_numbers(Quote.objects.all(), "day or experime")) == [quote]
    assert list(matching_numbers(Quote.objects.all(), '"day 1" or experime')) == [quote]
    assert list(matching_numbers(Quote.objects.all(), "experime -day")) == []


def test_a_phrase_is_never_unfinished() -> None:
    QuoteFactory(text="It is day 10.")
    assert list(matching_numbers(Quote.objects.all(), '"day 1"')) == []
    assert list(matching_numbers(Quote.objects.all(), '"day 1" or speed')) == []


def test_nothing_typed_keeps_everything_and_signs_find_nothing() -> None:
    quote = QuoteFactory()
    assert list(matching_numbers(Quote.objects.all(), "  ")) == [quote]
    assert list(matching_numbers(Quote.objects.all(), "???")) == []


def test_an_editor_finds_an_entry_by_its_number() -> None:
    quote = QuoteFactory(text="Nothing.")
    assert list(matching_numbers(Quote.objects.all(), f"Q{quote.pk}")) == [quote]


def test_the_desk_takes_no_other_words_beside_what_is_quoted() -> None:
    published_quote("The customer comes first.")
    day = published_quote("Day 1 is here: send an e-mail today.")
    Synonyms.objects.create(words="client, customer")
    refresh()
    for typed in ('"day 1" or custmer', '"day 1" or client', '"send an email" or custmer'):
        assert list(matching_numbers(Quote.objects.all(), typed)) == [day], typed
