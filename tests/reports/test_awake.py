"""Hours in which two people are awake, on both clocks."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from rich.console import Console

from trimtab.domain.awake import AwakeWeek, AwakeWith, ClockChange, Fit, SharedHours
from trimtab.domain.people import OtherPerson
from trimtab.domain.time import ClockSpan, Horizon
from trimtab.reports.awake_json import awake_to_json
from trimtab.reports.awake_text import print_awake

HERE = ZoneInfo("America/New_York")
WEEK = Horizon(date(2026, 3, 6), 3, HERE.key)
MOTHER = OtherPerson("Mother", "Africa/Lagos", ClockSpan(390, 1290))
SISTER = OtherPerson("Sister", "Asia/Kolkata", ClockSpan(480, 1410))
JO = OtherPerson("Jo", HERE.key)
PAGE = Path(__file__).parents[2] / "docs/reference/awake-json.md"


CALL = "Call Mother 13:00\u201313:30"


def hours(day: int, first: tuple[int, int], last: tuple[int, int], *fits: Fit, planned=()):
    """Shared hours on a day of March 2026."""
    start, end = (datetime(2026, 3, day, *clock, tzinfo=HERE) for clock in (first, last))
    return SharedHours(start, end, fits, planned)


SHARED = AwakeWeek(
    "Ada",
    WEEK,
    (
        AwakeWith(MOTHER, (
            hours(6, (7, 0), (8, 30), Fit("Call Mother", 30)),
            hours(6, (12, 0), (15, 30), Fit("Call Mother", 30), planned=(CALL,)),
            hours(8, (7, 0), (16, 30)),
        )),
        AwakeWith(SISTER, (hours(7, (21, 30), (23, 0)),)),
        AwakeWith(JO, ()),
    ),
    (ClockChange(HERE.key, datetime(2026, 3, 8, 7, 0, tzinfo=UTC), 60),),
)  # fmt: skip


def words() -> str:
    """What 80 columns show, without spaces at the end of lines."""
    out = io.StringIO()
    print_awake(SHARED, Console(file=out, width=80))
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines())


def test_each_day_stands_on_both_clocks():
    """With what is planned and what would fit; the second stretch of a day names it no more."""
    text = words()
    assert "Mother  awake 06:30\u201321:30 in Lagos  Fri 6 to Sun 8 Mar" in text
    assert "Fri 6 Mar  07:00\u201308:30  13:00\u201314:30  Call Mother 30 min\n" in text
    assert (
        "           12:00\u201315:30  18:00\u201321:30  Call Mother 13:00\u201313:30 is planned\n"
        in text
    )
    assert "Sat 7 Mar  21:30\u201323:00  Sun 08:00\u201309:30" in text
    assert max(map(len, text.splitlines())) <= 80


def test_a_change_of_a_clock_is_told_with_what_it_does():
    """From Sunday Lagos is five hours ahead, and Kolkata nine and a half."""
    text = words().replace("\n", " ")
    said = "Your clock goes forward 1 h on Sun 8 Mar: from then on 12:00 here is "
    assert f"{said}17:00 there." in text
    assert f"{said}21:30 there." in text
    assert text.count("Your clock goes") == 2


def test_somebody_near_has_one_clock_and_nobody_to_share_says_so():
    """No second column for the same zone."""
    assert "Jo  awake 08:00\u201322:00  Fri 6" in words()
    assert "No ten minutes of these days find you both awake and free." in words()


def test_their_clock_changing_is_told_by_their_city():
    """Half an hour back in Lord Howe."""
    there = OtherPerson("Ann", "Australia/Lord_Howe")
    week = AwakeWeek(
        "Ada",
        Horizon(date(2026, 4, 1), 7, HERE.key),
        (AwakeWith(there, ()),),
        (ClockChange(there.time_zone, datetime(2026, 4, 4, 15, tzinfo=UTC), -30),),
    )
    out = io.StringIO()
    print_awake(week, Console(file=out, width=200))
    said = "The clock in Lord Howe goes back 30 min on Sun 5 Apr (Sat 11:00 here): from then on "
    assert f"{said}12:00 here is 02:30 the next day there." in out.getvalue()


def test_waking_hours_up_to_midnight_and_all_day_are_told_so():
    """Somebody on call at all hours is not awake from midnight to midnight."""
    week = replace(
        SHARED,
        people=tuple(
            AwakeWith(OtherPerson(name, HERE.key, span), ())
            for name, span in [("Ann", ClockSpan(0, 1440)), ("Bo", ClockSpan(600, 1440))]
        ),
    )
    out = io.StringIO()
    print_awake(week, Console(file=out, width=80))
    assert "Ann  awake at all hours  Fri" in out.getvalue()
    assert "Bo  awake 10:00\u201324:00  Fri" in out.getvalue()
    assert awake_to_json(week)["people"][0]["awake"] == "00:00-24:00"


def test_a_long_name_stands_on_a_line_of_its_own():
    """Eighty columns hold it, cut short where need be, and the hours below."""
    week = replace(SHARED, people=(AwakeWith(replace(MOTHER, name="Grand" * 20), ()),))
    out = io.StringIO()
    print_awake(week, Console(file=out, width=80))
    lines = out.getvalue().splitlines()
    assert lines[0].startswith("GrandGrand")
    assert lines[1] == "awake 06:30\u201321:30 in Lagos  Fri 6 to Sun 8 Mar"
    assert max(map(len, lines)) <= 80


def test_the_json_names_only_documented_keys():
    """Both clocks of every stretch, with their offsets."""
    content = awake_to_json(SHARED)
    first = content["people"][0]["hours"][0]
    assert first["start"] == "2026-03-06T07:00:00-05:00"
    assert first["start_there"] == "2026-03-06T13:00:00+01:00"
    assert content["changes"][0]["at"] == "2026-03-08T03:00:00-04:00"
    keys = set(re.findall(r'"([a-z_]+)":', json.dumps(content)))
    assert keys <= set(re.findall(r"`([a-z_]+)`", PAGE.read_text()))
