"""Series unrolled: rules, exceptions, moved and cancelled occurrences, and clock changes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

NEW_YORK = ZoneInfo("America/New_York")


def local_starts(reading, zone=NEW_YORK):
    """Starts on the local clock, for reading at a glance."""
    return [one.start.astimezone(zone).strftime("%m-%d %H:%M") for one in reading.commitments]


def test_rule_exception_addition_move_and_cancellation(read_file):
    """Mondays to 30 Nov, without the 9th, plus the 12th, the 16th moved, the 23rd cancelled."""
    reading = read_file("recurring.ics")
    expected = ["11-02 08:00", "11-12 13:00", "11-17 10:00", "11-30 08:00"]
    assert local_starts(reading) == expected
    assert [one.name for one in reading.commitments][2] == "Teaching (moved)"
    assert reading.problems == ()


def test_a_change_of_this_and_all_later_occurrences_moves_them_too(read_file):
    """From the 16th on, each of the five rounds is two hours later."""
    expected = ["11-02 08:00", "11-09 08:00", "11-16 10:00", "11-23 10:00", "11-30 10:00"]
    assert local_starts(read_file("this-and-future.ics")) == expected


def test_until_a_day_includes_the_evening_of_that_day(read_file):
    """UNTIL=20261117 keeps the clinic at 20:00 on the 17th, which is past midnight in UTC."""
    expected = ["11-03 20:00", "11-10 20:00", "11-17 20:00"]
    assert local_starts(read_file("until-a-day.ics")) == expected


def test_a_weekly_event_written_in_utc_keeps_its_hour_where_the_calendar_is(read_file):
    """The calendar states New York, so the 08:00 lecture stays at 08:00 in winter time."""
    reading = read_file("weekly-in-utc.ics", first="2026-10-19", last="2026-11-08")
    assert local_starts(reading) == ["10-19 08:00", "10-26 08:00", "11-02 08:00"]


@pytest.mark.parametrize("where", [("new-york", "America/New_York"), ("london", "Europe/London")])
@pytest.mark.parametrize(
    ("season", "days", "night_hours"),
    [("spring", ("2027-03-01", "2027-04-15"), 11), ("autumn", ("2026-10-10", "2026-11-20"), 13)],
    ids=["spring", "autumn"],
)
def test_weeks_of_a_clock_change(read_file, where, season, days, night_hours):
    """A weekly 08:00 stays 08:00; 19:00-07:00 over the change lasts 11 or 13 real hours."""
    place, zone = where
    reading = read_file(f"clock-change-{place}.ics", *days, zone)
    by_name = {}
    for one in reading.commitments:
        by_name.setdefault(one.name, []).append(one)
    lectures = [one.start.astimezone(ZoneInfo(zone)) for one in by_name[f"Lecture {season}"]]
    assert [(when.hour, when.minute) for when in lectures] == [(8, 0)] * 3
    (night,) = by_name[f"Night {season}"]
    assert night.end - night.start == timedelta(hours=night_hours)
    hours = [(one.end - one.start) / timedelta(hours=1) for one in by_name[f"Nights {season}"]]
    assert hours == [12] * 6 + [night_hours] + [12]  # the seventh night is the change


@pytest.mark.parametrize("season", ["spring", "autumn"])
def test_a_stated_length_is_real_hours_over_a_clock_change(read_file, season):
    """DURATION:PT12H lasts twelve hours as they pass, whatever the clock shows."""
    days = {"spring": ("2027-03-13", "2027-03-14"), "autumn": ("2026-10-31", "2026-11-01")}
    reading = read_file("clock-change-new-york.ics", *days[season])
    (twelve,) = [one for one in reading.commitments if one.name == f"Twelve hours {season}"]
    assert twelve.end - twelve.start == timedelta(hours=12)


def test_one_uid_for_many_shifts_loses_none(read_file):
    """Feeds that give every event the same UID still give three shifts."""
    reading = read_file("one-uid.ics")
    assert [one.name for one in reading.commitments] == ["Shift 0", "Shift 1", "Shift 2"]
    assert len({one.uid for one in reading.commitments}) == 3


def test_the_newest_version_counts_even_when_it_left_the_days_asked(read_file):
    """An interview moved to February leaves nothing behind in November."""
    assert read_file("versions.ics").commitments == ()
    february = read_file("versions.ics", first="2027-02-01", last="2027-02-28")
    assert len(february.commitments) == 1


def test_years_of_weeks_before_change_nothing(read_events):
    """A fortnightly Thursday since 2010 falls on the same days as counted by hand."""
    reading = read_events(
        "UID:1\nSUMMARY:Choir\nDTSTART;TZID=America/New_York:20100107T190000\n"
        "DTEND;TZID=America/New_York:20100107T210000\nRRULE:FREQ=WEEKLY;INTERVAL=2"
    )
    # 2010-01-07 plus 14 * 439 days is 2026-11-05
    assert datetime(2010, 1, 7, tzinfo=UTC) + timedelta(days=14 * 439) == datetime(
        2026, 11, 5, tzinfo=UTC
    )
    assert local_starts(reading) == ["11-05 19:00", "11-19 19:00"]


def test_a_long_repeating_event_that_began_before_still_touches(read_events):
    """A five-day retreat each month that began on 30 October is there on 1 November."""
    reading = read_events(
        "UID:1\nSUMMARY:Camp\nDTSTART;TZID=America/New_York:20260930T090000\n"
        "DTEND;TZID=America/New_York:20261005T090000\nRRULE:FREQ=MONTHLY;BYMONTHDAY=30",
        last="2026-11-02",
    )
    assert local_starts(reading) == ["10-30 09:00"]


def test_repeating_days_give_a_note_each(read_events):
    """A yearly birthday is a note on its day."""
    reading = read_events(
        "UID:1\nSUMMARY:Birthday\nDTSTART;VALUE=DATE:19560312\nRRULE:FREQ=YEARLY",
        first="2027-03-01",
        last="2027-03-31",
    )
    assert [(note.name, note.first.isoformat()) for note in reading.day_notes] == [
        ("Birthday", "2027-03-12")
    ]


def test_periods_as_extra_dates_keep_their_own_length(read_events):
    """An RDATE period lasts as long as it says."""
    reading = read_events(
        "UID:1\nSUMMARY:Consults\nDTSTART:20261103T130000Z\nDURATION:PT1H\n"
        "RDATE;VALUE=PERIOD:20261104T130000Z/PT3H,20261105T130000Z/20261105T150000Z"
    )
    hours = [(one.end - one.start) / timedelta(hours=1) for one in reading.commitments]
    assert hours == [1, 3, 2]


@pytest.mark.parametrize(
    ("rule", "days"),
    [
        ("FREQ=MONTHLY;BYDAY=2TU", [10]),
        ("FREQ=MONTHLY;BYDAY=-1FR", [27]),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", [30]),
        ("FREQ=YEARLY;BYMONTH=11;BYDAY=4TH", [26]),
        ("FREQ=YEARLY;BYWEEKNO=46;BYDAY=MO", [9]),
        ("FREQ=YEARLY;BYYEARDAY=-61", [1]),
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", [30]),
        ("FREQ=DAILY;INTERVAL=10", [2, 12, 22]),
        ("FREQ=DAILY;BYMONTH=11;BYDAY=SU", [1, 8, 15, 22, 29]),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SU;WKST=SU", [8, 9, 22, 23]),
        ("FREQ=WEEKLY;BYDAY=MO, TU;UNTIL=20261110T235959Z", [2, 3, 9, 10]),
    ],
)
def test_rules_fall_on_the_days_a_calendar_shows(read_events, rule, days):
    """Days of November 2026 by the wall calendar, for a series begun on 6 January 2026."""
    reading = read_events(
        f"UID:1\nSUMMARY:S\nDTSTART:20260106T120000Z\nDURATION:PT1H\nRRULE:{rule}"
    )
    assert [one.start.day for one in reading.commitments] == days


def test_what_lies_in_the_hour_that_clocks_skip_keeps_its_length(read_file):
    """02:15 to 03:00 is 03:15 to 04:00 that night, a daily hour lasts an hour; both are said."""
    reading = read_file("skipped-hour.ics", first="2027-03-08", last="2027-03-21")
    handover, rounds = (
        [one for one in reading.commitments if one.name == name] for name in ("Handover", "Round")
    )
    assert local_starts(reading)[4:6] == ["03-14 03:00", "03-14 03:15"]
    assert [one.end - one.start for one in handover] == [timedelta(minutes=45)]
    assert [one.end - one.start for one in rounds] == [timedelta(hours=1)] * 8
    told = [said.what for said in reading.problems if "hour that clocks skip" in said.what]
    assert len(told) == 2
    assert '"Handover" lies in the hour that clocks skip on 14 Mar 2027' in told[0]
