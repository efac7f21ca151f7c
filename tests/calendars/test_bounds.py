"""Hostile and broken calendars end quickly and never stop the reading of the others."""

from __future__ import annotations

import importlib.util
from collections import Counter
from datetime import date
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trimtab.calendars import occurrences
from trimtab.calendars.reading import read_calendar
from trimtab.domain.commitments import CalendarSource

NOVEMBER = date(2026, 11, 1), date(2026, 11, 30)
BEGIN = "UID:1\nSUMMARY:Bomb\nDTSTART:{start}T120000Z\nDURATION:PT30M\n"
EVERY_MINUTE = "BYHOUR={}".format(",".join(map(str, range(24)))) + ";BYMINUTE={}".format(
    ",".join(map(str, range(60)))
)


@pytest.fixture
def unrolled(monkeypatch):
    """The rules that are handed on to be unrolled, in place of unrolling them."""
    seen = []
    component = occurrences._component

    def record(event, number):
        seen.extend(rule.to_ical().decode() for rule in event.rules)
        return component(event, number)

    monkeypatch.setattr(occurrences, "_component", record)
    return seen


@pytest.mark.parametrize(
    ("rule", "why"),
    [
        ("FREQ=SECONDLY", "repeats every second or minute"),
        ("FREQ=MINUTELY;INTERVAL=10", "repeats every second or minute"),
        ("FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30", "repeats every second or minute"),
        ("FREQ=DAILY;INTERVAL=0", "repeats with an interval of nothing"),
        ("FREQ=HOURLY", "repeats too many times before these days"),
        (f"FREQ=DAILY;{EVERY_MINUTE}", "repeats too many times before these days"),
    ],
)
def test_rules_that_would_run_for_minutes_are_refused(read_events, unrolled, rule, why):
    """The rule is told and not unrolled; the first date stays, the other event is read."""
    other = "UID:2\nSUMMARY:Sound\nDTSTART:20261110T120000Z\nDURATION:PT1H"
    reading = read_events(BEGIN.format(start=20000101) + f"RRULE:{rule}", other)
    assert unrolled == []
    assert [one.name for one in reading.commitments] == ["Sound"]
    assert reading.problems[0].what == f'"Bomb" {why}; only its first date is used.'
    assert reading.problems[0].line == 2


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=MONTHLY;BYMONTH=2,4,6,9;BYMONTHDAY=31",
        "FREQ=MONTHLY;BYDAY=1MO;BYMONTHDAY=30",
        "FREQ=YEARLY;BYMONTH=11;BYDAY=5MO;BYMONTHDAY=2",
        "FREQ=YEARLY;BYWEEKNO=20;BYMONTH=11",
        "FREQ=YEARLY;BYYEARDAY=366",
        "FREQ=DAILY;INTERVAL=7;BYDAY=WE",
        "FREQ=MONTHLY;INTERVAL=12;BYMONTH=11",
        "FREQ=YEARLY;INTERVAL=5",
        "FREQ=DAILY;BYSETPOS=2",
        "FREQ=WEEKLY;BYDAY=MO;BYSETPOS=5",
        "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=31",
        "FREQ=DAILY;UNTIL=20251231T000000Z",
    ],
)
def test_rules_that_match_no_day_asked_are_not_unrolled(read_events, unrolled, rule):
    """30 February and its like, which are searched for until the year 9999, cost nothing."""
    reading = read_events(BEGIN.format(start=20240102) + f"RRULE:{rule}")
    assert unrolled == []
    assert reading.commitments == ()


def test_an_hourly_series_that_ended_long_ago_is_no_reproach(read_events):
    """What is over before the days asked is not refused, so nobody is asked to mend it."""
    rule = "RRULE:FREQ=HOURLY;UNTIL=20050101T000000Z"
    other = "UID:2\nSUMMARY:Sound\nDTSTART:20261110T120000Z\nDURATION:PT1H"
    assert read_events(BEGIN.format(start=20000101) + rule, other).problems == ()


def test_every_part_of_the_search_agrees_with_a_rule_that_does_match(read_events):
    """A rule with every kind of part that falls on 30 November is found there."""
    rule = "FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=-1;BYYEARDAY=334;BYDAY=MO;BYSETPOS=1"
    reading = read_events(BEGIN.format(start=20240102) + f"RRULE:{rule}")
    assert [one.start.day for one in reading.commitments] == [30]


def test_occurrences_are_capped(read_events, monkeypatch):
    """More than the most that are used of one event is told; the first ones stay."""
    monkeypatch.setattr(occurrences, "MOST_OCCURRENCES", 10)
    reading = read_events(BEGIN.format(start=20261101) + "RRULE:FREQ=DAILY")
    assert [one.start.day for one in reading.commitments] == list(range(1, 11))
    assert "happens more than 10 times in these days" in reading.problems[0].what


