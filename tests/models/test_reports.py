"""A report says something, and an editor who closes it says what was done."""

import pytest
from django.db import IntegrityError

from principles.models import Report
from tests.factories import published_quote


@pytest.mark.django_db
@pytest.mark.parametrize(
    "fields",
    [{"message": " \n"}, {"message": "Wrong.", "state": "done"}],
    ids=["says nothing", "done without an outcome"],
)
def test_a_report_says_something_and_is_done_with_a_note(fields: dict[str, str]) -> None:
    with pytest.raises(IntegrityError):
        Report.objects.create(quote=published_quote(), words="x", about="words", **fields)
