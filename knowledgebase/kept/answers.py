"""An answer as it is kept: status, headers, and the body, encoded once for each encoding asked."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeGuard

from django.http import HttpResponse, HttpResponseBase

from knowledgebase.kept.encodings import SMALLEST, Encoding, encoded
from principles.keeping import Share

LARGEST = 256 * 1024  # bytes of a body that is kept
KEPT_STATUSES = frozenset({200, 301, 308})
_OVERHEAD = 2_000  # bytes of headers, address and objects around a body, about
# These belong to one way of sending the body.
_OF_THE_BODY = frozenset({"content-length", "content-encoding"})


@dataclass(slots=True)
class Answer:
    """What is sent again to whoever asks for the same in the same state of the base."""

    status: int
    headers: dict[str, str]
    body: bytes
    share: Share
    _encoded: dict[Encoding, bytes] = field(default_factory=dict)

    @classmethod
    def of(cls, response: HttpResponse, *, share: Share) -> Answer:
        """Return the answer that a response is."""
        headers = {
            name: value for name, value in response.items() if name.lower() not in _OF_THE_BODY
        }
        return cls(response.status_code, headers, response.content, share)

    @property
    def size(self) -> int:
        """Return how many bytes of memory the answer takes, about."""
        return _OVERHEAD + len(self.body) + sum(map(len, self._encoded.values()))

    def response(self, accepted: Encoding) -> HttpResponse:
        """Return the answer as it is sent; encodes the body where nobody asked for that before."""
        encoding = accepted if len(self.body) >= SMALLEST else Encoding.IDENTITY
        body = self.body if encoding is Encoding.IDENTITY else self._in(encoding)
        sent = HttpResponse(body, status=self.status, headers=self.headers)
        if encoding is not Encoding.IDENTITY:
            sent.headers["Content-Encoding"] = encoding.value
        sent.headers["Content-Length"] = str(len(body))
        return sent

    def _in(self, encoding: Encoding) -> bytes:
        body = self._encoded.get(encoding)
        if body is None:
            body = self._encoded[encoding] = encoded(self.body, encoding)
        return body


def is_whole(response: HttpResponseBase) -> TypeGuard[HttpResponse]:
    """Tell whether the response can be sent to others who ask for the same at the same time."""
    return isinstance(response, HttpResponse) and not response.cookies


def may_be_kept(response: HttpResponse) -> bool:
    """Tell whether a response is what everybody is answered in this state of the base.

    A view says `no-store` of an answer that is less than it should be, since time ran out.
    """
    return response.status_code in KEPT_STATUSES and "no-store" not in response.get(
        "Cache-Control", ""
    )
