"""Simulated people who score their days, drawn from a family that no detector here fits.

Noise has heavy, skewed tails and bad days that pass; work tires with a delay; hard days are scored
less often; scores are whole numbers from 1 to 10, and some people round to favourites. Of some
groups baselines wander, and rotations lift or weigh on a person in ways that duty does not tell.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray

from trimtab.wellbeing.days import DayScores

Numbers = NDArray[np.float64]
MONDAY = date(2026, 1, 5)
HARDER = np.array([-1.0, -1.0, 1.0, -1.0])
"""What a harder day does to mood, energy, stress and balance."""

LEVELS, LEVEL_SDS = np.array([6.4, 5.9, 4.9, 5.6]), np.array([1.0, 1.0, 1.2, 1.2])


@dataclass(frozen=True, slots=True)
class Conditions:
    """What a group of people is like.

    `change` is in SDs of each measure, 0 for people whose days do not change; it comes on a day
    of `change_days` (first, last) and lasts. `one_measure` leaves three of four as they are.
    `comes_over` are the days that it takes to come. With `wanders` baselines come and go over
    months and rotations lift or weigh on people in ways that duty does not tell.
    """

    lag_1: tuple[float, float] = (0.2, 0.5)
    missing: tuple[float, float] = (0.3, 0.3)
    days: int = 150
    change: float = 0.0
    change_days: tuple[int, int] = (45, 75)
    one_measure: bool = False
    comes_over: int = 0
    wanders: bool = False


@dataclass(frozen=True, slots=True)
class People:
    """Scores of (people, days, measures), NaN where a day was not answered, and their work.

    What nobody knows of true people is known of these, for an oracle: `expected` is how hard a day
    (people, days) lies on the mean of all measures but for noise and change, `noise_sd` and `lag_1`
    are those of its noise, `moved` is by how many points a change of one SD moves each measure.
    `felt` is by how many points the whole change moved what was said of the days since: less where
    the scale ends before the change does.
    """

    scores: Numbers
    duty_hours: Numbers
    is_night: NDArray[np.bool_]
    changed_on: NDArray[np.int64]
    composite_shift: Numbers
    expected: Numbers
    noise_sd: Numbers
    lag_1: Numbers
    moved: Numbers
    felt: Numbers

    def __len__(self) -> int:
        """How many people."""
        return len(self.scores)

    def days_of(self, person: int) -> tuple[DayScores, ...]:
        """The days of one person as the app would give them."""
        return tuple(self._day(person, day) for day in range(self.scores.shape[1]))

    def _day(self, person: int, day: int) -> DayScores:
        said = [None if np.isnan(score) else float(score) for score in self.scores[person, day]]
        return DayScores(
            day=MONDAY + timedelta(day),
            mood=said[0],
            energy=said[1],
            stress=said[2],
            balance=said[3],
            duty_minutes=int(60 * self.duty_hours[person, day]),
            is_night=bool(self.is_night[person, day]),
        )


def draw_people(count: int, seed: int, conditions: Conditions) -> People:
    """So many people; the same seed draws the same."""
    drawn = [
        _draw_person(np.random.default_rng((seed, person)), conditions) for person in range(count)
    ]
    return People(*(np.stack(column) for column in zip(*drawn, strict=True)))


def _draw_person(rng: np.random.Generator, conditions: Conditions) -> tuple[NDArray[Any], ...]:
    """One person's fields of People."""
    days = conditions.days
    duty, night, rotation = _work(rng, days)
    strain = _strain(rng, duty, night)
    lag_1 = rng.uniform(*conditions.lag_1)
    noise = _noise(rng, days, lag_1)
    passing = noise + strain[:, None] * rng.uniform(0.6, 1.4, 4)
    passing = passing + _week(rng, days)[:, None]
    usual_sd = passing.std(axis=0)
    slow = _wander(rng, days) + rng.normal(0, rng.uniform(0, 0.3), rotation.max() + 1)[rotation]
    slow = slow * conditions.wanders
    sds = np.exp(rng.normal(np.log(1.2), 0.28, 4))
    weights = rng.uniform(0.6, 1.4, 4)
    weights *= 4 / weights.sum()
    if conditions.one_measure:
        weights = np.eye(4)[rng.integers(4)]
    changed = int(rng.integers(conditions.change_days[0], conditions.change_days[1] + 1))
    come = np.clip((np.arange(days) - changed + 1) / max(conditions.comes_over, 1), 0, 1)
    change = weights * usual_sd
    hardness = passing + slow[:, None] + come[:, None] * conditions.change * change
    scale = HARDER * sds / usual_sd
    levels = LEVELS + LEVEL_SDS * _levels(rng)
    meant = levels + scale * hardness
    says = _sayer(rng)
    said, moved = says(meant), scale * conditions.change * change
    felt = (said - says(meant - come[:, None] * moved)).sum(axis=0) / max(days - changed, 1)
    rounded = (HARDER * (said - meant))[:changed].mean()
    of_noise = (HARDER * scale * noise).mean(axis=1)
    composite = (HARDER * scale * passing).mean(axis=1)
    expected = (HARDER * levels).mean() + composite - of_noise + rounded
    shift = conditions.change * (HARDER * scale * change).mean() / composite.std()
    is_missing = _missing(rng, passing.mean(axis=1) + come * conditions.change, night, conditions)
    said[is_missing] = np.nan
    truth = expected, of_noise.std(), np.array(lag_1), scale * change, felt
    return said, duty, night, np.array(changed), shift, *truth


