"""Let no statement of the site wait or run for long: whoever it answers would be gone.

A table that somebody else keeps would hold the thread of each reader who asks for it, until none is
left for any page. Commands set no such limits. They are options with which a connection begins, so
that a transaction can overrule them and a pooler hands them to nobody else.
"""

from django.db import connections

from principles.models.turns import LONGEST_STATEMENT, LONGEST_WAIT


def limit_statements() -> None:
    """Give the limits to all connections that this process opens from now on.

    The address of the database may say otherwise; with `options=` it says that it takes none, as
    some poolers do.
    """
    chosen = connections["default"].settings_dict["OPTIONS"]
    given = chosen.get("options")
    if given != "":
        limits = f"-c lock_timeout={LONGEST_WAIT} -c statement_timeout={LONGEST_STATEMENT}"
        chosen["options"] = f"{limits} {given or ''}".strip()
