"""How plans of weeks with nights on duty stand before the model they were not planned by.

    python bench/bodyclock/nights.py [--seeds N]

Weeks of `bench/planner` in which somebody works nights, each planned by one model of alertness and
judged by the other, against sleeping eight hours as soon as home. Prints the table of
docs/benchmarks.md.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

BENCH = Path(__file__).parents[1]
sys.path[:0] = [str(BENCH), str(BENCH / "planner")]
from trimtab.wiring.kernel_cache import choose_kernel_cache  # noqa: E402 - found beside this folder

choose_kernel_cache(os.environ)

import numpy as np  # noqa: E402 - the cache is chosen before anything loads numba
from instances import PEOPLE, request_for  # noqa: E402

from trimtab.domain.body import MODELS, Model  # noqa: E402
from trimtab.domain.time import Interval  # noqa: E402
from trimtab.planner.alert_defaults import ALERT  # noqa: E402
from trimtab.planner.assumed_sleep import assume_forecast  # noqa: E402
from trimtab.planner.body_passes import forecast_of  # noqa: E402
from trimtab.planner.defaults import SLEEP  # noqa: E402
from trimtab.planner.forecast import Forecast  # noqa: E402
from trimtab.planner.line import Stay, Week, WeekRequest  # noqa: E402
from trimtab.planner.plan import Planned, make_plan  # noqa: E402
from trimtab.planner.solve import Effort  # noqa: E402
from trimtab.planner.strain import Clock, rows_of  # noqa: E402

HALF_DAY = 12 * 60
"""Nights that begin sooner after the week does leave no sleep to plan before them."""

ENOUGH_MINUTES = 7 * 60


@dataclass(frozen=True, slots=True)
class Night:
    """A night on duty: its mean by a model as planned, and with eight hours as soon as home."""

    planned: float
    usual: float

    @property
    def saved(self) -> float:
        """Share of the usual figure that the plan takes off."""
        return 1 - self.planned / self.usual


@dataclass(frozen=True, slots=True)
class Judged:
    """What is found of one planned week."""

    nights: tuple[Night, ...]
    days_with_room: int
    days_slept: int
    ways_untold: int


def works_nights(week: Week) -> bool:
    """Whether a night on duty lies in the days planned."""
    return any(_is_judged(week, stay) for stay in week.stays)


def judge(request: WeekRequest, planner: Model) -> Judged:
    """Plan a week by one model, and look at it by the other."""
    usual = assume_forecast(Week(request), planner)
    planned = make_plan(replace(request, forecast=usual), Effort())
    week, forecast = planned.solved.week, forecast_of(planned.solved)
    judges = next(model for model in MODELS if model != planner)
    nights = tuple(
        Night(_mean(week, forecast, judges, stay), _mean(week, usual, judges, stay))
        for stay in week.stays
        if _is_judged(week, stay)
    )
    slept = list(_days_slept(week, forecast))
    return Judged(nights, len(slept), sum(slept), _ways_untold(planned))


def _is_judged(week: Week, stay: Stay) -> bool:
    is_ahead = week.now + HALF_DAY <= stay.interval.start < week.horizon.minutes
    return stay.is_night and stay.duty_minutes > 0 and is_ahead


def _mean(week: Week, forecast: Forecast, model: Model, stay: Stay) -> float:
    """Mean lapses, or mean sleepiness, over a stay on duty."""
    minutes = np.arange(stay.interval.start + 15, stay.interval.end, 30, dtype=np.float64)
    strain = Clock(week, model, forecast.all).strain(*rows_of(forecast.all), minutes)[0]
    if model == "unified":
        span = ALERT.spent_lapses - ALERT.rested_lapses
        return float(np.maximum(0.0, strain * span + ALERT.rested_lapses).mean())
    span = ALERT.spent_kss - ALERT.rested_kss
    return float(np.clip(strain * span + ALERT.rested_kss, 1.0, 9.0).mean())


def _days_slept(week: Week, forecast: Forecast) -> Iterator[bool]:
    """Of each day from 18:00 that has room for seven hours at home, whether they are slept."""
    around = SLEEP.wind_down + SLEEP.slow_start
    for day in range(1, week.horizon.days):
        hours = Interval(
            week.horizon.at_clock(day - 1, 18 * 60), week.horizon.at_clock(day, 18 * 60)
        )
        if hours.start < week.now:
            continue
        room = max(
            (_shared(stretch.interval, hours) for stretch in week.stretches if stretch.at_home),
            default=0,
        )
        if room >= ENOUGH_MINUTES + around:
            slept = sum(o.minutes for o in forecast.all if hours.holds(o.start))
            yield slept >= ENOUGH_MINUTES


def _shared(one: Interval, other: Interval) -> int:
    return one.overlap_minutes(other)


def _ways_untold(planned: Planned) -> int:
    """Ways home after duty at whose start a quarter of people are at 8 or more, without a note."""
    high = {point.time: point.high for point in planned.plan.alertness}
    week = planned.solved.week
    ends = {week.horizon.instant_of(stay.interval.end) for stay in week.stays if stay.duty_minutes}
    return sum(
        block.kind == "travel" and block.start in ends and not block.note
        and high.get(block.start, 0.0) >= 8
        for block in planned.plan.blocks
    )  # fmt: skip


def main(arguments: Sequence[str] | None = None) -> None:
    """Plan, judge and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])  # type: ignore[union-attr]
    parser.add_argument("--seeds", type=int, default=12, help="weeks of each person")
    seeds = range(parser.parse_args(arguments).seeds)
    requests = [request_for(person, seed) for person in PEOPLE for seed in seeds]
    requests = [request for request in requests if works_nights(Week(request))]
    print(
        "| planned by | judged by | weeks | nights | lower than usual | median taken off | "
        "days of 7 h where there is room | ways home untold |\n"
        "|---|---|---:|---:|---:|---:|---:|---:|"
    )
    for planner in MODELS:
        print(_row(planner, [judge(request, planner) for request in requests]))


def _row(planner: Model, found: Sequence[Judged]) -> str:
    nights = [night for one in found for night in one.nights]
    lower = sum(night.saved > 0 for night in nights) / len(nights)
    room = sum(one.days_with_room for one in found)
    cells = (
        planner,
        next(model for model in MODELS if model != planner),
        len(found),
        len(nights),
        f"{lower:.0%}",
        f"{statistics.median(night.saved for night in nights):.1%}",
        f"{sum(one.days_slept for one in found) / room:.0%} of {room}",
        sum(one.ways_untold for one in found),
    )
    return f"| {' | '.join(map(str, cells))} |"


if __name__ == "__main__":
    main()
