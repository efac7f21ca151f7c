"""What a trim gains: asking for less is no loss, and what is due stays done."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest
from test_trims import AGAIN, BUSY, CLINICS, TALK
from written_weeks import event

from trimtab.planner.line import WeekRequest
from trimtab.planner.mending import carry_over, learn_from, mend
from trimtab.planner.musts import missed_musts
from trimtab.planner.rest import SLEEP_HELD
from trimtab.planner.solve import Effort
from trimtab.planner.solved import SolvedWeek, solve_week
from trimtab.planner.trim_gains import (
    gain_of,
    holding_sleep,
    keeping_promises,
    most_gain,
    unwinding_gone,
)


@cache
def base() -> SolvedWeek:
    """The busy week, solved."""
    return solve_week(BUSY, Effort())


def with_clinic(number: int, hours: float) -> WeekRequest:
    """The busy week with one clinic of so many hours."""
    clinic = CLINICS[number]
    end = event("", f"{('mon', 'tue', 'wed', 'thu', 'fri')[number]} 08:00", hours).end
    others = [one for one in CLINICS if one != clinic]
    return replace(BUSY, commitments=(*others, replace(clinic, end=end), TALK))


def test_lunch_eaten_on_duty_is_no_gain_at_home():
    """A clinic cut at noon lets lunch be placed at home: the gain is what it is without lunch."""
    changed = solve_week(with_clinic(2, 4.5), AGAIN, after=base())
    problem = changed.problem
    lunch = next(
        j
        for j in changed.solution.chosen
        if problem.items[int(problem.item_of[j])].name == "Lunch"
        and problem.items[int(problem.item_of[j])].day == 2
    )
    without = tuple(j for j in changed.solution.chosen if j != lunch)
    poorer = replace(
        changed, solution=replace(changed.solution, chosen=without, value=problem.worth_of(without))
    )
    lost = gain_of(base(), changed) - gain_of(base(), poorer)
    worth = changed.solution.value - poorer.solution.value
    assert lost == pytest.approx(worth - float(problem.arrays.worth[lunch]))


def test_lunch_in_an_hour_of_cover_is_no_gain():
    """The duty's midday hour is still a meal on duty when a colleague holds it."""
    first, second = (event("Clinic", f"wed {at}", 4, "clinic") for at in ("08:00", "13:00"))
    clinics = (*CLINICS[:2], first, replace(second, end=CLINICS[2].end), *CLINICS[3:], TALK)
    changed = mend(carry_over(replace(BUSY, commitments=clinics), base()), 60)
    problem = changed.problem
    names = {problem.items[int(problem.item_of[j])].name for j in changed.solution.chosen}
    assert "Lunch" in names
    assert gain_of(base(), changed) < 60


def test_unwinding_that_is_no_longer_asked_is_no_loss():
    """After two and a half hours of clinic nobody needs to come down; no loss then."""
    changed = solve_week(with_clinic(3, 2.5), AGAIN, after=base())
    problem = base().problem
    asked = [
        problem.end_minute(j) - problem.start_minute(j)
        for j in base().solution.chosen
        if problem.items[int(problem.item_of[j])].name == "Unwind"
        and problem.items[int(problem.item_of[j])].day == 3
    ]
    assert unwinding_gone(base(), changed) == sum(asked) > 0
    assert unwinding_gone(base(), base()) == 0


@pytest.mark.parametrize("number", range(5))
def test_no_changed_week_gains_more_than_its_bound(number):
    """However long it is searched, the bound told before the search holds."""
    request = with_clinic(number, 8.5)
    carried = carry_over(request, base())
    most = most_gain(base(), carried)
    assert gain_of(base(), carried) <= most
    for found in (mend(carried, 60), solve_week(request, Effort(), after=base())):
        assert gain_of(base(), found) <= most + 1e-6


def test_mending_never_loses_and_ends_true():
    """A mended week is worth at least what was carried over, by its problem's own count."""
    carried = carry_over(with_clinic(3, 8.5), base())
    mended = mend(carried, 40)
    assert mended.solution.value > carried.solution.value
    assert mended.solution.value == pytest.approx(mended.problem.worth_of(mended.solution.chosen))


def test_a_week_learns_what_still_fits():
    """Its own choices come back whole; those of a changed week as far as they fit."""
    assert learn_from(base(), base()).solution.chosen == base().solution.chosen
    other = mend(carry_over(with_clinic(3, 8.5), base()), 40)
    learnt = learn_from(base(), other)
    assert 0 < len(learnt.solution.chosen) <= len(other.solution.chosen)
    assert learnt.problem is base().problem


def test_what_is_due_and_written_is_kept():
    """A changed week that leaves notes unwritten misses a must then; the week itself none."""
    changed = mend(carry_over(with_clinic(3, 8.5), base()), 60)
    notes = [n for n, b in enumerate(changed.problem.budgets) if b.name.endswith(": notes")]
    users = {b for j in changed.solution.chosen for b, _ in changed.problem.uses_of(j)}
    written = next(number for number in notes if number in users)
    chosen = tuple(
        j for j in changed.solution.chosen if written not in dict(changed.problem.uses_of(j))
    )
    poorer = replace(changed, solution=replace(changed.solution, chosen=chosen))
    keeping = keeping_promises(base(), poorer)
    assert keeping.budgets[written].at_least > 0
    assert written in missed_musts(keeping, chosen)
    kept = mend(poorer, 60, within=keeping)
    assert kept.problem.totals_of(kept.solution.chosen)[written] > 0
    assert missed_musts(keeping_promises(base(), base()), base().solution.chosen) == []


def test_a_night_shorter_than_it_was_is_dear_and_no_other():
    """Each minute short of the base's same night costs so much; all else is worth what it was."""
    changed = carry_over(with_clinic(2, 4.5), base())
    problem = changed.problem
    held = holding_sleep(base(), changed, problem)
    slept = {
        base().problem.item_for(j).day: asleep_of(base().problem, j)
        for j in base().solution.chosen
        if base().problem.item_for(j).kind == "sleep"
    }
    short = 0
    for j in range(0, problem.size, 7):
        item = problem.item_for(j)
        is_sleep = item.kind == "sleep"
        lost = max(0, slept.get(item.day, 0) - asleep_of(problem, j)) if is_sleep else 0
        taken = float(problem.arrays.worth[j] - held.arrays.worth[j])
        assert taken == pytest.approx(SLEEP_HELD * lost)
        short += lost > 0
    assert short


def asleep_of(problem, candidate: int) -> int:
    """Minutes that a candidate sleeps."""
    parts = problem.parts_of(candidate)
    return sum(part.end - part.start for part in parts if part.kind == "sleep")
