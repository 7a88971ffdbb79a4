"""`manage.py forget_report_senders`: delete the hashes by which readers' reports are limited."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from principles.models import Sending
from principles.models.reports import KEPT_FOR


class Command(BaseCommand):
    """Delete what is older than a day, for sites on which a next report may be long in coming."""

    help = (
        "Delete the hashes of addresses that sent a report more than a day ago. "
        "The next report does the same; a daily run makes it certain."
    )

    def handle(self, *_: Any, **__: Any) -> None:
        count = Sending.objects.forget(timezone.now() - KEPT_FOR)
        self.stdout.write(f"{count:,} {'hash' if count == 1 else 'hashes'} deleted.")
