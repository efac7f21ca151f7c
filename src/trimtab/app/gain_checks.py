"""A gain told of a place is one that planning again with the block there does find."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, timedelta

from trimtab.domain.plans import Block, LastPlan
from trimtab.planner.placements import Lifted
from trimtab.planner.replan import solve_again
from trimtab.planner.settled_places import SettledPlace
from trimtab.planner.solve import Effort
from trimtab.planner.solved import SolvedWeek

LEAST_GAIN = 1e-6
MOST_CHECKED = 3
"""Gains looked at, each as long as a re-plan takes; of others no gain is told (our choice)."""


@dataclass(frozen=True, slots=True)
class GainChecks:
    """A solved week that knows its last plan, and the block to be moved, as it was and as it is."""

    solved: SolvedWeek
    was: Block
    block: Block
    effort: Effort

    def checked(self, lifted: Lifted, told: Sequence[SettledPlace]) -> list[SettledPlace]:
        """These places, none with a gain that the week planned again for it does not have."""
        gains = sorted((one for one in told if one.loss < -LEAST_GAIN), key=lambda one: one.loss)
        fair = [one for one in told if one.loss >= -LEAST_GAIN]
        found = [self._as_planned_again(lifted, one) for one in gains[:MOST_CHECKED]]
        return [*fair, *found, *(replace(one, loss=0.0) for one in gains[MOST_CHECKED:])]

    def _as_planned_again(self, lifted: Lifted, one: SettledPlace) -> SettledPlace:
        own = lifted.solved.problem.start_minute(lifted.candidate)
        request = replace(
            self.solved.week.request, last=self._last_with_it_at(one.place.start - own)
        )
        again = solve_again(request, self.effort, after=self.solved)
        before, after = (
            week.problem.worth_without_staying(week.solution.chosen)
            for week in (self.solved, again)
        )
        return replace(one, loss=max(one.loss, min(0.0, before - after)))

    def _last_with_it_at(self, minutes_later: int) -> LastPlan | None:
        """The last plan with the block pinned so much later."""
        last = self.solved.week.request.last
        if last is None:
            return None
        zone = self.block.start.tzinfo
        start, end = (
            (moment.astimezone(UTC) + timedelta(minutes=minutes_later)).astimezone(zone)
            for moment in (self.block.start, self.block.end)
        )
        moved = replace(self.block, start=start, end=end, mark="pinned", uid="")
        others = [one for one in last.blocks if one != self.was]
        blocks = sorted([*others, moved], key=lambda one: one.start.astimezone(UTC))
        return replace(last, blocks=tuple(blocks), asked="")
