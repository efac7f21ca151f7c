"""The verifier on predicted alertness: a sound plan passes, and each fault alone is found."""

from __future__ import annotations

from dataclasses import replace

import pytest
from written_weeks import MONDAY, event, profile

from trimtab.domain.plans import SAFER, Plan
from trimtab.domain.time import Horizon
from trimtab.planner.line import WeekRequest
from trimtab.planner.plan import make_plan
from trimtab.planner.solve import Effort
from trimtab.planner.verify import verify_plan

CALL = event("Call", "wed 07:00", 26)
REQUEST = WeekRequest(profile(), Horizon(MONDAY, 7, "UTC"), (CALL,))


@pytest.fixture(scope="module")
def plan() -> Plan:
    """A week with a call of 26 hours, as planned."""
    return make_plan(REQUEST, Effort(first_passes=40, passes=15, repairs=40, rounds=1)).plan


def findings(plan: Plan) -> str:
    """What the verifier finds, as one text."""
    return " ".join(verify_plan(plan, REQUEST))


def test_a_plan_passes(plan):
    """Nothing is found in what the planner made."""
    assert verify_plan(plan, REQUEST) == []
    assert any(block.note == SAFER for block in plan.blocks)


def test_a_way_home_after_a_day_and_a_night_must_be_told(plan):
    """Without its note the way home after 26 hours is found."""
    quiet = tuple(replace(b, note="") if b.note == SAFER else b for b in plan.blocks)
    assert "a day and a night on duty, and nobody says so" in findings(replace(plan, blocks=quiet))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda one: replace(one, kss=one.kss + 0.2, high=9.0), "does not follow from the sleeps"),
        (lambda one: replace(one, low=one.kss + 0.1), "outside its range"),
        (lambda one: replace(one, is_asleep=not one.is_asleep), "wrongly as asleep or awake"),
    ],
)
def test_a_wrong_figure_is_found(plan, change, said):
    """A figure moved by a fifth of a point, a range beside it, or sleep told wrongly."""
    points = (*plan.alertness[:100], change(plan.alertness[100]), *plan.alertness[101:])
    assert said in findings(replace(plan, alertness=points))


def test_a_missing_half_hour_is_found(plan):
    """A series with a gap is not one for each half-hour."""
    assert "not told for each half-hour" in findings(replace(plan, alertness=plan.alertness[1:]))


def test_sleep_left_out_is_found(plan):
    """Figures that count a sleep the blocks do not hold."""
    first = next(number for number, b in enumerate(plan.blocks) if b.kind == "sleep")
    blocks = plan.blocks[:first] + plan.blocks[first + 1 :]
    assert "does not follow from the sleeps" in findings(replace(plan, blocks=blocks))
