"""`manage.py restore FILE`: make the base what a backup says."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any, BinaryIO

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError
from django.utils.text import capfirst

from principles.backup import BackupError, Header, Target, read_header, restore, target
from principles.management.progress import Stages
from principles.models import Principle, Quote, Source
from principles.prerequisites import problem_with_database

TYPED = "replace"
SHOWN = (Principle, Quote, Source)


class Command(BaseCommand):
    """Restore all of a file or nothing, over a living base only where somebody says so."""

    help = (
        "Make the base what a file of `manage.py backup` says, all or nothing: an empty one, also "
        "a database without tables, or, after a question, one that is in use."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="The backup; - for stdin, which needs --yes.")
        parser.add_argument("--yes", action="store_true", help="Replace what is there unasked.")
        parser.add_argument(
            "--check",
            action="store_true",
            help="Only say what the file has, that it is whole, and what the database of "
            "DATABASE_URL lacks for it.",
        )
        other = (
            "Replace even a base that is not the one the file was made of. It guards against a "
            "mistaken file alone: copies of a base, and all bases begun from the same bundle, as "
            "every seeded site is from fixtures/, have the same id."
        )
        parser.add_argument("--over-another-base", action="store_true", help=other)

    def handle(self, *_: Any, file: str, **chosen: Any) -> None:
        try:
            with _opened(file) as opened:
                self._restore(opened, **chosen)
        except BackupError as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}.") from error
        except DatabaseError as error:
            raise CommandError(f"The database cannot be used: {error}") from error

    def _restore(
        self, file: BinaryIO, *, yes: bool, check: bool, over_another_base: bool, **_: Any
    ) -> None:
        header = read_header(file)
        if check:
            self.stdout.write(f"The backup is whole: {_said(header)}.")
            if not settings.IS_EMBEDDED and (problem := problem_with_database()):
                raise CommandError(problem)
            return
        found = target(header)
        _check_identity(found, header, over_another_base=over_another_base)
        if not (found.is_empty or yes):
            self._ask(header)
        stages = Stages(self.stderr)
        try:
            restore(file, over_rows=not found.is_empty, report=stages.show)
        finally:
            stages.end()
        self.stdout.write(
            f"Restored into {settings.NAME_OF_BASE}: {_said(header)}. Everybody has to sign in "
            "again, and tries at signing in are counted anew."
        )

    def _ask(self, header: Header) -> None:
        there = ", ".join(
            f"{model.objects.count():,} {model._meta.verbose_name_plural}" for model in SHOWN
        )
        self.stdout.write(
            f"{capfirst(settings.NAME_OF_BASE)} has {there}. All of it would be replaced: "
            f"{_said(header)}."
        )
        self.stdout.write(
            "Whoever is editing has to sign in again and loses what is not saved: warn them first."
        )
        try:
            typed = input(f"Type {TYPED} to go on: ")
        except EOFError:
            typed = ""
        if typed.strip() != TYPED:
            raise CommandError(
                "Nothing was restored: it was not confirmed (--yes does it unasked)."
            )


def _check_identity(found: Target, header: Header, *, over_another_base: bool) -> None:
    is_another = found.base and header.base and found.base != header.base
    if is_another and not found.is_empty and not over_another_base:
        raise CommandError(
            f"The backup is of the base {header.base}, and this one is {found.base}: restore it "
            "into an empty one, or replace this with --over-another-base."
        )


def _said(header: Header) -> str:
    counted = ", ".join(
        f"{header.count(model._meta.db_table):,} {model._meta.verbose_name_plural}"
        for model in SHOWN
    )
    return (
        f"a backup of {header.made_at}, by version {header.site} from PostgreSQL "
        f"{header.postgres}, with {counted}, {header.rows:,} rows in all"
    )


@contextmanager
def _opened(name: str) -> Iterator[BinaryIO]:
    """Open the file; what comes by stdin is kept aside, as its checksum stands at its end."""
    if name != "-":
        with Path(name).open("rb") as file:
            yield file
        return
    with TemporaryFile() as kept:
        shutil.copyfileobj(sys.stdin.buffer, kept)
        yield kept
