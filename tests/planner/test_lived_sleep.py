"""Sleeps as they were, and sleepiness as it is felt, in what is predicted."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from last_plans import last_plan, night
from written_weeks import MONDAY, event, profile, written

from trimtab.domain.body import Sleep
from trimtab.domain.lived import Lived
from trimtab.domain.plans import SAFER
from trimtab.domain.time import Interval
from trimtab.planner.assumed_sleep import assume_forecast
from trimtab.planner.lived_sleep import slept_intervals, with_slept
from trimtab.planner.plan import make_plan, replan
from trimtab.planner.solve import Effort
from trimtab.planner.verify import verify_plan

QUICK = Effort(first_passes=40, passes=15, repairs=20)
HOUR = timedelta(hours=1)


def slept(day: int, start: float, hours: float) -> Sleep:
    """A sleep from an hour of a day of the week, numbered from Monday; in UTC."""
    midnight = datetime.combine(MONDAY, datetime.min.time(), UTC) + timedelta(days=day)
    return Sleep(midnight + start * HOUR, midnight + (start + hours) * HOUR)


def hours(intervals) -> list[tuple[float, float]]:
    """Intervals in hours of the line."""
    return [(one.start / 60, one.end / 60) for one in intervals]


def test_a_night_that_is_known_takes_the_place_of_the_one_assumed():
    """On Tuesday at noon: 02:00 to 06:00 in place of 23:00 to 07:00; other nights stay assumed."""
    lived = Lived(slept=(slept(1, 2, 4),))
    usual = assume_forecast(written(profile(), now=36 * 60).week)
    found = assume_forecast(written(profile(), now=36 * 60, lived=lived).week)
    assert (23.0, 31.0) in hours(usual.sleeps)
    expected = [(26.0, 30.0) if one == (23.0, 31.0) else one for one in hours(usual.sleeps)]
    assert hours(found.sleeps) == expected


def test_a_nap_says_nothing_of_the_night():
    """Forty minutes on Monday afternoon come to the night before them."""
    lived = Lived(slept=(slept(0, 14, 2 / 3),))
    found = hours(assume_forecast(written(profile(), now=20 * 60, lived=lived).week).sleeps)
    assert (-1.0, 7.0) in found
    assert (14.0, 14 + 2 / 3) in found


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        ([], [(-1, 7), (23, 31)]),
        ([slept(0, 1, 5)], [(1, 6), (23, 31)]),
        ([slept(0, -1, 2), slept(0, 2, 3)], [(-1, 1), (2, 5), (23, 31)]),
        ([slept(0, 6, 0.5)], [(6, 6.5), (23, 31)]),
        ([slept(0, 11, 3)], [(-1, 7), (23, 31)]),
        ([slept(0, 6, 0)], [(-1, 7), (23, 31)]),
    ],
)
def test_of_a_day_that_is_known_nothing_else_counts(known, expected):
    """At noon: pieces of a night replace all of it, what ends later than now is not believed."""
    week = written(profile(), now=12 * 60, lived=Lived(slept=tuple(known))).week
    usual = [Interval(-60, 420), Interval(23 * 60, 31 * 60)]
    assert hours(with_slept(week, usual)) == [(float(a), float(b)) for a, b in expected]


def test_who_woke_early_is_awake_until_now_and_may_sleep_on():
    """At five, up since three: the rest of the night from five on stays as it was assumed."""
    week = written(profile(), now=5 * 60, lived=Lived(slept=(slept(0, -1, 4),))).week
    assert hours(with_slept(week, [Interval(-60, 420)])) == [(-1.0, 3.0), (5.0, 7.0)]


def test_sleeps_that_overlap_count_once():
    """A watch and a phone that say the same night."""
    twice = Lived(slept=(slept(0, -1, 8), slept(0, 0, 8)))
    assert hours(slept_intervals(written(profile(), now=600, lived=twice).week)) == [(-1.0, 8.0)]


def test_a_short_night_makes_the_day_after_it_sleepier():
    """Four hours in place of eight: Tuesday evening is sleepier, and the check agrees."""
    last = last_plan(*night("mon 23:00", 8))
    usual = written(profile(), now=36 * 60).week.request
    known = replace(usual, lived=Lived(slept=(slept(1, 2, 4),)))
    plans = {}
    for name, request in (("usual", usual), ("known", known)):
        plans[name] = replan(request, last, QUICK).plan
        assert verify_plan(plans[name], replace(request, last=last)) == []
    evening = [point.time.hour == 18 and point.time.day == 3 for point in plans["usual"].alertness]
    at = evening.index(True)
    assert plans["known"].alertness[at].kss > plans["usual"].alertness[at].kss + 0.5
    blocks = [one for one in plans["known"].blocks if one.kind == "sleep"]
    assert (blocks[0].start.hour, blocks[0].minutes) == (23, 480)


@pytest.mark.parametrize(("felt", "shift"), [(1.0, 1.0), (-0.7, -0.7), (9.0, 2.0), (-9.0, -2.0)])
def test_felt_sleepiness_shifts_what_is_predicted_within_the_scale(felt, shift):
    """By as much as is felt, two points at most, never beyond 1 and 9; and it is told once."""
    usual = written(profile())
    known = written(profile(), lived=Lived(sleepier_by=felt))
    before, after = (make_plan(one.week.request, QUICK).plan for one in (usual, known))
    assert verify_plan(after, known.week.request) == []
    same = [
        (one.kss, other.kss)
        for one, other in zip(before.alertness[:10], after.alertness[:10], strict=True)
    ]
    assert all(there == pytest.approx(min(9, max(1, here + shift))) for here, there in same)
    assert all(1 <= one.low <= one.kss <= one.high <= 9 for one in after.alertness)
    how = "sleepier" if felt > 0 else "less sleepy"
    (said,) = after.remarks
    assert said.startswith(f"Your check-ins say {how} than predicted for people in general: ")


def test_nobody_is_told_to_drive_for_feeling_well():
    """After a night on duty a way home that asks for care asks for it whatever is felt."""
    duty = [event("Night", "tue 19:00", 13)]
    for felt in (0.0, -2.0):
        week = written(profile(), duty, lived=Lived(sleepier_by=felt))
        plan = make_plan(week.week.request, QUICK).plan
        assert verify_plan(plan, week.week.request) == []
        assert [one.note for one in plan.blocks if one.kind == "travel"][-1] == SAFER
