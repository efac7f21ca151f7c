"""Predicted alertness as people see it: words, cells, drawings, the last cup, and as JSON."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace
from datetime import timedelta

import pytest
from rich.console import Console
from sample_plans import night_week, two_weeks

from trimtab.domain.body import Alertness, ClockDay
from trimtab.domain.plans import SAFER, Plan
from trimtab.reports.alert_picture import HEIGHT, WIDTH, draw_day
from trimtab.reports.alert_words import AlertDay, alert_weeks, clock_words, day_text
from trimtab.reports.body_week import body_week_to_json, print_body_week
from trimtab.reports.coffee_words import coffee_text, last_cups
from trimtab.reports.terminal import print_week
from trimtab.reports.terminal_alertness import alertness_key, alertness_rows
from trimtab.reports.terminal_theme import theme_for
from trimtab.reports.week_html import render_week


@pytest.fixture
def plan() -> Plan:
    """A week of nights with alertness: asleep from 09:00 to 16:00, sleepiest at 05:00."""
    plan = night_week()
    return replace(plan, alertness=tuple(_point(plan, n) for n in range(48 * plan.horizon.days)))


def _point(plan: Plan, number: int) -> Alertness:
    time = plan.horizon.instant_of(30 * number)
    hour = time.hour + time.minute / 60
    kss = 3.0 + 4.0 * max(0.0, 1 - abs(hour - 5) / 5)
    return Alertness(time, kss, kss - 1, min(9.0, kss + 1.5), is_asleep=9 <= hour < 16)


def console(width: int, encoding: str = "utf-8") -> Console:
    """A console that writes plain text into memory."""
    stream = io.TextIOWrapper(io.BytesIO(), encoding=encoding)
    return Console(file=stream, width=width, color_system=None)


def day_of(plan: Plan, number: int) -> AlertDay:
    """One day of the first week."""
    return alert_weeks(plan)[0][number]


def test_the_sleepiest_moment_awake_is_told_with_its_range(plan):
    """At five in the morning, 7.0, and half of people between 6.0 and 8.5."""
    assert day_of(plan, 1).text == "7.0 (6.0\u20138.5) at 05:00"
    assert day_text(day_of(plan, 1)).endswith("sleepiest awake 7.0 (6.0\u20138.5) at 05:00.")


def test_waking_itself_is_not_called_the_sleepiest(plan):
    """Not the two hours after it; a day of nothing else has no such moment."""
    points = [replace(p, kss=8.0, high=9.0) if p.time.hour in {16, 17} else p
              for p in day_of(plan, 1).points]  # fmt: skip
    assert AlertDay(day_of(plan, 1).date, tuple(points)).text == "7.0 (6.0\u20138.5) at 05:00"
    asleep = tuple(replace(point, is_asleep=True) for point in points)
    assert AlertDay(day_of(plan, 1).date, asleep).text == ""
    assert day_text(AlertDay(day_of(plan, 1).date, asleep)).endswith(": nothing to tell.")


@pytest.mark.parametrize(("width", "cells"), [(80, 24), (100, 48)])
def test_a_row_has_a_cell_for_each_hour_or_half_hour(plan, width, cells):
    """High bars where sleepy, low ones where awake, dots while asleep."""
    theme = theme_for(console(width))
    scale, first, *_ = alertness_rows(plan, theme, width)
    row = first.plain[11 : 11 + cells]
    assert scale.plain.split() == ["00", "03", "06", "09", "12", "15", "18", "21"]
    assert row.count("·") == 7 * cells // 24
    assert row[5 * cells // 24] == "▇"
    assert row[-1] == "▃"
    assert max(len(line.plain) for line in alertness_rows(plan, theme, width)) <= width - 2


def test_plain_letters_have_figures(plan):
    """1 to 9 instead of bars, points while asleep."""
    theme = theme_for(console(80, "ascii"))
    row = alertness_rows(plan, theme, 80)[1].plain[11:35]
    assert set(row) <= set(".123456789")
    assert row[5] == "7"
    assert "1 to 9" in alertness_key(theme)


def test_a_narrow_terminal_has_words_alone(plan):
    """Below 52 columns each day is told in words; a little above without the range."""
    assert max(len(line.plain) for line in alertness_rows(plan, theme_for(console(56)), 56)) <= 54
    rows = alertness_rows(plan, theme_for(console(34)), 34)
    assert len(rows) == 7
    assert "at 05:00" in rows[1].plain


def test_without_figures_nothing_is_shown():
    """A plan that tells no alertness has no such section, on paper or screen."""
    bare = night_week()
    out = console(80)
    print_week(bare, out)
    out.file.seek(0)
    assert "How sleepy" not in out.file.read()
    assert "How sleepy" not in render_week(bare)


def test_a_day_is_drawn_inside_its_frame(plan):
    """Two runs awake around one sleep; every point inside, the sleepier the higher."""
    view = draw_day(day_of(plan, 1))
    assert (len(view.bands), len(view.lines)) == (2, 2)
    assert view.asleep == ((9 * 12.0, 7 * 12.0),)
    points = [
        tuple(map(float, p.split(","))) for line in (*view.bands, *view.lines) for p in line.split()
    ]
    assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in points)
    line = dict(tuple(map(float, p.split(","))) for p in view.lines[0].split())
    assert line[60.0] == pytest.approx((9 - 7) / 8 * HEIGHT, abs=0.1)
    assert line[60.0] < line[0.0]


def test_each_day_is_drawn_under_its_own(plan):
    """A week planned from Thursday on has no drawing before it, and Thursday's under Thursday."""
    late = replace(plan, planned_from=3 * 24 * 60)
    page = render_week(late)
    assert re.findall(r'class="awake-day on-(\d)">', page) == ["4", "5", "6", "7"]
    assert ".on-4 { grid-column: 4; }" in page


