"""Numbers in running text, with the noun they count."""

from django import template

register = template.Library()

ONES = (
    *("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"),
    *("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen"),
    *("eighteen", "nineteen"),
)
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


@register.filter
def counted(number: int, noun: str) -> str:
    """Return number and noun: 1 quote, 1,760 quotes; "person,people" gives both forms."""
    return f"{number:,} {_form(number, noun)}"


@register.filter
def spelled(number: int, noun: str) -> str:
    """Return the count at the head of a sentence: Twelve principles; figures from 100 up."""
    if number >= 100:
        return counted(number, noun)
    return f"{_spelled(number).capitalize()} {_form(number, noun)}"


def in_words(number: int) -> str:
    """Return a number inside a sentence: a word up to twelve, figures from 13 up."""
    return _spelled(number) if number <= 12 else f"{number:,}"


@register.simple_tag
def tagged(*, principles: int, quotes: int) -> str:
    """Return what carries a tag, inside a sentence: 3 principles and 1 quote."""
    return " and ".join(_all_counted((principles, "principle"), (quotes, "quote")))


@register.simple_tag
def tag_note(*, quotes: int, principles: int) -> str:
    """Return what carries a tag, as a note: 1 quote, 3 principles."""
    return ", ".join(_all_counted((quotes, "quote"), (principles, "principle")))


def _all_counted(*counts: tuple[int, str]) -> list[str]:
    """Return the numbers with their nouns, leaving out what there is none of."""
    return [counted(number, noun) for number, noun in counts if number]


def _form(number: int, noun: str) -> str:
    singular, _, plural = noun.partition(",")
    return singular if number == 1 else plural or f"{singular}s"


def _spelled(number: int) -> str:
    if number < 20:
        return ONES[number]
    ten, one = divmod(number, 10)
    return f"{TENS[ten - 2]}-{ONES[one]}" if one else TENS[ten - 2]
