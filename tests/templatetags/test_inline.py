"""A component is rendered once for the same values, and anew for others."""

from django.utils.safestring import SafeString
from pytest_django import Settings

from principles.templatetags.components import inline


def test_the_same_values_give_what_was_rendered() -> None:
    assert inline("status", verdict="elided") is inline("status", verdict="elided")
    assert inline("status", verdict="elided") != inline("status", verdict="altered")


def test_what_is_safe_is_not_taken_for_what_is_escaped() -> None:
    typed, safe = "a < b", SafeString("a < b")
    assert "a &lt; b" in inline("status", verdict="elided", word=typed)
    assert "a < b" in inline("status", verdict="elided", word=safe)


def test_a_developer_sees_a_changed_template_at_once(settings: Settings) -> None:
    settings.DEBUG = True
    assert inline("status", verdict="elided") is not inline("status", verdict="elided")
