"""What is asked, said in one line."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from trimtab.domain.commitments import Commitment
from trimtab.domain.requests import Asked, asked_text

TODAY = date(2026, 11, 16)
DASH = "\u2013"


def asked(*days: int, hours: float = 1, **more) -> Asked:
    """A board at 17:00 UTC so many days after Monday 16 November."""
    start = datetime(2026, 11, 16, 17, tzinfo=UTC)
    occurrences = tuple(
        Commitment(
            str(day),
            "Board",
            start + timedelta(day),
            start + timedelta(day, hours=hours),
            "lecture",
        )
        for day in days
    )
    return Asked("Board", "lecture", "UTC", occurrences, **more)


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ((1,), "Tue 17 Nov 2026 17:00-18:00"),
        ((1, 8, 15), "Tuesdays 17:00-18:00 until Tue 1 Dec 2026, 3 times"),
        ((8, 15), "Tuesdays 17:00-18:00 from Tue 24 Nov 2026 until Tue 1 Dec 2026, 2 times"),
        ((1, 15), "every other Tuesday 17:00-18:00 until Tue 1 Dec 2026, 2 times"),
        ((1, 22, 43), "every 3 weeks on Tuesdays 17:00-18:00 until Tue 29 Dec 2026, 3 times"),
        ((1, 3, 8, 10), "Tuesdays and Thursdays 17:00-18:00 until Thu 26 Nov 2026, 4 times"),
        ((0, 1, 2, 3, 4), "weekdays 17:00-18:00 until Fri 20 Nov 2026, 5 times"),
        (tuple(range(7)), "every day 17:00-18:00 until Sun 22 Nov 2026, 7 times"),
        ((1, 3), "Tue 17 Nov 2026 and Thu 19 Nov 2026 17:00-18:00"),
        ((1, 9, 15), "Tue 17 Nov 2026, Wed 25 Nov 2026 and Tue 1 Dec 2026 17:00-18:00"),
        (
            (1, 29, 64),
            "third Tuesday of the month 17:00-18:00 until Tue 19 Jan 2027, 3 times",
        ),
        ((1, 9, 15, 17, 30, 34, 50), "7 times 17:00-18:00 from Tue 17 Nov 2026 to Tue 5 Jan 2027"),
    ],
)
def test_times_are_said_by_their_simplest_rule(days, said):
    """A rule where one gives exactly these days, else the days, else how many."""
    assert asked_text(asked(*days), TODAY).replace(DASH, "-") == f"Board: {said}"


def test_an_end_as_said_a_missing_one_and_the_way_are_told():
    """Until the day named; with no end given; and how one gets there."""
    days = asked(1, 8, until=date(2026, 11, 30))
    assert asked_text(days, TODAY, "on site").endswith("until Mon 30 Nov 2026, 2 times, on site")
    endless = asked(1, 8, has_no_end=True)
    assert asked_text(endless, TODAY).endswith(", with no end given")


def test_different_hours_have_no_rule():
    """The same weekday at two hours is told by its count."""
    mixed = asked(1)
    other = asked(8, hours=2)
    both = Asked("Board", "lecture", "UTC", mixed.occurrences + other.occurrences)
    assert asked_text(both, TODAY) == "Board: 2 times from Tue 17 Nov 2026 to Tue 24 Nov 2026"
