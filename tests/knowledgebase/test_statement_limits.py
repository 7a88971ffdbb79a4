"""Whoever keeps a table, or asks for much, holds no thread of the site for long."""

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest
from django.db import connection

from knowledgebase.embedded_postgres import socket_directory
from tests.dumps import of_the_tests
from tests.knowledgebase.processes import answer, running
from tests.knowledgebase.test_outages import Fields, Site

SHOW = """
import django
django.setup()
from knowledgebase.statement_limits import limit_statements
limit_statements()
from django.db import connection
from principles.search.deadline import deadline
for inside in (False, True):
    with connection.cursor() as cursor:
        for name in ("lock_timeout", "statement_timeout"):
            cursor.execute(f"SHOW {name}")
            print(cursor.fetchone()[0], end=" ")
with deadline(2_000), connection.cursor() as cursor:
    cursor.execute("SHOW statement_timeout")
    print(cursor.fetchone()[0])
"""


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("", "4s 15s"),
        ("&options=-c%20statement_timeout%3D20s", "4s 20s"),
        ("&options=", "0 0"),
    ],
)
def test_each_connection_begins_with_limits_unless_its_address_says_otherwise(
    tmp_path_factory: pytest.TempPathFactory, address: str, shown: str
) -> None:
    url = of_the_tests().url(str(connection.settings_dict["NAME"])) + address
    folder = tmp_path_factory.mktemp("site")
    said = answer(running(folder, SHOW, DATABASE_URL=url)).split()
    assert said == [*shown.split(), *shown.split(), "2s"]


@pytest.mark.faults
def test_readers_of_tables_that_are_kept_leave_threads_to_other_pages(tmp_path: Path) -> None:
    site, host = Site(tmp_path), str(socket_directory(tmp_path / "data" / "postgres"))
    typed = {"about": "words", "message": "Typed with care"}
    try:
        with psycopg.connect(host=host, user="postgres", dbname="postgres") as other:
            other.execute("LOCK TABLE principles_quote, principles_tag IN ACCESS EXCLUSIVE MODE")
            with ThreadPoolExecutor(10) as readers:
                began = time.monotonic()
                waiting = [readers.submit(site.ask, "/tags/") for _ in range(9)]
                sent = readers.submit(site.ask, "/report/1/", typed)
                time.sleep(0.5)
                assert site.ask("/about/verification/")[0] == 200
                answers = [each.result()[0] for each in waiting]
                status, page = sent.result()
        assert time.monotonic() - began < 12
        assert (answers, status) == ([503] * 9, 503)
        assert Fields(page).posted == typed
        assert site.ask("/tags/")[0] == 200
    finally:
        site.stop()
    assert "Traceback" not in site.said, site.said
