"""What a fresh clone installs comes from PyPI alone, whichever index a developer's machine uses."""

import re
import tomllib
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent.parent
HOSTS = {"pypi.org", "files.pythonhosted.org"}


def test_the_lock_names_no_host_but_those_of_pypi() -> None:
    addresses = re.findall(r"https?://[^\s\"']+", (ROOT / "uv.lock").read_text())
    assert len(addresses) > 100
    assert {urlsplit(address).hostname for address in addresses} <= HOSTS


def test_every_package_comes_from_the_index() -> None:
    packages = tomllib.loads((ROOT / "uv.lock").read_text())["package"]
    sources = {str(package["source"]) for package in packages if package["name"] != "precept"}
    assert sources == {str({"registry": "https://pypi.org/simple"})}


def test_the_installer_is_pinned_with_its_hashes_and_names_no_index() -> None:
    lines = (ROOT / "uv.txt").read_text().splitlines()
    assert re.fullmatch(r"uv==[\d.]+ \\", lines[0])
    assert all(re.fullmatch(r" {4}--hash=sha256:[0-9a-f]{64}( \\)?", line) for line in lines[1:])
