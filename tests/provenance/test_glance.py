"""What a text cannot have of a claim: a glance misses nothing that comparing would find."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from principles.provenance.deciding import decide, only_told
from principles.provenance.glance import Sight, in_atoms, sight
from principles.provenance.prepared import Prepared

WORDS = [
    "the", "of", "crate", "Crate", "CRÂTE,", "crâ\u0301te", "and/or", "or", "well-known", "“it",
    "’s", "it's", "end.", "…", "\n", "\n\n", "ﬁnd", "find", "字字", "字", "한글", "कि",
    "half-\nway", "halfway", "[sic]", "(sic)", "[the crate]", "[T]he", "cr[at]es", "[…]", "𝐜𝐫𝐚𝐭𝐞",
    "a_b", "$5", "3.5", "not",
]  # fmt: skip
LONGER = (
    "It's well-known — “Count the crates,” he said … twice.\n\nSo 3.5% of $5 (or 字字) went\nto the"
    " café’s half-way hive; and/or “what we find’s a_b”. The end."
)
TEXTS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=14).map(" ".join)


FEW = st.lists(st.sampled_from([*WORDS[:3], "and/or"]), min_size=3, max_size=7).map(" ".join)


@given(st.one_of(st.tuples(TEXTS, TEXTS), st.tuples(FEW, FEW)))
def test_nothing_that_comparing_finds_is_missed(both: tuple[str, str]) -> None:
    claim, text = both
    seen, found = sight(claim, in_atoms(text)), decide(claim, text)
    if seen != Sight.FOUND:
        assert found == only_told(claim, Prepared(text))
    if seen == Sight.NOTHING:
        assert not found.told


@given(st.data())
def test_no_stretch_of_a_text_is_missed(data: st.DataObject) -> None:
    words = LONGER.split(" ")
    first = data.draw(st.integers(0, len(words) - 1))
    claim = " ".join(words[first : first + data.draw(st.integers(1, 30))])
    assert sight(claim, in_atoms(LONGER)) == Sight.FOUND


@pytest.mark.parametrize(
    ("claim", "seen"),
    [
        ("Count the crates on the bench twice.", Sight.FOUND),
        ("It was late, and nobody on the bench or at the gate swarmed.", Sight.NOTHING),
        ("Swarm the hives, count the crates on no gate, and then let them go home.", Sight.TOLD),
        ("It was late. Hive. Swarm. Gate.", Sight.NOTHING),
        ("On the bench it was late, hive, swarm, gate and door.", Sight.FOUND),
    ],
)
def test_a_claim_of_other_words_is_not_seen(claim: str, seen: Sight) -> None:
    assert sight(claim, in_atoms("“Count the crates on the bench.” It was late.")) == seen
