"""Collect static files so that a stylesheet holds what it imports.

A browser learns of an imported sheet only when the importing one has come, and every linked one
holds up the first paint. So the sources are one sheet for each component, in the order that
`css/site.css` imports them, and a reader gets one file.
"""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from whitenoise.storage import CompressedManifestStaticFilesStorage

# What collectstatic found: the name to collect it under, the storage that has it, its name there.
Found = dict[str, tuple[Storage, str]]

_IMPORT = re.compile(
    r"""^@import url\((["'])(?P<address>[\w./-]+\.css)\1\)(?: (?P<media>[^;]+))?;$""", re.MULTILINE
)


def joined(found: Found, name: str) -> str:
    """Return the sheet with the sheets it imports in place of the imports.

    What an imported sheet says of images and fonts has to hold in the folder of the importing one.
    Raises KeyError where an imported sheet was not found.
    """

    def imported(match: re.Match[str]) -> str:
        sheet = joined(found, str(PurePosixPath(name).parent / match["address"]))
        return f"@media {match['media']} {{\n{sheet}}}\n" if match["media"] else sheet

    storage, path = found[name]
    with storage.open(path) as source:
        return _IMPORT.sub(imported, source.read().decode())


class JoinedSheetsStorage(CompressedManifestStaticFilesStorage):
    """The static files hashed and compressed, the stylesheets joined before."""

    def post_process(
        self, paths: Found, *args: Any, **options: Any
    ) -> Iterator[tuple[str, str | None, Any]]:
        """Write the joined sheets over the collected ones, then hash and compress all files."""
        sheets = [] if options.get("dry_run") else [name for name in paths if name.endswith(".css")]
        for name in sheets:
            self.delete(name)
            self._save(name, ContentFile(joined(paths, name).encode()))
        collected = {**paths, **{name: (self, name) for name in sheets}}
        yield from super().post_process(collected, *args, **options)
