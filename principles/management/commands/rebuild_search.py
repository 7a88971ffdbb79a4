"""Write the search index anew, for a base that was changed behind the triggers' back."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from principles.models import SearchEntry
from principles.models.turns import take_turn
from principles.search.lexicon import refresh


class Command(BaseCommand):
    """Rebuild the search index in one transaction, while editors wait and searches see the old."""

    help = "Write the search index anew. It is kept current by itself; this repairs it."

    def handle(self, *args: Any, **options: Any) -> None:
        with transaction.atomic():
            take_turn()
            rows = SearchEntry.objects.rebuild()
        refresh()
        self.stdout.write(f"The search index has {rows} rows.")
