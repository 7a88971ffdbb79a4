"""A dump of the base restores, and what is restored works whatever the search_path is."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection

from tests.dumps import another_database, connect, digest, digests, run

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
RESTORED = "restored_of_a_dump"
EDITS = """
UPDATE public.principles_person SET name = name || ' Jr';
UPDATE public.principles_person SET slug = slug || '-jr';
UPDATE public.principles_source SET title = title || ', again', level = 'secondary';
UPDATE public.principles_passage SET text = text || E'\\n\\nOne more paragraph.';
UPDATE public.principles_quote SET text = text || ' So it is.' WHERE same_words_as_id IS NULL;
UPDATE public.principles_principle SET name = name || ' now', body = body || ' [Q44]';
UPDATE public.principles_tag SET name = name || ' too';
UPDATE public.principles_citation SET note = 'seen' WHERE passage_id IS NOT NULL;
UPDATE public.principles_attribution SET position = position + 7;
UPDATE public.principles_contribution SET role = 'editor';
UPDATE public.principles_support SET note = 'why';
DELETE FROM public.principles_seealso;
DELETE FROM public.principles_quotetag;
DELETE FROM public.principles_principletag;
INSERT INTO public.principles_person (slug, name, sort_name, note)
    VALUES ('new-person', 'New Person', 'Person, New', '');
"""


@pytest.fixture
def seeded(transactional_db: None) -> None:
    call_command("import_bundle", str(FIXTURES), verbosity=0)


def custom(folder: Path, database: str) -> None:
    dump = str(folder / "base.dump")
    run("pg_dump", connection.settings_dict["NAME"], "--format=custom", f"--file={dump}")
    run("pg_restore", database, "--exit-on-error", "--no-owner", dump)


def plain(folder: Path, database: str) -> None:
    dump = str(folder / "base.sql")
    run("pg_dump", connection.settings_dict["NAME"], "--format=plain", f"--file={dump}")
    run("psql", database, "--quiet", "--no-psqlrc", "--set=ON_ERROR_STOP=1", f"--file={dump}")


@pytest.mark.usefixtures("seeded")
@pytest.mark.parametrize("carry_over", [custom, plain])
def test_every_row_of_a_dump_is_restored(
    tmp_path: Path, carry_over: Callable[[Path, str], None]
) -> None:
    before = digests(connection.settings_dict["NAME"])
    with another_database(RESTORED) as database:
        carry_over(tmp_path, database)
        assert len(before) > 20
        assert digests(database) == before


@pytest.mark.usefixtures("seeded")
def test_what_is_restored_keeps_its_index_true_without_a_search_path(tmp_path: Path) -> None:
    """As whoever writes by hand may have one of their own, and restores have none."""
    with another_database(RESTORED) as database:
        custom(tmp_path, database)
        with connect(database, options="-c search_path=") as writer:
            writer.execute(EDITS)
        with connect(database) as reader:
            kept = digest(reader, "principles_searchentry")
            reader.execute("SELECT principles_search_rebuild()")
            assert digest(reader, "principles_searchentry") == kept
