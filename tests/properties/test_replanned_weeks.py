"""Whatever a life looks like and however it changes, a re-plan verifies and moves what it tells."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from long_cases import mostly_long
from random_weeks import random_commitments, random_lived, random_request

from trimtab.domain.commitments import Commitment
from trimtab.domain.plans import Block, LastPlan
from trimtab.planner.line import WeekRequest
from trimtab.planner.moves import moved_share
from trimtab.planner.plan import Planned, make_plan, replan
from trimtab.planner.solve import Effort
from trimtab.planner.verify import verify_certificate, verify_plan

QUICK = Effort(first_passes=40, passes=15, repairs=20, rounds=1)


def first_plan(request: WeekRequest) -> LastPlan:
    """The week as first planned, seen as the last plan."""
    return make_plan(request, QUICK).plan.as_last()


def again(request: WeekRequest, last: LastPlan) -> Planned:
    """A re-plan that passes every check."""
    planned = replan(request, last, QUICK)
    assert verify_plan(planned.plan, replace(request, last=last)) == []
    certificate = planned.plan.certificate
    assert verify_certificate(planned.problem, planned.solution.chosen, certificate) == []
    assert len({block.uid for block in planned.plan.blocks}) == len(planned.plan.blocks)
    return planned


def changed(rng: Random, request: WeekRequest) -> WeekRequest:
    """The week some hours on, an event longer, moved, gone or new in it."""
    given = list(request.commitments)
    kind = rng.choice(["longer", "moved", "gone", "new"])
    if given and kind != "new":
        at = rng.randrange(len(given))
        given[at : at + 1] = _changed_event(rng, given[at], kind)
    else:
        given += random_commitments(rng, request.horizon)[:2]
    unique = {(one.name, one.start, one.end): one for one in given}
    later = max(0, request.now) + rng.randrange(4000)
    return replace(
        request,
        now=min(request.horizon.minutes, later),
        commitments=tuple(sorted(unique.values(), key=lambda o: (o.start, o.end, o.name))),
    )


def _changed_event(rng: Random, one: Commitment, kind: str) -> list[Commitment]:
    if kind == "gone":
        return []
    shift = timedelta(hours=rng.choice([-2, 1, 3]))
    end = max(one.end + shift, one.start + timedelta(minutes=30))
    return [
        replace(one, end=end)
        if kind == "longer"
        else replace(one, start=one.start + shift, end=one.end + shift)
    ]


def marked(rng: Random, last: LastPlan, now: int) -> LastPlan:
    """The last plan with some blocks pinned, done or left out."""
    blocks, skipped = [], list(last.skipped)
    for block in last.blocks:
        word = rng.choice([None] * 6 + ["pinned", "done", "skipped"])
        if block.is_fixed or block.kind in {"travel", "sleep", "wind_down", "nap", "buffer"}:
            word = None
        if word == "skipped":
            skipped.append(replace(block, mark="skipped"))
        else:
            blocks.append(replace(block, mark=word))
    return replace(last, blocks=tuple(blocks), skipped=tuple(skipped), asked="")


def ahead(last: LastPlan, planned: Planned) -> list[Block]:
    """What the last plan had from when the new one could plan."""
    plan = planned.plan
    now = plan.horizon.instant_of(plan.planned_from)
    return [b for b in last.blocks if b.start >= now and b.kind not in {"commitment", "travel"}]


@settings(max_examples=6, suppress_health_check=list(HealthCheck))
@given(st.randoms(use_true_random=False))
def test_any_change_is_planned_again_soundly(rng):
    """Weeks that shrink: changed, planned again, verified, and stable from there."""
    request = random_request(rng)
    last = first_plan(request)
    new_request = changed(rng, request)
    planned = again(new_request, last)
    assert again(new_request, planned.plan.as_last()).plan.moved == ()


@settings(max_examples=3, suppress_health_check=list(HealthCheck))
@given(st.randoms(use_true_random=False))
def test_whatever_is_known_of_life_is_planned_soundly(rng):
    """Planned by what is known, and planned again later by what is known then."""
    plain = random_request(rng)
    request = replace(plain, lived=random_lived(rng, plain))
    planned = make_plan(request, QUICK)
    assert verify_plan(planned.plan, request) == []
    later = replace(changed(rng, request), lived=random_lived(rng, plain))
    again(later, planned.plan.as_last())


@pytest.mark.long
@pytest.mark.parametrize("first", range(0, 200, 50))
def test_two_hundred_lives_known_are_planned_soundly(first):
    """Seeded lives, each with something known, planned and planned again."""
    for seed in range(first, first + 50):
        rng = Random(seed)
        plain = random_request(rng)
        request = replace(plain, lived=random_lived(rng, plain))
        planned = make_plan(request, QUICK)
        assert verify_plan(planned.plan, request) == [], seed
        later = replace(changed(rng, request), lived=random_lived(rng, plain))
        again(later, planned.plan.as_last())


@pytest.mark.parametrize("seed", mostly_long(range(4), quick=2))
def test_an_unchanged_week_moves_nothing(seed):
    """At the same moment, and at a later one, the last plan stands."""
    rng = Random(seed)
    request = random_request(rng)
    last = first_plan(request)
    same = again(request, last).plan
    assert same.moved == ()
    assert [(b.start, b.end, b.uid) for b in same.blocks] == [
        (b.start, b.end, b.uid) for b in last.blocks
    ]
    later = replace(request, now=max(0, request.now) + rng.randrange(3000))
    assert moved_share(last, again(later, last).plan) == 0


@pytest.mark.parametrize("seed", mostly_long(range(4), quick=2))
def test_marks_hold(seed):
    """With blocks pinned, done and left out at random, and a change, all checks pass."""
    rng = Random(1000 + seed)
    request = random_request(rng)
    last = marked(rng, first_plan(request), request.now)
    planned = again(changed(rng, request), last)
    stands = {(b.name, b.start, b.end) for b in planned.plan.blocks}
    lost = [
        b
        for b in ahead(last, planned)
        if b.mark == "pinned" and (b.name, b.start, b.end) not in stands
    ]
    told = [move for move in planned.plan.moved or () if move.is_pinned]
    assert len(told) == len(lost)


@pytest.mark.long
@pytest.mark.parametrize("start", range(0, 1000, 100))
def test_a_thousand_changes(start):
    """A thousand weeks, each changed and marked at random, planned again soundly."""
    for seed in range(start, start + 100):
        rng = Random(seed)
        request = random_request(rng)
        again(changed(rng, request), marked(rng, first_plan(request), request.now))
