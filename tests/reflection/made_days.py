"""Days made up for the engines that look back."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import numpy as np

from trimtab.domain.diary import Experiment
from trimtab.reflection.day_facts import DayFacts, Feature
from trimtab.reflection.lots import draw

MONDAY = date(2026, 1, 5)
RUN = Feature("practice:Run", "yes")
SLEEP = Feature("sleep", "amount", 60.0)


def following(chance: np.random.Generator, days: int, correlation: float) -> np.ndarray:
    """Noise of spread 1 that follows itself."""
    noise = chance.normal(size=days)
    for day in range(1, days):
        noise[day] = correlation * noise[day - 1] + np.sqrt(1 - correlation**2) * noise[day]
    return noise


def made_days(
    seed: int, count: int = 120, run: float = 0.0, sleep: float = 0.0, missing: float = 0.3
) -> list[DayFacts]:
    """Days with weekday and duty effects; a run and an hour of sleep add so many points of mood.

    Runs lean on days off, which are the better days: a plain comparison would find them at work.
    """
    chance = np.random.default_rng(seed)
    duty = np.where((np.arange(count) % 7 < 5) | (chance.random(count) < 0.3), 600, 0)
    ran = following(chance, count, 0.4) - 0.8 * (duty > 0) > 0
    slept = 420 - 40 * (duty > 0) + 60 * following(chance, count, 0.3)
    mood = 6.5 - 1.0 * (duty > 0) + 1.3 * following(chance, count, 0.35)
    mood = np.clip(np.round(mood + run * ran + sleep * (slept - 420) / 60), 1, 10)
    kept = chance.random(count) >= missing
    return [
        DayFacts(
            day=MONDAY + timedelta(days=day),
            scores={"mood": float(mood[day])} if kept[day] else {},
            duty_minutes=int(duty[day]),
            features={RUN.key: float(ran[day]), SLEEP.key: float(slept[day])},
        )
        for day in range(count)
    ]


def experiment(period_days: int = 1, weeks: int = 4, seed: int = 1, **more) -> Experiment:
    """An experiment on mood from that Monday on."""
    return Experiment(
        id="one",
        day=MONDAY,
        said_at=datetime(2026, 1, 4, 12, tzinfo=UTC),
        change="A change",
        measure="mood",
        period_days=period_days,
        arms=draw(period_days, weeks, seed),
        **more,
    )
