"""Tasks in four groups by what is urgent and what is important, each with the time it has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from trimtab.domain.kept import BlockMark, Verb
from trimtab.domain.plans import Block, Plan, Unplaced
from trimtab.domain.tasks import MOST_BATCHED, ListedTask, Quadrant, quadrant_of

LEAST_TO_SHRINK = 30
"""A task shorter than that is not offered to stop at good enough (our choice)."""

ENOUGH_SHARE = 0.5
"""What is offered as good enough of all its minutes, to the next quarter hour (our choice)."""

LEAST_STEP = 15
PINS = frozenset({"pinned", "unpinned"})
HAPPENED = frozenset({"done", "shorter", "longer"})


@dataclass(frozen=True, slots=True)
class TaskStanding:
    """A task, its sittings from now on, and why the plan has no more of them.

    `done` are sittings gone by that the person said happened, `passed` those nobody said anything
    of. `is_planned` says whether there is a plan at all.
    """

    listed: ListedTask
    blocks: tuple[Block, ...] = ()
    done: tuple[Block, ...] = ()
    passed: tuple[Block, ...] = ()
    missing: Unplaced | None = None
    is_planned: bool = False


@dataclass(frozen=True, slots=True)
class SortedTasks:
    """All tasks: four groups, those that begin later, and those somebody else does.

    `is_current` says that the plan was made from these very tasks.
    """

    groups: dict[Quadrant, tuple[TaskStanding, ...]]
    later: tuple[TaskStanding, ...] = ()
    handed: tuple[TaskStanding, ...] = ()
    is_current: bool = True

    @property
    def count(self) -> int:
        """How many there are."""
        return sum(map(len, self.groups.values())) + len(self.later) + len(self.handed)


def sort_tasks(
    tasks: Iterable[ListedTask],
    plan: Plan | None,
    now: datetime,
    marks: Iterable[BlockMark] = (),
) -> SortedTasks:
    """Tasks as they stand at an aware moment; in each group those due first come first.

    `marks` tell what was said of the plan's blocks.
    """
    said = {(one.name, one.start): one.verb for one in marks if one.verb not in PINS}
    groups: dict[Quadrant, list[TaskStanding]] = {
        "first": [], "scheduled": [], "batched": [], "let_go": [],
    }  # fmt: skip
    later, handed = [], []
    for listed in tasks:
        standing = _standing(listed, plan, now, said)
        if listed.handed_to:
            handed.append(standing)
        elif listed.task.starts is not None and listed.task.starts > now:
            later.append(standing)
        else:
            groups[quadrant_of(listed.task, now)].append(standing)
    later.sort(key=lambda one: one.listed.task.starts or now)
    return SortedTasks(
        {name: tuple(sorted(ones, key=_due_first)) for name, ones in groups.items()},
        tuple(later),
        tuple(handed),
    )


def _due_first(one: TaskStanding) -> tuple[bool, datetime | None, int]:
    due = one.listed.task.due
    return (due is None, due, one.listed.number) if due else (True, None, one.listed.number)


def _standing(
    listed: ListedTask, plan: Plan | None, now: datetime, said: Mapping[tuple[str, datetime], Verb]
) -> TaskStanding:
    if plan is None:
        return TaskStanding(listed)
    name = listed.task.name
    mine = [one for one in plan.blocks if one.name == name and _is_sitting(one)]
    over = [(one, said.get((name, one.start), _marked(one))) for one in mine if one.end <= now]
    return TaskStanding(
        listed,
        tuple(one for one in mine if one.end > now),
        tuple(one for one, verb in over if verb in HAPPENED),
        tuple(one for one, verb in over if verb == "undone"),
        next((one for one in plan.unplaced if one.name == name), None),
        is_planned=True,
    )


def _marked(block: Block) -> Verb:
    return "done" if block.mark == "done" else "undone"


def _is_sitting(block: Block) -> bool:
    return block.kind in {"task", "study"} and not block.is_notes


def enough_offered(listed: ListedTask) -> int | None:
    """Minutes to offer as good enough; None where that is said, or the task is short.

    >>> from trimtab.domain.tasks import Task
    >>> enough_offered(ListedTask(0, Task("Abstract", "life", 240)))
    120
    >>> enough_offered(ListedTask(0, Task("Form", "life", 20)))
    """
    task = listed.task
    if task.enough_minutes is not None or task.minutes < LEAST_TO_SHRINK:
        return None
    half = round(task.minutes * ENOUGH_SHARE)
    return min(task.minutes, -(-half // LEAST_STEP) * LEAST_STEP)


def may_be_batched(listed: ListedTask) -> bool:
    """Whether it is small enough to be done with others, and is not yet."""
    return listed.task.minutes <= MOST_BATCHED and not listed.task.is_batched
