"""No deadline is missed that the week could hold: shown by forcing it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from random import Random

import numpy as np
import pytest
from long_cases import mostly_long
from written_weeks import HOME, MONDAY, event, profile, span

from trimtab.domain.people import Season
from trimtab.domain.practices import Practice, Protect
from trimtab.domain.tasks import Task
from trimtab.domain.time import Horizon
from trimtab.planner import deadlines
from trimtab.planner.assemble import blocks_of
from trimtab.planner.budgets import at_least
from trimtab.planner.deadlines import (
    LATE,
    finish_deadlines,
    held_in_time,
    keep_in_time,
    late_tasks,
)
from trimtab.planner.line import WeekRequest
from trimtab.planner.plan import make_plan
from trimtab.planner.problem import Problem, budget_arrays
from trimtab.planner.solve import Effort, Solution, solve
from trimtab.planner.solved import SolvedWeek, solve_week

EFFORT = Effort()
DOSES = ((60, 30, 10), (90, 30), (30, 10))
LEAST_SHARE = 0.75
"""Share of the sleep needed that a deadline must leave a night."""


def busy_request(rng: Random) -> WeekRequest:
    """A full week: duties, habits that weigh much and little, and several things due."""
    days = ("mon", "tue", "wed", "thu", "fri", "sat")
    values = {"body": rng.choice([1.0, 3.0]), "learning": rng.choice([0.5, 2.0]), "family": 4.0}
    names = list(values)
    habits = [
        Practice(f"Habit {n}", rng.choice(names), rng.choice([3, 5, 7]), rng.choice(DOSES))
        for n in range(rng.randint(2, 5))
    ]
    start = datetime.combine(MONDAY, datetime.min.time(), UTC)
    tasks = [
        Task(
            f"Task {n}",
            rng.choice(names),
            rng.choice([60, 120, 240, 400]),
            rng.choice([15, 30, 45]),
            90,
            due=start + timedelta(hours=rng.choice([40, 66, 90, 114, 150])),
            important=rng.random() < 0.3,
            demanding=rng.random() < 0.3,
        )
        for n in range(rng.randint(2, 5))
    ]
    hours = rng.choice([8, 10, 12])
    duties = [event(f"Ward {d}", f"{d} 07:00", hours) for d in rng.sample(days, rng.randint(2, 5))]
    season = Season("Now", MONDAY, MONDAY + timedelta(days=7), rng.choice(["heavy", "regular"]))
    asked = profile(
        HOME,
        values=values,
        practices=tuple(habits),
        tasks=tuple(tasks),
        protects=(Protect("Dinner together", "family", span("18:00-21:00"), (60, 30)),),
        seasons=(season,),
    )
    return WeekRequest(asked, Horizon(MONDAY, 7, "UTC"), tuple(duties))


def forced(problem: Problem, tasks: Sequence[Task], late: Sequence[int]) -> Solution:
    """The best plan found that finishes every task but those still late, whatever it costs."""
    budgets = list(problem.budgets)
    names = {f"{task.name}: minutes" for task in tasks}
    due = [number for number, budget in enumerate(budgets) if budget.name in names]
    for number in (one for one in due if one not in late):
        budgets[number] = at_least(budgets[number].name, budgets[number].high, budgets[number].high)
    arrays = problem.arrays._replace(**budget_arrays(budgets))
    strict = replace(problem, budgets=tuple(budgets), arrays=arrays)
    return solve(strict, EFFORT)


@pytest.mark.parametrize("first", mostly_long(range(0, 24, 6), quick=1))
def test_what_is_late_could_only_be_done_at_the_cost_of_rest(first):
    """Forced to finish, whatever it costs, every such week loses rest, delays another, or fails."""
    for seed in range(first, first + 6):
        request = busy_request(Random(seed))
        solved = solve_week(request, EFFORT)
        late = late_in(solved)
        for number in late:
            others = [one for one in late if one != number]
            solution = forced(solved.problem, request.profile.tasks, others)
            other = replace(solved, solution=solution)
            assert not is_avoidable(solved, other, number), (seed, number)


def is_avoidable(solved: SolvedWeek, other: SolvedWeek, number: int) -> bool:
    """Whether another choice finishes a task, nothing later for it, and leaves rest alone."""
    late, left = late_in(solved), late_in(other)
    if number in left or any(minutes > late.get(one, 0) for one, minutes in left.items()):
        return False
    before, after = rest_in(solved), rest_in(other)
    return all(after.get(thing, 0) >= least for thing, least in before.items())


def rest_in(solved: SolvedWeek) -> dict[tuple[str, date], int]:
    """What stands of rest on each day, each with what must be left: sleep its share, else some."""
    week, problem = solved.week, solved.problem
    found: dict[tuple[str, date], int] = {}
    for block in blocks_of(week, problem, solved.solution.chosen):
        day = (block.end if block.kind == "sleep" else block.start).date()
        if block.kind == "sleep":
            asleep = found.get(("sleep", day), 0) + block.minutes
            found["sleep", day] = min(asleep, round(LEAST_SHARE * 480))
        elif block.kind in {"meal", "nap", "protect"} or block.name in {"Buffer", "Unwind"}:
            name = "Dinner" if block.name == "Dinner together" else block.name
            found[name, day] = 1
    return found


def test_a_deadline_left_short_is_pressed_for():
    """A plan that drops one sitting of something due gets it back, and nothing else is short."""
    request = busy_request(Random(1))
    solved = solve_week(request, EFFORT)
    assert late_in(solved) == {}
    (first, *_) = request.profile.tasks
    short = without(solved, first.name)
    assert list(late_in(short).values()) != []
    again = finished(short)
    assert late_in(again) == {}
    assert again.solution.value == pytest.approx(again.problem.worth_of(again.solution.chosen))
    assert again.solution.value <= again.solution.bound


def test_notes_left_short_are_pressed_for_as_tasks_are():
    """A plan that leaves the notes of one duty unwritten gets them back."""
    duties = tuple(event("Ward", f"{day} 07:00", 10, leaves_minutes=20) for day in ("mon", "tue"))
    solved = solve_week(WeekRequest(profile(HOME), Horizon(MONDAY, 7, "UTC"), duties), EFFORT)
    assert late_in(solved) == {}
    short = without(solved, "Ward")
    assert list(late_in(short).values()) == [20.0]
    assert late_in(finished(short)) == {}


def with_shorter_nights(solved: SolvedWeek, minutes: int, nights: int) -> tuple[int, ...]:
    """The week's choice with some of its longest nights shorter by so many minutes."""
    problem = solved.problem
    asleep = {
        j: problem.minutes_for(j, int(problem.item_of[j]))
        for j in solved.solution.chosen
        if problem.item_for(j).kind == "sleep"
    }
    longest = sorted(asleep, key=lambda j: -asleep[j])[:nights]
    shorter = [
        next(
            other
            for other in np.flatnonzero(problem.item_of == problem.item_of[j]).tolist()
            if problem.arrays.tail[other] == problem.arrays.tail[j]
            and problem.minutes_for(other, int(problem.item_of[j])) == asleep[j] - minutes
        )
        for j in longest
    ]
    return tuple({*solved.solution.chosen, *shorter} - set(longest))


