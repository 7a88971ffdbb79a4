"""A whole base in one file, and back: whatever version of PostgreSQL is on either side.

Rows go out and in by COPY, into the tables that `migrate` makes, so no program of PostgreSQL is
needed and no statement of one version is read by another. What is computed of other rows is left
out and made anew.
"""

from principles.backup.archive import BackupError, Header
from principles.backup.folder import save
from principles.backup.origin import origin
from principles.backup.restoring import Target, read_header, restore, target
from principles.backup.writing import write

__all__ = [
    "BackupError",
    "Header",
    "Target",
    "origin",
    "read_header",
    "restore",
    "save",
    "target",
    "write",
]
