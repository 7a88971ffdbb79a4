"""False claims of one sentence in which a word is another, is gone or was put in."""

from __future__ import annotations

import re

from tests.benchmarks.labelled import NEGATIONS, Draw, Labelled, Maker, bare, in_place_of
from tests.benchmarks.rated_texts import CORPUS, plain_words

GROUPS = {
    "quantifier": (
        ("all", "some", "most", "many", "few"),
        ("every", "each", "any"),
        ("always", "often", "sometimes", "rarely"),
        ("both", "either"), ("more", "less"), ("much", "little"), ("everything", "something"),
    ),
    "modal": (
        ("can", "could", "must", "may", "might", "should", "will", "would", "shall"),
    ),
    "number": (
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twelve"),
        ("first", "second", "third", "fourth", "last"),
        ("twenty", "thirty", "forty", "fifty", "hundred", "thousand", "million"),
        ("once", "twice", "thrice"),
    ),
    "opposite": (
        ("good", "bad"), ("great", "small"), ("before", "after"), ("with", "without"),
        ("high", "low"), ("love", "hate"), ("first", "last"), ("old", "young"), ("up", "down"),
        ("life", "death"), ("day", "night"), ("never", "always"), ("true", "false"),
        ("better", "worse"), ("is", "was"), ("are", "were"), ("his", "her"), ("he", "she"),
        ("and", "or"), ("wise", "foolish"), ("long", "short"), ("strong", "weak"),
    ),
}  # fmt: skip
PUT_IN = ("really", "always", "only", "almost", "perhaps", "truly", "secretly", "often")
INVENTED_NAMES = ("Quillford", "Brannock", "Osterby", "Tamsin", "Velloria", "Northwick")
LEAST_LETTERS, RARE = 4, 3
UNTELLING = frozenset({
    "against", "because", "before", "being", "between", "doing", "during", "further", "having",
    "should", "theirs", "through", "where", "which", "while", "whose", "would", "yours",
})  # fmt: skip


def untrue(draw: Draw, text: str, *, is_marked: bool = False) -> Labelled | None:
    """Return the claim, unless a text has its words somewhere after all."""
    if draw.stock.count(text):
        return None
    return Labelled("", draw.marked(text) if is_marked else draw.maybe_marked(text))


def long_words(draw: Draw, words: list[str]) -> list[int]:
    """Return where the words stand that are long, not names and no negation."""
    return [
        place
        for place, word in enumerate(words)
        if len(bare(word)) >= LEAST_LETTERS
        and bare(word).isalpha()
        and (bare(word).islower() or place == 0)
        and bare(word).lower() not in NEGATIONS
    ]


def other_word(draw: Draw, word: str) -> str:
    """Return a long word of another text that does not begin as this one does."""
    while True:
        words = draw.chance.choice(draw.stock.spots[CORPUS]).sentence.split()
        other = bare(words[draw.chance.choice(long_words(draw, words) or [0])]).lower()
        if len(other) >= LEAST_LETTERS and other[:3] != bare(word).lower()[:3]:
            return other


def _word(draw: Draw) -> Labelled | None:
    words = draw.spot().sentence.split()
    places = long_words(draw, words)
    if not places:
        return None
    place = draw.chance.choice(places)
    words[place] = in_place_of(words[place], other_word(draw, words[place]))
    return untrue(draw, " ".join(words))


def _word_dropped(draw: Draw) -> Labelled | None:
    words = draw.spot().sentence.split()
    del words[draw.chance.randint(1, len(words) - 2)]
    return untrue(draw, " ".join(words))


def _word_added(draw: Draw) -> Labelled | None:
    words = draw.spot().sentence.split()
    words.insert(draw.chance.randint(1, len(words) - 1), draw.chance.choice(PUT_IN))
    return untrue(draw, " ".join(words))


def _swapped(draw: Draw) -> Labelled | None:
    """Let two long words change places."""
    words = draw.spot().sentence.split()
    places = [place for place in long_words(draw, words) if place]
    if len(places) < 2:
        return None
    first, second = draw.chance.sample(places, 2)
    one, other = bare(words[first]), bare(words[second])
    words[first] = words[first].replace(one, other, 1)
    words[second] = words[second].replace(other, one, 1)
    return untrue(draw, " ".join(words))


def _of_group(name: str) -> Maker:
    """Return the maker that puts another word of the same group for one."""

    def make(draw: Draw) -> Labelled | None:
        words = draw.spot().sentence.split()
        found = [
            (place, group)
            for place, word in enumerate(words)
            for group in GROUPS[name]
            if bare(word).lower() in group
        ]
        if not found:
            return None
        place, group = draw.chance.choice(found)
        other = draw.chance.choice([one for one in group if one != bare(words[place]).lower()])
        words[place] = in_place_of(words[place], other)
        return untrue(draw, " ".join(words))

    return make


def _figure(draw: Draw) -> Labelled | None:
    """Put another figure for one, or another word of number."""
    sentence = draw.spot().sentence
    figures = re.findall(r"\d+", sentence)
    if not figures:
        return _of_group("number")(draw)
    figure = draw.chance.choice(figures)
    other = str(int(figure) + draw.chance.choice((1, 2, 10)))
    return untrue(draw, re.sub(rf"\b{figure}\b", other, sentence, count=1))


def _named(draw: Draw) -> Labelled | None:
    """Put another name for one inside the sentence."""
    words = draw.spot().sentence.split()
    places = [
        place
        for place, word in enumerate(words)
        if place and bare(word)[1:].islower() and bare(word)[:1].isupper() and len(bare(word)) > 3
    ]
    if not places:
        return None
    place = draw.chance.choice(places)
    words[place] = words[place].replace(bare(words[place]), draw.chance.choice(INVENTED_NAMES), 1)
    return untrue(draw, " ".join(words))


def _tells(word: str) -> bool:
    """Tell whether the word is surely none of those that a search passes over."""
    inner = bare(word).lower()
    return len(inner) > LEAST_LETTERS and inner not in UNTELLING and "sel" not in inner[-5:]


def _bracketed(draw: Draw) -> Labelled | None:
    """Put a word in brackets for a rare one that it does not explain."""
    words = draw.spot().sentence.split()
    places = [
        place
        for place in long_words(draw, words)
        if place
        and _tells(words[place])
        and draw.stock.frequency[plain_words(words[place])[0]] <= RARE
        and words[place - 1].lower() not in {"this", "that", "these", "those", "such"}
    ]
    if not places:
        return None
    place = draw.chance.choice(places)
    other = other_word(draw, words[place])
    words[place] = words[place].replace(bare(words[place]), f"[{other}]", 1)
    return untrue(draw, " ".join(words))


MAKERS: dict[str, Maker] = {
    "word changed": _word,
    "word left out": _word_dropped,
    "word put in": _word_added,
    "words swapped": _swapped,
    "number changed": _figure,
    "quantifier changed": _of_group("quantifier"),
    "modal changed": _of_group("modal"),
    "opposite": _of_group("opposite"),
    "name inside changed": _named,
    "word replaced in a bracket": _bracketed,
}
