"""An editor who is signed in. Models are imported when asked for: this is read before Django is."""

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.test import Client


@pytest.fixture
def editor(db: None, django_user_model: "type[User]") -> "User":
    from django.contrib.auth.models import Group  # noqa: PLC0415  # apps are not ready before

    user = django_user_model.objects.create_user("eda", password="correct horse", is_staff=True)
    user.groups.add(Group.objects.get(name="Editors"))
    return user


@pytest.fixture
def desk(client: "Client", editor: "User") -> "Client":
    client.force_login(editor)
    return client
