"""What entries say of themselves: names in the admin, and what pages read off them."""

from collections.abc import Callable

import pytest
from django.db import models

from principles.models import (
    Attribution,
    Base,
    Citation,
    FormerAddress,
    Principle,
    PrincipleTag,
    Quote,
    QuoteTag,
    SeeAlso,
    Verdict,
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
    speak,
    stored,
    support,
    tag,
)

pytestmark = pytest.mark.django_db


def tagged(entry: Quote | Principle) -> QuoteTag | PrincipleTag:
    tag(entry, "speed")
    return QuoteTag.objects.get() if isinstance(entry, Quote) else PrincipleTag.objects.get()


def attributed() -> Attribution:
    speak(QuoteFactory(), PersonFactory(name="Ann Author"))
    return Attribution.objects.get()


NAMES: dict[str, Callable[[], models.Model]] = {
    "Ann Author": lambda: PersonFactory(name="Ann Author"),
    "Ann Author (editor)": lambda: contribute(
        SourceFactory(), PersonFactory(name="Ann Author"), role="editor"
    ),
    "Letters": lambda: SourceFactory(title="Letters"),
    "Letters, 1997": lambda: SourceFactory(title="Letters", year=1997),
    "Letters, 44 BC": lambda: SourceFactory(title="Letters", year=-43),
    "Letters, 1 BC": lambda: SourceFactory(title="Letters", year=0),
    "Letters, p. 3": lambda: PassageFactory(source__title="Letters", label="p. 3"),
    "Letters, slide “2 Pizza Teams”": lambda: PassageFactory(
        source__title="Letters", label="slide", heading="2 Pizza Teams", text=""
    ),
    "Q7: Less is more.": lambda: QuoteFactory(number=7, text="Less is more."),
    "7. Hurry slowly": lambda: PrincipleFactory(number=7, name="Hurry slowly"),
    "Letters, p. 12": lambda: cite(QuoteFactory(), SourceFactory(title="Letters"), locator="p. 12"),
    "7. Hurry slowly: Q8": lambda: support(
        PrincipleFactory(number=7, name="Hurry slowly"), QuoteFactory(number=8)
    ),
    "7. Hurry slowly: see 8. Rest": lambda: SeeAlso.objects.create(
        principle=PrincipleFactory(number=7, name="Hurry slowly"),
        other=PrincipleFactory(number=8, name="Rest"),
        note="Why.",
    ),
    "person: ann": lambda: FormerAddress.objects.create(
        kind="person", slug="ann", person=PersonFactory()
    ),
    "speed": lambda: TagFactory(name="speed"),
}


@pytest.mark.parametrize("name", NAMES)
def test_an_entry_is_called_by_its_name(name: str) -> None:
    assert str(NAMES[name]()) == name


def test_parts_are_called_by_what_they_name() -> None:
    assert str(attributed()) == "Ann Author"
    assert str(tagged(QuoteFactory())) == str(tagged(PrincipleFactory())) == "speed"


def test_a_principle_that_is_being_written_has_no_number_yet() -> None:
    assert str(PrincipleFactory.build(name="Rest")) == "Rest"


def test_a_base_is_called_by_its_id() -> None:
    identity = Base.objects.current_id()
    assert str(Base.objects.get()) == str(identity)


def test_permanent_numbers_are_shown_with_their_letter() -> None:
    assert QuoteFactory(number=44).code == "Q44"
    assert SourceFactory(number=2).code == "S2"


def test_a_long_quote_opens_with_its_first_eight_words() -> None:
    quote = QuoteFactory(text="One two three four five six seven eight, nine.")
    assert quote.opening == "One two three four five six seven eight…"


def test_an_opening_that_ends_with_a_sentence_has_three_dots_and_not_four() -> None:
    quote = QuoteFactory(text="One two three four five six seven eight. Nine.")
    assert quote.opening == "One two three four five six seven eight…"


def test_a_quote_of_eight_words_opens_with_all_of_them() -> None:
    assert QuoteFactory(text="One two\nthree.").opening == "One two three."


def test_a_quote_in_words_without_end_opens_with_no_more_than_a_line() -> None:
    proverb = "千里の道も一歩から。"
    assert QuoteFactory(text=proverb * 50).opening == proverb * 12 + "…"


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("“Day 2” is stasis, followed by irrelevance, followed by death.", "day-2-is-stasis-"),
        ("千里の道も一歩から", "quote"),
        ("a" * 80, "a" * 60),
    ],
)
def test_the_readable_part_of_an_address_is_made_from_the_words(text: str, slug: str) -> None:
    quote = QuoteFactory(text=text)
    assert quote.slug.startswith(slug)
    assert quote.get_absolute_url() == f"/quotes/{quote.number}/{quote.slug}/"


def test_a_quote_goes_back_to_its_first_original() -> None:
    quote = QuoteFactory()
    cite(quote, SourceFactory(year=2016), role="quoted in")
    first = cite(quote, SourceFactory(year=1997))
    cite(quote, SourceFactory(year=1998))
    assert quote.first_citation == first


def test_a_quote_without_an_original_goes_back_to_its_first_citation() -> None:
    quote = QuoteFactory()
    first = cite(quote, SourceFactory(year=2016), role="quoted in")
    cite(quote, SourceFactory(year=1997), role="quoted in")
    assert quote.first_citation == first


def test_a_quote_without_citations_has_none_that_is_first_or_best_and_no_verdict() -> None:
    quote = QuoteFactory()
    assert (quote.first_citation, quote.best_citation) == (None, None)
    assert quote.verdict == Verdict.UNVERIFIED


def decided(quote: Quote, verdict: Verdict) -> Citation:
    citation = cite(quote, SourceFactory())
    Citation.objects.filter(pk=citation.pk).update(verdict=verdict)
    return citation


@pytest.mark.parametrize(
    ("verdicts", "best"),
    [
        ([Verdict.ALTERED, Verdict.VERBATIM, Verdict.ELIDED], Verdict.VERBATIM),
        ([Verdict.UNVERIFIED, Verdict.ALTERED, Verdict.ELIDED], Verdict.ELIDED),
        ([Verdict.STALE, Verdict.ALTERED], Verdict.ALTERED),
        ([Verdict.STALE], Verdict.UNVERIFIED),
    ],
)
def test_the_headline_verdict_is_the_best(verdicts: list[Verdict], best: Verdict) -> None:
    quote = QuoteFactory()
    for verdict in verdicts:
        decided(quote, verdict)
    assert quote.verdict == best


def test_the_first_of_equally_good_citations_is_the_best() -> None:
    quote = QuoteFactory()
    first = decided(quote, Verdict.ALTERED)
    decided(quote, Verdict.ALTERED)
    assert quote.best_citation == first


def test_a_locator_is_the_label_with_the_paragraph() -> None:
    passage = stored(SourceFactory(), "Words.", label="p. 3")
    citation = cite(QuoteFactory(), passage.source, passage=passage)
    assert citation.shown_locator == "p. 3"
    Citation.objects.update(paragraph=2)
    citation.refresh_from_db()
    assert citation.shown_locator == "p. 3, ¶ 2"


def test_a_locator_without_a_passage_is_what_was_typed() -> None:
    assert cite(QuoteFactory(), SourceFactory(), locator="ch. 4").shown_locator == "ch. 4"


def test_a_published_entry_says_so() -> None:
    assert not QuoteFactory().is_published
    assert QuoteFactory.build(status="published").is_published
