"""Why something cannot stand at a time asked for: what is given then, or the rule against it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from trimtab.domain.plans import Block
from trimtab.domain.time import Interval, clock_text
from trimtab.planner import defaults
from trimtab.planner.done import left_by
from trimtab.planner.history import Known
from trimtab.planner.line import Week
from trimtab.planner.problem import Item
from trimtab.planner.sentences import listed
from trimtab.planner.stacks import anchor_of
from trimtab.planner.walls import Walls, walls_of


def why_no_place(week: Week, block: Block, stays: Iterable[Block]) -> str:
    """The first thing that keeps a block from where it stands; empty when none is known.

    `stays` are the blocks that the plan may not move.
    """
    span = Interval(week.horizon.minute_of(block.start), week.horizon.minute_of(block.end))
    return next(_reasons(week, block, span, stays), "")


def _reasons(week: Week, block: Block, span: Interval, stays: Iterable[Block]) -> Iterator[str]:
    yield from _given(week, span)
    yield from _overdue(week, block, span)
    walls = walls_of(week, _item_of(week, block, span))
    if walls is not None:
        yield from (rule.said for rule in walls.rules if any(map(span.overlaps, rule.hours)))
        yield from _outside(week, block, span, walls)
    stacked = (one for one in week.profile.practices if one.is_stacked and one.name == block.name)
    for one in stacked:
        yield f"Its place is right {'after' if one.after else 'before'} {anchor_of(one)}."
    yield from _beside_another(week, block, stays)


def _given(week: Week, span: Interval) -> Iterator[str]:
    """What others decided, and the ways there and back."""
    taken = [t for t in week.taken if t.commitment.takes_the_person and t.interval.overlaps(span)]
    if taken:
        yield f"{listed(t.commitment.name for t in taken)} takes that time."
    if any(way.overlaps(span) for way in week.travel):
        yield "The way there or back takes that time."


def _overdue(week: Week, block: Block, span: Interval) -> Iterator[str]:
    task = next((one for one in week.profile.tasks if one.name == block.name), None)
    if task is None or block.kind not in {"task", "study"} or block.is_notes:
        return
    if task.starts is not None and span.start < week.horizon.minute_of(task.starts):
        yield "It does not begin before then."
    if task.due is not None and span.end > week.horizon.minute_of(task.due) > week.now:
        yield "It is due before then."


def _item_of(week: Week, block: Block, span: Interval) -> Item:
    """What a block is of, as the rules know it."""
    item = Item(block.name, block.kind, block.value, span.minutes)
    if not block.is_notes:
        return item
    taken = left_by(week, Known(block, span))
    day = None if taken is None else week.horizon.day_of(taken.interval.end)
    return replace(item, day=day, said=f"the notes from {block.name}")


def _outside(week: Week, block: Block, span: Interval, walls: Walls) -> Iterator[str]:
    """Hours or days of its own that the time lies outside of."""
    if any(hours.contains(span) for hours in walls.hours):
        return
    mine = [one for one in week.profile.practices if one.name == block.name]
    kept = [one for one in week.profile.protects if one.name == block.name]
    weekday = week.horizon.weekday_of(week.horizon.day_of(span.start))
    person = next((one.with_person for one in mine), None)
    days = [one.days for one in mine] + [one.days for one in kept]
    if any(weekday not in asked for asked in days):
        yield f"It is not asked for on a {weekday.capitalize()}."
    elif kept and block.kind == "protect":
        yield f"It keeps to {kept[0].between}."
    elif mine and mine[0].only:
        yield f"It keeps to {listed(map(str, mine[0].only))}."
    elif person is not None:
        yield f"{person} is not there then."
    elif not block.is_notes:
        hours = defaults.WAKING.hours
        first, last = clock_text(hours.start), clock_text(hours.end)
        yield f"Things of its kind are planned between {first} and {last}."


def _beside_another(week: Week, block: Block, stays: Iterable[Block]) -> Iterator[str]:
    """Another of the same practice that stays where it is on that day."""
    if not any(one.name == block.name for one in week.profile.practices):
        return
    for one in stays:
        is_same = (one.kind, one.name) == (block.kind, block.name) and one.start != block.start
        if is_same and one.start.date() == block.start.date():
            yield f"It would stand too near the one at {one.start:%H:%M}."
