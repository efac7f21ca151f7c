"""Lines with several days, moments, weeks and months: each word on its own day, or named."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("line", "events"),
    [
        ("2026-11-16 19:00-07:00 Night", ["16 Nov 19:00-07:00 Night duty"]),
        ("2026-11-16 07:00-19:00 Ward", ["16 Nov 07:00-19:00 Ward duty"]),
        ("2026-11-16T07:00-19:00 Ward", ["16 Nov 07:00-19:00 Ward duty"]),
        (
            "2026-11-16T07:00:00-06:00 to 2026-11-16T19:00:00-06:00 ED",
            ["16 Nov 08:00-20:00 ED duty"],
        ),
        ("2026-11-16 07:00 - 2026-11-16 19:00 Ward", ["16 Nov 07:00-19:00 Ward duty"]),
        ("2026-11-17T19:00 to 2026-11-18T07:00 Night", ["17 Nov 19:00-07:00 Night duty"]),
        ("11/19/2026 7:00 PM - 11/20/2026 7:00 AM | ICU", ["19 Nov 19:00-07:00 ICU duty"]),
        ("Nov 21, 2026, 7 PM \u2013 Nov 22, 2026, 7 AM ED", ["21 Nov 19:00-07:00 ED duty"]),
        ("24.11.2026, 20:00 Uhr bis 25.11.2026, 08:00 Uhr A", ["24 Nov 20:00-08:00 A duty"]),
        ("Nov 16: Nights 7p-7a", ["16 Nov 19:00-07:00 Nights duty"]),
        (
            "Nov 23 - Nov 24: Nights 7p-7a",
            [f"{day} Nov 19:00-07:00 Nights duty" for day in (23, 24)],
        ),
        ("Nov 23-24: Nights 7p-7a", [f"{day} Nov 19:00-07:00 Nights duty" for day in (23, 24)]),
        ("Nov 10 through 11: ICU 7a-7p", [f"{day} Nov 07:00-19:00 ICU duty" for day in (10, 11)]),
        (
            "Mon-Tue 11/16-11/17 Ward 8a-5p",
            [f"{day} Nov 08:00-17:00 Ward duty" for day in (16, 17)],
        ),
        (
            "21 Nov 7a-7p, 22 Nov 7p-7a",
            ["21 Nov 07:00-19:00 7a-7p duty", "22 Nov 19:00-07:00 7p-7a duty"],
        ),
        (
            "MICU: 21 Nov 7a-7p, 22 Nov 7p-7a",
            ["21 Nov 07:00-19:00 MICU duty", "22 Nov 19:00-07:00 MICU duty"],
        ),
        (
            "Days 7a-7p on 11/16, 11/17 and 11/20, and nights (7p-7a) 11/23-11/24.",
            [f"{day} Nov 07:00-19:00 Days duty" for day in (16, 17, 20)]
            + [f"{day} Nov 19:00-07:00 nights duty" for day in (23, 24)],
        ),
        (
            "Sat 21st / Sun 22nd Nov W/E LD 0800-2030",
            [f"{day} Nov 08:00-20:30 W/E LD duty" for day in (21, 22)],
        ),
        ("16, 17 and 18 Nov: 7a-7p A", [f"{day} Nov 07:00-19:00 A duty" for day in (16, 17, 18)]),
        ("11/20 0700 - 1900: Wards", ["20 Nov 07:00-19:00 Wards duty"]),
        ("12 Nov 7pm start, 12 hours ED", ["12 Nov 19:00-07:00 ED duty"]),
        ("19 Nov 24h call starting 7am", ["19 Nov 07:00-07:00 call duty"]),
        ("19 Nov 8am to 12noon ward", ["19 Nov 08:00-12:00 ward duty"]),
        ("11/23 from 15:00 to 23.00 ED", ["23 Nov 15:00-23:00 ED duty"]),
    ],
)
def test_each_word_is_on_its_own_day(read, told, line, events):
    """Nothing of one day is put on another, and no hours are made up."""
    assert told(read(line, "m.txt")) == events


def test_hours_up_to_the_next_day_reach_there(read):
    """7a to 11a the next day is 28 hours on each date of the list."""
    text = "Overnight call: 11/16/2026, 11/20/2026 (7a - 11a next day)\n24 Nov 2026 8a-9a (+1) A\n"
    commitments = read(text, "m.txt").commitments
    assert [(one.end - one.start).total_seconds() / 3600 for one in commitments] == [28, 28, 25]
    assert commitments[0].name == "Overnight call"


@pytest.mark.parametrize(
    "line",
    [
        "Dec 1 through Xmas: ICU 7a-7p",
        "Nov 16 and 17 NF 7a-7p",
        "Mon, Tue 17 Nov: 7a-7p",
        "Ward 7, 20 Nov: 7a-7p",
        "11/12 Nov 7a-7p",
        "17 Nov 7a-7p swap for 18 Nov 7p-7a",
        "16 Nov 7a-7p, Tue 7p-7a",
        "2026-11-16 7 - 2026-11-17 7 Ward",
        "2026-11-16 19:00 to 2026-11-25 07:00 Ward",
        "Name Mon 11/16 Tue 11/17 Wed 11/18",
        "16 Nov 07:00 - 17 Nov 07:00 Ward 7a-7p",
    ],
)
def test_a_line_not_wholly_understood_is_named_and_not_used(read, line):
    """A date, weekday or end left over names the line; nothing of it takes time."""
    reading = read(line, "m.txt", last="2026-12-31")
    assert (reading.commitments, reading.day_notes) == ((), ())
    assert any("left out" in one.what for one in reading.problems)


def test_weekdays_below_the_heading_of_their_week(read, told):
    """Weekdays, lists and rows of them are days of the week named above, until the next heading."""
    text = (
        "Week of 11/16/2026\nMon 7a-7p\nWed OFF\nThu: 7p-7a\nWeek of 11/23/2026\n"
        "Mon, Tue: 7p-7a\nFri-Sat: call 7a-7p\nSo I will 7a-7p\nTue 7a-7p, Wed 7p-7a\n"
    )
    reading = read(text, "m.txt")
    assert told(reading) == [
        "16 Nov 07:00-19:00 7a-7p duty",
        "19 Nov 19:00-07:00 7p-7a duty",
        "23 Nov 19:00-07:00 7p-7a duty",
        "24 Nov 19:00-07:00 7p-7a duty",
        "27 Nov 07:00-19:00 call duty",
        "28 Nov 07:00-19:00 call duty",
    ]
    assert [note.first.day for note in reading.day_notes] == [18]
    assert [one.line for one in reading.problems] == [8, 9]


def test_a_week_named_by_its_middle_is_told(read, told):
    """Monday in the week of a Wednesday is the one after it, and that is to be checked."""
    reading = read("Week of Wed 18 Nov 2026\nMon 7a-7p\n", "m.txt")
    assert told(reading) == ["23 Nov 07:00-19:00 7a-7p duty"]
    assert "week of 18 November is read from that day on" in reading.problems[0].what


def test_days_below_the_heading_of_their_month(read, told):
    """Numbers below "November 2026" are its days where hours or a code follow; others are named."""
    reading = read("November 2026\n16 D\n17 7a-7p Ward\n8 patients seen\n7-15 ED\n", "m.txt")
    assert told(reading) == ["17 Nov 07:00-19:00 Ward duty"]
    assert [(note.first.day, note.name) for note in reading.day_notes] == [(16, "D")]
    assert [one.line for one in reading.problems if "understood" in one.what] == [4, 5]


def test_what_stands_below_a_day(read, told):
    """A day off, a start with its length and a lone clock time belong to the day above."""
    text = "Mon 16 Nov 2026\n24h call starting 7am\nTue 17 Nov 2026\nOFF\n5:30 pm Club\nThanks\n"
    reading = read(text, "m.txt")
    assert told(reading) == ["16 Nov 07:00-07:00 call duty"]
    assert [note.name for note in reading.day_notes] == ["OFF", "5:30 pm Club"]
    assert [one.line for one in reading.problems] == [5, 6]


@pytest.mark.parametrize(
    "line",
    [
        "[10/11/2026, 21:14:40] Zoe: Wed 18 Nov 8-20 noche",
        "[9:14 PM, 10/11/2026] Zoe: Wed 18 Nov 8-20 noche",
        "10/11/2026, 21:14 - Zoe: Wed 18 Nov 8-20 noche",
    ],
)
def test_a_chat_is_read_without_when_it_was_written(read, told, line):
    """The day of a message is no day of duty, and it is said that it was left out."""
    reading = read(f"{line}\ncan you take Thurs 7p-7a?\n", "m.txt")
    assert told(reading) == ["18 Nov 08:00-20:00 noche duty"]
    assert any("chat" in one.what for one in reading.remarks)
    assert [one.line for one in reading.problems if "understood" in one.what] == [2]


def test_the_head_of_a_mail_is_no_duty(read, told):
    """When a mail was sent says nothing; From and To that are hours below a day are kept."""
    head = "From: Chief <chief@hospital.example>\nSent: Tuesday, November 10, 2026 4:32 PM\n"
    reading = read(f"{head}To: Ada\nSubject: Schedule\nMon 16 Nov 2026 7a-7p A\n", "m.txt")
    assert told(reading) == ["16 Nov 07:00-19:00 A duty"]
    assert (reading.problems, reading.day_notes) == ((), ())
    assert read("Date: 16 Nov 2026\nFrom: 7am\nTo: 7pm\n", "m.txt").problems
