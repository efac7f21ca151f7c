"""Curves, stops, other correlations and reasons, against lists built again."""

from __future__ import annotations

import numpy as np
import pytest
from random_lists import random_problem

from trimtab.residency.portfolio.building import build_list
from trimtab.residency.portfolio.marginal import (
    best_outside,
    find_sensitivity,
    value_curve,
    where_to_stop,
)
from trimtab.residency.portfolio.problem import FeeSchedule, FixedRow, ListProblem
from trimtab.residency.portfolio.reasons import explain_list

CHANCES = np.array([0.1, 0.5, 0.3, 0.05, 0.2, 0.4])
WORTHS = np.array([90.0, 60.0, 70.0, 100.0, 80.0, 40.0])


def fixed_value(problem: ListProblem, tiers: dict[int, int]) -> ListProblem:
    """A list of tiers by row that is given whole."""
    fixed = tuple(FixedRow(row, tier) for row, tier in tiers.items())
    return build_list(problem.altered(fixed=fixed, count=len(tiers), budget=None))


def test_the_curve_is_the_list_and_goes_on():
    """Each point is worth what its rows are, and costs what the schedule says."""
    problem = ListProblem(
        chances=CHANCES,
        worths=WORTHS,
        fees=(FeeSchedule(((2, 10.0), (None, 25.0))),),
        budget=45.0,
        correlation=0.3,
    )
    found = build_list(problem)
    curve = value_curve(problem, found, further=10)
    assert [point.count for point in curve] == [1, 2, 3, 4, 5, 6]
    assert [point.dollars for point in curve] == [10, 10, 25, 25, 25, 25]
    assert [point.index for point in curve[:3]] == list(found.indices)
    assert curve[2].value == pytest.approx(found.value)
    assert (curve[3].index, curve[3].gain, curve[3].dollars) == pytest.approx(
        (found.next_application.index, found.next_application.gain, found.next_application.cost)
    )
    rows = {point.index: 0 for point in curve[:5]}
    assert curve[4].value == pytest.approx(fixed_value(problem, rows).value)
    rates = [point.gain_per_dollar for point in curve]
    assert where_to_stop(curve, 0.0) == 6
    assert where_to_stop(curve, (rates[3] + rates[4]) / 2) == 4
    assert where_to_stop(curve, 1e9) == 0


def test_what_comes_next_adds_most():
    """Rows outside a list by what each would add, the first being the next application."""
    problem = ListProblem(chances=CHANCES, worths=WORTHS, correlation=0.3, count=2)
    found = build_list(problem)
    rows = best_outside(problem, found, 3)
    assert rows[0] == found.next_application.index
    given = dict.fromkeys(found.indices, 0)
    values = [fixed_value(problem, {**given, row: 0}).value for row in rows]
    assert values == sorted(values, reverse=True)
    assert set(best_outside(problem, found, 100)) == set(range(6)) - set(found.indices)


def test_free_applications_are_never_stopped():
    """Without dollars there is no rate, and no reason to stop."""
    problem = ListProblem(chances=CHANCES, worths=WORTHS, count=3)
    curve = value_curve(problem, build_list(problem))
    assert [point.gain_per_dollar for point in curve] == [None] * 3
    assert where_to_stop(curve, 1.0) == 3


def test_other_correlations_value_the_same_list_and_the_best():
    """At its own correlation the list is the best; at others the best is worth more or as much."""
    for seed in range(10):
        problem = random_problem(seed, "count", correlation=0.3)
        found = build_list(problem)
        for one in find_sensitivity(problem, found):
            again = problem.altered(correlation=one.correlation)
            assert one.best_value == pytest.approx(build_list(again).value)
            assert one.best_value >= one.value - 1e-9
            same = dict.fromkeys(found.indices, 0)
            assert one.value == pytest.approx(fixed_value(again, same).value)
            if one.correlation == 0.3:
                assert one.p_unmatched == pytest.approx(found.p_unmatched)
                assert one.in_common == len(found.indices)


@pytest.mark.parametrize("kind", ["count", "signals"])
def test_what_a_member_is_worth_is_what_the_list_loses(kind):
    """Losses, signal gains and safety equal lists built again without the member or its signal."""
    for seed in range(10):
        problem = random_problem(seed, kind)
        found = build_list(problem)
        tiers = dict(zip(found.indices, found.tiers, strict=True))
        members = explain_list(problem, found)
        assert tuple(one.index for one in members) == found.indices
        shares = sum(one.match_share for one in members)
        assert shares == pytest.approx(1 - found.p_unmatched)
        for one in members:
            without = {row: tier for row, tier in tiers.items() if row != one.index}
            rest = fixed_value(problem, without)
            assert one.loss == pytest.approx(found.value - rest.value, abs=1e-9)
            assert len(one.reasons) <= 3
            amounts = {reason.kind: reason.amount for reason in one.reasons}
            if "safety" in amounts:
                safety = rest.p_unmatched - found.p_unmatched
                assert amounts["safety"] == pytest.approx(safety, abs=1e-12)
            if "signal" in amounts and problem.chance_table[0, one.index] >= 0:
                plain = fixed_value(problem, tiers | {one.index: 0})
                assert amounts["signal"] == pytest.approx(found.value - plain.value, abs=1e-9)


def test_reach_hedge_and_safety_are_told_of_the_right_ones():
    """A far reach is a reach; what still takes people in a bad year is a hedge or safety."""
    problem = ListProblem(
        chances=[0.03, 0.5, 0.45, 0.9], worths=[100, 80, 80, 40], count=4, correlation=0.6
    )
    reasons = {
        one.index: {reason.kind for reason in one.reasons}
        for one in explain_list(problem, build_list(problem))
    }
    assert "reach" in reasons[0]
    assert "hedge" in reasons[3]
    assert "hedge" not in reasons[0]
