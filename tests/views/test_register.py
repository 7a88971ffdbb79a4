"""Entries under the letters they begin with."""

from principles.views.register import by_letter


def groups(*names: str) -> dict[str, list[str]]:
    return {g.letter: g.entries for g in by_letter(names, key=lambda name: name) if g.entries}


def test_accents_and_case_are_set_aside() -> None:
    assert groups("émile", "Eve", "Ärger") == {"A": ["Ärger"], "E": ["émile", "Eve"]}


def test_what_has_no_latin_letter_stands_last() -> None:
    assert list(groups("3M", "Ann", "Ω")) == ["A", "#"]


def test_absent_letters_are_there_without_entries() -> None:
    letters = by_letter(["Ann"], key=lambda name: name)
    assert len(letters) == 26
    assert letters[1].entries == []
