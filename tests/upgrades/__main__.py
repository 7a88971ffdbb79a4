"""Lay a dump of the seeded base beside those of earlier releases, in the commit that is a release.

    DATA_DIR=$(mktemp -d) .venv/bin/python -m tests.upgrades 0.2.0

Computed tables are left out, and what only PostgreSQL 17 and later understand, so that the dump
restores on every version that the site runs on.
"""

import gzip
import os
import re
import sys
from pathlib import Path

import django
from django.core.management import call_command

FOLDER = Path(__file__).parent
COMPUTED = ("searchentry", "lexeme", "word", "deletion", "completion", "lexicon")
ONLY_NEWER = re.compile(r"^(SET transaction_timeout|\\(un)?restrict ).*\n", re.MULTILINE)


def main(version: str) -> None:
    """Make the seeded base in DATA_DIR and dump it."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "knowledgebase.settings"
    django.setup()
    call_command("migrate", verbosity=0)
    call_command("import_bundle", str(FOLDER.parents[1] / "fixtures"))
    folder = FOLDER / version
    folder.mkdir()
    dump = folder / "base.sql"
    _dump(dump)
    text = ONLY_NEWER.sub("", dump.read_text(encoding="utf-8"))
    dump.unlink()
    (folder / "base.sql.gz").write_bytes(gzip.compress(text.encode(), mtime=0))


def _dump(path: Path) -> None:
    from tests.dumps import run  # noqa: PLC0415  # settings are read first

    left_out = [f"--exclude-table-data=principles_{table}" for table in COMPUTED]
    run("pg_dump", "postgres", "--no-owner", f"--file={path}", *left_out)


if __name__ == "__main__":
    main(sys.argv[1])
