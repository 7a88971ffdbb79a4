"""Run the embedded PostgreSQL as a user id that it accepts: it refuses root and the nameless."""

import os
import pwd
import subprocess
from pathlib import Path

NOBODY = 65534
AS_NOBODY_IN_A_NAMESPACE = [
    "unshare", "--user", f"--map-user={NOBODY}", f"--map-group={NOBODY}", "--",
]  # fmt: skip


def as_other_user(data: Path) -> list[str]:
    """Return what comes before a command for users whom PostgreSQL refuses: root and the nameless.

    A user namespace shows the server another id and changes no owner or mode. Where namespaces are
    refused (a default Docker container) the server runs as nobody and may pass closed folders.
    """
    if os.geteuid() != 0 and _has_name():
        return []
    if os.geteuid() != 0 or (_namespaces_are_allowed() and _owner(data) != NOBODY):
        return AS_NOBODY_IN_A_NAMESPACE
    capabilities = ["--inh-caps=+dac_override", "--ambient-caps=+dac_override"]
    return ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups", *capabilities]


def _has_name() -> bool:
    try:
        return bool(pwd.getpwuid(os.geteuid()))
    except KeyError:
        return False


def _namespaces_are_allowed() -> bool:
    command = [*AS_NOBODY_IN_A_NAMESPACE, "true"]
    try:
        return subprocess.run(command, stderr=subprocess.DEVNULL).returncode == 0
    except OSError:
        return False


def _owner(data: Path) -> int:
    return data.stat().st_uid if data.exists() else os.geteuid()


def adopt(data: Path) -> None:
    """Give the server's files to nobody when they were made where namespaces were allowed."""
    if os.geteuid() != 0 or _owner(data) == NOBODY or _namespaces_are_allowed():
        return
    for path in [data, *data.rglob("*")]:
        os.chown(path, NOBODY, NOBODY, follow_symlinks=False)
