"""Calendars as they were understood, in words and as JSON."""

from __future__ import annotations

import io
import json
from datetime import UTC, date, datetime

from rich.console import Console

from trimtab.domain.commitments import CalendarReading, Commitment, DayNote
from trimtab.domain.errors import Problem
from trimtab.domain.shown_calendars import (
    CodeProposal,
    CodeProposals,
    ShownCalendar,
    ShownCalendars,
)
from trimtab.reports.calendar_json import calendars_to_json, codes_to_json
from trimtab.reports.calendar_text import print_calendars
from trimtab.reports.codes_text import print_codes

DAY = date(2026, 11, 16)


def moment(day, hour):
    """An instant of November in UTC."""
    return datetime(2026, 11, day, hour, tzinfo=UTC)


READING = CalendarReading(
    (
        Commitment("1", "MICU", moment(16, 19), moment(17, 7), "duty", "r.xlsx", 7, stood="Nov!C7"),
        Commitment("2", "A" * 60, moment(18, 7), moment(19, 0), "clinic", "r.xlsx", 8),
        Commitment("3", "HC", moment(20, 17), moment(21, 17), "home_call", is_tentative=True),
    ),
    (DayNote("OFF", DAY, DAY),),
    (
        Problem("r.xlsx Nov!D7", None, "Unclear.", "Write both."),
        Problem("r.xlsx", 9, "Odd.", ""),
        Problem("r.xlsx", None, "Assumed.", ""),
    ),
    None,
    (Problem("r.xlsx", None, "Evident.", ""),),
)
SHOWN = ShownCalendars(DAY, date(2026, 11, 22), "UTC", (ShownCalendar("r.xlsx", READING),))


def printed(show, value, width=80):
    """Lines on a console without colours."""
    stream = io.StringIO()
    show(value, Console(file=stream, width=width, color_system=None))
    return stream.getvalue().splitlines()


def test_each_event_has_a_row_that_fits():
    """Day, hours, length, name, kind and place; long names are cut at 80 columns."""
    lines = printed(print_calendars, SHOWN)
    assert max(map(len, lines)) <= 80
    rows = [" ".join(line.split()) for line in lines if line.startswith("  ") and " h" in line]
    assert rows[0] == "Mon 16 Nov 19:00\u201307:00 Tue 12 h MICU duty Nov!C7"
    assert rows[1].startswith("Wed 18 Nov 07:00\u201300:00 17 h AAA")
    assert rows[1].endswith("\u2026 clinic line 8")
    assert rows[2] == "Fri 20 Nov 17:00\u201317:00 Sat 24 h HC home call, tentative"


def test_what_was_said_stands_below_without_the_files_name():
    """Places are cells or lines."""
    text = "\n".join(printed(print_calendars, SHOWN))
    assert "Whole days, which take no time\n  Mon 16 Nov: OFF" in text
    assert "  Nov!D7: Unclear. Write both.\n  Line 9: Odd.\n  Assumed." in text
    assert "How it was understood\n  Evident." in text


def test_a_calendar_without_hours_says_so():
    """Nothing in it is no table."""
    shown = ShownCalendars(DAY, DAY, "UTC", (ShownCalendar("-", CalendarReading()),))
    assert printed(print_calendars, shown)[:2] == [
        "Pasted text",
        "Mon 16 Nov 2026, UTC. Nothing in it has hours.",
    ]


def test_json_has_every_event_and_place():
    """Local times with their offset, cells and lines, problems and remarks."""
    content = calendars_to_json(SHOWN)
    assert json.loads(json.dumps(content)) == content
    (calendar,) = content["calendars"]
    assert calendar["events"][0]["cell"] == "Nov!C7"
    assert calendar["events"][0]["start"] == "2026-11-16T19:00:00+00:00"
    assert [len(calendar[key]) for key in ("events", "notes", "problems", "remarks")] == [
        3,
        1,
        3,
        1,
    ]


CODES = CodeProposals(
    "a.ics",
    (
        CodeProposal(
            "NF",
            9,
            DAY,
            date(2026, 11, 27),
            (0, 1, 2, 3, 4),
            (DAY,) * 3,
            "19:00-07:00",
            "guess",
            "NF often means night duty",
        ),
        CodeProposal("XR", 1, DAY, DAY, (0,), (DAY,), "", "open", "nothing in the calendar tells"),
        CodeProposal("OFF", 1, DAY, DAY, (0,), (DAY,), "off", "words", "its words name no duty"),
    ),
    ("Choir",),
)


def test_codes_and_the_lines_to_paste():
    """Each code with its days and what tells; lines that no width breaks."""
    lines = printed(print_codes, CODES)
    text = "\n".join(lines)
    assert "  NF  9 days, Mon 16 to Fri 27 Nov, Mon-Fri" in lines
    assert "    19:00-07:00, a guess to check: NF often means night duty." in lines
    assert "    Its hours? Nothing in the calendar tells." in lines
    assert "Not taken for codes\n  Choir" in text
    assert '\n[calendar.codes]\n# "NF" = "19:00-07:00"   # a guess: check it\n' in text
    assert '\n"OFF" = "off"\n' in text


def test_no_codes_are_told():
    """A calendar without codes needs no legend."""
    assert "nothing to map" in "\n".join(printed(print_codes, CodeProposals("a.ics", ())))


def test_codes_as_json():
    """An open code has no meaning, and says why."""
    codes = codes_to_json(CODES)["codes"]
    assert [(one["code"], one["meaning"], one["basis"]) for one in codes] == [
        ("NF", "19:00-07:00", "guess"),
        ("XR", None, "open"),
        ("OFF", "off", "words"),
    ]


def test_files_of_a_folder_are_told_apart():
    """Each place names its file, and a whole day two files note is one, in the order of days."""
    day = DayNote("OFF", DAY, DAY)
    before = DayNote("A/L", DAY.replace(day=15), DAY.replace(day=15))
    one = Commitment("1", "MICU", moment(16, 7), moment(16, 19), "duty", "rota/a.csv", 149)
    told = Problem("rota/a.csv", None, "Assumed.", "")
    reading = CalendarReading((one,), (day, before, day), (told,))
    shown = ShownCalendars(DAY, DAY, "UTC", (ShownCalendar("rota", reading),))
    text = "\n".join(printed(print_calendars, shown))
    assert "a.csv line 149" in text
    assert "Sun 15 Nov: A/L\n  Mon 16 Nov: OFF\n\n" in text
    assert "  a.csv: Assumed." in text
