"""A terminal of plain letters shows readable words, not question marks."""

from __future__ import annotations

import pytest

from trimtab.cli.plain_letters import register_plain_letters


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("7\N{EN DASH}8", "7-8"),
        ("9½ h", "9.5 h"),
        ("½ h", "0.5 h"),
        ("Slow…", "Slow."),
        ("Zoë\N{RIGHT SINGLE QUOTATION MARK}s “walk”", 'Zoe\'s "walk"'),
        ("日 and ☕", "? and ?"),
    ],
)
def test_signs_become_plain_letters(written, shown):
    """Dashes, halves, quotes and accents have a stand-in; only what has none is a question mark."""
    assert written.encode("ascii", register_plain_letters()) == shown.encode()


def test_what_can_be_encoded_is_left_alone():
    """A page of Western letters keeps its half and its accents."""
    assert (
        "9½ é \N{EN DASH}".encode("latin-1", register_plain_letters()).decode("latin-1") == "9½ é -"
    )
