import pytest
from django.utils.safestring import SafeString

from principles.templatetags.wording import (
    breakable,
    direction,
    either,
    family_names,
    host,
    listed,
    listed_html,
    paragraphs,
)


@pytest.mark.parametrize(
    ("words", "prose"),
    [
        ([], ""),
        (["A"], "A"),
        (["A", "B"], "A and B"),
        (["A", "B", "C"], "A, B and C"),
    ],
)
def test_words_are_listed_as_prose_lists_them(words: list[str], prose: str) -> None:
    assert listed(words) == prose


def test_a_family_name_stands_for_the_whole_unless_two_share_it() -> None:
    assert family_names(["Miller, John H.", "Plato"]) == {
        "Miller, John H.": "Miller",
        "Plato": "Plato",
    }
    assert family_names(["Page, Scott E.", "Page, Larry"]) == {
        "Page, Scott E.": "Scott E. Page",
        "Page, Larry": "Larry Page",
    }


def test_paragraphs_are_parted_by_blank_lines_and_keep_their_line_breaks() -> None:
    assert paragraphs("One\nstill one.\n \n\n Two.\n\n") == ["One\nstill one.", "Two."]


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "ltr"),
        ("ar", "rtl"),
        ("AR-EG", "rtl"),
        ("he", "rtl"),
        ("ku-Arab", "rtl"),
        ("ku", "ltr"),
    ],
)
def test_direction_follows_the_language(language: str, expected: str) -> None:
    assert direction(language) == expected


def test_an_address_may_break_after_its_slashes_and_carries_no_markup() -> None:
    assert breakable("/a/<b>/") == "/<wbr>a/<wbr>&lt;b&gt;/<wbr>"


@pytest.mark.parametrize(
    ("address", "expected"),
    [("https://www.sec.gov/a/b", "www.sec.gov"), ("urn:isbn:1", "urn:isbn:1")],
)
def test_an_address_is_known_by_its_host(address: str, expected: str) -> None:
    assert host(address) == expected


def test_parts_in_markup_are_listed_as_prose_lists_them() -> None:
    parts = [SafeString("<b>A</b>"), SafeString("B"), SafeString("C")]
    assert listed_html(parts) == "<b>A</b>, B and C"
    assert listed_html(parts[:1]) == "<b>A</b>"
    assert listed_html([]) == ""


def test_what_was_typed_is_quoted_and_carries_no_markup() -> None:
    assert either(["<b>", "day"]) == "“<bdi>&lt;b&gt;</bdi>” or “<bdi>day</bdi>”"
