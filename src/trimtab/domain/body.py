"""Hours slept as written down, and what a model says of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, get_args

from trimtab.domain.errors import Problem

Model = Literal["three_process", "unified"]
MODELS: tuple[Model, ...] = get_args(Model)

DAYS_FOLLOWED = 21
"""Days before a plan from which a clock that moves is followed.

What was slept before them moves it by three minutes at most (docs/methods/circadian-phase.md).
"""


@dataclass(frozen=True, slots=True)
class Sleep:
    """One sleep, with the zone it was written in."""

    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class SleepLog:
    """Sleeps in order and apart, and what in the file could not be used."""

    sleeps: tuple[Sleep, ...]
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class BodyPrediction:
    """What a model says, moment by moment.

    `states` are the model's, by name, each as long as `times`; the last is what is shown to
    people: sleepiness "kss" on the Karolinska scale, 1 to 9, or expected "lapses" of a
    ten-minute vigilance test. `parameters` are the model's, by name.
    """

    model: Model
    parameters: Mapping[str, float | tuple[float, ...]]
    times: tuple[datetime, ...]
    asleep: tuple[bool, ...]
    states: Mapping[str, tuple[float, ...]]
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class ClockDay:
    """How many hours later than usual by the clocks at home a body's clock runs at a day's noon."""

    date: date
    hours_later: float


@dataclass(frozen=True, slots=True)
class Alertness:
    """Sleepiness predicted for a moment, 1 (very alert) to 9 (fighting sleep).

    About half of people are expected between `low` and `high`. While `is_asleep` it is how sleepy
    someone woken then would be.
    """

    time: datetime
    kss: float
    low: float
    high: float
    is_asleep: bool = False
