"""The days of an experiment's lot: which are on, which count, and when it is looked at."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from trimtab.domain.diary import Experiment
from trimtab.domain.time import WEEKDAYS
from trimtab.reflection.day_facts import DayFacts

WEEK = len(WEEKDAYS)


def day_count(experiment: Experiment) -> int:
    """How many days its lot covers."""
    return experiment.period_days * len(experiment.arms)


def last_day(experiment: Experiment) -> date:
    """The last day of its lot, however it went on."""
    return experiment.day + timedelta(days=day_count(experiment) - 1)


def is_on(experiment: Experiment, day: date) -> bool | None:
    """Whether the lot has the change on that day; None outside it."""
    number = (day - experiment.day).days
    if not 0 <= number < day_count(experiment):
        return None
    return experiment.arms[number // experiment.period_days]


def is_washout(experiment: Experiment, day: date) -> bool:
    """Whether it is one of the first days of a period, which do not count."""
    return (day - experiment.day).days % experiment.period_days < experiment.washout_days


def times_a_week(experiment: Experiment) -> int:
    """How often a week it was done while it was on, to the nearest: days said to be without count.

    Where whole weeks alternate that is a week with it, else one as the lot drew them.
    """
    on = _days_on(experiment)
    share_on = 1.0 if experiment.period_days > 1 else sum(experiment.arms) / len(experiment.arms)
    done = days_done(experiment) / len(on) if on else 1.0
    return max(1, int(WEEK * share_on * done + 0.5))


def days_done(experiment: Experiment) -> int:
    """On how many days it was done, as the lot had it or left unsaid, until it ended."""
    kept = dict(experiment.kept)
    return sum(kept.get(day, True) for day in _days_on(experiment))


def _days_on(experiment: Experiment) -> list[date]:
    end = min(experiment.ended_on or date.max, last_day(experiment) + timedelta(days=1))
    days = (experiment.day + timedelta(days=number) for number in range(day_count(experiment)))
    return [day for day in days if day < end and is_on(experiment, day)]


def days_of(experiment: Experiment, days: Sequence[DayFacts]) -> list[DayFacts]:
    """Those of these days that count: in the lot, until it ended, scored, and no washout."""
    end = experiment.ended_on or date.max
    return [
        one
        for one in days
        if experiment.measure in one.scores
        and is_on(experiment, one.day) is not None
        and one.day < end
        and not is_washout(experiment, one.day)
    ]


def looks(experiment: Experiment) -> tuple[date, ...]:
    """The days on which the rule looks: after each stretch with the change on, but the last day."""
    length = experiment.period_days
    nexts = [*experiment.arms[1:], False]
    ends = [number + 1 for number, on in enumerate(experiment.arms) if on and not nexts[number]]
    days = (experiment.day + timedelta(days=number * length) for number in ends)
    return tuple(day for day in days if day <= last_day(experiment))
