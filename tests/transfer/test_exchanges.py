"""Entries of a bundle may exchange what only one of them can have, and nobody else is touched."""

from pathlib import Path

import pytest

from principles.models import FormerAddress, Person, Principle, Quote
from principles.transfer import Counts
from tests.factories import PersonFactory, PrincipleFactory
from tests.transfer.bundles import edit
from tests.transfer.loading import load

pytestmark = pytest.mark.django_db

QUOTES = "sources/a-letter/quotes.toml"
HURRY = "principles/01-hurry-slowly.md"
SIMPLE = "principles/03-keep-it-simple.md"


def test_words_may_change_hands_between_two_quotes(bundle: Path) -> None:
    load(bundle)
    edit(
        bundle,
        QUOTES,
        'text = "Simple things last … than clever ones."',
        'text = "Day one is always."',
    )
    load(bundle)
    edit(bundle, QUOTES, 'text = "Day one is always."', 'text = "Nobody else asked us to."')
    (bundle / "quotes.toml").write_text('[[quote]]\nnumber = 2\ntext = "Day one is always."\n')
    load(bundle)
    assert Quote.objects.get(number=2).text == "Day one is always."


def test_two_quotes_may_exchange_their_words(bundle: Path) -> None:
    (bundle / "quotes.toml").write_text(
        '[[quote]]\nnumber = 7\ntext = "One."\n\n[[quote]]\nnumber = 8\ntext = "Two."\n'
    )
    load(bundle)
    edit(bundle, "quotes.toml", '"One."', '"Zero."', '"Two."', '"One."', '"Zero."', '"Two."')
    load(bundle)
    texts = Quote.objects.filter(number__in=[7, 8]).values_list("number", "text")
    assert dict(texts) == {7: "Two.", 8: "One."}


def quote_file(*quotes: tuple[int, str, int]) -> str:
    return "\n".join(
        f'[[quote]]\nnumber = {number}\ntext = "{text}"\n'
        + (f'same_words_as = {first}\nspeakers = ["ben-speaker"]\n' if first else "")
        for number, text, first in quotes
    )


def stored_quotes() -> list[tuple[int, str, int]]:
    found = Quote.objects.filter(number__gte=900).order_by("number")
    return [(quote.number, quote.text, quote.same_words_as_id or 0) for quote in found]


EXCHANGES: dict[str, tuple[list[tuple[int, str, int]], list[tuple[int, str, int]]]] = {
    "a double and its first": (
        [(901, "One.", 0), (902, "One!", 901)],
        [(901, "One.", 902), (902, "One!", 0)],
    ),
    "words of two quotes": (
        [(901, "One.", 0), (902, "Two.", 0)],
        [(901, "Two.", 0), (902, "One.", 0)],
    ),
    "words of three quotes": (
        [(901, "One.", 0), (902, "Two.", 0), (903, "Three.", 0)],
        [(901, "Two.", 0), (902, "Three.", 0), (903, "One.", 0)],
    ),
    "words that a new quote gets": (
        [(902, "One.", 0)],
        [(901, "One.", 0), (902, "Two.", 0)],
    ),
    "words of a double": (
        [(901, "One.", 0), (902, "One!", 901), (903, "Two.", 0)],
        [(901, "Two.", 0), (902, "Two!", 901), (903, "One.", 0)],
    ),
}


@pytest.mark.parametrize("batch", [1, 2000])
@pytest.mark.parametrize("exchange", EXCHANGES)
def test_quotes_may_change_places_and_back(
    bundle: Path, monkeypatch: pytest.MonkeyPatch, exchange: str, batch: int
) -> None:
    monkeypatch.setattr("principles.transfer.writing.BATCH", batch)
    before, after = EXCHANGES[exchange]
    for quotes in (before, after, before):
        (bundle / "quotes.toml").write_text(quote_file(*quotes))
        unlisted = {number for number, *_ in after} - {number for number, *_ in quotes}
        Quote.objects.filter(number__in=unlisted).delete()
        load(bundle)
        assert stored_quotes() == quotes


def test_words_that_stay_are_not_touched_by_others_changing_hands(bundle: Path) -> None:
    quotes = [(901, "One.", 0), (902, "Two.", 0), (903, "Three.", 0)]
    (bundle / "quotes.toml").write_text(quote_file(*quotes))
    load(bundle)
    (bundle / "quotes.toml").write_text(
        quote_file((901, "Two.", 0), (902, "One.", 0), (903, "Three.", 0))
    )
    assert load(bundle).counts["quotes"] == Counts(changed=2, unchanged=4)


def exchange_slugs(bundle: Path) -> None:
    edit(bundle, HURRY, 'slug = "hurry-slowly"', 'slug = "keep-it-simple"')
    edit(bundle, SIMPLE, 'slug = "keep-it-simple"', 'slug = "hurry-slowly"')
    (bundle / HURRY).rename(bundle / "principles" / "01-keep-it-simple.md")
    (bundle / SIMPLE).rename(bundle / "principles" / "03-hurry-slowly.md")


def test_two_principles_may_exchange_their_slugs(bundle: Path) -> None:
    load(bundle)
    exchange_slugs(bundle)
    load(bundle)
    slugs = Principle.objects.values_list("number", "slug")
    assert dict(slugs) == {1: "keep-it-simple", 3: "hurry-slowly"}
    assert not FormerAddress.objects.exists()


def test_a_former_address_of_an_editor_is_kept_whatever_it_is(bundle: Path) -> None:
    load(bundle)
    person = PersonFactory(slug="on-the-way-3")
    Person.objects.filter(pk=person.pk).update(slug="arrived")
    exchange_slugs(bundle)
    load(bundle)
    assert FormerAddress.objects.get().person == person


def test_an_address_that_looks_like_one_on_the_way_is_in_nobody_s_way(bundle: Path) -> None:
    load(bundle)
    own = PrincipleFactory(slug="on-the-way-3")
    exchange_slugs(bundle)
    load(bundle)
    own.refresh_from_db()
    assert own.slug == "on-the-way-3"
    assert not FormerAddress.objects.exists()
