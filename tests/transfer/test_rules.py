"""A rule that a bundle breaks is said in the model's own sentence, with file, entry and fields."""

from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import CheckConstraint

from principles.models import Quote, Report
from principles.models.sentences import sentence_of
from principles.transfer.rules import FIELDS
from tests.snapshots import rows
from tests.transfer.bundles import edit
from tests.transfer.loading import load, refusal

pytestmark = pytest.mark.django_db

LETTER = "sources/a-letter/source.toml"
TEXT = "sources/a-letter/text.txt"
QUOTES = "sources/a-letter/quotes.toml"
LETTERS = "sources/letters/source.toml"
DOUBLE = "sources/letters/quotes.toml"
HURRY = "principles/01-hurry-slowly.md"
SIMPLE = "principles/03-keep-it-simple.md"

PUBLISHED = 'status = "published"\npublished = 2026-11-23'

BROKEN: dict[str, tuple[str, str, str, str]] = {
    "person_slug_is_no_number": (
        "people.toml",
        '[[person]]\nslug = "ann-author"',
        (
            '[[person]]\nslug = "1984"\nname = "N."\nsort_name = "N."\n\n'
            '[[person]]\nslug = "ann-author"'
        ),
        "people.toml, 1984, slug",
    ),
    "source_slug_is_no_number": (
        "sources/1984/source.toml",
        "",
        'number = 9\nslug = "1984"\ntitle = "1984"\nkind = "book"\n',
        "sources/1984/source.toml, slug",
    ),
    "principle_slug_is_no_number": (
        "principles/09-1984.md",
        "",
        '+++\nnumber = 9\nslug = "1984"\nname = "A"\nmaxim = "B."\nsummary = "C."\n+++\n',
        "principles/09-1984.md, slug",
    ),
    "tag_slug_is_no_number": (
        "tags.toml",
        '[[tag]]\nslug = "craft"',
        '[[tag]]\nslug = "2016"\nname = "2016"\n\n[[tag]]\nslug = "craft"',
        "tags.toml, 2016, slug",
    ),
    "source_date_from_year_to_day": (
        LETTER,
        "month = 3",
        "month = 2\nday = 31",
        f"{LETTER}, year, month, day",
    ),
    "source_does_not_contain_itself": (
        LETTERS,
        'kind = "book"',
        'kind = "book"\ncontainer = "letters"',
        f"{LETTERS}, container",
    ),
    "passage_has_text": (
        TEXT,
        "Simple things last longer than clever ones.\n\\=== This line is no label.",
        "",
        f"{LETTER}, passage 2, label, text",
    ),
    "quote_has_words": (QUOTES, "Day one is always today.", "…", f"{QUOTES}, Q1, text"),
    "quote_standing_has_evidence": (
        DOUBLE,
        'standing_evidence = "The collection gives no source."',
        "",
        f"{DOUBLE}, Q5, standing, standing_evidence",
    ),
    "quote_with_real_origin_is_doubted": (
        QUOTES,
        "number = 4",
        'number = 4\nreal_origin = "Nobody knows."',
        f"{QUOTES}, Q4, standing, real_origin",
    ),
    "quote_is_not_its_own_double": (DOUBLE, "as = 1", "as = 5", f"{DOUBLE}, Q5, same_words_as"),
    "quote_once_published_is_never_a_draft": (
        QUOTES,
        PUBLISHED,
        "published = 2026-11-23",
        f"{QUOTES}, Q1, status, published",
    ),
    "quote_withdrawn_was_published": (
        DOUBLE,
        "number = 5",
        'number = 5\nstatus = "withdrawn"',
        f"{DOUBLE}, Q5, status, published",
    ),
    "citation_locator_or_passage": (
        QUOTES,
        "passage = 2",
        'passage = 2\nlocator = "p. 2"',
        f"{QUOTES}, Q4, citation 1, locator, wording, passage",
    ),
    "principle_once_published_is_never_a_draft": (
        HURRY,
        PUBLISHED,
        "published = 2026-11-23",
        f"{HURRY}, status, published",
    ),
    "principle_withdrawn_was_published": (
        SIMPLE,
        "position = 1",
        'position = 1\nstatus = "withdrawn"',
        f"{SIMPLE}, status, published",
    ),
    "see_also_is_another": (
        HURRY,
        "principle = 3",
        "principle = 1",
        f"{HURRY}, see_also 1, principle",
    ),
}


SAID_BY_A_FIELD = {"person_has_a_name", "principle_is_written", "source_has_a_title"}
"""Fields that may not be blank refuse what these would: see `test_reading`."""


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


def test_every_check_with_a_sentence_is_broken_above() -> None:
    checks = {
        constraint.name
        for model in apps.get_app_config("principles").get_models()
        for constraint in model._meta.constraints
        if model is not Report  # no bundle has reports
        if isinstance(constraint, CheckConstraint) and sentence_of(constraint.name)
    }
    assert checks == BROKEN.keys() | SAID_BY_A_FIELD


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


ACROSS_TABLES: dict[str, tuple[str, str, str, list[str]]] = {
    "quote_published_with_a_citation": (
        "quotes.toml",
        "",
        f'[[quote]]\nnumber = 9\ntext = "Nine."\n{PUBLISHED}\n',
        [
            (
                "quotes.toml, Q9, citation: Q9 is published, so it needs a citation: "
                "name the source that has the words."
            )
        ],
    ),
    "quote_published_with_a_locator": (
        QUOTES,
        "passage = 2",
        "",
        [
            (
                f"{QUOTES}, Q4, citation: Q4 is published, and “A letter” has parts: "
                "say where in it, by a passage or a locator."
            )
        ],
    ),
    "quote_double_has_the_same_words": (
        DOUBLE,
        "Day one is always, today!",
        "Day two is tomorrow.",
        [
            (
                f"{DOUBLE}, Q5, same_words_as: Q5 does not have the same words as Q1, "
                "or Q1 is itself entered as a double."
            )
        ],
    ),
    "quote_double_has_other_speakers": (
        DOUBLE,
        '["ben-speaker"]',
        '["ann-author"]',
        [
            f"{file}, {code}, speakers: {code} has the same words and the same speakers as "
            "another quote: keep one of them."
            for file, code in [(QUOTES, "Q1"), (DOUBLE, "Q5")]
        ],
    ),
    "source_is_no_part_of_itself": (
        LETTERS,
        'kind = "book"',
        'kind = "book"\ncontainer = "a-letter"',
        [
            f"{LETTER}, container: “A letter” would be a part of itself: choose another container.",
            f"{LETTERS}, container: “Letters” would be a part of itself: choose another container.",
        ],
    ),
    "principle_published_with_a_quote": (
        SIMPLE,
        "position = 1",
        f"{PUBLISHED}\n\n[[support]]\nquote = 5",
        [
            (
                f"{SIMPLE}, support: “Keep it simple” is published, so it needs a published "
                "quote to rest on. Link one, or withdraw the principle first."
            )
        ],
    ),
}


@pytest.mark.parametrize("rule", ACROSS_TABLES)
def test_a_rule_across_tables_is_said_as_the_database_says_it(bundle: Path, rule: str) -> None:
    *change, problems = ACROSS_TABLES[rule]
    spoil(bundle, *change)
    stored = rows()
    assert refusal(bundle) == problems
    assert rows() == stored


def test_every_rule_across_tables_with_a_field_is_broken_above() -> None:
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
