"""Ten thousand odd and hostile searches through the parser and the page, in this process."""

from __future__ import annotations

import time
from collections import Counter
from typing import Any
from urllib.parse import urlencode

import hypothesis
from django.test import Client
from django.urls import reverse
from hypothesis import strategies

from knowledgebase.static_files import collect_if_changed
from principles.search.query import parse
from tests.benchmarks import figures
from tests.benchmarks.product import inside

EXAMPLES = 10_000
ALLOWED = 300  # milliseconds of a statement
_PIECES = (
    "the", "to be or not to be", "love", "disagree and commit", '"', "'", "“", "”", "«", "‘", "’",
    "&", "|", "!", "(", ")", ":*", "<->", "<2>", "a:b", "\\", "%", "_", "*", "--", ";", "'; --",
    "-love", "or", "OR", "-", "speaker:", "speaker:pope", "source:x", "tag:question", "year:1997",
    "year:1997..2016", "year:..", "year:99999999999", "verdict:altered", "verdict:no", "unknown:x",
    "principle:", 'speaker:"alexander pope"', "Q44", "4.2", "S2", "55%", "$147.8 million", "e-mail",
    "\x00", "\ud800", "\udfff", "\u202e", "😀", "👩\u200d👩\u200d👧", "שלום", "مرحبا", "日本語",
    "Itō", "ﬁ",
    "İ", "ß", "\u0301" * 50, "a" * 100_000, "the " * 600, '"' + "be or not to " * 150 + '"',
    " " * 5_000, "lxve", "thvough", "1,000.50", "U.S.A.", "#t1", "^0the", "=q1", "#kquote",
    "xyzzyqwerty",
)  # fmt: skip


def fuzz(examples: int = EXAMPLES) -> dict[str, Any]:
    """Return how many searches were tried, the worst of them, and all that failed.

    A search fails by a status from 500, an exception, or a statement of more than 300 ms.
    """
    collect_if_changed()
    client = Client(raise_request_exception=False, SERVER_NAME="127.0.0.1")
    path = reverse("search")
    statuses: Counter[int] = Counter()
    times: list[float] = []
    statements: list[float] = []
    failures: list[str] = []
    slow: list[str] = []
    pieces = strategies.lists(strategies.sampled_from(_PIECES), min_size=1, max_size=12)
    typed = strategies.one_of(
        strategies.text(max_size=400),
        pieces.map(" ".join),
        pieces.map("".join),
        strategies.text(alphabet="\"'“”-: ortheab|&!*()<>\\", max_size=80),
    )

    @hypothesis.settings(
        max_examples=examples,
        database=None,
        deadline=None,
        derandomize=True,
        suppress_health_check=list(hypothesis.HealthCheck),
        phases=[hypothesis.Phase.generate],
    )
    @hypothesis.given(typed)
    def search(text: str) -> None:
        parse(text)
        query = urlencode({"q": text}, errors="surrogatepass")
        started = time.perf_counter()
        with inside() as measured:
            status = client.get(path, QUERY_STRING=query).status_code
        times.append((time.perf_counter() - started) * 1000)
        statuses[status] += 1
        statements.append(measured.slowest)
        if status >= 500:
            failures.append(f"{status}: {text[:120]!r}")
        if measured.slowest > ALLOWED:
            slow.append(f"{measured.slowest:.0f} ms: {text[:120]!r}")

    search()
    return {
        "examples": len(times),
        "statuses": dict(sorted(statuses.items())),
        "failures": failures[:50],
        "slow": slow[:50],
        "failed": len(failures),
        "too_slow": len(slow),
        "page": figures.of_runs([times]),
        "statement": figures.of_runs([statements]),
    }
