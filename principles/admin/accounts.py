"""Django's own pages for accounts and groups, guarded like the others against odd addresses."""

from typing import TYPE_CHECKING

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin as DjangoGroupAdmin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.models import Group, User

from principles.admin.guard import GuardedAdmin

if TYPE_CHECKING:
    StockUserAdmin = DjangoUserAdmin[User]
else:
    StockUserAdmin = DjangoUserAdmin

admin.site.unregister([Group, User])


@admin.register(User)
class UserAdmin(GuardedAdmin, StockUserAdmin):
    """Accounts; an editor needs “staff status” and the group Editors."""


@admin.register(Group)
class GroupAdmin(GuardedAdmin, DjangoGroupAdmin):
    """Groups; Editors is made and kept by the site."""