def test_the_page_tells_each_day_to_readers_of_the_screen(plan):
    """The drawing is hidden from them; a sentence stands beside it."""
    page = render_week(plan)
    assert page.count('class="awake-day ') == 7
    assert "sleepiest awake 7.0 (6.0\u20138.5) at 05:00." in page
    assert '<svg viewBox="0 0 288 48" preserveAspectRatio="none" aria-hidden="true">' in page


def test_the_last_cup_is_nearly_nine_hours_before_each_long_sleep(plan):
    """8.8 hours before, to the quarter hour; naps and sleeps before the plan have none."""
    sleeps = [b for b in plan.blocks if b.kind == "sleep" and b.minutes >= 180]
    cups = {cup.sleep: cup.until for cup in last_cups(plan)}
    assert cups
    for sleep in sleeps:
        if sleep.start in cups:
            before = sleep.start - cups[sleep.start]
            assert timedelta(hours=8.8) <= before < timedelta(hours=8.8, minutes=15)
            assert cups[sleep.start].minute % 15 == 0
    assert set(cups) <= {sleep.start for sleep in sleeps}
    assert coffee_text(plan).startswith("Last cup of coffee (about 107 mg) before it costs sleep: ")
    assert coffee_text(replace(plan, blocks=())) == ""


def test_coffee_is_told_of_the_week_shown():
    """Of the second week no weekday of the first; across both, days have their dates."""
    weeks = two_weeks()
    second = coffee_text(weeks, weeks.horizon.first_day + timedelta(days=7))
    assert second.endswith("Mon, Tue, Wed, Thu, Fri, Sat and Sun 13:45.")
    late = replace(weeks, planned_from=24 * 60, blocks=tuple(
        one for one in weeks.blocks if one.kind != "sleep" or one.start.day % 3 == 0
    ))  # fmt: skip
    assert "Wed 18 Nov" in coffee_text(late)


def test_the_sleep_of_a_week_is_told_alone(plan):
    """Each sleep with its length, then alertness; as JSON with ways home that are not safe."""
    ways = [b for b in plan.blocks if b.kind == "travel"]
    told = replace(
        plan, blocks=tuple(replace(b, note=SAFER) if b in ways[:1] else b for b in plan.blocks)
    )
    out = console(80)
    print_body_week(told, out)
    out.file.seek(0)
    text = out.file.read()
    assert text.startswith("Sleep\n")
    assert "How sleepy you are likely to be" in text
    assert max(map(len, text.splitlines())) <= 80
    found = json.loads(json.dumps(body_week_to_json(told)))
    assert found["model"] == "three_process"
    assert len(found["states"]) == 336
    assert set(found["states"][0]) == {"time", "kss", "low", "high", "asleep"}
    assert len(found["sleepy_ways_home"]) == len(ways[:1])
    assert {s["kind"] for s in found["sleeps"]} <= {"sleep", "nap"}


def test_a_clock_that_moves_is_told_by_its_first_and_last_day(plan):
    """Late or early to the half-hour, in terminal, page and JSON; nothing of a steady one."""
    first = plan.horizon.first_day
    days = tuple(ClockDay(first + timedelta(n), 3.2 - 0.55 * n) for n in range(7))
    moved = replace(plan, body_clock=days)
    out = console(79)
    print_body_week(moved, out)
    out.file.seek(0)
    told = " ".join(out.file.read().split())
    assert "Your body's clock is taken to run about 3 h late on" in told
    assert "and on time on" in told
    assert "on time on" in render_week(moved).replace("&#39;", "'")
    assert body_week_to_json(moved)["body_clock"][1]["hours_later"] == pytest.approx(2.65)
    assert clock_words(plan) == ""
    assert "early" in clock_words(replace(plan, body_clock=(ClockDay(first, -4.9),)))
