"""`manage.py export_bundle PATH`: write this base as a bundle, into a folder or a zip."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from principles.transfer.exporting import bundle_files
from principles.transfer.packing import PackingError, write_folder, write_zip, write_zip_file


class Command(BaseCommand):
    """Write everything or nothing, and print how many files there are."""

    help = (
        "Write the content of this base as a bundle such as fixtures/: entries, relations, order "
        "and status, without accounts, reports, history and verdicts. What was there is replaced "
        "when all is written."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "path", help="A folder, a file that ends with .zip, or - for a zip to standard output."
        )

    def handle(self, *_: Any, path: str, **__: Any) -> None:
        try:
            if path == "-":
                write_zip(bundle_files(), sys.stdout.buffer)
                return
            write = write_zip_file if path.endswith(".zip") else write_folder
            count = write(bundle_files(), Path(path))
        except (PackingError, OSError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{path}: {count:,} files")
