"""Whole plans: repeatable, bounded in time, honest about musts that cannot be kept."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest
from written_weeks import HOME, MONDAY, event, profile, span, written

from trimtab.domain.people import OtherPerson, Person, Profile
from trimtab.domain.plans import Certificate, Plan
from trimtab.domain.practices import Practice, Protect
from trimtab.domain.tasks import Task
from trimtab.domain.time import Horizon
from trimtab.planner import musts
from trimtab.planner.line import WeekRequest
from trimtab.planner.plan import Planned, make_plan
from trimtab.planner.solve import Effort, Watch
from trimtab.planner.verify import verify_plan
from trimtab.planner.warm import warm_kernels

QUICK = Effort(first_passes=60, passes=20, repairs=30, rounds=1)
RUN = Practice("Run", "body", 3, (45, 30, 10))
WARD = [event(f"Ward {day}", f"{day} 07:00", 11) for day in ("mon", "tue", "thu", "fri")]


def request(asked: Profile, commitments=(), days: int = 7, **more) -> WeekRequest:
    """A request for the week of Monday 2 November 2026 in UTC."""
    return WeekRequest(asked, Horizon(MONDAY, days, "UTC"), tuple(commitments), **more)


def planned(asked: Profile, commitments=(), effort: Effort = QUICK, **more) -> Planned:
    """A plan, checked by the verifier."""
    wanted = request(asked, commitments, **more)
    found = make_plan(wanted, effort)
    assert verify_plan(found.plan, wanted) == []
    return found


def without_seconds(plan: Plan) -> Plan:
    """The plan with its seconds set to nought."""
    return replace(plan, certificate=replace(plan.certificate, seconds=0.0))


def ticking(step: float):
    """A clock that moves on by `step` seconds each time it is read."""
    reading = [0.0]

    def elapsed() -> float:
        reading[0] += step
        return reading[0]

    return elapsed


def test_the_same_request_and_seed_give_the_same_plan_but_for_seconds():
    """Every block, sentence and number is the same, however long it took."""
    wanted = request(profile(practices=(RUN,)), WARD)
    one, other = (make_plan(wanted, QUICK, ticking(step)).plan for step in (0.1, 3.0))
    assert one.certificate.seconds != other.certificate.seconds
    assert without_seconds(one) == without_seconds(other)


def test_another_seed_keeps_the_promises():
    """A plan from another seed verifies and stays within the other's bound."""
    asked = profile(practices=(RUN,))
    one = planned(asked, WARD)
    other = planned(asked, WARD, replace(QUICK, seed=99))
    assert other.plan.certificate.value <= one.plan.certificate.bound + 1e-6


def test_seconds_let_the_search_go_on():
    """With a limit of seconds the plan is no worse than with the fixed effort alone."""
    wanted = request(profile(practices=(RUN,)), WARD)
    fixed = make_plan(wanted, QUICK).plan.certificate
    longer = make_plan(wanted, QUICK, ticking(0.1), seconds=2.0).plan
    assert longer.certificate.value >= fixed.value - 1e-9
    assert longer.certificate.bound <= fixed.bound + 1e-9
    assert longer.certificate.seconds >= 2.0
    assert verify_plan(longer, wanted) == []


def test_no_seconds_at_all_still_give_a_plan():
    """A limit of nought stops after one round, with a plan that verifies."""
    wanted = request(profile(practices=(RUN,)), WARD)
    plan = make_plan(wanted, QUICK, ticking(1.0), seconds=0.0).plan
    assert verify_plan(plan, wanted) == []
    assert 0 <= plan.certificate.gap < 0.2


def test_a_must_that_cannot_be_kept_is_eased_and_told_first():
    """Two musts in one hour: one is kept, the other told first, before what is merely short."""
    noon = span("12:00-13:00")
    asked = profile(
        practices=(
            replace(RUN, times_per_week=7, only=(span("02:00-02:05"),)),
            Practice("Prayer", "body", 1, (60,), only=(noon,), days=("wed",), must=True),
            Practice("Vigil", "body", 1, (60,), only=(noon,), days=("wed",), must=True),
        )
    )
    found = planned(asked)
    placed = {b.name for b in found.plan.blocks if b.name in {"Prayer", "Vigil"}}
    assert len(placed) == 1
    first, *others = found.plan.unplaced
    assert {first.name} == {"Prayer", "Vigil"} - placed
    assert (first.placed_minutes, first.wanted_minutes) == (0, 60)
    assert "Run" in {missing.name for missing in others}
    assert found.plan.certificate.value >= 0


