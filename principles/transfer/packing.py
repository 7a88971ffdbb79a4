"""Lay the files of a bundle into a folder or a zip, whole or not at all.

They are written beside the place they are meant for, and take it when all is written. Two folders
cannot be exchanged in one step: the old one stands aside for a moment, and where an export was
killed just then, the next one goes on from there first. Hidden entries (`.git`) and README.md,
which are no part of a bundle, are kept.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile, mkdtemp
from typing import IO
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from principles.transfer.documents import KNOWN_FILES
from principles.transfer.exporting import File

ASIDE = ".{}.old-bundle"
README = "README.md"


class PackingError(Exception):
    """A place that no bundle is written to, with the sentence why; it is as it was."""


def write_folder(files: Iterable[File], folder: Path) -> int:
    """Make the folder hold these files and no others; return how many there are.

    Raises PackingError for a folder with something in it that is no bundle, before a file is read.
    """
    folder = folder.resolve()
    aside = folder.with_name(ASIDE.format(folder.name))
    if aside.exists():
        _go_on_from(aside, folder)
    _refuse_what_is_no_bundle(folder)
    if not folder.parent.is_dir():
        raise PackingError(f"There is no folder {folder.parent}. Make it first.")
    beside = Path(mkdtemp(prefix=f".{folder.name}.", suffix=".part", dir=folder.parent))
    try:
        count = 0
        for count, (path, pieces) in enumerate(files, 1):  # noqa: B007 (the last count is kept)
            file = beside / path
            file.parent.mkdir(parents=True, exist_ok=True)
            with file.open("w", encoding="utf-8", newline="\n") as out:
                out.writelines(pieces)
        beside.chmod(folder.stat().st_mode if folder.exists() else 0o777 & ~_umask())
        _take_place(beside, folder, aside)
    except BaseException:
        shutil.rmtree(beside, ignore_errors=True)
        raise
    return count


def write_zip_file(files: Iterable[File], target: Path) -> int:
    """Make the zip of these files; return how many there are.

    Raises PackingError where a file is that is no zip of a bundle, before a file is read.
    """
    if target.exists() and not _is_zipped_bundle(target):
        raise PackingError(f"{target} is no zip of a bundle. It is left as it is: name another.")
    if not target.parent.is_dir():
        raise PackingError(f"There is no folder {target.parent}. Make it first.")
    with NamedTemporaryFile(dir=target.parent, prefix=f".{target.name}.", delete=False) as out:
        try:
            count = write_zip(files, out)
            os.fchmod(out.fileno(), 0o666 & ~_umask())
            out.flush()
            Path(out.name).replace(target)
        except BaseException:
            Path(out.name).unlink(missing_ok=True)
            raise
    return count


def write_zip(files: Iterable[File], out: IO[bytes]) -> int:
    """Write the zip to that file, which need not be seekable; return how many files it holds.

    Equal bases make equal bytes: the files in it have no time of their own.
    """
    count = 0
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for count, (path, pieces) in enumerate(files, 1):  # noqa: B007 (the last count is kept)
            entry = ZipInfo(path)
            entry.compress_type = ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            with archive.open(entry, "w") as file:
                for piece in pieces:
                    file.write(piece.encode())
    return count


def _take_place(beside: Path, folder: Path, aside: Path) -> None:
    if not folder.exists():
        beside.rename(folder)
        return
    folder.rename(aside)
    try:
        beside.rename(folder)
    except BaseException:
        aside.rename(folder)
        raise
    _go_on_from(aside, folder)


def _go_on_from(aside: Path, folder: Path) -> None:
    """Finish taking the place of the folder that stands aside, or put that back.

    What is no part of a bundle is brought over before the old folder goes.
    """
    if not folder.exists():
        aside.rename(folder)
        return
    for path in list(_of_others(aside)):
        kept = folder / path.relative_to(aside)
        if not kept.exists():
            with suppress(FileNotFoundError):  # its folder may have left the bundle
                path.rename(kept)
    shutil.rmtree(aside)


def _of_others(folder: Path) -> Iterator[Path]:
    """Yield what lies in a bundle's folder and is no part of the bundle, as reading sees it."""
    for entry in folder.iterdir():
        if entry.name.startswith(".") or entry.name.endswith(README):
            yield entry
        elif entry.is_dir():
            yield from _of_others(entry)


def _refuse_what_is_no_bundle(folder: Path) -> None:
    if not folder.exists():
        return
    if not folder.is_dir():
        raise PackingError(f"{folder} is a file. Name a folder, or a file that ends with .zip.")
    if not any(folder.iterdir()):
        return
    if not (folder / "base.toml").is_file():
        raise PackingError(f"{folder} holds no bundle: it has no base.toml. It is left as it is.")
    others = set(_of_others(folder))
    for file in folder.rglob("*"):
        path = file.relative_to(folder)
        if file.is_dir() or others & {file, *file.parents} or KNOWN_FILES.fullmatch(str(path)):
            continue
        raise PackingError(
            f"{folder} holds {path}, which has no place in a bundle and would be lost. "
            "It is left as it is."
        )


def _is_zipped_bundle(file: Path) -> bool:
    try:
        with ZipFile(file) as archive:
            return "base.toml" in archive.namelist()
    except (BadZipFile, OSError):
        return False


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
