"""An experiment with one person: what a change did, by days on which the lot had it on or off.

Scores are regressed on the lot with weekday, duty, a trend and errors that follow one another; the
effect that is told may be of any size. By default a day counts
as the lot had it (intention to treat); as kept, a day on which the person did otherwise counts as
what they did.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np

from trimtab.domain.diary import Experiment, Measure
from trimtab.reflection.day_facts import DayFacts
from trimtab.reflection.days import circumstances, numbers_of
from trimtab.reflection.effects import LEAST_KNOWN_DAYS, Effect, Findings, OwnDays
from trimtab.reflection.lot_days import day_count, days_of, is_on, is_washout, looks
from trimtab.reflection.regression import Array, Posterior, design_variance, fit_days

TOLD_SPREAD = 2.0
"""How large an effect may be beforehand, in spreads of a day, where it is told: large ones keep
their size (our choice)..."""

RULES_SPREAD = 0.75
"""...and for the rules that end an experiment, which chance is to move less often."""

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


WIDTH_FACTOR = 1.8
"""Half of a 90 % interval in standard errors: 1.645, and some for what is not known of the errors
beforehand, so that what is told agrees with what comes (measured)."""


def effect_of(
    experiment: Experiment,
    days: Sequence[DayFacts],
    *,
    as_kept: bool = False,
    spread: float = TOLD_SPREAD,
) -> Effect | None:
    """What the change did, None while too few days are scored; `days` are in order."""
    counted = days_of(experiment, days)
    kept = dict(experiment.kept) if as_kept else {}
    on = np.array([is_on(experiment, one.day) == kept.get(one.day, True) for one in counted])
    if not counted or min(on.sum(), (~on).sum()) < LEAST_DAYS_EACH:
        return None
    measure = experiment.measure
    scores = np.array([one.scores[measure] for one in counted])
    columns, spreads = _design(counted, on.astype(np.float64), spread)
    posterior = fit_days(numbers_of(counted), scores - scores.mean(), columns, spreads).of(0)
    return _told(posterior, measure, int(on.sum()), int((~on).sum()))


def _design(days: Sequence[DayFacts], on: Array, spread: float) -> tuple[Array, Array]:
    others, spreads = circumstances(days, with_spells=False)
    return np.column_stack([on - 0.5, others]), np.concatenate([[spread], spreads])


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
    ruled = effect_of(experiment, before, spread=RULES_SPREAD)
    is_clear = ruled is not None and _is_enough(ruled) and ruled.helps >= CLEAR_CERTAINTY
    return Findings(by_lot, as_kept, stopped_on, is_clear)


def stopped_for_harm(experiment: Experiment, days: Sequence[DayFacts], until: date) -> date | None:
    """The first day after a period with the change at which harm was all but certain."""
    for look in looks(experiment):
        if look > min(until, experiment.ended_on or date.max):
            return None
        before = [one for one in days if one.day < look]
        effect = effect_of(experiment, before, spread=RULES_SPREAD)
        if effect and _is_enough(effect) and effect.harms >= HARM_CERTAINTY:
            return look
    return None


def _is_enough(effect: Effect) -> bool:
    return min(effect.days_on, effect.days_off) >= LEAST_LOOKED_AT


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
    columns, spreads = _design(counted, on, TOLD_SPREAD)
    variance = design_variance(numbers_of(counted), columns, spreads, own.correlation)[0]
    return float(WIDTH_FACTOR * own.spread * np.sqrt(variance))
