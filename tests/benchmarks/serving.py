"""Serve one of the benchmark's databases as `make run` serves the site: gunicorn, two workers."""

from __future__ import annotations

import sys

from django.conf import settings

from tests.benchmarks import database


def main(port: int, name: str) -> None:
    """Serve until a signal comes; say so on the standard output when the port is open.

    Beside the site there is a bare view (`bare_site`), behind the same middleware.
    """
    from knowledgebase import serving  # noqa: PLC0415 (settings are read first)
    from knowledgebase.static_files import collect_if_changed  # noqa: PLC0415  # the same

    serving.stop_on_signals()
    database.use(name)
    settings.ROOT_URLCONF = "tests.benchmarks.bare_site"
    collect_if_changed()
    serving.serve("127.0.0.1", port, when_ready=lambda: _say("ready"))


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    database.setup()
    main(int(sys.argv[1]), sys.argv[2])
