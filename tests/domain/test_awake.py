"""Hours in which two people are both awake, against clocks read minute by minute."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import cycle, pairwise
from zoneinfo import ZoneInfo

import pytest

from trimtab.domain.awake import both_awake, clock_changes, waking_intervals
from trimtab.domain.people import OtherPerson
from trimtab.domain.time import ClockSpan, Horizon, Interval

NEW_YORK, LAGOS = "America/New_York", "Africa/Lagos"
PAIRS = [
    (NEW_YORK, LAGOS),  # one changes, the other never
    (NEW_YORK, "Europe/London"),  # both change, weeks apart
    ("America/Los_Angeles", "Australia/Sydney"),  # opposite seasons
    ("Europe/Berlin", "Asia/Kolkata"),  # half an hour apart
    ("Australia/Lord_Howe", "Asia/Kathmandu"),  # half an hour of change, a quarter of an hour
    ("Pacific/Apia", "Pacific/Auckland"),  # beside the date line
    ("Pacific/Kiritimati", "Pacific/Honolulu"),  # a whole day apart
    ("Africa/Casablanca", "Europe/Paris"),  # back for Ramadan
    ("Africa/Cairo", "Asia/Beirut"),  # at midnight, on other days
    ("America/Santiago", "America/St_Johns"),  # the end of a Saturday; half an hour
    ("America/Havana", "Asia/Karachi"),  # midnight comes twice
    ("Atlantic/Azores", "Pacific/Chatham"),
]
SPANS = [
    (ClockSpan(7 * 60, 22 * 60), ClockSpan(6 * 60 + 30, 21 * 60 + 30)),
    (ClockSpan(14 * 60, 2 * 60), ClockSpan(8 * 60, 1440)),  # past midnight
    (ClockSpan(2 * 60 + 15, 13 * 60), ClockSpan(1 * 60 + 30, 1 * 60)),  # in hours that change
    (ClockSpan(0, 2 * 60 + 30), ClockSpan(20 * 60, 1 * 60 + 45)),
]
MINUTE = timedelta(minutes=1)


def offsets_change(zone: str, first: datetime, last: datetime) -> list[datetime]:
    """Days on which a zone's clock changes, by looking at each."""
    there, found = ZoneInfo(zone), []
    while first < last:
        later = first + timedelta(days=1)
        if first.astimezone(there).utcoffset() != later.astimezone(there).utcoffset():
            found.append(first)
        first = later
    return found


def readings(zone: str, start: datetime, minutes: int) -> list[datetime]:
    """What a clock on the wall shows, minute by minute."""
    there = ZoneInfo(zone)
    return [(start + MINUTE * n).astimezone(there).replace(tzinfo=None) for n in range(minutes)]


def awake_minutes(zone: str, span: ClockSpan, start: datetime, minutes: int) -> set[int]:
    """Minutes awake: from the first showing of the begin to the first showing of the end."""
    clock = readings(zone, start, minutes)
    first_shown = {clock[0]: 0}
    highest = clock[0]
    for number, shown in enumerate(clock):
        while highest < shown:
            highest += MINUTE
            first_shown[highest] = number
    found: set[int] = set()
    day = clock[0].date() + timedelta(days=1)
    while day < clock[-1].date():
        midnight = datetime.combine(day, datetime.min.time())
        length = timedelta(minutes=span.minutes)
        begin = midnight + timedelta(minutes=span.start)
        end = begin + length
        if end in first_shown:
            found.update(range(first_shown[begin], first_shown[end]))
        day += timedelta(days=1)
    return found


def check_days(pair: tuple[str, str], spans: tuple[ClockSpan, ClockSpan], day: date) -> int:
    """Compare days of the first one's with the clocks on both walls; minutes they share."""
    here, there = pair
    horizon = Horizon(day, 3, here)
    start = horizon.origin - timedelta(days=3)
    length = horizon.minutes + 6 * 1440
    both = awake_minutes(here, spans[0], start, length) & awake_minutes(
        there, spans[1], start, length
    )
    expected = {n - 3 * 1440 for n in both if 0 <= n - 3 * 1440 < horizon.minutes}
    mine = waking_intervals(OtherPerson("I", here, spans[0]), horizon)
    found = both_awake(mine, OtherPerson("They", there, spans[1]), horizon)
    assert {n for one in found for n in range(one.start, one.end)} == expected, (pair, day, spans)
    assert all(a.end < b.start for a, b in pairwise(found))
    return len(expected)


@pytest.mark.long
@pytest.mark.parametrize("pair", PAIRS, ids="-".join)
def test_windows_are_right_across_every_clock_change_of_five_years(pair):
    """Around each change of either clock 2026 to 2030, seen from both ends, to the minute."""
    first, last = datetime(2026, 1, 1, tzinfo=UTC), datetime(2031, 1, 1, tzinfo=UTC)
    changes = sorted({*offsets_change(pair[0], first, last), *offsets_change(pair[1], first, last)})
    shared = 0
    turns = cycle(SPANS)
    for change in changes:
        day = change.date() - timedelta(days=1)
        shared += check_days(pair, next(turns), day)
        shared += check_days((pair[1], pair[0]), next(turns), day)
    assert not changes or shared > 0


def test_every_zone_meets_every_pair_of_hours():
    """One spring and one autumn change, with all hours, those the clock skips or repeats too."""
    for spans in SPANS:
        for day in (date(2026, 3, 7), date(2026, 10, 31)):
            check_days((NEW_YORK, "Australia/Lord_Howe"), spans, day)
            check_days(("Africa/Cairo", "Pacific/Apia"), spans, day)


def test_a_call_home_moves_an_hour_when_the_clocks_do():
    """Lagos is up till 21:30: that is 16:30 in New York in winter and 17:30 in summer."""
    week = Horizon(date(2026, 3, 7), 2, NEW_YORK)
    mother = OtherPerson("Mother", LAGOS, ClockSpan(6 * 60 + 30, 21 * 60 + 30))
    awake = [week.span_on(day, ClockSpan(7 * 60, 22 * 60)) for day in range(2)]
    found = both_awake(awake, mother, week)
    clocks = [(week.clock_of(one.start), week.clock_of(one.end)) for one in found]
    assert clocks == [(7 * 60, 15 * 60 + 30), (7 * 60, 16 * 60 + 30)]


def test_hours_in_which_they_are_taken_are_left_out():
    """A partner on duty at noon is no company then."""
    day = Horizon(date(2026, 11, 16), 1, LAGOS)
    partner = OtherPerson("Partner", LAGOS, ClockSpan(480, 1320))
    found = both_awake([Interval(0, 1440)], partner, day, [Interval(720, 780)])
    assert found == [Interval(480, 720), Interval(780, 1320)]


def test_changes_are_told_to_the_minute():
    """Lord Howe goes back half an hour at 02:00 on 5 April 2026."""
    week = Horizon(date(2026, 4, 1), 7, "Australia/Lord_Howe")
    (change,) = clock_changes("Australia/Lord_Howe", week)
    assert (change.at, change.minutes) == (datetime(2026, 4, 4, 15, 0, tzinfo=UTC), -30)
    assert list(clock_changes(LAGOS, week)) == []
