"""What the collection says of itself."""

import inspect
import re

import pytest
from django.test import Client
from django.utils.html import escape
from django.utils.text import slugify

from principles.pasted.examples import EXAMPLES as PASTED
from principles.pasted.examples import PastedExample
from principles.provenance.collation import NEGATIONS
from principles.provenance.examples import EXAMPLES, Example
from principles.provenance.verification import recompute
from principles.templatetags import differences, reasons
from principles.templatetags.wording import listed
from principles.text import FOLDING_RULES
from tests.factories import SourceFactory, published_quote, stored

pytestmark = pytest.mark.django_db


def test_about_counts_what_is_published(client: Client) -> None:
    published_quote()
    assert "0 principles, 1 quote, 1 source" in client.get("/about/").content.decode()


def test_verification_prints_the_folding_rules_as_they_are_applied(client: Client) -> None:
    page = client.get("/about/verification/").content.decode()
    for name, explanation, left, right in FOLDING_RULES:
        assert escape(name) in page
        assert escape(explanation) in page
        assert escape(left) in page
        assert escape(right) in page


def test_the_foot_of_a_page_is_true_of_words_that_a_stored_text_lacks(client: Client) -> None:
    passage = stored(SourceFactory(), "Something else altogether.")
    quote = published_quote("These words are not in it.", passage=passage)
    recompute()
    page = client.get(quote.get_absolute_url()).content.decode()
    assert "Nothing close to these words stands in the passage that is named." in page
    assert "No stored source to compare with" not in page
    assert "No stored text has these words." in page


@pytest.mark.parametrize("word", ["Verbatim", "Elided", "Altered", "Unverified"])
def test_verification_explains_each_verdict(client: Client, word: str) -> None:
    page = client.get("/about/verification/").content.decode()
    assert f"<span>{word}</span>" in page.split('class="wide verdicts"')[1]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_verification_prints_every_rule_with_its_example_and_an_anchor(
    client: Client, example: Example
) -> None:
    page = client.get("/about/verification/").content.decode()
    row = page.split(f'<tr id="{slugify(example.name)}">')[1].split("</tr>")[0]
    for words in (example.rule, example.source, example.quote):
        assert escape(words) in row
    assert f"<span>{example.outcome.capitalize()}</span>" in row


@pytest.mark.parametrize("example", PASTED, ids=lambda example: example.title)
def test_verification_prints_every_rule_for_a_pasted_text(
    client: Client, example: PastedExample
) -> None:
    page = client.get("/about/verification/").content.decode()
    row = page.split(f'<tr id="{slugify(example.title)}">')[1].split("</tr>")[0]
    for words in (example.rule, example.pasted, example.told):
        assert escape(words) in row


def test_every_link_to_a_rule_from_an_answer_leads_to_one(client: Client) -> None:
    places = set(re.findall(r' id="([^"]+)"', client.get("/about/verification/").content.decode()))
    modules = (reasons, differences)
    named = re.findall(r'rule_link\(\s*"([^"]+)"', "".join(map(inspect.getsource, modules)))
    assert named
    assert set(named) <= places


def test_verification_names_every_negation(client: Client) -> None:
    page = client.get("/about/verification/").content.decode()
    assert f"the words {listed(sorted(NEGATIONS))}, and" in page


def test_the_places_of_the_page_on_verification_have_one_name_each(client: Client) -> None:
    page = client.get("/about/verification/").content.decode()
    names = re.findall(r' id="([^"]+)"', page)
    assert len(names) == len(set(names))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(names)
