"""Compiled mean of a daily curve over many spans, from its integral at every minute of a day."""

from __future__ import annotations

import numpy as np

from trimtab.compiled import compiled, inlined


@inlined
def swing_at(swing, clock):
    """The table at an hour of any day, along straight lines between its minutes."""
    whole = np.floor(clock * 60)
    place = int(whole) % (swing.size - 1)
    return swing[place] + (clock * 60 - whole) * (swing[place + 1] - swing[place])


@compiled
def mean_shares(swing, mean, begin, hours, shares):
    """Fill shares with the curve's mean over each span; `swing` is its integral less its mean's.

    A span of less than a minute has the mean of the minute it begins.
    """
    for j in range(begin.size):
        length = max(hours[j], 1 / 60)
        swung = swing_at(swing, begin[j] + length) - swing_at(swing, begin[j])
        shares[j] = mean + swung / length
