"""No gain is told of a place that planning again with the block there does not find."""

from __future__ import annotations

from dataclasses import replace

import pytest
from written_weeks import MONDAY, event, profile

from trimtab.app.gain_checks import MOST_CHECKED, GainChecks
from trimtab.domain.practices import Practice
from trimtab.domain.time import Horizon
from trimtab.planner.line import WeekRequest
from trimtab.planner.placements import Lifted, without_staying
from trimtab.planner.plan import make_plan, replan
from trimtab.planner.settled_places import Settling
from trimtab.planner.solve import Effort

QUICK = Effort(80, 10, 60, rounds=1)
RUN = Practice("Run", "body", 2, (45, 30), once_a_day=True)
WARD = tuple(event(f"Ward {day}", f"{day} 07:00", 11) for day in ("mon", "tue", "thu", "fri"))


@pytest.fixture(scope="module")
def looked_at():
    """A re-planned week, a run of it lifted out, and its places."""
    request = WeekRequest(profile(practices=(RUN,)), Horizon(MONDAY, 7, "UTC"), WARD)
    last = make_plan(request, QUICK).plan.as_last()
    planned = replan(request, last, QUICK)
    solved = without_staying(planned.solved)
    chosen = solved.solution.chosen
    run = next(j for j in chosen if solved.problem.item_for(j).name == "Run")
    block = next(one for one in last.blocks if one.name == "Run")
    lifted = Lifted.from_week(solved, run)
    return lifted, GainChecks(planned.solved, block, block, QUICK)


@pytest.mark.long
def test_a_gain_that_is_not_there_is_not_told(looked_at):
    """Of places said to gain a thousand minutes none is left with more than the week then has."""
    lifted, checks = looked_at
    settling = Settling.around(lifted, lifted.places()[::40])
    told = [replace(settling.swap(one), loss=-1000.0) for one in lifted.places()[::40]]
    assert len(told) > MOST_CHECKED
    assert all(-20 < one.loss <= 0 for one in checks.checked(lifted, told))


def test_what_costs_is_told_as_it_was(looked_at):
    """Only gains are looked at again."""
    lifted, checks = looked_at
    settling = Settling.around(lifted, lifted.places()[::40])
    told = [replace(settling.swap(one), loss=30.0) for one in lifted.places()[::40]]
    assert checks.checked(lifted, told) == told
