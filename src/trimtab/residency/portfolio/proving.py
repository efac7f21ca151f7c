"""Branch and bound: from a good list and its bound to the best list and its proof."""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count

import numpy as np

from trimtab.residency.portfolio.bound import relax_list, settle
from trimtab.residency.portfolio.found import FoundList, best_of, seeds
from trimtab.residency.portfolio.problem import Floats, Whole
from trimtab.residency.portfolio.ranked import ANY_TIER, FREE, Ranked, some_rows
from trimtab.residency.portfolio.search_kernels import fill_usage, improve
from trimtab.residency.portfolio.value_kernels import value_of

BRANCH_TURNS = 40
"""Steps of the relaxation in each branch."""

TOLERANCE = 1e-10
"""Share of the value by which nothing better is looked for."""


@dataclass(slots=True)
class _Proof:
    """The best list so far, as tiers of all rows by worth, and branches by falling bound."""

    ranked: Ranked
    tier: Whole
    value: float
    open: list[tuple[float, int, Ranked]] = field(default_factory=list)
    numbers: Iterator[int] = field(default_factory=count)

    @property
    def goal(self) -> float:
        """A bound at or below this leaves nothing to find."""
        return self.value * (1 + TOLERANCE)

    def consider(self, branch: Ranked, tier: Whole) -> None:
        """Keep a list of a branch's rows if it is worth more."""
        value = float(value_of(branch, tier))
        if value > self.value:
            self.value = value
            self.tier = np.full(self.ranked.worth.size, -1, np.int64)
            self.tier[np.isin(self.ranked.order, branch.order)] = tier

    def push(self, bound: float, branch: Ranked) -> None:
        """Look into a branch later, unless it is empty or cannot win."""
        if bound > self.goal and is_possible(branch):
            heapq.heappush(self.open, (-bound, next(self.numbers), branch))


def prove_list(ranked: Ranked, found: FoundList, nodes: int) -> FoundList:
    """Look into so many branches at most; the best list then, and what bound remains."""
    proof = _Proof(ranked, found.tier, found.value)
    proof.push(found.bound, ranked)
    for _ in range(nodes):
        if not proof.open or -proof.open[0][0] <= proof.goal:
            break
        above, _, branch = heapq.heappop(proof.open)
        _look_into(proof, branch, -above)
    left = -proof.open[0][0] if proof.open else proof.value
    return FoundList(proof.tier, proof.value, max(proof.value, left))


def is_possible(branch: Ranked) -> bool:
    """Whether what must be in the list keeps the limits, and can be in."""
    must = branch.pinned > FREE
    tier = np.where(branch.pinned >= 0, branch.pinned, np.where(must, 0, -1))
    used, counts = np.empty_like(branch.copies), np.empty(len(branch.fees), np.int64)
    spent = fill_usage(branch, tier, used, counts)
    has_tier = branch.can.any(axis=1) | ~must
    fits = counts.sum() <= branch.most and spent <= branch.budget + 1e-9
    return bool(fits and has_tier.all() and (used[:, 1:] <= branch.copies[:, 1:]).all())


def _look_into(proof: _Proof, branch: Ranked, above: float) -> None:
    beginning = best_of(branch, seeds(branch, np.zeros(branch.copies.shape)))
    relaxation = relax_list(branch, beginning, turns=BRANCH_TURNS, goal=proof.goal)
    bound = min(above, relaxation.bound)
    if bound <= proof.goal:
        return
    tier = best_of(branch, seeds(branch, relaxation.signal_prices))
    improve(branch, tier, has_dollars=False, with_entries=False, with_pairs=False)
    proof.consider(branch, tier)
    settled = settle(branch, relaxation, proof.value)
    rows = np.flatnonzero(settled.can.any(axis=1))
    if is_possible(settled):
        shares = relaxation.shares[rows]
        for child in _branches(proof, some_rows(settled, rows), shares):
            proof.push(bound, child)


def _branches(proof: _Proof, branch: Ranked, shares: Floats) -> Iterator[Ranked]:
    """The branch with one tier of one programme settled both ways; a leaf is taken at once."""
    tiers = np.arange(branch.can.shape[1])
    is_open = branch.can & (branch.pinned < 0)[:, None]
    alone = (branch.pinned == ANY_TIER) & (branch.can.sum(axis=1) == 1)
    is_open &= ~alone[:, None]
    if not is_open.any():
        only = np.where(branch.pinned > FREE, np.argmax(branch.can, axis=1), -1)
        tier = np.where(branch.pinned >= 0, branch.pinned, only)
        if is_possible(branch._replace(pinned=np.where(tier >= 0, tier, FREE))):
            proof.consider(branch, tier)
        return
    unsure = np.where(is_open, np.minimum(shares, 1 - shares), -1.0)
    j, s = divmod(int(np.argmax(unsure)), tiers.size)
    pinned, can = branch.pinned.copy(), branch.can.copy()
    pinned[j], can[j, s] = s, False
    yield branch._replace(pinned=pinned)
    yield branch._replace(can=can)
