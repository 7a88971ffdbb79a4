"""Processes that start the site, or a part of it, each with a data directory of its own."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parents[2]
START = [sys.executable, "-m", "knowledgebase"]
PREPARE = """
import sys
from pathlib import Path
import django
django.setup()
from knowledgebase.preparation import prepare
account = prepare(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
print("account:", account.name, account.password)
"""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment(folder: Path, **changes: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    own = {"DATA_DIR": str(folder), "PORT": str(free_port()), "CONTENT": "none"}
    return {**kept, "PYTHONUNBUFFERED": "1", **own, **changes}


def server_is_gone(folder: Path) -> bool:
    data = folder / "postgres"
    return not (data / "postmaster.pid").exists() and not any(
        process.info["name"] == "postgres" and str(data) in (process.info["cmdline"] or [])
        for process in psutil.process_iter(["name", "cmdline"])
    )


def refused(folder: Path, **changes: str) -> str:
    """Return the one sentence with which the site declines to start."""
    chosen = environment(folder, **changes)
    done = subprocess.run(START, cwd=ROOT, env=chosen, capture_output=True, text=True, timeout=60)
    assert done.returncode == 1, done
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1, done.stderr
    assert server_is_gone(folder)
    return done.stderr


def command(folder: Path, *words: str, **changes: str) -> subprocess.CompletedProcess[str]:
    """Run a command of the site as a shell or a timer would."""
    return subprocess.run(
        [sys.executable, "manage.py", *words],
        cwd=ROOT,
        env=environment(folder, **changes),
        capture_output=True,
        text=True,
        input="",
        timeout=120,
    )


def running(folder: Path, program: str, *arguments: str, **changes: str) -> subprocess.Popen[str]:
    """Run a program in Python with the site's settings."""
    return subprocess.Popen(
        [sys.executable, "-c", program, *arguments],
        cwd=ROOT,
        env=environment(folder, DJANGO_SETTINGS_MODULE="knowledgebase.settings", **changes),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def answer(program: subprocess.Popen[str]) -> str:
    """Return what the program printed; it has to succeed."""
    said, errors = program.communicate(timeout=120)
    assert program.returncode == 0, errors
    return said


def account(said: str) -> list[str]:
    """Return the name of the account and, if it was made just now, its password."""
    return said.rpartition("account:")[2].split()
