"""False claims in which a negation was put in, taken out, cut off or hidden."""

from __future__ import annotations

import re

from tests.benchmarks.changed_words import untrue
from tests.benchmarks.labelled import Draw, Labelled, Maker

AUXILIARIES = frozenset({
    "is", "are", "was", "were", "can", "could", "must", "may", "might", "should", "will", "would",
    "shall", "be", "has", "have", "had", "do", "does", "did",
})  # fmt: skip
PLAIN_NEGATIONS = frozenset({"not", "no", "never", "nor", "without", "none", "nothing", "neither"})
JOINTS = frozenset({
    "and", "but", "or", "because", "that", "which", "who", "if", "when", "while", "though", "as",
    "so", "whom", "whose", "than", "for", "yet", "where", "until", "since",
})  # fmt: skip
DENIALS = ("[It is false that] {}", "[Hardly anybody says] {}", "[It is untrue that] {}")
LEAST_CUT, LEAST_PIECE = 5, 4
NEAR = 2  # words between a negation and a cut behind it
_BETWEEN_CLAUSES = re.compile(r"[,;:.!?]")


def _negated(draw: Draw) -> Labelled | None:
    words = draw.spot().sentence.split()
    places = [p for p, word in enumerate(words[:-1]) if word in AUXILIARIES]
    if not places:
        return None
    words.insert(draw.chance.choice(places) + 1, draw.chance.choice(("not", "never", "not")))
    return untrue(draw, " ".join(words))


def _negation(draw: Draw) -> tuple[list[str], int] | None:
    """Return the words of a sentence and where one of them negates."""
    words = draw.spot().sentence.split()
    places = [place for place, word in enumerate(words) if word.lower() in PLAIN_NEGATIONS]
    return (words, draw.chance.choice(places)) if places else None


def _negation_dropped(draw: Draw) -> Labelled | None:
    found = _negation(draw)
    if found is None or not 0 < found[1] < len(found[0]) - 1:
        return None
    words, place = found
    return untrue(draw, " ".join([*words[:place], *words[place + 1 :]]))


def _negation_struck(draw: Draw) -> Labelled | None:
    found = _negation(draw)
    if found is None or not 0 < found[1] < len(found[0]) - 1:
        return None
    words, place = found
    if draw.stock.count(" ".join([*words[:place], *words[place + 1 :]])):
        return None
    sign = draw.chance.choice(("~~{}~~", "<s>{}</s>", "<del>{}</del>"))
    words[place] = sign.format(words[place])
    return Labelled("", " ".join(words))


def _negation_cut(draw: Draw) -> Labelled | None:
    """Begin directly behind a negation, or end directly before one, in the same clause."""
    found = _negation(draw)
    if found is None:
        return None
    words, place = found
    is_behind = draw.chance.random() < 0.5
    part = words[place + 1 :] if is_behind else words[:place]
    if len(part) < LEAST_CUT or (not is_behind and _BETWEEN_CLAUSES.search(part[-1][-1])):
        return None
    text = " ".join(part)
    if draw.stock.count(text) != 1:
        return None
    edge = draw.chance.choice(("", "", "…"))
    text = f"{edge} {text}" if is_behind else f"{text} {edge}"
    return Labelled("", draw.maybe_marked(text.strip()))


def _negation_elided(draw: Draw) -> Labelled | None:
    """Leave out nothing but a negation at an ellipsis."""
    found = _negation(draw)
    if found is None or not LEAST_PIECE <= found[1] < len(found[0]) - LEAST_PIECE:
        return None
    words, place = found
    words[place] = draw.chance.choice(("…", "[…]", "..."))
    return untrue(draw, " ".join(words))


def _negation_in_bracket(draw: Draw) -> Labelled | None:
    words = draw.spot().sentence.split()
    places = [p for p, word in enumerate(words[:-1]) if word in AUXILIARIES]
    if not places or draw.chance.random() < 0.3:
        begun = words[0][:1].lower() + words[0][1:]
        return untrue(
            draw, draw.chance.choice(DENIALS).format(" ".join([begun, *words[1:]])), is_marked=True
        )
    put_in = draw.chance.choice(("[not]", "[never]", "[hardly]", "[rarely]", "[scarcely]"))
    words.insert(draw.chance.choice(places) + 1, put_in)
    return Labelled("", draw.maybe_marked(" ".join(words)))


def _negation_cut_near(draw: Draw) -> Labelled | None:
    """Begin a word or two behind a negation, where no clause ends between."""
    found = _negation(draw)
    if found is None:
        return None
    words, place = found
    first = place + 1 + draw.chance.randint(1, NEAR)
    between = words[place:first]
    is_joint = any(word.lower() in JOINTS for word in [*between, *words[first : first + 1]])
    if len(words) - first < LEAST_CUT or is_joint or _BETWEEN_CLAUSES.search(" ".join(between)):
        return None
    text = " ".join(words[first:])
    return Labelled("", draw.maybe_marked(text)) if draw.stock.count(text) == 1 else None


def _shortened(draw: Draw) -> Labelled | None:
    """Take the n't from a word."""
    sentence = draw.spot().sentence
    text = re.sub(r"n['\u2019]t\b", "", sentence, count=1)
    return None if text == sentence else untrue(draw, text)


MAKERS: dict[str, Maker] = {
    "negation added": _negated,
    "negation dropped": _negation_dropped,
    "negation struck": _negation_struck,
    "negation cut off at an edge": _negation_cut,
    "negation left out at an ellipsis": _negation_elided,
    "negation in a bracket": _negation_in_bracket,
    "negation cut off near an edge": _negation_cut_near,
    "n't dropped": _shortened,
}
