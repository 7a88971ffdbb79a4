"""The most memory that this process and the database server's processes take during a block."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

import psutil
from django.conf import settings

EVERY = 0.5  # seconds between two looks; each takes about 20 ms of a processor


@dataclass(slots=True)
class Peak:
    """Bytes held by nobody else, at the worst moment; shared buffers are not counted."""

    client: int = 0
    server: int = 0


@contextmanager
def peak() -> Iterator[Peak]:
    """Watch while the block runs."""
    found, over = Peak(), threading.Event()
    watching = threading.Thread(target=_watch, args=(found, over))
    watching.start()
    try:
        yield found
    finally:
        over.set()
        watching.join()


def _watch(found: Peak, over: threading.Event) -> None:
    this = psutil.Process()
    while not over.wait(EVERY):
        found.client = max(found.client, this.memory_full_info().uss)
        found.server = max(found.server, sum(map(_held, psutil.process_iter())))


def _held(process: psutil.Process) -> int:
    with suppress(psutil.Error):
        if process.name() == "postgres" and process.cwd() == str(settings.EMBEDDED_POSTGRES):
            return int(process.memory_full_info().uss)
    return 0
