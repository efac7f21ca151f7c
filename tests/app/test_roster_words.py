"""What titles of a roster say."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from trimtab.app.roster_words import find_leave, is_call, is_home_call, is_moonlighting, is_relevant
from trimtab.domain.commitments import Commitment, CommitmentKind, DayNote

MONDAY = date(2026, 11, 2)


def titled(name: str, kind: CommitmentKind = "duty") -> Commitment:
    """Twelve hours with a title."""
    start = datetime(2026, 11, 2, 8, tzinfo=UTC)
    return Commitment("", name, start, start + timedelta(hours=12), kind)


@pytest.mark.parametrize(
    ("name", "days", "is_leave"),
    [
        ("Vacation", 1, True),
        ("PTO", 1, True),
        ("Annual leave", 5, True),
        ("LEAVE - Lisbon", 2, True),
        ("Congé", 1, True),
        ("Holiday", 3, True),
        ("Holiday: Thanksgiving", 1, False),
        ("Vacation request due", 1, False),
        ("No vacation", 1, False),
        ("Leave early", 1, False),
        ("OFF", 1, False),
        ("Vacationland", 1, False),
    ],
)
def test_leave_is_what_all_day_entries_call_so(name, days, is_leave):
    """Vacation, leave and PTO on any day, a holiday from two days on; wishes are none."""
    note = DayNote(name, MONDAY, MONDAY + timedelta(days=days - 1))
    assert len(find_leave([note])) == (days if is_leave else 0)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("On call", True),
        ("MICU 28h call", True),
        ("On-call", True),
        ("Garde", True),
        ("Calls", True),
        ("Short call", False),
        ("Day call", False),
        ("Post-call clinic", False),
        ("Called in", False),
        ("Callaghan ward", False),
        ("Night float", False),
    ],
)
def test_a_call_goes_through_the_night(name, expected):
    """Short and day calls, and what follows a call, are none."""
    assert is_call(titled(name)) == expected


def test_home_call_is_known_by_kind_and_by_its_french_name():
    """The calendar's reading knows the English titles."""
    assert is_home_call(titled("Call", "home_call"))
    assert is_home_call(titled("Garde à domicile"))
    assert not is_home_call(titled("Garde"))


@pytest.mark.parametrize(
    ("name", "kind", "expected"),
    [
        ("Ward", "duty", True),
        ("Conference", "lecture", True),
        ("Clinic", "clinic", True),
        ("Home call", "home_call", True),
        ("Moonlighting ED", "personal", True),
        ("Moonlight walk", "personal", False),
        ("Dinner", "family", False),
        ("Dentist", "appointment", False),
        ("Off", "duty", False),
        ("Annual leave", "duty", False),
    ],
)
def test_work_is_what_rules_are_about(name, kind, expected):
    """Duty, clinic, teaching, home call, and moonlighting wherever it stands."""
    assert is_relevant(titled(name, kind)) == expected


def test_moonlighting_is_told_by_its_title():
    """So that it is counted, and told."""
    assert is_moonlighting(titled("Locum, county hospital"))
    assert not is_moonlighting(titled("Ward"))
