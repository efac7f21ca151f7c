"""Reasons are true: nothing is called impossible that the week could hold."""

from __future__ import annotations

import re
from dataclasses import replace
from random import Random

import numpy as np
import pytest
from last_plans import block, last_plan
from random_weeks import random_request
from written_weeks import MONDAY, event, profile

from trimtab.domain.tasks import Messages, Task
from trimtab.domain.time import Horizon
from trimtab.planner import kernels
from trimtab.planner.budgets import soft_cap
from trimtab.planner.explain import is_short
from trimtab.planner.line import WeekRequest
from trimtab.planner.plan import make_plan, replan
from trimtab.planner.reasons import Reasons
from trimtab.planner.solve import Effort
from trimtab.planner.solved import solve_week

CLOSED = ("No free stretch", "Its days before it is due already hold")


@pytest.mark.parametrize("seed", range(0, 30, 3))
def test_no_room_is_said_only_where_nothing_would_add_minutes(seed):
    """However many places add none, one that adds some is found among all of them."""
    solved = solve_week(random_request(Random(seed)), Effort(40, 10, 20, 1))
    reasons = Reasons.after(solved.week, solved.problem, solved.solution)
    for number, item in enumerate(solved.problem.items):
        if item.is_routine or not item.wanted_minutes or not is_short(reasons, number):
            continue
        if not reasons.because([number]).startswith(CLOSED):
            continue
        pool = np.flatnonzero(solved.problem.item_of == number)
        open_ones = pool[reasons.gains[pool] > kernels.IMPOSSIBLE]
        added = [reasons._minutes_added(j) for j in open_ones.tolist() if j not in reasons.chosen]
        assert max(added, default=0) <= 0


def test_hours_kept_free_of_work_are_named_as_the_reason():
    """Messages that only a morning kept free could hold are told so, and not that nothing fits."""
    asked = profile(
        values={"patients": 1.0},
        messages=Messages(at=(540,)),
        tasks=(Task("Report", "patients", 180, important=True),),
        study_free_half_days=1,
    )
    plan = make_plan(WeekRequest(asked, Horizon(MONDAY, 7, "UTC"), ()), Effort(60, 20, 60, 1)).plan
    kept = {free.kind for free in plan.kept_free}
    (missing,) = (one for one in plan.unplaced if one.name == "Messages")
    assert "half_day" in kept
    assert re.search(
        r"break into \w{3} morning, which the plan keeps free of work", missing.because
    )


@pytest.mark.parametrize(("total", "said"), [(25.0, "would be over"), (45.0, "already holds")])
def test_a_day_is_called_full_of_focused_work_only_when_it_is(total, said):
    """At 25 of 45 minutes more would be over it; at 45 it is full."""
    asked = profile(tasks=(Task("Paper", "body", 600, 30, 60, important=True),))
    solved = solve_week(WeekRequest(asked, Horizon(MONDAY, 7, "UTC"), ()), Effort(40, 10, 20, 1))
    reasons = Reasons.after(solved.week, solved.problem, solved.solution)
    budgets = list(solved.problem.budgets)
    number = next(n for n, rule in enumerate(budgets) if rule.name == "Focused work on day 1")
    budgets[number] = soft_cap("Focused work on day 1", 45.0, [(1440.0, 2.0)])
    problem = solved.problem.with_budgets(budgets)
    mine = [j for j in range(problem.size) if number in dict(problem.uses_of(j))]
    uses = dict(problem.uses_of(mine[0]))[number]
    before = [0.0] * len(budgets)
    before[number] = total
    at = replace(reasons, problem=problem, solution=replace(solved.solution, chosen=()))
    vars(at)["totals"] = before
    after = mine[: int(80 // uses) + 1]
    assert said in at._tight_budget(mine[0], after)


def test_what_the_person_left_out_is_told_so():
    """Notes of Monday's ward left out that day are missing for that reason alone."""
    ward = event("Ward", "mon 08:00", 9, leaves_minutes=20, leaves_before=1320)
    left = block("mon 17:30", 20, "Ward", "task", origin="notes", mark="skipped")
    last = replace(last_plan(since="mon 00:00"), skipped=(left,))
    request = WeekRequest(profile(), Horizon(MONDAY, 7, "UTC"), (ward,), now=18 * 60)
    plan = replan(request, last, Effort(60, 20, 60, 1)).plan
    (missing,) = (one for one in plan.unplaced if one.name == "Ward")
    assert missing.because == "It leaves notes and inbox. You left it out on Mon."
