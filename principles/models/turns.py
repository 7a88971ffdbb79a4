"""One writer at a time.

An edit touches other tables through triggers: verdicts, dates, the index. Two at once would lock
rows in opposite orders, and a rule across tables would not see what the other is about to do. So
every statement that writes an entry waits for its turn first; whoever locks rows by hand, or reads
what it is going to write, takes the turn before that.
"""

from django.db import connection


def take_turn() -> None:
    """Wait until nobody else writes entries, and keep others waiting until the transaction ends.

    One query; needs a transaction. Taking it again in the same transaction is harmless.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT principles_take_turn()")
