"""What goes with good days: one feature at a time, set beside days alike in weekday and duty.

Each pair of a feature and a measure is regressed with everything in `circumstances` and errors that
follow one another. Which pairs are told is decided on estimates of which nothing is assumed, so
that chance rarely tells any; what is told of them is drawn towards nothing by as much as all
features of that measure together ask for. Watching alone shows no causes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from trimtab.domain.diary import MEASURES, Measure
from trimtab.reflection.day_facts import DayFacts, Feature
from trimtab.reflection.days import circumstances, numbers_of
from trimtab.reflection.found_patterns import LEAST_DAYS_EACH, Pattern, Patterns, TooFew
from trimtab.reflection.regression import FLAT, Array, Fit, Posterior, fit_days

MOST_SHOWN = 5
FALSE_SHARE = 0.07
"""How often anything false may be told to somebody; measured, it is up to half as much again."""

INTERVAL = 0.9
POOLED_SPREADS: Array = np.linspace(0.3, 1.0, 15)
MOST_DOUBT_BESIDE = 0.1
"""How doubtful something may become once what is told before it is set beside it (our choice)."""

EXPECTED_SPREAD = 0.5
"""How large effects usually are, in spreads of a day, for a yes or two spreads of an amount."""


def find_patterns(days: Sequence[DayFacts], features: Sequence[Feature]) -> Patterns:
    """What goes with good days; `days` are in order, each once."""
    pairs: list[_Pair] = []
    counts = {one.key: _sides(days, one.key) for one in features}
    for measure in MEASURES:
        said = [one for one in days if measure in one.scores]
        for feature in features:
            rows = [one for one in said if one.features.get(feature.key) is not None]
            if min(_sides(rows, feature.key)) >= LEAST_DAYS_EACH:
                pairs.append(_Pair.made(rows, feature, measure))
    spreads = {name: _pooled([one for one in pairs if one.measure == name]) for name in MEASURES}
    looked_at = tuple(pair.told(spreads[pair.measure]) for pair in pairs)
    tried = {pair.feature.key for pair in pairs}
    return Patterns(
        shown=_each_once(_shown(looked_at), pairs),
        looked_at=looked_at,
        too_few=tuple(
            TooFew(one, *counts[one.key])
            for one in features
            if one.key not in tried and max(counts[one.key])
        ),
        days=sum(bool(one.scores) for one in days),
    )


def _sides(days: Sequence[DayFacts], key: str) -> tuple[int, int]:
    """How many scored days have more of something than the middle one, and how many do not.

    Where the middle one has the most there is, those that have as much count as with it.
    """
    values = _amounts((one for one in days if one.scores), key)
    values = values[~np.isnan(values)]
    if not len(values):
        return 0, 0
    middle = np.median(values)
    above = int((values > middle).sum()) or int((values >= middle).sum())
    return above, len(values) - above


def _amounts(days: Iterable[DayFacts], key: str) -> Array:
    amounts = (one.features.get(key) for one in days)
    return np.array([np.nan if one is None else one for one in amounts], dtype=np.float64)


@dataclass(frozen=True, slots=True)
class _Pair:
    """A feature and a measure, ready to be regressed.

    The feature is counted in `unit`: 1 for a yes, two standard deviations of an amount, so that
    both kinds can be set side by side (Gelman 2008, doi:10.1002/sim.3107).
    """

    feature: Feature
    measure: Measure
    rows: Sequence[DayFacts]
    numbers: NDArray[np.int64]
    scores: Array
    columns: Array
    spreads: Array
    unit: float
    sides: tuple[int, int]
    plain: Fit

    @classmethod
    def made(cls, rows: Sequence[DayFacts], feature: Feature, measure: Measure) -> _Pair:
        """Regress it with nothing assumed of the feature."""
        amounts = _amounts(rows, feature.key)
        unit = 1.0 if feature.kind == "yes" else float(2 * amounts.std()) or 1.0
        others, spreads = circumstances(rows)
        columns = np.column_stack([(amounts - amounts.mean()) / unit, others])
        numbers = numbers_of(rows)
        scores = np.array([one.scores[measure] for one in rows])
        scores = scores - scores.mean()
        spreads = np.concatenate([[FLAT], spreads])
        plain = fit_days(numbers, scores, columns, spreads)
        sides = _sides(rows, feature.key)
        return cls(feature, measure, rows, numbers, scores, columns, spreads, unit, sides, plain)

    def told(self, pooled_spread: float) -> Pattern:
        """The estimate drawn towards nothing, in points for a yes or a step."""
        spreads = np.concatenate([[pooled_spread], self.spreads[1:]])
        drawn = fit_days(self.numbers, self.scores, self.columns, spreads).of(0)
        scale = 1.0 if self.feature.kind == "yes" else self.feature.step / self.unit
        low, high = drawn.interval(INTERVAL)
        points = (drawn.mean * scale, low * scale, high * scale)
        return Pattern(self.feature, self.measure, points, self.plain.of(0).doubt, *self.sides)

    def doubt_beside(self, others: Sequence[Feature]) -> float:
        """The doubt that is left once other features stand beside it, with nothing assumed."""
        beside = [_evened(_amounts(self.rows, one.key)) for one in others]
        columns = np.column_stack([self.columns[:, 0], *beside, self.columns[:, 1:]])
        spreads = np.concatenate([np.full(1 + len(beside), FLAT), self.spreads[1:]])
        return fit_days(self.numbers, self.scores, columns, spreads).of(0).doubt


def _evened(amounts: Array) -> Array:
    """Amounts around 0 in their own spread, 0 where one is not known."""
    known = amounts[~np.isnan(amounts)]
    if not len(known):
        return np.zeros_like(amounts)
    spread = float(known.std()) or 1.0
    return np.where(np.isnan(amounts), 0.0, (amounts - known.mean()) / spread)


def _pooled(pairs: Sequence[_Pair]) -> float:
    """How large effects on a measure are, in spreads of a day, from all estimates of it together.

    The mean of the posterior under estimate ~ N(0, spread² + its own error²) and a half-normal
    prior of EXPECTED_SPREAD.
    """
    log_shares = -0.5 * (POOLED_SPREADS / EXPECTED_SPREAD) ** 2
    for pair in pairs:
        plain: Posterior = pair.plain.of(0)
        error = float(plain.weights @ plain.scales) / pair.plain.spread
        variances = POOLED_SPREADS**2 + error**2
        log_shares = log_shares - 0.5 * np.log(variances)
        log_shares = log_shares - 0.5 * (plain.mean / pair.plain.spread) ** 2 / variances
    shares = np.exp(log_shares - log_shares.max())
    return float(POOLED_SPREADS @ shares / shares.sum())


def _shown(looked_at: Sequence[Pattern]) -> tuple[Pattern, ...]:
    """Those that chance would rarely tell: each feature at the measure it shows best.

    The measures of a feature count together (Simes 1986), the features then one by one (Hochberg
    1988): the chance that any of those told is false stays about FALSE_SHARE.
    """
    features: dict[str, list[Pattern]] = {}
    for one in sorted(looked_at, key=lambda one: one.doubt):
        features.setdefault(one.feature.key, []).append(one)
    doubts = {
        key: min(one.doubt * len(own) / rank for rank, one in enumerate(own, 1))
        for key, own in features.items()
    }
    by_doubt = sorted(doubts, key=lambda key: doubts[key])
    passed = [
        rank
        for rank, key in enumerate(by_doubt, 1)
        if doubts[key] <= FALSE_SHARE / (len(by_doubt) - rank + 1)
    ]
    told = (features[key][0] for key in by_doubt[: max(passed, default=0)])
    return tuple(one for one in told if one.points[1] > 0 or one.points[2] < 0)


def _each_once(told: Sequence[Pattern], pairs: Sequence[_Pair]) -> tuple[Pattern, ...]:
    """Those that say more than the ones before them: a short night is a late one, told once."""
    known = {(one.feature.key, one.measure): one for one in pairs}
    once: list[Pattern] = []
    for one in told:
        before = [other.feature for other in once]
        pair = known[one.feature.key, one.measure]
        if not before or pair.doubt_beside(before) <= MOST_DOUBT_BESIDE:
            once.append(one)
    return tuple(once[:MOST_SHOWN])
