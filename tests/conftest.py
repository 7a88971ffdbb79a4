"""What every test runs with: a data directory of its own, no outside settings, plain static files.

The environment is set here, before Django reads its settings, so that a test run never touches the
site's own data and a developer's variables never change a result. DATABASE_URL alone is honoured.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest
from pytest_django import DjangoDbBlocker

os.environ["DJANGO_SETTINGS_MODULE"] = "knowledgebase.settings"
os.environ.setdefault("DATA_DIR", str(Path(__file__).resolve().parent.parent / ".data" / "test"))
OUTSIDE = (
    *("ALLOWED_HOSTS", "CONTENT", "DEBUG", "PORT", "SECRET_KEY", "SITE_TITLE", "SITE_URL"),
    *("HOST", "TRUSTED_PROXIES", "KEPT_MEGABYTES", "SHARED_SECONDS"),
)
for name in OUTSIDE:
    os.environ.pop(name, None)


# The same examples every time, and no clock: a slow machine is no failure.
hypothesis.settings.register_profile(
    "repeatable", deadline=None, derandomize=True, print_blob=True, database=None
)
# For a longer search by hand: HYPOTHESIS_PROFILE=thorough.
hypothesis.settings.register_profile("thorough", deadline=None, max_examples=5000)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "repeatable"))


def pytest_configure() -> None:
    """Serve static files under their own names; browser tests collect and hash them."""
    from django.conf import settings  # noqa: PLC0415 (needs the environment above)

    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip faults, wherever their tests lie, where it is not root, with a line that says so."""
    if os.geteuid() != 0:
        for item in items:
            if item.get_closest_marker("faults"):
                item.add_marker(
                    pytest.mark.skip(
                        reason="only root can make these faults, as a disk that is full"
                    )
                )


def pytest_sessionstart(session: pytest.Session) -> None:
    """Collect the static files before several processes read them, of which one might collect."""
    if hasattr(session.config, "workerinput"):
        return
    from django.test import override_settings  # noqa: PLC0415 (needs the environment above)

    from knowledgebase import settings as production  # noqa: PLC0415 (as above)
    from knowledgebase.static_files import collect_if_changed  # noqa: PLC0415 (as above)

    with override_settings(STORAGES=production.STORAGES):
        collect_if_changed()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Make the test database, and end what is still connected to it before it is dropped.

    Playwright runs the main thread in a context of its own, in which Django opens a second
    connection and cannot see the first.
    """
    yield
    from django.db import connection  # noqa: PLC0415 (needs the environment above)

    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
