"""The editors' desk: one module for each family of entries, over one base that keeps the rules."""

from django.conf import settings
from django.contrib import admin

from principles.admin import (
    accounts,
    bibliography,
    evidence,
    principle,
    reports,
    tags,
)

admin.site.site_title = admin.site.site_header = settings.SITE_TITLE
admin.site.index_title = "The editors’ desk"
admin.site.password_change_template = "admin/principles/password_change.html"  # noqa: S105 (a template)

__all__ = [
    "accounts",
    "bibliography",
    "evidence",
    "principle",
    "reports",
    "tags",
]
