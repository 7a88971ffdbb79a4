"""What migrations make is made once, and a base of before the first of them is refused."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder


@pytest.mark.django_db
def test_a_base_of_before_the_first_release_is_refused_in_a_sentence() -> None:
    recorder = MigrationRecorder(connection)
    for app, name in recorder.applied_migrations():
        if app == "principles":
            recorder.record_unapplied(app, name)
    recorder.record_applied("principles", "0001_base")
    with pytest.raises(CommandError, match="was made before version"):
        call_command("migrate", verbosity=0)
