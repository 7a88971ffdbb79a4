"""What checking a pasted text showed, in the words at the head of the answer.

Two results are kept apart: whether the words are in the sources, and whether they were said by
whom, when and where it is claimed. Nothing here says that a sentence is false: what was not found
may stand in a source that is not stored. What can mislead comes first: a negation lost or added,
sentences that do not stand together, a wrong name.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django import template

from principles.models import Quote, Verdict
from principles.pasted.results import Apart, Check, Judgement, Match
from principles.provenance.collation import negations
from principles.templatetags.counts import in_words
from principles.templatetags.differences import is_of_letters
from principles.templatetags.whose_heads import (
    of_all,
    second_answer,
    unchecked_clause,
    whose_clause,
)
from principles.templatetags.wording import listed
from principles.text import words

register = template.Library()

MOST_WARNINGS = 6

Clause = tuple[str, str]  # of one claim, of several


@register.filter
def noun(check: Check) -> str:
    """Return what the claims are: quotes, where something is quoted, else sentences."""
    return "quote" if check.quotes else "sentence"


@register.filter
def headline(check: Check) -> str:
    """Return both results as a title without a full stop: of the words, and of the names."""
    if not check.judged:
        return _too_short(check)
    if len(check.claims) == 1:
        claim = check.claims[0]
        return _alone(claim) + second_answer(claim)
    said = _words(check)
    reason = _apart(check)
    if reason:
        said += f", but not together: {reason}"
    short = len(check.claims) - len(check.judged)
    if short:
        said += f"; {in_words(short)} {'is' if short == 1 else 'are'} too short to tell"
    return said + of_all(check.judged)


def _too_short(check: Check) -> str:
    if not check.claims:
        return "There is nothing in that to look up"
    return f"{'This' if len(check.claims) == 1 else 'All of this'} is too short to tell"


def _words(check: Check) -> str:
    """Return how many of several claims are in our sources."""
    total = len(check.judged)
    verbatim = check.counts.get(Verdict.VERBATIM, 0)
    pieces = sum(
        claim.verdict == Verdict.ALTERED and claim.apart is not None for claim in check.judged
    )
    altered = check.counts.get(Verdict.ALTERED, 0) - pieces
    found = verbatim + check.counts.get(Verdict.ELIDED, 0)
    said = f"{_of(found, total, noun(check))} in our sources"
    if verbatim:
        said += f", {'' if verbatim == found else in_words(verbatim) + ' of them '}word for word"
    if altered:
        said += f"; {in_words(altered)} {'is' if altered == 1 else 'are'} altered"
    if pieces:
        said += f"; the sentences of {in_words(pieces)} do not stand together there"
    return said


def _of(found: int, total: int, noun: str) -> str:
    """Return the subject and its verb: Four of five sentences are."""
    if total == 1:
        return f"One {noun} is{'' if found else ' not'}"
    if found == total:
        return f"Both {noun}s are" if total == 2 else f"All {in_words(total)} {noun}s are"
    if not found:
        return f"Neither {noun} is" if total == 2 else f"None of {in_words(total)} {noun}s is"
    verb = "is" if found == 1 else "are"
    return f"{in_words(found).capitalize()} of {in_words(total)} {noun}s {verb}"


def _alone(claim: Judgement) -> str:
    """Return whether the words of the only claim are in our sources."""
    match = claim.best
    if claim.apart is not None:
        return f"Its sentences are in our sources, but not together: {APART[claim.apart]}"
    if claim.verdict == Verdict.ALTERED:
        return _altered(claim, match)
    if match is not None:
        return f"These words are {_where(claim, match)}"
    if claim.told or any(part.is_found for part in claim.sentences):
        return "A part of this is in our sources, the rest is not"
    return "These words are not in our sources"


def _altered(claim: Judgement, match: Match | None) -> str:
    if claim.gives_part:
        return "Only a part of these words is in our sources"
    if any(part.is_found for part in claim.sentences):
        return "A part of this is in our sources as pasted, the rest is not"
    what = "capitals or punctuation" if match and is_of_letters(match) else "words"
    return f"Our sources have this with other {what}"


def _where(claim: Judgement, match: Match) -> str:
    second = " at second hand" if match.is_second_hand else ""
    if claim.verdict == Verdict.VERBATIM:
        tail = "; only the typography differs" if match.typography_only else ", word for word"
        return f"in our sources{second}{tail}"
    if claim.verdict == Verdict.ELIDED:
        return f"in our sources{second}, with words {changed(match)}"
    return "in a collection of quotes alone" if match.is_collection else "on record, not compared"


def changed(match: Match) -> str:
    """Return what an elided claim did with words: left out, put in, or both where it may be."""
    is_put_in = any(any(words(d.quote_words)) for d in match.differences)
    if match.is_hidden or (match.left_out and is_put_in):
        return "left out or put in"
    return "left out" if match.left_out else "put in"


# --- Standing together ---------------------------------------------------------------------------

APART = {
    Apart.GAP: "something between them is left out",
    Apart.ORDER: "the source has another order",
    Apart.PASSAGES: "they are from two parts of one source",
    Apart.SOURCES: "they are from two sources",
}


def _apart(check: Check) -> str:
    """Return why the sentences of one paragraph do not stand together; empty where they do."""
    reasons = [claim.apart for claim in check.claims if claim.whole == Verdict.ALTERED]
    return next((APART[reason] for reason in reasons if reason), "")


def _runs(check: Check) -> Iterator[list[Judgement]]:
    """Yield the sentences of each paragraph that do not stand together."""
    run: list[Judgement] = []
    for claim in check.claims:
        is_apart = claim.whole == Verdict.ALTERED and claim.apart is not None
        between = check.text[run[-1].end : claim.start] if run else ""
        is_near = not run or (run[-1].apart == claim.apart and "\n\n" not in between)
        if run and not (is_apart and is_near):
            yield run
            run = []
        if is_apart:
            run.append(claim)
    if run:
        yield run


# --- What to know first --------------------------------------------------------------------------


@register.filter
def warning(check: Check) -> str:
    """Return what to know before the words are used; empty where there is nothing."""
    is_one = len(check.claims) == 1
    concerned: dict[Clause, list[int]] = {}
    unchecked = () if is_one else (unchecked_clause,)
    known = (_turned, whose_clause, _disputed) if is_one else GRAVEST  # the title has the rest
    for said in (*known, *unchecked):
        for claim in check.claims:
            for words_of_it in said(claim):
                concerned.setdefault(words_of_it, []).append(claim.number)
    clauses = [
        f"it {one}" if is_one else _about(numbers, noun(check), one=one, several=several)
        for (one, several), numbers in concerned.items()
    ]
    if not is_one:
        runs = [run for run in _runs(check) if len(run) < len(check.claims)]
        clauses += [_together(run) for run in runs]
    if not clauses:
        return ""
    more = "; more is said below" if len(clauses) > MOST_WARNINGS else ""
    lead = "Before you use it" if is_one else "Before you use them"
    return f"{lead}: {'; '.join(clauses[:MOST_WARNINGS])}{more}."


def _about(numbers: Sequence[int], noun: str, *, one: str, several: str) -> str:
    if len(numbers) == 1:
        return f"{noun}\u00a0{numbers[0]} {one}"
    return f"{noun}s {listed(numbers)} {several}"


def _together(run: Sequence[Judgement]) -> str:
    reason = APART[run[0].apart] if run[0].apart else ""
    numbers = listed(claim.number for claim in run)
    return f"sentences {numbers} do not stand together: {reason}"


def _turned(claim: Judgement) -> Iterator[Clause]:
    if not claim.negates or claim.best is None:
        return
    lost, added = turned_by(claim.best)
    if lost:
        yield f"has lost a “{lost}”", f"have lost a “{lost}”"
    elif added:
        yield f"has a “{added}” too many", f"have a “{added}” too many"
    else:
        yield "has lost or gained a negation", "have lost or gained a negation"


def _scattered(claim: Judgement) -> Iterator[Clause]:
    if claim.whole is None and claim.apart is not None:
        said = f"sentences that do not stand together: {APART[claim.apart]}"
        yield f"has {said}", f"have {said}"


def _disputed(claim: Judgement) -> Iterator[Clause]:
    quote = claim.best and claim.best.quote
    if quote and quote.standing != Quote.Standing.ATTRIBUTED:
        yield f"is on record as {quote.standing}", f"are on record as {quote.standing}"


def turned_by(match: Match) -> tuple[str, str]:
    """Return the first negation that was lost and the first that was added, or empty strings."""
    for difference in match.differences:
        if difference.is_negation:
            theirs = negations(difference.source_words)
            ours = negations(difference.quote_words)
            return next(iter(theirs - ours), ""), next(iter(ours - theirs), "")
    return "", ""


@register.filter
def in_need(check: Check) -> list[Judgement]:
    """Return the claims that need attention, the gravest first: what misleads, then the rest.

    Sentences that stand word for word, but not together, are told of in the title.
    """
    ranks = {claim.number: _rank(claim) for claim in check.claims}
    return sorted((c for c in check.claims if ranks[c.number]), key=lambda c: ranks[c.number])


GRAVEST = (_turned, _scattered, whose_clause, _disputed)


def _rank(claim: Judgement) -> int:
    """Return the place of what is wrong among what can be; 0 where nothing is."""
    for rank, said in enumerate(GRAVEST, 1):
        if any(said(claim)):
            return rank
    if claim.verdict == Verdict.ALTERED:
        return len(GRAVEST) + 1
    return 0 if claim.is_found or claim.is_short else len(GRAVEST) + 2
