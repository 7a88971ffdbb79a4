"""Write TOML as a bundle has it: one field a line, so that an edit is a line in a diff.

The writers on PyPI break every list over several lines, which no editor would write by hand.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, time

_ESCAPED = re.compile('["\\\\\x00-\x1f\x7f]')
_SHORT = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_BARE = re.compile(r"[A-Za-z0-9_-]+")


def fields(values: Mapping[str, object]) -> str:
    """Return a line for each field; those that are None or an empty text are left out."""
    return "".join(
        f"{key} = {_written(value)}\n" for key, value in values.items() if value not in (None, "")
    )


def day_or_time(moment: datetime | None) -> date | datetime | None:
    """Return the day of a moment that is the beginning of one in UTC, else the moment in UTC."""
    if moment is None:
        return None
    moment = moment.astimezone(UTC)
    return moment.date() if moment.time() == time() else moment


def _written(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, datetime):
        return value.isoformat().replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        pairs = (f"{_key(key)} = {_written(each)}" for key, each in sorted(value.items()))
        return f"{{ {', '.join(pairs)} }}"
    if isinstance(value, list):
        return f"[{', '.join(map(_written, value))}]"
    return str(value) if isinstance(value, int) else _text(str(value))


def _key(name: str) -> str:
    return name if _BARE.fullmatch(name) else _text(name)


def _text(value: str) -> str:
    return f'"{_ESCAPED.sub(_escape, value)}"'


def _escape(found: re.Match[str]) -> str:
    return _SHORT.get(found[0]) or f"\\u{ord(found[0]):04x}"
