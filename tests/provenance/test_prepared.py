"""A passage made ready for many comparisons."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from principles.provenance.prepared import Prepared

BODIES = [
    "Count it.",
    "“It's — well-known",
    "and/or…",
    "(so) -",
    "字。",
    ". . . end",
    "café\u0301",
    "\u200bend",
]


@given(st.lists(st.sampled_from(BODIES), min_size=2, max_size=5))
def test_a_text_of_paragraphs_made_ready_is_as_if_read_anew(bodies: list[str]) -> None:
    text = "\n\n".join(bodies)
    parts = [(a, Prepared(text[a:b])) for a, b in Prepared(text).paragraphs]
    joined, anew = Prepared(text, parts=parts), Prepared(text)
    for name in ("folded_text", "plain_tokens", "plain_words", "words", "sentences"):
        assert list(getattr(joined, name)) == list(getattr(anew, name))
    for name in ("tokens", "sentence_words", "ordered"):
        assert list(getattr(joined, name)) == list(getattr(anew, name))
    for name in ("atoms", "vocabulary", "word_counts", "bare_counts", "has_compounds"):
        assert getattr(joined, name) == getattr(anew, name)
    for name in ("starts", "ends"):
        assert list(getattr(joined.folded, name)) == list(getattr(anew.folded, name))
    assert set(joined.breaks or ()) == set(anew.breaks or ())


@given(st.lists(st.lists(st.sampled_from("abc"), min_size=1), min_size=2, max_size=5))
def test_four_words_are_found_over_the_ends_of_paragraphs(bodies: list[list[str]]) -> None:
    text = "\n\n".join(map(" ".join, bodies))
    joined = Prepared(text, parts=[(a, Prepared(text[a:b])) for a, b in Prepared(text).paragraphs])
    every = [word for body in bodies for word in body]
    for four in product("abc", repeat=4):
        places = [n for n in range(len(every) - 3) if tuple(every[n : n + 4]) == four]
        assert joined.places_of({four: ()}) == ({four: places} if places else {})
        assert joined.has_four(four) == bool(places)
