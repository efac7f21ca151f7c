"""Polish by CP-SAT against trying every week, and what it may never claim."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import UTC, datetime
from random import Random

import numpy as np
import pytest
from tiny_problems import every_week, random_problem
from written_weeks import event, profile, written

from trimtab.domain.errors import MissingPartError
from trimtab.domain.practices import Practice
from trimtab.domain.tasks import Task
from trimtab.exact import model as exact_model
from trimtab.exact.columns import Column, best_of_alike, columns_of, crowded_slots
from trimtab.exact.polish import polish
from trimtab.exact.solver import new_solver, solve_until
from trimtab.planner.budgets import Budget, diminishing
from trimtab.planner.problem import Draft, Group, Item, Shape
from trimtab.planner.solve import Effort, Solution, solve

HARDLY = Effort(first_passes=2, passes=1, repairs=0, rounds=1)
WHOLE = exact_model.UNITS
MONDAY_EVENING = datetime(2026, 11, 2, 21, tzinfo=UTC)


def polished_and_best(seed, hurried=HARDLY):
    """A random tiny problem polished after a poor start, and its true optimum."""
    tiny = random_problem(Random(seed))
    best = max(worth for _, worth in every_week(tiny))
    return polish(tiny.problem, solve(tiny.problem, hurried), seconds=10), best, tiny.problem


@pytest.mark.parametrize("units", [WHOLE, ()], ids=["whole", "rounded outward"])
def test_polish_finds_what_trying_every_week_finds(monkeypatch, units):
    """On 60 problems value and bound are the optimum, whether totals can be made whole or not."""
    monkeypatch.setattr(exact_model, "UNITS", units)
    for seed in range(60):
        found, best, problem = polished_and_best(seed)
        assert found.value == pytest.approx(best, abs=1e-6)
        assert problem.worth_of(found.chosen) == found.value
        assert best - 1e-9 <= found.bound <= best + 1e-4


def test_polish_starts_from_nothing_as_well():
    """An empty plan and a bound of no use are bettered to the optimum too."""
    for seed in range(60, 75):
        tiny = random_problem(Random(seed))
        empty = replace(
            solve(tiny.problem, HARDLY),
            chosen=(),
            value=tiny.problem.worth_of(()),
            bound=float("inf"),
        )
        best = max(worth for _, worth in every_week(tiny))
        assert polish(tiny.problem, empty, seconds=10).value == pytest.approx(best, abs=1e-6)


def test_without_time_the_plan_stays_and_nothing_is_claimed():
    """Stopped at once, polish gives back the plan, its value and the bound it was given."""
    tiny = random_problem(Random(3))
    start = solve(tiny.problem, HARDLY)
    loose = replace(start, bound=start.bound + 1000)
    found = polish(tiny.problem, loose, seconds=1e-9)
    assert found.value >= start.value
    assert found.bound >= max(worth for _, worth in every_week(tiny)) - 1e-9


def test_a_day_is_proven():
    """A day with duty, a run and an abstract: no better one exists, and it is said so."""
    asked = profile(
        practices=(Practice("Run", "body", 3, (45, 30, 10)),),
        tasks=(Task("Abstract", "body", 120, due=MONDAY_EVENING),),
    )
    day = written(asked, [event("Ward", "mon 08:00", 9)], days=1)
    solution = solve(day.problem, HARDLY)
    found = polish(day.problem, solution, seconds=30)
    assert found.is_proven
    assert found.value > solution.value
    assert found.value == day.problem.worth_of(found.chosen)
    assert found.bound <= solution.bound


def awkward_problem(budget):
    """Four hours of an hour's thing each, worth thirds and sevenths, on one budget."""
    draft = Draft(240)
    number = draft.add_budget(budget)
    item = draft.add_item(Item("Thing", "practice", None, 60))
    starts = np.arange(0, 240, 60, dtype=np.int32)
    uses = ((np.full(4, number, np.int32), np.array([1 / 3, 1 / 7, 2 / 3, 0.9])),)
    draft.add_group(Group(Shape(item, (), 60), starts, np.full(4, 1 / 9), uses))
    return draft.finish()


