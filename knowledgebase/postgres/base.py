"""Django's PostgreSQL backend, which starts the embedded server before its first connection.

Settings only compute the socket's path, so that type checkers, editors and collectstatic, which
import them without asking for a row, start no server.
"""

from typing import Any

from django.conf import settings
from django.db.backends.postgresql import base
from psycopg import OperationalError

from knowledgebase import revival
from knowledgebase.embedded_postgres import EmbeddedPostgresError, is_inherited, is_leased
from knowledgebase.moved import problem_with


class DatabaseWrapper(base.DatabaseWrapper):
    """Connect to the embedded server, starting it where it does not answer."""

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Return a connection; the first one of a cold start takes about a second.

        Raises EmbeddedPostgresError, also where the site has left this base for another.
        """
        data = settings.EMBEDDED_POSTGRES
        is_in_use = is_leased(data) or is_inherited(data)
        if not is_in_use and (problem := problem_with(data.parent)):
            raise EmbeddedPostgresError(problem)
        revival.use(data)
        try:
            return super().get_new_connection(conn_params)
        except OperationalError:
            revival.revive(data)  # it was killed
            return super().get_new_connection(conn_params)
