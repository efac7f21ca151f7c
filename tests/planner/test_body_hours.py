"""A body clock that moves: when it does, by what, and that the verifier follows it on its own."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from written_weeks import HOME, MONDAY, profile

from trimtab.domain.body import Sleep
from trimtab.domain.commitments import Commitment
from trimtab.domain.lived import Lived
from trimtab.domain.people import Trip
from trimtab.domain.time import Horizon, Interval
from trimtab.planner.alert_series import LivedWeek
from trimtab.planner.assumed_sleep import assume_forecast
from trimtab.planner.body_hours import body_hours, is_moving, longest_run
from trimtab.planner.check import Check
from trimtab.planner.line import Week, WeekRequest
from trimtab.planner.plan import make_plan
from trimtab.planner.solve import Effort
from trimtab.planner.verify import verify_plan
from trimtab.planner.verify_phase import FollowedClock

HORIZON = Horizon(MONDAY, 7, "UTC")
MOVES = replace(HOME, body_clock="moves")
QUICK = Effort(first_passes=40, passes=15, repairs=40, rounds=1)


def nights(*days: int) -> tuple[Commitment, ...]:
    """Nights on duty from 19 to 07, by the days they begin on, 0 being Monday."""
    begun = [
        datetime.combine(MONDAY, datetime.min.time(), UTC) + timedelta(d, hours=19) for d in days
    ]
    return tuple(
        Commitment(f"night {day}", "Nights", start, start + timedelta(hours=12), "duty")
        for day, start in zip(days, begun, strict=True)
    )


def home_on(day: int, hour: int, zone: str = "Asia/Kolkata", away: int | None = None) -> Trip:
    """A trip that ends on a day of the week at an hour, begun some days before."""
    end = datetime.combine(MONDAY, datetime.min.time(), UTC) + timedelta(day, hours=hour)
    return Trip(zone, end, None if away is None else end - timedelta(away))


def week(person=MOVES, roster=(), trips=(), horizon=HORIZON) -> Week:
    """A week after some nights, or some trips."""
    asked = profile(person, trips=tuple(trips))
    return Week(WeekRequest(asked, horizon, roster=tuple(roster)))


def late(found: Week, *minutes: float) -> list[float]:
    """Hours behind home at minutes of the week, as the assumed sleeps move the clock."""
    at = np.array(minutes or (0.0,), np.float64)
    return body_hours(found, assume_forecast(found).all).at(at).tolist()


def test_without_being_asked_the_clock_stands_still():
    """Ten nights in a row, and nobody asked; a late type is an hour late as ever."""
    assert late(week(HOME, nights(*range(-10, 0)))) == [0.0]
    assert late(week(replace(HOME, chronotype="evening"), nights(*range(-10, 0)))) == [1.0]


@pytest.mark.parametrize(("count", "moves"), [(4, False), (5, True)])
def test_five_nights_in_a_row_move_it(count, moves):
    """Four do not; those of the week count with those before it."""
    before = week(roster=nights(*range(-count, 0)))
    assert longest_run(before) == count
    assert is_moving(before) == moves
    across = Week(
        replace(before.request, roster=nights(-2, -1), commitments=nights(*range(count - 2)))
    )
    assert is_moving(across) == moves


def test_nights_make_it_later_and_free_nights_bring_it_home():
    """Seven nights until Monday morning: hours late then, less a week after."""
    first, last = late(week(roster=nights(*range(-7, 0))), 12 * 60, 6 * 1440 + 12 * 60)
    assert 1.5 < first < 4.5
    assert 0 <= last < first / 3


def test_a_journey_home_from_the_east_is_followed_without_more_ado():
    """From India at noon on Sunday: five and a half hours early, and home within days."""
    found = week(HOME, trips=[home_on(-1, 12)])
    start, middle, end = late(found, 0, 2 * 1440, 7 * 1440)
    assert -5.6 < start < -4.0
    assert start < middle < end
    assert abs(end) < 1


def test_a_journey_over_two_zones_is_left_alone():
    """Two hours from home; three count."""
    assert not is_moving(week(HOME, trips=[home_on(-1, 12, "Africa/Cairo")]))
    assert is_moving(week(HOME, trips=[home_on(-1, 12, "Africa/Nairobi")]))


def test_a_journey_long_past_is_forgotten():
    """Home for four weeks, nothing is followed."""
    assert not is_moving(week(HOME, trips=[home_on(-28, 12)]))


def test_a_short_trip_does_not_bring_the_clock_over():
    """After two days in India the clock is nearer to home than after long."""
    (short,) = late(week(HOME, trips=[home_on(-1, 12, away=2)]))
    (long,) = late(week(HOME, trips=[home_on(-1, 12)]))
    assert abs(short) < abs(long) - 1.5


def test_on_a_trip_nights_are_those_there():
    """In India people sleep from 17:30 to 01:30 as the clocks at home show it."""
    found = week(HOME, trips=[home_on(-1, 12)])
    sleeps = assume_forecast(found).all
    assert Interval(-4 * 1440 + 17 * 60 + 30, -3 * 1440 + 90) in sleeps
    assert Interval(-60, 7 * 60) in sleeps
    assert all(not one.overlaps(Interval(-12 * 60 - 1, -60)) for one in sleeps)


def test_a_clock_change_moves_nobody_at_once():
    """The night the clocks go back in New York, the clock runs an hour early, then less."""
    horizon = Horizon(MONDAY - timedelta(7), 14, "America/New_York")
    person = replace(MOVES, time_zone="America/New_York")
    found = week(person, roster=nights(*range(-19, -12)), horizon=horizon)
    sunday = horizon.day_start(6)
    told = {day.date: day.hours_later for day in LivedWeek(found, ()).clock_days()}
    assert horizon.day_start(7) - sunday == 25 * 60
    assert told[horizon.date_of(6)] < told[horizon.date_of(5)] - 0.5


CASES = [
    week(roster=nights(*range(-7, 0))),
    week(replace(MOVES, chronotype="evening", sleep_minutes=455), roster=nights(*range(-14, -4))),
    week(HOME, trips=[home_on(-3, 12, "Pacific/Auckland")]),
    week(HOME, trips=[home_on(2, 9, "America/Los_Angeles", away=9)]),
    week(HOME, trips=[home_on(-9, 9, "Asia/Tokyo"), home_on(-2, 9, "America/New_York", away=5)]),
]


@pytest.mark.parametrize("found", CASES)
def test_the_verifier_follows_it_to_the_same_place(found):
    """Written anew, no compiled code: within a minute at every hour."""
    minute = found.horizon.instant_of
    sleeps = assume_forecast(found).all
    spans = [(minute(one.start), minute(one.end)) for one in sleeps]
    plan = make_plan(WeekRequest(profile(), HORIZON), QUICK).plan
    other = FollowedClock(Check(plan, found.request), spans)
    hours = range(0, 7 * 1440, 60)
    theirs = [other.behind(minute(one)) for one in hours]
    assert late(found, *hours) == pytest.approx(theirs, abs=0.01)


@pytest.mark.parametrize("found", [CASES[0], CASES[3]])
def test_a_plan_with_it_is_verified_and_tells_each_day(found):
    """Sleeps follow the clock; the plan says where it stands, and the verifier agrees."""
    plan = make_plan(found.request, QUICK).plan
    assert verify_plan(plan, found.request) == []
    assert [day.date for day in plan.body_clock] == [MONDAY + timedelta(n) for n in range(7)]
    still = replace(found.request.profile, trips=(), person=HOME)
    steady = replace(found.request, profile=still)
    assert make_plan(steady, QUICK).plan.body_clock == ()
    assert any("does not follow" in one for one in verify_plan(plan, steady))


def test_a_trip_that_reaches_into_the_week_is_told():
    """Its days are planned at home all the same, and somebody may have mistyped a year."""
    plan = make_plan(CASES[3].request, QUICK).plan
    assert any(
        "Your trip to America/Los_Angeles lasts until 04 Nov 2026" in r for r in plan.remarks
    )
    assert not any("Your trip" in r for r in make_plan(CASES[2].request, QUICK).plan.remarks)


def test_nights_of_two_weeks_ago_that_were_told_still_move_it():
    """After fourteen nights slept off from noon, nine told leave it late; all make it early.

    What is assumed, sleep as soon as home, would have held the clock back.
    """
    begun = datetime.combine(MONDAY, datetime.min.time(), UTC)
    told = tuple(
        Sleep(begun + timedelta(day, hours=12), begun + timedelta(day, hours=19))
        if -21 < day < -6
        else Sleep(begun + timedelta(day, hours=-1), begun + timedelta(day, hours=7))
        for day in range(-20, 1)
    )
    plain = week(roster=nights(*range(-21, -7)))
    nine, all_of_them = (
        late(Week(replace(plain.request, lived=Lived(slept=known))), 12 * 60)[0]
        for known in (told[-9:], told)
    )
    assert (nine, all_of_them) == pytest.approx((0.24, -0.48), abs=0.05)
