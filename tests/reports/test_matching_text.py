"""A matching in words."""

from __future__ import annotations

from trimtab.domain.markets import Blocking, Matching
from trimtab.reports.residency.matching_text import MOST_LINES, matching_text

BLOCKING = (Blocking(("Ben", "Cem"), ("City", "Mercy")),)


def test_a_stable_matching_says_so():
    """Names in columns, who is left, and that it holds."""
    text = matching_text(Matching({"Ann": "City", "Ebenezer": "Mercy"}, ("Ben",)))
    assert text.splitlines() == [
        "2 of 3 applicants matched.",
        "  Ann       City",
        "  Ebenezer  Mercy",
        "Unmatched: Ben",
        "Stable: nobody would rather have each other than what they have.",
    ]


def test_that_none_exists_is_only_said_when_known():
    """Looked through, or only tried: two different sentences, and who would rather."""
    known = matching_text(Matching({}, ("Ben", "Cem"), BLOCKING, none_exists=True))
    assert "No stable matching exists here" in known
    tried = matching_text(Matching({}, ("Ben", "Cem"), BLOCKING, tries=32))
    assert "No stable matching was found in 32 tries" in tried
    assert "exists" not in tried
    assert tried.endswith("  Ben and Cem with City and Mercy\n")


def test_long_matchings_are_cut():
    """Some lines of each kind, and how many more there are."""
    many = {f"a{number:03}": "City" for number in range(MOST_LINES + 3)}
    text = matching_text(Matching(many, (), BLOCKING * 9, tries=2))
    assert "  … and 3 more, in --json." in text
    assert "  … and 4 more, in --json." in text
