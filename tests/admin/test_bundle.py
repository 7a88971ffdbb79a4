"""The whole base as a download, for who may change it and for nobody else."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.factories import QuoteFactory

ADDRESS = "/admin/bundle.zip"


def test_an_editor_downloads_the_base_drafts_included(desk: Client) -> None:
    QuoteFactory(text="A draft is taken along.")
    assert f'href="{ADDRESS}"' in desk.get("/admin/").content.decode()
    answer = desk.get(ADDRESS)
    assert answer["Content-Type"] == "application/zip"
    assert answer["Content-Disposition"] == 'attachment; filename="bundle.zip"'
    assert "no-store" in answer["Cache-Control"]
    with ZipFile(BytesIO(answer.getvalue())) as archive:
        assert "A draft is taken along." in archive.read("quotes.toml").decode()


@pytest.mark.django_db
def test_who_may_not_change_content_gets_nothing(client: Client) -> None:
    assert client.get(ADDRESS).status_code == 302
    client.force_login(User.objects.create_user("rea", is_staff=True))
    assert client.get(ADDRESS).status_code == 403
    assert ADDRESS not in client.get("/admin/").content.decode()
