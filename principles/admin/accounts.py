"""Django's own pages for accounts and groups, guarded like the others against odd addresses."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin as DjangoGroupAdmin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.forms import AdminUserCreationForm
from django.contrib.auth.models import Group, User
from django.http import HttpRequest

from principles.admin.waits import WaitingAdmin, desk_in_time

admin.site.unregister([Group, User])


class AccountForm(AdminUserCreationForm):
    """A new account; the page's script moves the focus to its first field, not `autofocus`."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].widget.attrs.pop("autofocus", None)


@admin.register(User)
class UserAdmin(WaitingAdmin, DjangoUserAdmin[User]):
    """Accounts; an editor needs “staff status” and the group Editors."""

    add_form = AccountForm
    readonly_fields = ("last_login", "date_joined")  # kept by the site

    def user_change_password(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        with desk_in_time(request):
            return super().user_change_password(request, *args, **kwargs)


@admin.register(Group)
class GroupAdmin(WaitingAdmin, DjangoGroupAdmin):
    """Groups; Editors is made and kept by the site."""
