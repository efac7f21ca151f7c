"""The days of an experiment's lot: which are on, which count, and when it is looked at."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from trimtab.domain.diary import Experiment
from trimtab.reflection.day_facts import DayFacts


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
