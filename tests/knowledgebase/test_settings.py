"""SITE_URL decides how strict the site is; everything else has a safe default."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
NAMES = """
    ALLOWED_HOSTS CSRF_COOKIE_SECURE CSRF_TRUSTED_ORIGINS DEBUG HOST SECURE_HSTS_SECONDS
    SECURE_SSL_REDIRECT SESSION_COOKIE_SECURE SITE_TITLE SITE_URL
    TRUSTED_PROXIES
"""
STRONG = "a-key-of-many-letters-" * 3
PROGRAM = f"""
import json
from knowledgebase import settings
print(json.dumps({{name: getattr(settings, name) for name in {NAMES.split()!r}}}))
"""


def settings_with(folder: Path, **variables: str) -> dict[str, Any]:
    chosen = {"PATH": os.environ["PATH"], "DATA_DIR": str(folder), **variables}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], cwd=ROOT, env=chosen, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_the_default_is_this_machine_without_debug(tmp_path: Path) -> None:
    found = settings_with(tmp_path)
    assert found["SITE_URL"] == "http://127.0.0.1:8000"
    assert found["SITE_TITLE"] == "Precept"
    assert set(found["ALLOWED_HOSTS"]) == {"127.0.0.1", "localhost", "[::1]"}
    assert not found["DEBUG"]
    assert not found["SECURE_SSL_REDIRECT"]


def test_the_port_is_part_of_the_address(tmp_path: Path) -> None:
    assert settings_with(tmp_path, PORT="8001")["SITE_URL"] == "http://127.0.0.1:8001"


@pytest.mark.parametrize(("written", "count"), [("", 0), ("0", 0), ("2", 2)])
def test_no_proxy_is_trusted_unless_said(tmp_path: Path, written: str, count: int) -> None:
    assert settings_with(tmp_path, TRUSTED_PROXIES=written)["TRUSTED_PROXIES"] == count


def test_https_means_secure_cookies_and_strict_transport(tmp_path: Path) -> None:
    found = settings_with(tmp_path, SITE_URL="https://precept.example/", SECRET_KEY=STRONG)
    assert found["SITE_URL"] == "https://precept.example"
    assert found["CSRF_TRUSTED_ORIGINS"] == ["https://precept.example"]
    assert found["ALLOWED_HOSTS"] == ["precept.example"]
    assert found["CSRF_COOKIE_SECURE"]
    assert found["SESSION_COOKIE_SECURE"]
    assert found["SECURE_SSL_REDIRECT"]
    assert found["SECURE_HSTS_SECONDS"] == 31_536_000
    assert not (tmp_path / "secret-key").exists()


@pytest.mark.parametrize("written", ["other.example third.example", "other.example,third.example"])
def test_more_hosts_may_be_allowed(tmp_path: Path, written: str) -> None:
    found = settings_with(tmp_path, ALLOWED_HOSTS=written, SITE_TITLE="Maxims")
    assert {"other.example", "third.example", "127.0.0.1"} <= set(found["ALLOWED_HOSTS"])
    assert found["SITE_TITLE"] == "Maxims"


def test_reading_the_settings_starts_no_server(tmp_path: Path) -> None:
    settings_with(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["secret-key"]


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:8001", "[::1]:8001"])
def test_plain_http_is_for_this_machine(tmp_path: Path, host: str) -> None:
    assert settings_with(tmp_path, SITE_URL=f"http://{host}")["SITE_URL"] == f"http://{host}"


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1"])
def test_other_machines_are_answered_where_the_address_is_https(tmp_path: Path, host: str) -> None:
    found = settings_with(tmp_path, HOST=host, SITE_URL="https://here.example", SECRET_KEY=STRONG)
    assert found["HOST"] == host


def test_this_machine_alone_is_answered_by_default(tmp_path: Path) -> None:
    assert settings_with(tmp_path)["HOST"] == "127.0.0.1"
