"""What a problem may hold, what is refused, and what comes of little or nothing."""

from __future__ import annotations

import numpy as np
import pytest

from trimtab.domain.errors import ListProblemError
from trimtab.residency.portfolio.building import build_list
from trimtab.residency.portfolio.problem import FeeSchedule, FixedRow, ListProblem

SCHEDULE = FeeSchedule(((30, 11.0), (None, 30.0)))
"""Thirty at 11 dollars and further ones at 30: fees of ERAS for the season of 2026."""


@pytest.mark.parametrize(
    ("counts", "dollars"),
    [((30,), 330), ((43, 7), 797), ((32, 32), 780), ((100,), 2430)],
)
def test_fees_are_those_the_schedule_publishes(counts, dollars):
    """Thirty in one specialty, 43 and 7, 32 twice, and a hundred."""
    groups = np.repeat(np.arange(len(counts)), counts)
    problem = ListProblem(
        chances=np.full(groups.size, 0.1),
        worths=np.ones(groups.size),
        groups=groups,
        fees=(SCHEDULE,) * len(counts),
    )
    assert problem.cost_of(np.arange(groups.size)) == dollars
    assert sum(SCHEDULE.total(count) for count in counts) == dollars


def test_nothing_can_be_had_beyond_the_last_step():
    """A schedule without an end is infinite above its last step, and no list goes there."""
    schedule = FeeSchedule(((2, 5.0),))
    assert schedule.cumulative(3).tolist() == [0, 5, 10, np.inf]
    for budget in (None, 100.0):
        problem = ListProblem(
            chances=[0.5] * 4, worths=[4, 3, 2, 1], fees=(schedule,), budget=budget
        )
        found = build_list(problem)
        assert (sorted(found.indices), found.cost) == ([0, 1], 10.0)


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"chances": [0.5, 1.2]}, "between 0 and 1"),
        ({"chances": [0.5, float("nan")]}, "between 0 and 1"),
        ({"chances": [0.5]}, "shape"),
        ({"worths": [1.0, -2.0]}, "worth"),
        ({"worths": [1.0, float("nan")]}, "worth"),
        ({"costs": [1.0]}, "costs"),
        ({"costs": [1.0, -1.0]}, "cost"),
        ({"costs": [1.0, float("nan")]}, "cost"),
        ({"groups": [0]}, "groups"),
        ({"groups": [0, -1]}, "specialty"),
        ({"groups": [0, 1], "fees": (SCHEDULE,)}, "no fees"),
        ({"fees": (FeeSchedule(((3, -1.0),)),)}, "fee"),
        ({"count": -1}, "-1 rows"),
        ({"budget": -0.5}, "budget"),
        ({"budget": float("nan")}, "budget"),
        ({"correlation": 1.5}, "correlation"),
        ({"correlation": float("nan")}, "correlation"),
        ({"copies": [1, 2, 3]}, "Copies"),
        ({"copies": -1}, "Copies"),
        ({"factor_weights": [0.5, -0.1]}, "weights"),
        ({"fixed": (FixedRow(2),)}, "fixed"),
        ({"fixed": (FixedRow(0), FixedRow(0))}, "fixed"),
        ({"fixed": (FixedRow(0, 1),)}, "tier"),
    ],
)
def test_what_has_no_meaning_is_refused(wrong, told):
    """One error names the first thing wrong and how to mend it."""
    with pytest.raises(ListProblemError, match=told) as caught:
        ListProblem(**{"chances": [0.5, 0.4], "worths": [1.0, 2.0]} | wrong)
    assert caught.value.mend


@pytest.mark.parametrize(
    ("problem", "indices", "value"),
    [
        (ListProblem(chances=np.zeros((1, 0)), worths=[]), [], 0.0),
        (ListProblem(chances=[0.5, 0.5], worths=[1, 2], count=0), [], 0.0),
        (ListProblem(chances=[0.0, 0.0], worths=[1, 2], correlation=0.3), [], 0.0),
        (ListProblem(chances=[0.5, 0.5], worths=[0, 0], correlation=0.3), [], 0.0),
        (ListProblem(chances=[1.0, 1.0], worths=[1, 2], correlation=0.3), [1], 2.0),
        (ListProblem(chances=[1.0, 0.5], worths=[1, 2], count=9, correlation=1), [0, 1], 1.5),
        (ListProblem(chances=[0.5, 0.5], worths=[3, 3], count=9), [0, 1], 2.25),
        (ListProblem(chances=[0.5, 0.5], worths=[1, 2], costs=1, budget=0.0), [], 0.0),
        (
            ListProblem(chances=[0.5] * 2, worths=[1, 2], costs=[1, 2], budget=0, correlation=0.3),
            [],
            0.0,
        ),
        (ListProblem(chances=[-1, 0.5], worths=[9, 2], correlation=0.3), [1], 1.0),
        (ListProblem(chances=[[-1, 0.5], [0.9, -1]], worths=[9, 2], copies=0), [1], 1.0),
    ],
)
def test_little_or_nothing_to_choose_from(problem, indices, value):
    """Degenerate problems have their plain answers, with a bound that says so."""
    found = build_list(problem)
    assert sorted(found.indices) == indices
    assert found.value == pytest.approx(value, abs=1e-12)
    assert found.bound == pytest.approx(value, rel=1e-9, abs=1e-9)


def test_thousands_of_rows_are_no_trouble():
    """A list of thirty among five thousand programmes, with a gap below a hundredth."""
    rng = np.random.default_rng(1)
    chances = rng.beta(1, 12, 5000)
    problem = ListProblem(
        chances=chances, worths=100 * (1 - chances / 2), count=30, correlation=0.3
    )
    found = build_list(problem)
    assert len(found.indices) == 30
    assert found.gap < 1e-2


def test_what_is_known_of_the_factor_changes_the_list():
    """Weight on the bad half of the factor makes lists worth less, no match likelier."""
    problem = ListProblem(chances=[0.3, 0.5, 0.2], worths=[3, 1, 5], count=2, correlation=0.5)
    bad = np.linspace(-6, 6, 64) > 0
    usual, worse = build_list(problem), build_list(problem.altered(factor_weights=bad * 1.0))
    assert worse.value < usual.value
    assert worse.p_unmatched > usual.p_unmatched
    certain = build_list(problem.altered(factor_weights=bad * 1.0, correlation=1.0))
    assert certain.p_unmatched == pytest.approx(1.0)
