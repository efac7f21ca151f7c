"""Weeks that differ by one thing, carried over and mended: bounds hold, worths are exact."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from itertools import pairwise

import pytest
from test_trims import BUSY, CLINICS, TALK
from written_weeks import event, profile, span

from trimtab.domain.practices import Practice
from trimtab.planner.line import WeekRequest
from trimtab.planner.mending import STAYING, carry_over, learn_from, mend, widen
from trimtab.planner.musts import eased_as, missed_musts
from trimtab.planner.solve import Effort
from trimtab.planner.solved import SolvedWeek, solve_week, write_week

QUICK = Effort(first_passes=60, passes=20, repairs=40, rounds=1)
FREE_FRIDAY = replace(BUSY, commitments=(*CLINICS[:4], TALK))
NOON = (span("12:00-13:00"),)
VIGILS = tuple(
    Practice(name, "body", 1, (60,), only=NOON, days=("wed",), must=True)
    for name in ("Vigil", "Choir")
)


@cache
def solved(request_name: str = "busy") -> SolvedWeek:
    """A busy week, or one with two musts that ask for the same hour."""
    if request_name == "busy":
        return solve_week(BUSY, QUICK)
    return solve_week(WeekRequest(profile(practices=VIGILS), BUSY.horizon), QUICK)


def test_what_is_carried_over_fits_and_is_bounded():
    """No slot twice, the worth by definition, and a bound that a free search does not top."""
    carried = carry_over(FREE_FRIDAY, solved())
    problem, solution = carried.problem, carried.solution
    spans = sorted(problem.span_of(j) for j in solution.chosen)
    assert all(one.end <= other.start for one, other in pairwise(spans))
    assert solution.value == pytest.approx(problem.worth_of(solution.chosen))
    assert solution.value <= solve_week(FREE_FRIDAY, QUICK).solution.value <= solution.bound
    assert len(solution.chosen) > len(solved().solution.chosen) // 2


def test_a_must_eased_once_is_not_asked_again():
    """Of two musts for one hour one was given up; the changed week asks for the other alone."""
    before = solved("vigils")
    whole = write_week(before.week.request).problem
    (missed,) = missed_musts(whole, before.solution.chosen)
    ward = event("Ward", "fri 07:00", 11)
    carried = carry_over(replace(before.week.request, commitments=(ward,)), before)
    asked = {budget.name: budget.at_least for budget in carried.problem.budgets}
    assert asked[whole.budgets[missed].name] == 0
    assert sum(asked[name] for name in asked if name.startswith(("Vigil", "Choir"))) == 1
    assert missed_musts(carried.problem, mend(carried, 40).solution.chosen) == []
    assert eased_as(whole, whole) is whole


def test_a_week_that_mending_cannot_better_is_left_as_it_is():
    """The very same week comes back where no repair is worth anything."""
    best = mend(solved(), 120)
    again = mend(best, 0)
    assert again is best or again.solution.value > best.solution.value


def test_what_is_lent_to_what_stays_is_not_counted():
    """The worth told is that of the problem; all that stays adds two each to the search alone."""
    carried = carry_over(FREE_FRIDAY, solved())
    kept = carried.solution.chosen
    mended = mend(carried, 24, staying=kept)
    worth = mended.problem.worth_of(mended.solution.chosen)
    assert mended.solution.value == pytest.approx(worth)
    stayed = len(set(kept) & set(mended.solution.chosen))
    assert worth + STAYING * stayed >= carried.solution.value + STAYING * len(kept)
    assert mended.solution.bound == carried.solution.bound


def test_a_week_mended_within_a_problem_that_asks_more_is_told_by_its_own():
    """Within a problem whose musts were not eased, the worth is still that of the eased one."""
    before = solved("vigils")
    whole = write_week(before.week.request).problem
    mended = mend(before, 20, within=whole)
    assert mended.problem is before.problem
    assert mended.solution.value == pytest.approx(before.problem.worth_of(mended.solution.chosen))


def test_what_another_week_found_is_learnt_as_far_as_it_fits():
    """Of a week with a free Friday, what lies in Friday's clinic has no place here."""
    other = mend(carry_over(FREE_FRIDAY, solved()), 24)
    learnt = learn_from(solved(), other)
    places = {other.problem.span_of(j) for j in other.solution.chosen}
    problem = learnt.problem
    assert {problem.span_of(j) for j in learnt.solution.chosen} <= places
    assert learnt.solution.value == pytest.approx(problem.worth_of(learnt.solution.chosen))
    assert learnt.solution.bound == solved().solution.bound


def test_a_week_with_much_more_room_is_found_by_widening():
    """A whole clinic gone: never poorer than the mended week, told by its own worth, bounded."""
    mended = carry_over(FREE_FRIDAY, solved())
    wide = widen(mended)
    problem, solution = wide.problem, wide.solution
    assert mended.solution.value < solution.value <= solution.bound
    assert solution.value == pytest.approx(problem.worth_of(solution.chosen))
    spans = sorted(problem.span_of(j) for j in solution.chosen)
    assert all(one.end <= other.start for one, other in pairwise(spans))
    again = widen(wide, staying=wide.solution.chosen)
    assert again is wide or again.solution.value >= wide.solution.value


def test_a_week_widened_within_a_problem_that_asks_more_is_told_by_its_own():
    """Musts of the whole problem guide the search; the worth is that of the eased one."""
    before = solved("vigils")
    whole = write_week(before.week.request).problem
    wide = widen(before, within=whole)
    assert wide.problem is before.problem
    assert wide.solution.value == pytest.approx(before.problem.worth_of(wide.solution.chosen))
