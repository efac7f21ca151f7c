"""Reasons are true: nothing is called impossible that the week could hold."""

from __future__ import annotations

import re
from random import Random

import numpy as np
import pytest
from random_weeks import random_request
from written_weeks import MONDAY, profile

from trimtab.domain.tasks import Messages, Task
from trimtab.domain.time import Horizon
from trimtab.planner import kernels
from trimtab.planner.explain import _is_short
from trimtab.planner.line import WeekRequest
from trimtab.planner.plan import make_plan
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
        if item.is_routine or not item.wanted_minutes or not _is_short(reasons, number):
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
