"""Published and computed vectors, to the last digits they are given with."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from trimtab.residency.portfolio.building import build_list
from trimtab.residency.portfolio.problem import FixedRow, ListProblem

VECTORS = json.loads((Path(__file__).parents[2] / "data/residency/portfolios.json").read_text())
INDEPENDENT = VECTORS["portfolio_independent"]
CORRELATED = [
    (market, case)
    for market in VECTORS["portfolio_correlated_probit_one_factor"]
    for case in market.get("cases", [market])
]
PLANETS = next(case for case in INDEPENDENT if case["id"] == "planets")

pytestmark = pytest.mark.kernels


def numbered(rows) -> list[int]:
    """Rows counted from one, as the vectors count."""
    return [row + 1 for row in rows]


@pytest.mark.parametrize("case", [c for c in INDEPENDENT if "order" in c], ids=lambda c: c["id"])
def test_order_and_values_of_nested_lists(case):
    """Order of adding and value of every length are those published."""
    for count in range(1, len(case["order"]) + 1):
        found = build_list(ListProblem(chances=case["f"], worths=case["t"], count=count))
        assert numbered(found.indices) == case["order"][:count]
        digits = 1e-9 if case["id"] == "kapur-readme" else 6e-5  # given with four places
        assert found.value == pytest.approx(case["v"][count - 1], abs=digits)
        assert sum(found.gains) == pytest.approx(found.value, rel=1e-12)


@pytest.mark.parametrize("case", [c for c in INDEPENDENT if "set" in c], ids=lambda c: c["id"])
def test_value_of_a_given_list(case):
    """A list fixed whole has the value computed by hand."""
    rows = tuple(FixedRow(row - 1) for row in case["set"])
    found = build_list(
        ListProblem(chances=case["f"], worths=case["t"], count=len(rows), fixed=rows)
    )
    assert found.value == pytest.approx(case["v"], abs=1e-9)


@pytest.mark.parametrize("case", VECTORS["portfolio_costs"], ids=lambda c: c["id"])
def test_lists_within_a_budget(case):
    """With unequal costs the list and its value are the published optimum."""
    problem = ListProblem(chances=case["f"], worths=case["t"], costs=case["g"], budget=case["H"])
    found = build_list(problem)
    assert sorted(numbered(found.indices)) == case["set"]
    assert found.value == pytest.approx(case["v"], abs=1e-9)


@pytest.mark.parametrize(("market", "case"), CORRELATED)
def test_correlated_lists(market, case):
    """Correlated chances give the optimal list, its value and the chance of no match."""
    known = PLANETS if market.get("market") == "planets" else market
    rho = case.get("rho", 1.0)
    problem = ListProblem(chances=known["f"], worths=known["t"], count=case["h"], correlation=rho)
    found = build_list(problem)
    assert sorted(numbered(found.indices)) == sorted(case["set"])
    assert found.value == pytest.approx(case["v"], abs=1e-4)
    assert found.p_unmatched == pytest.approx(case.get("p_none", found.p_unmatched), abs=1e-3)
