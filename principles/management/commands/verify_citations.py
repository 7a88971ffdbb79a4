"""`manage.py verify_citations`: compute verdicts that are out of date, or all of them."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from principles.models import Citation
from principles.provenance.verification import outdated, recompute_in_batches


class Command(BaseCommand):
    """Compare quotes with the stored texts; a run that is cut short can be started again."""

    help = "Compare quotes with the stored texts of their sources and record the verdicts."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--all", action="store_true", help="Compare every citation, not only what is stale."
        )

    def handle(self, *_: Any, **options: Any) -> None:
        chosen = Citation.objects.all() if options["all"] else outdated()
        total, done = chosen.count(), 0
        for size in recompute_in_batches(chosen):
            done += size
            if done < total:
                self.stdout.write(f"citations: {done:,} of {total:,}")
        self.stdout.write(f"citations: {done:,} compared")
