"""Rules of one table: the form says the sentence, and the database refuses whoever does not ask."""

from collections.abc import Callable

import pytest
from django.db import models

from principles.models import (
    Attribution,
    Base,
    Citation,
    Contribution,
    FormerAddress,
    Passage,
    Person,
    Principle,
    PrincipleTag,
    Quote,
    QuoteTag,
    SeeAlso,
    Source,
    Support,
    Tag,
)
from tests.factories import (
    PassageFactory,
    PersonFactory,
    PrincipleFactory,
    QuoteFactory,
    SourceFactory,
    TagFactory,
    cite,
    contribute,
    published_principle,
    published_quote,
    speak,
    support,
    tag,
)
from tests.models.refusals import accepted, refused, refused_in_both

pytestmark = pytest.mark.django_db

PERSON = {"name": "Ann Author", "sort_name": "Author, Ann"}
PRINCIPLE = {"name": "A", "slug": "a", "maxim": "B.", "summary": "C."}
SLUG = "digits alone would be taken for a number"


def test_person_slug_is_no_number() -> None:
    refused_in_both(
        lambda: Person(slug="1984", **PERSON), rule="person_slug_is_no_number", sentence=SLUG
    )


def test_source_slug_is_no_number() -> None:
    refused_in_both(
        lambda: Source(slug="1984", title="1984", kind="book"),
        rule="source_slug_is_no_number",
        sentence=SLUG,
    )


def test_principle_slug_is_no_number() -> None:
    refused_in_both(
        lambda: Principle(**PRINCIPLE | {"slug": "4"}),
        rule="principle_slug_is_no_number",
        sentence=SLUG,
    )


def test_tag_slug_is_no_number() -> None:
    refused_in_both(
        lambda: Tag(name="2016", slug="2016"), rule="tag_slug_is_no_number", sentence=SLUG
    )


@pytest.mark.parametrize("slug", ["Capital", "café", "a b", "a/b", "a\n"])
def test_slug_is_plain_lower_case(slug: str) -> None:
    with refused("person_slug_is_no_number"):
        Person(slug=slug, **PERSON).save()


@pytest.mark.parametrize("slug", ["a", "1984-a", "2016-17", "a_1"])
def test_slug_may_hold_digits(slug: str) -> None:
    Person(slug=slug, **PERSON).save()


def test_a_tag_has_its_name_in_whatever_case_once() -> None:
    TagFactory(name="Day 1")
    refused_in_both(
        lambda: Tag(name="day 1", slug="day-one"),
        rule="tag_name_once_in_any_case",
        sentence="There is a tag with that name already",
    )


@pytest.mark.parametrize("model", [Person, Source, Principle, Tag])
def test_slug_leads_to_one_entry(model: type[models.Model]) -> None:
    factories = {
        Person: PersonFactory,
        Source: SourceFactory,
        Principle: PrincipleFactory,
        Tag: TagFactory,
    }
    factories[model](slug="same")
    with pytest.raises(Exception, match="duplicate key value"):
        factories[model](slug="same")


@pytest.mark.parametrize("empty", ["", " \n"])
@pytest.mark.parametrize("field", ["name", "sort_name"])
def test_person_has_a_name(field: str, empty: str) -> None:
    refused_in_both(
        lambda: Person(slug="a", **PERSON | {field: empty}),
        rule="person_has_a_name",
        sentence="Give the name as printed",
    )


def test_source_has_a_title() -> None:
    refused_in_both(
        lambda: Source(slug="a", title=" ", kind="book"),
        rule="source_has_a_title",
        sentence="Give the source a title.",
    )


