"""Months of the example's week as somebody lived and said them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import numpy as np

from trimtab.domain.diary import CheckIn, Experiment
from trimtab.domain.plans import Block, LastPlan
from trimtab.reflection.lot_days import is_on
from trimtab.reflection.lots import draw

ZONE = ZoneInfo("America/New_York")
RUN = "Ten-minute run"


def weeks_before(plan, monday: date, weeks: int, kept: set[date]) -> list[LastPlan]:
    """The plan's week again for each week before a Monday, with a run on the days given."""
    made = []
    for back in range(weeks, 0, -1):
        by = timedelta(days=-7 * back)
        first = monday + by
        blocks = [
            replace(one, start=_moved(one.start, by), end=_moved(one.end, by))
            for one in plan.blocks
        ]
        days = (first + timedelta(days=number) for number in range(7))
        blocks += [_run(day) for day in days if day in kept]
        blocks.sort(key=lambda one: one.start)
        made.append(LastPlan(plan.person, first, 7, tuple(blocks)))
    return made


def _moved(moment: datetime, by: timedelta) -> datetime:
    return (moment.replace(tzinfo=None) + by).replace(tzinfo=ZONE)


def _run(day: date) -> Block:
    start = datetime.combine(day, time(12, 30), ZONE)
    return Block(start, start + timedelta(minutes=10), RUN, "practice", value="health")


def said_on(day: date, mood: int, energy: int = 6, stress: int = 5, balance: int = 5) -> CheckIn:
    """A check-in at nine in the evening."""
    moment = datetime.combine(day, time(21), ZONE)
    return CheckIn(
        day=day, said_at=moment, mood=mood, energy=energy, stress=stress, balance=balance
    )


def fill_months(store, plan, monday: date, weeks: int, points: float = 1.5) -> None:
    """Weeks of days, better by so many points where there was a run, by lot."""
    chance = np.random.default_rng(5)
    days = [monday - timedelta(days=number) for number in range(7 * weeks, 0, -1)]
    kept = {day for day in days if chance.random() < 0.45}
    for last in weeks_before(plan, monday, weeks, kept):
        store.keep_last_plan(last)
    for day in days:
        if chance.random() < 0.85:
            moods = np.round(6 + points * (day in kept) + chance.normal(0, 1.1, 4))
            mood, energy, calm, balance = (int(one) for one in np.clip(moods, 1, 10))
            store.keep_entry(said_on(day, mood, energy, 11 - calm, balance))


def fill_experiment(store, monday: date, points: float = 1.3) -> Experiment:
    """Four weeks of an experiment that ended two weeks before a Monday, and did some good."""
    chance = np.random.default_rng(2)
    first = monday - timedelta(days=42)
    days = [first + timedelta(days=number) for number in range(28)]
    tried = Experiment(
        id="outside",
        day=first,
        said_at=datetime.combine(first - timedelta(days=1), time(20), ZONE),
        change="Ten minutes outside",
        measure="mood",
        period_days=1,
        arms=draw(1, 4, 3),
        practice="Ten minutes outside",
        minutes=10,
        kept=tuple((day, number % 6 != 4) for number, day in enumerate(days[:26])),
    )
    for day in days:
        mood = 5.4 + points * bool(is_on(tried, day)) + chance.normal(0, 1)
        store.keep_entry(said_on(day, int(np.clip(round(mood), 1, 10))))
    store.keep_entry(tried)
    return tried
