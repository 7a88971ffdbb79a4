"""A request that no thread takes is answered with what it posted, at a bounded cost."""

import time
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlencode
from wsgiref.util import setup_testing_defaults

import pytest
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import RequestFactory

from knowledgebase.web import server as web_server
from knowledgebase.web.limits import Limits
from knowledgebase.wsgi import application
from tests.knowledgebase.test_web_server import full, rest, serving, until
from tests.views.test_unavailable import HOSTILE, Form

FORM = b"POST /report/7/ HTTP/1.1\r\nHost: here\r\nContent-Length: 5\r\n\r\ntyped"


class Page:
    """An application that says what it was sent, and is slow if told so."""

    def __init__(self, seconds: float = 0) -> None:
        self.seconds = seconds
        self.answered: list[float] = []

    def __call__(self, environ: dict[str, Any], start: Callable[..., Any]) -> "Page":
        self.answered.append(time.monotonic())
        time.sleep(self.seconds)
        self.body = b"you sent " + environ["wsgi.input"].read()
        start("503 Service Unavailable", [("Retry-After", "7")])
        return self

    def __iter__(self) -> Any:
        return iter([self.body])

    def close(self) -> None:
        """End the answer."""


def test_a_form_that_no_thread_takes_comes_back_with_what_was_posted() -> None:
    limits = Limits(body=1000, threads=2, waiting=3, wait=0.3)
    with serving(limits, when_busy=Page()) as site:
        clients = full(site)
        with site.client() as editor:
            editor.sendall(FORM)
            said = rest(editor)
        assert said.startswith(b"HTTP/1.1 503 Service Unavailable\r\n")
        assert b"\r\nRetry-After: 7\r\n" in said
        assert said.endswith(b"you sent typed")
        for client in clients:
            client.close()


def test_a_head_that_no_thread_takes_is_answered_with_the_headers_alone() -> None:
    limits = Limits(body=1000, threads=2, waiting=3, wait=0.3)
    with serving(limits, when_busy=Page()) as site:
        clients = full(site)
        assert site.says(b"HEAD / HTTP/1.1\r\n\r\n").endswith(b"\r\n\r\n")
        for client in clients:
            client.close()


def test_between_two_pages_the_loop_is_there_for_others() -> None:
    page = Page(seconds=0.1)
    with serving(Limits(body=1000, threads=2, waiting=6, wait=0.3), when_busy=page) as site:
        clients = full(site)
        until(lambda: len(page.answered) == 3)
        pauses = [page.answered[n + 1] - page.answered[n] for n in range(2)]
        assert min(pauses) >= 0.1 * (1 + web_server.REST)
        for client in clients:
            client.close()


def test_where_many_wait_for_a_page_others_get_a_line_and_forms_the_page() -> None:
    page = Page(seconds=0.2)
    with serving(Limits(body=1000, threads=2, waiting=1, wait=30), when_busy=page) as site:
        site.application.gate.clear()
        clients = [site.client() for _ in range(8)]
        for number, client in enumerate(clients):
            client.sendall(FORM if number == 5 else b"GET / HTTP/1.1\r\n\r\n")
            until(lambda: len(site.application.asked) >= min(2, number + 1))  # noqa: B023 (called at once)
            time.sleep(0.02)
        assert rest(clients[5]).endswith(b"you sent typed")
        assert rest(clients[4]).endswith(b"try again in a few seconds.\n")
        for client in clients:
            client.close()


def test_a_form_waits_for_its_page_for_a_stated_time_and_the_newest_gets_it() -> None:
    page = Page(seconds=0.2)  # and the loop rests four times as long
    limits = Limits(body=1000, threads=2, waiting=1, wait=30, page=1.5)
    with serving(limits, when_busy=page) as site:
        site.application.gate.clear()
        clients = [site.client() for _ in range(9)]
        for number, client in enumerate(clients):
            client.sendall(FORM)
            until(lambda: len(site.application.asked) >= min(2, number + 1))  # noqa: B023 (called at once)
            time.sleep(0.02)
        began = time.monotonic()
        answers = [rest(client) for client in clients[2:8]]
        assert time.monotonic() - began < 4
        assert answers[-1].endswith(b"you sent typed")
        assert answers[1].endswith(b"try again in a few seconds.\n")
        for client in clients:
            client.close()


# --- The site's own answer -----------------------------------------------------------------------


@pytest.fixture(autouse=True)
def _connections_left_alone() -> Iterator[None]:
    """Leave open what another test has open: a request looks at the connections of its thread."""
    for moment in (request_started, request_finished):
        moment.disconnect(close_old_connections)
    yield
    for moment in (request_started, request_finished):
        moment.connect(close_old_connections)


def put_off(**changes: Any) -> tuple[str, dict[str, str], str]:
    """Return status, headers and page; asking the database here is an error of the test."""
    asked: dict[str, Any] = {}
    setup_testing_defaults(asked)
    asked |= {"HTTP_HOST": "127.0.0.1", **changes}
    heads: list[Any] = []
    answer = application.when_busy(asked, lambda *head: heads.extend(head))
    page = b"".join(answer).decode()
    answer.close()
    return heads[0], dict(heads[1]), page


def posted(path: str, fields: Any, **changes: Any) -> tuple[str, dict[str, str], str]:
    body = urlencode(fields, doseq=True)
    form = "application/x-www-form-urlencoded"
    made = RequestFactory().generic("POST", path, body, form, secure=False)
    return put_off(**{**made.META, **changes})


def test_the_page_carries_what_was_posted_and_no_password() -> None:
    typed = {"message": f"Two\r\nlines, {HOSTILE}", "csrfmiddlewaretoken": "t" * 64}
    status, headers, page = posted("/report/7/?a=b", {**typed, "password": "correct horse"})
    assert (status, headers["Retry-After"]) == ("503 Service Unavailable", "5")
    assert "The site has more requests than it can answer." in page
    assert "<script>alert" not in page
    assert "correct horse" not in page
    form = Form(page)
    assert form.action == "/report/7/?a=b"
    assert dict(form.fields) == {**typed, "password": ""}


def test_the_page_of_a_signed_in_editor_asks_the_database_nothing() -> None:
    cookies = "sessionid=" + "x" * 32 + "; csrftoken=" + "y" * 32
    _, _, page = posted("/admin/principles/tag/add/", {"name": "Kept"}, HTTP_COOKIE=cookies)
    assert dict(Form(page).fields) == {"name": "Kept"}


def test_the_page_has_the_headers_of_every_page() -> None:
    _, headers, _ = put_off(PATH_INFO="/")
    assert headers["X-Frame-Options"] == "DENY"
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("path", ["/search.json", "/suggest/", "/api/verify"])
def test_json_is_answered_in_json(path: str) -> None:
    status, headers, page = put_off(PATH_INFO=path)
    assert (status[:3], headers["Content-Type"]) == ("503", "application/json")
    assert page.startswith('{"error": "The site has more requests than it can answer.')


@pytest.mark.parametrize("path", ["/no/such/page/", "/search/"])
def test_any_address_is_answered_alike(path: str) -> None:
    status, _, page = put_off(PATH_INFO=path)
    assert status.startswith("503 ")
    assert f'href="{path}"' in page


def test_what_cannot_be_read_is_refused_here_too() -> None:
    status, _, page = posted("/report/7/", {"message": "nul\0"})
    assert status.startswith("400 ")
    assert "nul" not in page