@pytest.mark.parametrize(
    "fields",
    [
        {"month": 1},
        {"day": 1},
        {"year": 1997, "day": 1},
        {"month": 1, "day": 1},
        {"year": 1997, "month": 0},
        {"year": 1997, "month": 13},
        {"year": 1997, "month": 1, "day": 0},
        {"year": 1997, "month": 1, "day": 32},
    ],
    ids=str,
)
def test_source_date_is_refused(fields: dict[str, int]) -> None:
    refused_in_both(
        lambda: Source(slug="a", title="A", kind="book", **fields),
        rule="source_date_from_year_to_day",
        sentence="A date is a year",
    )


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"year": 1997},
        {"year": 1997, "month": 12},
        {"year": 1997, "month": 12, "day": 31},
        {"year": -44},
    ],
    ids=str,
)
def test_source_date_as_precise_as_known(fields: dict[str, int]) -> None:
    source = Source(slug="a", title="A", kind="book", **fields)
    source.full_clean()
    source.save()


def test_source_does_not_contain_itself() -> None:
    source = SourceFactory()
    source.container = source
    refused_in_both(
        lambda: source,
        rule="source_does_not_contain_itself",
        sentence="A source cannot be contained in itself.",
    )


def test_source_is_no_part_of_a_part_of_itself() -> None:
    series = SourceFactory(title="A series")
    book = SourceFactory(container=series)
    series.container = SourceFactory(container=book)
    with refused("source_is_no_part_of_itself", sentence="“A series” would be a part of itself"):
        series.save()


def test_sources_that_come_together_are_no_parts_of_one_another() -> None:
    first, second = Source(number=8001), Source(number=8002)
    with refused("source_is_no_part_of_itself"):
        Source.objects.bulk_create(
            Source(number=a.number, slug=f"s-{a.number}", title="A", kind="book", container=b)
            for a, b in [(first, second), (second, first)]
        )


def test_contribution_once_per_role() -> None:
    source, person = SourceFactory(), PersonFactory()
    contribute(source, person, role="author")
    contribute(source, person, role="editor")
    refused_in_both(
        lambda: Contribution(source=source, person=person, role="author"),
        rule="contribution_once_per_role",
        sentence="listed in that role already",
    )


@pytest.mark.parametrize("fields", [{"text": " \n"}, {"label": ""}], ids=str)
def test_passage_has_a_label_and_words(fields: dict[str, str]) -> None:
    source = SourceFactory()
    refused_in_both(
        lambda: Passage(source=source, position=1, **{"label": "p. 1", "text": "Words."} | fields),
        rule="passage_has_text_or_heading",
        sentence="A passage needs a label, and its text or a heading.",
    )


def test_passage_may_be_a_heading_alone() -> None:
    PassageFactory(text="", heading="2 Pizza Teams").full_clean()


@pytest.mark.parametrize("heading", [" ", "Two\nlines", "Two\rlines", "Behind ", " before"])
def test_passage_heading_is_one_line(heading: str) -> None:
    with refused("passage_heading_on_one_line"):
        PassageFactory(heading=heading)


@pytest.mark.parametrize("heading", ["1", "True Customer Obsession"])
def test_passage_heading_may_be_any_line(heading: str) -> None:
    PassageFactory(heading=heading).full_clean()


def test_passage_position_once() -> None:
    first = PassageFactory(position=1)
    with refused("passage_position_once"):
        PassageFactory(source=first.source, position=1)


def test_passages_may_change_places_in_one_transaction() -> None:
    first = PassageFactory(position=1)
    second = PassageFactory(source=first.source, position=2)
    with accepted():
        Passage.objects.filter(pk=first.pk).update(position=2)
        Passage.objects.filter(pk=second.pk).update(position=1)


@pytest.mark.parametrize("text", ["", " ", "…", "— !"])
def test_quote_has_words(text: str) -> None:
    refused_in_both(
        lambda: Quote(text=text), rule="quote_has_words", sentence="A quote needs words."
    )


def test_quote_in_any_script_has_words() -> None:
    QuoteFactory(text="千里の道も一歩から")


@pytest.mark.parametrize("standing", ["disputed", "misattributed"])
def test_quote_standing_has_evidence(standing: str) -> None:
    refused_in_both(
        lambda: Quote(text="Words.", standing=standing, standing_evidence=" "),
        rule="quote_standing_has_evidence",
        sentence="Say on what evidence",
    )


