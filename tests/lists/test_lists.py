"""The packaged lists are those that the script makes, and say what the search relies on."""

import gzip
import hashlib
import os
from pathlib import Path

import pytest

from principles.search.wordlists import FOLDER, WordList
from tests.lists import scowl, wordnet
from tests.lists.__main__ import lists

# Where the packages are unpacked, if not installed.
ROOT = Path(os.environ.get("LISTS_FROM", "/"))
DIGESTS = {
    "compounds": "8f9c9b480d63254e7d8659f210fe4d232986a68571d69ff59320327b89cdf564",
    "english": "e69f46ea069a21ab9ce0e49fc93daa2df5b33a83a0fb6aed24afa0c7429469d9",
    "families": "8806ce78050b3d9a69917bc7cc8cd526158afaf9d8dc105cef7e4935a150d0cb",
    "spellings": "7fe3bccdf961169f3a790b221e5f3863ee9b29291c605cbfd592431afa391e6f",
}


def text_of(name: str) -> str:
    return gzip.decompress((FOLDER / f"{name}.txt.gz").read_bytes()).decode()


@pytest.mark.parametrize("name", DIGESTS)
def test_the_list_is_the_one_that_was_made(name: str) -> None:
    assert hashlib.sha256(text_of(name).encode()).hexdigest() == DIGESTS[name]


def test_every_list_has_a_digest() -> None:
    assert {path.name for path in FOLDER.glob("*.gz")} == {f"{name}.txt.gz" for name in DIGESTS}


@pytest.mark.skipif(
    not ((ROOT / scowl.LISTS).exists() and (ROOT / wordnet.DATABASE).exists()),
    reason="install Debian's scowl and wordnet-base, or name their folder in LISTS_FROM",
)
def test_the_script_makes_them_again(db: None) -> None:
    for name, text in lists(ROOT).items():
        assert text == text_of(name), name


@pytest.mark.parametrize("name", DIGESTS)
def test_every_word_of_a_list_is_found(name: str) -> None:
    text = text_of(name)
    words = WordList(text.encode())
    for line in text.splitlines()[::50] + text.splitlines()[-1:]:
        word, _, said = line.partition(" ")
        assert words.find(word) == said
        assert words.find(f"{word}q") == ""


@pytest.mark.parametrize("package", ["scowl", "wordnet"])
def test_the_licence_stands_beside_the_lists(package: str) -> None:
    assert "ermission to use, copy, modify" in (FOLDER / f"LICENCE.{package}").read_text()
