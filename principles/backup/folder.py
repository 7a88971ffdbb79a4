"""A folder of backups: each is there when it is whole, and the oldest of the same base go.

A file is written under a temporary name, closed to other users, and gets its own name when all of
it has reached the disk. The folder is locked meanwhile, so what is unfinished there beside it was
cut short, and is cleared away.
"""

from __future__ import annotations

import fcntl
import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from principles.backup.archive import BackupError

TIME = "%Y%m%d-%H%M%S-%f"
OURS = r"precept-\d{{8}}-\d{{6}}-\d{{6}}-{}\.backup\.gz"
UNFINISHED = ".unfinished"


def save(folder: Path, write: Callable[[BinaryIO], object], *, keep: int, origin: str) -> Path:
    """Write a new file into the folder and return its path.

    Of those with the same origin, all but the newest `keep` are deleted.

    Raises BackupError; the files that were there before are then still there.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with _locked(folder) as descriptor:
            path = _written(folder, write, origin=origin)
            os.fsync(descriptor)
            older = [old for old in backups(folder, origin=origin) if old != path]
            for old in older[: max(0, len(older) + 1 - keep)]:
                old.unlink()
            return path
    except OSError as error:
        raise BackupError(f"No backup can be written to {folder}: {error.strerror}.") from error


def backups(folder: Path, *, origin: str) -> list[Path]:
    """Return the backups in the folder of that origin, the oldest first."""
    ours = re.compile(OURS.format(re.escape(origin)))
    return sorted(path for path in folder.iterdir() if ours.fullmatch(path.name))


@contextmanager
def _locked(folder: Path) -> Iterator[int]:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield descriptor
    finally:
        os.close(descriptor)


def _written(folder: Path, write: Callable[[BinaryIO], object], *, origin: str) -> Path:
    for unfinished in folder.glob(f"precept-*{UNFINISHED}"):
        unfinished.unlink()
    path = folder / f"precept-{datetime.now(UTC).strftime(TIME)}-{origin}.backup.gz"
    new = path.with_name(path.name + UNFINISHED)
    descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with open(descriptor, "wb") as file:  # noqa: PTH123 (its mode is set as it is made)
            write(file)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        new.unlink()
        raise
    return new.rename(path)
