"""Keep out of the log what any stranger could fill it with.

Django writes a traceback for every request with an unknown Host or another suspicious part, and
scanners send thousands.
"""

import logging
from threading import Lock
from time import monotonic

SAID_EVERY = 60.0  # seconds


class SuspiciousOnceAMinute(logging.Filter):
    """Let a line a minute of each kind of suspicious request pass, without its traceback."""

    def __init__(self) -> None:
        super().__init__()
        self._said: dict[str, float] = {}
        self._one_thread = Lock()

    def filter(self, record: logging.LogRecord) -> bool:
        """Say whether the record is written; shorten it where it is."""
        if not (record.name.startswith("django.security.") and record.exc_info):
            return True
        record.exc_info = record.exc_text = None
        with self._one_thread:
            now = monotonic()
            is_new = now - self._said.get(record.name, -SAID_EVERY) >= SAID_EVERY
            if is_new:
                self._said[record.name] = now
        return is_new
