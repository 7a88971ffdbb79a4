"""A gunicorn worker around the web server: gunicorn has the processes, signals and heartbeats."""

import os
import resource
import signal
import sys
import time
from types import FrameType
from typing import Any

from django.conf import settings
from gunicorn.workers.base import Worker

from knowledgebase.web.limits import Limits
from knowledgebase.web.server import Server

HURRIED = 1  # seconds for answers under way after a second Ctrl-C; gunicorn kills after two
# The loop needs its turn beside threads that compute. At Python's 5 ms each of these would keep the
# interpreter for so long after every call of the loop to the kernel.
SWITCH_SECONDS = 0.0005
OPEN_FILES = 4_096  # a connection has one, and up to two more for a large body and answer


class WebWorker(Worker):
    """Serve until a signal comes or the parent is gone, then let answers under way end."""

    alive: bool
    server: Server | None = None
    ends_by = float("inf")

    def run(self) -> None:
        from knowledgebase.statement_limits import limit_statements  # noqa: PLC0415 (needs models)

        limit_statements()
        _allow_open_files()
        sys.setswitchinterval(SWITCH_SECONDS)
        limits = Limits(body=settings.DATA_UPLOAD_MAX_MEMORY_SIZE)
        site, listening = self.wsgi, self.sockets[0].sock
        server = self.server = Server(site, listening, limits, when_busy=site.when_busy)
        while self.alive and self.ppid == os.getppid():
            if server.is_alive():
                self.notify()
            server.turn()
        self.server = None  # from here on a signal has nobody to wake
        server.refuse_connections()
        self._end_within(self.cfg.graceful_timeout - 1)
        server.finish(until=lambda: self.ends_by, beat=self.notify)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        super().handle_exit(sig, frame)
        self._wake()

    def handle_quit(self, sig: int, frame: FrameType | None) -> Any:
        """End as on SIGTERM at the first Ctrl-C, in a hurry at the next or on SIGQUIT.

        An exit out of a handler would cut through waitress's loop.
        """
        if sig == signal.SIGQUIT or not self.alive:
            self._end_within(HURRIED)
        self.alive = False
        self._wake()

    def _end_within(self, seconds: float) -> None:
        self.ends_by = min(self.ends_by, time.monotonic() + seconds)

    def _wake(self) -> None:
        if self.server is not None:
            self.server.pull_trigger()


def _allow_open_files() -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = OPEN_FILES if hard == resource.RLIM_INFINITY else min(OPEN_FILES, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
