"""Laying uses out: each candidate has its own, in the order written, wherever it comes to stand."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest

from trimtab.planner.combining import merge_uses
from trimtab.planner.layout import Written, edges_of_runs, lay_out_uses, spread_use

pytestmark = pytest.mark.kernels


def random_use(rng: Random, size: int):
    """A budget and a coefficient, for all candidates or for each, some of them none."""
    budget, coefficient = rng.randrange(4), rng.choice([0.0, 1.0, 2.5])
    budgets = np.array([rng.randrange(-1, 4) for _ in range(size)], np.int32)
    coefficients = np.array([rng.choice([0.0, 1.0, 30.0]) for _ in range(size)])
    return rng.choice([budget, budgets]), rng.choice([coefficient, coefficients])


def uses_by_candidate(groups, sizes):
    """What every candidate uses, group after group, as (budget, coefficient) pairs."""
    found = []
    for uses, size in zip(groups, sizes, strict=True):
        spread = [spread_use(use, size) for use in uses]
        found += [[(int(b[one]), float(c[one])) for b, c in spread] for one in range(size)]
    return found


@pytest.mark.parametrize("seed", range(30))
def test_every_candidate_keeps_its_uses_in_any_order(seed):
    """Whatever the groups hold and however candidates are sorted, only none becomes -1."""
    rng = Random(seed)
    sizes = [rng.randrange(1, 6) for _ in range(rng.randrange(1, 5))]
    groups = [[random_use(rng, size) for _ in range(rng.randrange(4))] for size in sizes]
    order = np.array(rng.sample(range(sum(sizes)), sum(sizes)))
    laid = lay_out_uses(Written(np.array(sizes, np.int32), groups), order)
    expected = uses_by_candidate(groups, sizes)
    for place, candidate in enumerate(order.tolist()):
        mine = slice(laid.ptr[place], laid.ptr[place + 1])
        found = list(zip(laid.idx[mine].tolist(), laid.coef[mine].tolist(), strict=True))
        assert found == [(b if c else -1, c) for b, c in expected[candidate]]


def test_runs_end_at_gaps_and_with_their_group():
    """Slots 1, 2, 3, 5 of one group and 6, 7 of the next: 2 alone has neighbours on both sides."""
    tail = np.array([1, 2, 3, 5, 6, 7], np.int32)
    edges = edges_of_runs(tail, np.array([4, 2], np.int32))
    assert edges.tolist() == [True, False, True, True, True, True]


@pytest.mark.parametrize("seed", range(30))
def test_merged_uses_sum_to_the_same_and_name_no_budget_twice(seed):
    """Of each candidate the coefficients of one budget are counted once, with the first."""
    rng = Random(seed)
    size = rng.randrange(1, 6)
    uses = [random_use(rng, size) for _ in range(5)]
    given = uses_by_candidate([uses], [size])
    merged = uses_by_candidate([merge_uses(uses, size)], [size])
    for before, after in zip(given, merged, strict=True):
        for budget in range(4):
            total = sum(c for b, c in before if b == budget)
            kept = [c for b, c in after if b == budget and c]
            assert kept == ([total] if total else [])
