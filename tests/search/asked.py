"""A search as a reader asks it."""

from principles.search.filters import Filters
from principles.search.pages import ResultPage, result_page
from principles.search.query import parse
from principles.search.results import results


def page(typed: str, **filters: str) -> ResultPage:
    """Return the first page of what is found for what was typed, under the filters."""
    return result_page(parse(typed), Filters.of(**filters))


def texts(typed: str) -> list[str]:
    """Return the words of the quotes on that page, in their order."""
    asked = page(typed)
    return [result.entry.text for result in results(asked.found.hits, asked.reading)]
