"""`manage.py refresh_lexicon`: read the words of the base anew, for corrections and completions."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from principles.search.lexicon import is_outdated, refresh


class Command(BaseCommand):
    """Read all words in one transaction, while searches see the old ones."""

    help = (
        "Read the words of the base anew: how common each is, how it is completed and corrected. "
        "It is done after every import, and by the desk in bases of up to 100,000 entries."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--if-outdated",
            action="store_true",
            help="Do nothing unless a tenth of the entries has changed since the last time.",
        )

    def handle(self, *_: Any, if_outdated: bool, **__: Any) -> None:
        if if_outdated and not is_outdated():
            self.stdout.write("The words are up to date.")
            return
        read = refresh()
        self.stdout.write(f"{read.words:,} words were read from {read.entries:,} entries.")
