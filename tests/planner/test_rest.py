"""What a deadline may not take: rest that stands, and the least of each sleep."""

from __future__ import annotations

import numpy as np
import pytest
from written_weeks import HOME, MONDAY, event, profile, span

from trimtab.domain.practices import Practice, Protect
from trimtab.domain.tasks import Task
from trimtab.domain.time import Horizon
from trimtab.planner.line import WeekRequest
from trimtab.planner.rest import HELD, SLEEP_HELD, Rest, least_asleep, rest_caps
from trimtab.planner.solve import Effort
from trimtab.planner.solved import solve_week


@pytest.fixture(scope="module")
def solved():
    """A week with dinners kept, a habit, a task and three duties."""
    asked = profile(
        HOME,
        values={"body": 1.0, "family": 3.0},
        practices=(Practice("Run", "body", 3, (30, 15)),),
        tasks=(Task("Report", "body", 120),),
        protects=(Protect("Dinner together", "family", span("18:00-21:00"), (60, 30)),),
    )
    duties = tuple(event("Ward", f"{day} 07:00", 10) for day in ("mon", "wed", "fri"))
    return solve_week(WeekRequest(asked, Horizon(MONDAY, 7, "UTC"), duties), Effort(60, 20, 60, 1))


@pytest.fixture(scope="module")
def rest(solved):
    """Its rest."""
    return Rest.of(solved.problem, solved.solution.chosen, rest_caps(solved.problem))


def the_night(solved) -> tuple[int, int]:
    """The chosen night into Wednesday, and its item."""
    problem = solved.problem
    nights = (j for j in solved.solution.chosen if problem.item_for(j).kind == "sleep")
    night = next(j for j in nights if problem.item_for(j).day == 2)
    return night, int(problem.item_of[night])


def other_night(solved, minutes: int) -> tuple[int, ...]:
    """The week with another night into Wednesday that starts with it and is so long."""
    problem = solved.problem
    night, item = the_night(solved)
    same = np.flatnonzero(problem.item_of == item).tolist()
    tail = problem.arrays.tail
    other = next(
        j for j in same if tail[j] == tail[night] and problem.minutes_for(j, item) == minutes
    )
    return tuple(other if j == night else j for j in solved.solution.chosen)


def test_limits_of_rest_are_those_that_nothing_else_can_reach(solved):
    """Nights, meals, buffers and dinners have theirs; habits, tasks and free evenings not."""
    names = {solved.problem.budgets[number].name for number in rest_caps(solved.problem)}
    assert {"One main sleep into day 3", "Lunch on day 2", "Buffer on day 2"} <= names
    assert "Dinner together on day 4" in names
    assert not any(name.startswith(("Run", "Report", "Focused", "Free")) for name in names)


def test_a_night_may_be_cut_to_its_least_and_no_further(solved, rest):
    """Six hours of eight are left to a night that has more; half an hour less is a loss of rest."""
    _, item = the_night(solved)
    assert least_asleep(solved.problem, item) == 360
    assert rest.is_kept_by(other_night(solved, 360))
    assert not rest.is_kept_by(other_night(solved, 330))
    assert rest.sleep_lost_by(other_night(solved, 360)) == rest.asleep[item] - 360


def test_a_night_that_is_short_already_is_not_cut(solved):
    """Where a night stands below the least, nothing of it may go."""
    short = other_night(solved, 330)
    rest = Rest.of(solved.problem, short, rest_caps(solved.problem))
    assert rest.is_kept_by(short)
    assert not rest.is_kept_by(other_night(solved, 300))


def test_a_meal_left_out_is_a_loss_of_rest_and_a_habit_is_not(solved, rest):
    """A plan without one of its lunches keeps rest no longer; without a run it does."""
    problem, chosen = solved.problem, solved.solution.chosen
    for name, is_kept in (("Lunch", False), ("Run", True)):
        gone = next(j for j in chosen if problem.item_for(j).name == name)
        assert rest.is_kept_by([j for j in chosen if j != gone]) is is_kept


def test_rest_held_is_dear_and_the_worth_of_a_plan_that_keeps_it_is_the_same(solved, rest):
    """The plan itself keeps its worth; a shorter night costs by the minute, one too short far more.

    The difference between two nights is what it was and 10 for each minute.
    """
    problem, chosen = solved.problem, solved.solution.chosen
    held = rest.held(problem)
    _, item = the_night(solved)
    assert held.worth_of(chosen) == pytest.approx(problem.worth_of(chosen))
    shorter, short = other_night(solved, 360), other_night(solved, 330)
    lost = rest.asleep[item] - 360
    assert problem.worth_of(shorter) - held.worth_of(shorter) == pytest.approx(SLEEP_HELD * lost)
    assert held.worth_of(short) < held.worth_of(shorter) - HELD
