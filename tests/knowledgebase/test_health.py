"""What the machines around the site are told."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client


def test_it_lives_without_a_database(client: Client) -> None:
    answer = client.get("/healthz")
    assert answer.status_code == 200
    assert answer.content == b"The site lives.\n"
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.django_db
def test_it_is_ready_with_the_database_that_it_needs(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(3):
        answer = client.get("/readyz")
    assert (answer.status_code, answer.content) == (200, b"The site is ready.\n")


@pytest.mark.django_db
def test_it_is_not_ready_where_migrate_is_due(client: Client) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE principles_replaceable SET digest = '' WHERE file = 'models/rows'")
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert b"migrate is due" in answer.content


@pytest.mark.django_db
def test_it_is_not_ready_without_the_database(client: Client) -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE principles_version RENAME TO principles_elsewhere")
    answer = client.get("/readyz")
    assert (answer.status_code, answer.content) == (503, b"The database does not answer.\n")