def test_events_are_capped(read_events, monkeypatch):
    """Beyond the most events the rest are told by the line where they begin."""
    monkeypatch.setattr("trimtab.calendars.reading.MOST_EVENTS", 2)
    event = "SUMMARY:E{0}\nDTSTART:2026111{0}T120000Z\nDURATION:PT1H"
    reading = read_events(*(event.format(n) for n in range(4)))
    assert [one.name for one in reading.commitments] == ["E0", "E1"]
    assert reading.problems[0].line == 12


def test_long_lists_of_exceptions_are_refused(read_events):
    """Fifty thousand exceptions leave the event out and say so."""
    dates = ",".join(["20261110T120000Z"] * 50_000)
    reading = read_events(BEGIN.format(start=20261101) + f"RRULE:FREQ=DAILY\nEXDATE:{dates}")
    assert reading.commitments == ()
    assert "dates one by one" in reading.problems[0].what


def test_an_event_of_ten_thousand_years(read_events):
    """A code row from year 1 to 9999 gives the days asked and no more."""
    event = "SUMMARY:NF\nDTSTART;VALUE=DATE:00010101\nDTEND;VALUE=DATE:99991231"
    reading = read_events(event, codes={"NF": ((1140, 420),)})
    assert len(reading.commitments) == 31  # the night before reaches in
    repeated = read_events(event + "\nRRULE:FREQ=YEARLY")
    assert len(repeated.day_notes) == 1


@pytest.mark.parametrize(
    "content",
    [
        b"BEGIN:VCALENDAR\n" + b"BEGIN:VEVENT\n" * 5000 + b"END:VEVENT\n" * 5000,
        b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART" + b';A="' * 50_000 + b":20261110\nEND:VEVENT",
        b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:99991231T235959Z\nDURATION:P99999W\nEND:VEVENT",
        b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART;TZID=Asia/Tokyo:00010101T000000\nEND:VEVENT",
        b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20261101T000000Z\nDURATION:-PT1H\nEND:VEVENT",
        b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:" + b"9" * 100_000 + b"\nEND:VEVENT",
        b"\xff\xfe" + b"B\x00" * 9 + b"x",
    ],
    ids=["nested", "quotes", "end-of-time", "start-of-time", "backwards", "digits", "half-utf-16"],
)
def test_odd_bytes_end_in_problems(content):
    """Nesting, open quotes, the edges of time and half characters are told, never raised."""
    reading = read_calendar(content, CalendarSource("a.ics", "duty"), *NOVEMBER, "America/New_York")
    assert reading.commitments == ()


PIECES = [
    *("BEGIN:VCALENDAR", "BEGIN:VEVENT", "END:VEVENT", "END:VCALENDAR", "BEGIN:VTIMEZONE"),
    *("END:VTIMEZONE", "TZID:X", "BEGIN:STANDARD", "END:STANDARD", "TZOFFSETTO:+01", "UID:1"),
    *("DTSTART:20261110T080000", "DTSTART;TZID=X:20261110T080000", "DTSTART;VALUE=DATE:20261110"),
    *("DTEND:20261110T090000Z", "DTEND:20261112", "DURATION:PT1H", "DURATION:P1D", "SUMMARY:NF"),
    *("RRULE:FREQ=DAILY", "RRULE:FREQ=WEEKLY;UNTIL=20261120", "RRULE:FREQ=YEARLY;BYDAY=54MO"),
    *(
        "RDATE:20261112T080000Z/PT2",
        "EXDATE:20261111",
        "RDATE;VALUE=PERIOD:20261112T080000Z/PT2H",
        "RDATE:20261112",
    ),
    *("RECURRENCE-ID:20261111T080000Z", "RECURRENCE-ID;RANGE=THISANDFUTURE:20261111", "junk"),
    *("SEQUENCE:3", "STATUS:CANCELLED", "X-WR-TIMEZONE:Mars/Olympus", "METHOD:CANCEL", " fold"),
    *("RRULE:FREQ=MONTHLY;BYSETPOS=-1;BYDAY=FR", "RRULE:COUNT=3", "RRULE:FREQ=DAILY;COUNT=-1"),
]


@settings(max_examples=300)
@given(st.lists(st.sampled_from(PIECES), max_size=30))
def test_no_arrangement_of_lines_raises(lines):
    """Any order of plausible lines gives a reading."""
    content = "\r\n".join(["BEGIN:VCALENDAR", "BEGIN:VEVENT", *lines]).encode()
    source = CalendarSource("a.ics", codes={"NF": ((1140, 420),)})
    reading = read_calendar(content, source, *NOVEMBER, "America/New_York")
    assert reading.problems or reading.commitments or reading.day_notes