@pytest.mark.parametrize(
    "again",
    [
        "It’s still day 1 — always.",
        "it's still “DAY 1”, always",
        "It´s\n  still day 1 always…",
        "Ít's still day 1: always",
    ],
)
def test_quote_words_are_entered_once_however_they_are_typed(again: str) -> None:
    QuoteFactory(text="It's still Day 1 - always.")
    refused_in_both(
        lambda: Quote(text=again),
        rule="quote_words_once",
        sentence="These words are in the base already.",
    )


@pytest.mark.parametrize("other", ["It's still Day 2 - always.", "It is still Day 1 - always."])
def test_other_words_are_another_quote(other: str) -> None:
    QuoteFactory(text="It's still Day 1 - always.")
    QuoteFactory(text=other)


def test_quote_is_not_its_own_double() -> None:
    quote = QuoteFactory()
    quote.same_words_as = quote
    refused_in_both(
        lambda: quote,
        rule="quote_is_not_its_own_double",
        sentence="cannot have the same words as itself",
    )


def test_attribution_once() -> None:
    quote, person = QuoteFactory(), PersonFactory()
    speak(quote, person)
    refused_in_both(
        lambda: Attribution(quote=quote, person=person, position=2),
        rule="attribution_once",
        sentence="This person is named already.",
    )


def test_attribution_position_once() -> None:
    quote = QuoteFactory()
    speak(quote, PersonFactory())
    with refused("attribution_position_once"):
        Attribution.objects.create(quote=quote, person=PersonFactory(), position=1)


def test_speakers_may_change_places_in_one_transaction() -> None:
    quote = QuoteFactory()
    speak(quote, PersonFactory(), PersonFactory())
    first, second = quote.attributions.all()
    with accepted():
        Attribution.objects.filter(pk=first.pk).update(position=2)
        Attribution.objects.filter(pk=second.pk).update(position=1)


@pytest.mark.parametrize("locator", ["", "p. 12"])
def test_citation_once_per_place(locator: str) -> None:
    quote, source = QuoteFactory(), SourceFactory()
    cite(quote, source, locator=locator)
    cite(quote, source, locator="p. 13")
    refused_in_both(
        lambda: Citation(quote=quote, source=source, locator=locator, position=9),
        rule="citation_once_per_place",
        sentence="This quote cites that place already.",
    )


@pytest.mark.parametrize("fields", [{"locator": "p. 1"}, {"wording": "Words."}], ids=str)
def test_citation_with_a_passage_has_no_locator_or_wording(fields: dict[str, str]) -> None:
    quote, passage = QuoteFactory(), PassageFactory()
    refused_in_both(
        lambda: Citation(quote=quote, source=passage.source, passage=passage, **fields),
        rule="citation_locator_or_passage",
        sentence="leave both empty",
    )


@pytest.mark.parametrize("offsets", [(3, 3), (4, 3), (3, None), (None, 3)], ids=str)
def test_citation_offsets_are_a_stretch(offsets: tuple[int | None, int | None]) -> None:
    passage = PassageFactory()
    citation = cite(QuoteFactory(), passage.source, passage=passage)
    with refused("citation_offsets_in_a_passage"):
        Citation.objects.filter(pk=citation.pk).update(start=offsets[0], end=offsets[1])


def test_citation_offsets_need_a_passage() -> None:
    citation = cite(QuoteFactory(), SourceFactory())
    with refused("citation_offsets_in_a_passage"):
        Citation.objects.filter(pk=citation.pk).update(start=1, end=2)


def test_citation_names_a_passage_of_its_own_source() -> None:
    with refused("citation_passage_of_its_source"):
        cite(QuoteFactory(), SourceFactory(), passage=PassageFactory())


def test_a_cited_passage_stays() -> None:
    passage = PassageFactory()
    cite(QuoteFactory(), passage.source, passage=passage)
    with refused("citation_passage_of_its_source"):
        Passage.objects.filter(pk=passage.pk)._raw_delete("default")


