"""Django's PostgreSQL backend, which starts the embedded server before its first connection.

Settings only compute the socket's path, so that type checkers, editors and collectstatic, which
import them without asking for a row, start no server.
"""

from typing import Any

from django.conf import settings
from django.db.backends.postgresql import base
from psycopg import OperationalError

from knowledgebase import revival


class DatabaseWrapper(base.DatabaseWrapper):
    """Connect to the embedded server, starting it where it does not answer."""

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Return a connection; the first one of a cold start takes about a second."""
        revival.use(settings.EMBEDDED_POSTGRES)
        try:
            return super().get_new_connection(conn_params)
        except OperationalError:
            revival.revive(settings.EMBEDDED_POSTGRES)  # it was killed
            return super().get_new_connection(conn_params)
