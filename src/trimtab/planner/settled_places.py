"""What a block's places cost once the rest of the week has settled around it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from trimtab.planner.forcing import REPAIRS, Forcing
from trimtab.planner.losses import Losses
from trimtab.planner.placements import Lifted, Placement
from trimtab.planner.problem import Problem
from trimtab.planner.sentences import minutes_said

LEAST_TRIED = 1e-6
"""Worth below which nothing is left to gain by looking further."""


@dataclass(frozen=True, slots=True)
class SettledPlace:
    """A place, and the best week found with the block there: its choice, and what it loses.

    `loss` is never more than the place's own, which leaves all else where it is.
    """

    place: Placement
    chosen: tuple[int, ...]
    loss: float


@dataclass(frozen=True, slots=True)
class Settling:
    """A week with a block lifted out of it, ready to be settled around one place after another."""

    lifted: Lifted
    forcing: Forcing

    @classmethod
    def around(
        cls, lifted: Lifted, places: Iterable[Placement], staying: Problem | None = None
    ) -> Settling:
        """Make ready to be asked about these places.

        With `staying`, the same problem with worth for staying, as little else moves as when the
        week is planned again.
        """
        problem, solution = staying or lifted.solved.problem, lifted.solved.solution
        asked = [place.candidate for place in places]
        return cls(lifted, Forcing.after(problem, solution, asked))

    def swap(self, place: Placement) -> SettledPlace:
        """The place with all else where it is."""
        kept = set(self.lifted.solved.solution.chosen) - {self.lifted.candidate}
        kept -= set(self.lifted.gives_way(place.candidate))
        return SettledPlace(place, tuple(sorted(kept | {place.candidate})), place.loss)

    def settle(self, place: Placement) -> SettledPlace:
        """The place with the week settled around it by swaps."""
        return self._better(self.swap(place), 0)

    def look_closer(self, settled: SettledPlace) -> SettledPlace:
        """The same place, looked at as closely as a reason is."""
        return self._better(settled, REPAIRS)

    def _better(self, known: SettledPlace, repairs: int) -> SettledPlace:
        if known.loss <= LEAST_TRIED or self._meets_its_like(known.place):
            return known
        week = self.forcing.with_candidate(known.place.candidate, repairs)
        if week is None:
            return known
        solved = self.lifted.solved
        loss = solved.solution.value - solved.problem.worth_of(week.chosen)
        return known if loss >= known.loss else replace(known, chosen=week.chosen, loss=loss)

    def _meets_its_like(self, place: Placement) -> bool:
        """Whether another of the same, a second run say, would have to go.

        Settled, the two would change places: nothing moved, and nothing said of moving.
        """
        item_of = self.lifted.solved.problem.item_of
        own = item_of[self.lifted.candidate]
        return any(item_of[j] == own for j in self.lifted.gives_way(place.candidate))

    def gives_way(self, settled: SettledPlace) -> tuple[str, ...]:
        """What the week has less of then, in words, the most first."""
        solved, lifted = self.lifted.solved, self.lifted
        losses = Losses(solved.week, solved.problem, solved.solution.chosen, settled.chosen)
        item = int(solved.problem.item_of[lifted.candidate])
        less = -losses.minutes_gained(item)
        own = [f"{minutes_said(less)} of {solved.problem.items[item].name}"] if less > 0 else []
        return (*own, *losses.named(besides=item))
