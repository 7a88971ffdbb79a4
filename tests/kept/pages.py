"""Every kind of public page of a small base, and how to ask for it."""

from typing import Any

from django.test import Client

from principles.models import Principle, Quote, Source
from tests.factories import (
    PersonFactory,
    published_principle,
    published_quote,
    stored,
    tag,
)

TEXT = "Good intentions never work. You need good mechanisms to make anything happen."


def base() -> None:
    """Make an entry of each kind, each of which leads to the others."""
    source = published_quote("Day one is vital.").citations.get().source
    stored(source, TEXT)
    quote = published_quote(
        "Good intentions never work.", source=source, speakers=[PersonFactory(name="Ann Author")]
    )
    tag(quote, "mechanisms")
    published_principle(quote, name="Build mechanisms")


def addresses() -> list[str]:
    """Return an address of each kind of public page."""
    entries: list[Any] = [Quote.objects.last(), Principle.objects.get(), Source.objects.first()]
    return [
        *(entry.get_absolute_url() for entry in entries),
        *("/", "/principles/", "/sources/", "/people/", "/people/ann-author/"),
        *("/tags/", "/tags/mechanisms/", "/about/", "/about/verification/", "/verify/"),
        *("/search/", "/search/?q=good", "/search.json?q=intentions", "/suggest/?q=goo"),
        f"/report/{Quote.objects.last().number}/",  # type: ignore[union-attr]  # there is one
    ]


def fresh(address: str) -> bytes:
    """Return the body of an answer that is made for this request alone."""
    return Client(headers={"Authorization": "none"}).get(address).content
