"""Write the search index anew, for a base that was changed behind the triggers' back."""

from typing import Any

from django.core.management.base import BaseCommand

from principles.models import SearchEntry


class Command(BaseCommand):
    """Rebuild the search index in one transaction; searches see the old one until it ends."""

    help = "Write the search index anew. It is kept current by itself; this repairs it."

    def handle(self, *args: Any, **options: Any) -> None:
        rows = SearchEntry.objects.rebuild()
        self.stdout.write(f"The search index has {rows} rows.")
