"""What the doctor says of a site that is well, and of one that is not."""

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from principles.models import Citation, Verdict
from principles.search.lexicon import refresh
from tests.factories import published_quote

pytestmark = pytest.mark.django_db


def said() -> str:
    out = StringIO()
    call_command("doctor", stdout=out)
    return out.getvalue()


def said_of_an_ill_one() -> str:
    out = StringIO()
    with pytest.raises(CommandError, match="1 of 7 need attention"):
        call_command("doctor", stdout=out)
    return out.getvalue()


@pytest.fixture(autouse=True)
def collected(settings: Any, tmp_path: Path) -> None:
    settings.STATIC_ROOT = tmp_path
    (tmp_path / "staticfiles.json").touch()
    refresh()


def test_a_site_that_is_well() -> None:
    assert said().count("as it should be") == 7


def test_verdicts_that_wait() -> None:
    published_quote()
    refresh()
    Citation.objects.update(verdict=Verdict.STALE, start=None, end=None, spans=[])
    assert (
        "The verdicts: 1 are out of date: run `manage.py verify_citations`." in said_of_an_ill_one()
    )


def test_functions_of_another_version() -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE principles_replaceable SET digest = '' WHERE file = 'models/types'")
    assert "models/types are of another version: run `manage.py migrate`" in said_of_an_ill_one()


def test_a_trigger_that_somebody_dropped() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER principles_95_change ON principles_person")
    assert "They were changed by hand" in said_of_an_ill_one()


def test_static_files_that_are_not_there(settings: Any, tmp_path: Path) -> None:
    settings.STATIC_ROOT = tmp_path / "nowhere"
    assert "The static files: They are not collected" in said_of_an_ill_one()
