"""Exporting: the form of fixtures/, everything in it, and a diff that reads as the edit."""

from difflib import unified_diff
from io import BytesIO
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings

from principles.models import Person, Principle, Quote, Source, Status, Tag
from principles.transfer.exporting import bundle_files
from principles.transfer.packing import write_folder, write_zip
from tests.transfer.loading import load
from tests.transfer.states import COMPUTED, CONTENT, content, empty

FIXTURES = Path(settings.BASE_DIR) / "fixtures"


def texts() -> dict[str, str]:
    return {path: "".join(pieces) for path, pieces in bundle_files()}


@pytest.mark.django_db
def test_the_seeded_base_is_exported_as_the_fixtures_line_by_line() -> None:
    load(FIXTURES)
    wanted = {
        str(file.relative_to(FIXTURES)): file.read_text(encoding="utf-8")
        for file in FIXTURES.rglob("*")
        if file.is_file()
    }
    assert texts() == wanted


@pytest.mark.django_db
def test_an_empty_base_gets_everything_again(bundle: Path, tmp_path: Path) -> None:
    load(bundle)
    for model in (Principle, Source):
        entry = model.objects.get(number=1)
        entry.slug = f"{entry.slug}-renamed"
        entry.save()
    for named in (Person.objects.get(slug="ann-author"), Tag.objects.get(slug="speed")):
        named.slug += "-renamed"
        named.save()
    for withdrawn in (Principle.objects.get(number=1), Quote.objects.get(number=4)):
        withdrawn.status = Status.WITHDRAWN
        withdrawn.withdrawal_reason = 'Said by "somebody" else.\nSee \\ there.'
        withdrawn.shows_reason = True
        withdrawn.save()
    before, files = content(), texts()
    write_folder(bundle_files(), tmp_path / "out")
    empty()
    assert content() != before
    load(tmp_path / "out")
    assert content() == before
    assert texts() == files
    assert load(tmp_path / "out").is_unchanged


@pytest.mark.django_db
def test_a_quote_published_at_some_time_keeps_it(bundle: Path, tmp_path: Path) -> None:
    load(bundle)
    quote = Quote.objects.get(number=5)
    quote.status = Status.PUBLISHED
    quote.save()
    before = content()
    write_folder(bundle_files(), tmp_path / "out")
    empty()
    load(tmp_path / "out")
    assert content() == before


@pytest.mark.django_db
def test_an_edit_of_a_quote_changes_one_line(bundle: Path) -> None:
    load(bundle)
    before = texts()
    Quote.objects.filter(number=4).update(text="Simple things last … than all others.")
    after = texts()
    changed = [path for path in after if after[path] != before[path]]
    assert changed == ["sources/a-letter/quotes.toml"]
    lines = unified_diff(before[changed[0]].split("\n"), after[changed[0]].split("\n"), n=0)
    assert [line for line in lines if line[0] in "+-" and line[:3] not in ("+++", "---")] == [
        '-text = "Simple things last … than clever ones."',
        '+text = "Simple things last … than all others."',
    ]


@pytest.mark.django_db
def test_equal_bases_make_equal_zips(bundle: Path) -> None:
    load(bundle)
    first, second = BytesIO(), BytesIO()
    write_zip(bundle_files(), first)
    write_zip(bundle_files(), second)
    assert first.getvalue() == second.getvalue()


def test_every_column_of_an_entry_is_compared_or_computed() -> None:
    forgotten = [
        f"{name}.{field.column}"
        for name, statement in CONTENT.items()
        for field in apps.get_model("principles", name)._meta.concrete_fields
        if field.column not in statement and field.column not in COMPUTED
    ]
    assert not forgotten
