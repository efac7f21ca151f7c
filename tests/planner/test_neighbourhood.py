"""The candidates near a solved week: which they are, and that mending among them is sound."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest
from test_deadlines import busy_request

from trimtab.planner import neighbourhood
from trimtab.planner.dual import regrets_at
from trimtab.planner.neighbourhood import Neighbourhood
from trimtab.planner.solve import Effort
from trimtab.planner.solved import solve_week

SHORT = Effort(first_passes=60, passes=20, repairs=20, rounds=1)


@pytest.fixture(scope="module")
def solved():
    """A busy week, solved in haste."""
    return solve_week(busy_request(Random(2)), SHORT)


def test_it_holds_the_nearest_some_of_each_thing_and_what_is_asked_for(solved, monkeypatch):
    """The hundred of least regret, the nearest of every item and those named; each once."""
    monkeypatch.setattr(neighbourhood, "NEAREST", 100)
    problem, solution = solved.problem, solved.solution
    regrets, _ = regrets_at(problem.arrays, solution.prices)
    farthest = int(np.argmax(regrets))
    around = Neighbourhood.at(problem, solution.prices, [farthest])
    kept = set(around.kept.tolist())
    assert len(kept) == around.kept.size < problem.size
    assert around.kept.tolist() == sorted(kept)
    assert {*np.argsort(regrets, kind="stable")[:100].tolist(), farthest} <= kept
    assert {int(problem.item_of[j]) for j in kept} == set(problem.item_of.tolist())


def test_a_choice_laid_out_is_numbered_as_before(solved):
    """Laid among those kept and read again it is the same choice, worth the same."""
    problem, solution = solved.problem, solved.solution
    around = Neighbourhood.at(problem, solution.prices, solution.chosen)
    choice = around.laid(around.part, solution.chosen)
    assert around.numbers(choice) == solution.chosen
    assert [around.place_of(int(j)) for j in around.kept[:50]] == list(range(50))
    assert np.array_equal(around.part.worth, problem.arrays.worth[around.kept])


@pytest.mark.parametrize("seed", range(3))
def test_mending_betters_a_torn_choice_and_repeats(solved, seed):
    """With a third of the week taken out, it is filled again; the same seed does the same."""
    problem, solution = solved.problem, solved.solution
    torn = tuple(sorted(Random(seed).sample(solution.chosen, 2 * len(solution.chosen) // 3)))
    around = Neighbourhood.at(problem, solution.prices, solution.chosen)
    found = []
    for _ in range(2):
        choice = around.laid(around.part, torn)
        around.mend(around.part, choice, 12, seed)
        found.append(around.numbers(choice))
    assert found[0] == found[1]
    assert problem.worth_of(found[0]) > problem.worth_of(torn)
    assert problem.worth_of(found[0]) <= solution.bound + 1e-6
