"""Pockets and stacked habits, one rule at a time."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from written_weeks import HOME, event, profile, span, written

from trimtab.domain.practices import Practice, Protect
from trimtab.domain.tasks import Task
from trimtab.planner.line import WeekRequest
from trimtab.planner.plan import make_plan
from trimtab.planner.solve import Effort

QUICK = Effort(first_passes=60, passes=20, repairs=60, rounds=1)
BURST = Practice("Burst", "body", 14, (10, 5), once_a_day=False, pocket=True)
RUN = Practice("Run", "body", 3, (60,))
STRETCH = Practice("Stretch", "body", 3, (10,), after="Run")
WARD = event("Ward", "mon 08:00", 8)


def test_a_pocket_is_worth_more_in_a_gap_that_is_good_for_little_else():
    """In half an hour between two lectures a burst is worth all, in a free day three quarters."""
    talks = [event("Talk", "mon 09:00", 1, "lecture"), event("Two", "mon 10:30", 1, "lecture")]
    week = written(profile(practices=(BURST,)), talks)
    worths = week.problem.arrays.worth
    gap, day = (week.find(("Burst", when, 10)) for when in ("mon 10:00", "tue 10:00"))
    assert worths[gap] == pytest.approx(0.6 * 10 * 0.85)
    assert worths[day] == pytest.approx(worths[gap] * 0.75)


def test_two_of_the_same_pocket_keep_two_hours_apart():
    """Two within two hours are impossible, ever; three hours apart they always may."""
    week = written(profile(practices=(BURST,)))
    for first in (605, 615, 630, 655):
        for later in range(first + 5, first + 200, 20):
            pair = [("Burst", f"mon {m // 60:02d}:{m % 60:02d}", 10) for m in (first, later)]
            if 10 <= later - first < 120:
                assert week.gain(*pair) == float("-inf")
            if later - first >= 180:
                assert week.gain(*pair) > 0


def test_pockets_of_two_kinds_may_stand_side_by_side():
    """Only the same one is kept apart."""
    other = replace(BURST, name="Water")
    week = written(profile(practices=(BURST, other)))
    assert week.gain(("Burst", "mon 10:00", 10), ("Water", "mon 10:15", 5)) > 0
    assert week.gain(("Burst", "mon 10:00", 10), ("Burst", "mon 10:15", 5)) == float("-inf")


def test_a_pocket_takes_no_more_open_time_than_its_minutes_and_does_not_crowd():
    """Ten minutes use ten of open time; on neighbouring days nothing is lost."""
    week = written(profile(practices=(replace(BURST, times_per_week=2, once_a_day=True),)))
    assert week.total("Open time in week 1", ("Burst", "mon 10:00", 10)) == 10
    near = week.gain(("Burst", "mon 10:00", 10), ("Burst", "tue 10:00", 10))
    apart = week.gain(("Burst", "mon 10:00", 10), ("Burst", "thu 10:00", 10))
    assert near == pytest.approx(apart)


def test_a_plan_uses_the_small_gap():
    """With one burst asked and one small gap in the week, the burst stands in the gap."""
    talks = [event("Talk", "wed 09:00", 1, "lecture"), event("Two", "wed 10:20", 1, "lecture")]
    asked = profile(practices=(replace(BURST, times_per_week=1, once_a_day=True),))
    plan = make_plan(WeekRequest(asked, written(asked).week.horizon, tuple(talks)), QUICK).plan
    (burst,) = (block for block in plan.blocks if block.name == "Burst")
    assert f"{burst.start:%a %H}" == "Wed 10"


def test_a_stacked_practice_stands_with_its_anchor_alone():
    """Stretching follows a run at once, in one candidate that is worth both; never by itself."""
    week = written(profile(practices=(RUN, STRETCH)))
    assert week.numbers("Stretch") == []
    (number,) = week.together(("Run", "mon 12:00", 60), ("Stretch", "mon 13:00", 10))
    assert week.find(("Run", "mon 12:00", 60)) != number  # the run alone stays possible
    alone = week.gain(("Run", "mon 12:00", 60))
    # dose 0.6 * 10; repetitions of three 10 * (1.05 * 0.35 - 0.05 * 0.1); minutes at 0.55
    both = week.worth(number)
    repetition = 10 * 0.35 * min(1, 0.35 * 3)
    assert both - alone == pytest.approx(6 + repetition + 10 * 0.55)


def test_the_run_and_the_stretch_count_for_their_own_budgets():
    """Both fill their own times, and open time takes the minutes of both."""
    week = written(profile(practices=(RUN, STRETCH)))
    (number,) = week.together(("Run", "mon 12:00", 60), ("Stretch", "mon 13:00", 10))
    totals = dict(
        zip([b.name for b in week.problem.budgets], week.problem.totals_of([number]), strict=True)
    )
    assert totals["Run: times in week 1"] == totals["Stretch: times in week 1"] == 1
    assert totals["Open time in week 1"] == totals["body: minutes in week 1"] == 70
    uses = [budget for budget, _ in week.problem.uses_of(number)]
    assert len(set(uses)) == len(uses)
    run, stretch = (n for n, item in enumerate(week.problem.items) if item.kind == "practice")
    assert week.problem.minutes_for(number, run) == 60
    assert week.problem.minutes_for(number, stretch) == 10


def test_what_comes_before_ends_as_its_anchor_starts():
    """Five minutes before winding down every night, without another sleep for it."""
    floss = Practice("Floss", "body", 7, (5,), before="Wind down")
    week = written(profile(practices=(floss,)))
    rides = [n for n in range(week.problem.size) if week._riders(n)]
    assert rides
    for number in rides:
        first, second, *_ = week.problem.parts_of(number)
        assert (first.name, second.name) == ("Floss", "Wind down")
        assert first.end == second.start == 5


def test_a_habit_follows_an_hour_of_reading_at_once_and_the_break_comes_after_it():
    """A sitting that ends with a break of ten minutes keeps it behind what rides with it."""
    read = Task("Read", "body", 120, 60, 60, study=True)
    week = written(profile(practices=(replace(STRETCH, after="Read"),), tasks=(read,)))
    (number,) = week.together(("Read", "mon 12:00", 60), ("Stretch", "mon 13:00", 10))
    shape = week.problem.shapes[week.problem.group_of[number]]
    assert shape.minutes == 60 + 10 + 10


@pytest.mark.parametrize("anchor", ["Breakfast", "Lunch", "Dinner", "Tea", "Wake up", "Unwind"])
def test_meals_mornings_and_protected_time_are_anchors(anchor):
    """Whatever stands in the week can carry a habit, which starts as it ends."""
    tea = Protect("Tea", "body", span("15:00-17:00"), (30,))
    habit = Practice("Breathe", "body", 7, (5,), after=anchor)
    week = written(profile(practices=(habit,), protects=(tea,)), [WARD])
    ends = {"Wake up": "Slow start"}.get(anchor, anchor)
    rides = [n for n in range(week.problem.size) if week._riders(n)]
    assert rides
    for number in rides:
        *_, last, rider = week.problem.parts_of(number)
        assert (last.name, rider.name, last.end) == (ends, "Breathe", rider.start)


def test_a_dinner_together_is_a_dinner_to_stack_on():
    """After "Dinner" may follow the protected dinner of that day."""
    dinner = Protect("Dinner together", "body", span("18:00-21:00"), (60,), ("tue",))
    habit = Practice("Gratitude", "body", 7, (5,), after="Dinner")
    week = written(profile(practices=(habit,), protects=(dinner,)))
    assert week.together(("Dinner together", "tue 18:00", 60), ("Gratitude", "tue 19:00", 5))


def test_getting_home_opens_a_quarter_of_an_hour():
    """Home at 16:20 after the ward: a habit starts by 16:35, and unwinding may follow it."""
    habit = Practice("Breathe", "body", 7, (5,), after="Get home")
    week = written(profile(practices=(habit,)), [WARD])
    assert week.starts("Breathe") == {"mon 16:20", "mon 16:25", "mon 16:30", "mon 16:35"}
    assert week.gain(("Breathe", "mon 16:20", 5), ("Unwind", "mon 16:25", 30)) > 0


def test_nobody_gets_home_from_remote_work():
    """A clinic by video opens nothing."""
    habit = Practice("Breathe", "body", 7, (5,), after="Get home")
    remote = event("Tele-clinic", "mon 08:00", 8, "clinic", is_remote=True)
    week = written(profile(practices=(habit,)), [remote])
    assert week.starts("Breathe") == set()
    assert not [n for n in range(week.problem.size) if week._riders(n)]


def test_no_more_is_wanted_than_there_are_places_to_stack_it():
    """Asked daily after getting home, with one day on the ward: one time is wanted."""
    habit = Practice("Breathe", "body", 7, (5,), after="Get home")
    week = written(profile(practices=(habit,)), [WARD])
    (item,) = (item for item in week.problem.items if item.name == "Breathe")
    assert item.wanted_minutes == 5
    must = written(profile(practices=(replace(habit, must=True),)), [WARD])
    (item,) = (item for item in must.problem.items if item.name == "Breathe")
    assert item.wanted_minutes == 35


def test_habits_may_follow_one_another():
    """Tea after the run and gratitude after the tea; two habits after one run stand in a row."""
    shower = Practice("Shower", "body", 3, (15,), after="Run")
    notes = Practice("Notes", "body", 3, (5,), after="Shower")
    week = written(profile(practices=(notes, RUN, shower)))
    chain = [("Run", "mon 12:00", 60), ("Shower", "mon 13:00", 15), ("Notes", "mon 13:15", 5)]
    assert week.together(*chain)
    both = written(profile(practices=(RUN, STRETCH, shower)))
    row = [("Run", "mon 12:00", 60), ("Stretch", "mon 13:00", 10), ("Shower", "mon 13:10", 15)]
    assert both.together(*row)


def test_stacks_on_the_night_stay_few():
    """A habit after waking up adds less than the nights there are already."""
    plain = written(profile())
    habit = Practice("Stretch", "body", 7, (10, 5, 3), after="Wake up")
    stacked = written(profile(practices=(habit,)))
    added = stacked.problem.size - plain.problem.size
    assert 0 < added < 1.3 * len(plain.numbers("Sleep"))


def test_a_plan_stacks_habits_and_the_routine_bound_knows_nothing_of_them():
    """Each habit stands beside its anchor; routine alone is worth no more for it."""
    habits = (
        Practice("Stretch", "body", 7, (10,), after="Wake up"),
        Practice("Breathe", "body", 5, (5,), after="Get home"),
    )
    asked = profile(HOME, practices=habits)
    horizon = written(asked).week.horizon
    planned = make_plan(WeekRequest(asked, horizon, (WARD,)), Effort())
    blocks = planned.plan.blocks
    ends = {block.end for block in blocks if block.name == "Slow start"}
    mine = [block for block in blocks if block.name == "Stretch"]
    assert len(mine) >= 6
    assert all(block.start in ends for block in mine)
    (breathe,) = (block for block in blocks if block.name == "Breathe")
    home = datetime(2026, 11, 2, 16, 20, tzinfo=UTC)
    assert home <= breathe.start <= home + timedelta(minutes=15)
    plain = make_plan(WeekRequest(profile(HOME), horizon, (WARD,)), Effort())
    assert planned.routine_bound == pytest.approx(plain.routine_bound, rel=2e-3)
