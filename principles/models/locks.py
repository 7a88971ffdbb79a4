"""Every advisory lock of the site, so that no two things ever share a number.

PostgreSQL knows an advisory lock by its number alone, and the numbers are the database's, not the
program's: another use of one would make strangers wait for each other.
https://www.postgresql.org/docs/current/explicit-locking.html#ADVISORY-LOCKS
"""

from enum import IntEnum


class Lock(IntEnum):
    """The number of a lock that is held until its transaction ends."""

    WRITE = 1_886_544_227  # writers take turns (`principles_take_turn`)
    LIMIT = 1_919_250_036  # tries of what is limited are counted one at a time
    START = 7_081_924  # hosts prepare the database one at a time
    LEXICON = 7_081_925  # the words of the base are read by one process at a time
