"""A passage made ready for many comparisons."""

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
        assert getattr(joined, name) == getattr(anew, name)
    assert set(joined.breaks or ()) == set(anew.breaks or ())
