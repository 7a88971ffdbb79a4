"""The entry that somebody means who pastes its number or its address and nothing else."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.urls import Resolver404, resolve, reverse

from principles.search.deadline import TooBroadError, all_in_time
from principles.search.filters import Filters
from principles.search.pages import result_page
from principles.search.query import parse

LONGEST = 500  # characters of an address of an entry
ENTRIES = {
    *("quote", "quote-number", "principle", "principle-number"),
    *("source", "source-number", "person", "tag"),
}


def entry_address(text: str, *, host: str) -> str:
    """Return the address of the entry that is meant: Q44, S2, 4.2 or a link to this site.

    Empty where it is anything else; three queries at most, for a number.
    """
    text = text.strip()
    if not text or len(text) > LONGEST or len(text.split()) > 2:
        return ""
    return _linked(text, host) or _numbered(text)


def _linked(text: str, host: str) -> str:
    """Return the path of a link to an entry of this site, and no other site's."""
    try:
        link = urlsplit(text)
        is_ours = link.netloc in {host, urlsplit(settings.SITE_URL).netloc}
        is_entry = resolve(link.path).url_name in ENTRIES
    except (ValueError, Resolver404):
        return ""
    if link.scheme not in {"http", "https"} or not is_ours or not is_entry:
        return ""
    return link._replace(scheme="", netloc="").geturl()


def _numbered(text: str) -> str:
    query = parse(text)
    if not query.names_an_entry:
        return ""
    try:
        with all_in_time():
            found = result_page(query, Filters()).numbered
    except TooBroadError:
        return ""
    return reverse(f"{found.kind}-number", args=[found.number]) if found else ""
