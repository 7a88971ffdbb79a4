"""The signing key is made once, whole, and for its owner's eyes."""

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from knowledgebase.secret_key import kept_key, weakness


def test_it_is_made_once(tmp_path: Path) -> None:
    key = kept_key(tmp_path / "deep" / "key")
    assert len(key) >= 50
    assert kept_key(tmp_path / "deep" / "key") == key
    assert [path.name for path in (tmp_path / "deep").iterdir()] == ["key"]


def test_only_its_owner_may_read_it(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        kept_key(tmp_path / "key")
    finally:
        os.umask(before)
    assert (tmp_path / "key").stat().st_mode & 0o777 == 0o600


def test_many_first_starts_agree(tmp_path: Path) -> None:
    with ThreadPoolExecutor(16) as pool:
        keys = set(pool.map(kept_key, [tmp_path / "key"] * 64))
    assert len(keys) == 1


def test_an_empty_file_is_no_key(tmp_path: Path) -> None:
    (tmp_path / "key").touch()
    assert len(kept_key(tmp_path / "key")) >= 50


def test_a_place_that_cannot_be_written_gets_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(ImproperlyConfigured, match="is not usable"):
        kept_key(tmp_path / "file" / "key")


@pytest.mark.parametrize(
    "key", ["short", "k" * 50, "abcd" * 20, "django-insecure-" + "abcdefg" * 9]
)
def test_a_key_that_can_be_guessed_is_weak(key: str) -> None:
    assert "SECRET_KEY is too weak" in weakness(key)


def test_a_key_as_it_is_made_is_strong(tmp_path: Path) -> None:
    assert weakness(kept_key(tmp_path / "key")) == ""
