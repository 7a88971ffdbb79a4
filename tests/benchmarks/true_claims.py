"""Claims whose words the texts have: as they stand, in part, with marks, under their names."""

from __future__ import annotations

from tests.benchmarks import copied_along
from tests.benchmarks.labelled import Draw, Labelled, Maker, bare, is_negated
from tests.benchmarks.rated_texts import SEED, Spot, Text

LEAST_PART, LEAST_PIECE = 5, 4  # words of a part of a sentence, and of a piece beside an ellipsis
ELLIPSES = (" … ", " ... ", " [...] ", " […] ", " . . . ")
ASIDES = ("[of old]", "[as we know]", "[in those days]", "[at least]")
PROSE = (
    "Our team has grown, and last quarter we shipped nine features.",
    "I came upon this yesterday on the train and have thought about it since.",
    "My neighbour disagrees with what I am about to send you, as usual.",
)
LABELS = ("Courage", "Patience", "Focus", "Trust", "Speed")


def _whole(draw: Draw) -> Labelled | None:
    return Labelled("", draw.maybe_marked(draw.spot().sentence), "verbatim")


def _part(draw: Draw) -> Labelled | None:
    """Leave off words at one end or both, of a sentence in which nothing negates."""
    spot = draw.spot()
    words = spot.sentence.split()
    if is_negated(spot.sentence) or len(words) < LEAST_PART + 2:
        return None
    first = draw.chance.randint(0, len(words) - LEAST_PART - 1)
    last = draw.chance.randint(first + LEAST_PART, len(words) - (first == 0))
    return Labelled("", draw.maybe_marked(" ".join(words[first:last]).rstrip(",;:")), "verbatim")


def _elided(draw: Draw) -> Labelled | None:
    """Leave out words in the middle at an ellipsis, of a sentence in which nothing negates."""
    spot = draw.spot()
    words = spot.sentence.split()
    if is_negated(spot.sentence) or len(words) < 2 * LEAST_PIECE + 3:
        return None
    first = draw.chance.randint(LEAST_PIECE, len(words) - LEAST_PIECE - 2)
    last = draw.chance.randint(first + 2, len(words) - LEAST_PIECE)
    before, after = " ".join(words[:first]).rstrip(",;:"), " ".join(words[last:])
    text = before + draw.chance.choice(ELLIPSES) + after
    return None if draw.stock.count(text) else Labelled("", draw.maybe_marked(text), "elided")


def _elided_sentence(draw: Draw) -> Labelled | None:
    """Leave out a whole sentence between two others."""
    spot = draw.spot()
    if len(spot.following) < 2 or any(map(is_negated, spot.following[:1])):
        return None
    ellipsis = draw.chance.choice(ELLIPSES[2:4])
    return Labelled("", draw.marked(f"{spot.sentence}{ellipsis}{spot.following[1]}"), "elided")


def _typography(draw: Draw) -> Labelled | None:
    """Change spaces, apostrophes, line ends or the sort of letters."""
    sentence = draw.spot().sentence
    changed = draw.chance.choice(copied_along.TYPOGRAPHY)(sentence, draw.chance)
    return None if changed == sentence else Labelled("", draw.maybe_marked(changed), "verbatim")


def _heading(draw: Draw) -> Labelled | None:
    """Take a heading as it stands, in other capitals or before the first sentence under it."""
    text = draw.chance.choice([one for one in draw.stock.texts if one.headings])
    heading = draw.chance.choice(text.headings)
    if len(heading.split()) < 2:
        return None
    cased = draw.chance.choice((heading, heading.upper(), heading.lower(), f"“{heading}”"))
    return Labelled("", cased, "verbatim", origin=SEED)


def _copied(draw: Draw) -> Labelled | None:
    """Add what is copied along from a post, a transcript, an article or a page."""
    changed = draw.chance.choice(copied_along.MARKS)(draw.spot().sentence, draw.chance)
    return Labelled("", changed, "verbatim")


def _together(draw: Draw) -> Labelled | None:
    """Take two sentences or three that follow one another."""
    spot = draw.spot()
    if not spot.following:
        return None
    count = draw.chance.randint(1, min(2, len(spot.following)))
    run = " ".join([spot.sentence, *spot.following[:count]])
    text = run if draw.chance.random() < 0.3 else draw.marked(run)
    return Labelled("", text, "verbatim")


def _in_prose(draw: Draw) -> Labelled | None:
    """Put the sentence in marks behind the paster's own words."""
    prose, sentence = draw.chance.choice(PROSE), draw.spot().sentence
    return Labelled("", f"{prose} It says: {draw.marked(sentence)}", "verbatim")


