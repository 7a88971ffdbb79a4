"""What the collection says of itself."""

import pytest
from django.test import Client
from django.utils.html import escape

from principles.text import FOLDING_RULES
from tests.factories import published_quote

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


@pytest.mark.parametrize("word", ["Verbatim", "Elided", "Altered", "Unverified"])
def test_verification_explains_each_verdict(client: Client, word: str) -> None:
    page = client.get("/about/verification/").content.decode()
    assert f"<span>{word}</span>" in page.split('class="wide verdicts"')[1]
