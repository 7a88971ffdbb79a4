"""How often the verifier is wrong: labelled claims sent to a running site, and what came back."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.urls import reverse

from principles.pasted.error_rates import FILE
from tests.benchmarks import (
    corpus,
    database,
    false_claims,
    figures,
    misattributed,
    rated_base,
    rated_texts,
    true_claims,
    web,
)
from tests.benchmarks.labelled import Labelled, labelled
from tests.benchmarks.loading import Say

EACH_TRUE, EACH_FALSE, EACH_WRONG = 25, 20, 20  # claims of each kind
FOUND = ("verbatim", "elided")
WEAKEST = ("", *FOUND, "altered", "unverified")
SEED = "report"


@dataclass(frozen=True, slots=True)
class Answer:
    """What was said of a paste: the weakest verdict of its claims, its names and its places."""

    verdict: str
    names: Sequence[str]
    places: Sequence[str]

    @classmethod
    def of(cls, found: dict[str, Any]) -> Answer:
        """Return what an answer as JSON says."""
        claims = found.get("claims", [])
        verdicts = [claim[key] or "" for claim in claims for key in ("verdict", "whole")]
        return cls(
            max(verdicts, key=WEAKEST.index, default=""),
            _outcomes(claims, "speaker"),
            _outcomes(claims, "place"),
        )


def _outcomes(claims: Iterable[dict[str, Any]], key: str) -> list[str]:
    return [claim[key]["outcome"] if claim[key] else "" for claim in claims]


@dataclass(frozen=True, slots=True)
class Rated:
    """A labelled claim with the answer it got."""

    claim: Labelled
    answer: Answer

    @property
    def is_false_verbatim(self) -> bool:
        """Say whether words that no text has were called verbatim or elided."""
        return not self.claim.is_true and self.answer.verdict in FOUND

    @property
    def is_missed(self) -> bool:
        """Say whether words that a text has were called neither."""
        return self.claim.is_true and self.answer.verdict not in FOUND

    @property
    def is_loose(self) -> bool:
        """Say whether what leaves words out was called verbatim, or the other way round."""
        both = {self.claim.verdict, self.answer.verdict}
        return both == set(FOUND)

    @property
    def is_wrong_name(self) -> bool:
        """Say whether something else was told of a name than what is right."""
        names = self.answer.names
        return bool(self.claim.name) and (not names or set(names) != {self.claim.name})

    @property
    def is_wrong_place(self) -> bool:
        """Say whether something else was told of a year or a work than what is right."""
        places = self.answer.places
        return bool(self.claim.place) and (not places or set(places) != {self.claim.place})

    @property
    def passes_wrong_name(self) -> bool:
        """Say whether a name, year or work that is not right was said to agree."""
        given = ((self.claim.name, self.answer.names), (self.claim.place, self.answer.places))
        return any(right not in {"", "agrees"} and "agrees" in told for right, told in given)


def rating(folder: Path, *, part: str, say: Say) -> dict[str, Any]:
    """Return the error rates with every claim that was judged wrongly; publish those of the report.

    The claims of the other parts are for tuning, and are published nowhere.
    """
    stock = rated_texts.stock(folder, rated_base.FIXTURES)
    claims = [
        claim
        for makers, each in (
            (true_claims.MAKERS, EACH_TRUE),
            (false_claims.MAKERS, EACH_FALSE),
            (misattributed.MAKERS, EACH_WRONG),
        )
        for claim in labelled(stock, makers, each=each, seed=part)
    ]
    with database.using(rated_base.NAME):
        rated_base.base(folder, stock, say=say)
        with web.server(rated_base.NAME) as running:
            rated, rules = _rated(running, claims)
    found = {"rules": rules, "corpus": corpus.fingerprint(folder)[:16], **counted(rated)}
    say(_said(found))
    if part == SEED:
        _publish(found)
    return found


def _rated(running: web.Server, claims: Sequence[Labelled]) -> tuple[list[Rated], int]:
    rated: list[Rated] = []
    rules = 0
    for claim in claims:
        status, body, _ = running.post(reverse("api-verify"), {"text": claim.text})
        if status != 200:
            raise RuntimeError(f"A claim was answered with {status}: {claim.text}")
        found = json.loads(body)
        rules = found["rules"]
        rated.append(Rated(claim, Answer.of(found)))
    return rated, rules


def counted(rated: Sequence[Rated]) -> dict[str, Any]:
    """Return the rates, the same by kind, and what was judged wrongly."""
    true = [one for one in rated if one.claim.is_true]
    false = [one for one in rated if not one.claim.is_true]
    named = [one for one in rated if one.claim.name]
    placed = [one for one in rated if one.claim.place]
    wrong = [one for one in named if {one.claim.name, one.claim.place} - {"", "agrees"}]
    return {
        "rates": {
            "false_verbatim": rate(sum(one.is_false_verbatim for one in false), len(false)),
            "missed_true": rate(sum(one.is_missed for one in true), len(true)),
            "name_wrong": rate(sum(one.is_wrong_name for one in named), len(named)),
            "place_wrong": rate(sum(one.is_wrong_place for one in placed), len(placed)),
            "wrong_passed": rate(sum(one.passes_wrong_name for one in wrong), len(wrong)),
        },
        "kinds": _by_kind(rated),
        "verdicts_of_false": dict(Counter(one.answer.verdict or "none" for one in false)),
        "loose": sum(one.is_loose for one in rated),
        "wrong": [_told(one) for one in rated if _is_wrong(one)],
    }


def rate(count: int, tried: int) -> dict[str, Any]:
    """Return a count with the 95 % interval of its share."""
    low, high = figures.interval(count, tried)
    return {"count": count, "of": tried, "low": round(low, 4), "high": round(high, 4)}


def _is_wrong(one: Rated) -> bool:
    return (
        one.is_false_verbatim
        or one.is_missed
        or one.is_loose
        or one.is_wrong_name
        or one.is_wrong_place
    )


def _by_kind(rated: Sequence[Rated]) -> list[dict[str, Any]]:
    tried = Counter((one.claim.is_true, one.claim.kind) for one in rated)
    wrong = Counter(
        (one.claim.is_true, one.claim.kind)
        for one in rated
        if one.is_false_verbatim or one.is_missed
    )
    return [
        {"kind": kind, "is_true": is_true, "count": wrong[is_true, kind], "of": count}
        for (is_true, kind), count in tried.items()
    ]


def _told(one: Rated) -> dict[str, Any]:
    claim, answer = one.claim, one.answer
    return {
        "kind": claim.kind,
        "text": claim.text,
        "right": [claim.verdict or "altered or unverified", claim.name, claim.place],
        "said": [answer.verdict or "none", list(answer.names), list(answer.places)],
    }


def _said(found: dict[str, Any]) -> str:
    return "\n".join(
        f"  {name}: {one['count']} of {one['of']}, {100 * one['low']:.1f}–{100 * one['high']:.1f} %"
        for name, one in found["rates"].items()
    )


def _publish(found: dict[str, Any]) -> None:
    """Write the file that the page on verification reads."""
    kept = {
        "measured": datetime.now(UTC).date().isoformat(),
        "rules": found["rules"],
        "corpus": found["corpus"],
        "rates": found["rates"],
        "kinds": found["kinds"],
    }
    text = json.dumps(kept, indent=1, ensure_ascii=False)
    FILE.write_text(text + "\n", encoding="utf-8")
