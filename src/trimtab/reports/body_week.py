"""The sleep and alertness of a planned week: its sleeps, half-hours, ways home and last coffees."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.style import Style
from rich.text import Text

from trimtab.bodyclock.parameters import THREE_PROCESS
from trimtab.domain.plans import SAFER, Block, Plan
from trimtab.reports.alert_words import HEADING, explained
from trimtab.reports.coffee_words import coffee_text
from trimtab.reports.json_pieces import problems_to_json
from trimtab.reports.plan_json import alertness_to_json, clock_to_json, coffee_to_json
from trimtab.reports.terminal_alertness import alertness_key, alertness_rows
from trimtab.reports.terminal_theme import clean_text, theme_for
from trimtab.reports.wording import date_text, duration_text, times_text

VERSION = 1
_BOLD = Style(bold=True)


def body_week_to_json(plan: Plan) -> dict[str, Any]:
    """Model, parameters, sleeps, half-hours, ways home not safe to drive, and last coffees."""
    zone = ZoneInfo(plan.horizon.zone)
    return {
        "version": VERSION,
        "model": "three_process",
        "parameters": THREE_PROCESS._asdict(),
        "states": [alertness_to_json(one, zone) for one in plan.alertness],
        "sleeps": [_span(block, zone) | {"kind": block.kind} for block in _sleeps(plan)],
        "body_clock": clock_to_json(plan),
        "sleepy_ways_home": [_span(block, zone) for block in _sleepy_ways(plan)],
        "cautions": list(plan.cautions),
        "last_coffee": coffee_to_json(plan),
        "problems": problems_to_json(plan.problems),
    }


def print_body_week(plan: Plan, console: Console) -> None:
    """Print it to `console` and nowhere else."""
    theme = theme_for(console)
    lines = [Text("Sleep", _BOLD)]
    lines += [_sleep_line(block, plan) for block in _sleeps(plan)]
    lines += [Text(), Text(HEADING, _BOLD), *alertness_rows(plan, theme, console.width)]
    lines += [Text(text, theme.dim) for text in (alertness_key(theme), *explained(plan))]
    lines += [Text(), *(Text(text) for text in _advice(plan))]
    for line in lines:
        for row in line.wrap(console, console.width) or [line]:
            row.rstrip()
            console.print(row, highlight=False, no_wrap=True, overflow="crop")


def _advice(plan: Plan) -> list[str]:
    """What is safer on the way home, and until when coffee costs no sleep."""
    return [clean_text(text) for text in (*plan.cautions, coffee_text(plan)) if text]


def _sleep_line(block: Block, plan: Plan) -> Text:
    length = duration_text(block.minutes)
    line = Text(f"{date_text(block.start.date()):<11}{times_text(block, plan.horizon)}  {length}")
    for word in _words(block, plan):
        line.append(f"  {word}")
    return line


def _words(block: Block, plan: Plan) -> Iterator[str]:
    """What else is to be said of a sleep: a nap, or cut by the first or last midnight."""
    horizon = plan.horizon
    if block.kind == "nap":
        yield "nap"
    if block.start == horizon.instant_of(0):
        yield "begun the evening before"
    if block.end == horizon.instant_of(horizon.minutes):
        yield "goes on"


def _sleeps(plan: Plan) -> list[Block]:
    return [block for block in plan.blocks if block.kind in {"sleep", "nap"}]


def _sleepy_ways(plan: Plan) -> list[Block]:
    return [block for block in plan.blocks if block.kind == "travel" and block.note == SAFER]


def _span(block: Block, zone: ZoneInfo) -> dict[str, Any]:
    return {
        "start": block.start.astimezone(zone).isoformat(),
        "end": block.end.astimezone(zone).isoformat(),
    }
