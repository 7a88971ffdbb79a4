"""What every page says of the site itself; nothing here costs a query."""

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, str]:
    """Return the site's title and base address, and the section the page belongs to."""
    return {
        "site_title": settings.SITE_TITLE,
        "site_url": settings.SITE_URL,
        "section": request.path.split("/")[1],
    }
