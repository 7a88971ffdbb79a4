"""`manage.py verify_citations`: compute verdicts that are out of date, or all of them.

Every batch commits by itself, and what is out of date says so in its own row. So a run that was
cut short, even by a power failure, continues when the command is started again. That holds for
`--all`, too: it first marks every citation, then compares those that are marked.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from principles.management.progress import Progress
from principles.models import Verdict
from principles.provenance.verification import ask_for_all, expire, outdated, recompute_in_batches

INTERRUPTED = 130  # as a shell counts a program that Ctrl+C has ended


class Command(BaseCommand):
    """Compare quotes with the stored texts; a run that is cut short can be started again."""

    help = (
        "Compare quotes with the stored texts of their sources and record the verdicts. A run "
        "that was cut short is gone on with by running it again, without --all."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--all", action="store_true", help="Compare every citation, not only what is stale."
        )

    def handle(self, *_: Any, **options: Any) -> None:
        expire()
        if options["all"]:
            ask_for_all()
        chosen = outdated()
        total = chosen.count()
        progress = Progress(self.stdout, "citations", total)
        verdicts: Counter[str] = Counter()
        try:
            for found in recompute_in_batches(chosen):
                verdicts += found
                progress.show(verdicts.total())
        except KeyboardInterrupt as interruption:
            progress.end()
            raise CommandError(
                f"Interrupted after {verdicts.total():,} of {total:,} citations, which are kept. "
                "Run verify_citations again to go on.",
                returncode=INTERRUPTED,
            ) from interruption
        progress.end()
        self._sum_up(verdicts)

    def _sum_up(self, verdicts: Counter[str]) -> None:
        counts = [f"{verdicts[each]:,} {each}" for each in Verdict if verdicts[each]]
        told = f": {', '.join(counts)}" if counts else ""
        self.stdout.write(f"citations: {verdicts.total():,} compared{told}")
