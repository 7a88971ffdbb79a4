"""`manage.py import_bundle PATH`: make this base say what an unpacked bundle says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from principles.provenance.anchoring import keeping_anchors
from principles.provenance.verification import recompute
from principles.search.lexicon import refresh_if_changed
from principles.text import counted
from principles.transfer import BundleError, ImportResult, import_bundle, read_bundle


class Command(BaseCommand):
    """Load everything or nothing, and print what changed."""

    help = "Load a bundle: a directory such as fixtures/. All of it is loaded, or nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("path", type=Path, help="The directory that holds base.toml.")

    def handle(self, *_: Any, path: Path, **__: Any) -> None:
        if not path.is_dir():
            raise CommandError(f"{path} is not a directory. Give the one that holds base.toml.")
        try:
            bundle = read_bundle(path)
            result = import_bundle(
                bundle,
                recompute=recompute,
                keeping_anchors=keeping_anchors,
                progress=self._print_progress,
            )
        except BundleError as error:
            count = len(error.problems)
            raise CommandError(
                f"{error}\nNothing was loaded: {count} {'problem' if count == 1 else 'problems'}."
            ) from error
        refresh_if_changed()
        for file, taken in bundle.taken.items():
            self.stdout.write(f"{file}: cleaned of what nobody sees: {counted(taken)}.")
        self._print_counts(result)

    def _print_progress(self, kind: str, done: int, total: int) -> None:
        if done < total:
            self.stdout.write(f"{kind}: {done:,} of {total:,}")

    def _print_counts(self, result: ImportResult) -> None:
        for kind, counts in result.counts.items():
            self.stdout.write(
                f"{kind}: {counts.added} added, {counts.changed} changed, "
                f"{counts.unchanged} unchanged"
            )
        if result.is_unchanged:
            self.stdout.write("Nothing has changed.")
