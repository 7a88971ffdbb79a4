"""What files say becomes records; what is wrong is said with file, entry, field and reason."""

from datetime import date
from pathlib import Path
from uuid import UUID
from zipfile import Path as ArchivePath
from zipfile import ZipFile

import pytest

from principles.transfer import BundleError, read_bundle
from principles.transfer.reading import sections
from tests.transfer.bundles import FILES, edit

LETTER = "sources/a-letter/source.toml"
TEXT = "sources/a-letter/text.txt"
QUOTES = "sources/a-letter/quotes.toml"
LETTERS = "sources/letters/source.toml"
DOUBLE = "sources/letters/quotes.toml"
HURRY = "principles/01-hurry-slowly.md"
SIMPLE = "principles/03-keep-it-simple.md"


def problems(root: Path) -> list[str]:
    with pytest.raises(BundleError) as caught:
        read_bundle(root)
    return [str(problem) for problem in caught.value.problems]


def test_everything_in_the_files_is_read(bundle: Path) -> None:
    read = read_bundle(bundle)
    assert read.base == UUID("0b7d39a4-6c0b-4f0e-9f0a-4f5a1c1a2b3c")
    assert [person.slug for person in read.people] == ["ann-author", "ben-speaker"]
    assert [tag.name for tag in read.tags] == ["craft", "speed"]
    assert [source.number for source in read.sources] == [1, 2]
    assert [quote.number for quote in read.quotes] == [1, 4, 5]
    assert [principle.number for principle in read.principles] == [1, 3]


def test_a_quote_is_read_with_its_citations_in_order(bundle: Path) -> None:
    quote = read_bundle(bundle).quotes[0]
    assert (quote.speakers, quote.tags) == (("ann-author",), ("speed",))
    assert quote.published == date(2026, 11, 23)
    assert [citation.spot for citation in quote.citations] == [
        ("a-letter", 1, ""),
        ("letters", 0, "p. 40"),
    ]


def test_fields_that_are_left_out_have_the_defaults_of_the_models(bundle: Path) -> None:
    read = read_bundle(bundle)
    assert read.sources[1].columns["text_access"] == "window"
    assert read.sources[1].columns["year"] is None
    assert (read.quotes[2].status, read.quotes[2].columns["language"]) == ("draft", "en")


def test_a_body_is_what_follows_the_front_matter(bundle: Path) -> None:
    principle = read_bundle(bundle).principles[0]
    assert principle.body == "Begin today.[Q1]\n\nAnd *then* wait."


def test_a_text_is_parted_at_its_labels() -> None:
    first, second = sections("=== p. 1\n\nOne.\n\nTwo.\n\n=== p. 2\n\nThree.\n")
    assert (first.line, first.label, first.text) == (1, "p. 1", "One.\n\nTwo.")
    assert (second.line, second.label, second.text) == (7, "p. 2", "Three.")


def test_a_line_that_looks_like_a_label_is_written_with_a_backslash() -> None:
    assert sections("=== p. 1\n\\=== a\n\\\\=== b")[0].text == "=== a\n\\=== b"


def test_lines_end_in_any_way_that_editors_write(bundle: Path) -> None:
    before = read_bundle(bundle)
    for file in bundle.rglob("*.*"):
        file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    assert read_bundle(bundle) == before


def test_hidden_files_and_explanations_are_passed_over(bundle: Path) -> None:
    before = read_bundle(bundle)
    (bundle / ".hidden").write_text("?")
    (bundle / "README.md").write_text("How to edit these files.")
    assert read_bundle(bundle) == before


def test_an_opened_archive_is_read_like_a_directory(bundle: Path, tmp_path: Path) -> None:
    with ZipFile(tmp_path / "bundle.zip", "w") as archive:
        for name in FILES:
            archive.write(bundle / name, name)
        assert read_bundle(ArchivePath(archive)) == read_bundle(bundle)


