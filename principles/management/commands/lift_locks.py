"""`manage.py lift_locks`: let whoever was told to wait try again at once."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.utils.text import capfirst

from principles.models import Attempt
from principles.models.limits import Purpose


class Command(BaseCommand):
    """Forget all tries of a kind; whom they were of cannot be told."""

    help = (
        "Lift the locks that follow too many tries. Nobody can be named: the tries are kept as "
        "hashes. A lock ends by itself after some minutes."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "purpose",
            nargs="?",
            choices=Purpose.values,
            default=Purpose.SIGN_IN.value,
            help="What may be tried again (default %(default)s).",
        )

    def handle(self, *_: Any, purpose: str, **__: Any) -> None:
        count = Attempt.objects.filter(purpose=purpose).delete()[0]
        label = f"{capfirst(Purpose(purpose).label)} on {settings.NAME_OF_BASE}"
        if count:
            self.stdout.write(f"{label} is free again for everybody.")
        else:
            self.stdout.write(f"{label} was free already.")
