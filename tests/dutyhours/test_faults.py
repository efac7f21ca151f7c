"""Five faults of an open validator of duty hours, none of them here."""

from __future__ import annotations

from written_rosters import DAY, HOUR, Case, book, call, duty, rotation


def test_fourteen_hours_follow_a_call_not_ten():
    """Ten and thirteen hours after 24 in house are too few: fourteen are asked for."""
    for rest in (10 * HOUR, 13 * HOUR):
        begins = 7 * HOUR + rest
        entries = [call(1), duty(2 + begins // DAY, begins % DAY / HOUR, 300)]
        found = [("rest_after_call", "breach", rest, 14 * HOUR)]
        assert Case("rest", entries, found).found() == found


def test_the_first_year_has_no_limit_of_sixteen_hours():
    """Since 2017 a first-year resident may stay as long as anybody: 24 hours and four."""
    for hours in (16.5, 24, 28):
        assert Case("long", [call(1, hours)], choices={"is_first_year": True}).found() == []
    assert not [rule for rule in book("acgme").rules if 960 in rule.limits.values()]


def test_days_in_a_row_are_no_continuous_duty():
    """Six days of twelve hours are six duties, the longest of twelve hours."""
    week = [duty(day, 7, 720) for day in range(6)]
    assert Case("week", week, rule="twenty-four-and-four").found() == []
    assert Case("week", week).found() == []


def test_hours_are_those_of_the_clock_and_not_half_days():
    """Two mornings of 3 h 10 are 6 h 20, and 07:50 to 13:20 is no day of two halves."""
    report = Case(
        "mornings", [duty(0, 8, 190), duty(1, 8, 190), duty(2, 7 + 50 / 60, 330)]
    ).report()
    assert report.weeks[0].minutes == 190 + 190 + 330


def test_afternoons_are_no_nights():
    """Fourteen afternoons of call, 13:00 to 19:00, are no night of call and no night in a row."""
    afternoons = [duty(day, 13, 360, "On call") for day in range(14)]
    choices = {"most_nights": 1, "rotations": (rotation(14),)}
    case = Case("afternoons", afternoons, rule="every-third-night", choices=choices)
    assert case.found() == []
    assert not [one for one in case.report().findings if one.rule == "nights_in_row"]
