"""A greedy planner by priority, as auto-schedulers work, over the same candidates as ours.

What must be comes first, as if it stood in the calendar, then sleep at its habitual hours, then
buffers, protected time and meals at their best hours, then tasks by due time into the earliest
slots, then habits at the hours liked best. What is placed stays. It may see what a thing would be
worth, and leave out what would do harm; only due tasks are placed in any case.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np

from trimtab.planner.line import Week
from trimtab.planner.problem import Item, Problem
from trimtab.planner.sleep_hours import habitual_night

TASK_KINDS = ("task", "study")


@dataclass(slots=True)
class Board:
    """A week being filled: slots taken, totals used, candidates placed."""

    problem: Problem
    taken: np.ndarray[tuple[int], np.dtype[np.bool_]]
    totals: list[float]
    chosen: list[int] = field(default_factory=list)

    @classmethod
    def empty(cls, problem: Problem) -> Board:
        """A board with nothing on it."""
        slots = np.zeros(problem.line_slots + 1, np.bool_)
        return cls(problem, slots, [0.0] * len(problem.budgets))

    def fits(self, candidate: int) -> bool:
        """Whether its slots are free and no budget would overflow."""
        arrays = self.problem.arrays
        if self.taken[arrays.tail[candidate] : arrays.head[candidate]].any():
            return False
        uses = self.problem.uses_of(candidate)
        budgets = self.problem.budgets
        return all(self.totals[b] + use <= budgets[b].high + 1e-7 for b, use in uses)

    def gain(self, candidate: int) -> float:
        """What the week gains by it, exactly."""
        gain = float(self.problem.arrays.worth[candidate])
        for number, use in self.problem.uses_of(candidate):
            budget, total = self.problem.budgets[number], self.totals[number]
            gain += budget.worth(total + use) - budget.worth(total)
        return gain

    def place(self, candidate: int) -> None:
        """Put it into the week for good."""
        arrays = self.problem.arrays
        self.taken[arrays.tail[candidate] : arrays.head[candidate]] = True
        for budget, use in self.problem.uses_of(candidate):
            self.totals[budget] += use
        self.chosen.append(candidate)

    def place_all(self, candidates: Iterable[int], *, is_due: bool = False) -> None:
        """Place in turn each that fits and does good; what is due is placed in any case."""
        for candidate in candidates:
            if self.fits(candidate) and (is_due or self.gain(candidate) > 0):
                self.place(candidate)

    def minutes_of(self, item: int) -> int:
        """Minutes of a task placed so far."""
        return task_minutes_placed(self.problem, item, self.chosen)


def plan_greedily(week: Week, problem: Problem) -> tuple[int, ...]:
    """The candidates a greedy planner chooses, a valid plan of the same problem."""
    board = Board.empty(problem)
    items = range(len(problem.items))
    by_worth = [_of(problem, item, lambda j: -float(problem.arrays.worth[j])) for item in items]
    in_time = [_of(problem, item, lambda j: int(problem.arrays.tail[j])) for item in items]
    for item in _where(problem, lambda one: one.must and not one.is_routine):
        board.place_all(by_worth[item])
    for item in _where(problem, lambda one: one.must and one.is_routine):
        if _has_one_start(problem, item):
            board.place_all(by_worth[item])
    for item in _where(problem, lambda one: one.kind == "sleep"):
        _place_sleep(board, week, item)
    for kind in ("buffer", "protect", "meal"):
        for item in _where(problem, lambda one, kind=kind: one.kind == kind):
            board.place_all(by_worth[item])
    for item in sorted(_where(problem, is_task), key=lambda item: _priority(week, problem, item)):
        _place_task(board, in_time[item], item, is_due=item in deadline_items(week, problem))
    habits = _where(problem, lambda one: one.kind in {"practice", "people"} and not one.must)
    weights = week.profile.values
    for item in sorted(habits, key=lambda item: -weights.get(problem.items[item].value or "", 1.0)):
        board.place_all(by_worth[item])
    return tuple(sorted(board.chosen))


def is_task(item: Item) -> bool:
    """Whether an item is work with an end."""
    return item.kind in TASK_KINDS


def deadline_items(week: Week, problem: Problem) -> list[int]:
    """Items due within the horizon: tasks with such a due time, and the notes that duties leave."""
    limit = week.horizon.minutes
    due = {
        task.name
        for task in week.profile.tasks
        if task.due and week.now < week.horizon.minute_of(task.due) <= limit
    }
    return _where(problem, lambda one: is_task(one) and (bool(one.said) or one.name in due))


def task_minutes_placed(problem: Problem, item: int, chosen: Iterable[int]) -> int:
    """Minutes of a task in a plan, breaks left aside."""
    return sum(
        part.end - part.start
        for candidate in chosen
        if problem.item_of[candidate] == item
        for part in problem.parts_of(candidate)
        if part.kind in TASK_KINDS
    )


def _where(problem: Problem, is_meant: Callable[[Item], bool]) -> list[int]:
    return [number for number, item in enumerate(problem.items) if is_meant(item)]


def _of(problem: Problem, item: int, key: Callable[[int], float]) -> list[int]:
    return sorted(np.flatnonzero(problem.item_of == item).tolist(), key=key)


def _has_one_start(problem: Problem, item: int) -> bool:
    """Whether an item has its time, such as unwinding on coming home."""
    return np.unique(problem.arrays.tail[problem.item_of == item]).size == 1


def _place_sleep(board: Board, week: Week, item: int) -> None:
    """The sleep of a day nearest in length, then in hours, to the habitual one."""
    problem = board.problem
    usual = habitual_night(week, problem.items[item].day or 0)

    def distance(candidate: int) -> tuple[int, int]:
        asleep = next(part for part in problem.parts_of(candidate) if part.kind == "sleep")
        start = problem.start_minute(candidate) + asleep.start
        return abs(asleep.end - asleep.start - usual.minutes), abs(start - usual.start)

    candidates = sorted(np.flatnonzero(problem.item_of == item).tolist(), key=distance)
    best = next((candidate for candidate in candidates if board.fits(candidate)), None)
    if best is not None:
        board.place(best)


def _priority(week: Week, problem: Problem, item: int) -> tuple[int, bool]:
    """By due time (the end of the last place there is), important ones first among equals."""
    mine = problem.item_of == item
    last = int(problem.arrays.head[mine].max(initial=0))
    important = {task.name for task in week.profile.tasks if task.important}
    return last, problem.items[item].name not in important


def _place_task(board: Board, in_time: Sequence[int], item: int, *, is_due: bool) -> None:
    """Sittings one after another from now on, each as long as fits and is still needed."""
    wanted = board.problem.items[item].wanted_minutes
    lengths = board.problem.arrays.head - board.problem.arrays.tail
    by_start = sorted(in_time, key=lambda j: (board.problem.arrays.tail[j], -lengths[j]))
    for candidate in by_start:
        left = wanted - board.minutes_of(item)
        if left <= 0:
            return
        minutes = task_minutes_placed(board.problem, item, [candidate])
        if minutes <= left + 4:
            board.place_all([candidate], is_due=is_due)
