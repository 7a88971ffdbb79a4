"""`manage.py daily`: what a site needs once a day, for a timer."""

from typing import Any

from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.template.defaultfilters import pluralize
from django.utils import timezone

from principles.models import Attempt
from principles.models.limits import KEPT_FOR

BACKUPS = "daily-backups"  # apart from those made by hand: neither pushes the other out


class Command(BaseCommand):
    """Back up the base, delete what has expired, and read the words anew if they are outdated."""

    help = (
        f"Keep a backup in {BACKUPS} of DATA_DIR (the newest seven), delete expired sessions and "
        "the hashes of visitors that are older than a day, and read the words of the base anew if "
        "they are outdated. Safe to run at any time."
    )

    def handle(self, *_: Any, **__: Any) -> None:
        # First what is promised to be kept no longer; the backup may fail.
        sessions = Session.objects.filter(expire_date__lt=timezone.now()).delete()[0]
        count = Attempt.objects.forget(timezone.now() - KEPT_FOR)
        self.stdout.write(
            f"Deleted: {sessions:,} expired session{pluralize(sessions)}, "
            f"{count:,} old hash{pluralize(count, 'es')} of visitors."
        )
        try:
            call_command("backup", str(settings.DATA_DIR / BACKUPS), stdout=self.stdout)
        finally:
            call_command("refresh_lexicon", "--if-outdated", stdout=self.stdout)
