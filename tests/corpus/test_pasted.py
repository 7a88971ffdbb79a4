"""What readers paste of the seed, and the verdicts it gets: all of checking, on the content."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from principles.models import Passage, Quote
from principles.pasted import Judgement, Match, check
from principles.text import sentences, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("content")]

GOLDEN = Path(__file__).resolve().parents[1] / "provenance" / "golden" / "pasted.toml"
CASES: list[dict[str, Any]] = tomllib.loads(GOLDEN.read_text(encoding="utf-8"))["case"]
LEAST_CASES = 60
PASTES: list[dict[str, Any]] = [
    {"kind": kind, **case}
    for kind, cases in tomllib.loads(
        (Path(__file__).parent / "pastes.toml").read_text(encoding="utf-8")
    ).items()
    for case in cases
    if "text" in case
]


def only(text: str) -> Judgement:
    [claim] = check(text).claims
    return claim


def best(text: str) -> Match:
    match = only(text).best
    assert match is not None
    return match


def test_there_are_sixty_cases_and_none_twice() -> None:
    assert len({case["text"] for case in CASES}) == len(CASES) >= LEAST_CASES


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:60] for case in CASES])
def test_a_real_case_has_its_verdict(case: dict[str, Any]) -> None:
    checked = check(case["text"])
    assert str(checked.verdict) == case["verdict"]
    found = checked.claims[0]
    assert found.typography_only is case.get("typography_only", False)
    assert found.negates is case.get("negates", False)
    assert (found.credit.outcome if found.credit else "") == case.get("credit", "")
    if case["verdict"] == "unverified":
        assert found.matches == ()
        return
    assert found.best is not None
    assert found.best.source is not None
    assert found.best.source.slug == case.get("source", found.best.source.slug)
    if "marked" in case:
        first = found.best.differences[0]
        assert [first.source_words, first.quote_words] == case["marked"]


@pytest.mark.parametrize("case", PASTES, ids=[f"{c['kind']}: {c['text'][:50]}" for c in PASTES])
def test_a_paste_is_told_what_is_right(case: dict[str, Any]) -> None:
    claims = check(case["text"]).claims
    told = {
        "verdicts": [str(c.verdict) if c.verdict else "short" for c in claims],
        "names": [str(c.credit.outcome) if c.credit else "none" for c in claims],
        "places": [str(c.place.outcome) if c.place else "none" for c in claims],
        "whole": next((str(c.whole) for c in claims if c.whole), None),
    }
    assert {key: value for key, value in told.items() if key in case} == {
        key: value for key, value in case.items() if key in told
    }


def test_every_sentence_of_every_stored_text_is_verbatim_in_its_passage() -> None:
    for passage in Passage.objects.select_related("source"):
        for start, end in sentences(passage.text):
            if not any(words(passage.text[start:end])):
                continue
            for found in check(passage.text[start:end]).claims:
                assert found.verdict == "verbatim", found.text
                assert any(
                    match.passage == passage and match.verdict == "verbatim"
                    for match in found.matches
                ), found.text


def test_every_quote_on_record_is_found_as_it_is_recorded() -> None:
    for quote in Quote.objects.published():
        checked = check(quote.text)
        on_record = {m.quote.number for s in checked.claims for m in s.matches if m.quote}
        assert quote.number in on_record, quote
        if quote.verdict == "verbatim":
            assert checked.verdict == "verbatim", quote