def test_a_quote_that_cites_nothing_yet_stands_in_a_file_at_the_top(bundle: Path) -> None:
    (bundle / "quotes.toml").write_text('[[quote]]\nnumber = 9\ntext = "Not yet found."\n')
    assert {quote.number for quote in read_bundle(bundle).quotes} == {1, 4, 5, 9}


def test_every_problem_is_listed_not_only_the_first(bundle: Path) -> None:
    edit(bundle, "people.toml", 'name = "Ann Author"', "name = 7")
    edit(bundle, QUOTES, "number = 4", "number = 0", "passage = 2", "passage = 3")
    edit(bundle, HURRY, "[Q1]", "[Q88]")
    assert problems(bundle) == [
        "people.toml, ann-author, name: Write text between quotation marks here.",
        f"{HURRY}, support 1, quote: The bundle has no Q4.",
        f"{HURRY}, body: The bundle has no Q88.",
        f"{QUOTES}, Q0, number: A number is from 1 to 999999999.",
        f"{QUOTES}, Q0, citation 1, passage: “a-letter” has no passage 3.",
    ]


SYNTAX = {
    "broken TOML": (
        "people.toml",
        'slug = "ann-author"',
        "slug = ann",
        "people.toml: This is not TOML: Invalid value (at line 2, column 8).",
    ),
    "broken front matter": (
        HURRY,
        "position = 2",
        "position",
        f"{HURRY}: This is not TOML: Expected '=' after a key",
    ),
    "no front matter": (
        HURRY,
        "+++\nnumber",
        "number",
        f"{HURRY}: It has to begin with its fields, between two lines “+++”.",
    ),
}


@pytest.mark.parametrize("case", SYNTAX)
def test_a_file_that_cannot_be_parsed_is_named_with_the_line(bundle: Path, case: str) -> None:
    file, before, after, problem = SYNTAX[case]
    edit(bundle, file, before, after)
    (found,) = problems(bundle)
    assert found.startswith(problem)


def test_the_line_of_a_fault_in_front_matter_is_that_of_the_file(bundle: Path) -> None:
    edit(bundle, HURRY, "position = 2", "position")
    assert problems(bundle)[0].endswith("(at line 10, column 9).")


def test_a_file_that_is_not_utf_8_is_named_with_the_line(bundle: Path) -> None:
    (bundle / TEXT).write_bytes(b"=== opening\n\nCaf\xe9\n")
    assert problems(bundle) == [f"{TEXT}: Line 3 is not UTF-8."]


def test_a_file_that_nobody_would_read_is_named(bundle: Path) -> None:
    (bundle / "principles" / "hurry.toml").write_text("")
    assert problems(bundle) == ["principles/hurry.toml: This file has no place in a bundle."]


def test_a_folder_without_its_source_is_named(bundle: Path) -> None:
    (bundle / LETTERS).unlink()
    assert problems(bundle) == [f"{DOUBLE}: There is no source.toml beside it."]


def test_a_directory_that_is_no_bundle_is_refused(tmp_path: Path) -> None:
    assert problems(tmp_path) == ["base.toml: There is no such file, so this is no bundle."]


