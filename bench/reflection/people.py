"""People made up for measuring: weeks of duty, habits that follow it, days that follow days.

Scores have a lag-1 correlation between 0.2 and 0.5, weekday and duty effects, a spread of 1 to 2
points, are rounded to 1 to 10, and 30 % of days are missing. Habits lean on weekday, duty and the
day before, so that a plain comparison of days would find what is not there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from trimtab.domain.diary import MEASURES, Measure
from trimtab.reflection.day_facts import DayFacts, Feature

FIRST = date(2026, 1, 5)
YES = ("run", "read", "cook", "call", "evening", "wind_down")
AMOUNTS = ("sleep", "open", "people", "focus", "commute", "meals")
FEATURES = (
    *(Feature(key, "yes") for key in YES),
    *(Feature(key, "amount", 60.0) for key in AMOUNTS),
)
MISSING = 0.3


@dataclass(frozen=True, slots=True)
class Roster:
    """Duty of each day."""

    minutes: np.ndarray
    is_night: np.ndarray
    is_after: np.ndarray


def roster_of(rng: np.random.Generator, days: int) -> Roster:
    """Weeks of days with one or two weekends, and every few weeks a block of nights."""
    weekday = np.arange(days) % 7
    weeks = np.arange(days) // 7
    nights = (weeks % rng.integers(3, 6)) == 2
    works_weekend = rng.random(weeks.max() + 1) < 0.5
    on = (weekday < 5) | works_weekend[weeks]
    minutes = np.where(on, rng.normal(660, 90, days).clip(300, 900), 0)
    is_night = nights & (weekday < 5)
    minutes = np.where(is_night, 720, minutes)
    is_after = np.concatenate([[False], is_night[:-1]]) & ~is_night
    return Roster(minutes.round(), is_night, is_after)


def following(rng: np.random.Generator, days: int, correlation: float) -> np.ndarray:
    """Noise of spread 1 that follows itself."""
    noise = rng.normal(size=days)
    for day in range(1, days):
        noise[day] = correlation * noise[day - 1] + np.sqrt(1 - correlation**2) * noise[day]
    return noise


def habits_of(rng: np.random.Generator, roster: Roster) -> dict[str, np.ndarray]:
    """Features that lean on duty and weekday, each in its own way, and follow themselves."""
    days = len(roster.minutes)
    weekday = np.arange(days) % 7
    found: dict[str, np.ndarray] = {}
    for key in (*YES, *AMOUNTS):
        leaning = (
            rng.normal(0, 0.6, 7)[weekday]
            - rng.uniform(0, 1.2) * (roster.minutes / 600)
            - rng.uniform(0, 1.0) * roster.is_night
            - rng.uniform(0, 0.8) * roster.is_after
            + following(rng, days, rng.uniform(0, 0.6))
        )
        found[key] = leaning
    return {
        **{key: (found[key] > np.quantile(found[key], 0.6)).astype(float) for key in YES},
        **{key: (found[key] * 60 + 240).clip(0).round() for key in AMOUNTS},
    }


def person(
    rng: np.random.Generator,
    days: int,
    effects: Mapping[str, float],
    *,
    drifts: bool = False,
    changed: np.ndarray | None = None,
) -> list[DayFacts]:
    """One person's days; `effects` are points for a yes, or for one step of an amount.

    `changed` are days on which an experiment's change was on; its effect goes by the name change.
    """
    roster, weekday = roster_of(rng, days), np.arange(days) % 7
    habits = habits_of(rng, roster)
    if changed is not None:
        habits["change"] = changed.astype(float)
    spread, correlation = rng.uniform(1.0, 2.0), rng.uniform(0.2, 0.5)
    common = following(rng, days, correlation)
    shared = (
        rng.normal(0, 0.4, 7)[weekday]
        - rng.uniform(0, 1.0) * roster.minutes / 600
        - rng.uniform(0, 1.5) * roster.is_night
        - rng.uniform(0, 1.5) * roster.is_after
        + (rng.normal(0, 0.5, days // 28 + 1)[np.arange(days) // 28] if drifts else 0)
    )
    steps = {one.key: one.step for one in FEATURES} | {"change": 1.0}
    for key, points in effects.items():
        shared = shared + points * habits[key] / steps[key]
    scores: dict[Measure, np.ndarray] = {}
    for name in MEASURES:
        own = 0.7 * common + 0.71 * following(rng, days, correlation)
        scores[name] = np.clip(np.round(6.5 + shared + spread * own), 1, 10)
    kept = rng.random(days) >= MISSING
    return [
        DayFacts(
            day=FIRST + timedelta(days=day),
            scores={name: float(scores[name][day]) for name in MEASURES} if kept[day] else {},
            duty_minutes=int(roster.minutes[day]),
            is_night=bool(roster.is_night[day]),
            is_after_night=bool(roster.is_after[day]),
            features={key: float(habits[key][day]) for key in habits},
        )
        for day in range(days)
    ]
