"""Planning again: what stays, what must move, and what the certificate says of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from last_plans import block, last_plan
from written_weeks import MONDAY, event, profile, span, written

from trimtab.domain.plans import Block, Plan
from trimtab.domain.practices import Practice
from trimtab.domain.tasks import Task
from trimtab.domain.time import Horizon
from trimtab.planner.defaults import STABILITY
from trimtab.planner.line import WeekRequest
from trimtab.planner.moves import moved_share
from trimtab.planner.plan import make_plan, replan
from trimtab.planner.replan import fingerprint
from trimtab.planner.solve import Effort
from trimtab.planner.stability import Kept, kept_choice
from trimtab.planner.verify import verify_certificate, verify_plan

HORIZON = Horizon(MONDAY, 7, "UTC")
EFFORT = Effort()
RUN = Practice("Run", "body", 3, (45, 30, 10), prefer=(span("06:00-09:00"),))
WARD = tuple(
    event(f"Ward {day}", f"{day} 07:00", 9, leaves_minutes=20) for day in ("mon", "tue", "thu")
)
REQUEST = WeekRequest(profile(practices=(RUN,)), HORIZON, WARD)
REPORT = Task("Report", "body", 60, 30, 60, due=HORIZON.instant_of(4 * 1440), important=True)


@pytest.fixture(scope="module")
def first():
    """The week as first planned."""
    return make_plan(REQUEST, EFFORT)


def planned_again(request: WeekRequest, last) -> Plan:
    """A re-plan that passes its checks."""
    found = replan(request, last, EFFORT)
    assert verify_plan(found.plan, replace(request, last=last)) == []
    certificate = found.plan.certificate
    assert verify_certificate(found.problem, found.solution.chosen, certificate) == []
    return found.plan


def starts(plan: Plan, name: str) -> list[str]:
    """When blocks of a name start."""
    return [f"{b.start:%a %H:%M}".lower() for b in plan.blocks if b.name == name]


def test_an_unchanged_week_stands_as_it_is(first):
    """Planned again at the same moment and a day later, nothing moves."""
    last = first.plan.as_last()
    assert planned_again(REQUEST, last).moved == ()
    later = planned_again(replace(REQUEST, now=1440 + 600), last)
    assert later.moved == ()
    assert [b.start for b in later.blocks] == [b.start for b in first.plan.blocks]


def test_planning_twice_is_planning_once(first):
    """A week that changed is planned again; once more, and nothing moves."""
    longer = replace(WARD[1], end=WARD[1].end + timedelta(hours=3))
    changed = replace(REQUEST, commitments=(WARD[0], longer, WARD[2]))
    once = planned_again(changed, first.plan.as_last())
    assert once.moved
    assert planned_again(changed, once.as_last()).moved == ()


def test_a_moved_shift_takes_its_dependants_along(first):
    """Three hours later home: unwinding, notes and the way follow; little else moves."""
    longer = replace(WARD[1], end=WARD[1].end + timedelta(hours=3))
    changed = replace(REQUEST, commitments=(WARD[0], longer, WARD[2]))
    plan = planned_again(changed, first.plan.as_last())
    assert "tue 16:20" in starts(first.plan, "Unwind")
    assert "tue 19:20" in starts(plan, "Unwind")
    assert "tue 19:00" in starts(plan, "Travel")
    assert all(
        one.start >= longer.end for one in plan.blocks if one.name == "Ward tue" and one.is_notes
    )
    assert moved_share(first.plan.as_last(), plan) <= 0.2


def test_true_value_stays_near_that_of_a_free_plan(first):
    """With three hours more and a new task, the weights' worth is within 3 % of a free re-plan."""
    longer = replace(WARD[1], end=WARD[1].end + timedelta(hours=3))
    asked = replace(REQUEST.profile, tasks=(REPORT,))
    changed = replace(REQUEST, commitments=(WARD[0], longer, WARD[2]), profile=asked)
    plan = planned_again(changed, first.plan.as_last())
    free = make_plan(changed, EFFORT).plan
    assert plan.certificate.true_value >= 0.97 * free.certificate.value
    assert plan.certificate.true_bound >= free.certificate.value - 1e-6
    assert moved_share(first.plan.as_last(), free) > moved_share(first.plan.as_last(), plan)


def test_staying_counts_so_much_for_each_block_that_stays(first):
    """The worth exceeds the true worth by 8 for each block ahead and each stretch kept free."""
    last = replace(first.plan.as_last(), asked="")
    certificate = planned_again(REQUEST, last).certificate
    ahead = [b for b in last.blocks if not b.is_fixed and b.kind != "travel"]
    assert certificate.staying == pytest.approx(STABILITY.stay * (len(ahead) + len(last.kept_free)))
    assert certificate.true_value == pytest.approx(certificate.value - certificate.staying)
    assert certificate.true_gap >= 0


