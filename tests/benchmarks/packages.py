"""Debian's packages of English text, fetched and unpacked when the benchmark first needs them.

Nothing of them is kept in the repository: the host's own apt says where they come from, and what
was fetched once stays in the data directory, so a second run needs no network.
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

QUOTED = ("fortunes", "fortunes-min", "dict-gcide")
DICTIONARIES = ("wordnet-base", "dict-devil", "dict-jargon", "dict-foldoc")
BIBLE = ("bible-kjv", "bible-kjv-text")
PROSE = (
    "debian-history", "debian-faq", "debian-policy", "developers-reference",
    "debian-handbook", "aptitude-doc-en", "git-doc", "bash-doc", "zsh-doc", "vim-doc",
    "postgresql-doc-15", "perl-doc", "manpages", "manpages-dev", "freebsd-manpages",
    "python3.11-doc", "sqlite3-doc", "apache2-doc", "exim4-doc-html", "python-django-doc",
    "python-sqlalchemy-doc", "gnome-user-docs", "libreoffice-help-en-us", "r-doc-html", "groff",
    "tcl8.6-doc", "maxima-doc", "gap-doc", "linux-doc-6.1", "installation-guide-amd64",
    "octave-doc", "llvm-14-doc", "libgtk-3-doc", "libglib2.0-doc", "lilypond-doc-html",
    "bind9-doc", "ntpsec-doc", "postgis-doc", "tomcat10-docs", "swi-prolog-doc", "wx3.2-doc",
    "qtbase5-doc-html", "python-sklearn-doc", "python-statsmodels-doc", "python-scipy-doc",
    "python-sympy-doc", "python-pandas-doc",
    "libboost1.74-doc", "racket-doc", "erlang-doc", "openjdk-17-doc", "cppreference-doc-en-html",
    "rust-doc", "ghc-doc",
)  # fmt: skip
"""Documentation, the best prose first: the larger corpus takes from it until it is full."""

EVERY = (*QUOTED, *DICTIONARIES, *BIBLE, *PROSE)


class PackagesError(RuntimeError):
    """Say why the corpus cannot be built here."""


def unpacked(folder: Path) -> dict[str, Path]:
    """Return where each package lies unpacked, fetching what is missing (about 430 MB at first).

    Raises PackagesError.
    """
    if not shutil.which("apt-get") or not shutil.which("dpkg-deb"):
        raise PackagesError("The corpus is made from Debian's packages: apt-get is needed.")
    fetched = folder / "packages"
    fetched.mkdir(parents=True, exist_ok=True)
    missing = [name for name in EVERY if not _archive(fetched, name)]
    if missing:
        _run(["apt-get", "download", *missing], within=fetched)
    return {name: _unpack(fetched, name, into=folder / "unpacked") for name in EVERY}


def versions(folder: Path) -> list[str]:
    """Return the file names of the packages fetched, which tell their versions."""
    archives = [_archive(folder / "packages", name) for name in EVERY]
    return sorted(archive.name for archive in archives if archive)


def _archive(fetched: Path, name: str) -> Path | None:
    return next(iter(sorted(fetched.glob(f"{name}_*.deb"))), None)


def _unpack(fetched: Path, name: str, *, into: Path) -> Path:
    archive, place = _archive(fetched, name), into / name
    if archive is None:
        raise PackagesError(f"apt-get did not bring {name}: run apt-get update once.")
    if not place.exists():
        unfinished = into / f"{name}.unfinished"
        shutil.rmtree(unfinished, ignore_errors=True)
        into.mkdir(parents=True, exist_ok=True)
        _run(["dpkg-deb", "-x", str(archive), str(unfinished)], within=into)
        unfinished.rename(place)
    return place


def _run(command: list[str], *, within: Path) -> None:
    done = subprocess.run(command, cwd=within, capture_output=True, text=True)
    if done.returncode:
        raise PackagesError(f"{' '.join(command[:2])} failed: {done.stderr.strip()[-500:]}")
