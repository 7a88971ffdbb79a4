"""Answers are compressed for whoever can read them so, and padded."""

import gzip

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.test import Client

from tests.factories import published_quote

pytestmark = pytest.mark.django_db
READS_GZIP = {"Accept-Encoding": "gzip, br"}


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(get_user_model().objects.create_superuser("editor"))
    return client


def test_a_page_is_compressed_for_whoever_can_read_it(client: Client) -> None:
    plain = client.get("/about/").content
    answer = client.get("/about/", headers=READS_GZIP)
    assert answer["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in answer["Vary"]
    assert gzip.decompress(answer.content) == plain


def test_a_page_is_sent_as_it_is_to_whoever_cannot(client: Client) -> None:
    assert "Content-Encoding" not in client.get("/about/").headers


def test_the_desk_is_compressed_and_padded(editor: Client) -> None:
    answers = [editor.get("/admin/", headers=READS_GZIP) for _ in range(20)]
    assert {answer["Content-Encoding"] for answer in answers} == {"gzip"}
    assert len({len(answer.content) for answer in answers}) > 5


def test_data_is_compressed(client: Client) -> None:
    published_quote(text="Day one.")
    answer = client.get("/search.json?q=day", headers=READS_GZIP)
    assert b"Day one." in gzip.decompress(answer.content)


def test_only_static_files_and_redirects_are_answered_before() -> None:
    place = settings.MIDDLEWARE.index("django.middleware.gzip.GZipMiddleware")
    assert settings.MIDDLEWARE[:place] == [
        "django.middleware.security.SecurityMiddleware",
        "whitenoise.middleware.WhiteNoiseMiddleware",
    ]
