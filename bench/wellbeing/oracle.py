"""What could be reached by somebody who knows everything but the noise, and when a change comes.

A one-sided CUSUM of likelihood ratios on the mean of four measures: it knows each person's
baseline, what week and work do to a day, the spread and lag-1 correlation of the noise, and how far
the change will move the mean. Only of simulated people can anybody know that.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from people import HARDER, People

Numbers = NDArray[np.float64]


def oracle_paths(people: People, change: float, baseline: int) -> Numbers:
    """What an oracle that waits for a change of so many SDs shows on each day of each person."""
    hardness = (HARDER * people.scores).mean(axis=2) - people.expected
    hardness /= people.noise_sd[:, None]
    shifts = change * (HARDER * people.moved).mean(axis=1) / people.noise_sd
    paths = np.stack(
        [_path(*one) for one in zip(hardness, people.lag_1, shifts, strict=True)],
    )
    paths[:, :baseline] = -np.inf
    return paths


def _path(noise: Numbers, lag_1: float, shift: float) -> Numbers:
    """Log likelihood ratio of a change on the likeliest day, as of each answered day."""
    path = np.full(len(noise), -np.inf)
    total, before, last = -np.inf, 0.0, -len(noise)
    for day in np.flatnonzero(~np.isnan(noise)):
        kept = lag_1 ** (day - last)
        sd = np.sqrt(1 - kept**2)
        surprise = (noise[day] - kept * before) / sd
        begun, gone_on = shift / sd, shift * (1 - kept) / sd
        total = max(total + _ratio(surprise, gone_on), _ratio(surprise, begun))
        path[day], before, last = total, noise[day], day
    return path


def _ratio(surprise: float, mean: float) -> float:
    return float(mean * surprise - mean**2 / 2)
