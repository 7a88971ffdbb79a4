"""The tables of a base, by what a backup does with them.

The catalogue says which columns they have, not the models: some columns are computed, some are
known to no model.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import models
from django.db.backends.utils import CursorWrapper

from principles.models import (
    Attempt,
    Base,
    Completion,
    Deletion,
    Lexeme,
    Lexicon,
    SearchEntry,
    Word,
)

COMPUTED: tuple[type[models.Model], ...] = (
    *(SearchEntry, Lexicon),
    *(Lexeme, Word, Deletion, Completion),
)
# Gone within days, and a backup must not keep them longer: who is signed in, who sent a report.
PASSING: tuple[type[models.Model], ...] = (Session, Attempt)
# `migrate` writes these, and the header says what they held.
KEPT_BY_MIGRATE = ("django_migrations", "principles_replaceable")
# Another base, and the same one after a restore, has a version of its own.
VERSIONS = ("principles_version", "principles_change")

_COLUMNS = """
SELECT c.relname, array_agg(a.attname::text ORDER BY a.attnum), coalesce(jsonb_object_agg(a.attname,
        pg_sequence_last_value(s.name::regclass)) FILTER (WHERE s.name IS NOT NULL), '{}')::text
FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
CROSS JOIN LATERAL pg_get_serial_sequence(format('public.%%I', c.relname), a.attname) AS s(name)
WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relname = ANY (%s)
    AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
GROUP BY c.relname
"""


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a table that have values of their own, and the last of each sequence."""

    names: list[str]
    last: dict[str, int | None]


def kept() -> dict[str, list[str]]:
    """Return the tables that a backup has, by name, each with the columns of its key."""
    every = apps.get_models(include_auto_created=True)
    concrete = [model for model in every if model._meta.managed and not model._meta.proxy]
    return {
        model._meta.db_table: [str(field.column) for field in model._meta.pk_fields]
        for model in sorted(concrete, key=lambda model: model._meta.db_table)
        if model not in (*COMPUTED, *PASSING)
    }


def made_by_hand() -> list[str]:
    """Return the tables that are empty in a base nobody has worked with yet."""
    entries = apps.get_app_config("principles").get_models(include_auto_created=True)
    own = {model._meta.db_table for model in entries if model is not Base}
    return sorted(own.intersection(kept()) | {"auth_user"})


def columns(cursor: CursorWrapper, tables: list[str]) -> dict[str, Columns]:
    """Return the columns of those tables that are there; one query."""
    cursor.execute(_COLUMNS, [tables])
    return {name: Columns(names, json.loads(last)) for name, names, last in cursor.fetchall()}
