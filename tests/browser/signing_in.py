"""A browser that is signed in."""

from django.conf import settings
from django.contrib.auth.models import Group, User
from django.test import Client
from playwright.sync_api import BrowserContext


def sign_in_as_editor(context: BrowserContext, url: str) -> None:
    """Let the browser be signed in as a new editor."""
    editor = User.objects.create_user("eda", is_staff=True)
    editor.groups.add(Group.objects.get(name="Editors"))
    sign_in(context, url, editor)


def sign_in(context: BrowserContext, url: str, user: User) -> None:
    """Give the browser the cookie that signing in gives the user."""
    client = Client()
    client.force_login(user)
    name = settings.SESSION_COOKIE_NAME
    context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": url}])
