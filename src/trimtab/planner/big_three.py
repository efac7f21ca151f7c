"""The three things that matter most on each day of a plan, each with its time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from trimtab.domain.people import Profile
from trimtab.domain.plans import BigThing, BigThree, Block
from trimtab.domain.practices import LONGEST_POCKET, Practice
from trimtab.domain.tasks import Task, quadrant_of

MOST = 3
MESSAGES = "messages"
KINDS = frozenset({"task", "study", "practice", "people", "protect"})
TASK_RANK = {"first": 4.0, "scheduled": 3.0, "batched": 1.5, "let_go": 1.0}
PRACTICE_RANK = 1.5
"""What a day's things are worth beside each other, before the weight of their value: our choice."""


def big_three_of(profile: Profile, blocks: Sequence[Block]) -> tuple[BigThree, ...]:
    """Up to three things for each day that has any, most important first.

    A task that is important and urgent on that day comes first; then everything counts by its
    value's weight and, more weakly, its length. Pockets, small stacked habits and notes are named
    where a day holds nothing else; messages and practices that are musts, such as prayers, never
    are, for they stand anyway.
    """
    musts = {practice.name for practice in profile.practices if practice.must}
    days: dict[date, list[Block]] = {}
    for block in blocks:
        is_must = block.dose is not None and block.kind != "protect" and block.name in musts
        if block.kind in KINDS and block.origin != MESSAGES and not is_must:
            days.setdefault(block.start.date(), []).append(block)
    return tuple(BigThree(day, _three(profile, mine)) for day, mine in sorted(days.items()))


def _three(profile: Profile, blocks: Sequence[Block]) -> tuple[BigThing, ...]:
    first = [block for block in blocks if _is_candidate(profile, block)]
    things = _things(first or blocks)
    things.sort(
        key=lambda mine: (not _presses(profile, mine), -_rank(profile, mine), mine[0].start)
    )
    return tuple(_thing(mine) for mine in things[:MOST])


def _is_candidate(profile: Profile, block: Block) -> bool:
    """Whether a block is something of its own: no small habit and no notes."""
    if block.kind == "protect":
        return True
    if block.origin:
        return False
    aside = {one.name for one in profile.practices if one.pocket or _is_small(one)}
    return block.dose is None or block.name not in aside


def _is_small(practice: Practice) -> bool:
    """Whether a practice is a few minutes stacked on something else."""
    return practice.is_stacked and practice.doses[0] <= LONGEST_POCKET


def _things(blocks: Iterable[Block]) -> list[list[Block]]:
    """Blocks of one thing together."""
    found: dict[tuple[str, str, str], list[Block]] = {}
    for block in blocks:
        found.setdefault((block.name, block.kind, block.origin), []).append(block)
    return list(found.values())


def _presses(profile: Profile, mine: Sequence[Block]) -> bool:
    """Whether it is a task that is important and urgent on that day."""
    task = _task_of(profile, mine[0])
    return task is not None and quadrant_of(task, _midnight(mine[0].start)) == "first"


def _rank(profile: Profile, mine: Sequence[Block]) -> float:
    minutes = sum(block.minutes for block in mine)
    weight = profile.values.get(mine[0].value or "", 1.0)
    task = _task_of(profile, mine[0])
    rank = PRACTICE_RANK if task is None else TASK_RANK[quadrant_of(task, _midnight(mine[0].start))]
    return float(rank * weight**0.5 * minutes**0.5)


def _midnight(moment: datetime) -> datetime:
    return moment.replace(hour=0, minute=0)


def _task_of(profile: Profile, block: Block) -> Task | None:
    if block.dose is not None or block.origin:
        return None
    return next((task for task in profile.tasks if task.name == block.name), None)


def _thing(mine: Sequence[Block]) -> BigThing:
    return BigThing(mine[0].shown_name, mine[0].start, sum(block.minutes for block in mine))
