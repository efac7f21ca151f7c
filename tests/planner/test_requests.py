"""Where something asked would cost least, screened from prices."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from written_weeks import MONDAY, event, profile, span

from trimtab.domain.practices import Boundary, Practice
from trimtab.domain.time import Horizon, Interval
from trimtab.planner import kernels
from trimtab.planner.line import Week, WeekRequest
from trimtab.planner.outcomes import Outcome
from trimtab.planner.requests import (
    Screen,
    boundary_kinds,
    closed_hours,
    hours_closed_by,
    span_of,
    with_commitments,
)
from trimtab.planner.solve import Effort, restrict
from trimtab.planner.solved import solve_week

LATE = Boundary(
    "No work after nine", "work", span("21:00-06:00"), exceptions=(span("21:00-21:30"),)
)
SCREENS = Boundary("No screens", "screens", span("22:30-05:30"))
RUN = Practice("Run", "body", 5, (45, 30, 10))
WARD = tuple(event(f"Ward {day}", f"{day} 08:00", 9) for day in ("mon", "tue", "thu", "fri"))
REQUEST = WeekRequest(
    profile(practices=(RUN,), boundaries=(LATE, SCREENS)), Horizon(MONDAY, 7, "UTC"), WARD
)


@pytest.fixture(scope="module")
def screen() -> Screen:
    """A screen over four days on the ward."""
    return Screen.of(Outcome(solve_week(REQUEST, Effort(120, 10, 80))))


def path_max(arrays, prices) -> float:
    """The best priced reward along the line, from the definition's own pass."""
    rewards = np.empty(arrays.worth.size)
    best = np.empty(arrays.first.size - 1)
    via = np.empty(arrays.first.size - 1, np.int32)
    kernels.priced_rewards(arrays, prices, rewards)
    kernels.longest_path(arrays, rewards, best, via)
    return float(best[kernels.best_end(arrays, best)])


@pytest.mark.parametrize("hours", [(20, 22), (31, 32), (65, 66.5), (150, 160)])
def test_the_cost_is_what_the_bound_loses_without_those_slots(screen, hours):
    """Taking out every candidate that touches the stretch lowers the best path by the cost told."""
    stretch = Interval(int(hours[0] * 60), int(hours[1] * 60))
    problem, prices = screen.outcome.problem, screen.outcome.solution.prices
    spans = zip(problem.arrays.tail * 5, problem.arrays.head * 5, strict=True)
    clear = [
        j for j, (start, end) in enumerate(spans) if end <= stretch.start or start >= stretch.end
    ]
    without = restrict(problem.arrays, np.array(clear, np.int32))
    lost = path_max(problem.arrays, prices) - path_max(without, prices)
    assert screen.cost_of_emptying(stretch) == pytest.approx(lost, abs=1e-6)
    assert lost >= 0


def test_time_on_duty_costs_nothing_and_sleep_a_lot(screen):
    """Slots that are taken already are free of charge; half a night is dear."""
    inside = event("Talk", "mon 12:00", 1, "lecture")
    night = event("Call", "sat 00:00", 4)
    noon = event("Talk", "sat 12:00", 1, "lecture", is_remote=True)
    assert screen.cost_of([inside]) == 0
    assert screen.cost_of([night]) > screen.cost_of([noon]) >= 0


def test_the_loss_of_dropping_is_the_worth_of_what_stands_there(screen):
    """By definition: the plan's worth less the worth of what is left."""
    problem, chosen = screen.outcome.problem, screen.outcome.solution.chosen
    night = screen.outcome.asleep[2]
    left = [
        j
        for j in chosen
        if problem.end_minute(j) <= night.start or problem.start_minute(j) >= night.end
    ]
    lost = problem.worth_of(chosen) - problem.worth_of(left)
    assert screen.loss_of_dropping(night) == pytest.approx(lost)
    assert lost > 500


def test_ways_are_part_of_the_cost(screen):
    """The same hour costs at least as much on site as at home."""
    on_site = event("Talk", "sat 10:00", 1, "lecture")
    assert screen.cost_of([on_site]) >= screen.cost_of([replace(on_site, is_remote=True)])


def test_only_waking_open_hours_to_come_are_free(screen):
    """Duty, sleep, closed hours, the past and what lies beyond the week are not."""
    week = screen.outcome.week
    assert screen.is_free(Interval(2 * 1440 + 840, 2 * 1440 + 900), ())
    assert not screen.is_free(Interval(600, 660), ())
    assert not screen.is_free(screen.outcome.asleep[0], ())
    assert not screen.is_free(Interval(2 * 1440 + 840, 2 * 1440 + 900), [Interval(2880, 4320)])
    assert not screen.is_free(Interval(-60, 0), ())
    assert not screen.is_free(Interval(week.horizon.minutes - 30, week.horizon.minutes + 30), ())


def test_boundaries_speak_of_work_and_screens():
    """Work boundaries of duty and teaching, screens of what is remote, neither of private life."""
    duty, dinner = event("Ward", "mon 07:00", 8), event("Dinner", "mon 19:00", 2, "family")
    assert boundary_kinds(duty) == {"work"}
    assert boundary_kinds(dinner) == frozenset()
    assert boundary_kinds(replace(duty, is_remote=True)) == {"work", "screens"}


def test_closed_hours_leave_out_exceptions():
    """No work after nine is closed from half past nine."""
    week = Week(REQUEST)
    assert Interval(21 * 60 + 30, 30 * 60) in hours_closed_by(week, LATE)
    assert closed_hours(week, frozenset()) == []
    both = closed_hours(week, frozenset({"work", "screens"}))
    assert Interval(21 * 60 + 30, 30 * 60) in both


def test_a_week_with_more_in_it_is_another_week(screen):
    """The week asked stays as it is."""
    talk = event("Talk", "wed 12:00", 1, "lecture")
    week = screen.outcome.week
    fuller = with_commitments(week, [talk])
    assert talk in fuller.request.commitments
    assert talk not in week.request.commitments
    assert span_of(fuller, talk) == Interval(2 * 1440 + 720, 2 * 1440 + 780)
