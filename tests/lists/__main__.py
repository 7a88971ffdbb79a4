"""Make the packaged lists of words from Debian's `scowl` and `wordnet-base`.

    DATA_DIR=$(mktemp -d) .venv/bin/python -m tests.lists [folder]

The folder is where the packages are unpacked, `/` where they are installed. A database is asked for
the stems of words. The licences of both packages are copied beside the lists.
"""

import gzip
import os
import shutil
import sys
from pathlib import Path

import django
from django.core.management import call_command

from tests.lists import scowl, wordnet
from tests.lists.stemming import by_stem

FOLDER = Path(__file__).parents[2] / "principles" / "search" / "lists"


def lists(root: Path) -> dict[str, str]:
    """Return the text of each list by its name; needs a database for stems."""
    levels = scowl.levels(root)
    return {
        "english": _lines({word: str(level) for word, level in levels.items()}),
        "spellings": _lines(scowl.spellings(root)),
        "compounds": _lines(wordnet.compounds(root, levels)),
        "families": _lines(by_stem(wordnet.pairs(root))),
    }


def _lines(values: dict[str, str]) -> str:
    lines = sorted(f"{word} {value}\n".encode() for word, value in values.items())
    return b"".join(lines).decode()


def main(root: Path) -> None:
    """Write the lists and their licences."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "knowledgebase.settings"
    django.setup()
    call_command("migrate", verbosity=0)
    for name, text in lists(root).items():
        (FOLDER / f"{name}.txt.gz").write_bytes(gzip.compress(text.encode(), 9, mtime=0))
    shutil.copyfile(root / scowl.LICENCE, FOLDER / "LICENCE.scowl")
    shutil.copyfile(root / wordnet.LICENCE, FOLDER / "LICENCE.wordnet")


if __name__ == "__main__":
    main(Path((sys.argv[1:] or ["/"])[0]))
