"""A connection with a clock, whose client may be slow or silent for a stated time only."""

import socket
import time
from contextlib import suppress
from typing import Any

from waitress.channel import HTTPChannel
from waitress.task import ErrorTask, Task, WSGITask

from knowledgebase.web.requests import BUSY, LARGE, Busy, Refusal, Request, TooSlow


class _Terse(Task):
    def write(self, data: bytes) -> None:
        """Write a part of the answer; to HEAD, the headers alone."""
        if getattr(self.request, "command", "") == "HEAD":
            self.content_bytes_written += len(data)
            data = b""
        super().write(data)


class _Answer(_Terse, WSGITask):
    """What the application says."""


class _Refusal(_Terse, ErrorTask):
    """What the server says by itself."""


class Channel(HTTPChannel):
    """What is read from and written to one client; all but `service` runs in the loop."""

    parser_class = Request
    task_class = _Answer
    error_task_class = _Refusal
    server: Any  # knowledgebase.web.server.Server, which makes channels
    connected: bool
    request: Any
    waits_since = 0.0  # its request, for a thread
    owes_since = 0.0  # the client, the reading of an answer
    read_at = 0.0  # when the client last took a part of it
    lingers_since = 0.0
    is_refused = False
    is_held = False  # its next request, until the answer before it is read

    def __init__(self, *arguments: Any, **named: Any) -> None:
        self.began = self.heard = time.monotonic()
        super().__init__(*arguments, **named)

    @property
    def is_idle(self) -> bool:
        """Say whether nothing is under way for this client but, perhaps, a part of a request."""
        return not (self.requests or self.total_outbufs_len)

    @property
    def owing_since(self) -> float:
        """Return when the client last did what it owes, be it reading or the end of a request."""
        return self.began if self.is_idle else self.read_at

    def received(self, data: bytes) -> bool:
        self.heard = time.monotonic()
        taken: bool = super().received(data)
        is_large = self.request is not None and self.request.is_large
        if is_large and self.server.is_full_of_bodies():
            self.server.count("refused for want of room")
            if self.requests:  # whose answers would have to come first
                self.close_at_once()
            else:
                self._refuse(Busy(BUSY))
        elif len(self.requests) > self.server.limits.pipelined:
            self.server.count("closed for asking too much at once")
            self.close_at_once()
        return taken

    def _flush_outbufs_below_high_watermark(self) -> None:
        """Take over an answer of any size; waitress would hold the thread until it is read."""

    def _flush_some(self, do_close: bool = True) -> bool:  # noqa: FBT001, FBT002 (as waitress has it)
        is_taken: bool = super()._flush_some(do_close)
        if is_taken:
            self.read_at = time.monotonic()
        return is_taken

    def hold(self) -> None:
        """Let the next request wait until the answer before it is read: each may hold a file."""
        self.is_held = True

    def writable(self) -> bool:
        return bool(self.is_held or super().writable())

    def handle_write(self) -> None:
        super().handle_write()
        with self.requests_lock:
            if self.is_held and self.connected and not self.total_outbufs_len:
                self.is_held = False
                self.server.add_next(self)

    def _refuse(self, refusal: Refusal) -> None:
        """Answer the part of a request that there is, and close."""
        with self.requests_lock:
            request, self.request = self.request, None
            request.error = refusal
            self.requests.append(request)
        self.service()

    def service(self) -> None:
        self.began = self.heard = self.read_at = time.monotonic()
        self.owes_since = 0.0
        self.is_refused = bool(self.requests[0].error)
        with self.server.at_work():
            super().service()

    def keep_time(self, now: float) -> None:
        """Close the connection of a client who has had the time for a request or an answer.

        waitress closes what it can write to, and to a client who does not read it cannot.
        """
        limits = self.server.limits
        if self.lingers_since:
            if now - self.lingers_since > limits.linger:
                self.close_at_once()
        elif self.total_outbufs_len:
            self.owes_since = self.owes_since or now
            if now - self.owes_since > limits.answer:
                self.server.count("closed for not reading their answer")
                self.close_at_once()
        elif self.is_idle and not self.close_when_flushed:
            if now - self.began > limits.request or now - self.heard > limits.silence:
                self._end_waiting()
            return
        self.began = self.heard = now

    def environment(self) -> dict[str, Any]:
        """Return what the application gets to know of the request."""
        environment: dict[str, Any] = self.task_class(self, self.requests[0]).get_environment()
        return environment

    def _end_waiting(self) -> None:
        if self.request is None:
            self.close_at_once()
        else:
            self.server.count("refused for slowness")
            self._refuse(TooSlow("The request did not arrive in time."))

    def readable(self) -> bool:
        return bool(self.connected and (self.lingers_since or super().readable()))

    def handle_read(self) -> None:
        if self.lingers_since:
            with suppress(OSError):
                self.recv(LARGE)
        else:
            super().handle_read()

    def handle_expt(self) -> None:
        """Close on urgent data, which HTTP does not have: unread, it would keep the loop awake."""
        self.close_at_once()

    def close_at_once(self) -> None:
        """Close, whatever is still to be read or written."""
        self.is_refused = False
        self.handle_close()

    def handle_close(self) -> None:
        """Close; after a refusal, let it arrive first, which unread data would destroy."""
        if self.is_refused and self.connected and not self.lingers_since:
            self.lingers_since, self.will_close = time.monotonic(), False
            with suppress(OSError):
                self.socket.shutdown(socket.SHUT_WR)
                return
        if self.request is not None:
            self.request.close()
        super().handle_close()
