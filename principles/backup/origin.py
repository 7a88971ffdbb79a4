"""Tell one database from another, whatever rows it has.

A base that was restored elsewhere knows itself by the same id as the one it was copied from. So
that the backups of one do not push out those of the other, the name of each file says which
server and database it was made of.
"""

from hashlib import sha256

from django.db import DatabaseError, connection

from principles.backup.archive import BackupError
from principles.backup.writing import first_line

LENGTH = 8


def origin() -> str:
    """Return a short digest of the server, whatever its address, and the database's name.

    Raises BackupError.
    """
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT system_identifier, current_database() FROM pg_control_system()")
            found = cursor.fetchone()
    except DatabaseError as error:
        raise BackupError(f"The base cannot be read: {first_line(error)}") from error
    return sha256("/".join(map(str, found)).encode()).hexdigest()[:LENGTH]