NO_SUCH_FIELD = "There is no such field here."
FAULTS = {
    "format of the future": ("base.toml", "= 1", "= 2", "format: This site reads format 1 only."),
    "no id": ("base.toml", "id =", "name =", "id: This is missing.", f"name: {NO_SUCH_FIELD}"),
    "bad id": ("base.toml", "0b7d39a4-", "", "id: This is not a UUID."),
    "misspelt field": (
        "people.toml",
        "note =",
        "notes =",
        f"ann-author, notes: {NO_SUCH_FIELD}",
    ),
    "misspelt list": ("people.toml", "[[person]]", "[[people]]", f"people: {NO_SUCH_FIELD}"),
    "missing field": (
        "people.toml",
        'sort_name = "Author, Ann"\n',
        "",
        "ann-author, sort_name: This is missing.",
    ),
    "empty field": (
        "people.toml",
        '"Author, Ann"',
        '" "',
        "ann-author, sort_name: This field cannot be blank.",
    ),
    "long field": (
        "people.toml",
        '"Author, Ann"',
        f'"{"a" * 201}"',
        "ann-author, sort_name: Ensure this value has at most 200 characters (it has 201).",
    ),
    "NUL": (
        "people.toml",
        '"Author, Ann"',
        '"Author\\u0000"',
        "ann-author, sort_name: It holds a NUL character, which cannot be stored.",
    ),
    "person twice": (
        "people.toml",
        'slug = "ben-speaker"',
        'slug = "ann-author"',
        "ann-author, slug: people.toml, ann-author has that too.",
    ),
    "unknown choice": (LETTER, '"letter"\nlevel', '"poem"\nlevel', "kind: Value 'poem' is not a"),
    "text for a number": (
        LETTER,
        "year = 1997",
        'year = "1997"',
        "year: Write a whole number here, without quotation marks.",
    ),
    "bad address": (LETTER, "https://", "example ", "url: Enter a valid URL."),
    "bad identifiers": (
        LETTER,
        '"9780000000000"',
        "9780000000000",
        "identifiers: Each value of this table is text between quotation marks.",
    ),
    "yes for true": (LETTER, "has_parts = true", "has_parts = 1", "has_parts: Write true or false"),
    "no slug": (LETTERS, 'slug = "letters"\n', "", "slug: This is missing."),
    "long slug": (
        LETTERS,
        'slug = "letters"',
        f'slug = "{"a" * 81}"',
        "slug: Ensure this value has at most 80 characters (it has 81).",
    ),
    "slug of another folder": (
        LETTERS,
        'slug = "letters"',
        'slug = "others"',
        "slug: The folder is named “letters”.",
    ),
    "number too large": (LETTERS, "= 2", "= 1000000000", "number: A number is from 1 to"),
    "source number twice": (
        LETTERS,
        "number = 2",
        "number = 1",
        f"number: {LETTER} has that too.",
    ),
    "unknown container": (
        LETTER,
        'container = "letters"',
        'container = "mails"',
        "container: The bundle has no source “mails”.",
    ),
    "unknown contributor": (
        LETTER,
        'person = "ben-speaker"',
        'person = "ben"',
        "contributor 2, person: The bundle has no person “ben”.",
    ),
    "label that the text does not have": (
        LETTER,
        'label = "p. 2"',
        'label = "p. 3"',
        "passage 2, label: Line 8 of text.txt says “p. 2”.",
    ),
    "heading that the text does not have": (
        LETTER,
        'label = "p. 2"',
        'label = "p. 2"\nheading = "Simple Things"',
        "passage 2, label: Line 8 of text.txt says “p. 2”.",
    ),
    "heading of two lines": (
        LETTER,
        'label = "p. 2"',
        'label = "p. 2"\nheading = "Simple\\nThings"',
        "passage 2, heading: A heading is one line, without space before it or after it.",
    ),
    "passage without text": (
        TEXT,
        "=== p. 2\n",
        "",
        "passage: There are 2 passages here and 1 in text.txt",
    ),
    "words before the first label": (
        TEXT,
        "=== opening",
        "Words.\n\n=== opening",
        "passage: There are 2 passages here and 3 in text.txt",
    ),
    "NUL in a text": (
        TEXT,
        "Simple",
        "Simple\0",
        "passage 2, text: In text.txt, a NUL character follows under line 8.",
    ),
    "quote number twice": (QUOTES, "number = 4", "number = 1", f"Q1, number: {QUOTES}, Q1 has"),
    "unknown speaker": (
        QUOTES,
        '["ann-author"]',
        '["ann"]',
        "Q1, speakers: The bundle has no person “ann”.",
    ),
    "speaker that is no text": (
        QUOTES,
        '["ann-author"]',
        "[7]",
        "Q1, speakers: Each entry of this list is text between quotation marks.",
    ),
    "unknown tag": (QUOTES, '["speed"]', '["haste"]', "Q1, tags: The bundle has no tag “haste”."),
    "unknown status": (QUOTES, '"published"', '"public"', "Q1, status: Value 'public' is not a"),
    "time without an offset": (
        QUOTES,
        "2026-11-23",
        "2026-11-23T10:00:00",
        "Q1, published: Write a time here with Z for UTC at its end",
    ),
    "unknown source": (
        QUOTES,
        'source = "letters"',
        'source = "mails"',
        "Q1, citation 2, source: The bundle has no source “mails”.",
    ),
    "citing nothing in a source's file": (
        QUOTES,
        '[[quote.citation]]\nsource = "a-letter"\npassage = 2\n',
        "",
        "Q4, citation: Its place is quotes.toml, by its first citation.",
    ),
    "citation that is no table": (
        QUOTES,
        '[[quote.citation]]\nsource = "a-letter"\npassage = 2\n',
        "citation = [3]\n",
        "Q4, citation: Write each one as a table of its own: [[citation]].",
    ),
    "quote in another source's file": (
        DOUBLE,
        'source = "letters"\nlocator = "p. 41"',
        'source = "a-letter"\npassage = 2',
        "Q5, citation: Its place is sources/a-letter/quotes.toml, by its first citation.",
    ),
    "double of nothing": (DOUBLE, "as = 1", "as = 8", "Q5, same_words_as: The bundle has no Q8."),
    "principle number twice": (
        SIMPLE,
        "number = 3",
        "number = 1",
        f"number: {HURRY} has that too.",
    ),
    "slug of another file": (
        SIMPLE,
        'slug = "keep-it-simple"',
        'slug = "keep-simple"',
        "slug: The name of the file does not end with “keep-simple”.",
    ),
    "long alias": (
        HURRY,
        '"urgency"',
        f'"{"a" * 101}"',
        "aliases: Item 2 in the array did not validate: Ensure this value has at most 100",
    ),
    "NUL in a body": (HURRY, "wait", "wait\0", "body: It holds a NUL character"),
    "unknown supporting quote": (
        HURRY,
        "quote = 4",
        "quote = 6",
        "support 1, quote: The bundle has no Q6.",
    ),
    "unknown principle": (
        HURRY,
        "principle = 3",
        "principle = 2",
        "see_also 1, principle: The bundle has no principle 2.",
    ),
    "reference without a reason": (
        HURRY,
        'note = "What lasts is simple."',
        "",
        "see_also 1, note: This is missing.",
    ),
    "unknown quote in a body": (
        HURRY,
        "[Q1]",
        "[Q1] [Q77] [Q77]",
        "body: The bundle has no Q77.",
    ),
}


@pytest.mark.parametrize("case", FAULTS)
def test_a_fault_is_said_with_file_entry_field_and_reason(bundle: Path, case: str) -> None:
    file, before, after, *expected = FAULTS[case]
    edit(bundle, file, before, after)
    found = problems(bundle)
    for problem in expected:
        assert [each for each in found if each.startswith(f"{file}, {problem}")] or [
            each for each in found if each.startswith(f"{LETTER}, {problem}")
        ], found


def test_one_fault_makes_one_complaint(bundle: Path) -> None:
    edit(bundle, LETTER, "year = 1997", 'year = "1997"')
    edit(bundle, HURRY, "[Q1]", "[Q77] [Q77]")
    assert len(problems(bundle)) == 2


def test_a_line_of_synonyms_has_two_words(bundle: Path) -> None:
    (bundle / "synonyms.toml").write_text('[[synonyms]]\nwords = "alone,"\n', encoding="utf-8")
    with pytest.raises(BundleError) as refused:
        read_bundle(bundle)
    assert "Give at least two words" in str(refused.value)
    assert "synonyms.toml" in str(refused.value)
