"""A bundle of its own for every test."""

from pathlib import Path

import pytest

from tests.transfer.bundles import write_bundle


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    return write_bundle(tmp_path / "bundle")
