"""Musts that a week cannot keep: tried again, then eased to what can be kept of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from trimtab.planner.budgets import Budget, at_least, at_most
from trimtab.planner.carried_prices import CarriedPrices
from trimtab.planner.nearby import solve_nearby
from trimtab.planner.problem import Problem
from trimtab.planner.settling import settle_choices, settle_nights
from trimtab.planner.solve import Effort, Solution, Start, Watch, solve

ATTEMPTS = 3


@dataclass(frozen=True, slots=True)
class Known:
    """What is known before a problem is solved: prices, candidates to begin with, and what fails.

    `hopeless` are musts, by budget name, that a week much like this one could not keep: they are
    tried once, not several times.
    """

    prices: CarriedPrices
    chosen: tuple[int, ...]
    hopeless: frozenset[str] = frozenset()

    def start(self, problem: Problem) -> Start:
        """Where to start solving a problem of the same candidates."""
        return Start(self.prices.for_problem(problem), self.chosen)


def solve_with_musts(
    problem: Problem, effort: Effort, known: Known | None = None, watch: Watch | None = None
) -> tuple[Problem, Solution]:
    """Solve a problem; look harder for musts that are missed, then ease those still missed.

    Once the watch is stopped each of these looks no further than its first steps.
    """
    solution = _search(problem, effort, known, watch)
    again = Watch(is_stopped=watch.is_stopped) if watch else None
    hopeless = known.hopeless if known else frozenset()
    for attempt in range(1, ATTEMPTS):
        missed = missed_musts(problem, solution.chosen)
        if all(problem.budgets[number].name in hopeless for number in missed):
            break
        harder = replace(effort, repairs=effort.repairs * 2, seed=effort.seed + attempt)
        solution = max(solution, solve(problem, harder, again), key=lambda found: found.value)
    while missed_musts(problem, solution.chosen):
        problem = ease_musts(problem, solution.chosen)
        known = replace(known, chosen=solution.chosen) if known else None
        solution = _search(problem, effort, known, again)
    return problem, solution


def _search(
    problem: Problem, effort: Effort, known: Known | None, watch: Watch | None = None
) -> Solution:
    """Solve from what is known, or from nothing."""
    if known is None:
        return settle_choices(problem, solve(problem, effort, watch))
    return settle_nights(problem, solve_nearby(problem, effort, known.start(problem), watch))


def missed_musts(problem: Problem, chosen: Sequence[int]) -> list[int]:
    """Budgets of musts that a choice does not keep."""
    totals = problem.totals_of(chosen)
    return [
        number
        for number, (budget, total) in enumerate(zip(problem.budgets, totals, strict=True))
        if total < budget.at_least - 1e-7
    ]


def ease_musts(problem: Problem, chosen: Sequence[int]) -> Problem:
    """The problem with its musts taken down to what a choice keeps of them."""
    missed = missed_musts(problem, chosen)
    if not missed:
        return problem
    totals = problem.totals_of(chosen)
    budgets = list(problem.budgets)
    for number in missed:
        budgets[number] = _eased(budgets[number], totals[number])
    return problem.with_budgets(budgets)


def eased_as(problem: Problem, solved: Problem) -> Problem:
    """The problem with its musts taken down to what another, solved, was eased to."""
    eased = {budget.name: budget for budget in solved.budgets}
    budgets = tuple(
        eased[one.name] if eased.get(one.name, one).at_least < one.at_least else one
        for one in problem.budgets
    )
    return problem if budgets == problem.budgets else problem.with_budgets(budgets)


def _eased(budget: Budget, total: float) -> Budget:
    """A must taken down to what could be kept of it."""
    if total < 1:
        return at_most(budget.name, budget.high)
    return at_least(budget.name, int(total), budget.high, budget.must_slope)


def eased_between(asked: Problem, solved: Problem) -> frozenset[str]:
    """Musts of a problem of which another, solved, asks less."""
    least = {budget.name: budget.at_least for budget in solved.budgets}
    return frozenset(
        budget.name
        for budget in asked.budgets
        if least.get(budget.name, budget.at_least) < budget.at_least
    )
