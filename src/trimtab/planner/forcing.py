"""The best week that holds a given candidate: a claim about it is solved, not guessed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from trimtab.planner import kernels, swap_kernels
from trimtab.planner.neighbourhood import Neighbourhood
from trimtab.planner.problem import Problem
from trimtab.planner.solve import Solution

HELD = 1e5
"""Worth lent to the candidate that must stay: more than any week could lose by it."""

REPAIRS = 16


@dataclass(frozen=True, slots=True)
class ForcedWeek:
    """The best week found that holds a candidate: its choice, and its worth."""

    chosen: tuple[int, ...]
    value: float


@dataclass(frozen=True, slots=True)
class Forcing:
    """A solved week, ready to be solved again around one candidate after another."""

    around: Neighbourhood
    chosen: tuple[int, ...]

    @classmethod
    def after(cls, problem: Problem, solution: Solution, asked: Sequence[int]) -> Forcing:
        """Make a solved week ready to be asked about the candidates `asked`."""
        also = (*solution.chosen, *asked)
        return cls(Neighbourhood.at(problem, solution.prices, also), solution.chosen)

    def with_candidate(self, candidate: int, repairs: int = REPAIRS) -> ForcedWeek | None:
        """The best week found with `candidate` in it; None when a limit forbids it.

        It is put in at the least loss that one swap can do; from there the week is bettered by
        swaps and so many repairs, the candidate staying where it is; without a repair by swaps
        near what had to go.
        """
        around, held = self.around, self.around.place_of(candidate)
        lent = around.part._replace(worth=around.part.worth.copy())
        lent.worth[held] += HELD
        choice = around.laid(lent, self.chosen)
        if not choice.taken[held]:
            gain, ejected = swap_kernels.swap_gain(
                lent, choice, held, around.rewards, swap_kernels.MOST_EJECTED
            )
            if gain <= kernels.IMPOSSIBLE:
                return None
            swap_kernels.swap_in(lent, choice, held, ejected)
        if repairs:
            around.mend(lent, choice, repairs, held + 1)
        else:
            around.settle(lent, choice, self.chosen)
        if not choice.taken[held]:
            return None
        value = float(swap_kernels.total_worth(lent, choice)) - HELD
        return ForcedWeek(around.numbers(choice), value)