def test_a_first_plan_counts_nothing_for_staying(first):
    """Without a last plan the true figures are the figures."""
    certificate = first.plan.certificate
    assert (certificate.staying, certificate.free_bound) == (0, None)
    assert certificate.true_gap == certificate.gap
    assert first.plan.moved is None


def test_a_week_solved_before_is_a_start(first):
    """From the solution itself instead of its blocks, little moves too."""
    changed = replace(REQUEST, profile=replace(REQUEST.profile, tasks=(REPORT,)))
    last = first.plan.as_last()
    found = replan(changed, last, EFFORT, after=first.solved)
    assert verify_plan(found.plan, replace(changed, last=last)) == []
    assert "Report" in {move.block.name for move in found.plan.moved}
    assert moved_share(last, found.plan) <= 0.2


def test_a_plan_without_prices_is_planned_again_as_well(first):
    """Prices told with the plan are a quicker start; without them the week is nearly as good."""
    changed = replace(REQUEST, profile=replace(REQUEST.profile, tasks=(REPORT,)))
    last = first.plan.as_last()
    assert last.budget_prices
    told = planned_again(changed, last).certificate
    untold = planned_again(changed, replace(last, budget_prices=())).certificate
    assert untold.value == pytest.approx(told.value, rel=0.01)
    assert max(told.value, untold.value) <= min(told.bound, untold.bound) + 1e-6
    assert told.gap <= 0.02


def test_prices_told_prove_nothing(first):
    """Prices somebody made up, or of other days, may loosen the bound and never break it."""
    changed = replace(REQUEST, profile=replace(REQUEST.profile, tasks=(REPORT,)))
    last = first.plan.as_last()
    wrong = tuple(replace(one, price=1e6 * (-1) ** n) for n, one in enumerate(last.budget_prices))
    sound = planned_again(changed, last).certificate
    certificate = planned_again(changed, replace(last, budget_prices=wrong)).certificate
    assert certificate.bound >= sound.value - 1e-6
    assert certificate.gap <= 0.05


def test_fingerprints_tell_what_was_asked_apart():
    """The same week has the same one at any moment; another profile or calendar another one."""
    assert fingerprint(REQUEST) == fingerprint(replace(REQUEST, now=600))
    others = [
        replace(REQUEST, profile=replace(REQUEST.profile, tasks=(REPORT,))),
        replace(REQUEST, commitments=WARD[:2]),
        replace(REQUEST, days_off=frozenset({MONDAY})),
    ]
    assert len({fingerprint(one) for one in [REQUEST, *others]}) == 4


def odd_run(when: str, **more) -> Block:
    """A run at an hour it does not suit."""
    return block(when, 45, "Run", value="body", **more)


@pytest.mark.parametrize(("mark", "stays"), [("pinned", True), (None, False)])
def test_what_is_pinned_stays_where_nothing_else_would_keep_it(mark, stays):
    """A run of ten minutes in the one free hour of a task worth far more stays only when pinned."""
    busy = tuple(event(f"Ward {day}", f"{day} 00:00", 23.9, is_remote=True)
                 for day in ("tue", "wed", "thu", "fri", "sat", "sun"))  # fmt: skip
    task = replace(REPORT, minutes=600, longest=90, due=HORIZON.instant_of(1440), value="work")
    asked = profile(practices=(RUN,), tasks=(task,))
    asked = replace(asked, values={"body": 0.3, "work": 3.0})
    request = WeekRequest(asked, HORIZON, busy)
    last = last_plan(odd_run("mon 14:00", mark=mark), since="mon 00:00")
    plan = planned_again(request, last)
    assert ("mon 14:00" in starts(plan, "Run")) is stays
    assert [b.mark for b in plan.blocks if b.mark] == ["pinned"] * stays


def test_a_pin_that_cannot_hold_is_told_first():
    """A duty covers the pinned run: it moves, and that is the first thing said."""
    last = last_plan(odd_run("tue 14:00", mark="pinned"), block("mon 12:30", 30, "Lunch", "meal"))
    plan = planned_again(REQUEST, last)
    assert "tue 14:00" not in starts(plan, "Run")
    assert plan.moved[0].is_pinned
    assert plan.moved[0].was.name == "Run"


