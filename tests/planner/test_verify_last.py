"""The verifier on re-plans: a sound one passes, and each rule broken alone is found."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

import numpy as np
import pytest
from last_plans import at, block, last_plan, night
from written_weeks import MONDAY, event, profile

from trimtab.domain.plans import Block, Certificate, LastPlan, Move, Plan, Unplaced, ValueMinutes
from trimtab.domain.practices import Practice, Protect
from trimtab.domain.tasks import Task
from trimtab.domain.time import ClockSpan, Horizon
from trimtab.planner.defaults import STABILITY
from trimtab.planner.line import WeekRequest
from trimtab.planner.moves import find_moves
from trimtab.planner.problem import Draft, Group, Item, Part, Shape
from trimtab.planner.verify import verify_certificate, verify_plan

HORIZON = Horizon(MONDAY, 7, "UTC")
NOON = 1440 + 12 * 60
ASKED = replace(
    profile(
        practices=(Practice("Run", "body", 3, (45, 30)), Practice("Walk", "body", 3, (20,))),
        tasks=(Task("Report", "work", 240, 30, 90),),
        protects=(Protect("Dinner together", "body", ClockSpan(18 * 60, 21 * 60), (60,)),),
    ),
    values={"body": 1.0, "work": 1.0},
)
WARD = event("Ward", "tue 19:00", 3)


def run(when: str, **more) -> Block:
    """A run."""
    return block(when, 45, "Run", value="body", **more)


DONE = (
    run("mon 18:00"),
    *night("mon 23:00", 7.5),
    block("tue 11:30", 60, "Report", "task", value="work"),
)
AHEAD = (
    run("tue 12:30"),
    block("wed 09:00", 90, "Report", "task", value="work"),
    run("thu 07:00", mark="pinned"),
    block("thu 18:00", 60, "Dinner together", "protect", value="body"),
    *night("wed 23:00", 7.5),
)
SKIPPED = (block("wed 12:00", 20, "Walk", value="body", mark="skipped"),)
LAST = last_plan(*DONE, *AHEAD, skipped=SKIPPED)
UNDER_WAY_UNTIL = 1440 + 12 * 60 + 30


def findings(
    *blocks: Block,
    last: LastPlan = LAST,
    moved: tuple[Move, ...] | None = None,
    staying: float | None = None,
    due: datetime | None = None,
    unplaced: tuple[Unplaced, ...] = (),
) -> list[str]:
    """What the verifier finds in a re-plan of these blocks at noon on Tuesday."""
    given = Block(WARD.start, WARD.end, "Ward", "commitment", origin="duty")
    ordered = tuple(sorted([*blocks, given], key=lambda one: one.start))
    values = tuple(
        ValueMinutes(name, 1.0, 300, sum(b.minutes for b in blocks if b.value == name))
        for name in ASKED.values
    )
    places = {(b.name, b.start, b.end) for b in blocks}
    kept = sum((b.name, b.start, b.end) in places for b in last.blocks if b.start >= AHEAD[0].start)
    told = STABILITY.stay * kept if staying is None else staying
    certificate = Certificate(90.0, 100.0, 50.0, 0.0, told, 100.0)
    plan = Plan("You", HORIZON, ordered, unplaced, values, certificate,
                planned_from=UNDER_WAY_UNTIL, skipped=last.skipped)  # fmt: skip
    plan = replace(plan, moved=find_moves(last, plan) if moved is None else moved)
    asked = replace(ASKED, tasks=(replace(ASKED.tasks[0], due=due),))
    return verify_plan(plan, WeekRequest(asked, HORIZON, (WARD,), NOON, last=last))


def without(*gone: Block) -> Iterable[Block]:
    """Everything planned but these."""
    return [one for one in (*DONE, *AHEAD) if one not in gone]


def test_the_last_plan_as_it_was_is_sound():
    """Nothing moved, nothing found."""
    assert findings(*DONE, *AHEAD) == []


def test_a_move_that_is_told_is_sound():
    """Wednesday's sitting goes to Friday, and find_moves tells it."""
    later = block("fri 09:00", 90, "Report", "task", value="work")
    assert findings(*without(AHEAD[1]), later) == []


