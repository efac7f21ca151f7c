"""The verifier's rules for seasons, written from their wording: doses, light days, notes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from trimtab.domain.commitments import Commitment
from trimtab.domain.people import Season
from trimtab.domain.practices import Practice
from trimtab.domain.time import ClockSpan
from trimtab.planner.check import Check, said
from trimtab.planner.wall_clock import Stretch, stretch_of, to_utc

DAY = timedelta(days=1)
NIGHT = ClockSpan(23 * 60, 6 * 60)
ENOUGH_NIGHT = timedelta(hours=3)
NIGHTS_IN_ROW = 3
LONG_WEEK = timedelta(hours=60)
PRACTICE_KINDS = frozenset({"practice", "people", "study"})


def seasons_broken(check: Check) -> Iterator[str]:
    """A heavy season aims at the second dose, and the day after a heavy spell holds no task.

    Unless the task is due by the end of the next day.
    """
    for practice in check.request.profile.practices:
        yield from _dose_too_large(check, practice)
    heavy = _heavy_days(check)
    for block in check.ahead:
        day = block.start.date()
        is_task = block.kind in {"task", "study"} and block.dose is None and not block.is_notes
        if is_task and day not in heavy and day - DAY in heavy:
            dues = [task.due for task in check.request.profile.tasks if task.name == block.name]
            end = stretch_of(day + DAY, ClockSpan(0, 1440), check.zone)[1]
            if not any(due is not None and due <= end for due in dues):
                yield f"{said(block)} is work on a light day"


def _season_of(check: Check, day: date) -> Season | None:
    held = [one for one in check.request.profile.seasons if one.start <= day <= one.end]
    return held[-1] if held else None


def _is_named_heavy(check: Check, day: date) -> bool:
    season = _season_of(check, day)
    return season is not None and season.intensity == "heavy"


def _dose_too_large(check: Check, practice: Practice) -> Iterator[str]:
    if practice.must or practice.on is not None or len(practice.doses) == 1:
        return
    most = max(5, -(-practice.doses[1] // 5) * 5)
    for block in check.not_begun(check.plan.blocks):
        is_mine = block.name == practice.name and block.kind in PRACTICE_KINDS and block.dose
        if is_mine and block.minutes > most and _is_named_heavy(check, block.start.date()):
            yield f"{said(block)} is more than a heavy season asks"


def _heavy_days(check: Check) -> set[date]:
    """Days of heavy seasons, of three nights in a row, of sixty hours in any seven days."""
    first = check.plan.horizon.first_day - 9 * DAY
    days = [first + number * DAY for number in range(check.plan.horizon.days + 18)]
    known = {*check.request.roster, *check.request.commitments}
    duties = [one for one in known if one.kind == "duty"]
    found = {day for day in days if _is_named_heavy(check, day)}
    nights = [day for day in days if _covered(duties, stretch_of(day, NIGHT, check.zone))]
    for day in nights:
        row = [day + number * DAY for number in range(NIGHTS_IN_ROW)]
        if all(one in nights for one in row):
            found.update(row)
    return found | _days_of_long_weeks(check, duties, days)


def _covered(duties: list[Commitment], night: Stretch) -> bool:
    """Whether one duty takes three hours of a night."""
    return any(_shared(one, night) >= ENOUGH_NIGHT for one in duties)


def _shared(one: Commitment, stretch: Stretch) -> timedelta:
    shared = min(to_utc(one.end), stretch[1]) - max(to_utc(one.start), stretch[0])
    return max(timedelta(0), shared)


def _days_of_long_weeks(check: Check, duties: list[Commitment], days: list[date]) -> set[date]:
    worked: dict[date, timedelta] = {}
    earliest = min((to_utc(one.start).date() for one in duties), default=days[0]) - DAY
    latest = max((to_utc(one.end).date() for one in duties), default=days[0]) + DAY
    for number in range((latest - earliest).days + 1):
        day = earliest + number * DAY
        whole = (_midnight(check, day), _midnight(check, day + DAY))
        minutes = sum((_shared(one, whole) for one in duties), timedelta(0))
        if minutes:
            worked[day] = minutes
    found: set[date] = set()
    for day in worked:
        week = [one for one in worked if day <= one < day + 7 * DAY]
        if sum((worked[one] for one in week), timedelta(0)) >= LONG_WEEK:
            found.update(day + number * DAY for number in range((max(week) - day).days + 1))
    return found


def _midnight(check: Check, day: date) -> datetime:
    return to_utc(datetime.combine(day, time(), check.zone))