@pytest.mark.parametrize(
    "budget",
    [
        diminishing("thirds", 1.0, ((1 / 3, 7 / 3), (2 / 3, 1 / 7))),
        Budget("open", ((1 / 7, 3.0), (0.1, -1 / 3)), is_capped=False),
    ],
    ids=["capped", "goes on"],
)
def test_numbers_that_are_never_whole_are_rounded_outward(budget):
    """Thirds and sevenths: the bound is not below the best of the sixteen plans."""
    problem = awkward_problem(budget)
    plans = [[j for j in range(4) if mask >> j & 1] for mask in range(16)]
    best = max(problem.worth_of(plan) for plan in plans)
    start = Solution((), problem.worth_of(()), 1e9, np.zeros(1))
    found = polish(problem, start, seconds=10)
    assert found.value == pytest.approx(best, abs=1e-9)
    assert best <= found.bound <= best + 1e-4


def test_columns_alike_become_the_best_of_them():
    """Two candidates with the same slots and uses are one column that knows both."""
    poor, rich = Column((1,), 0, 3, 1.0, ()), Column((2,), 0, 3, 2.0, ())
    assert best_of_alike([poor, rich]) == (Column((2, 1), 0, 3, 2.0, ()),)


def test_only_the_largest_crowds_are_named():
    """Three columns in a row, each touching the next: two crowds, none inside another."""
    columns = [Column((n,), start, end, 1.0, ()) for n, (start, end) in enumerate(SPANS)]
    assert crowded_slots(columns) == [[0, 1], [1, 2]]


SPANS = ((0, 4), (2, 8), (4, 9), (9, 12))


def test_crowds_forbid_exactly_the_overlaps():
    """On random spans two columns share a crowd if and only if they share a slot."""
    rng = Random(1)
    for _ in range(50):
        starts = [rng.randrange(20) for _ in range(8)]
        columns = [Column((n,), s, s + rng.randint(1, 6), 0.0, ()) for n, s in enumerate(starts)]
        crowds = crowded_slots(columns)
        for a, one in enumerate(columns):
            for b, other in enumerate(columns[:a]):
                is_shared = one.start < other.end and other.start < one.end
                assert is_shared == any({a, b} <= set(crowd) for crowd in crowds)


def test_every_candidate_kept_is_in_some_column():
    """Columns name each candidate once."""
    problem = random_problem(Random(5)).problem
    columns = columns_of(problem, range(problem.size)).columns
    assert sorted(n for column in columns for n in column.numbers) == [*range(problem.size)]


def test_a_missing_part_is_told_with_its_remedy(monkeypatch):
    """Without OR-Tools the sentence names the part and the command that brings it."""
    monkeypatch.setitem(sys.modules, "ortools.sat.python", None)
    with pytest.raises(MissingPartError, match=r'pip install "trimtab\[exact\]"'):
        new_solver(1.0, 0)


def test_a_stop_before_or_during_it_leaves_a_sound_answer():
    """Stopped at once nothing is tried; stopped within, what was found until then counts."""
    for seed in range(10):
        tiny = random_problem(Random(seed))
        best = max(worth for _, worth in every_week(tiny))
        start = solve(tiny.problem, HARDLY)
        untried = polish(tiny.problem, start, seconds=10, is_stopped=lambda: True)
        assert (untried.chosen, untried.bound) == (start.chosen, max(start.value, start.bound))
        looks = iter([False])
        found = polish(tiny.problem, start, seconds=10, is_stopped=lambda it=looks: next(it, True))
        assert start.value <= found.value <= best + 1e-6 <= found.bound + 1e-4


def test_the_solver_ends_when_asked_and_leaves_interrupts_alone():
    """A search that would go on for an hour ends once it is asked to."""
    from ortools.sat.python import cp_model  # noqa: PLC0415 - optional

    model, random = cp_model.CpModel(), Random(7)
    choices = [model.new_bool_var("") for _ in range(50)]
    for _ in range(6):  # halves of equal weight on six scales: out of reach for any solver
        weights = [random.randrange(100) for _ in choices]
        scale = sum(weight * choice for weight, choice in zip(weights, choices, strict=True))
        model.add(scale == sum(weights) // 2)
    solver = new_solver(3600.0, 0)
    assert not solver.parameters.catch_sigint_signal
    solve_until(solver, model, lambda: True)
    assert solver.wall_time < 600
