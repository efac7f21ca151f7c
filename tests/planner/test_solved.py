"""Solving a changed week from a solved one."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from written_weeks import MONDAY, event, profile

from trimtab.domain.practices import Practice
from trimtab.domain.time import Horizon
from trimtab.planner.line import WeekRequest
from trimtab.planner.solve import Effort
from trimtab.planner.solved import AGAIN, solve_week

RUN = Practice("Run", "body", 3, (45, 30, 10))
WARD = tuple(event(f"Ward {day}", f"{day} 07:00", 11) for day in ("mon", "tue", "thu", "fri"))
REQUEST = WeekRequest(profile(practices=(RUN,)), Horizon(MONDAY, 7, "UTC"), WARD)


@pytest.fixture(scope="module")
def solved():
    """The week as it was."""
    return solve_week(REQUEST, Effort())


def test_the_same_week_again_is_not_worse(solved):
    """Starting from a solution nothing of it is lost."""
    again = solve_week(REQUEST, AGAIN, after=solved)
    assert again.solution.value >= solved.solution.value - 1e-6


def test_a_changed_week_from_there_is_near_the_free_one(solved):
    """Three hours more on Tuesday: the bound holds for both, and both come near it."""
    longer = replace(WARD[1], end=WARD[1].end + timedelta(hours=3))
    changed = replace(REQUEST, commitments=(WARD[0], longer, *WARD[2:]))
    again = solve_week(changed, AGAIN, after=solved).solution
    free = solve_week(changed, Effort()).solution
    assert again.value <= free.bound + 1e-6
    assert free.value <= again.bound + 1e-6
    assert again.value >= 0.99 * free.value
