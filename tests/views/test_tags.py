"""The register of tags and the page of one."""

import pytest
from django.test import Client

from tests.factories import QuoteFactory, TagFactory, published_principle, published_quote, tag

pytestmark = pytest.mark.django_db


def test_tags_are_counted_by_what_is_published(client: Client) -> None:
    published_principle(published_quote(tags=["ships"]), tags=["ships"])
    tag(QuoteFactory(), "ships", "secret")
    TagFactory(name="unused")
    page = client.get("/tags/").content.decode()
    assert "1 quote, 1 principle" in page
    assert "secret" not in page
    assert "unused" not in page


def test_an_empty_register_says_so(client: Client) -> None:
    assert "No tags yet" in client.get("/tags/").content.decode()


def test_a_tag_shows_principles_and_quotes(client: Client) -> None:
    published_principle(published_quote("Ships sail.", tags=["ships"]), name="Sail", tags=["ships"])
    page = client.get("/tags/ships/").content.decode()
    assert "Sail</a>" in page
    assert "“Ships sail.”" in page
    assert "1 principle and 1 quote" in page


def test_a_tag_that_only_drafts_carry_is_not_found(client: Client) -> None:
    tag(QuoteFactory(), "secret")
    assert client.get("/tags/secret/").status_code == 404