def test_support_once() -> None:
    principle, quote = PrincipleFactory(), QuoteFactory()
    support(principle, quote)
    refused_in_both(
        lambda: Support(principle=principle, quote=quote, position=2),
        rule="support_once",
        sentence="supports the principle already",
    )


def test_support_position_once() -> None:
    principle = PrincipleFactory()
    support(principle, QuoteFactory())
    with refused("support_position_once"):
        Support.objects.create(principle=principle, quote=QuoteFactory(), position=1)


def test_supports_may_change_places_in_one_transaction() -> None:
    principle = PrincipleFactory()
    first, second = support(principle, QuoteFactory()), support(principle, QuoteFactory())
    with accepted():
        Support.objects.filter(pk=first.pk).update(position=2)
        Support.objects.filter(pk=second.pk).update(position=1)


def test_see_also_once() -> None:
    principle, other = PrincipleFactory(), PrincipleFactory()
    SeeAlso.objects.create(principle=principle, other=other, note="Why.")
    SeeAlso.objects.create(principle=other, other=principle, note="Why.")
    refused_in_both(
        lambda: SeeAlso(principle=principle, other=other, note="Again."),
        rule="see_also_once",
        sentence="listed already",
    )


def test_see_also_is_another() -> None:
    principle = PrincipleFactory()
    refused_in_both(
        lambda: SeeAlso(principle=principle, other=principle, note="Why."),
        rule="see_also_is_another",
        sentence="cannot refer to itself",
    )


@pytest.mark.parametrize("field", ["name", "maxim", "summary"])
def test_principle_is_written(field: str) -> None:
    refused_in_both(
        lambda: Principle(**PRINCIPLE | {field: " "}),
        rule="principle_is_written",
        sentence="A principle needs a name, a maxim and a summary.",
    )


def test_principle_other_names_are_aliases() -> None:
    refused_in_both(
        lambda: Principle(**PRINCIPLE | {"aliases": ["haste"], "other_names": ["Haste"]}),
        rule="principle_other_names_are_aliases",
        sentence="Another name has to be among the aliases",
    )


def test_quote_tagged_once() -> None:
    quote = QuoteFactory()
    tag(quote, "speed")
    refused_in_both(
        lambda: QuoteTag(content_object=quote, tag=Tag.objects.get()),
        rule="quote_tagged_once",
        sentence="has that tag already",
    )


def test_principle_tagged_once() -> None:
    principle = PrincipleFactory()
    tag(principle, "speed")
    refused_in_both(
        lambda: PrincipleTag(content_object=principle, tag=Tag.objects.get()),
        rule="principle_tagged_once",
        sentence="has that tag already",
    )


@pytest.mark.parametrize("publish", [published_quote, published_principle])
def test_what_was_published_is_never_a_draft_again(
    publish: Callable[[], Quote | Principle],
) -> None:
    entry = publish()
    entry.refresh_from_db()
    entry.status = "draft"
    kind = type(entry).__name__.lower()
    refused_in_both(
        lambda: entry,
        rule=f"{kind}_once_published_is_never_a_draft",
        sentence=f"This {kind} was published once. Withdraw it instead",
    )


@pytest.mark.parametrize("factory", [QuoteFactory, PrincipleFactory])
def test_what_was_never_published_cannot_be_withdrawn(
    factory: Callable[[], Quote | Principle],
) -> None:
    entry = factory()
    entry.status = "withdrawn"
    kind = type(entry).__name__.lower()
    refused_in_both(
        lambda: entry,
        rule=f"{kind}_withdrawn_was_published",
        sentence="Only what was published can be withdrawn.",
    )


def test_former_address_leads_to_one_entry() -> None:
    with refused("former_address_leads_to_one_entry"):
        FormerAddress.objects.create(kind="person", slug="a", source=SourceFactory())


def test_former_address_once() -> None:
    FormerAddress.objects.create(kind="person", slug="a", person=PersonFactory())
    with refused("former_address_once"):
        FormerAddress.objects.create(kind="person", slug="a", person=PersonFactory())


def test_base_is_one() -> None:
    with refused("base_is_one"):
        Base.objects.create(is_this=False)
