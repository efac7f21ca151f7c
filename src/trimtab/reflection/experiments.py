"""An experiment with one person: what a change did, by days on which the lot had it on or off.

Scores are regressed on the lot with weekday, duty, a trend and errors that follow one another; the
effect is thought beforehand to be within a spread of a day either way. By default a day counts
as the lot had it (intention to treat); as kept, a day on which the person did otherwise counts as
what they did.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from trimtab.domain.diary import Experiment, Measure
from trimtab.reflection.days import DayFacts, circumstances, numbers_of
from trimtab.reflection.regression import Array, Fit, Posterior, design_variance, fit_days

EFFECT_SPREAD = 0.75
"""How large effects are thought to be beforehand, in spreads of a day (our choice)."""

WORTH_POINTS = 0.5
"""A difference that somebody would notice, in points (our choice)."""

INTERVAL = 0.9
LEAST_DAYS_EACH = 3
"""Days on and off with a score before there is an estimate at all."""

LEAST_LOOKED_AT = 4
"""Scored days on and off before the rules that end an experiment look at it."""

HARM_CERTAINTY = 0.975
"""Probability of harm at which it stops: calibrated, see docs/methods/experiments.md."""

CLEAR_CERTAINTY = 0.975
"""Probability of help at which stopping is offered."""

USUAL_SPREAD, USUAL_CORRELATION, LEAST_KNOWN_DAYS = 1.5, 0.3, 14
"""What is taken of days while fewer than these are known (our choice, after daily ratings)."""

SAID_SHARE = 0.8
"""Share of days expected to be said, where nothing is known."""

WIDTH_FACTOR = 1.8
"""Half of a 90 % interval in standard errors: 1.645, and some for what is not known of the errors
beforehand, so that what is told agrees with what comes (measured)."""

END_HARM, END_EARLY = "harm", "asked"


@dataclass(frozen=True, slots=True)
class Effect:
    """What a change did to a measure, in points; more is better, of stress as well.

    `points` with their 90 % interval; `helps`, `clearly_helps` and `harms` are the probabilities
    that it helps at all, by WORTH_POINTS or more, and that it does harm.
    """

    measure: Measure
    points: tuple[float, float, float]
    helps: float
    clearly_helps: float
    harms: float
    days_on: int
    days_off: int


@dataclass(frozen=True, slots=True)
class Findings:
    """What is known of an experiment: by the lot, as kept where that differs, and how it stands.

    `stopped_on` is the day on which the rule for harm ended it, `is_clear` whether it is clear
    enough to offer an end.
    """

    by_lot: Effect | None
    as_kept: Effect | None
    stopped_on: date | None
    is_clear: bool


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


def effect_of(
    experiment: Experiment, days: Sequence[DayFacts], *, as_kept: bool = False
) -> Effect | None:
    """What the change did, None while too few days are scored; `days` are in order."""
    counted = days_of(experiment, days)
    kept = dict(experiment.kept) if as_kept else {}
    on = np.array([is_on(experiment, one.day) == kept.get(one.day, True) for one in counted])
    if not counted or min(on.sum(), (~on).sum()) < LEAST_DAYS_EACH:
        return None
    measure = experiment.measure
    scores = np.array([one.scores[measure] for one in counted])
    posterior = _fit(counted, scores, on.astype(np.float64)).of(0)
    return _told(posterior, measure, int(on.sum()), int((~on).sum()))


def _fit(days: Sequence[DayFacts], scores: Array, on: Array) -> Fit:
    columns, spreads = _design(days, on)
    return fit_days(numbers_of(days), scores - scores.mean(), columns, spreads)


def _design(days: Sequence[DayFacts], on: Array) -> tuple[Array, Array]:
    others, spreads = circumstances(days, with_spells=False)
    return np.column_stack([on - 0.5, others]), np.concatenate([[EFFECT_SPREAD], spreads])


def _told(posterior: Posterior, measure: Measure, on: int, off: int) -> Effect:
    low, high = posterior.interval(INTERVAL)
    return Effect(
        measure,
        (posterior.mean, low, high),
        posterior.above(0.0),
        posterior.above(WORTH_POINTS),
        posterior.below(0.0),
        on,
        off,
    )


def findings(experiment: Experiment, days: Sequence[DayFacts], until: date) -> Findings:
    """What an experiment shows on the days before `until`."""
    before = [one for one in days if one.day < until]
    stopped_on = stopped_for_harm(experiment, before, until)
    if stopped_on is not None:
        before = [one for one in before if one.day < stopped_on]
    by_lot = effect_of(experiment, before)
    differs = any(not did for day, did in experiment.kept if day < until)
    as_kept = effect_of(experiment, before, as_kept=True) if differs else None
    is_clear = by_lot is not None and _is_enough(by_lot) and by_lot.helps >= CLEAR_CERTAINTY
    return Findings(by_lot, as_kept, stopped_on, is_clear)


def stopped_for_harm(experiment: Experiment, days: Sequence[DayFacts], until: date) -> date | None:
    """The first day after a period with the change at which harm was all but certain."""
    for look in looks(experiment):
        if look > min(until, experiment.ended_on or date.max):
            return None
        effect = effect_of(experiment, [one for one in days if one.day < look])
        if effect and _is_enough(effect) and effect.harms >= HARM_CERTAINTY:
            return look
    return None


def looks(experiment: Experiment) -> tuple[date, ...]:
    """The days on which the rule looks: after each stretch with the change on, but the last day."""
    length = experiment.period_days
    nexts = [*experiment.arms[1:], False]
    ends = [number + 1 for number, on in enumerate(experiment.arms) if on and not nexts[number]]
    days = (experiment.day + timedelta(days=number * length) for number in ends)
    return tuple(day for day in days if day <= last_day(experiment))


def _is_enough(effect: Effect) -> bool:
    return min(effect.days_on, effect.days_off) >= LEAST_LOOKED_AT


@dataclass(frozen=True, slots=True)
class OwnDays:
    """How a person's days spread and follow one another, and the share of them that are said."""

    spread: float = USUAL_SPREAD
    correlation: float = USUAL_CORRELATION
    said: float = SAID_SHARE


def own_days(days: Sequence[DayFacts], measure: Measure) -> OwnDays:
    """The same from scores of days before, the usual where fewer than LEAST_KNOWN_DAYS are."""
    scored = [one for one in days if measure in one.scores]
    if len(scored) < LEAST_KNOWN_DAYS:
        return OwnDays()
    scores = np.array([one.scores[measure] for one in scored])
    columns, spreads = circumstances(scored, with_spells=False)
    fit = fit_days(numbers_of(scored), scores - scores.mean(), columns, spreads)
    between = (scored[-1].day - scored[0].day).days + 1
    return OwnDays(fit.spread, float(np.clip(fit.correlation, 0.0, 0.8)), len(scored) / between)


def expected_half_width(experiment: Experiment, own: OwnDays) -> float:
    """Half the interval that the whole experiment should end with, in points.

    Every so many days is taken as said as are now.
    """
    numbers = [
        number
        for number in range(day_count(experiment))
        if int((number + 1) * own.said) > int(number * own.said)
    ]
    days = [
        DayFacts(day=experiment.day + timedelta(days=number), duty_minutes=0) for number in numbers
    ]
    counted = [one for one in days if not is_washout(experiment, one.day)]
    on = np.array([is_on(experiment, one.day) for one in counted], dtype=np.float64)
    columns, spreads = _design(counted, on)
    variance = design_variance(numbers_of(counted), columns, spreads, own.correlation)[0]
    return float(WIDTH_FACTOR * own.spread * np.sqrt(variance))
