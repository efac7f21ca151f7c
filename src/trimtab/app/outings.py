"""When a plan has the person out of the house: from a way out to the way that leads home."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import zip_longest

from trimtab.domain.plans import Block, Plan


def outings(plan: Plan) -> Iterator[tuple[datetime, datetime]]:
    """Each stretch from leaving home to being back, whatever lies between its ways."""
    left: datetime | None = None
    for way, comes_home in ways_of(plan):
        left = left or way.start
        if comes_home:
            yield left, way.end
            left = None


def ways_of(plan: Plan) -> Iterator[tuple[Block, bool]]:
    """The ways of a plan in their order, each with whether it leads home."""
    ways = [block for block in plan.blocks if block.kind == "travel"]
    fixed = [block for block in plan.blocks if block.is_fixed]
    begins, ends = {block.start for block in fixed}, {block.end for block in fixed}
    for way, after in zip_longest(ways, ways[1:]):
        yield way, _leads_home(way, after, begins, ends)


def _leads_home(
    way: Block, after: Block | None, begins: set[datetime], ends: set[datetime]
) -> bool:
    """Whether a way ends at home: where nothing begins, or what begins is held from there.

    What begins is held from home where the way came from a commitment and none follows it out.
    """
    if way.end not in begins:
        return True
    return way.start in ends and (after is None or after.start not in ends)
