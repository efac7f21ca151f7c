"""What the two stages and the factor together say of published tables, to be held against them."""

from __future__ import annotations

from collections.abc import Sequence
from math import comb

import numpy as np

from trimtab.residency.chances.factor import chances_given_factor, factor_weights
from trimtab.residency.chances.spreading import Floats


def match_by_invitations(
    asked: Sequence[tuple[int, float, float]], correlation: float, most: int
) -> tuple[Floats, Floats]:
    """How often 0, 1, ... `most` invitations come, and the chance of a match with so many.

    `asked` holds groups of programmes alike: how many, the chance of an invitation, the chance of
    being reached once invited. Exact but for the nodes of the factor: at each node invitations are
    sums of binomials, and a group's programmes are as good as each other.
    """
    weights = factor_weights()
    came = np.zeros((most + 1, len(weights)))
    came[0] = 1.0
    missed = came.copy()
    for count, invited, reached in asked:
        inside, taken = chances_given_factor([invited, invited * reached], correlation)
        share = np.divide(taken, inside, out=np.zeros_like(taken), where=inside > 0)
        came = _with_group(came, count, inside, np.ones_like(share))
        missed = _with_group(missed, count, inside, 1 - share)
    often = came @ weights
    never = missed @ weights
    return often, 1 - np.divide(never, often, out=np.ones_like(never), where=often > 0)


def _with_group(before: Floats, count: int, invited: Floats, kept: Floats) -> Floats:
    """Counts of invitations with one more group, each invitation weighted by `kept`."""
    after = np.zeros_like(before)
    for number in range(min(count, len(before) - 1) + 1):
        chance = comb(count, number) * invited**number * (1 - invited) ** (count - number)
        after[number:] += chance * kept**number * before[: len(before) - number]
    return after
