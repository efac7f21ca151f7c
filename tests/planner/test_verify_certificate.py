"""The certificate's check: worth by definition, no better than the bound, no slot twice."""

from __future__ import annotations

from random import Random

import pytest
from tiny_problems import TinyProblem, random_problem

from trimtab.domain.plans import Certificate
from trimtab.planner.solve import Effort, Solution, solve
from trimtab.planner.verify import verify_certificate


def solved(seed: int) -> tuple[TinyProblem, Solution]:
    """A tiny problem and its solution."""
    tiny = random_problem(Random(seed))
    return tiny, solve(tiny.problem, Effort(60, 20, 15, 2))


def findings(tiny: TinyProblem, chosen, value: float, bound: float) -> list[str]:
    """What the check finds in a claim."""
    return verify_certificate(tiny.problem, chosen, Certificate(value, bound, 0.0, 0.0))


@pytest.mark.parametrize("seed", range(40))
def test_true_claims_pass_and_false_ones_are_named(seed):
    """A solution passes; a value off by one and a bound below it are each found."""
    tiny, solution = solved(seed)
    claim = (solution.value, solution.bound)
    assert findings(tiny, solution.chosen, *claim) == []
    (wrong,) = findings(tiny, solution.chosen, solution.value - 1, solution.bound)
    assert wrong.startswith("The plan claims a worth of ")
    (above,) = findings(tiny, solution.chosen, solution.value, solution.value - 1)
    assert above == "The plan claims to be better than its own bound"


def test_a_slot_taken_twice_is_found():
    """Choosing one candidate twice takes its slots twice, whatever is claimed."""
    tiny, solution = next(
        (tiny, solution)
        for tiny, solution in map(solved, range(100))
        if solution.chosen and tiny.problem.worth_of(twice(solution)) > float("-inf")
    )
    worth = tiny.problem.worth_of(twice(solution))
    found = findings(tiny, twice(solution), worth, worth + 1)
    assert found == ["Two chosen candidates take the same slot"]


def twice(solution: Solution) -> list[int]:
    """The chosen with the first once more."""
    return [solution.chosen[0], *solution.chosen]
