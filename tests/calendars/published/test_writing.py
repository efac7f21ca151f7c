"""A plan as a calendar: the same bytes each time, and the same blocks when read back."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
import recurring_ical_events
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from trimtab.calendars.published.writing import plan_to_ics, published_events
from trimtab.calendars.published.zone_writing import clock_changes, timezone_component
from trimtab.calendars.reading import read_calendar
from trimtab.calendars.zones import zone_defined
from trimtab.domain.commitments import CalendarSource
from trimtab.domain.people import Profile
from trimtab.domain.plans import Block, Certificate, Plan
from trimtab.domain.privacy import TOPIC_NAMES
from trimtab.domain.publishing import Publishing
from trimtab.domain.time import Horizon

STAMP = datetime(2026, 10, 20, 6, 30, 15, 999, tzinfo=UTC)
NEW_YORK = "America/New_York"
ZONES = [
    NEW_YORK,
    "Europe/London",
    "Asia/Kolkata",
    "Australia/Lord_Howe",
    "Africa/Casablanca",
    "UTC",
]


def plan_of(*blocks, zone=NEW_YORK, first=date(2026, 10, 26), person="Ada"):
    """A plan of these blocks alone."""
    horizon = Horizon(first, 7, zone)
    return Plan(person, horizon, blocks, (), (), Certificate(1.0, 1.0, 0.0, 0.0))


def block(name="Run", day=27, hour=7, minutes=45, **more):
    """A block on a day of October 2026 in New York, minutes as they pass."""
    zone = ZoneInfo(NEW_YORK)
    start = datetime(2026, 10, day, hour, tzinfo=zone)
    end = (start.astimezone(UTC) + timedelta(minutes=minutes)).astimezone(zone)
    return Block(start, end, name, **{"kind": "practice", "uid": f"{name}-{day}", **more})


def read_back(content, zone=NEW_YORK):
    """Names, starts and ends as this program reads them."""
    days = date(2026, 10, 1), date(2026, 12, 31)
    reading = read_calendar(content, CalendarSource("week.ics"), *days, zone)
    return [(one.name, one.start, one.end) for one in reading.commitments]


def test_the_same_plan_and_stamp_give_the_same_bytes():
    """Nothing in the file depends on when or where it is written."""
    plan = plan_of(block(value="body", note="with Jo"), block("Nap", 28, kind="nap"))
    assert plan_to_ics(plan, STAMP) == plan_to_ics(plan, STAMP)


def test_what_a_file_looks_like():
    """CRLF, folded lines, stamps in UTC, zone and UIDs as subscribers need them."""
    content = plan_to_ics(plan_of(block(value="body", note="x" * 100)), STAMP)
    text = content.decode()
    lines = text.split("\r\n")
    assert "\n" not in text.replace("\r\n", "")
    assert max(len(line.encode()) for line in lines) <= 75
    for expected in (
        "PRODID:-//Trimtab//Trimtab//EN",
        "X-WR-CALNAME:Ada: plan",
        "X-WR-TIMEZONE:America/New_York",
        "REFRESH-INTERVAL;VALUE=DURATION:PT15M",
        "X-PUBLISHED-TTL:PT15M",
        "BEGIN:VTIMEZONE",
        "SEQUENCE:0",
        "LAST-MODIFIED:20261020T063015Z",
        "STATUS:CONFIRMED",
        "TRANSP:OPAQUE",
        "COLOR:seagreen",
        "DTSTAMP:20261020T063015Z",
        "DTSTART;TZID=America/New_York:20261027T070000",
        "DTEND;TZID=America/New_York:20261027T074500",
        "SUMMARY:Run",
        "CATEGORIES:practice,body",
    ):
        assert expected in lines


def test_commitments_are_not_written_again():
    """They stand in the person's calendars already."""
    content = plan_to_ics(plan_of(block("Ward", kind="commitment"), block("Run", 28)), STAMP)
    assert [name for name, *_ in read_back(content)] == ["Run"]


def test_a_plan_of_nothing_is_still_a_calendar():
    """No blocks give a calendar without events."""
    calendar = Calendar.from_ical(plan_to_ics(plan_of(person=""), STAMP))
    assert str(calendar["X-WR-CALNAME"]) == "Plan"
    assert calendar.subcomponents == []


def test_uids_differ_even_when_blocks_share_theirs():
    """Two sittings with one UID, and blocks without any, all stay apart and stable."""
    blocks = [block(), block(hour=9), block("A", uid=""), block("A", 28, uid="")]
    first, again = (
        [event.uid for event in published_events(plan_of(*blocks), stamp)]
        for stamp in (STAMP, STAMP + timedelta(days=1))
    )
    assert len(set(first)) == 4
    assert first == again


def test_two_people_never_share_a_uid():
    """The same block in the plans of two people is two events to a program that shows both."""
    (ada,), (ben,) = (published_events(plan_of(block(), person=name), STAMP) for name in "AB")
    assert ada.uid != ben.uid


