"""Serve the site on this machine until a signal ends it, and leave no process behind.

gunicorn runs inside this process, so that one process holds the embedded database for all; it
takes a hangup for a wish to reload, which here means that the terminal was closed. Django's
reloading server is for DEBUG: it is a process group of its own, ended as a whole.
"""

import errno
import os
import select
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import FrameType
from typing import Any

from gunicorn.app.base import BaseApplication
from gunicorn.arbiter import Arbiter

from knowledgebase.warmth import load_before_forking
from knowledgebase.web.worker import WebWorker

WORKERS = 2
IGNORES_HANGUP = signal.getsignal(signal.SIGHUP) is signal.SIG_IGN  # started by nohup


def problem_with_port(host: str, port: int) -> str:
    """Return why nobody can serve at that port, in one sentence, or nothing."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except PermissionError:
            return f"Port {port} is closed to this user: set PORT to one above 1023."
        except OSError as error:
            if error.errno == errno.EADDRNOTAVAIL:
                return f"HOST must be an address of this machine; {host} is none."
            return f"Port {port} is in use: stop what uses it, or set PORT to another."
    return ""


def address(host: str, port: int) -> str:
    """Return the address as it stands in a URL."""
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def stop_on_signals() -> None:
    """End this process in order, exit handlers included, on SIGTERM and on a closed terminal."""
    signal.signal(signal.SIGTERM, _stop)
    if not IGNORES_HANGUP:
        signal.signal(signal.SIGHUP, _stop)


def _stop(number: int, frame: FrameType | None) -> None:  # noqa: ARG001 (a handler's signature)
    sys.exit(128 + number)


class _Terminal:
    """The terminal this process was started from, if any.

    Its end is a hangup for the session's leader alone: under `ssh -t host make run` that is make,
    which waits for this process and tells it nothing. So whoever serves looks once a second.
    """

    def __init__(self) -> None:
        self.was_open = os.isatty(0)

    def is_closed(self) -> bool:
        poll = select.poll()
        poll.register(0, 0)
        return self.was_open and any(event & select.POLLHUP for _, event in poll.poll(0))


class _Arbiter(Arbiter):
    terminal = _Terminal()

    def wait_for_signals(self, timeout: float = 1.0) -> list[int]:
        signals: list[int] = super().wait_for_signals(timeout)
        return [*signals, signal.SIGHUP] if self.terminal.is_closed() else signals

    def init_signals(self) -> None:
        super().init_signals()
        if IGNORES_HANGUP:
            signal.signal(signal.SIGHUP, signal.SIG_IGN)

    def handle_hup(self) -> None:
        self.handle_term()

    def handle_int(self) -> None:
        """Give answers under way the time that SIGTERM gives them; a second Ctrl-C hurries."""
        self.handle_term()


class _Application(BaseApplication):
    def __init__(self, host: str, port: int, *, when_ready: Callable[[], None]) -> None:
        self.options: dict[str, Any] = {
            "bind": address(host, port),
            "workers": WORKERS,
            "worker_class": WebWorker,
            "graceful_timeout": 10,
            "loglevel": "warning",
            "control_socket_disable": True,
            "preload_app": True,
            "when_ready": lambda arbiter: when_ready(),  # noqa: ARG005 (gunicorn passes itself)
        }
        super().__init__()

    def load_config(self) -> None:
        for name, chosen in self.options.items():
            self.cfg.set(name, chosen)

    def load(self) -> Any:
        from knowledgebase.wsgi import application  # noqa: PLC0415 (settings are read first)

        load_before_forking()
        return application


def serve(host: str, port: int, *, when_ready: Callable[[], None]) -> None:
    """Serve as in production; call `when_ready` once the port is open. Ends by SystemExit."""
    _Arbiter(_Application(host, port, when_ready=when_ready)).run()


def serve_for_development(host: str, port: int, *, base: Path) -> int:
    """Serve with reloading and error pages; return the exit code."""
    command = [sys.executable, str(base / "manage.py"), "runserver", address(host, port)]
    server, terminal = subprocess.Popen(command, cwd=base, start_new_session=True), _Terminal()
    try:
        while not terminal.is_closed():
            with suppress(subprocess.TimeoutExpired):
                return server.wait(timeout=1)
        return 128 + signal.SIGHUP
    finally:
        if server.poll() is None:
            os.killpg(server.pid, signal.SIGTERM)
            server.wait()
