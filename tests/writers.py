"""Somebody else who writes to the same base at the same time."""

from collections.abc import Callable
from threading import Thread

from django.db import connection

WAITING = """
    SELECT EXISTS (
        SELECT FROM pg_locks JOIN pg_stat_activity USING (pid)
        WHERE NOT granted AND datname = current_database() AND pid <> pg_backend_pid())
"""
LONGEST = 60


class Writer(Thread):
    """A thread that writes over a connection of its own and keeps what went wrong."""

    def __init__(self, write: Callable[[], object]) -> None:
        super().__init__(daemon=True)
        self.error: Exception | None = None
        self._write = write

    def run(self) -> None:
        try:
            self._write()
        except Exception as error:  # noqa: BLE001 (raised again by finish)
            self.error = error
        finally:
            connection.close()

    def until_it_waits(self) -> None:
        """Return as soon as the writer waits for a lock; fail if it comes to its end without.

        Within a transaction the server tells of its backends as they were when first asked, before
        the writer's was there: so what it remembers is cleared each time.
        """
        with connection.cursor() as cursor:
            while self.is_alive():
                cursor.execute("SELECT pg_stat_clear_snapshot()")
                cursor.execute(WAITING)
                if cursor.fetchone()[0]:
                    return
        raise AssertionError("the writer did not wait") from self.error

    def finish(self) -> None:
        """Wait for the end and raise what went wrong."""
        self.join(LONGEST)
        assert not self.is_alive(), "the writer does not come to an end"
        if self.error:
            raise self.error
