"""The same words by somebody else: the second quote names the first."""

import pytest

from principles.models import Attribution, Quote
from tests.factories import PersonFactory, QuoteFactory, speak
from tests.models.refusals import accepted, refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def first() -> Quote:
    quote = QuoteFactory(text="Less is more.")
    speak(quote, PersonFactory())
    return quote


def double(first: Quote, **fields: object) -> Quote:
    return QuoteFactory(**{"text": "Less is more!", "same_words_as": first} | fields)


def test_the_same_words_by_somebody_else_are_a_quote_of_their_own(first: Quote) -> None:
    with accepted():
        speak(double(first), PersonFactory())


def test_a_double_nobody_is_named_for_differs_from_one_with_a_speaker(first: Quote) -> None:
    with accepted():
        double(first)


def test_a_double_has_the_same_words(first: Quote) -> None:
    with refused("quote_double_has_the_same_words"):
        speak(double(first, text="Less is less."), PersonFactory())


def test_a_double_of_a_double_names_the_first(first: Quote) -> None:
    second = double(first)
    speak(second, PersonFactory())
    with refused("quote_double_has_the_same_words"):
        speak(double(second), PersonFactory())


def test_a_quote_with_a_double_does_not_become_one(first: Quote) -> None:
    double(first)
    other = QuoteFactory(text="More or less.")
    with refused("quote_double_has_the_same_words"):
        first.text, first.same_words_as = other.text, other
        first.save()


def test_the_words_of_a_quote_with_a_double_do_not_change_alone(first: Quote) -> None:
    double(first)
    with refused("quote_double_has_the_same_words"):
        first.text = "Less is rarely more."
        first.save()


def test_a_quote_and_its_double_may_change_together(first: Quote) -> None:
    second = double(first)
    with accepted():
        for quote in (first, second):
            quote.text = "Less is rarely more."
            quote.save()


def test_the_words_of_a_double_do_not_change_alone(first: Quote) -> None:
    second = double(first)
    with refused("quote_double_has_the_same_words"):
        second.text = "Less is rarely more."
        second.save()


def test_a_double_has_other_speakers(first: Quote) -> None:
    with refused("quote_double_has_other_speakers"):
        speak(double(first), *first.speakers.all())


def test_the_order_of_speakers_makes_no_other_quote() -> None:
    ann, ben = PersonFactory(), PersonFactory()
    first = QuoteFactory(text="Less is more.")
    speak(first, ann, ben)
    with refused("quote_double_has_other_speakers"):
        speak(double(first), ben, ann)


def test_two_doubles_of_one_quote_have_other_speakers(first: Quote) -> None:
    person = PersonFactory()
    speak(double(first), person)
    with refused("quote_double_has_other_speakers"):
        speak(double(first), person)


def test_two_quotes_that_nobody_is_named_for_are_one() -> None:
    with refused("quote_double_has_other_speakers"):
        double(QuoteFactory(text="Less is more."))


def test_speakers_do_not_become_the_same_afterwards(first: Quote) -> None:
    second = double(first)
    speak(second, PersonFactory())
    with refused("quote_double_has_other_speakers"):
        Attribution.objects.filter(quote=second).update(person=first.speakers.get())


def test_the_speaker_that_made_the_difference_stays(first: Quote) -> None:
    double(first)
    with refused("quote_double_has_other_speakers"):
        first.attributions.all().delete()
