"""Habits stacked on something else: one candidate holds the anchor and what rides with it.

The anchor alone stays possible. Getting home is no candidate of ours, so what is stacked on it
starts within a quarter of an hour of arriving; unwinding can wait so long.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from trimtab.domain.plans import Dose
from trimtab.domain.practices import MEAL_ANCHORS, Practice
from trimtab.domain.time import SLOT_MINUTES, slot_up
from trimtab.planner import defaults
from trimtab.planner.arrays import Ints
from trimtab.planner.combining import Merged, is_each, merge_uses
from trimtab.planner.layout import Use
from trimtab.planner.ledger import Ledger
from trimtab.planner.life_candidates import (
    PracticeRows,
    practice_places,
    slots_up,
    write_rows,
)
from trimtab.planner.line import Week
from trimtab.planner.lived_days import largest_minutes
from trimtab.planner.problem import Group, Part, Problem, Shape
from trimtab.planner.routine_candidates import meal_named_in

STEP = 15
"""Minutes between the starts of nights that carry a habit, which would else be many."""


def add_stacks(ledger: Ledger) -> None:
    """Write every stacked practice into the ledger, after all that it may ride with."""
    stacked = [one for one in ledger.week.profile.practices if one.is_stacked]
    names = {one.name for one in stacked}
    for practice in sorted(stacked, key=lambda one: anchor_of(one) in names):
        _add_stack(ledger, practice)


def anchor_of(practice: Practice) -> str:
    """What a practice rides with."""
    return practice.after or practice.before or ""


def is_anchored(week: Week, problem: Problem, practice: Practice) -> bool:
    """Whether what a practice rides with can take place at all on these days."""
    anchor = anchor_of(practice)
    if anchor == "Get home":
        return bool(_arrivals(week))
    return any(_is_named(part, shape, anchor) for shape in problem.shapes for part in shape.parts)


@dataclass(frozen=True, slots=True)
class _Stack:
    """A stacked practice being written: where it may lie, and its budgets."""

    ledger: Ledger
    rows: PracticeRows
    places: Merged

    @property
    def practice(self) -> Practice:
        return self.rows.practice

    def doses(self, *, at_night: bool) -> list[tuple[Dose, int]]:
        """Doses that may ride; with a night the largest and the smallest alone."""
        doses = self.rows.doses()
        if not at_night:
            return doses
        most = largest_minutes(self.ledger.week, self.practice)
        larger = [one for one in doses if most is None or one[1] <= slots_up(most)] or doses[-1:]
        return [larger[0], *larger[1:][-1:]]

    def add(self, shape: Shape, group: Group, kept: Ints, starts: Ints) -> None:
        """Add the kept candidates of an anchor with the practice riding from `starts` on.

        Whole candidates start where the shape's first part does; the practice's own minutes are
        the shape's last rider's.
        """
        ledger, minutes = self.ledger, shape.also[-1][1]
        first = np.minimum(group.starts[kept], starts)
        uses: list[Use] = [(_of(budget, kept), _of(amount, kept)) for budget, amount in group.uses]
        uses += [(ledger.open_time[ledger.week_of(starts)], minutes)]
        uses += self.rows.uses(ledger, starts, minutes)
        worth = group.worth[kept] + self.rows.worth(ledger, starts, minutes)
        merged = tuple(merge_uses(uses, first.size))
        ledger.draft.add_group(Group(shape, first, worth, merged))


def _of(values: Any, kept: Ints) -> Any:
    """The kept ones of values given one by one; a value given for all as it is."""
    return values[kept] if isinstance(values, np.ndarray) else values


def _add_stack(ledger: Ledger, practice: Practice) -> None:
    places = Merged.of(practice_places(ledger, practice))
    groups = [group for group in ledger.draft.groups if _is_anchor(ledger, group, practice)]
    arrivals = _arrivals(ledger.week) if practice.after == "Get home" else []
    days = {ledger.week.horizon.day_of(home) for home in arrivals}
    days |= _days_beside(ledger, practice, places, groups)
    stack = _Stack(ledger, write_rows(ledger, practice, days), places)
    for group in groups:
        _add_rides(stack, group)
    for home in arrivals:
        _add_alone(stack, home)


def _days_beside(
    ledger: Ledger, practice: Practice, places: Merged, groups: Sequence[Group]
) -> set[int]:
    """Days on which the smallest dose that counts has room beside an anchor."""
    minutes = slot_up(practice.doses[0] if practice.must else practice.doses[-1])
    found: set[int] = set()
    for group in groups:
        starts = _beside(practice, group, minutes)
        found |= set(ledger.day_of(starts[places.hold(starts, minutes)]).tolist())
    return found


def _beside(practice: Practice, group: Group, minutes: int) -> Ints:
    """Where a practice of so many minutes starts with each candidate of its anchor."""
    if practice.after is None:
        return group.starts - minutes
    return group.starts + _shown_minutes(group.shape)


def _shown_minutes(shape: Shape) -> int:
    """Minutes from a shape's start to the end of its last part; a break may follow."""
    return max(part.end for part in shape.parts)


