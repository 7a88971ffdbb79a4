import pytest

from principles.templatetags.verdicts import sign, verdict_anchor, verdict_word


def test_every_verdict_has_a_sign_of_its_own() -> None:
    signs = {sign(verdict) for verdict in ("verbatim", "elided", "altered", "unverified")}
    assert len(signs) == 4


@pytest.mark.parametrize("verdict", ["stale", "", "<script>"])
def test_anything_else_reads_as_unverified(verdict: str) -> None:
    assert (sign(verdict), verdict_word(verdict)) == (sign("unverified"), "Unverified")
    assert verdict_anchor(verdict) == "unverified"


@pytest.mark.parametrize("verdict", ["verbatim", "elided", "altered"])
def test_a_verdict_is_its_own_word(verdict: str) -> None:
    assert verdict_word(verdict) == verdict.capitalize()
    assert verdict_anchor(verdict) == verdict
