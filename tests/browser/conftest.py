"""A real browser on the site as production serves it: hashed files, content policy, no DEBUG.

Playwright keeps an event loop in the main thread for the rest of the run, which Django would take
for asynchronous code; the variable below says that it is not.
"""

import os
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Lock
from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpResponseBase
from django.test import override_settings
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer

from knowledgebase import settings as production
from knowledgebase.malformed_requests import Handler
from knowledgebase.static_files import collect_if_changed

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
WIDTHS = (375, 1280)
LONGEST = 20_000  # milliseconds until what is expected has to be there, on a busy machine too
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


expect.set_options(timeout=LONGEST)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip the browser tests where there is no browser, unless one is required."""
    if Path(CHROMIUM).exists():
        return
    if os.environ.get("REQUIRE_BROWSER") == "1":
        raise pytest.UsageError(f"REQUIRE_BROWSER=1, but {CHROMIUM} is not there: set CHROMIUM.")
    reason = f"no browser: {CHROMIUM} is not there (install chromium, or set CHROMIUM)"
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.skip(reason=reason))


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    quiet = ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
    as_root = ["--no-sandbox"] if os.geteuid() == 0 else []
    arguments = ["--disable-gpu", "--disable-dev-shm-usage", *quiet, *as_root]
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": arguments}


class _InPlaceOfFinders(Handler):
    """The site itself, where Django would wrap it to find static files uncollected."""

    def __init__(self, application: WSGIHandler) -> None:
        super().__init__()

    def __call__(self, environ: dict[str, Any], start_response: Any) -> HttpResponseBase:
        with ANSWERING:
            return super().__call__(environ, start_response)


class _Answering:
    """How many requests are being answered; to be entered once for each."""

    def __init__(self) -> None:
        self._lock, self._count = Lock(), 0

    def __enter__(self) -> None:
        with self._lock:
            self._count += 1

    def __exit__(self, *raised: object) -> None:
        with self._lock:
            self._count -= 1

    def end(self) -> None:
        """Return when no request is being answered, which fails after LONGEST."""
        latest = time.monotonic() + LONGEST / 1000
        while self._count:
            assert time.monotonic() < latest, f"{self._count} requests are still being answered"
            time.sleep(0.01)


ANSWERING = _Answering()


@pytest.fixture(scope="session")
def live_server() -> Iterator[LiveServer]:
    """Serve the site of production to the browser, from the test database."""
    with override_settings(STORAGES=production.STORAGES):
        collect_if_changed()
        server = LiveServer("127.0.0.1", start=False)
        server.thread.static_handler = _InPlaceOfFinders
        server.start()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def base_url(live_server: LiveServer) -> str:
    return live_server.url


@pytest.fixture(autouse=True)
def _hashed_files(settings: Settings) -> None:
    settings.STORAGES = production.STORAGES


@pytest.fixture(autouse=True)
def _answered(transactional_db: None) -> Iterator[None]:
    """Let the site end what a page that is gone asked for, before the tables are emptied.

    A page is closed with its requests under way (a list of suggestions, a count): their queries
    and the emptying take the same tables in another order, which is a deadlock now and then.
    """
    yield
    ANSWERING.end()


@pytest.fixture(autouse=True)
def console(
    _answered: None, context: BrowserContext, live_server: LiveServer
) -> Iterator[list[str]]:
    """What the browser complained about; the test fails unless it is empty at the end.

    A test that visits an error page on purpose clears it.
    """
    said: list[str] = []
    context.on("console", lambda message: said.append(f"{message.type}: {message.text}"))
    context.on("weberror", lambda error: said.append(f"error: {error.error}"))
    yield said
    assert not said, "\n".join(said)


@pytest.fixture
def axe(page: Page) -> Callable[[str], None]:
    """Check the page at that path for accessibility: light and dark, narrow and wide.

    The rules are those of WCAG 2.2 AA, the size of targets among them, and axe's best practice.
    """

    def check(path: str) -> None:
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            for width in WIDTHS:
                page.set_viewport_size({"width": width, "height": 900})
                page.goto(path)
                found = Axe().run(page, options=RULES).response["violations"]
                assert not found, f"{path}, {scheme}, {width} px:\n{_report(found)}"

    return check


def _report(violations: list[dict[str, Any]]) -> str:
    return "\n".join(
        f"{violation['id']} ({violation['help']}): {', '.join(map(str, node['target']))}"
        for violation in violations
        for node in violation["nodes"]
    )