def test_what_goes_on_with_something_under_way_is_not_placed_again():
    """Of a run at 12:10, with the sitting under way until 12:30, nothing counts as placed ahead."""
    short = Unplaced("Run", 135, 90, "")
    early = run("tue 12:10", mark="done")
    told = [*without(), early]
    claims = [one for one in findings(*told, unplaced=(short,)) if "placed" in one]
    assert claims == []
    wrong = replace(short, placed_minutes=135)
    (found,) = (one for one in findings(*told, unplaced=(wrong,)) if "placed" in one)
    assert found == "Run is said to have 135 minutes placed, and has 90"


def test_what_happened_may_not_vanish():
    """Monday's run is lost."""
    assert any("lost or cut short" in one for one in findings(*without(DONE[0])))


def test_what_is_under_way_may_not_be_cut():
    """The sitting of 11:30 ends at noon with nothing to end it."""
    half = replace(DONE[-1], end=DONE[-1].start.replace(hour=12, minute=0))
    assert any("lost or cut short" in one for one in findings(*without(DONE[-1]), half))


def test_what_happened_may_not_grow():
    """Monday's run of 45 minutes cannot have lasted an hour."""
    more = replace(DONE[0], end=DONE[0].end.replace(hour=19, minute=0))
    assert any("longer than it was" in one for one in findings(*without(DONE[0]), more))


def test_what_never_was_planned_did_not_happen():
    """A walk on Monday that no plan had."""
    walk = block("mon 12:00", 20, "Walk", value="body")
    assert any("never planned" in one for one in findings(*without(), walk))


def test_a_commitment_may_end_what_is_under_way():
    """A run of 18:00 that a duty at 18:30 ended early, or undid, is no fault."""
    last = last_plan(*DONE, *AHEAD, block("mon 08:00", 90, "Report", "task", value="work"))
    ward = event("Ward", "mon 09:00", 2)
    cut = block("mon 08:00", 40, "Report", "task", value="work")
    given = [Block(one.start, one.end, "Ward", "commitment", origin="duty") for one in (ward, WARD)]
    blocks = sorted([*DONE, *AHEAD, cut, *given], key=lambda one: one.start)
    values = tuple(
        ValueMinutes(name, 1.0, 300, sum(b.minutes for b in blocks if b.value == name))
        for name in ASKED.values
    )
    certificate = Certificate(90.0, 100.0, 50.0, 0.0, STABILITY.stay * len(AHEAD), 100.0)
    plan = Plan("You", HORIZON, tuple(blocks), (), values, certificate,
                planned_from=UNDER_WAY_UNTIL, moved=())  # fmt: skip
    request = WeekRequest(ASKED, HORIZON, (ward, WARD), NOON, last=last)
    assert verify_plan(plan, request) == []


def test_planning_anew_waits_for_nothing_else():
    """Where nothing is under way at noon, a plan that begins at 12:30 is found."""
    last = last_plan(*DONE[:-1], *AHEAD, skipped=SKIPPED)
    assert "nothing is under way" in " ".join(findings(*DONE[:-1], *AHEAD, last=last))


def test_what_is_due_while_something_is_under_way_may_come_later():
    """Due at 12:15, within the sitting until 12:30: asked after it. Due at one: not."""
    for due, is_fine in (("tue 12:15", True), ("tue 13:00", False)):
        found = findings(*without(), due=at(due))
        assert any("after its due time" in one for one in found) is not is_fine


def test_a_pin_that_moved_untold_is_found():
    """Thursday's pinned run goes to Friday and nobody says so."""
    found = findings(*without(AHEAD[2]), run("fri 07:00"), moved=())
    assert any("was to stay, is gone" in one for one in found)


def test_the_next_hour_that_moved_untold_is_found():
    """The run of 12:30, half an hour away, goes to the evening and nobody says so."""
    found = findings(*without(AHEAD[0]), run("tue 16:00"), moved=())
    assert any("was to stay, is gone" in one for one in found)


