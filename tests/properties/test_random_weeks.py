"""Whatever a life looks like, its plan verifies, adds up, and never beats its own bound."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, timedelta
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from random_weeks import random_request

from trimtab.domain.plans import Plan
from trimtab.domain.time import Interval, merge_intervals
from trimtab.planner.line import WeekRequest
from trimtab.planner.plan import Planned, make_plan
from trimtab.planner.solve import Effort
from trimtab.planner.verify import verify_plan

QUICK = Effort(first_passes=40, passes=15, repairs=20, rounds=1)
ROUTINE = frozenset({"sleep", "nap", "meal", "buffer", "wind_down", "travel"})


def check(request: WeekRequest) -> Planned:
    """Plan a week and check everything that must be true of any plan."""
    planned = make_plan(request, QUICK)
    plan = planned.plan
    assert verify_plan(plan, request) == []
    certificate = plan.certificate
    assert certificate.value <= certificate.bound + 1e-6
    chosen = planned.solution.chosen
    assert planned.problem.worth_of(chosen) == pytest.approx(certificate.value, abs=1e-6)
    assert certificate.value >= worth_of_nothing(planned) - 1e-6
    check_totals(plan, request)
    return planned


def worth_of_nothing(planned: Planned) -> float:
    """The worth of an empty week: 0, and less only where a must is asked."""
    worth = planned.problem.worth_of(())
    musts = any(budget.at_least > 0 for budget in planned.problem.budgets)
    assert worth <= 0 if musts else worth == 0
    return worth


def check_totals(plan: Plan, request: WeekRequest) -> None:
    """Minutes planned, open and free are what the blocks and commitments add up to."""
    planned: Counter[str | None] = Counter()
    for block in plan.blocks:
        planned[block.value] += 0 if block.is_fixed else block.minutes
    assert {v.name: v.planned_minutes for v in plan.values} == {
        v.name: planned[v.name] for v in plan.values
    }
    asleep = sum(b.minutes for b in plan.blocks if b.kind in ROUTINE)
    asked = sum(b.minutes for b in plan.blocks if not b.is_fixed and b.kind not in ROUTINE)
    assert plan.free_waking_minutes == free_minutes(request) - asleep
    assert plan.open_minutes == plan.free_waking_minutes - asked >= 0
    assert all(m.placed_minutes < m.wanted_minutes for m in plan.unplaced)
    assert len({block.uid for block in plan.blocks}) == len(plan.blocks)


def free_minutes(request: WeekRequest) -> int:
    """Minutes from now (on the grid) to the end that no commitment takes."""
    horizon = request.horizon
    now = min(max(0, -(-request.now // 5) * 5), horizon.minutes)
    busy = merge_intervals(
        [
            Interval(
                max(now, horizon.minute_of(one.start)),
                min(horizon.minutes, horizon.minute_of(one.end)),
            )
            for one in request.commitments
            if one.kind != "home_call" and horizon.minute_of(one.end) > now
        ]
    )
    return horizon.minutes - now - sum(max(0, piece.minutes) for piece in busy)


@settings(max_examples=8, suppress_health_check=list(HealthCheck))
@given(st.randoms(use_true_random=False))
def test_any_week_is_planned_soundly(rng):
    """Weeks that shrink: planned, verified, worth what they say, no better than their bound."""
    check(random_request(rng))


@pytest.mark.long
@pytest.mark.parametrize("first", range(0, 60, 30))
def test_random_weeks_are_planned_soundly(first):
    """Sixty seeded weeks, each verified and added up."""
    for seed in range(first, first + 30):
        check(random_request(Random(seed)))


@pytest.mark.long
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("first", range(0, 10_000, 500))
def test_ten_thousand_random_weeks_are_planned_soundly(first):
    """Ten thousand seeded weeks, each verified and added up; the failing seeds are named."""
    failed: dict[int, str] = {}
    for seed in range(first, first + 500):
        try:
            check(random_request(Random(seed)))
        except Exception as error:  # noqa: BLE001 (whatever goes wrong, the seed is told)
            failed[seed] = repr(error)[:200]
    assert failed == {}


def test_the_same_request_gives_the_same_plan():
    """Twice the same request and seed: every block, reason and number the same."""
    for seed in range(3):
        one, other = (make_plan(random_request(Random(seed)), QUICK) for _ in range(2))
        assert one.plan == other.plan
        assert one.solution.chosen == other.solution.chosen


def test_the_generator_makes_lives_of_every_kind():
    """Nights, long calls, double bookings, clock changes, odd minutes and late nows all occur."""
    found: Counter[str] = Counter()
    for seed in range(300):
        found.update(features(random_request(Random(seed))))
    assert {name for name, count in found.items() if count >= 3} >= {
        "night",
        "long call",
        "double",
        "167 h",
        "169 h",
        "half hour",
        "odd",
        "mid week",
        "two weeks",
        "zero gap",
        "must",
        "with someone",
        "past midnight",
        "messages",
        "pocket",
        "stacked",
        "good enough",
        "batched",
    }


def features(request: WeekRequest) -> set[str]:
    """What a random life holds that planners find hard."""
    horizon, commitments = request.horizon, request.commitments
    practices = request.profile.practices
    pairs = [(a, b) for a in commitments for b in commitments if a is not b]
    found = {
        "night": any(c.start.astimezone(horizon._zone).hour == 19 for c in commitments),
        "long call": any(c.end - c.start >= timedelta(hours=28) for c in commitments),
        "double": any(a.start < b.end and b.start < a.end for a, b in pairs),
        "zero gap": any(a.end == b.start for a, b in pairs),
        "odd": any(c.start.astimezone(UTC).minute % 5 for c in commitments),
        "167 h": horizon.minutes % 1440 == 1380,
        "169 h": horizon.minutes % 1440 == 60,
        "half hour": horizon.minutes % 60 == 30,
        "mid week": request.now > 1440,
        "two weeks": horizon.days == 14,
        "must": any(p.must for p in practices),
        "with someone": any(p.with_person for p in practices),
        "messages": request.profile.messages is not None,
        "pocket": any(p.pocket for p in practices),
        "stacked": any(p.is_stacked for p in practices),
        "good enough": any(t.asked_minutes < t.minutes for t in request.profile.tasks),
        "batched": any(t.is_batched for t in request.profile.tasks),
        "past midnight": any(s.end <= s.start for p in practices for s in (*p.prefer, *p.only)),
    }
    return {name for name, holds in found.items() if holds}