def _levels(rng: np.random.Generator) -> Numbers:
    common = rng.normal()
    return np.array([1, 1, -1, 1]) * 0.6 * common + 0.8 * rng.normal(size=4)


def _noise(rng: np.random.Generator, days: int, lag_1: float) -> Numbers:
    """Each measure's noise, correlated between measures, SD about 1; up is harder."""
    common = rng.uniform(0.25, 0.65)
    shocks = rng.standard_t(4, (days + 60, 5)) / np.sqrt(2)
    skew = rng.gamma(2.0, 1.0, (days + 60, 5)) / np.sqrt(2) - np.sqrt(2)
    shocks = 0.8 * shocks + 0.6 * skew
    shocks[:, 0] += (rng.random(days + 60) < 0.03) * 1.5
    run = np.zeros((days + 60, 5))
    for day in range(1, days + 60):
        run[day] = lag_1 * run[day - 1] + np.sqrt(1 - lag_1**2) * shocks[day]
    run = run[60:]
    return np.sqrt(common) * run[:, :1] + np.sqrt(1 - common) * run[:, 1:]


def _work(
    rng: np.random.Generator, days: int
) -> tuple[Numbers, NDArray[np.bool_], NDArray[np.int64]]:
    """Duty hours, nights and the number of the rotation of each day."""
    kinds = {"ward": _ward, "nights": _nights, "clinic": _clinic, "calls": _calls}
    duty, night, rotation = [np.zeros(0)], [np.zeros(0, dtype=bool)], [np.zeros(0, dtype=int)]
    number, held = 0, 0
    offset = 7 * int(rng.integers(0, 4))
    while held < days + offset:
        kind = rng.choice(list(kinds), p=[0.35, 0.15, 0.35, 0.15])
        length = int(rng.choice([14, 28])) if kind != "nights" else int(rng.choice([7, 14]))
        hours, nights = kinds[kind](rng, length)
        duty.append(hours)
        night.append(nights)
        rotation.append(np.full(length, number))
        number, held = number + 1, held + length
    cut = slice(offset, offset + days)
    whole = np.concatenate(duty)[cut], np.concatenate(night)[cut], np.concatenate(rotation)[cut]
    return whole[0], whole[1], whole[2].astype(np.int64)


