"""Use case: what a model of alertness says about hours slept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import numpy as np

from trimtab.bodyclock.alertness import predict_lapses, predict_sleepiness
from trimtab.bodyclock.arrays import Floats
from trimtab.bodyclock.parameters import THREE_PROCESS, UNIFIED
from trimtab.bodyclock.sleeps import Sleeps
from trimtab.domain.body import BodyPrediction, Model, Sleep, SleepLog

ROW_HOURS = 0.5
HOURS_AFTER = 24
"""How long the series goes on after the last sleep."""

SECONDS_PER_HOUR = 3600


def predict_body(log: SleepLog, model: Model, start: datetime) -> BodyPrediction:
    """States each half-hour from `start`, awake and rested there, until a day after the last sleep.

    Sleeps that ended before it do not count. `start` says its zone; a body does not feel the
    clocks change, so the hour of the day runs on from there.
    """
    begun = start.astimezone(UTC)
    spans = [_span(sleep, begun) for sleep in log.sleeps if sleep.end > start]
    last = max((wake for _, wake in spans), default=0.0)
    hours = np.arange(0.0, last + HOURS_AFTER + 1e-9, ROW_HOURS)
    clock = start.hour + start.minute / 60 + start.second / SECONDS_PER_HOUR
    asleep, states = _states(model, spans, hours, clock)
    times = tuple((begun + timedelta(hours=one)).astimezone(start.tzinfo) for one in hours.tolist())
    parameters = (THREE_PROCESS if model == "three_process" else UNIFIED)._asdict()
    return BodyPrediction(
        model=model,
        parameters={
            name: value for name, value in parameters.items() if np.all(np.isfinite(value))
        },
        times=times,
        asleep=tuple(bool(one) for one in asleep),
        states={name: tuple(values.tolist()) for name, values in states.items()},
        problems=log.problems,
    )


def _span(sleep: Sleep, begun: datetime) -> tuple[float, float]:
    """Hours since the series began; a sleep under way then counts from there."""
    start, end = (
        (moment.astimezone(UTC) - begun).total_seconds() / SECONDS_PER_HOUR
        for moment in (sleep.start, sleep.end)
    )
    return max(0.0, start), end


def _states(
    model: Model, spans: Sequence[tuple[float, float]], hours: Floats, clock: float
) -> tuple[Floats, dict[str, Floats]]:
    sleeps = Sleeps.of([spans])
    if model == "three_process":
        one = predict_sleepiness(sleeps, hours, clock)
        return one.asleep[0], {
            "s": one.pressure[0],
            "c": one.circadian,
            "u": one.ultradian,
            "w": one.inertia[0],
            "kss": one.sleepiness[0],
        }
    other = predict_lapses(sleeps, hours, clock)
    return other.asleep[0], {
        "s": other.quick[0],
        "l": other.slow[0],
        "c": other.circadian,
        "w": other.inertia[0],
        "lapses": other.lapses[0],
    }
