"""Budgets, and problems as they are written down."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from trimtab.planner.budgets import Budget, at_least, at_most, diminishing, soft_cap
from trimtab.planner.problem import Draft, Group, Item, Part, Shape

LUNCH = Item("Lunch", "meal", None, 30)
SHAPE = Shape(0, (Part(0, 30, "Lunch", "meal"),), 30)


def test_a_budget_must_be_concave():
    """Slopes that rise are refused, with the budget's name."""
    with pytest.raises(ValueError, match=r"'Runs' is not concave: slopes \[1, 2\]"):
        Budget("Runs", ((1, 1), (1, 2)))


@pytest.mark.parametrize(
    ("budget", "worths"),
    [
        (at_most("cap", 2), {0: 0, 2: 0, 2.1: float("-inf"), -0.1: float("-inf")}),
        (at_least("must", 2, 3), {0: -10_000, 1: -5000, 2: 0, 3: 0, 4: float("-inf")}),
        (at_least("exactly", 1, 1), {0: -5000, 1: 0, 2: float("-inf")}),
        (diminishing("steps", 10, ((0.5, 2.0), (0.5, 1.0))), {5: 10, 10: 15, 11: float("-inf")}),
        (soft_cap("soft", 4, ((2, 1.0), (2, 3.0))), {4: 0, 6: -2, 8: -8, 10: -14}),
        (Budget("below", ((2, 1.0),), low=-2.0), {-2: 0, -1: 1, 0: 2, 1: float("-inf")}),
    ],
)
def test_a_budget_is_worth_its_pieces(budget, worths):
    """Worth goes up piece by piece from 0 at `low`; outside there is none."""
    assert {total: budget.worth(total) for total in worths} == worths


budgets = st.one_of(
    st.builds(lambda limit: at_most("cap", limit), st.floats(0, 9)),
    st.builds(lambda count, more: at_least("must", count, count + more),
              st.integers(1, 4), st.integers(0, 3)),
    st.builds(lambda total: diminishing("steps", total, ((0.4, 3.0), (0.6, 1.0))),
              st.floats(0, 20)),
    st.builds(lambda limit: soft_cap("soft", limit, ((3, 1.0), (5, 2.0))), st.floats(0, 9)),
)  # fmt: skip


@given(budgets, st.floats(0, 12), st.floats(0, 12))
def test_between_two_totals_a_budget_is_worth_at_least_their_mean(budget, one, other):
    """Concave: the worth of the mean is no less than the mean of the worths."""
    mean = (budget.worth(one) + budget.worth(other)) / 2
    assert budget.worth((one + other) / 2) >= mean - 1e-6


def test_an_empty_group_is_left_out_and_no_budget_is_none():
    """Groups without candidates vanish; uses of budget -1 and of nought do too."""
    draft = Draft(120)
    draft.add_item(LUNCH)
    draft.add_budget(at_most("cap", 1))
    none = np.zeros(0, np.int32)
    draft.add_group(Group(SHAPE, none, np.zeros(0), ()))
    starts, worth = np.array([60, 0], np.int32), np.array([2.0, 1.0])
    uses = ((np.array([0, -1], np.int32), np.ones(2)), (np.zeros(2, np.int32), np.zeros(2)))
    draft.add_group(Group(SHAPE, starts, worth, uses))
    problem = draft.finish()
    assert (problem.size, len(problem.shapes)) == (2, 1)
    assert [problem.start_minute(j) for j in (0, 1)] == [0, 60]
    assert [problem.end_minute(j) for j in (0, 1)] == [30, 90]
    assert [problem.uses_of(j) for j in (0, 1)] == [[], [(0, 1.0)]]
    assert problem.worth_of([0, 1]) == 3.0
    assert problem.parts_of(0)[0].name == "Lunch"
