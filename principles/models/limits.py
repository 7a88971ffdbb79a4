"""How often one visitor may do what is costly or can be misused, counted in the database.

One limiter for everything, so that it holds over all processes and hosts and is emptied in one
place. Who tries is kept as a keyed hash, under a key that changes every day, and for a day: the
table tells neither an address nor an account.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address, ip_network

from django.db import connection, models
from django.utils import timezone
from django.utils.crypto import salted_hmac

from principles.models.locks import Lock
from principles.models.turns import take_in_time

KEPT_FOR = timedelta(days=1)
LOCK_COUNT = "SELECT pg_advisory_xact_lock(%s, hashtext(%s))"
_WITH_PORT = re.compile(r"\[(?P<six>[^\[\]]+)\](?::\d+)?|(?P<four>[^:]+):\d+")


class Purpose(models.TextChoices):
    """What is limited."""

    REPORT = "report", "a report of an error"
    SIGN_IN = "sign-in", "signing in"
    WITHHELD = "withheld", "comparing words with a text that is kept back"


@dataclass(frozen=True, slots=True)
class Limit:
    """How often the same visitor may try in a time; `by` tells limits of one purpose apart."""

    purpose: Purpose
    by: str
    most: int
    within: timedelta


@dataclass(frozen=True, slots=True)
class Count:
    """A limit applied to one visitor, who is told apart by `key`."""

    limit: Limit
    key: str

    def hashes(self, now: datetime) -> set[str]:
        """Return the hashes under which tries within the limit's time were counted."""
        return {self.hash(on=moment) for moment in (now, now - self.limit.within)}

    def hash(self, *, on: datetime) -> str:
        """Return the keyed hash under which the visitor counts on that day."""
        salt = f"{self.limit.purpose} {self.limit.by} {on:%Y-%m-%d}"
        return salted_hmac(salt, self.key, algorithm="sha256").hexdigest()


class TooManyError(Exception):
    """The visitor has tried as often as the limit lets; `until` is when the next try may be."""

    def __init__(self, until: datetime) -> None:
        super().__init__(f"No further try before {until:%H:%M}.")
        self.until = until


class AttemptQuerySet(models.QuerySet["Attempt"]):
    """The times of tries, by the hash of who tried."""

    def admit(self, *counts: Count) -> list[Attempt]:
        """Count a try under each, the last the limit lets included; else raise TooManyError.

        Needs a transaction, in which nothing that may wait comes after it: others who try wait
        until it ends. Deletes what is older than a day; four queries.
        """
        now = timezone.now()
        self.forget(now - KEPT_FOR)
        take_in_time(Lock.LIMIT)
        moments = self._moments(counts, now)
        waits = [
            before[-count.limit.most] + count.limit.within
            for count, before in zip(counts, moments, strict=True)
            if len(before) >= count.limit.most
        ]
        if waits:
            raise TooManyError(max(waits))
        made = self.bulk_create(
            Attempt(purpose=count.limit.purpose, who=count.hash(on=now), at=now) for count in counts
        )
        for attempt, count, before in zip(made, counts, moments, strict=True):
            attempt.is_last = len(before) + 1 == count.limit.most
        return made

    def take(self, count: Count, wanted: int) -> int:
        """Count as many tries of those wanted as the limit leaves; return how many.

        Needs a transaction; until it ends, others under the same count wait, and nobody else does.
        Deletes nothing, since a long transaction would keep what it deletes locked; three queries.
        """
        now = timezone.now()
        with connection.cursor() as cursor:
            cursor.execute(LOCK_COUNT, [Lock.LIMIT, count.hash(on=now)])
        granted = min(wanted, self.left(count))
        who, purpose = count.hash(on=now), count.limit.purpose
        self.bulk_create(Attempt(purpose=purpose, who=who, at=now) for _ in range(granted))
        return granted

    def left(self, count: Count) -> int:
        """Return how many tries are left to the visitor; one query."""
        return max(0, count.limit.most - len(self._moments([count], timezone.now())[0]))

    def clear(self, count: Count) -> None:
        """Forget the visitor's tries within the limit's time; one query."""
        self.filter(who__in=count.hashes(timezone.now())).delete()

    def forget(self, before: datetime) -> int:
        """Delete the hashes of tries until then; return how many."""
        return self.filter(at__lte=before).delete()[0]

    def _moments(self, counts: Iterable[Count], now: datetime) -> Sequence[list[datetime]]:
        """Return when each visitor tried within the limit's time, the latest last; one query."""
        hashes = {count: count.hashes(now) for count in counts}
        wanted = set().union(*hashes.values())
        tries = list(self.filter(who__in=wanted).order_by("at", "pk").values_list("who", "at"))
        return [
            [at for who, at in tries if who in own and at > now - count.limit.within]
            for count, own in hashes.items()
        ]


class Attempt(models.Model):
    """When somebody tried what is limited, and the hash of who; it does not say at what."""

    purpose = models.CharField(max_length=10, choices=Purpose)
    who = models.CharField(max_length=64)
    at = models.DateTimeField(db_index=True)

    is_last = False  # whether it was the last that the limit lets, as known to who has made it

    objects = AttemptQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["who", "at"], name="attempt_who")]

    def __str__(self) -> str:
        return f"{self.get_purpose_display()}, tried at {self.at:%H:%M}"


def network_of(address: str) -> str:
    """Return what counts of an address.

    Of an IPv6 address only the first 64 bits count: the rest is its owner's to choose
    (https://www.rfc-editor.org/rfc/rfc6177). A port that a proxy adds does not count.
    """
    found = _WITH_PORT.fullmatch(address)
    try:
        parsed = ip_address(found["six"] or found["four"] if found else address)
    except ValueError:
        return address
    if isinstance(parsed, IPv6Address):
        mapped = parsed.ipv4_mapped
        return str(mapped or ip_network((parsed.packed, 64), strict=False))
    return str(parsed)
