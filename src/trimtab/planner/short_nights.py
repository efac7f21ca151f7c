"""Which nights are short, and what stands beside them: nights that say the same in one sentence."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise

from trimtab.domain.time import Interval
from trimtab.planner import defaults
from trimtab.planner.line import Week
from trimtab.planner.losses import day_name
from trimtab.planner.problem import Item, Problem
from trimtab.planner.sentences import hours_said, listed
from trimtab.planner.sleep_day import SleepDay
from trimtab.planner.sleep_hours import habitual_night
from trimtab.planner.triage import is_pressing

BESIDE_MINUTES = 180
"""How near to a sleep something given counts as standing beside it (our choice)."""
SHORTEST_RUN = 3
"""Days in a row from which a sentence says the first and the last alone."""


def is_nearly_over(week: Week, day: int, wanted_minutes: int) -> bool:
    """Whether the plan begins within a night of which less than a sleep is left to plan."""
    is_within = habitual_night(week, day).holds(week.now)
    return is_within and wanted_minutes < defaults.SLEEP.shortest


def short_nights_text(
    week: Week, problem: Problem, chosen: Sequence[int], items: Iterable[int]
) -> str:
    """How much sleep these nights hold and what stands beside them, one sentence for all alike."""
    days_of: dict[tuple[bool, str], list[int]] = {}
    for number in items:
        day = problem.items[number].day or 0
        asleep = _asleep(problem, chosen, number)
        is_by_day = bool(asleep) and not any(_is_at_night(week, day, one) for one in asleep)
        said = _sleep_said(problem, chosen, number) + (" by day" if is_by_day else "")
        said += "" if asleep else _missed_by_day(week, day)
        said += _beside(week, day, asleep)
        said += _within(week, problem, chosen, _night_of(week, day, asleep))
        days_of.setdefault((is_by_day, said), []).append(day)
    return " ".join(
        f"{_nights_said(week, days, is_by_day=is_by_day)} {said}."
        for (is_by_day, said), days in days_of.items()
    )


def _is_at_night(week: Week, day: int, asleep: Interval) -> bool:
    """Whether a sleep is of the night into a day: begun before it, or in usual hours."""
    begins = asleep.start < week.horizon.day_start(day)
    return begins or asleep.overlaps(habitual_night(week, day))


def _missed_by_day(week: Week, day: int) -> str:
    """The sleep by day that a night on duty asks for instead, where that is missing as well."""
    sleep_day = SleepDay(week, day)
    if not sleep_day.is_night_taken or sleep_day.target >= week.profile.person.sleep_minutes:
        return ""
    return f", nor the {hours_said(sleep_day.target)} by day"


def _asleep(problem: Problem, chosen: Sequence[int], item: int) -> list[Interval]:
    """When the person sleeps in a night."""
    starts = ((j, problem.start_minute(j)) for j in chosen if problem.item_of[j] == item)
    return [
        Interval(start + part.start, start + part.end)
        for j, start in starts
        for part in problem.parts_of(j)
        if part.kind == "sleep"
    ]


def _sleep_said(problem: Problem, chosen: Sequence[int], number: int) -> str:
    minutes = sum(problem.minutes_for(j, number) for j in chosen)
    if minutes:
        return f"{hours_said(minutes)} of sleep"
    day = problem.items[number].day
    naps = [k for k, one in enumerate(problem.items) if one.kind == "nap" and one.day == day]
    napped = sum(problem.minutes_for(j, nap) for nap in naps for j in chosen)
    return f"no sleep but a nap of {hours_said(napped)}" if napped else "no sleep"


def _beside(week: Week, day: int, asleep: Sequence[Interval]) -> str:
    """The commitments that a night stands next to; where nothing is slept, those within it."""
    near = SleepDay(week, day).interval
    if asleep:
        first, last = min(s.start for s in asleep), max(s.end for s in asleep)
        near = Interval(first - BESIDE_MINUTES, last + BESIDE_MINUTES)
    taken = [t for t in week.taken if t.commitment.takes_the_person and t.interval.overlaps(near)]
    names = listed(t.commitment.name for t in taken)
    return f", next to {names}" if names else ""


def _night_of(week: Week, day: int, asleep: Sequence[Interval]) -> Interval:
    """From when to when sleep would lie: the usual night, or the hours slept by day."""
    night = habitual_night(week, day)
    if not asleep:
        return night
    slept = Interval(min(s.start for s in asleep), max(s.end for s in asleep))
    if not slept.overlaps(night):
        return slept
    return Interval(min(slept.start, night.start), max(slept.end, night.end))


def _within(week: Week, problem: Problem, chosen: Sequence[int], night: Interval) -> str:
    """The musts and pressing tasks that stand within a night."""
    pressing = {task.name for task in week.profile.tasks if is_pressing(week, task)}
    names = dict.fromkeys(
        problem.item_for(j).name
        for j in sorted(chosen, key=problem.start_minute)
        if _may_take_sleep(problem.item_for(j), pressing) and problem.span_of(j).overlaps(night)
    )
    return f", with {listed(names)} in its hours" if names else ""


def _may_take_sleep(item: Item, pressing: Collection[str]) -> bool:
    if item.is_routine:
        return False
    return item.must or (item.kind in {"task", "study"} and item.name in pressing)


def _nights_said(week: Week, days: Sequence[int], *, is_by_day: bool) -> str:
    """Nights by the day they lead into, or days slept on, with their verb.

    A day's heading counts all sleep on its date; the night into it is told apart from that.
    """
    is_one = len(days) == 1
    night = "The night into " if is_one else "The nights into "
    which = "" if is_by_day else night
    return f"{which}{_days_said(week, days)} {'gets' if is_one else 'get'}"


def _days_said(week: Week, days: Sequence[int]) -> str:
    """Days as a sentence names them: "Mon and Wed", "Tue to Sat"."""
    names = [day_name(week, week.horizon.day_start(day)) for day in days]
    is_run = len(days) >= SHORTEST_RUN and all(b == a + 1 for a, b in pairwise(days))
    return f"{names[0]} to {names[-1]}" if is_run else listed(names)
