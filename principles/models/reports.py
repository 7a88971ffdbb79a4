"""Reports of errors in a quote by readers, and how many one address may send.

A report keeps the words as its reader saw them, since the quote may be mended before an editor
reads the report. Who sent it is not kept: addresses are counted in a table that knows nothing of
the reports (`limits`).
"""

from __future__ import annotations

from datetime import timedelta

from django.db import connection, models
from django.db.models import Q
from django.utils import timezone

from principles.models.evidence import Quote
from principles.models.limits import Attempt, Count, Limit, Purpose, network_of
from principles.models.turns import in_time

LONGEST_REPORT = 2_000  # characters
LONGEST_EMAIL = 254  # of e-mail (RFC 5321, errata 1690)
MOST_IN_AN_HOUR = 5
PER_ADDRESS = Limit(Purpose.REPORT, "address", MOST_IN_AN_HOUR, timedelta(hours=1))
# What a new row waits for: its table, and its quote, as the foreign key will lock it.
LOCK_ROOM = """
LOCK TABLE principles_report IN ROW EXCLUSIVE MODE;
SELECT FROM principles_quote WHERE number = %s FOR KEY SHARE
"""


class ReportQuerySet(models.QuerySet["Report"]):
    """Reports as they come in."""

    def receive(self, report: Report, *, address: str) -> None:
        """Keep the report unless the address has sent too many: TooManyError.

        What it may have to wait for is locked before tries are counted: whoever signs in waits for
        the count, and must not wait for a table of reports.
        """
        with in_time(), connection.cursor() as cursor:
            cursor.execute(LOCK_ROOM, [report.quote_id])
            Attempt.objects.admit(Count(PER_ADDRESS, network_of(address)))
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
