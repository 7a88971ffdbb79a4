"""Slugs are made, kept free of numbers, and an address that was once given keeps leading home."""

from collections.abc import Callable

import pytest
from django.urls import reverse

from principles.models import FormerAddress, Person, Principle, Source, Tag
from principles.models.addresses import SLUG_LENGTH, address_of, free_slug
from tests.factories import PersonFactory, PrincipleFactory, SourceFactory, TagFactory

pytestmark = pytest.mark.django_db

Entry = Principle | Source | Person | Tag

ENTRIES: dict[str, Callable[..., Entry]] = {
    "principle": PrincipleFactory,
    "source": SourceFactory,
    "person": PersonFactory,
    "tag": TagFactory,
}


def test_a_slug_is_made_from_the_name() -> None:
    assert PersonFactory(name="Érica O’Neil").slug == "erica-oneil"


def test_a_slug_is_made_from_the_title_of_a_source() -> None:
    assert SourceFactory(title="To our shareholders").slug == "to-our-shareholders"


def test_a_slug_that_is_given_is_kept() -> None:
    assert PersonFactory(name="Ann Author", slug="ann").slug == "ann"


def test_a_taken_slug_is_counted_up() -> None:
    slugs = [PersonFactory(name="Ann Author").slug for _ in range(3)]
    assert slugs == ["ann-author", "ann-author-2", "ann-author-3"]


def test_a_gap_among_the_counted_is_filled() -> None:
    PersonFactory(name="Ann", slug="ann")
    PersonFactory(name="Ann", slug="ann-3")
    assert free_slug(Person, "Ann", fallback="person") == "ann-2"


def test_a_longer_slug_with_the_same_beginning_takes_nothing() -> None:
    PersonFactory(slug="annabel")
    assert free_slug(Person, "Ann", fallback="person") == "ann"


def test_a_number_gets_a_word_before_it() -> None:
    assert SourceFactory(title="1984").slug == "source-1984"


@pytest.mark.parametrize("name", ["孔子", "…", "!?"])
def test_a_name_without_plain_letters_falls_back_to_the_kind(name: str) -> None:
    assert free_slug(Person, name, fallback="person") == "person"


def test_a_long_name_makes_a_slug_that_fits_with_its_count() -> None:
    slugs = [PersonFactory(name="a" * 200).slug for _ in range(2)]
    assert len(slugs[1]) <= SLUG_LENGTH
    assert slugs[0] != slugs[1]


def test_a_long_number_makes_a_slug_that_fits_with_its_count() -> None:
    slugs = [PrincipleFactory(name="1" * 100).slug for _ in range(2)]
    assert all(slug.startswith("principle-1") for slug in slugs)
    assert max(map(len, slugs)) <= SLUG_LENGTH
    assert slugs[0] != slugs[1]


@pytest.mark.parametrize(
    "name",
    ["1" * 97, "1" * 100, "1" * 95 + "a", "a" * 100, "℻" * 100],
    ids=lambda name: f"{len(name)} {name[-1]}",
)
def test_a_long_name_makes_a_tag_s_slug_that_fits_with_its_count(name: str) -> None:
    first, second = Tag.objects.create(name=name), Tag.objects.create(name=f"…{name[1:]}")
    assert len(first.slug) <= 100
    assert first.slug.strip("0123456789")
    assert second.slug != first.slug


@pytest.mark.parametrize(
    ("name", "slug"),
    [("Long term", "long-term"), ("2016", "tag-2016"), ("孔子", "tag"), ("café", "cafe")],
)
def test_a_tag_makes_its_own_slug(name: str, slug: str) -> None:
    assert Tag.objects.create(name=name).slug == slug


def test_tags_whose_names_make_one_slug_are_counted() -> None:
    assert [Tag.objects.create(name=name).slug for name in ("孔子", "老子")] == ["tag", "tag-1"]


def change(entry: Entry, slug: str) -> None:
    type(entry).objects.filter(pk=entry.pk).update(slug=slug)


@pytest.mark.parametrize("kind", ENTRIES)
def test_a_former_address_leads_to_its_entry(kind: str) -> None:
    entry = ENTRIES[kind](slug="before")
    change(entry, "after")
    former = FormerAddress.objects.get(kind=kind, slug="before")
    assert getattr(former, kind) == entry


def test_an_entry_may_have_several_former_addresses() -> None:
    entry = PersonFactory(slug="first")
    change(entry, "second")
    change(entry, "third")
    slugs = FormerAddress.objects.filter(person=entry).values_list("slug", flat=True)
    assert set(slugs) == {"first", "second"}


def test_an_address_taken_back_is_no_longer_former() -> None:
    entry = PersonFactory(slug="before")
    change(entry, "after")
    change(entry, "before")
    assert [former.slug for former in FormerAddress.objects.all()] == ["after"]


def test_a_former_address_follows_whoever_had_it_last() -> None:
    first, second = PersonFactory(slug="shared"), PersonFactory(slug="other")
    change(first, "first")
    change(second, "shared")
    change(second, "second")
    assert FormerAddress.objects.get(slug="shared").person == second


def test_kinds_do_not_share_former_addresses() -> None:
    for factory in ENTRIES.values():
        change(factory(slug="before"), "after")
    assert FormerAddress.objects.filter(slug="before").count() == len(ENTRIES)


@pytest.mark.parametrize("factory", ENTRIES.values())
def test_a_save_without_another_slug_makes_no_former_address(
    factory: Callable[[], Entry],
) -> None:
    factory().save()
    assert not FormerAddress.objects.exists()


def test_a_former_address_goes_with_its_entry() -> None:
    entry = PersonFactory(slug="before")
    change(entry, "after")
    entry.delete()
    assert not FormerAddress.objects.exists()


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("person", ["grace-hopper"]),
        ("principle", ["think-long-term"]),
        ("quote", [900000002, "900000001-day-one"]),
        ("source", ["letter_2016"]),
        ("tag", ["speed"]),
    ],
)
def test_an_address_is_the_one_that_django_makes(name: str, parts: list[int | str]) -> None:
    assert address_of(name, *parts) == reverse(name, args=parts)
