"""The benchmark's databases: one for each size, on an embedded server of the benchmark's own.

The server lies in the data directory that the environment names and runs with exactly the settings
that the site's own server has.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import django
from django.conf import settings
from django.db import connection

SETTINGS = (
    "server_version", "shared_buffers", "effective_cache_size", "work_mem",
    "maintenance_work_mem", "random_page_cost", "jit", "max_parallel_workers_per_gather",
    "synchronous_commit", "fsync", "wal_compression", "gin_fuzzy_search_limit",
)  # fmt: skip


def setup() -> Path:
    """Make Django ready and return the benchmark's folder."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "knowledgebase.settings")
    django.setup()
    return Path(settings.DATA_DIR)


def name_of(size: str) -> str:
    """Return the name of the database of that size."""
    return f"bench_{size}"


def use(name: str) -> None:
    """Let this process, and what it starts from here on, work with that database."""
    connection.close()
    connection.settings_dict["NAME"] = name
    settings.DATABASES["default"]["NAME"] = name


@contextmanager
def using(name: str) -> Iterator[None]:
    """Work with that database for a while."""
    before = str(connection.settings_dict["NAME"])
    use(name)
    try:
        yield
    finally:
        use(before)


def exists(name: str) -> bool:
    """Say whether there is a database of that name."""
    with using("postgres"), connection.cursor() as cursor:
        cursor.execute("SELECT FROM pg_database WHERE datname = %s", [name])
        return cursor.fetchone() is not None


def create(name: str) -> None:
    """Make an empty database, in place of one that has the name."""
    with using("postgres"), connection.cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE template0')


def comment(name: str) -> str:
    """Return what is noted beside the database."""
    with using("postgres"), connection.cursor() as cursor:
        cursor.execute(
            "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s",
            [name],
        )
        row = cursor.fetchone()
        return (row and row[0]) or ""


def note(name: str, remark: str) -> None:
    """Note something beside the database, which `comment` returns."""
    with using("postgres"), connection.cursor() as cursor:
        cursor.execute(f'COMMENT ON DATABASE "{name}" IS %s', [remark])


def server_settings() -> dict[str, str]:
    """Return what the server runs with; pages rely on no more than this."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name, current_setting(name) FROM pg_settings WHERE name = ANY (%s)",
            [list(SETTINGS)],
        )
        return dict(cursor.fetchall())


def size_of(relation: str) -> int:
    """Return the bytes of a table with its indexes."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_total_relation_size(%s)", [relation])
        return int(cursor.fetchone()[0])
