"""Reports of errors in a quote by readers, and how many one address may send.

A report keeps the words as its reader saw them, since the quote may be mended before an editor
reads the report. Who sent it is not kept: addresses are counted as keyed hashes, under a key that
changes every day, in a table that knows nothing of the reports and forgets after a day.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address, ip_network

from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import salted_hmac

from principles.models.evidence import Quote
from principles.models.locks import Lock
from principles.models.turns import take_in_time

LONGEST_REPORT = 2_000  # characters
LONGEST_EMAIL = 254  # of e-mail (RFC 5321, errata 1690)
MOST_IN_AN_HOUR = 5
HOUR = timedelta(hours=1)
KEPT_FOR = timedelta(days=1)
_WITH_PORT = re.compile(r"\[(?P<six>[^\[\]]+)\](?::\d+)?|(?P<four>[^:]+):\d+")


class TooManyReportsError(Exception):
    """The address has sent as many reports as it may; `until` is when it may send the next."""

    def __init__(self, until: datetime) -> None:
        super().__init__(f"No further report before {until:%H:%M}.")
        self.until = until


class SendingQuerySet(models.QuerySet["Sending"]):
    """The times of reports, by the hash of their sender."""

    def admit(self, address: str) -> None:
        """Count a report from the address; TooManyReportsError beyond five in an hour.

        Needs a transaction. Deletes what is older than a day; four queries.
        """
        now = timezone.now()
        self.forget(now - KEPT_FOR)
        hashes = {sender_hash(address, on=moment) for moment in (now, now - HOUR)}
        take_in_time(Lock.REPORT)
        recent = self.filter(sender__in=hashes, sent_at__gt=now - HOUR).order_by("-sent_at")
        moments = list(recent.values_list("sent_at", flat=True)[:MOST_IN_AN_HOUR])
        if len(moments) == MOST_IN_AN_HOUR:
            raise TooManyReportsError(moments[-1] + HOUR)
        self.create(sender=sender_hash(address, on=now), sent_at=now)

    def forget(self, before: datetime) -> int:
        """Delete the hashes of reports sent until then; return how many."""
        return self.filter(sent_at__lte=before).delete()[0]


class Sending(models.Model):
    """When a report was sent, and the hash of its sender; it does not say which report."""

    sender = models.CharField(max_length=64)
    sent_at = models.DateTimeField(db_index=True)

    objects = SendingQuerySet.as_manager()

    def __str__(self) -> str:
        return f"a report sent at {self.sent_at:%H:%M}"


class ReportQuerySet(models.QuerySet["Report"]):
    """Reports as they come in."""

    def receive(self, report: Report, *, address: str) -> None:
        """Keep the report unless the address has sent too many: TooManyReportsError."""
        with transaction.atomic():
            Sending.objects.admit(address)
            report.save(force_insert=True)


class Report(models.Model):
    """What a reader reports as wrong in a quote."""

    class About(models.TextChoices):
        WORDS = "words", "The words"
        SPEAKER = "speaker", "The speaker"
        SOURCE = "source", "The source or the place in it"
        VERDICT = "verdict", "The verdict"
        OTHER = "other", "Something else"

    class State(models.TextChoices):
        OPEN = "open", "Open"
        DONE = "done", "Done"

    quote = models.ForeignKey(Quote, models.PROTECT, related_name="reports")
    words = models.TextField(
        "the quote as the reader saw it", help_text="It may have been changed since."
    )
    about = models.CharField("what is wrong", max_length=7, choices=About)
    message = models.TextField("what the reader says", max_length=LONGEST_REPORT)
    reply_to = models.EmailField("address to answer to", max_length=LONGEST_EMAIL, blank=True)
    received_at = models.DateTimeField("received", default=timezone.now, editable=False)
    state = models.CharField(max_length=4, choices=State, default=State.OPEN)
    outcome = models.TextField(
        blank=True, help_text="What was done about it, or why nothing was. Needed when it is done."
    )

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ["-received_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="report_says_something",
                condition=Q(message__regex=r"\S"),
                violation_error_message="A report says what is wrong.",
            ),
            models.CheckConstraint(
                name="report_done_has_an_outcome",
                condition=Q(state="open") | Q(outcome__regex=r"\S"),
                violation_error_message="Say what was done about it, or why nothing was.",
            ),
        ]

    def __str__(self) -> str:
        return f"Q{self.quote_id}: {self.get_about_display().lower()}"


def sender_hash(address: str, *, on: datetime) -> str:
    """Return the keyed hash under which the address counts on that day.

    Of an IPv6 address only the first 64 bits count: the rest is its owner's to choose
    (https://www.rfc-editor.org/rfc/rfc6177). A port that a proxy adds does not count.
    """
    return salted_hmac(f"report {on:%Y-%m-%d}", _network(address), algorithm="sha256").hexdigest()


def _network(address: str) -> str:
    found = _WITH_PORT.fullmatch(address)
    try:
        parsed = ip_address(found["six"] or found["four"] if found else address)
    except ValueError:
        return address
    if isinstance(parsed, IPv6Address):
        mapped = parsed.ipv4_mapped
        return str(mapped or ip_network((parsed.packed, 64), strict=False))
    return str(parsed)
