"""Requests as they arrive, refused as soon as they are known to be too large or malformed."""

from collections.abc import Callable
from typing import Any

from waitress import utilities
from waitress.parser import HTTPRequestParser, ParsingError

WSGIApplication = Callable[[dict[str, Any], Callable[..., Any]], Any]
BUSY = "The site is busy. Please try again in a few seconds."
LARGE = 65_536  # bytes of a body that is counted among those under way
LONGEST_FRAMING = 4_096  # bytes: the line before a chunk, or what follows the last one


class Refusal(utilities.Error):
    """An answer of one line that needs no thread; the connection is closed after it."""

    retry_after = ""

    def to_response(self, ident: str | None = None) -> tuple[str, list[tuple[str, str]], bytes]:
        """Return status, headers and body."""
        headers = [("Content-Type", "text/plain; charset=utf-8"), ("Cache-Control", "no-store")]
        if self.retry_after:
            headers.append(("Retry-After", self.retry_after))
        return f"{self.code} {self.reason}", headers, f"{self.body}\n".encode()


class TooSlow(Refusal):
    """The request took too long to arrive."""

    code, reason = 408, "Request Timeout"


class TooLarge(Refusal):
    """The body is larger than any form."""

    code, reason = 413, "Content Too Large"


class AddressTooLong(Refusal):
    """The request line is longer than any address of the site."""

    code, reason = 414, "URI Too Long"


class Busy(Refusal):
    """There is no room for the request now."""

    code, reason, retry_after = 503, "Service Unavailable", "5"


class PutOff(Busy):
    """No thread took the request, and the application says so at more length."""

    def __init__(
        self, application: WSGIApplication, environment: Callable[[], dict[str, Any]]
    ) -> None:
        super().__init__("")
        self._application, self._environment = application, environment

    def to_response(self, ident: str | None = None) -> tuple[str, list[tuple[str, str]], bytes]:
        """Compute status, headers and body."""
        status, headers = "", []

        def start(said: str, these: list[tuple[str, str]], _: Any = None) -> None:
            nonlocal status, headers
            status, headers = said, these

        environment = self._environment()
        answer = self._application(environment, start)
        try:
            body = b"" if environment["REQUEST_METHOD"] == "HEAD" else b"".join(answer)
        finally:
            answer.close()
        return status, headers, body


class Request(HTTPRequestParser):
    """A request, read piece by piece."""

    error: utilities.Error | None
    first_line = b""

    def received(self, data: bytes) -> int:
        """Take what has arrived; return how many bytes of it belong to this request."""
        consumed: int = super().received(data)
        if isinstance(self.error, utilities.RequestEntityTooLarge):
            self.error = TooLarge(f"A form has at most {self.adj.limits.body:,} bytes.")
        elif self.error is None and (refusal := self._excess()):
            self.error, self.completed = refusal, True
        if self.error:
            self.expect_continue = False  # waitress would ask for the body all the same
        return consumed

    def parse_header(self, header_plus: bytes) -> None:
        try:
            super().parse_header(header_plus)
        except ValueError as error:  # of a length with 5,000 digits, of an address like http://[
            raise ParsingError("The header is malformed.") from error

    @property
    def is_large(self) -> bool:
        """Say whether the body has to find room among those of others."""
        return bool(self.body_bytes_received > LARGE)

    def _excess(self) -> utilities.Error | None:
        if len(self.first_line) > self.adj.limits.request_line:
            return AddressTooLong("The address is too long.")
        framing = (getattr(self.body_rcv, part, b"") for part in ("control_line", "trailer"))
        if any(len(part) > LONGEST_FRAMING for part in framing):
            return utilities.BadRequest("A chunk is malformed.")
        return None
