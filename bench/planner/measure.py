"""One made-up week, and our planner on it: plans after so many seconds, checked from outside."""

from __future__ import annotations

import math
import time
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from instances import request_for
from linear_reference import worth_of

from trimtab.planner.arrays import Floats
from trimtab.planner.build import build_problem
from trimtab.planner.deadlines import finish_deadlines
from trimtab.planner.line import Week, WeekRequest
from trimtab.planner.plan import routine_bound
from trimtab.planner.problem import Problem, export_problem
from trimtab.planner.solve import Effort, Solution, Watch, load_kernels, solve
from trimtab.planner.solved import solve_week


@dataclass(frozen=True, slots=True)
class Run:
    """A plan, its worth by definition, the bound claimed, and the seconds it really took."""

    chosen: tuple[int, ...]
    value: float
    bound: float
    seconds: float
    prices: Floats

    @property
    def gap(self) -> float:
        """Share of the bound that may be missing."""
        return (self.bound - self.value) / self.bound


@dataclass(frozen=True)
class Case:
    """A request and the problem it makes; `build_seconds` to write the problem down."""

    person: str
    seed: int
    request: WeekRequest
    week: Week
    problem: Problem
    build_seconds: float

    @cached_property
    def routine_bound(self) -> float:
        """Bound of the week with sleep, meals and buffers alone."""
        return routine_bound(self.problem)

    @cached_property
    def exported(self) -> Mapping[str, Any]:
        """The problem as other programmes read it, without a plan."""
        return export_problem(self.problem, (), {})

    @cached_property
    def coarse_exported(self) -> Mapping[str, Any]:
        """The same with fewer starts, on quarter hours and at edges, as others would plan it."""
        candidates = [self.exported["candidates"][j] for j in self.problem.coarse]
        return {**self.exported, "candidates": candidates}

    def gap_beyond_routine(self, run: Run) -> float:
        """The gap against what lies beyond routine; 1 where nothing is proved of it."""
        missing, beyond = run.bound - run.value, run.bound - self.routine_bound
        return missing / beyond if beyond > missing else float(missing > 0)


def prepare(person: str, seed: int, weeks: int = 1) -> Case:
    """Write a week's problem down, kernels loaded; musts that cannot be kept are eased."""
    load_kernels()
    request = request_for(person, seed, weeks)
    began = time.perf_counter()
    week = Week(request)
    problem = build_problem(week)
    seconds = time.perf_counter() - began
    if misses_a_must(problem, solve(problem, Effort()).chosen):
        problem = solve_week(request, Effort()).problem
    return Case(person, seed, request, week, problem, seconds)


def misses_a_must(problem: Problem, chosen: tuple[int, ...]) -> bool:
    """Whether something that must hold does not."""
    totals = problem.totals_of(chosen)
    pairs = zip(problem.budgets, totals, strict=True)
    return any(total < budget.at_least - 1e-7 for budget, total in pairs)


def plan_within(problem: Problem, seconds: float) -> Run:
    """Our plan when stopped after so many seconds."""
    began = time.perf_counter()
    solution = solve(problem, Effort(), Watch(lambda: time.perf_counter() - began >= seconds))
    took = time.perf_counter() - began
    value = problem.worth_of(solution.chosen)
    return Run(solution.chosen, value, solution.bound, took, solution.prices)


def press_deadlines(case: Case, run: Run) -> tuple[int, ...]:
    """The plan with what is late pressed for, as every week that is planned for a person."""
    solution = Solution(run.chosen, run.value, run.bound, run.prices)
    return finish_deadlines(case.week, case.problem, solution, Effort()).chosen


def find_faults(case: Case, run: Run, linear_bound: float) -> list[str]:
    """What is wrong with a certificate, from the exported problem and HiGHS' relaxation alone.

    The relaxation's bound is infinite where it was not found in time; then the rest is checked.
    """
    found = []
    allowance = 1e-6 * abs(run.value)
    try:
        worth = worth_of(case.exported, run.chosen)
    except ValueError as error:
        return [f"{case.person} {case.seed}: {error}"]
    if abs(worth - run.value) > allowance:
        found.append(f"{case.person} {case.seed}: claims {run.value}, is worth {worth}")
    if linear_bound < math.inf and run.bound < linear_bound - allowance:
        found.append(f"{case.person} {case.seed}: bound {run.bound} is below {linear_bound}")
    if worth > min(run.bound, linear_bound) + allowance:
        found.append(f"{case.person} {case.seed}: worth {worth} is above a bound")
    return found
