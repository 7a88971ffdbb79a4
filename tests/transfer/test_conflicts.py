"""What the base cannot take is refused whole, with its place in the bundle."""

from pathlib import Path
from uuid import UUID

import pytest

from principles.models import (
    Source,
)
from principles.provenance.anchoring import keeping_anchors
from principles.transfer import import_bundle, read_bundle
from tests.factories import (
    QuoteFactory,
    SourceFactory,
    TagFactory,
    published_principle,
    published_quote,
    stored,
)
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
BUNDLE_ID = UUID("0b7d39a4-6c0b-4f0e-9f0a-4f5a1c1a2b3c")


AGAINST_THE_BASE = {
    "words of a quote of the base": (
        QUOTES,
        "Day one is always today.",
        "Words of the base!",
        f"{QUOTES}, Q1, text: Q100 of this base has the same words.",
    ),
    "words of another quote of the bundle": (
        QUOTES,
        "Simple things last … than clever ones.",
        "Day one is always: today.",
        f"{QUOTES}, Q4, text: Q1 has the same words.",
    ),
    "slug of a principle of the base": (
        SIMPLE,
        'slug = "keep-it-simple"',
        'slug = "simple"',
        f"{SIMPLE}, slug: Number 100 of this base, which is not in the bundle, has that slug.",
    ),
    "name of a tag of the base": (
        "tags.toml",
        'name = "speed"',
        'name = "Mine"',
        "tags.toml, speed, name: There is a tag with that name already. It is “mine” of this base,",
    ),
}


@pytest.mark.parametrize("case", AGAINST_THE_BASE)
def test_what_the_base_cannot_take_is_said_with_its_place(bundle: Path, case: str) -> None:
    file, before, after, problem = AGAINST_THE_BASE[case]
    load(bundle)
    own = QuoteFactory(number=100, text="Words of the base.")
    stored(SourceFactory(number=100), "Words.")
    published_principle(published_quote(), number=100, slug="simple")
    TagFactory(name="mine")
    assert own.number == 100
    edit(bundle, file, before, after)
    if "simple" in after and file == SIMPLE:
        (bundle / SIMPLE).rename(bundle / "principles" / "03-simple.md")
        problem = problem.replace(SIMPLE, "principles/03-simple.md")
    before_import = rows()
    found = refusal(bundle)
    assert [each for each in found if each.startswith(problem)], found
    assert rows() == before_import


def test_a_rule_that_only_the_database_knows_is_said_in_its_words(bundle: Path) -> None:
    load(bundle)
    quote = published_quote(source=Source.objects.get(number=2))
    edit(bundle, LETTERS, 'kind = "book"', 'kind = "book"\nhas_parts = true')
    before = rows()
    (problem,) = refusal(bundle)
    assert problem == (
        f"{LETTERS}: Q{quote.number} is published, and “Letters” has parts: "
        "say where in it, by a passage or a locator."
    )
    assert rows() == before


def test_a_failure_while_verdicts_are_computed_leaves_the_base_as_it_was(bundle: Path) -> None:
    load(bundle)
    before = rows()
    edit(bundle, QUOTES, "Said of a company.", "Said of a firm.")

    def fail() -> None:
        raise RuntimeError

    with pytest.raises(RuntimeError):
        import_bundle(read_bundle(bundle), recompute=fail, keeping_anchors=keeping_anchors)
    assert rows() == before