@settings(max_examples=200)
@given(st.binary(max_size=300))
def test_no_bytes_raise(content):
    """Any bytes after a calendar's first lines give a reading with a word about it."""
    begin = b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:20261110T080000Z\r\n"
    reading = read_calendar(begin + content, CalendarSource("a.ics"), *NOVEMBER, "UTC")
    assert reading.problems


def packaged_calendars(package, folder):
    """Calendar files that an installed package brings along for its own tests."""
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        return []
    return sorted(Path(spec.origin).parent.joinpath(folder).rglob("*.ics"))


PACKAGED = packaged_calendars("icalendar", "tests") + packaged_calendars(
    "recurring_ical_events", "test"
)
SPANS = [(date(2000, 1, 1), date(2020, 12, 31)), NOVEMBER]


@pytest.mark.skipif(not PACKAGED, reason="the calendar libraries came without their tests")
def test_every_calendar_the_libraries_test_with_is_read():
    """Their broken and fuzzed files give readings, over twenty years and over one month."""
    for path, days in product(PACKAGED, SPANS):
        reading = read_calendar(
            path.read_bytes(), CalendarSource(path.name, "duty"), *days, "America/New_York"
        )
        said = reading.commitments or reading.day_notes or reading.problems
        assert said or days == NOVEMBER, path.name  # a month without events needs no words


@pytest.mark.parametrize(
    ("rule", "begun", "days"),
    [
        ("FREQ=YEARLY", "1950-11-12", [12]),
        ("FREQ=YEARLY;INTERVAL=4", "1950-11-12", [12]),
        ("FREQ=YEARLY;INTERVAL=5", "1950-11-12", []),
        ("FREQ=MONTHLY;INTERVAL=7", "1951-08-12", [12]),
        ("FREQ=MONTHLY;BYDAY=2TU", "1950-01-10", [10]),
        ("FREQ=YEARLY;BYMONTH=11;BYDAY=4TH", "1950-11-23", [26]),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", "1950-01-31", [30]),
        ("FREQ=MONTHLY;COUNT=1000", "1950-01-12", [12]),
        ("FREQ=MONTHLY", "1952-02-29", [29]),
        ("FREQ=WEEKLY;INTERVAL=2", "1950-01-03", [10, 24]),
    ],
)
def test_series_begun_long_ago_fall_where_they_did(read_events, rule, begun, days):
    """Steps skipped between then and now change no date."""
    start = begun.replace("-", "")
    reading = read_events(f"SUMMARY:A\nDTSTART:{start}T120000Z\nDURATION:PT1H\nRRULE:{rule}")
    assert [one.start.day for one in reading.commitments] == days


def test_hundreds_of_birthdays_are_all_followed(read_events):
    """Yearly series from 1950 on cost no effort to speak of, so none is left on its first date."""
    event = "SUMMARY:Birthday of {0}\nDTSTART;VALUE=DATE:19501110\nRRULE:FREQ=YEARLY"
    reading = read_events(*(event.format(n) for n in range(500)))
    assert (len(reading.day_notes), reading.problems) == (500, ())


def test_series_share_one_bound_of_effort(read_events, monkeypatch):
    """Beyond it series are read by their own dates, which is said once."""
    monkeypatch.setattr(occurrences, "MOST_EFFORT", 1000)
    event = "UID:{0}\nSUMMARY:E{0}\nDTSTART:20261102T1{0}0000Z\nDURATION:PT1H\nRRULE:FREQ=DAILY"
    reading = read_events(*(event.format(n) for n in range(6)))
    times = Counter(one.name for one in reading.commitments)
    assert [times[f"E{n}"] for n in range(6)] == [29, 29, 1, 1, 1, 1]
    assert [problem.what for problem in reading.problems] == [
        'Too much repeats in this calendar: "E2" and 3 more are read by their first dates only.'
    ]


def test_words_of_a_megabyte_are_cut(read_events):
    """Titles, places and UIDs keep their first thousand letters; two long UIDs stay two events."""
    event = "UID:{0}{1}\nSUMMARY:{0}\nLOCATION:{0}\nDTSTART:2026110{1}T120000Z\nDURATION:PT1H"
    reading = read_events(*(event.format("x" * 5000, n) for n in (2, 3)))
    first, second = reading.commitments
    assert (len(first.name), len(first.location)) == (1000, 1000)
    assert first.uid.split("/")[0] != second.uid.split("/")[0]
