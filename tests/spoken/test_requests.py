"""Requests as sentences, understood and said again."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trimtab.calendars.kinds import kind_of
from trimtab.domain.errors import UnclearLineError
from trimtab.domain.requests import Asked, asked_text
from trimtab.domain.time import WEEKDAYS
from trimtab.spoken.requests import read_request

NOW = datetime(2026, 11, 16, 6, 0, tzinfo=ZoneInfo("America/New_York"))
DASH = "\u2013"


def read(sentence: str, now: datetime = NOW) -> Asked:
    """The sentence as understood on Monday 16 November 2026 at six."""
    return read_request(sentence, now, kind_of)


def said(sentence: str) -> str:
    """What is shown before the answer."""
    return asked_text(read(sentence), NOW.date()).replace(DASH, "-")


@pytest.mark.parametrize(
    ("sentence", "understood"),
    [
        (
            f"Committee, Tuesdays 17:00{DASH}18:30 until 31 January",
            "Committee: Tuesdays 17:00-18:30 until Sun 31 Jan 2027, 11 times",
        ),
        ("Extra shift Sat 28 Nov 07:00-19:00", "Extra shift: Sat 28 Nov 2026 07:00-19:00"),
        (
            "Journal club every other Wednesday 12:00-13:00 for 8 weeks",
            "Journal club: every other Wednesday 12:00-13:00 until Tue 12 Jan 2027, 4 times",
        ),
        ("Talk on 3 December 14:00 for 90 minutes", "Talk: Thu 3 Dec 2026 14:00-15:30"),
        (
            "Committee Friday 17:00-18:00 until 31 January",
            "Committee: Fridays 17:00-18:00 until Sun 31 Jan 2027, 11 times",
        ),
        (
            "Interviews Mondays and Wednesdays in January 13:00-17:00",
            ("Interviews: Mondays and Wednesdays 13:00-17:00 from Mon 4 Jan 2027 "
            "until Sun 31 Jan 2027, 8 times"),
        ),
        (
            "Board Tuesdays 17:00-18:30 from January to March",
            "Board: Tuesdays 17:00-18:30 from Tue 5 Jan 2027 until Wed 31 Mar 2027, 13 times",
        ),
        (
            "Teaching on Thursdays from 3 to 4 pm, from December on?",
            "Teaching: Thursdays 15:00-16:00 from Thu 3 Dec 2026, with no end given",
        ),
        (
            "Board Tuesdays in November 17:00-18:00",
            "Board: Tuesdays 17:00-18:00 until Mon 30 Nov 2026, 2 times",
        ),
        ("Board, Tuesdays 19:00-20:00 starting next month",
         "Board: Tuesdays 19:00-20:00 from Tue 1 Dec 2026, with no end given"),
        ("Board, Mondays 7-8pm starting next week until Christmas",
         "Board: Mondays 19:00-20:00 from Mon 23 Nov 2026 until Thu 24 Dec 2026, 5 times"),
        ("Board, Thursdays 17:00-18:00 from this week for 6 weeks",
         "Board: Thursdays 17:00-18:00 until Wed 30 Dec 2026, 6 times"),
        ("Board from next year, Fridays 8-9",
         "Board: Fridays 08:00-09:00 from Fri 1 Jan 2027, with no end given"),
        ("Board starting in two weeks, Fridays 8-9",
         "Board: Fridays 08:00-09:00 from Fri 4 Dec 2026, with no end given"),
        ("Course from 30 Nov to 4 Dec 9-5", ("Course: weekdays 09:00-17:00 from Mon 30 Nov 2026 "
         "until Fri 4 Dec 2026, 5 times")),
        ("Daily standup 8:00-8:15 weekdays", "standup: weekdays 08:00-08:15, with no end given"),
        ("Daily standup 8:00-8:15", "standup: every day 08:00-08:15, with no end given"),
        ("Call on Sat 28 Nov 07:00 for 28 hours", "Call: Sat 28 Nov 2026 07:00 for 28 h"),
        ("24-hour call on 28 Nov from 07:00", "call: Sat 28 Nov 2026 07:00 for 24 h"),
        ("Half-hour talk tomorrow 9:00", "talk: Tue 17 Nov 2026 09:00-09:30"),
        ("Talk in 2 weeks, Thursday 15:00-16:00", "Talk: Thu 3 Dec 2026 15:00-16:00"),
        ("Talk on Thursday in two weeks 15:00-16:00", "Talk: Thu 3 Dec 2026 15:00-16:00"),
        ("Talk in a week 15:00-16:00", "Talk: Mon 23 Nov 2026 15:00-16:00"),
        ("Talk in 3 days, Thursday, 15:00-16:00", "Talk: Thu 19 Nov 2026 15:00-16:00"),
        ("On call Mon 14 Dec 08:00-20:00", "On call: Mon 14 Dec 2026 08:00-20:00"),
        ("On-call Mon 14 Dec 08:00-20:00", "On-call: Mon 14 Dec 2026 08:00-20:00"),
        ("Mon 14 Dec 08:00-20:00 on call", "on call: Mon 14 Dec 2026 08:00-20:00"),
        ("Zoom call Mon 23 Nov 20:00-21:00", "Zoom call: Mon 23 Nov 2026 20:00-21:00"),
        ("extra call 28 Nov 24h from 7am", "extra call: Sat 28 Nov 2026 07:00 for 24 h"),
        ("Talk Thu 19 Nov 17:00-16:30", "Talk: Thu 19 Nov 2026 17:00 for 23 h 30 min"),
        ("Choir, Tuesday evenings 7-8:30", "Choir: Tuesdays 19:00-20:30, with no end given"),
        ("every morning 6-7 run", "run: every day 06:00-07:00, with no end given"),
        ("Shift Friday night 7pm to 7am", "Shift: Fri 20 Nov 2026 19:00-07:00"),
        ("Board tonight at 8 for 45 min", "Board: Mon 16 Nov 2026 20:00-20:45"),
        ("Board 2026-12-01T14:00 for an hour", "Board: Tue 1 Dec 2026 14:00-15:00"),
        (
            "Committee Tue and Thu 7-8 pm",
            "Committee: Tuesdays and Thursdays 19:00-20:00, with no end given",
        ),
        (
            "Board every second Wed noon-1pm, 6 times",
            "Board: every other Wednesday 12:00-13:00 until Wed 27 Jan 2027, 6 times",
        ),
        (
            "Board fortnightly on Thursday at 4 pm for an hour for 2 months",
            "Board: every other Thursday 16:00-17:00 until Mon 18 Jan 2027, 5 times",
        ),
        (
            "first Tuesday of the month 17h30-19h, quality board, until the end of June",
            ("quality board: first Tuesday of the month 17:30-19:00 from Tue 1 Dec 2026 "
            "until Wed 30 Jun 2027, 7 times"),
        ),
        (
            "Panel on the 2nd and 4th Monday 8-9 until 31.1.",
            ("Panel: Mon 23 Nov 2026, Mon 14 Dec 2026, Mon 28 Dec 2026, Mon 11 Jan 2027 "
            "and Mon 25 Jan 2027 08:00-09:00"),
        ),
        (
            "Panel last Friday of each month 15-16 with no end",
            "Panel: last Friday of the month 15:00-16:00 from Fri 27 Nov 2026, with no end given",
        ),
        (
            "Board monthly on Thursday 16:00-17:00 for 3 months",
            "Board: third Thursday of the month 16:00-17:00 until Thu 18 Feb 2027, 3 times",
        ),
        (
            "Board every 3 weeks on Fridays 8.30-9.15 starting 2 Dec until Jan 31, 2027",
            ("Board: every 3 weeks on Fridays 08:30-09:15 from Fri 4 Dec 2026 "
            "until Sun 31 Jan 2027, 3 times"),
        ),
        (
            "Grand rounds: weekdays 7 to 8 am for 3 weeks",
            "Grand rounds: weekdays 07:00-08:00 until Sun 6 Dec 2026, 15 times",
        ),
        (
            "Mon-Fri 9-5 research retreat from 30 Nov to 4 Dec",
            ("research retreat: weekdays 09:00-17:00 from Mon 30 Nov 2026 "
            "until Fri 4 Dec 2026, 5 times"),
        ),
        (
            "Feeding the cat daily 18:00-18:15 for 1 week",
            "Feeding the cat: every day 18:00-18:15 until Sun 22 Nov 2026, 7 times",
        ),
        (
            "Cover weekends 9-10 am for 2 weeks",
            "Cover: Saturdays and Sundays 09:00-10:00 until Fri 4 Dec 2026, 4 times",
        ),
        (
            "Call on 28-29 Nov 5pm - 7am",
            "Call: Sat 28 Nov 2026 and Sun 29 Nov 2026 17:00-07:00",
        ),
        ("extra shift friday 19:00-07:00", "extra shift: Fri 20 Nov 2026 19:00-07:00"),
        ("Teaching next Friday at 2 pm 45 min", "Teaching: Fri 27 Nov 2026 14:00-14:45"),
        ("Clinic tomorrow 1300-1700", "Clinic: Tue 17 Nov 2026 13:00-17:00"),
        ('"Sunday school" Mondays 19:00-20:00 3 times',
         "Sunday school: Mondays 19:00-20:00 until Mon 30 Nov 2026, 3 times"),
        ("Mondays 5:30-6:30 2 times", ("Request: Mondays 05:30-06:30 from Mon 23 Nov 2026 "
         "until Mon 30 Nov 2026, 2 times")),
        ("Monday 05:00-05:30", "Request: Mon 23 Nov 2026 05:00-05:30"),
        ("Dinner 20 Nov, 27 Nov and 3 Dec 19:00-21:00",
         "Dinner: Fri 20 Nov 2026, Fri 27 Nov 2026 and Thu 3 Dec 2026 19:00-21:00"),
    ],
)  # fmt: skip
def test_a_sentence_is_understood(sentence, understood):
    """Days, hours, rhythm and end are said back."""
    assert said(sentence) == understood


@pytest.mark.parametrize(
    ("sentence", "kind", "is_remote"),
    [
        ("Extra shift Sat 07:00-19:00", "duty", False),
        ("Night call Sat 19:00-07:00", "duty", False),
        ("Clinic Fri 13:00-17:00", "clinic", False),
        ("Telehealth clinic Fri 13:00-17:00 from home", "clinic", True),
        ("Journal club Fri 12:00-13:00", "lecture", False),
        ("Teaching Fri 12:00-13:00 online", "lecture", True),
        ("Committee Fri 12:00-13:00 via zoom", "lecture", True),
        ("Committee Fri 12:00-13:00, on site", "lecture", False),
        ("Committee Fri 12:00-13:00, on site / from home", "lecture", False),
        ("Dentist Fri 12:00-13:00", "appointment", False),
        ("Choir Fri 19:00-21:00", "personal", False),
        ("Zoom call Fri 20:00-21:00", "lecture", True),
        ("Conference call Fri 20:00-21:00", "lecture", True),
        ("Call Fri 20:00-21:00 on Zoom", "lecture", True),
        ("Choir via Zoom call Fri 20:00-21:00", "personal", True),
        ("Phone call Fri 20:00-21:00", "personal", True),
        ("Call with the bank Fri 20:00-21:00", "personal", True),
        ("Night call Fri 20:00-08:00", "duty", False),
        ("Night call Fri 20:00-08:00 from home", "duty", True),
        ("On call Fri 08:00-20:00", "duty", False),
    ],
)
def test_kind_and_way_are_told_by_the_words(sentence, kind, is_remote):
    """Meetings and talks are like teaching: at work, unless remote."""
    asked = read(sentence)
    assert (asked.kind, asked.is_remote) == (kind, is_remote)
    assert {one.is_remote for one in asked.occurrences} == {is_remote}


def test_a_place_is_kept_for_what_is_not_at_work():
    """One goes there, so there is a way."""
    assert read("Choir Thu 19:00-21:00 at St Anne's Hall").first.location == "St Anne's Hall"
    assert read("Yoga on site Thu 19:00-20:00").first.location == "on site"
    assert read("Committee Thu 19:00-20:00").first.location == ""


def test_what_is_assumed_is_said():
    """An hour where no end is given; on site first where both are offered."""
    assert read("Talk 3 December 14:00").remarks == (
        "No end was given, so it is taken to last an hour.",
    )
    both = read("Committee Fri 12:00-13:00 on site or online")
    assert both.remarks == ("It may be on site or remote: it is weighed on site first.",)


def test_the_same_time_twice_is_a_whole_day_for_a_duty_alone():
    """A call goes on until the next morning; a committee has no length, and is asked for one."""
    assert said("Call Sat 28 Nov 07:00-07:00") == "Call: Sat 28 Nov 2026 07:00 for 24 h"
    assert said("Retreat Sat 28 Nov 00:00-24:00") == "Retreat: Sat 28 Nov 2026 00:00 for 24 h"
    with pytest.raises(UnclearLineError) as caught:
        read("Committee Tuesdays 17:00-17:00")
    assert "it begins and ends at 17:00." in str(caught.value)
    assert '"17:00 for 24 h"' in str(caught.value)


def test_hours_that_end_before_they_begin_are_pointed_out():
    """A committee of 22 h may be a slip, a night or a whole day is not."""
    said = "It ends earlier in the day than it begins, so the next day is taken."
    assert read("Committee Tue 18:30-17:00").remarks == (said,)
    for sentence in ("Night Tue 19:00-07:00", "Call Tue 07:00-07:00", "Call Tue 07:00 for 20 h"):
        assert read(sentence).remarks == ()


@pytest.mark.parametrize(
    ("sentence", "what", "column"),
    [
        ("Committee Tuesdays 25:00-26:00", "no time of day", 20),
        ("Committee Tuesdays", "at what time", 1),
        ("Committee 17:00-18:00", "on which day", 1),
        ("Committee Tuesdays 17:00-18:30 blah until 31.1.", "nobody here knows", 32),
        ("Committee Fri 28 Nov 17:00-18:00", "is a Saturday", 11),
        ("Committee Tuesdays 17:00-18:30 until 3/12", "day first or the month first", 32),
        ("Committee Tuesdays 17:00-18:30 and 3 Dec", "a date and days", 1),
        ("Talk on 3 Dec 14:00-15:00 until 31 Jan", "a date, and a beginning or an end", 1),
        ("Board Tuesday 17:00-18:30 or Wednesday", "nobody here knows", 27),
        ("Wedding, 28 Nov 14:00 to 29 Nov 02:00", "14:00-02:00 ends on the next day", 33),
        ("Review a paper 4h by 30 Nov", "has no hour of its own is a task", 19),
        ("Review a paper by 30 Nov", "has no hour of its own is a task", 1),
        ("Board Tuesdays 17:00-18:30 in January and March", "nobody here knows", 43),
        ("Committee Tuesdays 17:00-18:30 until 2031-01-01", "two years away", 1),
        ("Committee Tuesdays 17:00-18:30 until 2026-11-01", "over already", 1),
        ("Talk 2026-11-02 17:00-18:30", "over already", 1),
        ("Talk Fri 17:00 for 99 hours", "is no length", 1),
        ("99-hour talk Fri 17:00", "is no length", 1),
        ("Talk in 3 days, Friday 17:00", "19 November 2026 is a Thursday", 6),
        ("", "at what time", 1),
    ],
)
def test_what_is_not_understood_is_told(sentence, what, column):
    """The error says what is unclear, where it stands, and how to write it."""
    with pytest.raises(UnclearLineError, match=what) as caught:
        read(sentence)
    assert caught.value.column == column
    assert str(caught.value).startswith("Cannot read")


def test_hours_keep_to_the_clock_over_a_change():
    """Tuesdays at 17:00 are 17:00 before and after the clocks go forward on 14 March 2027."""
    asked = read("Committee Tuesdays 17:00-18:30 from 9 March until 16 March")
    assert [f"{start:%H:%M %z}" for start in asked.starts] == ["17:00 -0500", "17:00 -0400"]


@pytest.mark.parametrize(
    ("hours", "start", "end"),
    [
        ("02:30-03:30", "03:00", "03:30"),
        ("01:00-02:30", "01:00", "03:00"),
        ("02:00-02:45", "03:00", "03:45"),
        ("02:30 for 1 hour", "03:00", "04:00"),
        ("01:00 for 2 hours", "01:00", "04:00"),
        ("00:00-07:00", "00:00", "07:00"),
    ],
)
def test_an_hour_that_the_clock_skips_begins_when_it_has_gone_forward(hours, start, end):
    """On 14 March 2027 two to three does not exist: what lies in it is read as three."""
    asked = read(f"Telemetry {hours} on 14 March 2027")
    found = [f"{asked.local(moment):%H:%M}" for moment in (asked.first.start, asked.first.end)]
    assert found == [start, end]


def test_a_time_that_the_clock_skips_is_said():
    """With the day and how it is read; nothing is said where the clock shows every time."""
    asked = read("Telemetry 02:30-03:30 on 14 March 2027")
    assert asked.remarks == (
        "The clocks go forward over 02:30 on Sun 14 Mar 2027: it is read as 03:00.",
    )
    assert read("Telemetry 00:00-07:00 on 14 March 2027").remarks == ()


def test_times_are_counted_from_the_first_still_ahead():
    """At six on a Monday, Mondays at five begin next week, and are still so many."""
    assert len(read("Mondays 05:00-05:30 8 times").occurrences) == 8


@st.composite
def sentences(draw) -> str:
    """Sentences with a rhythm or dates, hours and an end, in the words of the answer."""
    hour, minutes = draw(st.integers(0, 23)), draw(st.sampled_from([15, 60, 90, 720]))
    end = (hour * 60 + minutes) % 1440
    hours = f"{hour:02d}:00-{end // 60:02d}:{end % 60:02d}"
    days = draw(st.sets(st.sampled_from(WEEKDAYS), min_size=1))
    weeks = draw(st.integers(3, 9))
    rhythms = [
        " and ".join(f"every {day}" for day in days),
        f"every other {min(days)}",
        f"every 4 weeks on {min(days)}",
        f"second {min(days)} of the month",
        f"last {min(days)} of the month",
    ]
    start = date(2026, 11, 16) + timedelta(draw(st.integers(0, 30)))
    ends = [
        f"for {weeks} weeks",
        f"{weeks} times",
        "until 30 April",
        f"from {start} until 30 April",
    ]
    where = draw(st.sampled_from(["", ", remote", ", on site"]))
    return f"Board: {draw(st.sampled_from(rhythms))} {hours} {draw(st.sampled_from(ends))}{where}"


@given(sentences())
def test_what_is_said_back_means_the_same_times(sentence):
    """Reading the line that was understood gives the very same occurrences."""
    asked = read(sentence)
    line = asked_text(asked, NOW.date(), "remote" if asked.is_remote else "on site")
    if re.search(r"\d times ", line):  # too irregular for one line
        return
    again = read(line)
    assert again.occurrences == asked.occurrences
    assert (again.name, again.kind, again.is_remote) == (asked.name, asked.kind, asked.is_remote)


PIECES = st.sampled_from(
    ["Committee", "Tue", "every", "other", "17:00", "-", "18:30", "until", "31", "January", "31.1.",
     "3/12", "for", "8", "weeks", "times", "monthly", "last", "Friday", "of", "the", "month",
     "noon", "to", "from", "pm", "2026-02-30", "29 February", "99:99", "1h30", ",", ":", '"', "at",
     "home", "zoom", "24:00", "0", "00:00-24:00", "next", "end", "weekdays", "\0", "é", "½ h", "9"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=12) | st.text(max_size=40).map(lambda text: [text]))
def test_any_words_are_understood_or_refused_in_a_sentence(pieces):
    """Whatever is typed, the answer is times still ahead or a clear error, never a fault."""
    with suppress(UnclearLineError):
        asked = read(" ".join(pieces))
        assert asked.occurrences
        assert all(NOW <= one.start < one.end for one in asked.occurrences)
        assert asked.name