@pytest.mark.parametrize(("now", "stays"), [("mon 17:30", True), ("mon 12:00", False)])
def test_the_next_hour_stays(now, stays):
    """A run at 18:00 gives way to a task due at 19:00 at noon, but not at half past five."""
    task = replace(REPORT, due=HORIZON.instant_of(19 * 60), value="work")
    asked = replace(profile(practices=(RUN,), tasks=(task,)), values={"body": 0.3, "work": 3.0})
    held = event("Meeting", "mon 09:00", 9, is_remote=True)
    minute = written(asked).minute(now)
    request = WeekRequest(asked, HORIZON, (held,), minute)
    plan = planned_again(request, last_plan(odd_run("mon 18:00")))
    assert ("mon 18:00" in starts(plan, "Run")) is stays
    assert bool([s for s in starts(plan, "Report") if s < "mon 19:00"]) is not stays


def test_a_must_may_take_the_next_hour():
    """A prayer that can only be at 18:00 takes the place of the run that was to begin then."""
    prayer = Practice("Prayer", "body", 7, (15,), only=(span("18:00-18:15"),), must=True)
    request = WeekRequest(profile(practices=(RUN, prayer)), HORIZON, (), 17 * 60 + 30)
    plan = planned_again(request, last_plan(odd_run("mon 18:00")))
    assert "mon 18:00" in starts(plan, "Prayer")
    assert "mon 18:00" not in starts(plan, "Run")


def test_what_happened_stays_in_the_plan_and_counts():
    """Monday's run and a night under way stand in the new plan; values count them."""
    asleep = [
        block("mon 22:30", 30, "Wind down", "wind_down"),
        block("mon 23:00", 420, "Sleep", "sleep"),
        block("tue 06:00", 30, "Slow start", "buffer"),
    ]
    request = replace(REQUEST, now=1440 + 120)
    plan = planned_again(request, last_plan(odd_run("mon 18:00", mark="done"), *asleep))
    assert starts(plan, "Run")[0] == "mon 18:00"
    assert [b.mark for b in plan.blocks if b.mark] == ["done"]
    assert "mon 23:00" in starts(plan, "Sleep")
    assert plan.values[0].planned_minutes == sum(
        b.minutes for b in plan.blocks if b.value == "body"
    )
    assert (plan.known_since, plan.planned_from) == (0, 1440 + 390)
    assert plan.open_minutes <= plan.free_waking_minutes <= 7 * 1440 - plan.planned_from


def test_what_was_left_out_is_remembered():
    """It stands in the new plan as left out, and is neither told as moved nor asked that day."""
    out = odd_run("wed 18:00", mark="skipped")
    plan = planned_again(REQUEST, last_plan(skipped=(out,)))
    assert plan.skipped == (out,)
    assert not [start for start in starts(plan, "Run") if start.startswith("wed")]


def test_a_way_under_way_is_one_block():
    """At 06:50, on the way since 06:40, the way stands whole."""
    way = block("mon 06:40", 20, "Travel", "travel")
    plan = planned_again(replace(REQUEST, now=6 * 60 + 50), last_plan(way))
    ways = [(f"{b.start:%H:%M}", b.minutes) for b in plan.blocks if b.kind == "travel"]
    assert ways[0] == ("06:40", 20)


def test_sittings_that_touch_are_found_again_as_they_were():
    """45 minutes with a run right after leave no break, so they were three sittings of 15."""
    task = replace(REPORT, minutes=600, shortest=15, longest=60)
    asked = profile(practices=(RUN,), tasks=(task,))
    last = last_plan(block("mon 09:00", 45, "Report", "task"), odd_run("mon 09:45"))
    week = written(asked, last=last)
    kept = kept_choice(week.week, week.problem)
    sittings = [j for j in kept.chosen if week.problem.parts_of(j)[0].name == "Report"]
    assert (kept.is_whole, len(sittings)) == (True, 3)


def test_what_no_longer_fits_is_not_kept():
    """A run under a duty has no candidate, so the last plan is not kept whole."""
    week = written(profile(practices=(RUN,)), WARD, last=last_plan(odd_run("mon 09:45")))
    assert kept_choice(week.week, week.problem) == Kept((), is_whole=False)


EVENINGS = replace(
    REQUEST.profile, tasks=(replace(REPORT, minutes=600, due=None),), free_evenings=2
)


def test_what_is_kept_free_stays_free():
    """The evenings a plan keeps free are kept again when a new task comes in."""
    request = replace(REQUEST, profile=EVENINGS)
    first = make_plan(request, EFFORT).plan
    assert [one.kind for one in first.kept_free if one.kind == "evening"] == ["evening"] * 2
    more = replace(EVENINGS, tasks=(*EVENINGS.tasks, replace(REPORT, name="Letter", due=None)))
    plan = planned_again(replace(request, profile=more), first.as_last())
    assert plan.kept_free == first.kept_free


