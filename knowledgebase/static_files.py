"""Collect the static files into DATA_DIR, hashed and compressed, when they have changed.

Collecting takes seconds, mostly for brotli; a digest of names, sizes and times takes milliseconds.
"""

import fcntl
import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command


def collect_if_changed() -> bool:
    """Collect the static files and return True, or return False where they are as they were."""
    root = Path(settings.STATIC_ROOT)
    stamp = root.with_name(f"{root.name}.stamp")
    root.mkdir(parents=True, exist_ok=True)
    with root.with_name(f"{root.name}.mutex").open("w") as mutex:
        fcntl.flock(mutex, fcntl.LOCK_EX)
        digest = _digest()
        if stamp.exists() and stamp.read_text() == digest:
            return False
        call_command("collectstatic", interactive=False, verbosity=0)
        stamp.write_text(digest)
    return True


def _digest() -> str:
    digest = hashlib.sha256(settings.STORAGES["staticfiles"]["BACKEND"].encode())
    for finder in get_finders():
        for name, storage in finder.list([]):
            path = Path(storage.path(name))
            status = path.stat()
            digest.update(f"{path}\n{status.st_size} {status.st_mtime_ns}\n".encode())
    return digest.hexdigest()