def _add_rides(stack: _Stack, group: Group) -> None:
    """The practice right before or right after each candidate of an anchor."""
    is_before = stack.practice.after is None
    at_night = any(part.kind == "sleep" for part in group.shape.parts)
    is_seen = group.starts < stack.ledger.week.horizon.minutes
    if at_night:
        is_seen &= is_each(group.starts, STEP)
    for dose, minutes in stack.doses(at_night=at_night):
        starts = _beside(stack.practice, group, minutes)
        kept = np.flatnonzero(is_seen & stack.places.hold(starts, minutes))
        kept = kept[stack.rows.suits(stack.ledger, starts[kept], dose)]
        if not kept.size:
            continue
        if is_before:
            shape = _led(stack, group, dose, minutes)
        else:
            part = stack.rows.part(_shown_minutes(group.shape), dose, minutes)
            shape = _joined(stack, group, (*group.shape.parts, part), minutes)
        stack.add(shape, group, kept, starts[kept])


def _joined(stack: _Stack, group: Group, parts: tuple[Part, ...], minutes: int) -> Shape:
    also = (*group.shape.also, (stack.rows.item, minutes))
    return Shape(group.shape.item, parts, group.shape.minutes + minutes, also)


def _led(stack: _Stack, group: Group, dose: Dose, minutes: int) -> Shape:
    """The anchor's parts moved on, the practice before them."""
    later = [
        replace(part, start=part.start + minutes, end=part.end + minutes)
        for part in group.shape.parts
    ]
    return _joined(stack, group, (stack.rows.part(0, dose, minutes), *later), minutes)


def _is_anchor(ledger: Ledger, group: Group, practice: Practice) -> bool:
    """Whether a practice may ride with a group: beside its anchor, or others that ride there."""
    key = "after" if practice.after is not None else "before"
    riders = {
        one.name
        for one in ledger.week.profile.practices
        if getattr(one, key) == anchor_of(practice) and one.name != practice.name
    }
    parts = group.shape.parts if key == "before" else group.shape.parts[::-1]
    for part in parts:
        if _is_named(part, group.shape, anchor_of(practice)):
            return True
        if part.name not in riders or part.dose is None:
            return False
    return False


def _is_named(part: Part, shape: Shape, anchor: str) -> bool:
    """Whether a part is what an anchor names; waking up ends with the slow start."""
    if anchor == "Wake up" and part.name == "Slow start":
        return any(one.kind == "sleep" for one in shape.parts)
    if anchor in MEAL_ANCHORS and part.kind == "protect":
        meal = meal_named_in(part.name)
        return part.name == anchor or (meal is not None and meal.name == anchor)
    return part.name == anchor and part.kind not in {"task", "sleep", "nap"}


def _arrivals(week: Week) -> list[int]:
    """Minutes at which the person gets home."""
    homes = [stay.home_at for stay in week.stays if not stay.is_remote]
    return [home for home in homes if week.now <= home < week.horizon.minutes]


def _add_alone(stack: _Stack, home: int) -> None:
    """The practice within a quarter of an hour of getting home."""
    ledger = stack.ledger
    first, last = slot_up(home), home + defaults.WAKING.right_after
    near = np.arange(first, last + 1, SLOT_MINUTES, dtype=np.int32)
    for dose, minutes in stack.rows.doses():
        starts = near[stack.places.hold(near, minutes)]
        starts = starts[stack.rows.suits(ledger, starts, dose)]
        shape = Shape(stack.rows.item, (stack.rows.part(0, dose, minutes),), minutes)
        worth = stack.rows.worth(ledger, starts, minutes)
        ledger.add(shape, starts, worth, stack.rows.uses(ledger, starts, minutes))
