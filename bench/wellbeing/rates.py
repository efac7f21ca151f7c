"""False alarms and delays of a detector over simulated people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from multiprocessing import Pool

import numpy as np
from numpy.typing import NDArray
from people import People

from trimtab.wellbeing.days import DayScores
from trimtab.wellbeing.findings import Told
from trimtab.wellbeing.prior import FEWEST_ANSWERED, FEWEST_DAYS, TOLD_PRIOR
from trimtab.wellbeing.series import record_of
from trimtab.wellbeing.sizes import begun_interval
from trimtab.wellbeing.weighing import log_odds_by_day, weigh

Numbers = NDArray[np.float64]
FOUND_WITHIN, SOON = 60, 14
CORES = 2


@dataclass(frozen=True, slots=True)
class Delays:
    """How soon a change is found: median days (the day itself is 1), shares by day 14 and 60.

    Of people who had no alarm before it came.
    """

    median: float
    soon: float
    found: float
    people: int


def odds_paths(people: People) -> Numbers:
    """The log odds that `watch` would see on each day of each person, -inf where it is silent."""
    with Pool(CORES) as pool:
        paths = pool.map(odds_path, map(people.days_of, range(len(people))), chunksize=10)
    return np.stack(paths)


def odds_path(days: Sequence[DayScores]) -> Numbers:
    """The same of one person."""
    path = np.full(len(days), -np.inf)
    record = record_of(days, days[-1].day)
    if record is None:
        return path
    begins = (record.first - days[0].day).days
    seen = log_odds_by_day(weigh(record, every_day=True), len(days) - begins)
    answered = np.cumsum([one.is_answered for one in days])[begins:]
    is_enough = (np.arange(len(seen)) >= FEWEST_DAYS - 1) & (answered >= FEWEST_ANSWERED)
    path[begins:] = np.where(is_enough, seen, -np.inf)
    return path


def first_alarms(paths: Numbers, limit: float) -> NDArray[np.int64]:
    """The first day above a limit of each person, the number of days where there is none."""
    above = paths > limit
    return np.where(above.any(axis=1), above.argmax(axis=1), paths.shape[1]).astype(np.int64)


def alarms_a_month(paths: Numbers, limit: float, baseline: int) -> float:
    """First alarms per 30 days that people are watched before it."""
    first = first_alarms(paths, limit)
    watched = np.minimum(first + 1, paths.shape[1]) - baseline
    return float((first < paths.shape[1]).sum() / watched.sum() * 30)


def limit_for(paths: Numbers, rate: float, baseline: int) -> float:
    """The least limit with at most so many false alarms a person-month."""
    low, high = -8.0, 60.0
    for _ in range(50):
        middle = (low + high) / 2
        if alarms_a_month(paths, middle, baseline) > rate:
            low = middle
        else:
            high = middle
    return high


def delays(paths: Numbers, people: People, limit: float) -> Delays:
    """How soon the change of each person is found."""
    first = first_alarms(paths, limit)
    fair = first >= people.changed_on
    days = np.where(first < paths.shape[1], first - people.changed_on + 1, np.iinfo(np.int64).max)
    after = days[fair].astype(np.float64)
    after[after > FOUND_WITHIN] = np.inf
    return Delays(
        float(np.median(after)),
        float((after <= SOON).mean()),
        float((after <= FOUND_WITHIN).mean()),
        int(fair.sum()),
    )


def told_a_month(people: People, limit: float) -> float:
    """Changes told per person-month where each one told is given back and later days watched on."""
    days = people.scores.shape[1]
    with Pool(CORES) as pool:
        work = [(people.days_of(person), limit) for person in range(len(people))]
        told = pool.starmap(_times_told, work, chunksize=10)
    return sum(told) / (len(people) * (days - FEWEST_DAYS) / 30)


def _times_told(days: Sequence[DayScores], limit: float) -> int:
    told: list[Told] = []
    quiet_until = 0
    path = odds_path(days)
    while True:
        above = np.flatnonzero((path > limit) & (np.arange(len(days)) >= quiet_until))
        if not len(above):
            return len(told)
        day = days[int(above[0])].day
        told.append(_told_on(days, int(above[0]), told))
        quiet_until = int(above[0]) + 7
        record = record_of(days, days[-1].day)
        assert record is not None, day
        path = np.full(len(days), -np.inf)
        begins = (record.first - days[0].day).days
        path[begins:] = log_odds_by_day(weigh(record, told, every_day=True), len(days) - begins)


def _told_on(days: Sequence[DayScores], number: int, told: Sequence[Told]) -> Told:
    record = record_of(days[: number + 1], days[number].day)
    assert record is not None
    begun = begun_interval(weigh(record, told, prior=TOLD_PRIOR))[0]
    return Told(day=days[number].day, kind="change", since=record.date_of(begun))
