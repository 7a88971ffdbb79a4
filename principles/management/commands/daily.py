"""`manage.py daily`: what a site needs once a day, for a timer."""

from typing import Any

from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand
from django.utils import timezone

from principles.models import Attempt
from principles.models.limits import KEPT_FOR


class Command(BaseCommand):
    """Delete what has expired, read the words anew if they are outdated, and back up the base."""

    help = (
        "Delete expired sessions and the hashes of visitors that are older than a day, read the "
        "words of the base anew if they are outdated, and keep a backup. Safe to run at any time."
    )

    def handle(self, *_: Any, **__: Any) -> None:
        call_command("clearsessions")
        count = Attempt.objects.forget(timezone.now() - KEPT_FOR)
        hashes = "hash of a visitor was" if count == 1 else "hashes of visitors were"
        self.stdout.write(f"Expired sessions and {count:,} {hashes} deleted.")
        call_command("refresh_lexicon", "--if-outdated", stdout=self.stdout)
        if "backup" in get_commands():
            call_command("backup", stdout=self.stdout)
