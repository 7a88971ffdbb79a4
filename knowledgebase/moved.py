"""Remember in DATA_DIR that the site runs on a server of its own, lest the old base come back.

A command from a shell or a timer that lacks DATABASE_URL would wake the embedded base that the site
left behind, back it up, change it, and report success.
"""

from pathlib import Path

MARK = "runs-on"


def mark(folder: Path, *, base: str) -> None:
    """Remember that the site in that folder was started on that base."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / MARK).write_text(f"{base}\n", encoding="utf-8")


def problem_with(folder: Path) -> str:
    """Return in one sentence why the embedded base of that folder is not the site's, or nothing."""
    path = folder / MARK
    try:
        base = path.read_text(encoding="utf-8").strip()
    except OSError:
        return ""
    return (
        f"DATABASE_URL is not set, but the site was started on {base}: run this with all the "
        f"settings of the site, or delete {path} to go back to the embedded base in {folder}."
    )
