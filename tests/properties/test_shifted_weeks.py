"""The same life elsewhere or a year later is planned the same."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest
from random_weeks import random_commitments, random_monday, random_profile

from trimtab.domain.plans import Plan
from trimtab.domain.time import Horizon
from trimtab.planner.line import WeekRequest
from trimtab.planner.plan import make_plan
from trimtab.planner.solve import Effort
from trimtab.planner.verify import verify_plan

QUICK = Effort(first_passes=30, passes=10, repairs=12, rounds=1)
YEAR = timedelta(weeks=52)
SEEDS = range(8)


def plain_request(seed: int) -> WeekRequest:
    """A random week in UTC without other people, whose clocks would differ."""
    rng = Random(seed)
    horizon = Horizon(random_monday(rng, "UTC"), 7, "UTC")
    asked = random_profile(rng, horizon, [])
    return WeekRequest(asked, horizon, random_commitments(rng, horizon), now=rng.choice([0, 3000]))


def moved(
    request: WeekRequest, horizon: Horizon, move: Callable[[datetime], datetime], days: timedelta
) -> WeekRequest:
    """The same life with every instant moved."""
    profile = request.profile
    return replace(
        request,
        horizon=horizon,
        commitments=tuple(
            replace(one, start=move(one.start), end=move(one.end)) for one in request.commitments
        ),
        profile=replace(
            profile,
            person=replace(profile.person, time_zone=horizon.zone),
            tasks=tuple(replace(t, due=move(t.due) if t.due else None) for t in profile.tasks),
            seasons=tuple(
                replace(s, start=s.start + days, end=s.end + days) for s in profile.seasons
            ),
        ),
    )


def told(plan: Plan, days: timedelta = timedelta(0)) -> tuple:
    """What must be the same: every block by its clock, what is missing, value and bound."""
    blocks = [
        (b.start.replace(tzinfo=None) - days, b.end.replace(tzinfo=None) - days, b.name, b.kind,
         b.value, b.dose, b.note)
        for b in plan.blocks
    ]  # fmt: skip
    missing = [(m.name, m.wanted_minutes, m.placed_minutes) for m in plan.unplaced]
    certificate = plan.certificate
    return blocks, missing, certificate.value, certificate.bound, plan.open_minutes


@pytest.mark.long
@pytest.mark.parametrize("zone", ["Asia/Kathmandu", "Pacific/Honolulu"])
def test_the_same_clock_times_in_another_zone_give_the_same_plan(zone):
    """Where clocks never change only the offset differs, whatever it is."""
    place = ZoneInfo(zone)
    for seed in SEEDS:
        here = plain_request(seed)
        there = moved(
            here,
            replace(here.horizon, zone=zone),
            lambda instant: instant.replace(tzinfo=place).astimezone(UTC),
            timedelta(0),
        )
        assert told(make_plan(here, QUICK).plan) == told(make_plan(there, QUICK).plan)


def test_the_same_week_a_year_later_gives_the_same_plan():
    """Nothing hangs on the year: 52 weeks later every block stands on the same clock."""
    for seed in SEEDS:
        now = plain_request(seed)
        horizon = replace(now.horizon, first_day=now.horizon.first_day + YEAR)
        later = moved(now, horizon, lambda instant: instant + YEAR, YEAR)
        assert told(make_plan(now, QUICK).plan) == told(make_plan(later, QUICK).plan, YEAR)


@pytest.mark.long
def test_a_plan_moved_onto_a_commitment_is_always_found():
    """Whatever planned block is put on top of a commitment, the verifier names the overlap."""
    tried = 0
    for seed in range(20):
        request = plain_request(seed)
        plan = make_plan(request, QUICK).plan
        rng = Random(seed)
        fixed = [b for b in plan.blocks if b.is_fixed and b.origin != "home_call"]
        mine = [b for b in plan.blocks if not b.is_fixed]
        for target in fixed[:5] if mine else []:
            victim = rng.choice(mine)
            put = replace(victim, start=target.start, end=target.start + timedelta(minutes=5))
            blocks = tuple(put if one is victim else one for one in plan.blocks)
            findings = verify_plan(replace(plan, blocks=blocks), request)
            assert any("overlaps" in finding for finding in findings)
            tried += 1
    assert tried >= 30
