"""Django's own fixtures, and the identity of a base."""

import json
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.management import call_command

from principles.models import Base, Passage, Person, Principle, Quote, Source, Tag
from tests.factories import (
    PassageFactory,
    PersonFactory,
    PrincipleFactory,
    SourceFactory,
    TagFactory,
    contribute,
    published_principle,
    published_quote,
)

pytestmark = pytest.mark.django_db


@pytest.mark.django_db(transaction=True)
def test_dumpdata_and_loaddata_keep_numbers_tags_and_links(tmp_path: Path) -> None:
    passage = PassageFactory(text="Less is more, often.")
    contribute(passage.source, PersonFactory())
    quote = published_quote(
        "Less is more", passage=passage, speakers=[PersonFactory()], tags=["speed", "craft"]
    )
    principle = published_principle(quote, tags=["speed"])
    dump = tmp_path / "base.json"
    dump_base(output=str(dump))
    before = dump.read_text()
    call_command("flush", interactive=False, verbosity=0)
    assert not Quote.objects.exists()
    call_command("loaddata", str(dump), verbosity=0)
    loaded = Quote.objects.get(number=quote.number)
    assert {found.name for found in loaded.tags.all()} == {"speed", "craft"}
    assert [found.name for found in Principle.objects.get(pk=principle.pk).tags.all()] == ["speed"]
    assert loaded.citations.get().passage == Passage.objects.get()
    again = StringIO()
    dump_base(stdout=again)
    assert strip_times(again.getvalue()) == strip_times(before)


def dump_base(**where: object) -> None:
    """Dump the entries; what is searched is computed from them as they are loaded."""
    computed = ("searchentry", "lexeme", "word", "deletion", "completion", "lexicon")
    excluded = [f"principles.{name}" for name in computed]
    call_command("dumpdata", "principles", exclude=excluded, verbosity=0, **where)


def strip_times(dump: str) -> list[object]:
    return [
        {**entry, "fields": {k: v for k, v in entry["fields"].items() if k != "modified"}}
        for entry in json.loads(dump)
    ]


def test_a_base_without_an_id_makes_one_and_keeps_it() -> None:
    assert Base.objects.current_id() == Base.objects.current_id()


def test_two_bases_have_different_ids() -> None:
    first = Base.objects.current_id()
    Base.objects.all().delete()
    assert Base.objects.current_id() != first


def test_a_base_can_take_the_id_of_a_bundle() -> None:
    identity = uuid4()
    Base.objects.current_id()
    Base.objects.adopt(identity)
    assert Base.objects.current_id() == identity


@pytest.mark.parametrize("factory", [PersonFactory, SourceFactory, TagFactory, PrincipleFactory])
def test_an_entry_with_a_page_has_an_address(
    factory: Callable[..., Person | Source | Tag | Principle],
) -> None:
    assert factory(slug="here").get_absolute_url().endswith("/here/")
