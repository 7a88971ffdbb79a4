"""What of a query only says that quotes are looked for: "who said", "quotes by".

Such words are read so in a few forms alone, and left out there; elsewhere (first principles, said
yes) they are words like any other. Some forms say which words are a name, too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_QUOTE = "(?:quote|quotes|quotation|quotations|saying|sayings)"
_ENTRY = f"(?:{_QUOTE}|principle|principles)"
_SAYS = "(?:say|says|said|write|writes|wrote|written|think|thinks|thought)"
_ABOUT = "(?:about|on|of|regarding|concerning)"
_NAME = r"(?P<name>\S+(?: \S+){0,3}?)"
_ASKED = "(?:what|when|where|why|how|which)"
_DO = "(?:did|does|do|has|have)"
_ADVERB = "(?:(?:first|ever|once|really|actually) )?"
_SOME = "(?:a|an|any|some|the)"
_WHICH = f"(?: (?:that says|by|from|{_ABOUT}))?"

_BEGINNINGS = re.compile(
    "(?:who|whom|whose|what|which|when|where|why|how|is|are|was|were|do|does|did|has|have|can"
    "|could|should|would|will)"
)

# What stands in a group named `about…` is left out, what stands in `name` may be a name.
_FORMS = tuple(
    re.compile(form)
    for form in (
        r"^(?P<about>who (?:first )?(?:said|says|wrote)(?: that)?) (?=\S)",
        rf"^(?P<about>{_ASKED} {_DO}) {_NAME} (?P<about2>{_ADVERB}{_SAYS}(?: {_ABOUT})?)(?= |$)",
        rf"^(?P<about>what) {_NAME} (?P<about2>(?:says|said|wrote|writes|thinks) {_ABOUT})(?= )",
        rf"(?:^|(?<= ))(?P<about>(?:said|written|spoken|quoted) by) {_NAME}(?=$| {_ABOUT} )",
        rf"^(?P<about>(?:{_SOME} )?{_QUOTE} (?:by|from)) {_NAME}(?=$| {_ABOUT} )",
        rf"^(?P<about>(?:is|are) there {_SOME} {_ENTRY}{_WHICH}) (?=\S)",
        rf"^(?P<about>(?:{_SOME} )?{_ENTRY} (?:{_ABOUT}|for)) (?=\S)",
    )
)
# The same only where the words before it are somebody's name, which the base has to say.
_NAMED_FORM = re.compile(rf"^{_NAME} (?P<about>{_QUOTE})(?=$| (?:{_ABOUT}|from) )")
_NAME_AT_THE_END = re.compile(r" (?:by|from) (?P<name>\S+(?: \S+){0,2})$")


@dataclass(frozen=True, slots=True)
class Question:
    """Which words, by their places, are about quotes, and which may be a name.

    `is_sure` unless they are about quotes only where the name is somebody's.
    """

    about: tuple[int, ...] = ()
    named: tuple[int, ...] = ()
    is_sure: bool = True


def is_question(words: Sequence[str]) -> bool:
    """Say whether the words begin as a question does."""
    return bool(words) and _BEGINNINGS.fullmatch(words[0]) is not None


def question(words: Sequence[str]) -> Question:
    """Return what of the words, in small letters and without signs around them, is a question."""
    text = " ".join(words)
    for form in _FORMS:
        if found := form.search(text):
            named = _places(text, found, "name")
            if not named and (end := _NAME_AT_THE_END.search(text, found.end())):
                named = _places(text, end, "name")
            return Question(
                (*_places(text, found, "about"), *_places(text, found, "about2")), named
            )
    if found := _NAMED_FORM.search(text):
        return Question(_places(text, found, "about"), _places(text, found, "name"), is_sure=False)
    return Question()


def _places(text: str, found: re.Match[str], group: str) -> tuple[int, ...]:
    """Return the places of the words in a group of the match; none where there is no such group."""
    if group not in found.re.groupindex or found[group] is None:
        return ()
    first = text.count(" ", 0, found.start(group))
    return tuple(range(first, first + len(found[group].split(" "))))
