"""Which all-day entries make a day off."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from trimtab.app.plan_week import find_days_off
from trimtab.domain.commitments import DayNote

FIRST = date(2026, 11, 3)


def days_off(name: str, length: int) -> int:
    """How many of the days of an entry of that name and length are off."""
    note = DayNote(name, FIRST, FIRST + timedelta(days=length - 1))
    return len(find_days_off([note]))


@pytest.mark.parametrize(
    ("name", "one", "three"),
    [
        ("Vacation", 1, 3),
        ("Annual leave (approved)", 1, 3),
        ("PTO", 1, 3),
        ("Holiday: Lisbon", 0, 3),  # a single public holiday is often worked
        ("Conference", 0, 0),
        ("OFF", 0, 0),
    ],
)
def test_vacation_and_leave_are_off_and_longer_holidays(name, one, three):
    """Vacation and leave count from one day on, a holiday from two."""
    assert (days_off(name, 1), days_off(name, 3)) == (one, three)


@pytest.mark.parametrize("name", ["Laptop training", "Symptom course", "Captopril journal club"])
def test_words_count_only_whole(name):
    """Letters that happen to stand inside another word say nothing."""
    assert days_off(name, 3) == 0


def test_no_notes_no_days_off():
    """Without all-day entries every day is as it is."""
    assert find_days_off([]) == frozenset()