def test_blocks_over_a_clock_change_keep_their_real_length():
    """Sleep from 22:00 for nine real hours ends at 06:00 on the night clocks go back."""
    sleep = block("Sleep", 31, 22, 9 * 60, kind="sleep")
    assert sleep.end.hour == 6
    ((_, start, end),) = read_back(plan_to_ics(plan_of(sleep), STAMP))
    assert end - start == timedelta(hours=9)


def test_the_hour_that_comes_twice_is_written_without_doubt():
    """A block in the second 01:00 hour is written in UTC, the only clear way to say it."""
    zone = ZoneInfo(NEW_YORK)
    start = datetime(2026, 11, 1, 6, 10, tzinfo=UTC).astimezone(zone)
    end = datetime(2026, 11, 1, 6, 30, tzinfo=UTC).astimezone(zone)
    nap = Block(start, end, "Nap", "nap", uid="nap")
    content = plan_to_ics(plan_of(nap), STAMP)
    assert b"DTSTART:20261101T061000Z" in content
    assert read_back(content) == [
        ("Nap", datetime(2026, 11, 1, 6, 10, tzinfo=UTC), datetime(2026, 11, 1, 6, 30, tzinfo=UTC))
    ]


def test_another_library_reads_the_same_blocks():
    """recurring-ical-events finds each block where the plan has it."""
    blocks = [block(), block("Sleep", 31, 22, 9 * 60, kind="sleep")]
    calendar = Calendar.from_ical(plan_to_ics(plan_of(*blocks), STAMP))
    events = recurring_ical_events.of(calendar).between((2026, 10, 26), (2026, 11, 3))
    found = sorted((event["DTSTART"].dt, event["DTEND"].dt) for event in events)
    assert found == [(one.start, one.end) for one in blocks]


# icalendar writes a backslash before a capital N as a line break, and drops a byte order mark that
# begins a text; nobody names a block so
NAMES = st.text(
    st.characters(
        exclude_categories=["Cs", "Cc"],
        exclude_characters="\ufeff",
        include_characters="\n,;:\\\"'😀é",
    ),
    min_size=1,
    max_size=80,
).filter(lambda text: "\\N" not in text)


@given(
    st.lists(st.tuples(NAMES, st.integers(0, 21 * 288), st.integers(1, 300)), max_size=5),
    st.sampled_from(ZONES),
    NAMES,
)
def test_reading_a_written_plan_gives_its_blocks(rows, key, note):
    """Whatever the names, notes, zone and times around clock changes, nothing is lost."""
    zone, origin = ZoneInfo(key), datetime(2026, 10, 18, tzinfo=UTC)
    blocks = [
        Block(
            (origin + timedelta(minutes=5 * start)).astimezone(zone),
            (origin + timedelta(minutes=5 * (start + length))).astimezone(zone),
            name,
            "task",
            "learning, deep",
            note=note,
            uid=f"{name}-{number}",
        )
        for number, (name, start, length) in enumerate(rows)
    ]
    shown = Profile(publishing=Publishing(show=TOPIC_NAMES))
    content = plan_to_ics(plan_of(*blocks, zone=key), STAMP, shown)
    expected = {(one.name, one.start.astimezone(UTC), one.end.astimezone(UTC)) for one in blocks}
    assert set(read_back(content, "Pacific/Auckland")) == expected
    assert [str(event["DESCRIPTION"]) for event in Calendar.from_ical(content).walk("VEVENT")] == [
        note
    ] * len(blocks)


@pytest.mark.parametrize("key", ZONES)
def test_the_written_zone_says_what_the_zone_says(key):
    """Every offset of two years by the written VTIMEZONE is the zone's own."""
    text = timezone_component(key, 2026, 2027).to_ical().decode().replace(key, "Written")
    written, zone = zone_defined(text), ZoneInfo(key)
    instants = [
        datetime(2026, 1, 1, 0, 30, tzinfo=UTC) + timedelta(hours=7 * n) for n in range(2500)
    ]
    clocks = [instant.astimezone(zone).replace(tzinfo=None, fold=0) for instant in instants]
    wrong = [
        clock
        for clock in clocks
        if clock.replace(tzinfo=written).utcoffset() != clock.replace(tzinfo=zone).utcoffset()
    ]
    assert wrong == []


def test_clock_changes_of_new_york():
    """New York changes at 07:00 UTC in March and 06:00 UTC in November."""
    changes = list(clock_changes(ZoneInfo(NEW_YORK), 2026, 2026))[1:]
    assert [change.instant for change in changes] == [
        datetime(2026, 3, 8, 7, 0, tzinfo=UTC),
        datetime(2026, 11, 1, 6, 0, tzinfo=UTC),
    ]
    assert [change.is_summer for change in changes] == [True, False]
    assert all(a.offset_after == b.offset_before for a, b in pairwise(changes))


def test_a_later_plan_of_the_same_blocks_keeps_the_uids():
    """Only the stamp changes when nothing moved."""
    plan = plan_of(block(), block("Nap", 28, kind="nap"))
    later = STAMP + timedelta(hours=2)
    assert plan_to_ics(plan, later) == plan_to_ics(plan, STAMP).replace(
        b"20261020T063015Z", b"20261020T083015Z"
    )
    assert plan_to_ics(replace(plan, open_minutes=7), STAMP) == plan_to_ics(plan, STAMP)
