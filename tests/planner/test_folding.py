"""Folding single-use budgets changes no plan's worth and never raises the bound."""

from __future__ import annotations

import numpy as np
import pytest

from trimtab.planner.budgets import Budget, at_least, at_most, diminishing
from trimtab.planner.folding import Uses, fold_single_use, worths_of

SLEEP = Budget("Sleep", ((300.0, 4.0), (60.0, 1.0), (600.0, -0.4)), is_capped=False)
ONCE = at_most("Once", 1)


def uses_of(*rows: dict[int, float]) -> Uses:
    """Uses of candidates given as {budget: coefficient} each."""
    ptr = np.concatenate([[0], np.cumsum([len(row) for row in rows])]).astype(np.int32)
    idx = np.array([budget for row in rows for budget in row], np.int32)
    coef = np.array([coefficient for row in rows for coefficient in row.values()])
    return Uses(ptr, idx, coef)


def test_what_one_candidate_alone_can_use_becomes_its_worth():
    """Two nights of one day: each is worth its own sleep, the budget is gone, the cap stays."""
    uses = uses_of({0: 240.0, 1: 1.0}, {0: 420.0, 1: 1.0})
    budgets, worth, left = fold_single_use((SLEEP, ONCE), np.array([1.0, -2.0]), uses)
    assert budgets == (ONCE,)
    # 240 * 4; 300 * 4 + 60 - 60 * 0.4
    assert worth.tolist() == [1.0 + 960.0, -2.0 + 1200.0 + 60.0 - 24.0]
    assert (left.ptr.tolist(), left.idx.tolist(), left.coef.tolist()) == ([0, 1, 2], [0, 0], [1, 1])


@pytest.mark.parametrize(
    ("budgets", "rows"),
    [
        ((SLEEP, ONCE), ({0: 240.0, 1: 1.0}, {0: 90.0})),  # a nap beside the night
        ((SLEEP, at_most("Twice", 2)), ({0: 240.0, 1: 1.0}, {0: 90.0, 1: 1.0})),
        ((SLEEP, at_least("Must", 1, 1)), ({0: 240.0, 1: 1.0}, {0: 90.0, 1: 1.0})),
        ((SLEEP, ONCE), ({0: 240.0, 1: 0.5}, {0: 90.0, 1: 0.5})),
        ((diminishing("Capped", 60, ((1, 1.0),)), ONCE), ({0: 60.0, 1: 1.0}, {0: 90.0, 1: 1.0})),
    ],
)
def test_what_several_may_use_stays_a_budget(budgets, rows):
    """Nothing is folded where two candidates together could use it, or a limit would be lost."""
    left, worth, _uses = fold_single_use(budgets, np.zeros(2), uses_of(*rows))
    assert left == budgets
    assert worth.tolist() == [0.0, 0.0]


def test_worths_are_those_of_the_budget():
    """At every kink, between, and beyond the last piece."""
    totals = np.array([0.0, 10.0, 300.0, 330.0, 360.0, 400.0, 5000.0])
    assert worths_of(SLEEP, totals).tolist() == pytest.approx([SLEEP.worth(z) for z in totals])


def test_a_budget_used_twice_by_one_candidate_stays_a_budget():
    """What one candidate uses twice is worth U of the sum, which folding would lose."""
    twice = Uses(
        ptr=np.array([0, 3], np.int32),
        idx=np.array([0, 0, 1], np.int32),
        coef=np.array([200.0, 200.0, 1.0]),
    )
    left, worth, _uses = fold_single_use((SLEEP, ONCE), np.zeros(1), twice)
    assert left == (SLEEP, ONCE)
    assert worth.tolist() == [0.0]
