"""Paste to verify, over HTTP: how long it takes and how often it is right."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from tests.benchmarks import corpus, database, figures, pastes, texts, web
from tests.benchmarks.loading import Say
from tests.benchmarks.pastes import KINDS, Paste

JUDGED = 100  # pastes of each kind whose verdict is looked at
TIMED = 40  # pastes of each kind that are timed
LONG = 10  # pastes of 2,000 words
RUNS = 5


def verifying(folder: Path, size: str, *, part: str, say: Say) -> dict[str, Any]:
    """Return times by kind, those of long pastes, and the share of right verdicts by kind."""
    name = texts.name_of(size)
    passages = list(texts.passages(corpus.corpus(folder, size)))
    made = pastes.pastes(passages, JUDGED, seed=part)
    long = [pastes.long_paste(passages, seed=f"{part} {number}") for number in range(LONG)]
    with database.using(name):
        loaded = texts.base(folder, size, say=say)
        with web.server(name) as running:
            judged = _judged(running, made)
            say(f"  verdicts: {len(made)}")
            timed = _timed(running, made[: TIMED * len(KINDS)])
            return {
                "load": loaded,
                "judged": judged,
                **timed,
                "long": _long(running, long),
                "memory_bytes": running.memory(),
            }


def _judged(running: web.Server, made: Sequence[Paste]) -> dict[str, Any]:
    right: Counter[str] = Counter()
    for paste in made:
        status, body, _ = running.get(f"{reverse('api-verify')}?{urlencode({'text': paste.text})}")
        if status == 200 and _is_right(json.loads(body), paste):
            right[paste.kind] += 1
    kinds = {
        kind: {"share": right[kind] / JUDGED, "interval": figures.wilson(right[kind], JUDGED)}
        for kind in KINDS
    }
    return {"kinds": kinds, "share": right.total() / len(made)}


def _is_right(found: dict[str, Any], paste: Paste) -> bool:
    """Tell whether the verdict is the right one, and one of the places the right one."""
    if found["verdict"] != paste.verdict or len(found["claims"]) != 1:
        return False
    source = (paste.passage - 1) // texts.PASSAGES + 1
    matches = found["claims"][0]["matches"]
    places = [match["source"]["number"] for match in matches if match["source"]]
    return paste.kind == "absent" or source in places


def _timed(running: web.Server, made: Sequence[Paste]) -> dict[str, Any]:
    runs: dict[str, list[list[float]]] = {kind: [] for kind in [*KINDS, "all"]}
    statuses: Counter[int] = Counter()
    for run in range(RUNS + 1):
        times: dict[str, list[float]] = {kind: [] for kind in runs}
        for paste in made:
            path = f"{reverse('verify')}?{urlencode({'text': paste.text})}"
            status, _, took = running.get(path)
            statuses[status] += 1
            times[paste.kind].append(took)
            times["all"].append(took)
        if run:
            for kind, these in times.items():
                runs[kind].append(these)
    sentence = {kind: figures.of_runs(these) for kind, these in runs.items()}
    return {"sentence": sentence, "statuses": dict(statuses)}


def _long(running: web.Server, long: Sequence[str]) -> dict[str, Any]:
    runs: list[list[float]] = []
    statuses: Counter[int] = Counter()
    for _ in range(RUNS + 1):
        runs.append([])
        for text in long:
            status, _, took = running.post(reverse("verify"), {"text": text})
            statuses[status] += 1
            runs[-1].append(took)
    return {"milliseconds": figures.of_runs(runs[1:]), "statuses": dict(statuses)}
