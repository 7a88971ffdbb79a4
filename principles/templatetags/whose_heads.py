"""Whether pasted words were said by whom it is claimed, in the words at the head of the answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from principles.pasted.results import Judgement, Outcome
from principles.templatetags.counts import in_words
from principles.templatetags.whose import (
    is_in_part,
    is_name,
    kind_of,
    kinds_of,
    named,
    on_record_in,
    outcome,
    preposition,
    shortened,
)
from principles.templatetags.wording import listed

HEADS = {
    Outcome.AGREES: ", and the {} {}",
    Outcome.UNRECORDED: ", {of_them}",
    Outcome.UNKNOWN: ", but the name given is unknown here",
    Outcome.UNCHECKED: ", so the {} could not be checked",
    Outcome.UNREAD: ", but the {} could not be checked",
    Outcome.DIFFERS: ", but the {} {}",
}


def second_answer(claim: Judgement) -> str:
    """Return what came of the name, the year and the work of the only claim, as a tail."""
    found = outcome(claim)
    if found is None:
        is_silent = claim.matches and not (claim.credit or claim.label)
        return "; no name is given" if is_silent else ""
    kinds = kinds_of(claim, found)
    verb = "agree" if found == Outcome.AGREES else "differ"
    verb = verb if " and " in kinds else f"{verb}s"
    of_them = "but nobody is on record for them"
    if claim.best and claim.best.is_withheld:
        of_them = "but the name was not compared"
    elif claim.sentences:
        of_them = "and nobody is on record for some of the words"
    return HEADS[found].format(kinds, verb, of_them=of_them)


def of_all(claims: Sequence[Judgement]) -> str:
    """Return how many of the names given with several claims agree, as a tail."""
    given = [claim for claim in claims if outcome(claim) is not None]
    if not given:
        is_silent = any(c.matches for c in claims) and not any(c.credit or c.label for c in claims)
        return "; no name is given" if is_silent else ""
    agreeing = sum(1 for claim in given if outcome(claim) == Outcome.AGREES)
    is_one = len({named(claim) for claim in given}) == 1
    kind = "name" if any(is_name(claim) for claim in given) else "year"
    if agreeing == len(given):
        return f", and the {kind} agrees" if is_one else f", and the {kind}s agree"
    if len(given) == 1:
        return f"; the {kind} given does not agree" if _is_known(given[0]) else NOT_CHECKED
    if not any(_is_known(claim) for claim in given) and not agreeing:
        return NOT_CHECKED
    of = f"{in_words(agreeing) if agreeing else 'none'} of {in_words(len(given))}"
    verb = "agrees" if agreeing == 1 else "agree"
    return f"; the {kind} agrees for {of}" if is_one else f"; of the {kind}s, {of} {verb}"


NOT_CHECKED = "; who said it could not be checked"


def _is_known(claim: Judgement) -> bool:
    """Tell whether what is given could be compared with the record at all."""
    return outcome(claim) in {Outcome.DIFFERS, Outcome.UNKNOWN, Outcome.UNRECORDED}


def whose_clause(claim: Judgement) -> Iterator[tuple[str, str]]:
    """Yield what does not agree, as a clause on one claim and one on several."""
    yield from _name_clause(claim)
    place = claim.place
    if place is None or place.outcome == Outcome.AGREES:
        return
    kind = kind_of(place)
    if place.outcome == Outcome.DIFFERS:
        where = on_record_in(place, kind=kind)
        said = f"on record {where}, not {preposition(kind)} {shortened(place.given)}"
        yield f"is {said}", f"are {said}"
    else:
        yield f"has a {kind} that was not checked", f"have a {kind} that was not checked"


def _name_clause(claim: Judgement) -> Iterator[tuple[str, str]]:
    credit = claim.credit
    if credit is None or credit.is_label:
        return
    people = listed(person for person in credit.people if person != credit.person)
    name = credit.person.name if credit.person else shortened(credit.given)
    match credit.outcome:
        case Outcome.DIFFERS:
            by = f"{'in part ' if is_in_part(credit) else ''}by {people}, not by {name}"
            yield f"is {by}", f"are {by}"
        case Outcome.UNKNOWN if people:
            said = f"on record under {people}, not under {name}"
            yield f"is {said}", f"are {said}"
        case Outcome.UNKNOWN:
            yield f"has a name unknown here, {name}", f"have a name unknown here, {name}"
        case Outcome.UNRECORDED if claim.best and claim.best.is_withheld:
            yield "has a name that was not compared", "have names that were not compared"
        case Outcome.UNRECORDED if claim.best and claim.best.is_reported:
            said = "between quotation marks in the source, with nobody on record"
            yield f"stands {said}", f"stand {said}"
        case Outcome.UNRECORDED if claim.sentences:
            said = "words for which nobody is on record"
            yield f"has {said}", f"have {said}"
        case Outcome.UNRECORDED:
            yield "has nobody on record who said it", "have nobody on record who said them"
        case Outcome.UNREAD:
            said = f"a name near it that may be of other words, {name}"
            yield f"has {said}", f"have {said}"


def unchecked_clause(claim: Judgement) -> Iterator[tuple[str, str]]:
    """Yield that the name could not be checked, since the words were not found."""
    if claim.credit and not claim.credit.is_label and claim.credit.outcome == Outcome.UNCHECKED:
        name = shortened(claim.credit.given)
        yield (
            f"has a name that was not checked, {name}",
            f"have a name that was not checked, {name}",
        )
