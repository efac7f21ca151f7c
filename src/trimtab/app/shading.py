"""How good every place of a block is, at a glance: nothing is planned again for it."""

from __future__ import annotations

from datetime import datetime

from trimtab.domain.errors import NoSuchBlockError
from trimtab.domain.places import Shade, Shading
from trimtab.domain.plans import Block
from trimtab.planner.placements import Lifted, with_deadlines_held, without_staying
from trimtab.planner.solved import SolvedWeek

HALF_AS_GOOD = 30.0
"""Minutes of an average value by which a place half as good as the best is dearer (our choice)."""


def shade_places(solved: SolvedWeek, block: Block, now: datetime) -> Shading:
    """Every place of a block of a solved week from `now` on, the one it has among them.

    Raises NoSuchBlockError where the week does not hold the block.
    """
    candidate = find_candidate(solved, block)
    if candidate is None:
        raise NoSuchBlockError(f"{block.shown_name} does not stand in the plan as it is now.")
    horizon, problem = solved.week.horizon, solved.problem
    lifted = Lifted.from_week(without_staying(with_deadlines_held(solved)), candidate)
    into = horizon.minute_of(block.start) - problem.start_minute(candidate)
    soonest = max(solved.week.now, horizon.minute_of(now))
    found = [place for place in lifted.places() if place.start + into >= soonest]
    best = min((place.loss for place in found), default=0.0)
    return Shading(
        block,
        tuple(
            Shade(
                start=horizon.instant_of(place.start + into),
                end=horizon.instant_of(place.start + into + block.minutes),
                goodness=HALF_AS_GOOD / (HALF_AS_GOOD + place.loss - best),
            )
            for place in found
        ),
    )


def find_candidate(solved: SolvedWeek, block: Block) -> int | None:
    """The chosen candidate that a block is part of, None where there is none."""
    problem, minute = solved.problem, solved.week.horizon.minute_of(block.start)
    found = (
        j
        for j in solved.solution.chosen
        for part in problem.parts_of(j)
        if (part.kind, part.name) == (block.kind, block.name)
        and problem.start_minute(j) + part.start == minute
    )
    return next(found, None)
