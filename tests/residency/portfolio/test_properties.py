"""What holds of every list, whatever the numbers."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from random_lists import KINDS, random_problem

from trimtab.residency.portfolio.building import build_list
from trimtab.residency.portfolio.problem import FixedRow, ListProblem

SEEDS = range(25)


def value_of_rows(problem: ListProblem, rows: list[int]) -> float:
    """The value of a list that is fixed whole."""
    fixed = tuple(FixedRow(row) for row in rows)
    free = problem.altered(fixed=fixed, count=len(rows), budget=None)
    return build_list(free).value


def test_independent_lists_are_nested_and_gain_less_and_less():
    """At correlation 0 each longer list holds the shorter one, and adds less than that did."""
    for seed in SEEDS:
        problem = random_problem(seed, "count", size=20, correlation=0.0)
        lists = [build_list(problem.altered(count=n)) for n in range(12)]
        for short, long in pairwise(lists):
            assert long.indices[: len(short.indices)] == short.indices
        gains = np.diff([one.value for one in lists])
        assert (np.diff(gains) <= 1e-12).all()


@pytest.mark.parametrize("kind", KINDS)
def test_the_order_of_rows_does_not_matter(kind):
    """Rows in another order give the same value and bound to rounding."""
    for seed in SEEDS:
        problem = random_problem(seed, kind)
        order = np.random.default_rng(seed).permutation(problem.size)
        turned = problem.altered(
            chances=problem.chance_table[:, order],
            worths=problem.worth_row[order],
            costs=problem.cost_row[order],
            groups=problem.group_row[order],
        )
        assert build_list(turned).value == pytest.approx(build_list(problem).value, rel=1e-9)


def test_one_more_programme_never_lowers_the_value():
    """Adding any row to a list that is given leaves it worth as much or more."""
    for seed in SEEDS:
        problem = random_problem(seed, "count", size=8)
        values = [value_of_rows(problem, list(range(n))) for n in range(1, 9)]
        assert (np.diff(values) >= -1e-12).all()


def test_no_match_lies_between_frechets_bounds():
    """P(none) is at least 1 less the sum of chances and at most 1 less the largest."""
    for seed in SEEDS:
        problem = random_problem(seed, "count")
        found = build_list(problem)
        chances = problem.chance_table[0, list(found.indices)]
        assert 1 - chances.sum() - 1e-7 <= found.p_unmatched <= 1 - chances.max() + 1e-7


def test_a_signal_that_raises_chances_never_lowers_the_value():
    """With more signals to send the best list is worth as much or more."""
    for seed in SEEDS:
        problem = random_problem(seed, "signals")
        values = [build_list(problem.altered(copies=[0, n])).value for n in range(4)]
        assert (np.diff(values) >= -1e-9).all()


def test_gains_sum_to_the_value_and_shrink():
    """What each row adds is what it is worth to those before it."""
    for seed in SEEDS:
        found = build_list(random_problem(seed, "signals"))
        assert sum(found.gains) == pytest.approx(found.value, rel=1e-12)
        assert (np.diff(found.gains) <= 1e-12).all()
        assert found.value <= found.bound


def test_fixed_rows_are_in_the_list_whatever_they_cost():
    """Rows that are in already stay, with their tier, beyond count and budget too."""
    for seed in SEEDS:
        problem = random_problem(seed, "all", size=7)
        fixed = (FixedRow(0), FixedRow(3, 1), FixedRow(5, 0))
        for budget in (0.0, 3.0, 9.0):
            found = build_list(problem.altered(fixed=fixed, budget=budget, count=3))
            tiers = dict(zip(found.indices, found.tiers, strict=True))
            assert {0, 3, 5} <= set(tiers)
            assert (tiers[3], tiers[5]) == (1, 0)
            assert len(tiers) == 3
