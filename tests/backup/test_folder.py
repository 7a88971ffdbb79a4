"""A folder holds whole backups only, closed to others, and the newest of them."""

import errno
import os
from pathlib import Path
from typing import BinaryIO

import pytest

from principles.backup import BackupError, save
from principles.backup.folder import backups

HERE = "0123abcd"


def save_one(folder: Path, *, keep: int = 7, origin: str = HERE) -> Path:
    return save(folder, lambda file: file.write(b"rows"), keep=keep, origin=origin)


def fill_the_disk(file: BinaryIO) -> None:
    file.write(b"half of the ro")
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_file_and_folder_are_closed_to_other_users(tmp_path: Path) -> None:
    previous = os.umask(0)
    try:
        path = save_one(tmp_path / "new" / "folder")
    finally:
        os.umask(previous)
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("keep", [1, 2, 3, 7])
def test_as_many_as_asked_for_are_kept_the_newest(tmp_path: Path, keep: int) -> None:
    made: list[Path] = []
    for _ in range(keep + 2):
        made.append(save_one(tmp_path, keep=keep))
        assert backups(tmp_path, origin=HERE) == made[-keep:]


def test_a_new_backup_stays_though_the_clock_was_ahead_before(tmp_path: Path) -> None:
    ahead = [tmp_path / f"precept-29990101-00000{n}-000000-{HERE}.backup.gz" for n in range(3)]
    for path in ahead:
        path.write_bytes(b"rows")
    made = save_one(tmp_path, keep=3)
    assert backups(tmp_path, origin=HERE) == [made, *ahead[1:]]


def test_those_of_another_database_are_left_alone(tmp_path: Path) -> None:
    other = save_one(tmp_path, keep=1, origin="89abcdef")
    save_one(tmp_path, keep=1)
    here = save_one(tmp_path, keep=1)
    assert set(tmp_path.iterdir()) == {other, here}


def test_what_is_not_a_backup_is_left_alone(tmp_path: Path) -> None:
    other = tmp_path / "precept-before-the-move.backup.gz"
    other.write_bytes(b"kept by hand")
    save_one(tmp_path, keep=1)
    save_one(tmp_path, keep=1)
    assert other.exists()


def test_a_backup_that_fails_leaves_the_older_ones_and_nothing_else(tmp_path: Path) -> None:
    older = save_one(tmp_path, keep=1)
    with pytest.raises(BackupError, match="No space left on device"):
        save(tmp_path, fill_the_disk, keep=1, origin=HERE)
    assert list(tmp_path.iterdir()) == [older]


def test_a_file_has_its_name_only_when_it_is_whole(tmp_path: Path) -> None:
    seen: list[Path] = []

    def look(file: BinaryIO) -> None:
        seen.extend(backups(tmp_path, origin=HERE))

    path = save(tmp_path, look, keep=1, origin=HERE)
    assert seen == []
    assert backups(tmp_path, origin=HERE) == [path]


def test_what_a_killed_backup_left_is_cleared_away(tmp_path: Path) -> None:
    (tmp_path / f"precept-20260101-000000-000000-{HERE}.backup.gz.unfinished").write_bytes(b"half")
    path = save_one(tmp_path)
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(BackupError, match=r"No backup can be written to .*file/folder"):
        save_one(tmp_path / "file" / "folder")
