"""Load everything that answers need, before the workers are forked: they share that memory.

What a worker does not write to stays shared, so garbage collection is told to leave it alone.
"""

import gc
from pathlib import Path

from django.conf import settings
from django.template.loader import get_template
from django.urls import get_resolver

from knowledgebase.kept.deployment import deployment

DESK = "admin"  # editors are few: a worker that answers one reads these templates itself


def load_before_forking() -> None:
    """Load addresses, views and the templates of readers' pages; a second, and no connection."""
    get_resolver().url_patterns  # noqa: B018 (imports the views)
    folder = Path(settings.BASE_DIR / "templates")
    for path in folder.rglob("*.html"):
        name = path.relative_to(folder)
        if name.parts[0] != DESK:
            get_template(name.as_posix())
    deployment()
    gc.collect()
    gc.freeze()
