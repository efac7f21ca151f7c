"""Predicted alertness in the terminal: a row of cells for each day, and its sleepiest moment."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from trimtab.domain.body import Alertness
from trimtab.domain.plans import Plan
from trimtab.reports.alert_words import AlertDay, alert_weeks
from trimtab.reports.terminal_theme import Theme
from trimtab.reports.wording import date_text

LABEL = 11
BARS = "▁▂▃▄▅▆▇█"
ROOM_FOR_TEXT = 26
NARROWEST = 52


def alertness_rows(plan: Plan, theme: Theme, width: int) -> list[Text]:
    """A scale, then a row for each day: low bars where awake, high ones where sleepy."""
    cells = 48 if width >= LABEL + 48 + ROOM_FOR_TEXT + 4 else 24
    days = [day for week in alert_weeks(plan) for day in week]
    if not days:
        return []
    if width < NARROWEST:
        return [Text(f"{date_text(day.date)}  {day.text}") for day in days]
    hours = "".join(f"{hour:02}".ljust(cells // 8) for hour in range(0, 24, 3)).rstrip()
    head = Text(" " * LABEL + hours, theme.dim)
    is_narrow = width < LABEL + cells + ROOM_FOR_TEXT + 2
    return [head, *(_row(day, theme, cells, is_narrow=is_narrow) for day in days)]


def alertness_key(theme: Theme) -> str:
    """What the cells mean."""
    if theme.is_ascii:
        return "1 to 9: how sleepy.  .: asleep.  Then the sleepiest moment awake."
    return "▁ awake to █ fighting sleep; · asleep. Then the sleepiest moment awake."


def _row(day: AlertDay, theme: Theme, cells: int, *, is_narrow: bool) -> Text:
    row = Text(f"{date_text(day.date):<{LABEL}}")
    for cell in range(cells):
        row.append_text(_cell(_within(day.points, cell, cells), theme))
    row.append(f"  {day.short_text if is_narrow else day.text}")
    return row


def _within(points: Sequence[Alertness], cell: int, cells: int) -> list[Alertness]:
    first, last = cell * 1440 // cells, (cell + 1) * 1440 // cells
    return [one for one in points if first <= one.time.hour * 60 + one.time.minute < last]


def _cell(points: Sequence[Alertness], theme: Theme) -> Text:
    awake = [point.kss for point in points if not point.is_asleep]
    if not points:
        return Text(" ")
    if not awake:
        return Text("." if theme.is_ascii else "·", theme.dim)
    sleepiest = max(awake)
    if theme.is_ascii:
        return Text(str(round(sleepiest)), theme.accent)
    return Text(BARS[min(7, int(sleepiest - 1))], theme.accent)
