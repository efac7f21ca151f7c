"""One applicant's season drawn many times, with the list that would be made."""

from __future__ import annotations

from dataclasses import dataclass

from trimtab.app.residency.listing import plan_list
from trimtab.app.residency.orders import ListOrder
from trimtab.domain.applications import ListedProgramme, PlannedList
from trimtab.residency.simulating.one_applicant import AppliedTo, SeasonOdds, simulate_applicant


@dataclass(frozen=True, slots=True)
class SimulatedList:
    """A list, and what came of so many seasons with it."""

    planned: PlannedList
    odds: SeasonOdds


def simulate_list(order: ListOrder, seasons: int, seed: int) -> SimulatedList:
    """Draw seasons of applying to the list: interviews, where they end, how sure that is.

    Chances are their middles; what is unknown of them is told by the list itself.
    """
    planned = plan_list(order)
    applied = [_applied(one) for one in planned.entries]
    correlation = planned.correlation.middle
    return SimulatedList(
        planned, simulate_applicant(applied, correlation, seasons=seasons, seed=seed)
    )


def _applied(one: ListedProgramme) -> AppliedTo:
    interview = one.interview.middle if one.interview and one.interview.middle > 0 else 1.0
    reach = min(1.0, one.match.middle / interview)
    return AppliedTo(one.programme.id, interview, reach, one.worth)
