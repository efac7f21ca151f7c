"""Turn chosen candidates into the blocks, totals and open time a person sees."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from trimtab.domain.plans import Block, ValueMinutes
from trimtab.domain.time import Interval
from trimtab.planner.ledger import wanted_minutes
from trimtab.planner.line import Taken, Week
from trimtab.planner.problem import Part, Problem

ROUTINE_KINDS = frozenset({"sleep", "nap", "meal", "buffer", "wind_down", "travel"})


def blocks_of(week: Week, problem: Problem, chosen: Sequence[int]) -> tuple[Block, ...]:
    """Every block of the plan by start: commitments whole, the rest within the horizon."""
    limit = week.horizon.minutes
    found = [_committed(week, taken) for taken in week.taken if _touches(week, taken)]
    found += [_way(week, interval) for interval in week.travel]
    for candidate in chosen:
        start = problem.start_minute(candidate)
        parts = problem.parts_of(candidate)
        found += [_planned(week, start, part) for part in parts if start + part.start < limit]
    found.sort(key=_by_instant)
    return tuple(_with_uids(found))


def _by_instant(block: Block) -> tuple[datetime, datetime, str, str]:
    """Order by instant, for within a repeated hour the wall clock runs twice."""
    return block.start.astimezone(UTC), block.end.astimezone(UTC), block.kind, block.name


def _touches(week: Week, taken: Taken) -> bool:
    return taken.interval.end > 0 and taken.interval.start < week.horizon.minutes


def _committed(week: Week, taken: Taken) -> Block:
    commitment = taken.commitment
    return Block(
        start=week.horizon.to_local(commitment.start),
        end=week.horizon.to_local(commitment.end),
        name=commitment.name,
        kind="commitment",
        note="tentative" if commitment.is_tentative else "",
        origin=commitment.kind,
    )


def _way(week: Week, interval: Interval) -> Block:
    start = max(interval.start, week.now)
    end = min(interval.end, week.horizon.minutes)
    return Block(
        start=week.horizon.instant_of(start),
        end=week.horizon.instant_of(end),
        name="Travel",
        kind="travel",
    )


def _planned(week: Week, start: int, part: Part) -> Block:
    limit = week.horizon.minutes
    first, last = start + part.start, start + part.end
    note = part.note
    if last > limit:
        later = week.horizon.instant_of(last).strftime("%H:%M")
        note = "; ".join(filter(None, [note, f"goes on until {later}"]))
    return Block(
        start=week.horizon.instant_of(first),
        end=week.horizon.instant_of(min(last, limit)),
        name=part.name,
        kind=part.kind,
        value=part.value,
        dose=part.dose,
        note=note,
    )


def _with_uids(blocks: Sequence[Block]) -> list[Block]:
    """Give each block a name of its own that repeats from run to run: kind, name, day, turn."""
    turns: Counter[str] = Counter()
    found = []
    for block in blocks:
        key = f"{block.kind}/{block.name}/{block.start.date().isoformat()}"
        turns[key] += 1
        found.append(replace(block, uid=f"{key}/{turns[key]}"))
    return found


def value_minutes(week: Week, blocks: Sequence[Block]) -> tuple[ValueMinutes, ...]:
    """Minutes asked and planned for each value, in the order the person gave them."""
    wanted = wanted_minutes(week)
    planned: Counter[str] = Counter()
    for block in blocks:
        if block.value is not None and not block.is_fixed:
            planned[block.value] += block.minutes
    return tuple(
        ValueMinutes(name, week.profile.values.get(name, 1.0), wanted[name], planned[name])
        for name in wanted
    )


def open_minutes(week: Week, blocks: Sequence[Block]) -> tuple[int, int]:
    """(minutes left open, free waking minutes) from now to the end of the horizon."""
    planned = sum(b.minutes for b in blocks if not b.is_fixed and b.kind not in ROUTINE_KINDS)
    routine = sum(b.minutes for b in blocks if b.kind in ROUTINE_KINDS)
    waking = week.free_minutes - routine
    return waking - planned, waking
