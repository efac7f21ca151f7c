"""Small things said with blocks: getting up, and water for those who ask."""

from __future__ import annotations

from dataclasses import replace

import pytest
from last_plans import block
from written_weeks import HOME, profile, written

from trimtab.planner.small_notes import with_small_notes

FEET = "10 min on your feet after it"


def noted(*blocks, **more) -> list[str]:
    """The notes of blocks."""
    week = written(profile(**more)).week
    return [one.note for one in with_small_notes(week, blocks)]


@pytest.mark.parametrize(
    ("minutes", "note"),
    [(45, ""), (50, FEET), (90, FEET), (95, "a few minutes on your feet each hour")],
)
def test_long_sittings_say_when_to_get_up(minutes, note):
    """From 50 minutes on after it, beyond 90 within it."""
    assert noted(block("mon 09:00", minutes, "Report", "task")) == [note]


def test_where_something_follows_at_once_nobody_is_sent_to_walk():
    """Five minutes later a call begins."""
    after = block("mon 10:05", 10, "Call home", "people")
    assert noted(block("mon 09:00", 60, "Report", "task"), after) == ["", ""]


def test_what_was_said_is_said_once():
    """A note from the last plan stays, its small words do not pile up."""
    report = replace(block("mon 09:00", 60, "Report", "task"), note=f"in one go; {FEET}")
    assert noted(report) == [f"in one go; {FEET}"]
    short = replace(report, end=report.start.replace(minute=30))
    assert noted(short) == ["in one go"]


def test_water_is_for_those_who_ask():
    """Meals remind of a glass, and only where the profile says so."""
    lunch = block("mon 12:30", 30, "Lunch", "meal")
    assert noted(lunch) == [""]
    assert noted(lunch, person=replace(HOME, water_reminders=True)) == ["a glass of water"]


def test_a_plan_of_nothing_has_nothing_to_say():
    """No blocks, no notes."""
    assert noted() == []
