"""No pasted word disappears: what is no claim and no name is prose, a label, or a mark."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from principles.claims import Need, take_apart
from principles.claims.unjudged import unjudged
from tests.claims.test_claims import MARKUP, PIECES


def sorts(text: str) -> list[tuple[str, str]]:
    taken = take_apart(text)
    claimed = [c for u in taken.units if u.need == Need.CLAIMED for c in u.likely]
    found = unjudged(taken, claimed, [name for name in taken.names if name.is_sure])
    return [(str(part.sort), text[part.start : part.end]) for part in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One is.", []),
        ("We shipped. “One is two now.”", [("prose", "We shipped. “"), ("mark", "”")]),
        ("- Stasis: “One is two now.”",
         [("mark", "-"), ("label", "Stasis:"), ("mark", "“"), ("mark", "”")]),
        ("One is two. [1][2] https://a.b", [("mark", "[1][2]"), ("mark", "https://a.b")]),
        ("[00:12:31] One is two.", [("mark", "[00:12:31]")]),
        ("RT @name: One is two.", [("mark", "RT @name:")]),
        ("1/ One is two.", [("mark", "1/")]),
        ("One is ~~not~~ two.", []),
        ("1. One is.\n2) Two is.", [("mark", "1."), ("mark", "2)")]),
        ("1. “One is two now.”\n2. So itâ€™s.",
         [("mark", "1."), ("mark", "“"), ("mark", "”"), ("mark", "2."), ("prose", "So it"),
          ("mark", "â€™"), ("prose", "s.")]),
        ("Key ideas:\n- “One is two now.”",
         [("label", "Key ideas:"), ("mark", "-"), ("mark", "“"), ("mark", "”")]),
        ("“One is two now.” — Jeff Bezos, 1997 letter", [("mark", "“"), ("mark", "”")]),
        ("I like “one is two now” best.", [("prose", "I like “"), ("prose", "” best.")]),
    ],
)  # fmt: skip
def test_what_is_no_claim_is_told(text: str, expected: list[tuple[str, str]]) -> None:
    assert sorts(text) == expected


@given(st.lists(st.sampled_from((*PIECES, *MARKUP)), max_size=24).map("".join))
def test_every_character_is_in_a_claim_a_name_or_what_is_told(text: str) -> None:
    taken = take_apart(text)
    seen = [sign.isspace() for sign in text]
    parts = [(p.start, p.end) for p in unjudged(taken, taken.claims, taken.names)]
    for start, end in [
        *parts,
        *((claim.start, claim.end) for claim in taken.claims),
        *(name.stretch for name in taken.names),
    ]:
        seen[start:end] = [True] * (end - start)
    assert all(seen)


@given(st.lists(st.sampled_from((*PIECES, *MARKUP)), max_size=24).map("".join))
def test_what_is_told_is_in_order_and_overlaps_no_claim(text: str) -> None:
    taken = take_apart(text)
    parts = sorted(
        [
            *((p.start, p.end) for p in unjudged(taken, taken.claims, taken.names)),
            *((claim.start, claim.end) for claim in taken.claims),
        ]
    )
    assert all(a[1] <= b[0] for a, b in pairwise(parts))