def _listed(draw: Draw) -> Labelled | None:
    """Make a list of three with labels."""
    labels = draw.chance.sample(LABELS, 3)
    points = [f"- {label}: {draw.marked(draw.spot().sentence)}" for label in labels]
    return Labelled("", "\n".join(["Key ideas:", *points]), "verbatim")


def _aside(draw: Draw) -> Labelled | None:
    """Put a remark in brackets between two words."""
    words = draw.spot().sentence.split()
    place = draw.chance.randint(2, len(words) - 2)
    words.insert(place, draw.chance.choice(ASIDES))
    return Labelled("", draw.maybe_marked(" ".join(words)), "elided")


# --- Under their names ---------------------------------------------------------------------------


def named_spot(draw: Draw) -> Spot | None:
    """Return a sentence that stands once in all texts, in one whose author is known."""
    spot = draw.spot()
    return spot if spot.text.author and draw.stock.count(spot.sentence) == 1 else None


def _named_before(draw: Draw) -> Labelled | None:
    spot = named_spot(draw)
    if spot is None:
        return None
    name, sentence = spot.text.author, draw.marked(spot.sentence)
    forms = (
        f"{name}: {sentence}",
        f"As {name} wrote, {sentence}",
        f"### {name}\n{sentence}",
        f"{name} said: {sentence}",
        f"**{name}:** {sentence}",
    )
    return Labelled("", draw.chance.choice(forms), "verbatim", "agrees")


def _named_behind(draw: Draw) -> Labelled | None:
    spot = named_spot(draw)
    if spot is None:
        return None
    name, sentence = spot.text.author, draw.marked(spot.sentence)
    surname = name.split()[-1]
    forms = (
        f"{sentence} — {name}",
        f"{sentence}\n— {name}",
        f"{sentence} ({name})",
        f"{spot.sentence} — {name}",
        f"> {spot.sentence}\n> — {name}",
        f"{sentence} - {surname}",
    )
    return Labelled("", draw.chance.choice(forms), "verbatim", "agrees")


def _named_inside(draw: Draw) -> Labelled | None:
    """Part the sentence at a comma for the name of who wrote it."""
    spot = named_spot(draw)
    if spot is None or spot.sentence.count(",") != 1:
        return None
    before, after = (part.strip() for part in spot.sentence.split(","))
    if min(len(before.split()), len(after.split())) < 3:
        return None
    said = draw.chance.choice((f"{spot.text.author} wrote", f"said {spot.text.author}"))
    return Labelled("", f"“{before},” {said}, “{after}”", "verbatim", "agrees")


def _tabled(draw: Draw) -> Labelled | None:
    """Make a table of two sentences and their names."""
    first, second = named_spot(draw), named_spot(draw)
    if first is None or second is None or first.sentence == second.sentence:
        return None
    rows = [f"| {spot.sentence} | {spot.text.author} |" for spot in (first, second)]
    return Labelled("", "\n".join(["| Quote | Who |", "|---|---|", *rows]), "verbatim", "agrees")


def _dated(draw: Draw) -> Labelled | None:
    """Give the year, or the work, beside the name."""
    spot = named_spot(draw)
    if spot is None:
        return None
    text = placed(draw, spot, name=spot.text.author, year=spot.text.year, work=spot.text)
    return Labelled("", text, "verbatim", "agrees", "agrees")


def placed(draw: Draw, spot: Spot, *, name: str, year: int | None, work: Text | None) -> str:
    """Return the sentence with a name, and the year or the work of a text."""
    sentence, surname = draw.marked(spot.sentence), name.rsplit(maxsplit=1)[-1]
    forms = [] if year is None else [
        f"{sentence} — {name}, {year}",
        f"{sentence} ({surname}, {year})",
        f"{sentence} — {name} ({year})",
        f"{bare(spot.sentence)} ({surname}, {year}, p. 12).",
    ]  # fmt: skip
    if work is not None:
        forms += [f"{sentence} — {name}, {work.title}", f"{sentence} — {name}, in {work.title}"]
    return draw.chance.choice(forms)


MAKERS: dict[str, Maker] = {
    "whole sentence": _whole,
    "part of a sentence": _part,
    "words left out at an ellipsis": _elided,
    "sentence left out at an ellipsis": _elided_sentence,
    "typography": _typography,
    "heading": _heading,
    "marks copied along": _copied,
    "sentences together": _together,
    "in marks behind prose": _in_prose,
    "list with labels": _listed,
    "remark in brackets": _aside,
    "name before": _named_before,
    "name behind": _named_behind,
    "name inside": _named_inside,
    "table with names": _tabled,
    "year or work": _dated,
}
