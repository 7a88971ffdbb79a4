"""Claims that are the heading of a passage, or begin with it."""

import pytest

from principles.provenance.collation import Op
from principles.provenance.deciding import decide
from principles.provenance.matching import Outcome, compare
from principles.provenance.prepared import Prepared

TEXT = "As companies get larger, they manage to proxies. That is not good. It is dangerous."
PASSAGE = Prepared(TEXT, heading="Resist Proxies")


@pytest.mark.parametrize(
    ("claim", "is_typography"),
    [
        ("Resist Proxies", False),
        ("resist Proxies.", False),
        ("RESIST PROXIES", True),
        ("Resist proxies", True),
        ("“Resist Proxies”", True),
        ("𝗥𝗲𝘀𝗶𝘀𝘁 𝗣𝗿𝗼𝘅𝗶𝗲𝘀", True),
    ],
)
def test_a_heading_as_a_whole_is_verbatim_in_any_letter_case(
    claim: str, is_typography: bool
) -> None:
    found = decide(claim, PASSAGE)
    assert found.outcome == Outcome.VERBATIM
    assert found.heading == (0, len("Resist Proxies"))
    assert (found.start, found.end) == (None, None)
    assert found.typography_only is is_typography
    assert "".join(d.quote_words for d in found.collation) == claim


@pytest.mark.parametrize("joint", [" ", "\n\n", ". ", ": ", " — "])
def test_a_claim_may_go_on_with_the_beginning_of_the_text(joint: str) -> None:
    claim = f"RESIST PROXIES{joint}As companies get larger"
    found = compare(claim, PASSAGE)
    assert found.outcome == Outcome.VERBATIM
    assert TEXT[found.start : found.end] == "As companies get larger"
    assert found.heading
    assert "".join(d.quote_words for d in found.collation) == claim
    assert "".join(d.source_words for d in found.collation) == (
        "Resist Proxies" + TEXT[found.start : found.end]
    )


@pytest.mark.parametrize(
    ("claim", "outcome"),
    [
        ("Resist Proxies … It is dangerous.", Outcome.ELIDED),
        ("Resist Proxies. […] It is dangerous.", Outcome.ELIDED),
        ("Resist Proxies. It is dangerous.", Outcome.ALTERED),
        ("Resist Proxies. As companies get smaller, they manage to proxies.", Outcome.ALTERED),
        ("Resist Proxies. As companies get … proxies.", Outcome.ELIDED),
        ("Never Resist Proxies", Outcome.UNVERIFIED),
        ("Resist Proxies!", Outcome.UNVERIFIED),
        ("Resist Proxies always", Outcome.UNVERIFIED),
        ("Resist", Outcome.UNVERIFIED),
        ("It is dangerous. Resist Proxies", Outcome.UNVERIFIED),
    ],
)
def test_what_follows_a_heading_is_judged_with_it(claim: str, outcome: Outcome) -> None:
    assert compare(claim, PASSAGE).outcome == outcome


def test_words_left_out_after_a_heading_are_shown() -> None:
    found = compare("Resist Proxies. It is dangerous.", PASSAGE)
    assert [d.op for d in found.collation] == [Op.EQUAL, Op.DELETE, Op.EQUAL]
    assert found.apart
    assert found.start == 0


def test_the_text_itself_comes_before_its_heading() -> None:
    passage = Prepared("Writing Narratives", heading="Writing Narratives")
    found = compare("Writing Narratives", passage)
    assert (found.start, found.heading) == (0, None)


def test_offsets_in_the_heading_stay_where_the_text_is_shifted() -> None:
    found = decide("Resist Proxies. As companies", PASSAGE, at=10)
    assert (found.start, found.heading) == (10, (0, 14))


def test_a_slide_may_have_a_heading_alone() -> None:
    slide = Prepared("", heading="APIs are Forever")
    assert decide("APIs are forever", slide).outcome == Outcome.VERBATIM
    assert decide("APIs are useful", slide).outcome == Outcome.UNVERIFIED