def test_a_deadline_takes_no_more_sleep_than_it_lacked():
    """What lacked one sitting may take as long from a night, and not an hour from each of three."""
    request = busy_request(Random(1))
    (first, *_) = request.profile.tasks
    solved = solve_week(request, EFFORT)
    short = without(solved, first.name)
    (lacking,) = late_in(short).values()
    little, much = with_shorter_nights(solved, 30, 1), with_shorter_nights(solved, 60, 3)
    assert 30 <= lacking < 150
    for chosen, is_taken in ((little, True), (much, False)):
        assert solved.problem.worth_of(chosen) > 0
        better = replace(short.solution, value=solved.solution.bound)
        kept = keep_in_time(short.week, short.problem, better, chosen)
        assert (kept.chosen == chosen) is is_taken


@pytest.mark.parametrize(
    ("thesis", "other"), [(5000, 3000), pytest.param(4000, 4000, marks=pytest.mark.long)]
)
def test_something_small_is_finished_beside_what_cannot_be(thesis, other):
    """Half an hour by Tuesday takes its time from a thesis that is late in any case."""
    start = datetime.combine(MONDAY, datetime.min.time(), UTC)
    tasks = (
        Task("Thesis", "body", thesis, 15, 90, due=start + timedelta(5), important=True),
        Task("Other", "body", other, 15, 90, due=start + timedelta(4), important=True),
        Task("Form", "body", 30, 30, 30, due=start + timedelta(1)),
    )
    asked = WeekRequest(profile(tasks=tasks), Horizon(MONDAY, 7, "UTC"), ())
    solved = solve_week(asked, EFFORT)
    names = {solved.problem.budgets[number].name for number in late_in(solved)}
    assert names
    assert names < {"Thesis: minutes", "Other: minutes"}


