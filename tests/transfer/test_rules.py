"""A rule that a bundle breaks is said in the model's own sentence, with file, entry and fields."""

from pathlib import Path

import pytest
from django.apps import apps

from principles.models import Quote, Report
from principles.models.sentences import sentence_of
from principles.transfer.rules import FIELDS
from tests.snapshots import rows
from tests.transfer.breaches import (
    ACROSS_TABLES,
    BROKEN,
    DOUBLE,
    DOUBLED,
    LETTER,
    OF_COMPUTED_COLUMNS,
    PUBLISHED,
    QUOTES,
    SAID_BY_A_FIELD,
    SIMPLE,
)
from tests.transfer.bundles import edit
from tests.transfer.loading import load, refusal

pytestmark = pytest.mark.django_db


def spoil(bundle: Path, file: str, before: str, after: str) -> None:
    """Exchange a text in the file, or write the file if there is nothing to exchange."""
    if before:
        edit(bundle, file, before, after)
        return
    (bundle / file).parent.mkdir(exist_ok=True)
    (bundle / file).write_text(after, encoding="utf-8")


@pytest.mark.parametrize("rule", BROKEN)
def test_a_check_is_said_in_its_sentence_with_its_place(bundle: Path, rule: str) -> None:
    *change, place = BROKEN[rule]
    spoil(bundle, *change)
    stored = rows()
    assert refusal(bundle) == [f"{place}: {sentence_of(rule)}"]
    assert rows() == stored


@pytest.mark.parametrize("rule", DOUBLED)
def test_what_is_there_twice_is_said_in_the_model_s_sentence(bundle: Path, rule: str) -> None:
    *change, problem = DOUBLED[rule]
    spoil(bundle, *change)
    stored = rows()
    assert problem.format(sentence_of(rule)) in refusal(bundle)
    assert rows() == stored


def test_every_constraint_with_a_sentence_has_its_breach() -> None:
    constraints = {
        constraint.name
        for model in apps.get_app_config("principles").get_models()
        for constraint in model._meta.constraints
        if model is not Report  # no bundle has reports
        if sentence_of(constraint.name)
    }
    unbroken = SAID_BY_A_FIELD | OF_COMPUTED_COLUMNS
    assert constraints == BROKEN.keys() | DOUBLED.keys() | unbroken


def test_a_line_of_synonyms_that_is_there_twice_is_said_in_the_field_s_sentence(
    bundle: Path,
) -> None:
    line = '[[synonyms]]\nwords = "hurry, haste"\n'
    (bundle / "synonyms.toml").write_text(line * 2)
    (problem,) = refusal(bundle)
    place = "synonyms.toml, synonyms "
    assert problem == f"{place}2, words: This line is there already. See {place}1."


def test_every_entry_that_breaks_a_check_is_named(bundle: Path) -> None:
    for rule in ("source_date_from_year_to_day", "quote_has_words", "citation_locator_or_passage"):
        file, before, after, _ = BROKEN[rule]
        edit(bundle, file, before, after)
    edit(bundle, DOUBLE, "Day one is always, today!", "!")
    assert [problem.partition(":")[0] for problem in refusal(bundle)] == [
        f"{QUOTES}, Q1, text",
        f"{QUOTES}, Q4, citation 1, locator, wording, passage",
        f"{LETTER}, year, month, day",
        f"{DOUBLE}, Q5, text",
    ]


def test_a_day_in_february_that_its_year_has_is_loaded(bundle: Path) -> None:
    edit(bundle, LETTER, "year = 1997\nmonth = 3", "year = 1996\nmonth = 2\nday = 29")
    assert load(bundle).counts["sources"].added == 2


def test_what_was_published_here_is_no_draft_in_the_bundle(bundle: Path) -> None:
    load(bundle)
    edit(bundle, QUOTES, PUBLISHED, "")
    rule = "quote_once_published_is_never_a_draft"
    assert refusal(bundle) == [f"{QUOTES}, Q1, status, published: {sentence_of(rule)}"]


def test_what_was_published_here_is_withdrawn_without_its_date(bundle: Path) -> None:
    load(bundle)
    edit(bundle, QUOTES, PUBLISHED, 'status = "withdrawn"')
    load(bundle)
    assert Quote.objects.get(number=1).status == "withdrawn"


@pytest.mark.parametrize("rule", ACROSS_TABLES)
def test_a_rule_across_tables_is_said_as_the_database_says_it(bundle: Path, rule: str) -> None:
    *change, problems = ACROSS_TABLES[rule]
    spoil(bundle, *change)
    stored = rows()
    assert refusal(bundle) == problems
    assert rows() == stored


def test_every_rule_across_tables_with_a_field_has_its_breach() -> None:
    assert FIELDS.keys() == ACROSS_TABLES.keys()


def test_a_double_of_a_double_is_refused(bundle: Path) -> None:
    (bundle / "quotes.toml").write_text(
        '[[quote]]\nnumber = 9\ntext = "Day one is always today"\nsame_words_as = 5\n'
    )
    (problem,) = refusal(bundle)
    assert problem.startswith("quotes.toml, Q9, same_words_as: Q9 does not have the same words as")


def test_every_entry_that_breaks_a_rule_across_tables_is_named(bundle: Path) -> None:
    for rule in ("quote_published_with_a_locator", "principle_published_with_a_quote"):
        *change, _ = ACROSS_TABLES[rule]
        spoil(bundle, *change)
    assert [problem.partition(":")[0] for problem in refusal(bundle)] == [
        f"{QUOTES}, Q4, citation",
        f"{SIMPLE}, support",
    ]
