"""Say what is missing or small, and what it lost to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from trimtab.domain.plans import NOTES_BECAUSE, Unplaced
from trimtab.planner.lateness import due_text
from trimtab.planner.line import Week
from trimtab.planner.patterns import not_kept
from trimtab.planner.problem import Item, Problem
from trimtab.planner.reasons import Reasons
from trimtab.planner.short_nights import is_nearly_over
from trimtab.planner.solve import Solution
from trimtab.planner.standing import because_of, minutes_asked, unanchored

SLEEP_SLACK = 45
"""Minutes by which a night may be short before a sentence is worth it."""


def explain_shortfalls(
    week: Week, problem: Problem, solution: Solution, *, looks_for_reasons: bool = True
) -> tuple[Unplaced, ...]:
    """Each thing missing or smaller than asked, musts first, with what it lost to.

    Looking for that is a third of a re-plan; without it, only what needs no looking is said.
    """
    reasons = Reasons.after(week, problem, solution)
    found = []
    for numbers in _by_name(problem.items).values():
        short = [number for number in numbers if is_short(reasons, number)]
        if short:
            is_must = problem.items[numbers[0]].must
            find_loss = partial(reasons.because, short) if looks_for_reasons else str
            found.append((not is_must, _unplaced(reasons, numbers, short, find_loss)))
    found += [(True, one) for one in unanchored(week, problem, reasons.placed_minutes)]
    found.sort(key=lambda pair: pair[0])
    return tuple(unplaced for _, unplaced in found)


def holds_all_asked(week: Week, problem: Problem, solution: Solution) -> bool:
    """Whether nothing is missing or small enough to be said, and all is kept free that should be.

    It agrees with what `explain_shortfalls` and `not_kept` tell, without looking for reasons.
    """
    reasons = Reasons.after(week, problem, solution)
    asked = (number for number, item in enumerate(problem.items) if item.wanted_minutes)
    if any(is_short(reasons, number) for number in asked):
        return False
    is_unanchored = any(True for _ in unanchored(week, problem, reasons.placed_minutes))
    return not is_unanchored and not not_kept(week, problem, solution.chosen)


def _by_name(items: Sequence[Item]) -> dict[tuple[str, str, str], list[int]]:
    """Numbers of items that read as one: same kind, name and way to speak of it."""
    found: dict[tuple[str, str, str], list[int]] = {}
    for number, item in enumerate(items):
        if item.wanted_minutes:
            found.setdefault((item.kind, item.name, item.said), []).append(number)
    return found


def is_short(reasons: Reasons, number: int) -> bool:
    """Whether an item is missing or small enough to be worth a sentence.

    Sleep counts from three quarters of an hour, for nights of the horizon that are not nearly
    over; a meal or buffer not while some dose of it stands, and a meal not where duty or sleep
    holds its hours.
    """
    item = reasons.problem.items[number]
    placed = reasons.placed_minutes(number)
    if item.kind == "meal":
        return placed == 0 and reasons.is_meal_missed(number)
    if item.kind == "sleep":
        if item.day is None or item.day >= reasons.week.horizon.days:
            return False
        if placed >= item.wanted_minutes - SLEEP_SLACK:
            return False
        return bool(placed) or not is_nearly_over(reasons.week, item.day, item.wanted_minutes)
    if item.is_routine:
        return placed == 0
    return placed < item.wanted_minutes


def _unplaced(
    reasons: Reasons, numbers: Sequence[int], short: Sequence[int], find_loss: Callable[[], str]
) -> Unplaced:
    items = reasons.problem.items
    counted = short if items[numbers[0]].is_routine else numbers
    wanted = sum(minutes_asked(reasons.week, items[number]) for number in counted)
    placed = sum(
        min(reasons.placed_minutes(number), items[number].wanted_minutes) for number in counted
    )
    because = because_of(reasons.week, reasons.problem, items[numbers[0]], find_loss)
    due = due_text(reasons.week, items[numbers[0]], wanted - placed)
    because = " ".join(filter(None, [due, because]))
    if items[numbers[0]].said:
        because = f"{NOTES_BECAUSE} {because}"
    if items[numbers[0]].must and not items[numbers[0]].is_routine:
        because = f"You marked it as a must. {because}"
    nights = len(short) if items[numbers[0]].kind == "sleep" else 0
    return Unplaced(items[numbers[0]].name, wanted, placed, because, nights)
