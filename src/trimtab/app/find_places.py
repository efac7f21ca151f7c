"""Say of a block that is about to be moved how good every other place is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from trimtab.app.gain_checks import GainChecks
from trimtab.app.marks import find_ahead
from trimtab.app.plan_week import GatheredWeek, gather_week, solve_gathered
from trimtab.app.ports import CalendarReader, Onlooker, PlanOrder
from trimtab.app.shading import find_candidate
from trimtab.domain.errors import NoSuchBlockError, NoSuchPlaceError
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
    request = replace(gathered.request, last=last)
    raised = _raised(replace(gathered, request=request), order, block)
    return Places(
        person=profile.person.name,
        horizon=request.horizon,
        block=raised.block,
        places=tuple(_places(raised)),
        problems=gathered.problems,
    )


def weigh_place(gathered: GatheredWeek, order: PlanOrder, block: Block, start: datetime) -> Place:
    """One place of a block of the last plan, looked at as closely as those that are told.

    Raises NoSuchPlaceError where it has none at `start`, NoSuchBlockError where it stands no more.
    """
    raised = _raised(gathered, order, block)
    lifted = raised.lifted
    minute = lifted.solved.week.horizon.minute_of(start) - raised.into
    place = next((one for one in lifted.places() if one.start == minute), None)
    if place is None or minute + raised.into < lifted.solved.week.now:
        raise NoSuchPlaceError(block.shown_name, f"it has no place at {start:%H:%M} on {start:%A}.")
    settling = Settling.around(lifted, [place], raised.staying)
    closer = settling.look_closer(settling.settle(place))
    found = raised.checks.checked(lifted, [closer])[0]
    return raised.told(place, found.loss, settling.gives_way(found), is_told=True)


@dataclass(frozen=True, slots=True)
class _Raised:
    """A block taken out of the week as it is now, `into` minutes after its candidate begins."""

    block: Block
    into: int
    lifted: Lifted
    staying: Problem
    checks: GainChecks

    def told(
        self, place: Placement, loss: float | None, gives_way: tuple[str, ...], *, is_told: bool
    ) -> Place:
        """A place as it is told."""
        horizon = self.lifted.solved.week.horizon
        return Place(
            start=horizon.instant_of(place.start + self.into),
            end=horizon.instant_of(place.start + self.into + self.block.minutes),
            loss=loss,
            swap_loss=place.loss,
            least_loss=place.least_loss,
            gives_way=gives_way,
            is_told=is_told,
        )


def _raised(gathered: GatheredWeek, order: PlanOrder, block: Block) -> _Raised:
    """Solve the week with a block of its last plan free to move, and take the block out."""
    last = gathered.request.last
    request = replace(gathered.request, last=let_go(last, block) if last else None)
    again = replace(gathered, request=request)
    planned = solve_gathered(again, order, None, onlooker=Onlooker())
    here = _where_now(planned.plan, block)
    held = with_deadlines_held(planned.solved)
    solved = without_staying(held)
    lifted = Lifted.from_week(solved, _candidate_of(solved, here))
    into = solved.week.horizon.minute_of(here.start) - solved.problem.start_minute(lifted.candidate)
    checks = GainChecks(planned.solved, replace(block, mark=None), here, Effort(seed=order.seed))
    return _Raised(here, into, lifted, held.problem, checks)


def let_go(last: LastPlan, block: Block) -> LastPlan:
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
    found = find_candidate(solved, block)
    assert found is not None
    return found


def _places(raised: _Raised) -> Iterator[Place]:
    """Every place; of those in the same week some are tried, and each day's best told."""
    lifted = raised.lifted
    soonest = lifted.solved.week.now
    found = [place for place in lifted.places() if place.start + raised.into >= soonest]
    tried = _tried(lifted, found)
    settling = Settling.around(lifted, tried, raised.staying)
    settled = {one.candidate: settling.settle(one) for one in tried}
    told = _told(lifted, settled.values())
    closer = [settling.look_closer(one) for one in told]
    settled |= {one.place.candidate: one for one in raised.checks.checked(lifted, closer)}
    for place in found:
        one = settled.get(place.candidate)
        is_told = one is not None and any(one.place is each.place for each in told)
        gives_way = () if one is None else settling.gives_way(one)
        yield raised.told(place, None if one is None else one.loss, gives_way, is_told=is_told)


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
