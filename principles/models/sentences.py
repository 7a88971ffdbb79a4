"""The sentence of a violated constraint, found by the name that the database reports.

Constraints declared on a model carry their sentence in `violation_error_message`; those that Django
cannot declare have theirs here. Rules across tables raise their own.
"""

from functools import cache

from django.apps import apps
from django.db.models import BaseConstraint

NOT_IN_THE_MODELS = {
    "citation_passage_of_its_source": (
        "A citation names a passage that its source does not have: choose the source that has it."
    ),
}


def sentence_of(constraint: str) -> str:
    """Return the sentence of that constraint; empty if it has none."""
    return _sentences().get(constraint, "")


@cache
def _sentences() -> dict[str, str]:
    declared = {
        constraint.name: str(constraint.violation_error_message)
        for model in apps.get_app_config("principles").get_models()
        for constraint in model._meta.constraints
        if constraint.violation_error_message != BaseConstraint.default_violation_error_message
    }
    return declared | NOT_IN_THE_MODELS
