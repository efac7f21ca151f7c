"""Why a deadline stays late: what finishing it in time would take that no deadline may."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from trimtab.domain.tasks import Task
from trimtab.domain.time import clock_text
from trimtab.planner.asked import due_minute
from trimtab.planner.budgets import at_least
from trimtab.planner.deadlines import LATE, allowed_sleep, late_tasks
from trimtab.planner.line import Week
from trimtab.planner.losses import day_name
from trimtab.planner.mending import mend
from trimtab.planner.problem import Item, Problem
from trimtab.planner.rest import Rest, least_asleep, rest_caps
from trimtab.planner.sentences import hours_said, listed
from trimtab.planner.solve import Solution
from trimtab.planner.solved import SolvedWeek

REPAIRS = 60
MOST_NAMED = 3


def lateness_text(week: Week, problem: Problem, solution: Solution, items: Sequence[int]) -> str:
    """What finishing the first late one of these items would take.

    Empty when none is late, when no such week is found, or when it takes only what is pleasant.
    """
    late = late_tasks(week, problem, solution.chosen)
    mine = [number for number in late if _item_of(problem, number) in items]
    if not mine:
        return ""
    number = min(mine, key=lambda one: (late[one], one))
    budgets = list(problem.budgets)
    asked = problem.totals_of(solution.chosen)[number] + late[number]
    budgets[number] = at_least(budgets[number].name, asked, budgets[number].high, LATE)
    solved = SolvedWeek(week, problem, solution)
    found = mend(solved, REPAIRS, within=problem.with_budgets(budgets)).solution.chosen
    if number in late_tasks(week, problem, found):
        return ""
    prices = list(_Price(week, problem, solution.chosen, found, number).named())
    if not prices:
        return ""
    return f"Finishing it in time would {listed(prices[:MOST_NAMED])}."


def due_text(week: Week, item: Item, missing: int) -> str:
    """When a task of these days is due and how much would be missing then; empty of all others."""
    task = task_of(week, item)
    due = due_minute(week, task.due) if task is not None else None
    if due is None or due > week.horizon.minutes:
        return ""
    clock = week.horizon.clock_of(due)
    day = day_name(week, due if clock else due - 1)
    when = f"{day} {clock_text(clock)}" if clock else f"at the end of {day}"
    return f"Due {when}: {hours_said(missing)} of it would still be missing then."


def task_of(week: Week, item: Item) -> Task | None:
    """The task that an item is; None where it is something else."""
    if item.kind not in {"task", "study"} or item.said:
        return None
    if any(practice.name == item.name for practice in week.profile.practices):
        return None
    return next((task for task in week.profile.tasks if task.name == item.name), None)


def _item_of(problem: Problem, budget: int) -> int | None:
    """Whose minutes a budget counts; None where nothing could be placed at all."""
    arrays = problem.arrays
    users = (arrays.idx == budget).nonzero()[0]
    if not users.size:
        return None
    return int(problem.item_of[arrays.ptr.searchsorted(users[0], side="right") - 1])


@dataclass(frozen=True, slots=True)
class _Price:
    """What a week in time with one thing more has lost, of what no deadline may take."""

    week: Week
    problem: Problem
    before: tuple[int, ...]
    after: tuple[int, ...]
    number: int

    def named(self) -> Iterator[str]:
        """Each loss as the end of a sentence that says what would happen."""
        caps = rest_caps(self.problem)
        rest, other = (Rest.of(self.problem, one, caps) for one in (self.before, self.after))
        yield from self._delayed()
        yield from self._left_out(rest.standing - other.standing)
        yield from self._shortened(rest, other)

    def _delayed(self) -> Iterator[str]:
        late, then = (late_tasks(self.week, self.problem, one) for one in (self.before, self.after))
        worse = [n for n, minutes in then.items() if minutes > late.get(n, 0.0) + 1e-6]
        items = [self.problem.items[item] for n in worse if (item := self._owner(n)) is not None]
        if items:
            yield f"delay {listed(item.said or item.name for item in items)}"

    def _owner(self, budget: int) -> int | None:
        return _item_of(self.problem, budget)

    def _left_out(self, caps: frozenset[int]) -> Iterator[str]:
        gone = [j for j in self.before if caps & {number for number, _ in self.problem.uses_of(j)}]
        names = [
            f"{day_name(self.week, max(0, self.problem.start_minute(j)))}'s "
            f"{'night' if item.kind == 'sleep' else item.name}"
            for j in gone
            for item in [self.problem.item_for(j)]
        ]
        if names:
            yield f"take the place of {listed(names)}"

    def _shortened(self, rest: Rest, other: Rest) -> Iterator[str]:
        short = {
            item: other.asleep[item]
            for item, minutes in rest.asleep.items()
            if 0 < other.asleep[item] < min(minutes, least_asleep(self.problem, item))
        }
        for item, minutes in short.items():
            day = self.problem.items[item].day or 0
            name = day_name(self.week, self.week.horizon.day_start(day))
            least = hours_said(least_asleep(self.problem, item))
            yield f"leave {hours_said(minutes)} of sleep into {name}, less than {least}"
        lost = rest.asleep.total() - other.asleep.total()
        lacking = late_tasks(self.week, self.problem, self.before)[self.number]
        if not short and lost > allowed_sleep([lacking]):
            yield f"take {hours_said(lost)} of sleep for {hours_said(round(lacking))} of it"
