"""Requests that no form can clean are answered with 400, never with an error of the site."""

import logging
from collections.abc import Callable
from io import BytesIO
from typing import Any
from wsgiref.util import setup_testing_defaults

import pytest
from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.test import RequestFactory
from pytest_django.fixtures import Settings

from knowledgebase.malformed_requests import Handler, refuse_malformed_requests

# A request closes connections that are too old, and asks the one it has.
pytestmark = pytest.mark.django_db

BOUNDARY = "edge"
MULTIPART = f"multipart/form-data; boundary={BOUNDARY}"


def part(name: str, value: str, *, extra: str = "") -> bytes:
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"{extra}\r\n\r\n'
    return f"{head}{value}\r\n--{BOUNDARY}--\r\n".encode()


@pytest.fixture(scope="module")
def status() -> Callable[..., int]:
    """Send one raw request through the whole stack of middleware."""
    handler = Handler()

    def send(path: bytes = b"/no-such-page", **environ: Any) -> int:
        setup_testing_defaults(environ)
        body = environ.pop("body", b"")
        length = environ.pop("length", len(body))
        environ |= {"HTTP_HOST": "127.0.0.1", "PATH_INFO": path.decode("latin-1")}
        environ |= {"wsgi.input": BytesIO(body), "CONTENT_LENGTH": str(length)}
        response = handler(environ, lambda status, headers, error=None, /: lambda written: None)
        response.close()
        return response.status_code

    return send


@pytest.fixture(autouse=True)
def _thousand_fields_at_most(settings: Settings) -> None:
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000


def test_a_plain_request_passes(status: Callable[..., int]) -> None:
    assert status(QUERY_STRING="q=caf%C3%A9&empty=") == 404


@pytest.mark.parametrize(
    "environ",
    [
        {"path": b"/quotes/\0"},
        {"path": b"/\0"},
        {"QUERY_STRING": "q=%00"},
        {"QUERY_STRING": "%00=q"},
        {"QUERY_STRING": "a=1&q=x&q=a%00b"},
        {"HTTP_COOKIE": 'sessionid="\\000"'},
        {"CONTENT_TYPE": "text/plain; a*=nonsense''x"},
        {"CONTENT_TYPE": "text/plain; charset*=us-ascii''a%00b"},
        {"CONTENT_TYPE": "text/plain; charset=hex", "QUERY_STRING": "q=1"},
        {"CONTENT_TYPE": "text/plain; charset=nonsense"},
        {"CONTENT_TYPE": "text/plain; charset=utf-8", "QUERY_STRING": "&".join(["a=1"] * 2000)},
        {"CONTENT_TYPE": "text/plain; charset=utf-16", "QUERY_STRING": "q=1"},
    ],
    ids=lambda environ: repr(environ)[:60],
)
def test_what_is_no_text_is_refused(status: Callable[..., int], environ: dict[str, Any]) -> None:
    assert status(**environ) == 400


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("application/x-www-form-urlencoded", b"text=%00"),
        ("application/x-www-form-urlencoded", b"text=a\0b"),
        ("application/x-www-form-urlencoded", b"&".join([b"a=1"] * 2000)),
        ("application/x-www-form-urlencoded", b"a=" + b"x" * 3_000_000),
        ("application/x-www-form-urlencoded; charset=latin-1", b"text=x"),
        (MULTIPART, part("text", "a\0b")),
        (MULTIPART, part("te\0xt", "words")),
        (MULTIPART, b"".join(part(f"a{n}", "1")[: -len("--edge--\r\n")] for n in range(2000))),
        (f"{MULTIPART}; charset=unicode_escape", part("text", r"\ud800")),
        (f"{MULTIPART}; charset=rot13", part("text", "words")),
        (MULTIPART, part("text", "words", extra='; filename="words.txt"')),
        ("multipart/form-data", part("text", "words")),
        ("multipart/form-data; boundary=é", part("text", "words")),
    ],
    ids=lambda value: repr(value)[-60:],
)
def test_a_form_that_is_no_text_is_refused(
    status: Callable[..., int], kind: str, body: bytes
) -> None:
    kind = kind.encode().decode("latin-1")
    assert status(REQUEST_METHOD="POST", CONTENT_TYPE=kind, body=body) == 400


@pytest.mark.parametrize(
    "environ",
    [
        {"path": b"/\xff\xfe"},
        {"path": b"/\xed\xa0\x80"},
        {"QUERY_STRING": "q=%ED%A0%80&r=%FF"},
        {"QUERY_STRING": "q=%"},
        {"QUERY_STRING": "\xff"},
        {"HTTP_COOKIE": "\xff\xfe=; ;;=;"},
        {"CONTENT_TYPE": "text/plain; charset=us-ascii"},
        {"REQUEST_METHOD": "POST", "CONTENT_TYPE": MULTIPART, "body": b"--edge\r\nnonsense"},
        {"REQUEST_METHOD": "POST", "CONTENT_TYPE": MULTIPART, "body": part("a", "b"), "length": 9},
    ],
    ids=lambda environ: repr(environ)[:60],
)
def test_what_can_be_read_with_replacements_is_the_pages_to_judge(
    status: Callable[..., int], environ: dict[str, Any]
) -> None:
    assert status(**environ) in {403, 404}  # a form without its token, or no such page


def test_a_form_that_breaks_off_is_refused() -> None:
    class BrokenOff(BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            raise OSError("connection reset")

    request = RequestFactory().post("/", data={"text": "words"})
    request.environ["wsgi.input"] = request._stream = BrokenOff()
    with pytest.raises(BadRequest):
        refuse_malformed_requests(lambda request: HttpResponse())(request)


@pytest.mark.parametrize(
    "environ",
    [
        {"QUERY_STRING": "a=1&" * 1001},
        {"body": b"a=1&" * 1001, "CONTENT_TYPE": "application/x-www-form-urlencoded"},
        {
            "body": b"".join(part("a", "1")[: -len(BOUNDARY) - 6] for _ in range(1003)),
            "CONTENT_TYPE": MULTIPART,
        },
    ],
    ids=["query", "form", "parts"],
)
def test_too_many_fields_are_refused_without_a_traceback_in_the_log(
    status: Callable[..., int], environ: dict[str, Any], caplog: pytest.LogCaptureFixture
) -> None:
    sent = {"REQUEST_METHOD": "POST", **environ} if "body" in environ else environ
    logger = logging.getLogger("django.security")
    logger.addHandler(caplog.handler)
    assert status(**sent) == 400
    logger.removeHandler(caplog.handler)
    assert not caplog.records
