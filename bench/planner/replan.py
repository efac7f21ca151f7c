"""A shift that grows by three hours and a new task: how much of the week moves, and how fast."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import timedelta
from typing import Any

from measure import prepare

from trimtab.domain.commitments import Commitment
from trimtab.domain.plans import Block
from trimtab.domain.tasks import Task
from trimtab.planner.assemble import blocks_of
from trimtab.planner.line import Week, WeekRequest
from trimtab.planner.plan import Planned, make_plan
from trimtab.planner.replan import free_bound, solve_again
from trimtab.planner.solve import Effort, Watch
from trimtab.planner.solved import SolvedWeek, solve_week

LONGER = timedelta(hours=3)
LIMITS = (0.025, 0.05, 0.1, 0.2, 0.4, 0.8, 1.6)
ENOUGH_GAP = 0.02
FREE_SECONDS = 3.0
HEARD_AT = 20 * 60
"""Monday at eight in the evening: when the news comes."""

TUESDAY, THURSDAY = 1, 3


@dataclass(frozen=True, slots=True)
class Replanned:
    """Milliseconds (building included) to the gap aimed at, what moved, and what calm costs.

    `gap` is that of the problem solved, in which staying counts; `seen_gap` is true worth against
    every plan, however much it moves, as a person is told it.
    """

    milliseconds: float
    gap: float
    seen_gap: float
    moved_share: float
    free_moved_share: float
    worth_lost: float


def replan_calmly(published: Planned, changed: WeekRequest, watch: Watch) -> SolvedWeek:
    """The changed week as the product plans it again: from the plan as published, and no more.

    It starts from the prices that stand in that plan; what it had before the news counts as done,
    and what was to begin within the hour is held.
    """
    known = replace(changed, last=published.plan.as_last())
    return solve_again(known, Effort(), watch=watch)


def measure_replan(person: str, seed: int) -> dict[str, Any]:
    """Publish a week, change it, plan it again calmly and freely."""
    published = make_plan(prepare(person, seed).request, Effort())
    changed = with_news(published.solved.week.request)
    calm, seconds = _until_near(published, changed)
    free = plan_freely(published, changed)
    best = true_worth(free)
    found = Replanned(
        milliseconds=1000 * seconds,
        gap=_gap(calm),
        seen_gap=_seen_gap(calm),
        moved_share=moved_share(published.solved, calm),
        free_moved_share=moved_share(published.solved, free),
        worth_lost=(best - true_worth(calm)) / best,
    )
    return asdict(found)


def plan_freely(published: Planned, changed: WeekRequest) -> SolvedWeek:
    """The changed week in which the same is done as in the calm one, and staying is worth nothing.

    The last plan has nothing ahead, so that nothing is kept.
    """
    last = published.plan.as_last()
    start = changed.horizon.instant_of(changed.now)
    begun = tuple(block for block in last.blocks if block.start < start)
    return solve_week(
        replace(changed, last=replace(last, blocks=begun, kept_free=())),
        Effort(),
        watch=_clock(FREE_SECONDS),
    )


def _until_near(published: Planned, changed: WeekRequest) -> tuple[SolvedWeek, float]:
    """The first of ever longer runs that comes near enough, and what it took from the news on."""
    for limit in LIMITS:
        began = time.perf_counter()
        calm = replan_calmly(published, changed, _clock(limit))
        seconds = time.perf_counter() - began
        if _gap(calm) <= ENOUGH_GAP:
            break
    return calm, seconds


def _clock(seconds: float) -> Watch:
    began = time.perf_counter()
    return Watch(lambda: time.perf_counter() - began >= seconds)


def _gap(solved: SolvedWeek) -> float:
    return (solved.solution.bound - solved.solution.value) / solved.solution.bound


def _seen_gap(solved: SolvedWeek) -> float:
    bound = free_bound(solved.problem, solved.solution)
    return (bound - true_worth(solved)) / bound


def true_worth(solved: SolvedWeek) -> float:
    """Worth of the choice without what was added to its candidates to keep it calm."""
    return solved.problem.worth_without_staying(solved.solution.chosen)


def with_news(request: WeekRequest) -> WeekRequest:
    """Tuesday's longest commitment ends three hours later, and an hour's task is due Thursday."""
    horizon = request.horizon
    due = horizon.origin + timedelta(minutes=horizon.at_clock(THURSDAY, 17 * 60))
    value = max(request.profile.values, key=lambda name: request.profile.values[name])
    task = Task("Reply to the committee", value, 60, 30, 60, due=due, important=True)
    profile = replace(request.profile, tasks=(*request.profile.tasks, task))
    return replace(
        request,
        profile=profile,
        commitments=_lengthened(request),
        now=horizon.at_clock(0, HEARD_AT),
    )


def _lengthened(request: WeekRequest) -> tuple[Commitment, ...]:
    horizon = request.horizon
    tuesday = [
        one
        for one in request.commitments
        if one.takes_the_person and horizon.day_of(horizon.minute_of(one.start)) == TUESDAY
    ]
    if not tuesday:
        start = horizon.origin + timedelta(minutes=horizon.at_clock(TUESDAY, 14 * 60))
        return (*request.commitments, Commitment("cover", "Cover", start, start + LONGER, "duty"))
    longest = max(tuesday, key=lambda one: one.end - one.start)
    others = tuple(one for one in request.commitments if one is not longest)
    return tuple(
        sorted((*others, replace(longest, end=longest.end + LONGER)), key=lambda one: one.start)
    )


def moved_share(before: SolvedWeek, after: SolvedWeek) -> float:
    """Share of the planned blocks still ahead that are no longer where they were."""
    ahead = _planned(before, after.week)
    kept = set(map(_place, _planned(after, after.week)))
    return sum(_place(block) not in kept for block in ahead) / max(1, len(ahead))


def _planned(solved: SolvedWeek, now: Week) -> Sequence[Block]:
    start = now.horizon.instant_of(now.now)
    blocks = blocks_of(solved.week, solved.problem, solved.solution.chosen)
    return [
        block
        for block in blocks
        if block.start >= start and not block.is_fixed and block.kind != "travel"
    ]


def _place(block: Block) -> tuple[object, ...]:
    return block.kind, block.name, block.start, block.end
