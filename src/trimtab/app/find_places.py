"""Say of a block that is about to be moved how good every other place is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from trimtab.app.gain_checks import GainChecks
from trimtab.app.marks import find_ahead
from trimtab.app.plan_week import gather_week, solve_gathered
from trimtab.app.ports import CalendarReader, Onlooker, PlanOrder
from trimtab.domain.errors import NoSuchBlockError
from trimtab.domain.people import Profile
from trimtab.domain.places import Place, Places
from trimtab.domain.plans import Block, LastPlan, Plan
from trimtab.planner.placements import Lifted, Placement, with_deadlines_held, without_staying
from trimtab.planner.problem import Problem
from trimtab.planner.settled_places import SettledPlace, Settling
from trimtab.planner.solve import Effort
from trimtab.planner.solved import SolvedWeek

MOST_TOLD = 3
LEAST_APART = 60
"""How many places of a day are told, and how many minutes lie between them (our choice)."""


def find_places(
    profile: Profile, order: PlanOrder, last: LastPlan, typed: str, read_calendar: CalendarReader
) -> Places:
    """Every place of a block of the last plan, as that week stands by the calendars of today.

    `typed` is NAME or NAME@WHEN. Raises NoSuchBlockError where no block that lies ahead is meant,
    UnverifiedPlanError when the week fails its check.
    """
    block = find_ahead(last, typed, order.now)
    gathered = gather_week(profile, order, read_calendar)
    request = replace(gathered.request, last=_let_go(last, block))
    onlooker = Onlooker()
    planned = solve_gathered(replace(gathered, request=request), order, None, onlooker=onlooker)
    here = _where_now(planned.plan, block)
    held = with_deadlines_held(planned.solved)
    solved = without_staying(held)
    lifted = Lifted.from_week(solved, _candidate_of(solved, here))
    was = replace(block, mark=None)
    checks = GainChecks(planned.solved, was, here, Effort(seed=order.seed))
    return Places(
        person=planned.plan.person,
        horizon=request.horizon,
        block=here,
        places=tuple(_places(lifted, here, held.problem, checks)),
        problems=gathered.problems,
    )


def _let_go(last: LastPlan, block: Block) -> LastPlan:
    """The last plan with a block free to move, pinned or not."""
    blocks = tuple(replace(one, mark=None) if one == block else one for one in last.blocks)
    return replace(last, blocks=blocks)


def _where_now(plan: Plan, block: Block) -> Block:
    """The block as the plan has it, should it have had to move since.

    Raises NoSuchBlockError when it found no place.
    """
    key = _key(block)
    moved = (move.now for move in plan.moved or () if move.was and _key(move.was) == key)
    found = next(moved, None) or next((one for one in plan.blocks if _key(one) == key), None)
    if found is None:
        raise NoSuchBlockError(
            f"{block.shown_name} has no place in the week as it is now. `trimtab replan` says why."
        )
    return found


def _key(block: Block) -> tuple[object, ...]:
    return block.kind, block.name, block.origin, block.start, block.end


def _candidate_of(solved: SolvedWeek, block: Block) -> int:
    """The chosen candidate that a block is part of."""
    minute = solved.week.horizon.minute_of(block.start)
    return next(
        j
        for j in solved.solution.chosen
        for part in solved.problem.parts_of(j)
        if (part.kind, part.name) == (block.kind, block.name)
        and solved.problem.start_minute(j) + part.start == minute
    )


def _places(lifted: Lifted, block: Block, staying: Problem, checks: GainChecks) -> Iterator[Place]:
    """Every place; of those in the same week some are tried, and each day's best told."""
    solved = lifted.solved
    horizon, problem = solved.week.horizon, solved.problem
    into = horizon.minute_of(block.start) - problem.start_minute(lifted.candidate)
    found = [place for place in lifted.places() if place.start + into >= solved.week.now]
    tried = _tried(lifted, found)
    settling = Settling.around(lifted, tried, staying)
    settled = {one.candidate: settling.settle(one) for one in tried}
    told = _told(lifted, settled.values())
    closer = [settling.look_closer(one) for one in told]
    settled |= {one.place.candidate: one for one in checks.checked(lifted, closer)}
    for place in found:
        one = settled.get(place.candidate)
        yield Place(
            start=horizon.instant_of(place.start + into),
            end=horizon.instant_of(place.start + into + block.minutes),
            loss=None if one is None else one.loss,
            swap_loss=place.loss,
            least_loss=place.least_loss,
            gives_way=() if one is None else settling.gives_way(one),
            is_told=one is not None and any(one.place is each.place for each in told),
        )


def _tried(lifted: Lifted, found: Sequence[Placement]) -> list[Placement]:
    """Its own place, and those on quarter hours and at edges in the same week of the plan."""
    horizon = lifted.solved.week.horizon
    coarse = {lifted.candidate, *lifted.solved.problem.coarse.tolist()}
    own = lifted.solved.problem.start_minute(lifted.candidate)
    week = horizon.day_of(own) // 7
    return [
        place
        for place in found
        if place.candidate in coarse and horizon.day_of(place.start) // 7 == week
    ]


def _told(lifted: Lifted, settled: Iterable[SettledPlace]) -> list[SettledPlace]:
    """The best few places of each day, apart from one another and from where the block is."""
    horizon = lifted.solved.week.horizon
    own = lifted.solved.problem.start_minute(lifted.candidate)
    days: dict[int, list[SettledPlace]] = defaultdict(list)
    for one in sorted(settled, key=lambda one: (round(one.loss), one.place.start)):
        day = days[horizon.day_of(one.place.start)]
        others = [own, *(other.place.start for other in day)]
        if len(day) < MOST_TOLD and all(abs(one.place.start - at) >= LEAST_APART for at in others):
            day.append(one)
    return [one for day in days.values() for one in day]
