"""A digest of all that shapes an answer beside the base: the program, its texts, its settings."""

import sys
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.storage import ManifestStaticFilesStorage, staticfiles_storage

ROOMS = ("knowledgebase", "principles", "templates")
SETTINGS = ("SITE_TITLE", "SITE_URL", "DEBUG", "LANGUAGE_CODE", "TIME_ZONE", "SHARED_SECONDS")


@cache
def deployment() -> str:
    """Return the digest, read once in the life of a process; a tenth of a second."""
    digest = sha256(f"{sys.version} {version('django')}".encode())
    for name in SETTINGS:
        digest.update(f"\n{name}={getattr(settings, name)!r}".encode())
    if isinstance(staticfiles_storage, ManifestStaticFilesStorage):
        digest.update(repr(sorted(staticfiles_storage.hashed_files.items())).encode())
    for path in _files():
        digest.update(f"\n{path.relative_to(settings.BASE_DIR)}\n".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _files() -> Iterator[Path]:
    for room in ROOMS:
        for path in sorted((settings.BASE_DIR / room).rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                yield path
