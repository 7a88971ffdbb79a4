"""The commands: counts on the way out, and a sentence instead of a traceback."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from principles.management.commands.import_bundle import Command
from principles.models import Citation, Quote, Verdict
from tests.snapshots import rows
from tests.transfer.bundles import edit
from tests.transfer.states import content, empty

QUOTES = "sources/a-letter/quotes.toml"


def run(*arguments: str) -> str:
    out = StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue()


@pytest.mark.django_db
def test_importing_prints_the_counts_of_every_kind(bundle: Path) -> None:
    run("import_bundle", str(bundle))
    edit(bundle, QUOTES, "Said of a company.", "Said of a firm.")
    assert run("import_bundle", str(bundle)).splitlines() == [
        "people: 0 added, 0 changed, 2 unchanged",
        "tags: 0 added, 0 changed, 2 unchanged",
        "synonyms: 0 added, 0 changed, 1 unchanged",
        "sources: 0 added, 0 changed, 2 unchanged",
        "quotes: 0 added, 1 changed, 2 unchanged",
        "principles: 0 added, 0 changed, 2 unchanged",
        "former addresses: 0 added, 0 changed, 0 unchanged",
    ]


@pytest.mark.django_db
def test_importing_says_where_nothing_has_changed(bundle: Path) -> None:
    assert "Nothing has changed." not in run("import_bundle", str(bundle))
    assert run("import_bundle", str(bundle)).endswith("\nNothing has changed.\n")


@pytest.mark.django_db
def test_a_dry_run_names_what_would_change_and_changes_nothing(bundle: Path) -> None:
    run("import_bundle", str(bundle))
    edit(bundle, QUOTES, "Said of a company.", "Said of a firm.")
    edit(bundle, "tags.toml", "[[tag]]", '[[tag]]\nslug = "care"\nname = "care"\n\n[[tag]]')
    before = content()
    told = run("import_bundle", "--dry-run", str(bundle)).splitlines()
    assert told[:2] == ["added: tags care", "changed: quotes Q1"]
    assert told[-1] == "This was a dry run: the base is as it was."
    assert "tags: 1 added, 0 changed, 2 unchanged" in told
    assert content() == before


@pytest.mark.django_db
def test_a_dry_run_writes_no_row_and_gives_no_number(bundle: Path) -> None:
    run("import_bundle", str(bundle))
    edit(
        bundle,
        QUOTES,
        *("number = 4", "number = 100_000_000"),
        *("Simple things last … than clever ones.", "Simple things last … ones."),
    )
    edit(bundle, "principles/01-hurry-slowly.md", "quote = 4", "quote = 100_000_000")
    before = rows()
    assert "added: quotes Q100000000" in run("import_bundle", "--dry-run", str(bundle))
    assert rows() == before
    assert Quote.objects.create(text="Here comes another quote.").number < 100_000_000


@pytest.mark.django_db
def test_an_exported_zip_is_imported_again(bundle: Path, tmp_path: Path) -> None:
    run("import_bundle", str(bundle))
    before, file = content(), str(tmp_path / "base.zip")
    assert run("export_bundle", file) == f"{file}: 11 files\n"
    empty()
    run("import_bundle", file)
    assert content() == before


@pytest.mark.django_db
def test_long_work_prints_how_far_it_is(bundle: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("principles.transfer.writing.BATCH", 2)
    assert run("import_bundle", str(bundle)).startswith("quotes: 2 of 3\npeople:")


@pytest.mark.django_db
def test_every_problem_is_printed_and_nothing_is_loaded(bundle: Path) -> None:
    edit(bundle, QUOTES, "passage = 2", "passage = 7")
    edit(bundle, "people.toml", 'name = "Ann Author"', "")
    with pytest.raises(CommandError) as caught:
        run("import_bundle", str(bundle))
    assert str(caught.value).splitlines() == [
        "people.toml, ann-author, name: This is missing.",
        f"{QUOTES}, Q4, citation 1, passage: “a-letter” has no passage 7.",
        "Nothing was loaded: 2 problems.",
    ]
    assert not Quote.objects.exists()


def test_a_wrong_path_is_one_sentence_and_exit_code_1(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as caught:
        Command().run_from_argv(["manage.py", "import_bundle", str(tmp_path / "nowhere")])
    printed = capsys.readouterr()
    assert caught.value.code == 1
    assert printed.err.strip().endswith("is not a directory. Give the one that holds base.toml.")
    assert len(printed.err.strip().splitlines()) == 1
    assert not printed.out


@pytest.mark.django_db
def test_verifying_compares_what_is_out_of_date(bundle: Path) -> None:
    run("import_bundle", str(bundle))
    assert run("verify_citations") == "citations: 0 compared\n"
    Quote.objects.filter(number=4).update(text="Simple things last less than clever ones.")
    assert run("verify_citations") == "citations: 1 compared: 1 altered\n"
    assert Citation.objects.get(quote=4).verdict == Verdict.ALTERED


@pytest.mark.django_db
def test_long_verifying_prints_how_far_it_is(bundle: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("import_bundle", str(bundle))
    monkeypatch.setattr("principles.provenance.verification.BATCH", 3)
    printed = run("verify_citations", "--all")
    assert printed.splitlines() == [
        "citations: 3 of 4",
        "citations: 4 compared: 1 verbatim, 1 elided, 2 unverified",
    ]


@pytest.mark.django_db
def test_verifying_all_compares_every_citation(bundle: Path) -> None:
    run("import_bundle", str(bundle))
    assert run("verify_citations", "--all").startswith("citations: 4 compared: ")


@pytest.mark.django_db
def test_what_nobody_sees_is_left_out_and_named_by_file(bundle: Path) -> None:
    edit(bundle, QUOTES, "Said of a company.", "Said of a com\u00adpany.\\u200b")
    told = run("import_bundle", str(bundle)).splitlines()[0]
    left_out = "cleaned of what nobody sees: 1 soft hyphen and 1 zero-width space."
    assert told == f"{QUOTES}: {left_out}"
    assert "Said of a company." in Quote.objects.values_list("note", flat=True)
