"""`manage.py backup [PLACE]`: keep the whole base in one compressed file."""

from __future__ import annotations

import shutil
import sys
from argparse import ArgumentTypeError
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from principles.backup import BackupError, origin, save, write
from principles.management.progress import Stages

KEPT = 7


def _at_least_one(written: str) -> int:
    if not (written.isascii() and written.isdigit() and int(written)):
        raise ArgumentTypeError("it must be a whole number from 1")
    return int(written)


class Command(BaseCommand):
    """Write a backup into a folder, whose oldest ones go, or to stdout."""

    help = (
        "Write the whole base, accounts included, into one compressed file, while the site runs. "
        "Such a file is as secret as the base. `manage.py restore` reads it. All but the newest "
        "backups of this database in the folder are deleted (see --keep)."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        place = "The folder, made where it is missing; - for stdout. Default: backups in DATA_DIR."
        parser.add_argument("place", nargs="?", help=place)
        keep = "How many backups of this database the folder keeps (default %(default)s)."
        parser.add_argument("--keep", type=_at_least_one, default=KEPT, metavar="N", help=keep)

    def handle(self, *_: Any, place: str | None, keep: int, **__: Any) -> None:
        stages = Stages(self.stderr)
        try:
            if place == "-":
                if sys.stdout.isatty():
                    raise CommandError("A backup is not for a terminal: lead it into a file.")
                _pass_on(stages)
                return
            folder = Path(place) if place else settings.DATA_DIR / "backups"
            path = save(
                folder,
                lambda file: write(file, report=stages.show),
                keep=keep,
                origin=origin(),
            )
        except BackupError as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(f"No backup was written: {error.strerror}.") from error
        finally:
            stages.end()
        size = f"{path.stat().st_size:,} bytes"
        base = settings.NAME_OF_BASE
        self.stdout.write(f"{path} ({size}) has {base}: as secret as the base itself.")


def _pass_on(stages: Stages) -> None:
    """Write to stdout what was first written whole to a nameless file that others cannot read.

    A start of the site waits until a backup is written, and must not wait for whoever reads it.
    """
    settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
    with TemporaryFile(dir=settings.DATA_DIR) as kept:
        write(kept, report=stages.show)
        kept.seek(0)
        # Where Python does not buffer stdout, a write there may be short, and says so to nobody.
        with open(sys.stdout.fileno(), "wb", closefd=False) as out:
            shutil.copyfileobj(kept, out)
