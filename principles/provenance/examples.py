"""The rules of the comparison, each with an example that shows its verdict.

`/about/verification/` prints them and a test compares every example, so that what readers are told
is what is done. The rules of the folding stand with the folding (`text.FOLDING_RULES`).
"""

from dataclasses import dataclass

from principles.provenance.matching import Outcome


@dataclass(frozen=True, slots=True)
class Example:
    """A rule with a passage, a quote from it, and the verdict that follows."""

    name: str
    rule: str
    source: str
    quote: str
    outcome: Outcome


ALLOWANCES = (
    Example(
        "The first letter",
        (
            "A quote may begin inside a sentence of its source, so the case of its first letter "
            "does not count."
        ),
        "In our view, good process serves you.",
        "Good process serves you.",
        Outcome.VERBATIM,
    ),
    Example(
        "The end",
        (
            "A quote may end where the sentence of its source goes on: it may put a full stop "
            "there, or leave off the mark that the source has."
        ),
        "Day 2 is stasis, followed by irrelevance.",
        "Day 2 is stasis.",
        Outcome.VERBATIM,
    ),
)
"""Allowances for the quote but not for the text: the folding, which treats both alike, has none."""

WHAT_COUNTS = (
    Example(
        "Capitals",
        "Every letter but the first has the case that the source gives it.",
        "DAY 2 IS STASIS.",
        "Day 2 is stasis.",
        Outcome.ALTERED,
    ),
    Example(
        "Punctuation",
        "Commas, colons, question and exclamation marks inside a quote belong to its words.",
        "Be stubborn on vision, flexible on details.",
        "Be stubborn on vision; flexible on details.",
        Outcome.ALTERED,
    ),
    Example(
        "Figures and spelling",
        "A figure is not its word, and one spelling is not another.",
        "Fifty-five percent of testers are satisfied.",
        "55% of testers are satisfied.",
        Outcome.ALTERED,
    ),
    Example(
        "Whole words",
        "A quote begins and ends where words do, never inside one.",
        "We build a customer-obsessed company.",
        "We build a customer.",
        Outcome.ALTERED,
    ),
)

EDITORS_MARKS = (
    Example(
        "Ellipsis",
        (
            "Three dots, one sign for them, or either in brackets say that words were left out. "
            "What stands before and after has to follow in the passage in that order."
        ),
        "We listen to customers, every day, and we invent for them.",
        "We listen to customers … and we invent for them.",
        Outcome.ELIDED,
    ),
    Example(
        "Ellipsis, nothing left out",
        "At either end of a quote, or where no word is missing, the dots are typography alone.",
        "We listen to customers, every day.",
        "… listen to customers, every day …",
        Outcome.VERBATIM,
    ),
    Example(
        "Words in brackets",
        (
            "What an editor put in square brackets is shown as the editor’s. It may stand for "
            "nothing, for a pronoun, a name, another form of its word, or what “this” points at."
        ),
        "They said it would work.",
        "They said [the service] would work.",
        Outcome.ELIDED,
    ),
    Example(
        "Words in brackets for words that tell",
        "Where they stand for other words than these, the quote is altered.",
        "You have to lower the cost of failure.",
        "You have to [raise] the cost of failure.",
        Outcome.ALTERED,
    ),
    Example(
        "A letter in brackets",
        "A bracketed letter that begins a word may have the other case in the source.",
        "And yet the customer is always waiting.",
        "[T]he customer is always waiting.",
        Outcome.VERBATIM,
    ),
    Example(
        "Sic",
        "The editor’s assurance that the source has it so is passed over.",
        "The datas are misaligned.",
        "The datas [sic] are misaligned.",
        Outcome.VERBATIM,
    ),
)

NEGATIONS_KEPT = (
    Example(
        "Left out or put in",
        "One word is enough to make the quote altered, however much of the rest is the same.",
        "This strategy is not without risk.",
        "This strategy is without risk.",
        Outcome.ALTERED,
    ),
    Example(
        "Behind an ellipsis",
        (
            "An ellipsis that stands for a negation of the words beside it excuses nothing; a "
            "negation that goes with a clause or a sentence of its own may be left out with it."
        ),
        "This strategy is not without risk.",
        "This strategy is … without risk.",
        Outcome.ALTERED,
    ),
    Example(
        "At an edge",
        (
            "A quote may not begin within three words after a negation, nor end directly before "
            "one, unless a clause ends between; dots or brackets at its edge excuse nothing."
        ),
        "This strategy is not without risk: it requires investment.",
        "… without risk: it requires investment.",
        Outcome.ALTERED,
    ),
    Example(
        "In brackets",
        (
            "Nor do brackets that put a negation in, or stand for one; here “hardly”, “barely”, "
            "“scarcely”, “rarely”, “seldom”, “false”, “untrue” and “anything but” count, too."
        ),
        "This strategy is without risk.",
        "This strategy is [not] without risk.",
        Outcome.ALTERED,
    ),
)

PARTS = (
    Example(
        "A part",
        (
            "The source breaks off at an ellipsis, a quotation mark or the end of a line; what it "
            "gives is at least four words and a quarter of the quote, exact, and loses no negation."
        ),
        "Good process serves you …",
        "Good process serves you so you can serve customers.",
        Outcome.ELIDED,
    ),
)

EXAMPLES = (*ALLOWANCES, *WHAT_COUNTS, *EDITORS_MARKS, *NEGATIONS_KEPT, *PARTS)
