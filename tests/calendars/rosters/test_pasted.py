"""Lines pasted from a message or a PDF."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("line", "events"),
    [
        ("Mon 11/16 7p-7a MICU", ["16 Nov 19:00-07:00 MICU duty"]),
        ("- 16 Nov: 0700-1900 Ward", ["16 Nov 07:00-19:00 Ward duty"]),
        (
            "• Monday, November 16, 2026 \u2013 7:00 PM to 7:00 AM",
            ["16 Nov 19:00-07:00 7:00 PM to 7:00 AM duty"],
        ),
        ("MICU on 16/11 19:00\u201307:00", ["16 Nov 19:00-07:00 MICU duty"]),
        ("16 Nov: NF", ["16 Nov 19:00-07:00 NF duty"]),
        (
            "11/16\u201311/18 Nights 19:00-07:00",
            [f"{day} Nov 19:00-07:00 Nights duty" for day in (16, 17, 18)],
        ),
        ("Nov 16-17 NF", ["16 Nov 19:00-07:00 NF duty", "17 Nov 19:00-07:00 NF duty"]),
        ("Mon 11/16 - Tue 11/17: NF", ["16 Nov 19:00-07:00 NF duty", "17 Nov 19:00-07:00 NF duty"]),
        ("16.11. 08:00 16:00 Station 3", ["16 Nov 08:00-16:00 Station 3 duty"]),
        ("Mon 16: 7a-7p", ["16 Nov 07:00-19:00 7a-7p duty"]),
        ("Wed 18th - 7a-7p", ["18 Nov 07:00-19:00 7a-7p duty"]),
        ("Mar 17/11: 20h-8h garde", ["17 Nov 20:00-08:00 garde duty"]),
        ("Nov 16 | 1900 | 0700 | MICU", ["16 Nov 19:00-07:00 MICU duty"]),
        ("Call 7a-7p: 11/16, 11/19", [f"{day} Nov 07:00-19:00 Call duty" for day in (16, 19)]),
        (
            "Call 7a-7p: Nov 16, 19 and 22",
            [f"{day} Nov 07:00-19:00 Call duty" for day in (16, 19, 22)],
        ),
        ("Sat 21 Nov 17:00-07:00 home call", ["21 Nov 17:00-07:00 home call home_call"]),
    ],
)
def test_lines_as_people_write_them(read, told, line, events):
    """Each line gives its days and hours."""
    assert told(read(line, "m.txt", codes={"NF": ((1140, 420),)})) == events


def test_a_day_above_its_hours(read, told):
    """A line that is only a day heads the lines below it."""
    text = (
        "Monday 16 November\n07:00-12:00 Ward\n13:00-17:00 Clinic\n\nTuesday 17 November\n7p-7a\n"
    )
    assert told(read(text, "m.txt")) == [
        "16 Nov 07:00-12:00 Ward duty",
        "16 Nov 13:00-17:00 Clinic clinic",
        "17 Nov 19:00-07:00 7p-7a duty",
    ]


def test_lines_not_understood_are_told_by_line(read):
    """A greeting and thanks are named; the way to write a line stands once."""
    problems = read("Hi Ada\n11/16 7a-7p MICU\nThanks\n", "m.txt", zone="America/New_York").problems
    told = [one for one in problems if "not understood" in one.what]
    assert [(one.line, bool(one.mend)) for one in told] == [(1, True), (3, False)]


def test_a_weekday_without_its_day_is_never_put_on_the_day_above(read):
    """A line "Wednesday 7a-7p" below a line of the 16th belongs to no day that is known."""
    reading = read("Mon 16 Nov 2026 7a-7p\nWednesday: 7a-7p\n", "m.txt")
    assert len(reading.commitments) == 1
    assert [one.line for one in reading.problems] == [2]


def test_many_lines_not_understood_are_counted(read):
    """Eight are named, the others counted."""
    problems = read("word\n" * 30 + "16 Nov 2026 7a-7p\n", "m.txt").problems
    assert "22 more lines" in problems[-1].what


@pytest.mark.parametrize(
    ("line", "words"), [("16 Nov 7p call", '"7p"'), ("16 Nov 7-7 ward", '"7-7"')]
)
def test_hours_half_said_are_told_once(read, line, words):
    """A lone 7p and a bare 7-7 take no time and are asked about once, not as codes too."""
    reading = read(line, "m.txt", codes={"X": ()})
    about = [one.what for one in reading.problems if "year" not in one.what]
    assert len(about) == 1
    assert words in about[0]
    assert len(reading.day_notes) == 1


def test_a_week_heading_is_no_duty(read, told):
    """A line such as "Week of 16 Nov" says when, not what."""
    text = "Roster for the week of 16 Nov 2026\nTue 17 Nov 7a-7p Ward\n"
    assert told(read(text, "m.txt")) == ["17 Nov 07:00-19:00 Ward duty"]


def test_a_calendar_with_a_wrong_ending_is_a_calendar(read):
    """What the bytes say counts more than the name."""
    event = "BEGIN:VEVENT\nUID:1\nSUMMARY:A\nDTSTART:20261116T120000Z\nDURATION:PT1H\nEND:VEVENT\n"
    assert len(read(f"BEGIN:VCALENDAR\n{event}END:VCALENDAR\n", "m.txt").commitments) == 1
