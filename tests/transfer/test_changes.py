"""Loading again writes what differs, and nothing that was right."""

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest

from principles.models import (
    Citation,
    FormerAddress,
    Passage,
    Person,
    Principle,
    Quote,
    Source,
    Tag,
    Verdict,
)
from principles.provenance.verification import recompute
from principles.transfer import Counts
from tests.factories import (
    PersonFactory,
    cite,
    published_principle,
    published_quote,
)
from tests.snapshots import rows
from tests.transfer.bundles import edit
from tests.transfer.loading import load

pytestmark = pytest.mark.django_db

LETTER = "sources/a-letter/source.toml"
TEXT = "sources/a-letter/text.txt"
QUOTES = "sources/a-letter/quotes.toml"
LETTERS = "sources/letters/source.toml"
DOUBLE = "sources/letters/quotes.toml"
HURRY = "principles/01-hurry-slowly.md"
SIMPLE = "principles/03-keep-it-simple.md"
BUNDLE_ID = UUID("0b7d39a4-6c0b-4f0e-9f0a-4f5a1c1a2b3c")


CHANGES: dict[str, tuple[str, str, str, str, Callable[[], object], object]] = {
    "name of a person": (
        "people",
        "people.toml",
        'name = "Ann Author"',
        'name = "Ann A. Author"',
        lambda: Person.objects.get(slug="ann-author").name,
        "Ann A. Author",
    ),
    "name of a tag": (
        "tags",
        "tags.toml",
        'name = "speed"',
        'name = "haste"',
        lambda: Tag.objects.get(slug="speed").name,
        "haste",
    ),
    "field of a source": (
        "sources",
        LETTER,
        "year = 1997",
        "year = 1998",
        lambda: Source.objects.get(number=1).year,
        1998,
    ),
    "container of a source": (
        "sources",
        LETTER,
        'container = "letters"\n',
        "",
        lambda: Source.objects.get(number=1).container,
        None,
    ),
    "role of a contributor": (
        "sources",
        LETTER,
        'role = "editor"',
        'role = "translator"',
        lambda: list(Source.objects.get(number=1).contributions.values_list("role", flat=True)),
        ["author", "translator"],
    ),
    "text of a passage": (
        "sources",
        TEXT,
        "measure twice",
        "measure thrice",
        lambda: "thrice" in Passage.objects.get(source=1, position=1).text,
        True,
    ),
    "words of a quote": (
        "quotes",
        QUOTES,
        'text = "Simple things last … than clever ones."',
        'text = "Simple things last longer than clever ones."',
        lambda: Citation.objects.get(quote=4).verdict,
        Verdict.VERBATIM,
    ),
    "status of a quote": (
        "quotes",
        DOUBLE,
        "number = 5",
        'number = 5\nstatus = "published"',
        lambda: Quote.objects.get(number=5).published_at is not None,
        True,
    ),
    "order of speakers": (
        "quotes",
        QUOTES,
        '["ann-author", "ben-speaker"]',
        '["ben-speaker", "ann-author"]',
        lambda: [made.person.slug for made in Quote.objects.get(number=4).attributions.all()],
        ["ben-speaker", "ann-author"],
    ),
    "a speaker less": (
        "quotes",
        QUOTES,
        '["ann-author", "ben-speaker"]',
        '["ben-speaker"]',
        lambda: [made.person.slug for made in Quote.objects.get(number=4).attributions.all()],
        ["ben-speaker"],
    ),
    "a tag less": (
        "quotes",
        QUOTES,
        '["craft", "speed"]',
        '["craft"]',
        lambda: [tag.slug for tag in Quote.objects.get(number=4).tags.all()],
        ["craft"],
    ),
    "wording of a citation": (
        "quotes",
        QUOTES,
        "Day 1 is always today.",
        "Day 1 is today.",
        lambda: Citation.objects.get(quote=1, source=2).wording,
        "Day 1 is today.",
    ),
    "passage of a citation": (
        "quotes",
        QUOTES,
        "passage = 2",
        "passage = 1",
        lambda: Citation.objects.get(quote=4).verdict != Verdict.ELIDED,
        True,
    ),
    "order of supports": (
        "principles",
        HURRY,
        'quote = 4\nnote = "Haste makes things clever."\n\n[[support]]\nquote = 1',
        "quote = 1\n\n[[support]]\nquote = 4",
        lambda: [made.quote_id for made in Principle.objects.get(number=1).supports.all()],
        [1, 4],
    ),
    "a support less": (
        "principles",
        HURRY,
        '[[support]]\nquote = 4\nnote = "Haste makes things clever."',
        "",
        lambda: list(Principle.objects.get(number=1).supports.values_list("quote", "position")),
        [(1, 1)],
    ),
    "note of a reference": (
        "principles",
        HURRY,
        "What lasts is simple.",
        "Simple things last.",
        lambda: Principle.objects.get(number=1).see_also.get().note,
        "Simple things last.",
    ),
    "body of a principle": (
        "principles",
        HURRY,
        "And *then* wait.",
        "Then wait.[Q4]",
        lambda: Principle.objects.get(number=1).body,
        "Begin today.[Q1]\n\nThen wait.[Q4]",
    ),
    "tag of a principle": (
        "principles",
        HURRY,
        '["speed"]',
        '["craft"]',
        lambda: [tag.slug for tag in Principle.objects.get(number=1).tags.all()],
        ["craft"],
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_in_the_files_is_one_entry_changed(bundle: Path, change: str) -> None:
    kind, file, before, after, value, expected = CHANGES[change]
    load(bundle)
    edit(bundle, file, before, after)
    counts = load(bundle).counts
    assert value() == expected
    assert counts[kind].changed == 1
    assert sum(each.changed + each.added for each in counts.values()) == 1
    written = rows()
    load(bundle)
    assert rows() == written


def test_unchanged_entries_keep_their_modified(bundle: Path) -> None:
    load(bundle)
    before = rows()["principles_quote"]
    edit(bundle, QUOTES, "Said of a company.", "Said of a firm.")
    load(bundle)
    assert len(set(before) & set(rows()["principles_quote"])) == 2


def test_another_order_of_references_is_kept(bundle: Path) -> None:
    (bundle / "principles" / "04-rest.md").write_text(
        '+++\nnumber = 4\nslug = "rest"\nname = "Rest"\nmaxim = "Rest."\nsummary = "Rest."\n+++\n'
    )
    extra = '[[see_also]]\nprinciple = 4\nnote = "Later."\n\n[[see_also]]\nprinciple = 3\n'
    load(bundle)
    edit(bundle, HURRY, "[[see_also]]\nprinciple = 3\n", extra)
    counts = load(bundle).counts["principles"]
    principle = Principle.objects.get(number=1)
    assert [other.other_id for other in principle.see_also.all()] == [4, 3]
    assert counts == Counts(changed=1, unchanged=2)


def test_another_slug_leaves_the_old_address_leading_here(bundle: Path) -> None:
    load(bundle)
    edit(bundle, SIMPLE, 'slug = "keep-it-simple"', 'slug = "simple"')
    (bundle / SIMPLE).rename(bundle / "principles" / "03-simple.md")
    load(bundle)
    assert Principle.objects.get(number=3).slug == "simple"
    assert FormerAddress.objects.get(slug="keep-it-simple").principle_id == 3


def test_what_the_bundle_does_not_have_is_left_alone(bundle: Path) -> None:
    load(bundle)
    own = published_quote(tags=["mine"], speakers=[PersonFactory()])
    principle = published_principle(own)
    passage = Passage.objects.get(source=1, position=1)
    cite(own, passage.source, passage=passage)
    recompute()
    before = rows()
    (bundle / SIMPLE).unlink()
    edit(bundle, HURRY, '[[see_also]]\nprinciple = 3\nnote = "What lasts is simple."\n', "")
    load(bundle)
    assert Principle.objects.filter(number__in=[3, principle.number]).count() == 2
    assert rows()["principles_quote"] == before["principles_quote"]


def test_a_passage_that_the_bundle_leaves_out_is_removed(bundle: Path) -> None:
    load(bundle)
    edit(bundle, LETTER, '[[passage]]\nposition = 2\nlabel = "p. 2"\nlanguage = "en"\n', "")
    edit(bundle, TEXT, (bundle / TEXT).read_text().partition("=== p. 2")[2], "", "=== p. 2", "")
    edit(bundle, QUOTES, "passage = 2", 'locator = "p. 2"')
    counts = load(bundle).counts
    assert [passage.position for passage in Passage.objects.filter(source=1)] == [1]
    assert counts["sources"] == Counts(changed=1, unchanged=1)
    assert Citation.objects.get(quote=4).verdict == Verdict.UNVERIFIED


def without_page_2(bundle: Path, then: str = "") -> None:
    edit(bundle, LETTER, '[[passage]]\nposition = 2\nlabel = "p. 2"\nlanguage = "en"\n', "")
    text = (bundle / TEXT).read_text()
    edit(bundle, TEXT, text, text.partition("=== p. 2")[0].rstrip() + f"\n\n{then}\n")
    edit(bundle, QUOTES, "passage = 2", 'locator = "p. 2"')


def own_quote(text: str) -> Citation:
    """Return the citation of page 2 by a quote that the bundle does not know."""
    passage = Passage.objects.get(source=1, position=2)
    made = cite(published_quote(text), passage.source, passage=passage)
    recompute()
    return made


def test_a_quote_of_ones_own_moves_to_where_the_bundle_has_its_words(bundle: Path) -> None:
    load(bundle)
    citation = own_quote("Simple things last longer than clever ones.")
    without_page_2(bundle, "Simple things last longer than clever ones.")
    load(bundle)
    citation.refresh_from_db()
    assert citation.passage is not None and citation.passage.position == 1
    assert (citation.verdict, citation.is_adrift) == (Verdict.VERBATIM, False)


def test_a_quote_of_ones_own_that_finds_no_place_keeps_its_citation(bundle: Path) -> None:
    load(bundle)
    citation = own_quote("Simple things last longer than clever ones.")
    without_page_2(bundle)
    load(bundle)
    citation.refresh_from_db()
    assert (citation.passage, citation.locator, citation.is_adrift) == (None, "p. 2", True)
    assert citation.verdict == Verdict.UNVERIFIED


def test_the_citations_that_a_bundle_names_are_what_it_says(bundle: Path) -> None:
    load(bundle)
    edit(bundle, TEXT, "Simple things last longer than clever ones.", "Other words.")
    edit(bundle, TEXT, "Nobody else asked us to.", "Simple things last longer than clever ones.")
    load(bundle)
    citation = Citation.objects.get(quote=4, source=1)
    assert citation.passage is not None and citation.passage.position == 2
    assert load(bundle).is_unchanged
