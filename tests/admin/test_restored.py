"""The desk saves as before when another base was restored under the running site."""

from collections.abc import Iterator

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test import Client

from principles.models import Tag
from tests.admin.pages import Page, address
from tests.factories import TagFactory

pytestmark = pytest.mark.django_db

REFERRERS = ("auth_permission", "django_admin_log")


@pytest.fixture
def renumbered() -> Iterator[None]:
    """Give the kinds of entries other numbers, which this process does not know."""
    for model in (Tag, User):
        ContentType.objects.get_for_model(model)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE django_content_type SET id = id + 1000000")
        for table in REFERRERS:
            cursor.execute(f"UPDATE {table} SET content_type_id = content_type_id + 1000000")
    yield
    ContentType.objects.clear_cache()


def test_an_entry_is_saved(desk: Client, renumbered: None) -> None:
    page = Page(desk, address(TagFactory(name="Before")))
    assert page.save(name="After").status_code == 302
    assert LogEntry.objects.get().get_edited_object() == Tag.objects.get(name="After")


def test_an_account_is_deleted(
    client: Client, renumbered: None, django_user_model: type[User]
) -> None:
    client.force_login(django_user_model.objects.create_superuser("olga"))
    other = django_user_model.objects.create_user("eda", password="x")
    response = client.post(f"/admin/auth/user/{other.pk}/delete/", {"post": "yes"})
    assert response.status_code == 302
    assert LogEntry.objects.get().content_type == ContentType.objects.get(model="user")
