"""What is public is the same wherever it is asked: functions, querysets, views and index."""

import random
from collections.abc import Iterator

import pytest
from django.db import connection

from principles.models import Person, Principle, Quote, SearchEntry, Source, Tag
from tests.factories import (
    PersonFactory,
    PrincipleFactory,
    QuoteFactory,
    SourceFactory,
    TagFactory,
    cite,
    contribute,
    speak,
    support,
    tag,
)

pytestmark = pytest.mark.django_db
STATUSES = ["draft", "published", "withdrawn"]


def random_base(choose: random.Random) -> None:
    """Make entries of every kind and status, in whatever relation."""
    people = [PersonFactory() for _ in range(8)]
    tags = [TagFactory() for _ in range(8)]
    sources: list[Source] = []
    for _ in range(10):
        sources.append(SourceFactory(container=choose.choice([None, *sources])))
    for source in sources:
        for person in choose.sample(people, choose.choice([0, 0, 1])):
            contribute(source, person)
    principles = [PrincipleFactory() for _ in range(4)]
    for number in range(8):
        quote = QuoteFactory(text=f"Words number {number}.")
        cite(quote, choose.choice(sources))
        speak(quote, *choose.sample(people, choose.choice([0, 1])))
        tag(quote, *[t.name for t in choose.sample(tags, choose.choice([0, 1]))])
        support(choose.choice(principles) if number else principles[0], quote)
        set_status(quote, choose.choice(STATUSES) if number else "published")
    set_status(principles[0], "published")
    for principle in principles[1:]:
        tag(principle, choose.choice(tags).name)
        is_carried = principle.supports.filter(quote__status="published").exists()
        set_status(principle, choose.choice(STATUSES) if is_carried else "draft")
    connection.check_constraints()


def set_status(entry: Quote | Principle, status: str) -> None:
    for step in ("published", status) if status == "withdrawn" else (status,):
        type(entry).objects.filter(pk=entry.pk).update(status=step)


def answers(statement: str) -> set[object]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return {value for (value,) in cursor.fetchall()}


def those(table: str, *, public: str) -> set[object]:
    """Return the slugs of the entries of a table that satisfy the condition."""
    return answers(f"SELECT slug::text FROM principles_{table} WHERE {public}")


def in_index(kind: str) -> set[object]:
    rows = SearchEntry.objects.records().filter(kind=kind, public=True)
    return set(rows.values_list("number", flat=True))


def spellings(kind: str) -> Iterator[set[object]]:
    """Yield what is public of a kind by each way of asking, the definition first."""
    match kind:
        case "person":
            yield those("person", public="principles_person_is_public(id)")
            yield set(Person.objects.published().values_list("slug", flat=True))
            yield those("public_person", public="true")
        case "tag":
            yield those("tag", public="principles_tag_is_public(id)")
            yield set(Tag.objects.published().values_list("slug", flat=True))
            yield those("public_tag", public="true")
        case "source":
            yield answers(
                "SELECT number FROM principles_source WHERE principles_source_is_public(number)"
            )
            yield set(Source.objects.published().values_list("number", flat=True))
            yield answers("SELECT number FROM principles_public_source")
            yield in_index("source")
        case "quote":
            yield answers("SELECT number FROM principles_quote WHERE status = 'published'")
            yield set(Quote.objects.published().values_list("number", flat=True))
            yield in_index("quote")
        case "principle":
            yield answers("SELECT number FROM principles_principle WHERE status = 'published'")
            yield set(Principle.objects.published().values_list("number", flat=True))
            yield in_index("principle")


@pytest.mark.parametrize("seed", range(4))
def test_whatever_is_asked_the_same_entries_are_public(seed: int) -> None:
    random_base(random.Random(seed))
    for kind in ("person", "tag", "source", "quote", "principle"):
        definition, *others = spellings(kind)
        assert others == [definition] * len(others), kind


def test_some_of_each_kind_are_public_and_some_not() -> None:
    random_base(random.Random(0))
    for kind, model in (
        ("person", Person),
        ("tag", Tag),
        ("source", Source),
        ("quote", Quote),
        ("principle", Principle),
    ):
        assert 0 < len(next(spellings(kind))) < model.objects.count(), kind
