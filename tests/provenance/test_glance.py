"""What a text cannot have of a claim: a glance refuses nothing that comparing would find."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from principles.provenance.deciding import decide
from principles.provenance.findings import Outcome
from principles.provenance.glance import in_atoms, may_be_found, may_be_told

WORDS = [
    "the", "of", "crate", "Crate", "CRÂTE,", "crâ\u0301te", "and/or", "or", "well-known", "“it",
    "’s", "it's", "end.", "…", "\n", "\n\n", "ﬁnd", "find", "字字", "字", "한글", "कि",
    "half-\nway", "halfway", "[sic]", "(sic)", "[the crate]", "𝐜𝐫𝐚𝐭𝐞", "a_b", "$5", "3.5", "not",
]  # fmt: skip
LONGER = (
    "It's well-known — “Count the crates,” he said … twice.\n\nSo 3.5% of $5 (or 字字) went\nto the"
    " café’s half-way hive; and/or “what we find’s a_b”. The end."
)
TEXTS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=14).map(" ".join)


@given(TEXTS, TEXTS)
def test_nothing_that_comparing_finds_is_refused(claim: str, text: str) -> None:
    found, atoms = decide(claim, text), in_atoms(text)
    if found.outcome != Outcome.UNVERIFIED:
        assert may_be_found(claim, atoms)
    if found.told:
        assert may_be_told(claim, atoms)


@given(st.data())
def test_no_stretch_of_a_text_is_refused(data: st.DataObject) -> None:
    words = LONGER.split(" ")
    first = data.draw(st.integers(0, len(words) - 1))
    claim = " ".join(words[first : first + data.draw(st.integers(1, 30))])
    assert may_be_found(claim, in_atoms(LONGER))


@pytest.mark.parametrize(
    ("claim", "is_found", "is_told"),
    [
        ("Count the crates on the bench twice.", True, True),
        ("Swarm no hives at the gate.", False, False),
        ("Swarm the hives, then count the crates on the gate.", False, True),
    ],
)
def test_a_claim_of_other_words_is_refused(claim: str, is_found: bool, is_told: bool) -> None:
    text = in_atoms("“Count the crates on the bench.” It was late.")
    assert may_be_found(claim, text) == is_found
    assert may_be_told(claim, text) == is_told
