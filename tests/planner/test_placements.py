"""Every place of a block is valued exactly, and never better than the bound allows."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from written_weeks import MONDAY, event, profile

from trimtab.domain.practices import Practice
from trimtab.domain.time import Horizon
from trimtab.planner.forcing import Forcing
from trimtab.planner.line import WeekRequest
from trimtab.planner.placements import Lifted, without_staying
from trimtab.planner.plan import make_plan
from trimtab.planner.replan import solve_again
from trimtab.planner.solve import Effort
from trimtab.planner.solved import solve_week

RUN = Practice("Run", "body", 3, (45, 30, 10))
READ = Practice("Read", "joy", 7, (60, 20))
WARD = tuple(event(f"Ward {day}", f"{day} 07:00", 11) for day in ("mon", "tue", "thu", "fri"))
QUICK = Effort(80, 10, 60, rounds=1)
ASKED = profile(values={"body": 2.0, "joy": 1.0}, practices=(RUN, READ))


@pytest.fixture(scope="module")
def solved():
    """A week with runs and reading in it."""
    return solve_week(WeekRequest(ASKED, Horizon(MONDAY, 7, "UTC"), WARD), Effort())


@pytest.fixture(scope="module")
def run(solved):
    """A run of the plan."""
    problem = solved.problem
    runs = (j for j in solved.solution.chosen if problem.items[problem.item_of[j]].name == "Run")
    return next(runs)


def test_its_own_place_loses_nothing_and_others_are_listed_by_start(solved, run):
    """The block where it is costs 0; places come in order of time and on several days."""
    places = Lifted.from_week(solved, run).places()
    assert [p.loss for p in places if p.candidate == run] == [0.0]
    starts = [place.start for place in places]
    assert starts == sorted(starts)
    assert len({start // 1440 for start in starts}) >= 3


def test_where_nothing_stands_in_the_way_the_loss_is_the_difference_in_worth(solved, run):
    """Moving the block to a free place changes the worth by exactly what is said."""
    problem, chosen = solved.problem, set(solved.solution.chosen)
    taken = [
        slot
        for j in chosen - {run}
        for slot in range(problem.start_minute(j), problem.end_minute(j), 5)
    ]
    checked = 0
    for place in Lifted.from_week(solved, run).places():
        own = range(place.start, problem.end_minute(place.candidate), 5)
        worth = problem.worth_of(sorted(chosen - {run} | {place.candidate}))
        if set(own) & set(taken) or worth == float("-inf"):
            continue
        assert place.loss == pytest.approx(solved.solution.value - worth, abs=1e-6)
        checked += 1
    assert checked > 20


def test_no_new_arrangement_loses_less_than_the_bound_allows(solved, run):
    """Solved again with the block held there, the week stays within both figures."""
    places = Lifted.from_week(solved, run).places()[::25]
    forcing = Forcing.after(solved.problem, solved.solution, [p.candidate for p in places])
    for place in places:
        week = forcing.with_candidate(place.candidate)
        assert week is not None
        lost = solved.solution.value - week.value
        assert place.least_loss - 1e-6 <= lost


def test_a_block_that_is_not_in_the_plan_has_no_places(solved):
    """Asking for one is a mistake of the caller."""
    absent = next(j for j in range(solved.problem.size) if j not in solved.solution.chosen)
    with pytest.raises(ValueError, match="not in the plan"):
        Lifted.from_week(solved, absent).places()


def test_every_loss_is_that_of_the_exact_swap(solved, run):
    """With what gives way taken out and the block put there, the week loses just so much."""
    problem, chosen = solved.problem, set(solved.solution.chosen)
    lifted = Lifted.from_week(solved, run)
    has_ejected = 0
    for place in lifted.places():
        gone = set(lifted.gives_way(place.candidate))
        assert gone <= chosen - {run}
        swapped = sorted((chosen - {run} - gone) | {place.candidate})
        assert_free_of_overlap(problem, swapped)
        worth = problem.worth_of(swapped)
        assert place.loss == pytest.approx(solved.solution.value - worth, abs=1e-6)
        has_ejected += bool(gone)
    assert has_ejected > 20


def assert_free_of_overlap(problem, chosen):
    """No slot is taken twice."""
    spans = sorted((problem.start_minute(j), problem.end_minute(j)) for j in chosen)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))


def test_staying_counts_for_nothing_once_it_is_set_aside(solved):
    """Without it the week is worth what it is worth by itself, and so are its places."""
    last = make_plan(solved.week.request, QUICK).plan.as_last()
    again = solve_again(replace(solved.week.request, last=last), QUICK)
    free = without_staying(again)
    chosen = again.solution.chosen
    assert again.problem.staying_of(chosen) > 0
    assert free.problem.staying_of(chosen) == 0
    assert free.solution.value == pytest.approx(again.problem.worth_without_staying(chosen))
    assert free.solution.value < again.solution.value
    run = next(j for j in chosen if free.problem.items[free.problem.item_of[j]].name == "Run")
    for place in Lifted.from_week(free, run).places():
        assert place.least_loss <= place.loss + 1e-6