def _ward(rng: np.random.Generator, length: int) -> tuple[Numbers, NDArray[np.bool_]]:
    hours = rng.normal(11, 1, length)
    hours[int(rng.integers(7)) :: 7] = 0
    return hours, np.zeros(length, dtype=bool)


def _clinic(rng: np.random.Generator, length: int) -> tuple[Numbers, NDArray[np.bool_]]:
    hours = rng.normal(8.5, 0.8, length)
    hours[5::7] = hours[6::7] = 0
    return hours, np.zeros(length, dtype=bool)


def _nights(rng: np.random.Generator, length: int) -> tuple[Numbers, NDArray[np.bool_]]:
    hours = rng.normal(12, 0.7, length)
    hours[6::7] = 0
    return hours, hours > 0


def _calls(rng: np.random.Generator, length: int) -> tuple[Numbers, NDArray[np.bool_]]:
    hours, every = rng.normal(9.5, 1, length), int(rng.integers(4, 7))
    night = np.zeros(length, dtype=bool)
    night[every - 1 :: every] = True
    hours[night] = 24
    hours[every::every] = 0
    return hours, night


def _strain(rng: np.random.Generator, duty: Numbers, night: NDArray[np.bool_]) -> Numbers:
    """What work does to a day, in SDs of its noise; part of it comes with a delay."""
    after = np.concatenate(([False], night[:-1]))
    load = np.zeros(len(duty))
    for day in range(1, len(duty)):
        load[day] = 0.8 * load[day - 1] + 0.2 * (duty[day - 1] - 7) / 4
    by_hour = rng.gamma(2, 0.1) * (duty - 7) / 4
    by_night = rng.gamma(2, 0.15) * night + rng.gamma(2, 0.2) * after
    return by_hour + by_night + rng.uniform(0, 0.25) * load


def _week(rng: np.random.Generator, days: int) -> Numbers:
    by_weekday = rng.normal(0, 0.12, 7)
    by_weekday[0] += rng.uniform(0, 0.4)
    by_weekday[4:] -= rng.uniform(0, 0.5)
    return by_weekday[np.arange(days) % 7]


def _wander(rng: np.random.Generator, days: int) -> Numbers:
    """A baseline that comes and goes over months, for some people more."""
    sd, pull = rng.uniform(0, 0.3), 1 / rng.uniform(40, 100)
    path = np.empty(days)
    path[0] = rng.normal(0, sd)
    for day in range(1, days):
        path[day] = (1 - pull) * path[day - 1] + rng.normal(0, sd * np.sqrt(2 * pull))
    return path


def _sayer(rng: np.random.Generator) -> Callable[[Numbers], Numbers]:
    """How somebody says what is meant; one in five says 2, 5, 7 or 8 for 3, 4, 6 or 9."""
    favourites = np.array([0, 1, 2, 2, 5, 5, 7, 7, 8, 8, 10])
    numbers = favourites if rng.random() < 0.2 else np.arange(11)
    return lambda meant: numbers[np.clip(np.round(meant), 1, 10).astype(int)].astype(np.float64)


def _missing(
    rng: np.random.Generator, hardness: Numbers, night: NDArray[np.bool_], conditions: Conditions
) -> NDArray[np.bool_]:
    """Days not answered: in runs, more on hard days and on nights, of the share wished."""
    share = rng.uniform(*conditions.missing)
    days = len(hardness)
    if share == 0:
        return np.zeros(days, dtype=bool)
    stays = np.zeros(days)
    for day in range(1, days):
        stays[day] = 0.5 * stays[day - 1] + np.sqrt(0.75) * rng.normal()
    leaning = stays + rng.uniform(0, 0.7) * hardness + rng.uniform(0, 0.7) * night
    leaning += 0.8 * rng.normal(size=days)
    return np.asarray(leaning > np.quantile(leaning, 1 - share))
