"""Scores turned into surprises: what each day tells beyond the days before it.

With a covariance C of the days' noise, level and effects, C = L Lᵀ, the surprises of scores y are
e = L⁻¹ y: independent, of one variance, each made from the past alone. So one factor serves every
day that somebody is watched. A surprise farther than some SDs is drawn in before later days
are expected from it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from trimtab.wellbeing.design import Design
from trimtab.wellbeing.prior import (
    PERSISTENCE,
    PERSISTENCE_CHANCE,
    PRIOR,
    Numbers,
    Prior,
)


@dataclass(frozen=True, slots=True)
class Whitened:
    """Surprises of several series answered on the same days, for each persistence looked at.

    `at` are numbers of days; `inverse` is L⁻¹ (persistence, day, day), `diagonal` that of L;
    `surprises` (series, persistence, day) are in points, and `squares` their running sums of
    squares with those that the prior stands for.
    """

    at: Numbers
    inverse: Numbers
    diagonal: Numbers
    surprises: Numbers
    squares: Numbers
    prior: Prior

    @property
    def degrees(self) -> Numbers:
        """Degrees of freedom of the variance after each day."""
        return np.asarray(self.prior.score_sd_days + np.arange(1, len(self.at) + 1))

    @property
    def persistence_chances(self) -> Numbers:
        """Chances (series, persistence, day) of each persistence after each day."""
        weights = (
            -np.cumsum(np.log(self.diagonal), axis=1)
            - 0.5 * self.degrees * np.log(self.squares)
            + np.log(PERSISTENCE_CHANCE)[None, :, None]
        )
        chances = np.exp(weights - weights.max(axis=1, keepdims=True))
        return np.asarray(chances / chances.sum(axis=1, keepdims=True))


def covariance(at: Numbers, design: Design, prior: Prior = PRIOR) -> Numbers:
    """Covariances (persistence, day, day) of scores, in units of a person's own variance.

    What holds for a day alone, what carries over to the next days, what wanders over months, and
    effects of which nothing but the SD is known yet.
    """
    apart = np.abs(at[:, None] - at[None, :])
    known = design.scaled[at.astype(np.int64)]
    fixed = known @ known.T + prior.slow * np.exp(-apart / prior.slow_days)
    fixed += prior.white * np.eye(len(at))
    passing = (1 - prior.slow - prior.white) * PERSISTENCE[:, None, None] ** apart
    return np.asarray(fixed + passing)


def whiten(
    at: Numbers, values: Numbers, expected_sds: Numbers, design: Design, prior: Prior = PRIOR
) -> Whitened:
    """Surprises of values (series, day) on days of these numbers."""
    lower = np.linalg.cholesky(covariance(at, design, prior))
    diagonal = np.einsum("rii->ri", lower).copy()
    squares = np.repeat(prior.score_sd_days * expected_sds[:, None] ** 2, len(lower), axis=1)
    surprises = np.zeros((len(values), len(lower), len(at)))
    running = np.empty_like(surprises)
    for day in range(len(at)):
        expected = np.einsum("rj,srj->sr", lower[:, day, :day], surprises[:, :, :day])
        bound = prior.farthest_day * np.sqrt(squares / (prior.score_sd_days + day))
        surprise = (values[:, day, None] - expected) / diagonal[:, day]
        surprises[:, :, day] = np.clip(surprise, -bound, bound)
        squares = squares + surprises[:, :, day] ** 2
        running[:, :, day] = squares
    return Whitened(at, np.linalg.inv(lower), diagonal, surprises, running, prior)
