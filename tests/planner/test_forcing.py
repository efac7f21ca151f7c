"""Weeks solved again around a candidate: they hold it, are worth what they say, obey its regret."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from written_weeks import MONDAY, event, profile

from trimtab.domain.practices import Practice
from trimtab.domain.time import Horizon
from trimtab.planner import kernels
from trimtab.planner.forcing import Forcing
from trimtab.planner.line import WeekRequest
from trimtab.planner.losses import Losses
from trimtab.planner.problem import Item
from trimtab.planner.solve import Effort
from trimtab.planner.solved import solve_week

RUN = Practice("Run", "body", 3, (45, 30, 10))
READ = Practice("Read", "joy", 7, (60, 20))
WARD = tuple(event(f"Ward {day}", f"{day} 07:00", 13) for day in ("mon", "tue", "thu", "fri"))
ASKED = profile(values={"body": 2.0, "joy": 1.0}, practices=(RUN, READ))
REQUEST = WeekRequest(ASKED, Horizon(MONDAY, 7, "UTC"), WARD)


@pytest.fixture(scope="module")
def solved():
    """A full week, solved."""
    return solve_week(REQUEST, Effort())


@pytest.fixture(scope="module")
def asked(solved):
    """Every fortieth candidate."""
    return list(range(0, solved.problem.size, 40))


@pytest.fixture(scope="module")
def forced(solved, asked):
    """The best week found around each."""
    forcing = Forcing.after(solved.problem, solved.solution, asked)
    return {candidate: forcing.with_candidate(candidate) for candidate in asked}


def test_it_holds_the_candidate_and_is_worth_what_it_says(solved, forced):
    """Each choice contains what was asked, uses no slot twice, and its worth is exact."""
    problem = solved.problem
    assert sum(week is not None for week in forced.values()) > 10
    for candidate, week in forced.items():
        if week is None:
            continue
        assert candidate in week.chosen
        slots = [
            slot
            for j in week.chosen
            for slot in range(problem.start_minute(j), problem.end_minute(j), 5)
        ]
        assert len(slots) == len(set(slots))
        assert problem.worth_of(week.chosen) == pytest.approx(week.value, abs=1e-6)


def test_no_week_around_a_candidate_beats_what_its_regret_allows(solved, forced):
    """The bound less the regret holds for the best week found with each candidate."""
    regrets = np.empty(solved.problem.size)
    kernels.regrets_of(solved.problem.arrays, solved.solution.prices, regrets)
    for candidate, week in forced.items():
        if week is not None:
            assert week.value <= solved.solution.bound - regrets[candidate] + 1e-6


def test_what_is_chosen_already_costs_nothing(solved):
    """Asked for what it holds, the week is as good as before or better."""
    candidate = solved.solution.chosen[0]
    week = Forcing.after(solved.problem, solved.solution, [candidate]).with_candidate(candidate)
    assert week is not None
    assert week.value >= solved.solution.value - 1e-6


def test_losses_are_the_minutes_one_plan_has_less_of(solved):
    """Without its first run a plan loses that day's run, and gains none of it."""
    problem, chosen = solved.problem, solved.solution.chosen
    runs = [j for j in chosen if problem.items[int(problem.item_of[j])].name == "Run"]
    fewer = tuple(j for j in chosen if j != runs[0])
    losses = Losses(solved.week, problem, chosen, fewer)
    item = int(problem.item_of[runs[0]])
    minutes = problem.end_minute(runs[0]) - problem.start_minute(runs[0])
    assert losses.minutes_gained(item) == -minutes
    day = solved.week.horizon.weekday_of(problem.start_minute(runs[0]) // 1440).capitalize()
    assert losses.named(besides=-1) == [f"{day}'s Run"]
    assert losses.named(besides=item) == []


def test_notes_are_told_from_the_duty_that_leaves_them(solved):
    """Notes ten minutes shorter are said as notes, for a duty itself never gives way."""
    problem, chosen = solved.problem, solved.solution.chosen
    run = next(j for j in chosen if problem.items[int(problem.item_of[j])].name == "Run")
    items = list(problem.items)
    items[int(problem.item_of[run])] = Item("Ward", "task", None, 45, day=0, said="the notes")
    losses = Losses(solved.week, replace(problem, items=tuple(items)), chosen, chosen)
    assert losses._said(int(problem.item_of[run]), 10) == ["10 minutes of the notes on Mon"]
