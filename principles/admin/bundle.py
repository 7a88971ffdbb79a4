"""The whole base as a bundle, for editors to take away.

It is written to a temporary file before the first byte is sent: memory stays small, and a slow
client holds no snapshot of the base open.
"""

from __future__ import annotations

from tempfile import TemporaryFile

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpRequest
from django.views.decorators.http import require_GET

from principles.transfer.exporting import bundle_files
from principles.transfer.packing import write_zip

NEEDED = tuple(f"principles.change_{kind}" for kind in ("source", "quote", "principle"))


def may_take_all(request: HttpRequest) -> bool:
    """Say whether who asks may change the content, and so may have all of it, drafts included."""
    return request.user.has_perms(NEEDED)


@require_GET
def download(request: HttpRequest) -> FileResponse:
    """Send the zip; 403 for whoever may not change the content."""
    if not may_take_all(request):
        raise PermissionDenied
    file = TemporaryFile()  # noqa: SIM115 (the response closes it)
    write_zip(bundle_files(), file)
    file.seek(0)
    return FileResponse(
        file, as_attachment=True, filename="bundle.zip", content_type="application/zip"
    )
