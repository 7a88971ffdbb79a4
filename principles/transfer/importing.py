"""Make this base say what a bundle says, in one transaction.

Entries are matched by number, people and tags by slug. Parts of an entry (its speakers, citations,
tags, passages, supports) become what the bundle says; whole entries that are in the base and not
in the bundle are left alone: a file that is missing is no order to delete, and what was published
is withdrawn, never deleted. Where a bundle replaces stored text, the citations it names
itself are what it says; those of other quotes of the base go where their words are. Verdicts are
computed and citations moved by the caller's functions, since this room knows nothing of how texts
are compared.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from contextlib import AbstractContextManager
from typing import Any

from django.db import IntegrityError, connection, models, transaction

from principles.models import Citation, Principle, Quote, Source
from principles.models.sentences import sentence_of
from principles.models.turns import take_turn
from principles.models.version import let_rules_speak
from principles.transfer.checks import broken_checks
from principles.transfer.identity import conflicts, join_base
from principles.transfer.problems import BundleError, Place, Problem
from principles.transfer.records import Bundle
from principles.transfer.results import ImportResult
from principles.transfer.rules import broken_rules
from principles.transfer.writing import Progress, write

NUMBERED: tuple[type[models.Model], ...] = (Quote, Principle, Source)


KeepingAnchors = Callable[[Collection[int], Collection[int]], AbstractContextManager[object]]
"""Lets a block change passages of sources, and then moves their citations to their words, but for
those of the quotes given second."""


def import_bundle(
    bundle: Bundle,
    *,
    recompute: Callable[[], object],
    keeping_anchors: KeepingAnchors,
    progress: Progress | None = None,
    is_dry_run: bool = False,
) -> ImportResult:
    """Load the bundle and say what changed; `recompute` makes the stale verdicts true again.

    Raises BundleError and leaves the base as it was: with every row that its table would refuse,
    before anything is written, or else with every entry that breaks a rule across tables. Other
    writers wait meanwhile; readers do not. A dry run does all of it and takes it back: what it says
    is what would happen, and only internal keys that nobody sees go on from a higher count.
    """
    try:
        with transaction.atomic():
            take_turn()
            join_base(bundle)
            if problems := [*broken_checks(bundle), *conflicts(bundle)]:
                raise BundleError(sorted(problems, key=lambda problem: problem.place.file))
            sources = [source.number for source in bundle.sources]
            quotes = {quote.number for quote in bundle.quotes}
            with keeping_anchors(sources, quotes):
                result = write(bundle, progress or (lambda *_: None))
            recompute()
            numbers = [quote.number for quote in bundle.quotes]
            Citation.objects.published().filter(quote__in=numbers).confirm_noted()
            _keep_rules(bundle)
            if is_dry_run:
                transaction.set_rollback(True)
            else:
                for model in NUMBERED:
                    _advance_numbers(model)
    except IntegrityError as error:
        raise BundleError([_problem(error, bundle)]) from error
    return result


def _keep_rules(bundle: Bundle) -> None:
    """Let the rules across tables speak now; raise BundleError with every entry that breaks one."""
    try:
        with transaction.atomic():
            let_rules_speak()
    except IntegrityError as error:
        raise BundleError(list(broken_rules(bundle)) or [_problem(error, bundle)]) from error


def _advance_numbers(model: type[models.Model]) -> None:
    """Let the next number be above every number here, and never below what it was going to be."""
    table, column = model._meta.db_table, model._meta.pk.column
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [table, column])
        sequence = cursor.fetchone()[0]
        cursor.execute(
            f"SELECT setval(%s, greatest(last_value, largest)) FROM {sequence},"  # noqa: S608 (names from the database)
            f' (SELECT max("{column}") AS largest FROM "{table}") AS given'
            " WHERE largest IS NOT NULL",
            [sequence],
        )


def _problem(error: IntegrityError, bundle: Bundle) -> Problem:
    """Return the rule that the database found broken, placed where its sentence leads."""
    found: Any = getattr(error.__cause__, "diag", None)
    rule = getattr(found, "constraint_name", None) or ""
    reason = sentence_of(rule) or getattr(found, "message_primary", None) or str(error)
    return Problem(_place(reason, bundle), "", reason)


def _place(sentence: str, bundle: Bundle) -> Place:
    names: Mapping[str, Place] = {
        **{f"“{principle.name}”": principle.place for principle in bundle.principles},
        **{f"“{source.columns['title']}”": source.place for source in bundle.sources},
        **{f"Q{quote.number} ": quote.place for quote in bundle.quotes},
    }
    return next((names[name] for name in names if name in sentence), Place("this base"))