def test_pins_are_told_first():
    """A pinned run told after another move is found."""
    blocks = [*without(AHEAD[1], AHEAD[2]), run("fri 07:00")]
    right = findings(*blocks)
    sitting, pin = Move("dropped", AHEAD[1], None), Move("moved", AHEAD[2], run("fri 07:00"))
    assert right == []
    assert "not told first" in " ".join(findings(*blocks, moved=(sitting, pin)))
    assert findings(*blocks, moved=(pin, sitting)) == []


def test_every_move_is_told_and_no_other():
    """A sitting that moved untold, one told that stayed, and a new one untold are each found."""
    later = block("fri 09:00", 90, "Report", "task", value="work")
    assert "moved untold" in " ".join(findings(*without(AHEAD[1]), later, moved=()))
    stayed = Move("dropped", AHEAD[1], None)
    assert "did not move" in " ".join(findings(*without(), moved=(stayed,)))
    new = block("fri 15:00", 20, "Walk", value="body")
    assert "is new untold" in " ".join(findings(*without(), new, moved=()))


def test_what_was_left_out_may_not_come_again_that_day():
    """Wednesday's walk was left out; one in the evening is found, one on Thursday is not."""
    assert "was left out" in " ".join(
        findings(*without(), block("wed 17:00", 20, "Walk", value="body"))
    )
    assert findings(*without(), block("thu 17:00", 20, "Walk", value="body")) == []


def test_a_task_left_out_is_not_the_habit_of_its_name():
    """A sitting of Walk, the task, was left out on Wednesday; the habit may come that day."""
    sitting = replace(SKIPPED[0], dose=None)
    last = replace(LAST, skipped=(sitting,))
    habit = block("wed 17:00", 20, "Walk", value="body")
    assert "was left out" not in " ".join(findings(*without(), habit, last=last))


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ([block("fri 09:00", 90, "Report", "task", value="work"),
          block("sat 09:00", 30, "Report", "task", value="work")], "more minutes than it has"),
        ([run("tue 18:00")], "Run stands twice on one day"),
        ([run("fri 07:00")], "Run is planned more often than asked"),
        ([block("thu 19:30", 60, "Dinner together", "protect", value="body")], "stands twice"),
    ],
)  # fmt: skip
def test_what_is_done_counts(more, said):
    """Minutes and repetitions done count with those ahead: more than asked in all is found."""
    assert said in " ".join(findings(*without(), *more))


@pytest.mark.parametrize("change", [1.0, -1.0])
def test_worth_for_staying_is_checked_against_the_blocks_that_stay(change):
    """One more or less than all blocks kept are worth is found."""
    ahead = STABILITY.stay * len(AHEAD)
    assert findings(*without(), staying=ahead) == []
    assert "Staying in place" in " ".join(findings(*without(), staying=ahead + change))


def test_staying_is_worth_nothing_in_a_first_plan():
    """Where the request knows no last plan, nothing may be counted for staying."""
    certificate = Certificate(90.0, 100.0, 50.0, 0.0, 12.0, 100.0)
    plan = Plan("You", HORIZON, (), (), (), certificate)
    assert verify_plan(plan, WeekRequest(ASKED, HORIZON)) == [
        "Staying in place is counted where there is no last plan"
    ]


def test_claims_of_true_worth_are_checked_against_the_choice():
    """Of a worth of 30, 12 are for staying: true claims pass, false ones are each named."""
    draft = Draft(60)
    item = draft.add_item(Item("Walk", "practice", None, 20))
    shape = Shape(item, (Part(0, 20, "Walk", "practice"),), 20)
    draft.add_group(
        Group(shape, np.zeros(1, np.int32), np.array([30.0]), (), staying=np.array([12.0]))
    )
    problem = draft.finish()

    def found(staying: float, free_bound: float | None) -> list[str]:
        certificate = Certificate(30.0, 40.0, 10.0, 0.0, staying, free_bound)
        return verify_certificate(problem, [0], certificate)

    assert found(12.0, 20.0) == []
    assert "true worth of 19.0" in found(11.0, 20.0)[0]
    assert "any plan that may move" in found(12.0, 17.0)[0]
