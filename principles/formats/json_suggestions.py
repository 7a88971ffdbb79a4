"""What is offered while a reader types, as JSON."""

from __future__ import annotations

from urllib.parse import urlencode

from django.urls import reverse

from principles.formats.shapes import SuggestionsShape
from principles.models import Quote
from principles.search.suggestions import Suggestions


def suggestions_json(suggested: Suggestions, *, base: str) -> SuggestionsShape:
    """Return the suggestions; `base` is the site's address without a slash at its end."""
    return {
        "query": suggested.typed,
        "completions": [
            {"text": text, "url": f"{base}{reverse('search')}?{urlencode({'q': text})}"}
            for text in suggested.completions
        ],
        "quotes": [
            {
                "number": quote.number,
                "text": quote.text,
                "url": base + Quote(number=quote.number, text=quote.text).get_absolute_url(),
            }
            for quote in suggested.quotes
        ],
        "principles": [
            {
                "number": entry.number,
                "name": entry.name,
                "url": base + reverse("principle", args=[entry.slug]),
                "alias": entry.alias or None,
            }
            for entry in suggested.of_kind("principle")
        ],
        "people": [
            {"name": entry.name, "url": base + reverse("person", args=[entry.slug])}
            for entry in suggested.of_kind("person")
        ],
        "sources": [
            {
                "number": entry.number,
                "title": entry.name,
                "called": entry.called,
                "year": entry.year,
                "url": base + reverse("source", args=[entry.slug]),
            }
            for entry in suggested.of_kind("source")
        ],
        "tags": [
            {"name": entry.name, "url": base + reverse("tag", args=[entry.slug])}
            for entry in suggested.of_kind("tag")
        ],
    }
