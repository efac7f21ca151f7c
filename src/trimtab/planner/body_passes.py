"""Sleep and alertness depend on each other: solve, predict by the sleeps found, solve again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from trimtab.domain.time import SLOT_MINUTES, Interval, merge_intervals
from trimtab.planner.alert_defaults import ALERT
from trimtab.planner.assumed_sleep import forecast_for
from trimtab.planner.forecast import Forecast
from trimtab.planner.line import Week, WeekRequest
from trimtab.planner.problem import Problem
from trimtab.planner.replan import solve_again
from trimtab.planner.sleep_worth import SleepWorth
from trimtab.planner.solve import Effort, Watch
from trimtab.planner.solved import SolvedWeek, is_over, solve_week
from trimtab.planner.strain import strain_moments

QUICK_SHARE = 3
"""The passes before the last look with a third of the repairs."""

STEADY_MINUTES = 20
"""Sleeps that begin and end within so many minutes of those forecast are as forecast."""


def solve_felt(
    request: WeekRequest,
    effort: Effort,
    watch: Watch | None = None,
    after: SolvedWeek | None = None,
) -> SolvedWeek:
    """The best of a few solved weeks, each by the alertness that the one before it leads to.

    The first is by the request's forecast, else by assumed sleeps, and by `after` where a similar
    week is known. They end where sleeps come out as forecast, or when somebody stops them or time
    is up. The best is judged by its own sleeps: what it is worth without what sleeps spare, less
    what duties cost by them.
    """
    watch = watch or Watch()
    week = Week(request)
    by_forecast = replace(request, forecast=forecast_for(week))
    if not is_felt(week):
        return _solve(by_forecast, effort, watch, after)
    quick = replace(effort, repairs=effort.repairs // QUICK_SHARE, rounds=min(1, effort.rounds))
    solved = _solve(by_forecast, quick, _in_time(watch), after)
    tried = [solved]
    for left in range(ALERT.passes - 2, -1, -1):
        found = forecast_of(solved)
        if is_over(watch):
            break
        is_last = left == 0 or is_as_forecast(found, forecast_for(solved.week))
        looking = watch if is_last else _in_time(watch)
        again = replace(request, forecast=found)
        solved = _solve(again, effort if is_last else quick, looking, solved)
        tried.append(solved)
        if is_last:
            break
    return max(tried, key=true_worth)


def _solve(
    request: WeekRequest, effort: Effort, watch: Watch, after: SolvedWeek | None
) -> SolvedWeek:
    solve = solve_week if request.last is None else solve_again
    return solve(request, effort, after=after, watch=watch)


def _in_time(watch: Watch) -> Watch:
    """The same looking on at a search that does not go on for as long as there is time."""
    return Watch(on_progress=watch.on_progress, is_stopped=lambda: is_over(watch))


def is_felt(week: Week) -> bool:
    """Whether alertness weighs anything in a week: on duty, or in something demanding."""
    wants_a_clear_head = any(one.demanding for one in week.profile.practices) or any(
        one.demanding for one in week.profile.tasks
    )
    return wants_a_clear_head or bool(strain_moments(week).minutes.size)


def is_as_forecast(found: Forecast, forecast: Forecast) -> bool:
    """Whether sleeps came out about as they were forecast.

    >>> one, other = Forecast((Interval(0, 480),)), Forecast((Interval(15, 480),))
    >>> is_as_forecast(other, one), is_as_forecast(Forecast(()), one)
    (True, False)
    """
    ours, theirs = found.all, forecast.all
    return len(ours) == len(theirs) and all(
        max(abs(one.start - other.start), abs(one.end - other.end)) <= STEADY_MINUTES
        for one, other in zip(ours, theirs, strict=True)
    )


def forecast_of(solved: SolvedWeek) -> Forecast:
    """The forecast by the sleeps that a solved week holds."""
    used = forecast_for(solved.week)
    now = solved.week.now
    sleeps = [Interval(one.start, min(one.end, now)) for one in used.sleeps if one.start < now]
    naps = [one for one in used.naps if one.start < now]
    for _, interval, kind in sleeps_in(solved.problem, solved.solution.chosen):
        (naps if kind == "nap" else sleeps).append(interval)
    return Forecast(tuple(merge_intervals(sleeps)), tuple(naps), used.model)


def true_worth(solved: SolvedWeek) -> float:
    """What a solved week is worth when duties are as tiring as its own sleeps make them."""
    return (
        solved.solution.value
        - spared_by(solved)
        - SleepWorth(solved.week, forecast_of(solved)).total()
    )


def spared_by(solved: SolvedWeek) -> float:
    """What its sleeps are counted as sparing, each with the others as forecast."""
    worth = SleepWorth(solved.week, forecast_for(solved.week))
    found = 0.0
    for day, interval, kind in sleeps_in(solved.problem, solved.solution.chosen):
        of_kind = worth.of_nap if kind == "nap" else worth.of_sleep
        starts = np.array([interval.start], np.int32)
        found += float(of_kind(day, starts, interval.minutes)[0])
    return found


def sleeps_in(problem: Problem, chosen: Iterable[int]) -> list[tuple[int, Interval, str]]:
    """Each sleep and nap chosen: its day, minutes of the line, and kind; in order."""
    found = []
    for j in chosen:
        start = int(problem.arrays.tail[j]) * SLOT_MINUTES
        for part in problem.parts_of(j):
            if part.kind in {"sleep", "nap"}:
                interval = Interval(start + part.start, start + part.end)
                found.append((problem.item_for(j).day or 0, interval, part.kind))
    return sorted(found, key=lambda one: one[1])