def test_a_must_kept_in_part_is_eased_to_that_part():
    """Of three a week only two days have room: two stand, one is told."""
    pray = Practice("Prayer", "body", 3, (60,), only=(span("12:00-13:00"),), must=True,
                    days=("mon", "tue", "wed"))  # fmt: skip
    found = planned(profile(practices=(pray,)), [event("Ward", "mon 07:00", 11)])
    assert sum(b.name == "Prayer" for b in found.plan.blocks) == 2
    (first, *_) = found.plan.unplaced
    assert (first.name, first.placed_minutes, first.wanted_minutes) == ("Prayer", 120, 180)
    assert found.plan.certificate.value >= 0


def test_a_stop_is_heard_while_musts_are_looked_for(monkeypatch):
    """Each search for a must that is missed, and the one after easing it, hears of the stop."""
    heard = []

    def is_stopped() -> bool:
        heard.append(None)
        return True

    def listening(search):
        def again(problem, effort, watch=None, *rest):
            heard.clear()
            found = search(problem, effort, watch, *rest)
            assert heard
            return found

        return again

    monkeypatch.setattr(musts, "solve", listening(musts.solve))
    twice = [
        Practice(name, "body", 1, (60,), only=(span("12:00-13:00"),), days=("wed",), must=True)
        for name in ("Prayer", "Vigil")
    ]
    wanted = request(profile(practices=tuple(twice)))
    plan = make_plan(wanted, Effort(), watch=Watch(is_stopped=is_stopped)).plan
    assert verify_plan(plan, wanted) == []
    assert plan.unplaced[0].name in {"Prayer", "Vigil"}


def test_interlocked_musts_are_all_kept():
    """Musts that fit in one order only, chained over two hours each day, all find their place."""
    chain = (
        Practice("Noon", "body", 7, (30,), only=(span("12:30-13:30"),), must=True),
        Practice("Second", "body", 7, (30,), only=(span("12:00-13:00"),), must=True),
        Practice("First", "body", 7, (30,), only=(span("12:00-12:30"),), must=True),
    )
    found = planned(profile(practices=chain))
    assert sum(b.name in {"Noon", "Second", "First"} for b in found.plan.blocks) == 21
    assert not {m.name for m in found.plan.unplaced} & {"Noon", "Second", "First"}


def test_the_gap_beyond_routine_is_larger_than_the_gap():
    """Routine is most of a week's worth; its bound lies between nought and the whole bound."""
    found = planned(profile(practices=(RUN,)), WARD)
    certificate = found.plan.certificate
    assert 0 < found.routine_bound == certificate.routine_bound < certificate.bound
    assert certificate.gap_beyond_routine > certificate.gap > 0


def test_musts_do_not_count_against_the_routine_bound():
    """Sleep, meals and buffers are worth the same where a must of another kind is asked for."""
    pray = Practice("Prayer", "body", 7, (15,), must=True)
    plain, asked = (planned(profile(practices=p)).routine_bound for p in ((), (pray,)))
    assert asked == pytest.approx(plain, rel=0.02)


def test_a_calendar_alone_gives_a_sensible_week():
    """Without any wish the week still sleeps, eats, travels and unwinds."""
    found = planned(Profile(person=Person(time_zone="UTC")), WARD)
    kinds = {block.kind for block in found.plan.blocks}
    assert {"sleep", "meal", "travel", "buffer", "commitment", "wind_down"} <= kinds
    asleep = sum(b.minutes for b in found.plan.blocks if b.kind == "sleep")
    assert asleep >= 7 * 7 * 60


def test_an_empty_day_is_planned_too():
    """A single free day holds sleep and meals."""
    plan = planned(profile(), days=1).plan
    assert {"Breakfast", "Lunch", "Dinner", "Sleep"} <= {block.name for block in plan.blocks}


