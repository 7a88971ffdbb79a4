"""What Lighthouse says of the site's pages, as a phone on a slow line sees them.

It is no part of the site: `npm ci` puts the version that `.ci/lighthouse/` locks beside it.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
from pathlib import Path
from typing import Any

from principles.models import Principle, Quote, Source
from tests.benchmarks import database, rates
from tests.benchmarks.loading import Say
from tests.benchmarks.product import MissingError
from tests.benchmarks.web import HOST, server

FOLDER = Path(__file__).resolve().parents[2] / ".ci" / "lighthouse"
RUNS = 5
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
CHROMIUM = "--headless=new --no-sandbox --disable-gpu"


def lighthouse(*, say: Say) -> dict[str, Any]:
    """Return the median score of each category by page. Raises MissingError without node."""
    program = _program()
    rates.seed()
    database.use(rates.SEEDED)
    pages = {
        "home": "/",
        "principle": Principle.objects.published()[0].get_absolute_url(),
        "quote": Quote.objects.published()[0].get_absolute_url(),
        "source": Source.objects.published()[0].get_absolute_url(),
        "search": "/search/?q=day",
    }
    found: dict[str, Any] = {}
    with server(rates.SEEDED) as running:
        for name, path in pages.items():
            address = f"http://{HOST}:{running.port}{path}"
            scores = [_scores(program, address) for _ in range(RUNS)]
            found[name] = {
                category: statistics.median(score[category] for score in scores)
                for category in CATEGORIES
            }
            say(f"  {name}: {found[name]}")
    return found


def _program() -> Path:
    """Return the program, installed where it was not."""
    program = FOLDER / "node_modules" / "lighthouse" / "cli" / "index.js"
    if not (shutil.which("npm") and shutil.which("node") and shutil.which("chromium")):
        raise MissingError("node, npm and chromium are not all there")
    if not program.exists():
        command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
        subprocess.run(command, cwd=FOLDER, check=True, capture_output=True)
    return program


def _scores(program: Path, address: str) -> dict[str, float]:
    command = [
        *("node", str(program), address, "--quiet", "--output=json"),
        *(f"--only-categories={','.join(CATEGORIES)}", f"--chrome-flags={CHROMIUM}"),
    ]
    environment = {**os.environ, "CHROME_PATH": shutil.which("chromium") or ""}
    said = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    categories = json.loads(said.stdout)["categories"]
    return {category: 100 * float(categories[category]["score"]) for category in CATEGORIES}
