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
from trimtab.planner.solved import (
    SolvedWeek,
    is_over,
    known_from,
    solve_week,
    solve_written,
    write_week,
)
from trimtab.planner.strain import strain_moments

QUICK_SHARE = 3
"""The passes before the last look with a third of the repairs, and half of the pricing."""

STEADY_MINUTES = 20
"""Sleeps that begin and end within so many minutes of those forecast are as forecast."""


def solve_felt(
    request: WeekRequest,
    effort: Effort,
    watch: Watch | None = None,
    after: SolvedWeek | None = None,
) -> SolvedWeek:
    """A week solved by the alertness that the best of some quick passes leads to.

    The first is by the request's forecast, else by assumed sleeps, and by `after` where a similar
    week is known; each later one by the sleeps of the one before. They end where sleeps come out
    as forecast, or when somebody stops them or time is up, and are judged by their own sleeps.
    The week itself is then searched from nothing: better than from a quick pass, in as much time.
    """
    watch, week = watch or Watch(), Week(request)
    forecast = forecast_for(week)
    best = after
    if effort.felt and is_felt(week):
        best = _quick_passes(replace(request, forecast=forecast), effort, watch, after)
        forecast = forecast_of(best)
    final = replace(request, forecast=forecast)
    if request.last is not None:
        return solve_again(final, effort, after=best, watch=watch)
    return solve_week(final, effort, watch=watch)


def _quick_passes(
    request: WeekRequest, effort: Effort, watch: Watch, after: SolvedWeek | None
) -> SolvedWeek:
    """The best of the passes before the last, deadlines not pressed for."""
    quick = replace(
        effort,
        first_passes=effort.first_passes // 2,
        passes=effort.passes // 2,
        repairs=effort.repairs // QUICK_SHARE,
        rounds=min(1, effort.rounds),
    )
    solved, tried = after, []
    for _ in range(min(effort.felt, ALERT.passes - 1)):
        solved = _solve_quickly(request, quick, _in_time(watch), solved)
        tried.append(solved)
        found = forecast_of(solved)
        if is_over(watch) or is_as_forecast(found, forecast_for(solved.week)):
            break
        request = replace(request, forecast=found)
    return max(tried, key=true_worth)


def _solve_quickly(
    request: WeekRequest, effort: Effort, watch: Watch, after: SolvedWeek | None
) -> SolvedWeek:
    if request.last is not None:
        return solve_again(request, effort, after=after, watch=watch, presses=False)
    written = write_week(request)
    known = None if after is None else known_from(after, written.problem)
    return solve_written(written, effort, known, watch=watch, presses=False)


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