def test_now_past_the_horizon_leaves_only_commitments():
    """Nothing is planned when the week is over, and that is worth nought."""
    plan = planned(profile(practices=(RUN,)), WARD, now=20_000).plan
    assert {block.kind for block in plan.blocks} == {"commitment"}
    assert plan.certificate.value == pytest.approx(0)
    assert (plan.open_minutes, plan.free_waking_minutes) == (0, 0)


def test_sleep_past_the_horizon_says_until_when():
    """The last night is cut at midnight and noted with its end."""
    plan = planned(profile(), days=1).plan
    last = [block for block in plan.blocks if block.kind == "sleep"][-1]
    assert last.end == plan.horizon.instant_of(1440)
    assert last.note.startswith("goes on until 0")


def test_a_replan_right_after_a_night_sleeps_in_the_morning():
    """Home at 07:20 from a night and asked at 07:30, the morning is for sleep."""
    night = event("NF", "mon 19:00", 12)
    plan = planned(profile(), [night], now=1440 + 450).plan
    tuesday = [b for b in plan.blocks if b.kind == "sleep" and b.start.date() == date(2026, 11, 3)]
    assert tuesday[0].start.hour < 10


def test_a_replan_in_the_night_sleeps_on():
    """At four in the morning the plan is to sleep on until the morning."""
    plan = planned(profile(), now=28 * 60).plan
    first = plan.blocks[0]
    assert (first.kind, first.start) == ("sleep", plan.horizon.instant_of(28 * 60))
    assert first.minutes >= 120


def test_names_that_clash_with_routine_are_planned_and_verified():
    """A practice called Unwind and a task called like a clinic are nobody's fault."""
    asked = profile(
        values={"joy": 1.0, "patients": 1.0},
        practices=(Practice("Unwind", "joy", 7, (40, 20)), Practice("Lunch", "joy", 2, (60,))),
        tasks=(Task("Ward mon", "patients", 90, 30, 60),),
        protects=(Protect("Lunch", "joy", span("12:00-15:00"), (60, 30)),),
    )
    ward = [replace(one, leaves_minutes=40, leaves_before=20 * 60) for one in WARD]
    found = planned(asked, ward)
    assert {"Unwind", "Lunch", "Ward mon"} <= {block.name for block in found.plan.blocks}


def test_blocks_have_names_of_their_own_that_repeat():
    """UIDs are unique in a plan and the same for the same thing on the same day."""
    one = planned(profile(practices=(RUN,)), WARD).plan
    other = planned(profile(practices=(RUN,)), WARD[:2]).plan
    assert len({block.uid for block in one.blocks}) == len(one.blocks)
    assert "commitment/Ward mon/2026-11-02/1" in {block.uid for block in one.blocks}
    assert {b.uid for b in one.blocks} & {b.uid for b in other.blocks}


def test_calls_and_partners_are_planned_together():
    """A call to someone stands in their waking hours with a note of who it is."""
    mother = OtherPerson("Mother", "Africa/Lagos", span("07:00-21:30"))
    call = Practice("Call home", "family", 2, (40, 15, 5), with_person="Mother")
    plan = planned(profile(values={"family": 1.0}, people=(mother,), practices=(call,))).plan
    calls = [block for block in plan.blocks if block.name == "Call home"]
    assert len(calls) == 2
    assert {(block.kind, block.note) for block in calls} == {("people", "with Mother")}