def test_a_deadline_that_is_held_is_dear_to_lose_and_all_else_as_it_was():
    """Each minute finished in time is worth 100 more, up to what was asked and no further."""
    request = busy_request(Random(1))
    solved = solve_week(request, EFFORT)
    problem, chosen = solved.problem, solved.solution.chosen
    held = held_in_time(solved.week, problem, chosen)
    due = {f"{task.name}: minutes" for task in request.profile.tasks}
    pairs = list(zip(held.budgets, problem.budgets, strict=True))
    assert {mine.name for mine, other in pairs if mine != other} == due
    asked = sum(other.high for mine, other in pairs if mine != other)
    assert held.worth_of(chosen) - problem.worth_of(chosen) == pytest.approx(LATE * asked)
    short = without(solved, request.profile.tasks[0].name)
    (lacking,) = late_in(short).values()
    lost = held.worth_of(chosen) - held.worth_of(short.solution.chosen)
    usual = problem.worth_of(chosen) - problem.worth_of(short.solution.chosen)
    assert lost - usual == pytest.approx(LATE * lacking)


def test_what_is_late_is_not_held():
    """A deadline that lacks minutes keeps its own worth."""
    request = busy_request(Random(1))
    (first, *_) = request.profile.tasks
    short = without(solve_week(request, EFFORT), first.name)
    held = held_in_time(short.week, short.problem, short.solution.chosen)
    name = f"{first.name}: minutes"
    pairs = zip(held.budgets, short.problem.budgets, strict=True)
    assert [mine == other for mine, other in pairs if mine.name == name] == [True]


def without(solved: SolvedWeek, name: str) -> SolvedWeek:
    """The week without the first sitting of something."""
    problem, chosen = solved.problem, solved.solution.chosen
    mine = next(j for j in chosen if name in {part.name for part in problem.parts_of(j)})
    kept = tuple(j for j in chosen if j != mine)
    solution = replace(solved.solution, chosen=kept, value=problem.worth_of(kept))
    return replace(solved, solution=solution)


def late_in(solved: SolvedWeek) -> dict[int, float]:
    """What is late in a solved week."""
    return late_tasks(solved.week, solved.problem, solved.solution.chosen)


def finished(solved: SolvedWeek, given_up: frozenset[str] | None = None) -> SolvedWeek:
    """The week with its deadlines pressed for."""
    week, problem = solved.week, solved.problem
    solution = finish_deadlines(week, problem, solved.solution, EFFORT, given_up)
    return replace(solved, solution=solution)


def test_a_deadline_given_up_is_left_late():
    """What is known not to fit is not pressed for, though it would."""
    request = busy_request(Random(1))
    (first, *_) = request.profile.tasks
    short = without(solve_week(request, EFFORT), first.name)
    assert finished(short, frozenset({f"{first.name}: minutes"})) == short


def test_an_exact_solver_may_not_trade_a_deadline_for_a_little_worth():
    """A week handed back with a sitting fewer has it again before it is shown."""
    request = busy_request(Random(1))
    (first, *_) = request.profile.tasks
    planned = make_plan(request, EFFORT, improve=lambda solved: without(solved, first.name))
    assert late_in(planned.solved) == {}


def test_a_week_without_late_deadlines_is_left_as_it_is():
    """Nothing is solved again where nothing is late."""
    solved = solve_week(busy_request(Random(1)), EFFORT)
    week, problem, solution = solved.week, solved.problem, solved.solution
    assert finish_deadlines(week, problem, solution, EFFORT) is solution


@pytest.mark.parametrize("is_over", [False, True])
def test_once_time_is_up_no_further_deadline_is_tried(is_over, monkeypatch):
    """A thesis of ninety hours is tried alone while there is time, and left late when none is."""
    thesis = Task("Thesis", "body", 5400, 30, 120, due=datetime(2026, 11, 6, tzinfo=UTC))
    asked = WeekRequest(profile(tasks=(thesis,)), Horizon(MONDAY, 7, "UTC"), ())
    solved = solve_week(asked, replace(EFFORT, rounds=0, repairs=20))
    tried: list[int] = []
    monkeypatch.setattr(
        deadlines._Finishing,
        "met_alone",
        lambda _, solution, number, *__, **___: tried.append(number) or solution.chosen,
    )
    finish_deadlines(
        *(solved.week, solved.problem, solved.solution, EFFORT), is_over=lambda: is_over
    )
    assert bool(tried) != is_over
