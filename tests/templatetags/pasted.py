"""Claims and what checking them showed, made by hand, for tests of what is said of them."""

from typing import Any

from principles.models import Passage, Person, Source, Verdict
from principles.pasted.results import Check, Credit, GivenPlace, Judgement, Match, Outcome
from principles.provenance.collation import Difference, Op

LOST = Difference(Op.DELETE, "not ", "")
ADDED = Difference(Op.INSERT, "", "never ")
OTHER = Difference(Op.REPLACE, "serious ", "heavy ")
LETTER = Source(title="A letter", kind=Source.Kind.LETTER, year=1997, number=1, slug="a-letter")
SLIDES = Source(title="Slides", kind=Source.Kind.SLIDES, level="secondary", text_access="full")
BOOK = Source(title="A book", kind=Source.Kind.BOOK, text_access=Source.Access.WINDOW)
HIDDEN = Source(title="A book", kind=Source.Kind.BOOK, text_access=Source.Access.HIDDEN)
SAYINGS = Source(title="Sayings", kind=Source.Kind.WEB, level=Source.Level.AGGREGATOR)
BEZOS = Person(pk=1, name="Jeff Bezos", slug="jeff-bezos")
VOGELS = Person(pk=2, name="Werner Vogels", slug="werner-vogels")


def matched(verdict: Verdict, source: Source = LETTER, **fields: Any) -> Match:
    return Match(verdict, source, Passage(source=source, position=1), **fields)


def judged(match: Match | None = None, *, number: int = 1, **fields: Any) -> Judgement:
    """A claim with one match, whose verdict it has."""
    verdict = match.verdict if match else Verdict.UNVERIFIED
    given: dict[str, Any] = {
        "text": "Two words.",
        "verdict": verdict,
        "matches": (match,) if match else (),
    }
    given |= fields
    text = given.pop("text")
    return Judgement(number, text, 0, len(text), **given)


def checked(*claims: Judgement | Match | None, **fields: Any) -> Check:
    made = [
        claim if isinstance(claim, Judgement) else judged(claim, number=number)
        for number, claim in enumerate(claims, 1)
    ]
    return Check("", made, **fields)


def by(outcome: str, given: str = "Jeff Bezos", **fields: Any) -> Credit:
    return Credit(given, Outcome(outcome), **fields)


def of(outcome: str, given: str = "2006", *sources: Source) -> GivenPlace:
    return GivenPlace(given, Outcome(outcome), sources)


VERBATIM = matched(Verdict.VERBATIM)
TYPOGRAPHY = matched(Verdict.VERBATIM, typography_only=True)
COPIED = matched(Verdict.VERBATIM, SLIDES)
SHORTENED = matched(Verdict.ELIDED, left_out=4, collation=(Difference(Op.DELETE, "a b c d ", ""),))
BRACKETED = matched(Verdict.ELIDED, collation=(Difference(Op.INSERT, "", "[so] "),))
WITHHELD = matched(Verdict.ELIDED, HIDDEN)
ALTERED = matched(Verdict.ALTERED, collation=(OTHER,))
CAPITALS = matched(Verdict.ALTERED, collation=(Difference(Op.REPLACE, "Day, ", "DAY "),))
TURNED = matched(Verdict.ALTERED, collation=(OTHER, LOST), negates=True)
PART = matched(Verdict.ALTERED, gives_part=True)
COLLECTED = matched(Verdict.UNVERIFIED, SAYINGS)
RECORDED = Match(Verdict.UNVERIFIED, LETTER)
