"""What readers type into the search of the seed, and what it finds: all of it, on the content."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from principles.search.pages import ResultPage
from tests.search.asked import page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("content")]

LETTERS = {"principle": "P", "quote": "Q", "source": "S"}
CASES: list[dict[str, Any]] = [
    {"kind": kind, **case, "q": typed}
    for kind, cases in tomllib.loads(
        (Path(__file__).parent / "queries.toml").read_text(encoding="utf-8")
    ).items()
    for case in cases
    for typed in ([case["q"]] if isinstance(case["q"], str) else case["q"])
]


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
