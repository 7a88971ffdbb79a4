"""Questions: which words are about quotes, and which name a person or a year."""

import pytest
from django.test import Client

from principles.models import Quote
from principles.search.filters import Filters
from principles.search.lexicon import refresh
from principles.search.pages import result_page
from principles.search.query import parse
from principles.search.questions import question
from tests.factories import PersonFactory, SourceFactory, published_quote
from tests.search.asked import page

FORMS = [
    ("who said day 2 is stasis", "who said", ""),
    ("what did bezos say about surveys", "what did say about", "bezos"),
    ("when did joi ito first say it", "when did first say", "joi ito"),
    ("what bezos says about failure", "what says about", "bezos"),
    ("surveys said by bezos", "said by", "bezos"),
    ("quotes by joi ito about failure", "quotes by", "joi ito"),
    ("quotes from 1997", "quotes from", "1997"),
    ("is there a quote about failure by joi ito", "is there a quote about", "joi ito"),
    ("principles on speed", "principles on", ""),
    ("first principles", "", ""),
    ("said yes", "", ""),
    ("quotes", "", ""),
    ("who said", "", ""),
    ("on principle", "", ""),
]


@pytest.mark.parametrize(("typed", "about", "named"), FORMS)
def test_words_about_quotes_are_left_out_in_their_forms_alone(
    typed: str, about: str, named: str
) -> None:
    words = typed.split()
    found = question(words)
    assert " ".join(words[place] for place in sorted(found.about)) == about
    assert " ".join(words[place] for place in found.named) == named
    assert found.is_sure


def test_words_before_quotes_are_not_surely_a_name() -> None:
    found = question(["customer", "quotes"])
    assert (found.about, found.named, found.is_sure) == ((1,), (0,), False)


@pytest.fixture
def base(db: None) -> None:
    letter = SourceFactory(kind="letter", title="A memo", year=1997)
    book = SourceFactory(kind="book", title="A volume", year=2016)
    nixle, joe = PersonFactory(name="Ada Nixle"), PersonFactory(name="Joe Page")
    published_quote("Surveys mislead us.", source=letter, speakers=[nixle])
    published_quote("Surveys mislead everybody.", source=book, speakers=[joe])
    published_quote("A page of surveys.", source=book)
    refresh()


def texts(typed: str) -> list[str]:

    hits = [hit for hit in page(typed).found.hits if hit.kind == "quote"]
    return [Quote.objects.get(pk=hit.number).text for hit in hits]


@pytest.mark.usefixtures("base")
@pytest.mark.parametrize(
    ("typed", "senses"),
    [
        ("nixle surveys", [("nixle", "name")]),
        ("ada nixle surveys", [("ada nixle", "name")]),
        ("what did page say about surveys", [("page", "name")]),
        ("surveys page", []),
        ("nixle", []),
        ("nixle dinosaurs", [("nixle", "name")]),
        ("surveys 1997", [("1997", "year")]),
        ("surveys 1850", []),
        ("surveys letter 1997", [("letter 1997", "kind and year")]),
        ("surveys book 1997", [("1997", "year")]),
        ("nixle surveys 1997", [("nixle", "name"), ("1997", "year")]),
        ('"nixle" surveys', []),
    ],
)
def test_what_names_something_beside_other_words_is_read_so(
    typed: str, senses: list[tuple[str, str]]
) -> None:
    found = [(words, sense) for words, sense, _ in page(typed).read_as]
    if typed == "surveys book 1997":  # nothing of 1997 has the word "book", so it is a word
        assert found == []
        return
    assert found == senses


@pytest.mark.usefixtures("base")
def test_a_name_narrows_the_results_to_the_person() -> None:
    assert texts("nixle surveys") == ["Surveys mislead us."]


@pytest.mark.usefixtures("base")
def test_a_question_finds_what_its_words_find() -> None:
    assert texts("what did nixle say about surveys") == texts("nixle surveys")


@pytest.mark.usefixtures("base")
@pytest.mark.parametrize("typed", ["quotes by nixle", "nixle quotes", "said by nixle"])
def test_a_name_alone_finds_what_the_person_said(typed: str) -> None:
    assert texts(typed) == ["Surveys mislead us."]


@pytest.mark.usefixtures("base")
@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("ada nixle surveys volume", ""),
        ("ada nixle volume", "Nothing of “ada nixle” has the other word."),
        ("nixle dinosaurs", "Nothing that is searched has “<bdi>dinosaurs</bdi>”."),
    ],
)
def test_a_name_alone_does_not_answer_for_the_words_beside_it(
    client: Client, typed: str, sentence: str
) -> None:
    html = client.get("/search/", {"q": typed}).content.decode()
    assert sentence in html
    assert ("Surveys mislead us" in html.replace("<mark>", "").replace("</mark>", "")) is not bool(
        sentence
    )
    assert ('Everything of <a href="/people/ada-nixle/">Ada Nixle</a>' in html) is bool(sentence)


@pytest.mark.usefixtures("base")
def test_a_filter_does_not_change_what_a_word_is_read_as() -> None:
    assert page("nixle surveys", kind="source").senses == page("nixle surveys").senses
    assert page("nixle surveys", kind="source").found.total == 0


@pytest.mark.usefixtures("base")
@pytest.mark.parametrize("typed", ["nixle surveys", "ada nixle surveys volume", "ada nixle volume"])
def test_no_page_changes_what_a_word_is_read_as(typed: str) -> None:
    later = result_page(parse(typed), Filters(), number=9, sort="year")
    assert later.senses == page(typed).senses


@pytest.mark.usefixtures("base")
def test_words_that_stand_in_a_row_are_no_name_and_no_year() -> None:
    published_quote("The nixle surveys are late.")
    refresh()
    assert page("nixle surveys").senses == ()


@pytest.mark.usefixtures("base")
def test_the_page_says_what_was_read_and_leads_back(client: Client) -> None:
    html = client.get("/search/", {"q": "who said nixle surveys"}).content.decode()
    assert "“<bdi>nixle</bdi>” was read as a name." in html
    assert 'href="?q=who+said+%22nixle%22+surveys"' in html
    assert "Not searched, as words about quotes: “<bdi>who said</bdi>”" in html
    assert 'href="?q=%22who%22+%22said%22+nixle+surveys"' in html
