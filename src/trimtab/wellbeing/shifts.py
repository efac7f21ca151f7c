"""How much speaks for a lasting change that began on one of the last days, and how large it is.

A change that begins on day τ adds δ to every score from then on. In surprises it is a column
w = L⁻¹ s of the step s; with u = w·e and v = w·w, and δ ~ N(0, g σ²) below zero alone, the evidence
for τ has a closed form also where the variance σ² is learned (Student's t). Several g make a prior
with heavier tails: a mixture of normal ones.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from trimtab.wellbeing.prior import Numbers, Prior
from trimtab.wellbeing.whitening import Whitened


@dataclass(frozen=True, slots=True)
class Shifts:
    """Changes of one series that may have begun on each answered day, as seen from later days.

    Arrays are (persistence and SD of a change, seen from, begun): `odds` are the odds of a change
    that began there or on a day without answer before it, the first of which is in `first_days`;
    `size` and `size_sd` are its middle and SD in points before it is held to be for the harder.
    """

    at: Numbers
    first_days: Numbers
    seen_from: Numbers
    odds: Numbers
    size: Numbers
    size_sd: Numbers

    @property
    def log_odds(self) -> Numbers:
        """Logarithms of the odds that any change began, as seen from each day."""
        return np.asarray(np.log(self.odds.sum(axis=(0, 2)) + 1e-300))


def find_shifts(
    whitened: Whitened, *, after: float = -1.0, every_day: bool = False
) -> tuple[Shifts, ...]:
    """Changes of each series that began after the day of this number, seen from the last day.

    With `every_day` from every answered day; each sees only what was said until then.
    """
    at, prior = whitened.at, whitened.prior
    steps = np.cumsum(whitened.inverse[:, :, ::-1], axis=2)[:, :, ::-1]
    information = np.cumsum(steps**2, axis=1)
    pulls = np.cumsum(steps[None] * whitened.surprises[:, :, :, None], axis=2)
    seen = np.arange(len(at)) if every_day else np.array([len(at) - 1])
    first_days = np.maximum(np.concatenate((at[:1], at[:-1] + 1)), after + 1)
    chances = whitened.persistence_chances[:, :, seen, None] / len(prior.change_sds)
    chances = chances * _begun_chances(at, at[seen], after, prior)
    found = [
        _weighed(whitened, seen, (information[:, seen], pulls[:, :, seen]), sd**2)
        for sd in prior.change_sds
    ]
    evidence, size, size_sd = (np.concatenate(one, axis=1) for one in zip(*found, strict=True))
    odds = np.tile(chances, (1, len(found), 1, 1)) * evidence
    return tuple(
        Shifts(at, first_days, at[seen], odds[row], size[row], size_sd[row])
        for row in range(len(odds))
    )


def _weighed(
    whitened: Whitened, seen: NDArray[np.int64], sums: tuple[Numbers, Numbers], spread: float
) -> tuple[Numbers, Numbers, Numbers]:
    """The evidence for a change on each day, its middle and SD, of changes with this variance."""
    information, pulls = sums
    precision = (information + 1 / spread)[None]
    size = pulls / precision
    total = whitened.squares[:, :, seen, None]
    degrees = whitened.degrees[seen][:, None]
    left = total - size**2 * precision
    variance = left / degrees
    factor = -0.5 * np.log(spread * precision) + 0.5 * degrees * np.log(total / left)
    factor += np.log(2 * student_below(-size * np.sqrt(precision / variance), degrees))
    return np.exp(factor), size, np.sqrt(variance / precision)


def _begun_chances(at: Numbers, seen_from: Numbers, after: float, prior: Prior) -> Numbers:
    """Chances that a change began on each answered day, or on the days without answer before it."""
    gaps = np.diff(at, prepend=at[0])
    number = np.arange(len(at))
    seen = np.searchsorted(at, seen_from)
    is_enough = seen[:, None] - number + 1 >= prior.fewest_since
    is_new = (seen_from[:, None] - at < prior.change_days) & (at > after)
    return np.asarray((is_enough & is_new) * gaps / prior.days_per_change)


def student_below(distance: Numbers, degrees: Numbers) -> Numbers:
    """Chance of Student's t below a distance: the normal one at a distance drawn in.

    The distance is sqrt(n log(1 + d² / n)), n the degrees; within 0.01 from eleven degrees on.
    """
    drawn_in = np.sign(distance) * np.sqrt(degrees * np.log1p(distance**2 / degrees))
    return normal_below(drawn_in)


def normal_below(distance: Numbers) -> Numbers:
    """Chance of a standard normal below a distance, within 1e-7.

    Abramowitz and Stegun (1964) 26.2.17.
    """
    step = 1 / (1 + 0.2316419 * np.abs(distance))
    series = np.zeros_like(step)
    for factor in (1.330274429, -1.821255978, 1.781477937, -0.356563782, 0.319381530):
        series = (series + factor) * step
    tail = series * np.exp(-(distance**2) / 2) / np.sqrt(2 * np.pi)
    return np.asarray(np.where(distance > 0, 1 - tail, tail) + 1e-300)
