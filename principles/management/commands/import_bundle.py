"""`manage.py import_bundle PATH`: make this base say what an unpacked bundle says."""

from __future__ import annotations

from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile
from zipfile import Path as ZipPath

from django.core.management.base import BaseCommand, CommandError, CommandParser

from principles.provenance.anchoring import keeping_anchors
from principles.provenance.verification import recompute
from principles.search.lexicon import refresh_if_changed
from principles.text import counted
from principles.transfer import BundleError, ImportResult, import_bundle, read_bundle

SIGNS = {"sources": "S", "quotes": "Q"}
"""What stands before the number of an entry wherever it is shown."""


class Command(BaseCommand):
    """Load everything or nothing, and print what changed."""

    help = "Load a bundle: a directory such as fixtures/. All of it is loaded, or nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("path", type=Path, help="The directory or zip that holds base.toml.")
        parser.add_argument(
            "--dry-run",
            action="store_true",
            help="Say what would be added and changed, entry by entry, and change nothing.",
        )

    def handle(self, *_: Any, path: Path, dry_run: bool, **__: Any) -> None:
        try:
            bundle = read_bundle(_root(path))
            result = import_bundle(
                bundle,
                recompute=recompute,
                keeping_anchors=keeping_anchors,
                progress=self._print_progress,
                is_dry_run=dry_run,
            )
        except BundleError as error:
            count = len(error.problems)
            raise CommandError(
                f"{error}\nNothing was loaded: {count} {'problem' if count == 1 else 'problems'}."
            ) from error
        if not dry_run:
            refresh_if_changed()
        for file, taken in bundle.taken.items():
            self.stdout.write(f"{file}: cleaned of what nobody sees: {counted(taken)}.")
        if dry_run:
            self._print_entries(result)
        self._print_counts(result)
        if dry_run:
            self.stdout.write("This was a dry run: the base is as it was.")

    def _print_progress(self, kind: str, done: int, total: int) -> None:
        if done < total:
            self.stdout.write(f"{kind}: {done:,} of {total:,}")

    def _print_entries(self, result: ImportResult) -> None:
        for kind, counts in result.counts.items():
            sign = SIGNS.get(kind, "")
            for done, which in ("added", counts.which_added), ("changed", counts.which_changed):
                for entry in which:
                    self.stdout.write(f"{done}: {kind} {sign}{entry}")

    def _print_counts(self, result: ImportResult) -> None:
        for kind, counts in result.counts.items():
            self.stdout.write(
                f"{kind}: {counts.added} added, {counts.changed} changed, "
                f"{counts.unchanged} unchanged"
            )
        if result.is_unchanged:
            self.stdout.write("Nothing has changed.")


def _root(path: Path) -> Traversable:
    if path.is_dir():
        return path
    if path.suffix == ".zip" and path.is_file():
        try:
            return ZipPath(ZipFile(path))
        except BadZipFile as error:
            raise CommandError(f"{path} is no zip that can be read: {error}.") from error
    raise CommandError(f"{path} is not a directory. Give the one that holds base.toml.")
