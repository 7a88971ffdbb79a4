"""What the database refused, as the sentence that an editor reads.

Rules across tables are deferred constraint triggers that raise their own sentence; constraints
declared on a model carry theirs in `violation_error_message`. Whatever is left can only come from
two people writing at once, because forms check all else before.
"""

import psycopg
from django.db import IntegrityError
from django.db.models import ProtectedError, RestrictedError

from principles.models.sentences import sentence_of

WRITTEN_AT_ONCE = (
    "Something that this depends on was changed at the same time. "
    "Open it again and repeat your change."
)


def refusal(error: IntegrityError) -> str:
    """Return the sentence of the rule that was broken."""
    if isinstance(error, ProtectedError | RestrictedError):
        return "It cannot be deleted while something else in the base names it."
    if not isinstance(error.__cause__, psycopg.Error):
        return WRITTEN_AT_ONCE
    told = error.__cause__.diag
    is_rule = told.sqlstate == psycopg.errors.CheckViolation.sqlstate and not told.table_name
    if is_rule and told.message_primary:
        return told.message_primary
    return sentence_of(told.constraint_name or "") or WRITTEN_AT_ONCE
