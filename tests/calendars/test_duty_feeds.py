"""Duty feeds as services write them: synthetic look-alikes, each event right or a named problem."""

from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

FOLDER = Path(__file__).parents[1] / "data" / "calendars" / "duty-feeds"
NEW_YORK = ZoneInfo("America/New_York")
CODES = {"NF": ((1140, 420),), "HC": ((1020, 420),)}
FEEDS = {
    "qgenda": (
        [
            "16 19:00-07:00 NF duty",
            "17 13:00-17:00 Continuity clinic clinic",
            "17 17:00-07:00 HC home_call",
        ],
        ["No Call Request 18-18", "Vacation 19-21", "XR 23-23"],
        ['"XR" names 1 day without hours'],
    ),
    "amion": (
        ["16 08:00-20:00 Ward Senior duty", "17 20:00-08:00 Night float duty"],
        ["Jeopardy 19-19"],
        ['"Jeopardy" names 1 day without hours'],
    ),
    "lightning-bolt": (
        ["16 08:00-08:00 Anes Call 1 (24h) duty"],
        ["Post-Call 17-17"],
        [],
    ),
    "opentempo": (["16 06:30-17:00 OR 7 duty", "17 19:00-07:00 OB 7p-7a duty"], [], []),
    "bytebloc": (["16 07:00-15:00 ED 7a duty", "17 15:00-23:00 ED 3p duty"], [], []),
    "spin-fusion": (
        ["16 07:00-19:00 Hospitalist Days duty", "17 19:00-07:00 Hospitalist Nights duty"],
        [],
        [],
    ),
    "shiftadmin": (["16 23:00-07:00 North ED - Overnight duty"], [], []),
    "ukg": (
        ["16 07:00-19:30 Shift 07:00-19:30 duty"],
        ["PTO 17-17", "On Call 18-18"],
        ['"Customized Time Zone" is not known', '"On Call" names 1 day without hours'],
    ),
    "when-i-work": (
        ["16 09:00-17:00 Shift as Scribe at East clinic clinic"],
        ["OpenShift as Scribe 17-17"],
        ['Events marked as free take no time, such as "OpenShift as Scribe"'],
    ),
    "sling": (["16 08:00-16:00 Ward clerk duty"], ["Time off 17-17"], []),
    "humanity": (["16 07:00-19:00 Nurse - Days duty"], ["Leave 18-19"], []),
}


def event_text(one):
    """Day, hours in New York, name and kind."""
    start, end = one.start.astimezone(NEW_YORK), one.end.astimezone(NEW_YORK)
    return f"{start:%d %H:%M}-{end:%H:%M} {one.name} {one.kind}"


def test_every_feed_has_its_test():
    """No look-alike stands there unread."""
    assert {path.stem for path in FOLDER.glob("*.ics")} == set(FEEDS)


@pytest.mark.parametrize("name", sorted(FEEDS))
def test_each_event_is_right_or_a_named_problem(read_file, name):
    """Hours, kinds, whole days and problems of one service's feed."""
    events, notes, problems = FEEDS[name]
    reading = read_file(
        f"duty-feeds/{name}.ics", kind="duty", codes=CODES, code_kinds={"HC": "home_call"}
    )
    assert sorted(map(event_text, reading.commitments)) == sorted(events)
    assert [f"{one.name} {one.first.day}-{one.last.day}" for one in reading.day_notes] == notes
    assert len(reading.problems) == len(problems)
    for told, words in zip(reading.problems, problems, strict=True):
        assert words in told.what


def test_two_duties_on_one_day_are_both_there(read_file):
    """A clinic in the afternoon and home call from 17:00 of the same day."""
    reading = read_file("duty-feeds/qgenda.ics", kind="duty", codes=CODES)
    tuesday = [one.name for one in reading.commitments if one.start.astimezone(NEW_YORK).day == 17]
    assert tuesday == ["Continuity clinic", "HC"]


@pytest.mark.parametrize("title", ["Off-site clinic", "Sign-off rounds", "Leave meeting early"])
def test_a_timed_event_within_a_day_stays_an_event(read_events, title):
    """Only an event from midnight to midnight can be a free day; words alone are not enough."""
    when = (
        "DTSTART;TZID=America/New_York:20261116T080000\nDTEND;TZID=America/New_York:20261116T170000"
    )
    assert len(read_events(f"SUMMARY:{title}\n{when}", kind="duty").commitments) == 1


def test_hours_in_a_title_count_in_duty_calendars_alone(read_events):
    """Hours in the title of a whole day of a personal calendar stay a note."""
    event = "SUMMARY:Fair 7a-7p\nDTSTART;VALUE=DATE:20261116"
    assert read_events(event, kind="personal").commitments == ()
    assert len(read_events(event, kind="duty").commitments) == 1


def test_a_code_with_a_kind_tells_timed_events_too(read_events):
    """HC means home call whether its row has hours or not."""
    when = (
        "DTSTART;TZID=America/New_York:20261116T170000\nDTEND;TZID=America/New_York:20261117T070000"
    )
    reading = read_events(
        f"SUMMARY:HC\n{when}", kind="duty", codes=CODES, code_kinds={"HC": "home_call"}
    )
    assert [one.kind for one in reading.commitments] == ["home_call"]