def test_two_weeks_are_planned_week_by_week():
    """Fourteen days hold each week's runs, no more than asked in either."""
    plan = planned(profile(practices=(RUN,)), days=14).plan
    runs = [(b.start.date() - MONDAY) // timedelta(days=7) for b in plan.blocks if b.name == "Run"]
    assert (runs.count(0), runs.count(1)) == (3, 3)


def test_a_heavy_season_keeps_a_smaller_buffer():
    """Without commute or wishes the certificate still holds for a person of another rhythm."""
    early = replace(HOME, chronotype="morning", commute_minutes=0, sleep_minutes=360)
    plan = planned(profile(early), WARD).plan
    assert not [block for block in plan.blocks if block.kind == "travel"]
    assert isinstance(plan.certificate, Certificate)
    assert "Unwind" in {block.name for block in plan.blocks}


def test_warming_runs_every_kernel():
    """The tiny day that compiles the kernels plans without complaint."""
    warm_kernels()


def test_a_task_due_tonight_fills_a_free_day():
    """240 important minutes due at 18:00 today find their place on an empty day."""
    due = written(profile()).week.horizon.instant_of(18 * 60)
    task = Task("Abstract", "body", 240, 30, 90, due=due, important=True)
    plan = planned(profile(tasks=(task,))).plan
    assert sum(block.minutes for block in plan.blocks if block.name == "Abstract") == 240


def test_a_task_due_within_the_slot_of_now_is_overdue():
    """At 12:01 what is due at 12:03 cannot be done in time, and is planned as overdue."""
    due = written(profile()).week.horizon.instant_of(12 * 60 + 3)
    task = Task("Form", "body", 30, 30, 30, due=due)
    plan = planned(profile(tasks=(task,)), now=12 * 60 + 1).plan
    assert [block.minutes for block in plan.blocks if block.name == "Form"] == [30]


def test_what_was_due_earlier_today_is_not_missed():
    """Asked on Monday afternoon, the dawn prayer of that day is over and nothing is missing."""
    dawn = Practice("Dawn prayer", "body", 7, (10,), only=(span("05:00-06:00"),), must=True)
    plan = planned(profile(practices=(dawn,)), now=14 * 60).plan
    assert sum(block.name == "Dawn prayer" for block in plan.blocks) == 6
    assert "Dawn prayer" not in {missing.name for missing in plan.unplaced}


def test_a_day_sleep_that_lies_behind_is_not_asked_for():
    """At 16:10 after a night on duty nothing is said of that day's sleep, and none is planned."""
    plan = planned(profile(), [event("NF", "mon 19:00", 12)], now=1440 + 16 * 60 + 10).plan
    assert not [missing for missing in plan.unplaced if missing.name == "Sleep"]
    first = next(block for block in plan.blocks if block.kind == "sleep")
    assert first.start.strftime("%a %H") in {"Tue 21", "Tue 22", "Tue 23"}


def test_a_meal_in_the_calendar_is_that_meal():
    """With "Dinner with Ana" on Monday no other dinner is planned that day."""
    plan = planned(profile(), [event("Dinner with Ana", "mon 19:00", 2, "personal")]).plan
    dinners = {f"{block.start:%a}" for block in plan.blocks if block.name == "Dinner"}
    assert dinners == {"Tue", "Wed", "Thu", "Fri", "Sat", "Sun"}


def test_a_place_means_a_way():
    """A concert with a place has travel of three quarters of the commute on both sides."""
    concert = event("Concert", "tue 19:00", 2, "personal", location="Town hall")
    plan = planned(profile(), [concert]).plan
    ways = [(f"{b.start:%a %H:%M}", b.minutes) for b in plan.blocks if b.kind == "travel"]
    assert ways == [("Tue 18:45", 15), ("Tue 21:00", 15)]


def test_nothing_demanding_follows_a_very_long_duty():
    """For twelve hours after a 28-hour call neither demanding work nor a long run is planned."""
    call = event("Call", "tue 07:00", 28)
    asked = profile(
        practices=(
            Practice("Run", "body", 7, (45,)),
            Practice("Cards", "body", 7, (20,), demanding=True, study=True),
        )
    )
    plan = planned(asked, [call]).plan
    after = [b for b in plan.blocks if b.name in {"Run", "Cards"} and f"{b.start:%a}" == "Wed"]
    assert all(block.start.hour >= 23 for block in after)
    assert {f"{b.start:%a}" for b in plan.blocks if b.name == "Run"} >= {"Mon", "Thu", "Fri"}


def test_a_prayer_in_the_small_hours_leaves_long_nights():
    """A must from 02:50 to 04:40 each night: five hours at least are slept on either side of it."""
    dawn = Practice("Dawn prayer", "body", 7, (10,), only=(span("02:50-04:40"),), must=True)
    found = planned(profile(practices=(dawn,)), effort=Effort())
    assert found.plan.certificate.gap < 0.05
    slept = Counter[date]()
    for block in found.plan.blocks:
        if block.kind == "sleep":
            slept[(block.end - timedelta(hours=1)).date()] += block.minutes
    assert min(slept[MONDAY + timedelta(days=day)] for day in range(1, 7)) >= 300
