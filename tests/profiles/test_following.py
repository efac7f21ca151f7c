"""A change is kept beside others that have nothing to do with it."""

from __future__ import annotations

import pytest

from trimtab.profiles.following import can_follow

PERSON = '[person]\ntime_zone = "Europe/Berlin"\n'
EXAMS = [f'[[exam]]\nname = "{name}"\ndate = 2027-03-16\nquestions = 9\n' for name in "ABC"]
A, B, C = EXAMS
OTHER = PERSON + "commute_minutes = 20\n"
MINE = PERSON + "commute_minutes = 40\n"


@pytest.mark.parametrize(
    ("then", "now", "after"),
    [
        (PERSON, OTHER, OTHER + A),
        (PERSON + A, PERSON + A + B, PERSON + A + B + C),
        (PERSON + A, OTHER + A, OTHER),
        (PERSON, PERSON + "# noted\n", MINE + "# noted\n"),
    ],
)
def test_what_touches_nothing_changed_meanwhile_can_follow(then, now, after):
    """Rows added, and tables that nobody else touched."""
    assert can_follow(then, now, after)


@pytest.mark.parametrize(
    ("then", "now", "after"),
    [
        (PERSON, OTHER, MINE),
        (PERSON + A + B, PERSON + B, PERSON),
        (PERSON + A, PERSON, PERSON + A),
        (PERSON, PERSON + A, PERSON + A + A),
        (PERSON, OTHER, OTHER + B + B),
        (PERSON, OTHER, OTHER + "[person"),
    ],
)
def test_what_both_changed_cannot(then, now, after):
    """Keys of one table, numbers that moved, rows taken off meanwhile, and what is not sound."""
    assert not can_follow(then, now, after)