def test_an_evening_kept_free_counts_and_stays_free_to_its_end():
    """At eight on the first free evening no work comes into it, and one more is kept, not two."""
    request = replace(REQUEST, profile=EVENINGS)
    first = make_plan(request, EFFORT).plan
    evening = next(one for one in first.kept_free if one.kind == "evening")
    now = HORIZON.minute_of(evening.start) + 120
    last = replace(first.as_last(), asked="")
    plan = planned_again(replace(request, now=now), last)
    assert evening in plan.kept_free
    assert len([one for one in plan.kept_free if one.kind == "evening"]) == 2


@pytest.mark.parametrize("minutes", [33, 90])
def test_what_ended_off_the_grid_leaves_no_more_than_was_asked(minutes):
    """A sitting that took 33 minutes leaves 207, of which 205 fit the grid."""
    task = replace(REPORT, minutes=240, longest=90)
    request = replace(REQUEST, profile=profile(tasks=(task,)), now=600)
    plan = planned_again(request, last_plan(block("mon 06:00", minutes, "Report", "task")))
    assert sum(b.minutes for b in plan.blocks if b.name == "Report") <= 240


def test_sittings_done_stay_as_they_were():
    """Two that touch are not made one: this is what the last plan said."""
    sittings = [block(f"mon {at}", 20, "Report", "task") for at in ("06:00", "06:20")]
    request = replace(REQUEST, profile=profile(tasks=(replace(REPORT, minutes=240),)), now=600)
    plan = planned_again(request, last_plan(*sittings))
    assert starts(plan, "Report")[:2] == ["mon 06:00", "mon 06:20"]


def test_what_went_with_a_night_duty_is_no_longer_needed():
    """With the night gone, its notes and unwinding are; runs a full week cannot hold are not."""
    night = event("Night", "tue 19:00", 12, "duty", leaves_minutes=20)
    asked = WeekRequest(profile(practices=(RUN,)), HORIZON, (night,))
    last = make_plan(asked, EFFORT).plan.as_last()
    free = planned_again(replace(asked, commitments=()), last)
    gone = [(m.block.shown_name, m.is_asked) for m in free.moved if m.change == "dropped"]
    assert {("Notes: Night", False), ("Unwind", False)} <= set(gone)
    assert not any(is_asked for _, is_asked in gone)
    full = tuple(event(f"Ward {day}", f"{day} 00:00", 23.9, is_remote=True)
                 for day in ("tue", "wed", "thu", "fri", "sat", "sun"))  # fmt: skip
    crowded = planned_again(replace(asked, commitments=full), last)
    lost = [m for m in crowded.moved if m.change == "dropped" and m.block.name in {"Run", "Sleep"}]
    assert {move.block.name for move in lost} == {"Run", "Sleep"}
    assert all(move.is_asked for move in lost)


def test_where_a_task_is_good_enough_is_said_once():
    """What the last plan said of a sitting that is done is said anew, once, or no more."""
    boxed = replace(REPORT, minutes=120, enough_minutes=60)
    note = "in town; good enough at 1½ h"
    done = replace(block("mon 09:00", 60, "Report", "task"), note=note)
    taken = event("Leave", "mon 12:00", 150, "personal")
    request = WeekRequest(profile(tasks=(boxed,)), HORIZON, (taken,), now=720)
    found = planned_again(request, last_plan(done))
    (sitting,) = (one for one in found.blocks if one.name == "Report")
    get_up = "10 min on your feet after it"
    assert sitting.note == f"in town; good enough at 1 h; {get_up}"
    plain = replace(request, profile=profile(tasks=(replace(boxed, enough_minutes=None),)))
    (sitting,) = (
        one for one in planned_again(plain, last_plan(done)).blocks if one.name == "Report"
    )
    assert sitting.note == f"in town; {get_up}"


def test_notes_of_two_duties_written_in_one_go_are_done():
    """Of 40 and 20 minutes left by two of one name, 60 in a row leave none, and 30 leave 30."""
    wards = (
        event("Ward", "mon 06:00", 4, "duty", leaves_minutes=40),
        event("Ward", "mon 11:00", 2, "duty", leaves_minutes=20),
    )
    request = WeekRequest(profile(), HORIZON, wards, now=18 * 60)
    for minutes, left in ((60, 0), (30, 30)):
        done = block("mon 14:00", minutes, "Ward", "task", origin="notes")
        plan = planned_again(request, last_plan(done))
        later = [b for b in plan.blocks if b.is_notes and b.start > done.end]
        assert sum(b.minutes for b in later) == left
