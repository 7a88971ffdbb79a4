"""What readers type into the search of the seed, and what it finds: all of it, on the content."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from principles.provenance.anchoring import keeping_anchors
from principles.provenance.verification import recompute
from principles.search.filters import Filters
from principles.search.lexicon import refresh
from principles.search.pages import ResultPage, result_page
from principles.search.query import parse
from principles.transfer import import_bundle, read_bundle

pytestmark = pytest.mark.django_db

ROOT = Path(__file__).resolve().parents[2]
LETTERS = {"principle": "P", "quote": "Q", "source": "S"}
CASES: list[dict[str, Any]] = [
    {"kind": kind, **case, "q": typed}
    for kind, cases in tomllib.loads(
        (Path(__file__).parent / "queries.toml").read_text(encoding="utf-8")
    ).items()
    for case in cases
    for typed in ([case["q"]] if isinstance(case["q"], str) else case["q"])
]


@pytest.fixture(scope="module", autouse=True)
def _content(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Load the content once for all these tests, and take it back at the end."""
    with django_db_blocker.unblock(), transaction.atomic():
        bundle = read_bundle(ROOT / "fixtures")
        import_bundle(bundle, recompute=recompute, keeping_anchors=keeping_anchors)
        refresh()
        yield
        transaction.set_rollback(True)


def page(typed: str) -> ResultPage:
    return result_page(parse(typed), Filters())


def entries(found: ResultPage) -> list[str]:
    return [f"{LETTERS[hit.kind]}{hit.number}" for hit in found.found.hits]


@pytest.mark.parametrize("case", CASES, ids=[f"{c['kind']}: {c['q'][:50]}" for c in CASES])
def test_a_query_finds_what_is_right(case: dict[str, Any]) -> None:
    found = page(case["q"])
    shown = entries(found)
    if "first" in case:
        assert shown[:1] == [case["first"]]
    if within := case.get("within"):
        there = [entry in shown[: within["n"]] for entry in within["of"]]
        assert all(there) if within.get("all") else any(there), shown
    if without := case.get("not_within"):
        assert not set(shown[: without["n"]]) & set(without["of"])
    if "same" in case:
        assert shown == entries(page(case["same"]))
    if case.get("uncorrected"):
        assert found.did_you_mean is None
    if case.get("nothing"):
        assert shown == []
