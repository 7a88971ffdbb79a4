"""True words under a name, a year or a work that is not theirs."""

from __future__ import annotations

from tests.benchmarks.labelled import Draw, Labelled, Maker
from tests.benchmarks.rated_texts import CORPUS
from tests.benchmarks.true_claims import named_spot, placed

UNKNOWN = ("Aldous Penhallow", "Marta Quillford", "Tobias Brannock", "Ines Osterby")
UNSTORED = ("The Glass Orrery", "Nine Vinegar Lamps", "Memoirs of a Beekeeper")
OFF = (-40, -12, 5, 8, 31)  # years; works are eleven apart, and letters known by the next, too


def _of_another(draw: Draw) -> Labelled | None:
    """Give the name of somebody else who is on record."""
    spot = named_spot(draw)
    if spot is None:
        return None
    name = draw.other(spot).text.author
    text = draw.chance.choice(
        (f"{name}: {draw.marked(spot.sentence)}", f"{draw.marked(spot.sentence)} — {name}",
         f"As {name} put it, {draw.marked(spot.sentence)}", f"{spot.sentence} — {name}")
    )  # fmt: skip
    return Labelled("", text, "verbatim", "differs")


def _of_nobody(draw: Draw) -> Labelled | None:
    spot = named_spot(draw)
    if spot is None:
        return None
    name, words = draw.chance.choice(UNKNOWN), draw.marked(spot.sentence)
    text = draw.chance.choice((f"{name}: {words}", f"{words} — {name}", f"{words}\n— {name}"))
    return Labelled("", text, "verbatim", "unknown")


def _wrong_year(draw: Draw) -> Labelled | None:
    spot = named_spot(draw)
    if spot is None or spot.text.year is None:
        return None
    year = spot.text.year + draw.chance.choice(OFF)
    text = placed(draw, spot, name=spot.text.author, year=year, work=None)
    return Labelled("", text, "verbatim", "agrees", "differs")


def _wrong_work(draw: Draw) -> Labelled | None:
    spot = named_spot(draw)
    if spot is None:
        return None
    text = placed(draw, spot, name=spot.text.author, year=None, work=draw.other(spot).text)
    return Labelled("", text, "verbatim", "agrees", "differs")


def _unstored_work(draw: Draw) -> Labelled | None:
    spot = named_spot(draw)
    if spot is None:
        return None
    words = draw.marked(spot.sentence)
    text = f"{words} — {spot.text.author}, in {draw.chance.choice(UNSTORED)}"
    return Labelled("", text, "verbatim", "agrees", "unread")


def _names_crossed(draw: Draw) -> Labelled | None:
    """Give two sentences each the other's name."""
    first = draw.spot()
    second = draw.other(first)
    if not first.text.author or first.text.author == second.text.author:
        return None
    if any(draw.stock.count(spot.sentence) != 1 for spot in (first, second)):
        return None
    lines = (
        f"{second.text.author}: “{first.sentence}”",
        f"{first.text.author}: “{second.sentence}”",
    )
    return Labelled("", "\n".join(lines), "verbatim", "differs", origin=CORPUS)


MAKERS: dict[str, Maker] = {
    "name of another": _of_another,
    "name of nobody here": _of_nobody,
    "names crossed": _names_crossed,
    "wrong year": _wrong_year,
    "wrong work": _wrong_work,
    "work that is not stored": _unstored_work,
}
