"""Start the site, as `make run` does: check, prepare, collect, serve.

Whatever the host can mend gets one sentence and exit code 1, never a traceback.
"""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import django
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError

from knowledgebase import moved, serving
from knowledgebase.embedded_postgres import EmbeddedPostgresError

if TYPE_CHECKING:
    from knowledgebase.preparation import Account


def main() -> int:
    """Run the site until it is stopped; return the exit code."""
    serving.stop_on_signals()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "knowledgebase.settings")
    try:
        django.setup()
        return _start()
    except (ImproperlyConfigured, EmbeddedPostgresError, CommandError) as error:
        return _refuse(str(error))
    except KeyboardInterrupt:
        return 130


def _start() -> int:
    from django.conf import settings  # noqa: PLC0415 (these need django.setup)

    from knowledgebase.preparation import NotReadyError, prepare  # noqa: PLC0415  # settings are read first
    from knowledgebase.static_files import collect_if_changed  # noqa: PLC0415  # settings are read first

    if settings.SECURE_SSL_REDIRECT and not settings.TRUSTED_PROXIES:
        return _refuse(
            "No proxy is trusted to say which requests came over https: set TRUSTED_PROXIES=1 for "
            "one that sets X-Forwarded-Proto and adds to X-Forwarded-For."
        )
    if problem := serving.problem_with_port(settings.HOST, settings.PORT):
        return _refuse(problem)
    try:
        account = prepare(_content(settings.BASE_DIR))
    except NotReadyError as error:
        return _refuse(str(error))
    if not settings.IS_EMBEDDED:
        moved.mark(settings.DATA_DIR, base=settings.NAME_OF_BASE)
    if settings.DEBUG:
        _announce(account)
        return serving.serve_for_development(settings.HOST, settings.PORT, base=settings.BASE_DIR)
    collect_if_changed()
    serving.serve(settings.HOST, settings.PORT, when_ready=lambda: _announce(account))
    return 0


def _content(base: Path) -> Path | None:
    wanted = os.environ.get("CONTENT", "").strip()
    if wanted not in {"", "none"}:
        raise ImproperlyConfigured("CONTENT must be none, or not set at all.")
    return None if wanted else base / "fixtures"


def _announce(account: "Account") -> None:
    from django.conf import settings  # noqa: PLC0415  # settings are read first

    lines = [f"{settings.SITE_TITLE} is at {settings.SITE_URL}/ (Ctrl-C stops it)."]
    desk = f"To edit, sign in at {settings.SITE_URL}/admin/"
    if (local := f"http://{serving.address(settings.HOST, settings.PORT)}") != settings.SITE_URL:
        lines.append(f"It listens at {local}.")
    if account.password:
        lines.append(f"{desk} with these, shown only once:")
        lines.append(f"  name {account.name}, password {account.password}")
    else:
        lines.append(f"{desk}. A new password for {account.name}:")
        lines.append(f"  .venv/bin/python manage.py changepassword {account.name}")
    print(*lines, sep="\n", flush=True)  # noqa: T201 (this is the command's answer)


def _refuse(sentence: str) -> int:
    print(sentence, file=sys.stderr, flush=True)  # noqa: T201
    return 1


if __name__ == "__main__":
    sys.exit(main())
