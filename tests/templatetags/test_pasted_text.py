"""No pasted word disappears: each is in a claim, a name, or grey."""

from hypothesis import given
from hypothesis import strategies as st

from principles.claims.unjudged import Sort, Unjudged
from principles.models import Verdict
from principles.pasted.results import Check, Judgement
from principles.templatetags.pasted_text import as_pasted, is_all_claims, pieces

TEXT = "As Ann wrote:\n“Day 2 is <b>stasis.”"
CLAIM = Judgement(1, "Day 2 is <b>stasis.", 15, 34, Verdict.VERBATIM)
PROSE = Unjudged(0, 2, Sort.PROSE)
MARKS = (Unjudged(14, 15, Sort.MARK), Unjudged(34, 35, Sort.MARK))
CHECK = Check(TEXT, [CLAIM], unjudged=(PROSE, *MARKS))


def test_claims_are_marked_and_lead_to_their_findings() -> None:
    said = as_pasted(CHECK)
    assert '<span class="grey">As</span> <span class="name">Ann wrote:</span>\n' in said
    assert (
        '<mark class="claim">Day 2 is &lt;b&gt;stasis.\u2060<a class="num" href="#s1">1</a></mark>'
        in said
    )
    assert '<span class="grey">“</span>' in said


def test_a_text_that_is_one_claim_and_marks_need_not_be_shown_again() -> None:
    assert not is_all_claims(CHECK)
    assert is_all_claims(Check("“Yes.”", [Judgement(1, "Yes.", 1, 5)], unjudged=MARKS[:1]))


SPANS = st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), max_size=6)


@given(claims=SPANS, others=SPANS)
def test_every_character_is_shown_once(
    claims: list[tuple[int, int]], others: list[tuple[int, int]]
) -> None:
    text = "abcdefghijklmnopqrst"
    judged = [Judgement(n, "", min(s), max(s)) for n, s in enumerate(claims, 1) if s[0] != s[1]]
    rest = [Unjudged(min(span), max(span), Sort.PROSE) for span in others if span[0] != span[1]]
    shown = pieces(Check(text, judged, unjudged=rest))
    assert "".join(text[piece.start : piece.end] for piece in shown) == text
