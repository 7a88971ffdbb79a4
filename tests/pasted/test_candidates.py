"""What a pasted sentence is looked for by."""

from principles.pasted.candidates import has_ellipsis


def test_a_long_gap_is_read_once() -> None:
    assert not has_ellipsis(f"We are{' ' * 50_000}done.")


def test_dots_in_brackets_and_without_are_ellipses() -> None:
    for mark in ("…", "...", ". . .", "[…]", "( ... )", "[the service]"):
        assert has_ellipsis(f"We are {mark} done."), mark
