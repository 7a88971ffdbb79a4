"""Keep a signing key between starts for a site that serves its own machine only.

The file is written whole under another name and then linked, so that two first starts at once
agree on one key and a start that was cut short leaves no half of one.
"""

import os
import secrets
import tempfile
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

LENGTH = 50
LETTERS = 5  # different ones
MAKE_ONE = (
    "take what this prints, python3 -c 'import secrets; print(secrets.token_urlsafe(48))', and "
    "keep it to yourself."
)


def kept_key(path: Path) -> str:
    """Return the key in that file, made at the first call, readable by its owner only.

    Raises ImproperlyConfigured where the file cannot be read or made.
    """
    try:
        return _read(path) or _make(path)
    except OSError as error:
        raise ImproperlyConfigured(f"The signing key {path} is not usable: {error}.") from error


def weakness(key: str) -> str:
    """Return what to do about a key that can be guessed, in one sentence, or nothing.

    The measure is that of Django's `check --deploy` (security.W009).
    """
    if len(key) >= LENGTH and len(set(key)) >= LETTERS and not key.startswith("django-insecure-"):
        return ""
    return f"SECRET_KEY is too weak for a public site: {MAKE_ONE}"


def _read(path: Path) -> str:
    try:
        return path.read_text().strip()
    except FileNotFoundError:
        return ""


def _make(path: Path) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(prefix="secret-key-", dir=path.parent)
    try:
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(48) + "\n")
        try:
            os.link(name, path)
        except FileExistsError:
            if not _read(path):
                Path(name).replace(path)
        return _read(path)
    finally:
        Path(name).unlink(missing_ok=True)
