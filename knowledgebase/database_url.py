"""Read DATABASE_URL with libpq's own parser, which knows sockets, options and several hosts.

libpq's error messages may repeat the whole address, so none is passed on: a password would end up
in a log.
"""

from typing import Any

from django.core.exceptions import ImproperlyConfigured
from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict

# Just-in-time compilation costs more than it saves on queries of a few milliseconds, and a server
# that does not answer is to be reported within seconds. The address may say otherwise for both.
# A host that is gone without a word is noticed within seconds, too: the kernel takes 15 minutes.
DEFAULT_OPTIONS = {
    "options": "-c jit=off",
    "connect_timeout": "5",
    "tcp_user_timeout": "10000",
    "keepalives_idle": "10",
    "keepalives_interval": "5",
    "keepalives_count": "2",
}
DJANGO_NAMES = {
    "NAME": "dbname",
    "USER": "user",
    "PASSWORD": "password",
    "HOST": "host",
    "PORT": "port",
}
EXAMPLE = "postgresql://user:password@host:5432/name, each part percent-encoded"


def database_settings(url: str) -> dict[str, Any]:
    """Return the Django settings of the database at that address.

    Raises ImproperlyConfigured.
    https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING-URIS
    """
    if not url.startswith(("postgresql://", "postgres://")):
        raise ImproperlyConfigured(f"DATABASE_URL must be like {EXAMPLE}.")
    try:
        given = {name: str(value) for name, value in conninfo_to_dict(url).items()}
    except (ProgrammingError, ValueError):
        raise ImproperlyConfigured(
            f"DATABASE_URL is malformed or has an unknown option; it must be like {EXAMPLE}."
        ) from None
    if not given.get("dbname"):
        raise ImproperlyConfigured(f"DATABASE_URL names no database; it must be like {EXAMPLE}.")
    renamed = {django: given.pop(libpq, "") for django, libpq in DJANGO_NAMES.items()}
    options = {**DEFAULT_OPTIONS, **given}
    return {"ENGINE": "django.db.backends.postgresql", **renamed, "OPTIONS": options}


def name_of(database: dict[str, Any]) -> str:
    """Return the database as an operator would name it, without user and password."""
    host = database["HOST"] or "the default host"
    port = f":{database['PORT']}" if database["PORT"] else ""
    return f"{database['NAME']} at {host}{port}"
