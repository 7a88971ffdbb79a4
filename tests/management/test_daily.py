"""The one command for a timer does all that has to be done once a day."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.utils import timezone

from principles.models import Attempt
from principles.models.limits import Purpose

pytestmark = pytest.mark.django_db


def run(capsys: pytest.CaptureFixture[str]) -> str:
    call_command("daily")
    return capsys.readouterr().out


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> Path:
    """Let backups go to a folder of the test."""
    settings.DATA_DIR = tmp_path
    return tmp_path / "daily-backups"


def test_expired_sessions_are_deleted(capsys: pytest.CaptureFixture[str]) -> None:
    for key, days in (("expired", -1), ("living", 1)):
        expires = timezone.now() + timedelta(days=days)
        Session.objects.create(session_key=key, session_data="x", expire_date=expires)
    run(capsys)
    assert [session.pk for session in Session.objects.all()] == ["living"]


def test_hashes_of_visitors_are_deleted_after_a_day(capsys: pytest.CaptureFixture[str]) -> None:
    for hours in (23, 25):
        at = timezone.now() - timedelta(hours=hours)
        Attempt.objects.create(purpose=Purpose.SIGN_IN, who=str(hours), at=at)
    assert "Deleted: 0 expired sessions, 1 old hash of visitors." in run(capsys)
    assert Attempt.objects.get().who == "23"


def test_the_words_are_read_if_they_are_outdated(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("refresh_lexicon")
    assert "The words are up to date." in run(capsys)


def test_a_backup_is_kept(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    run(capsys)
    assert len(list(folder.glob("*.backup.gz"))) == 1


def test_a_backup_that_fails_leaves_nothing_else_undone(
    capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    Attempt.objects.create(purpose=Purpose.SIGN_IN, who="x", at=timezone.now() - timedelta(days=2))
    folder.write_text("no folder")
    with pytest.raises(CommandError, match="No backup can be written"):
        run(capsys)
    assert not Attempt.objects.exists()
    assert "words were read" in capsys.readouterr().out


def test_a_week_of_them_leaves_one_made_by_hand(
    capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    call_command("backup")
    for _ in range(8):
        run(capsys)
    assert len(list(folder.glob("*.backup.gz"))) == 7
    assert len(list((folder.parent / "backups").glob("*.backup.gz"))) == 1
