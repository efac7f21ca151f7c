"""From programmes, chances and worths to the problem that a list solves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from trimtab.app.residency.billing import Groups, own_costs
from trimtab.app.residency.orders import ListOrder
from trimtab.domain.applications import NOTHING_SENT, SentAlready
from trimtab.domain.chances import Chances, Interval, ProgrammeChances
from trimtab.domain.programmes import SIGNALS, Programme, Signal
from trimtab.domain.worths import ProgrammeWorth
from trimtab.residency.portfolio.problem import CANNOT_BE_SENT, FixedRow, ListProblem
from trimtab.residency.worths.weighing import weigh_programmes

ASKED_ALREADY = ("applied", "offer", "waitlist")
"""States in which a programme is on the list, whatever else is chosen."""

Bound = Literal["low", "now", "middle", "high"]
"""Bounds of chances as they stand ("now" the middle); "middle" goes with the factor's weights."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Posed:
    """A problem, with the chances and worths of each of its rows, in the same order.

    What was spent where it is over by now is in none of the rows: it is taken off the limits.
    """

    problem: ListProblem
    rows: tuple[ProgrammeChances, ...]
    worths: tuple[ProgrammeWorth, ...]
    correlation: Interval
    sent: SentAlready = NOTHING_SENT

    def cost_to_send(self, indices: Sequence[int]) -> float:
        """Dollars that a list still costs, beside what was sent before."""
        fixed = [one.index for one in self.problem.fixed]
        return self.problem.cost_of(indices) - self.problem.cost_of(fixed)

    def with_chances(self, which: Bound, correlation: float) -> ListProblem:
        """The same problem at a bound of its chances as they stand, whatever the factor weighs."""
        table = chance_table(self.rows, which)
        return self.problem.altered(chances=table, correlation=correlation, factor_weights=())


def pose(order: ListOrder, chances: Chances) -> Posed:
    """The problem of an order: rows that nothing forbids, fees by specialty, limits."""
    rows = tuple(one for one in chances.programmes if is_open(one))
    over = [one.programme for one in chances.programmes if is_over(one)]
    programmes = [one.programme for one in rows]
    groups = Groups.of(order, programmes, over)
    correlation, most = _correlation(order, chances), order.most_to_spend
    worths = weigh_programmes(order.applicant, programmes)
    problem = ListProblem(
        chances=chance_table(rows),
        worths=[one.worth for one in worths],
        costs=own_costs(order, programmes),
        fees=groups.fees,
        groups=groups.rows,
        copies=groups.copies,
        count=_left(order.most_applications, over),
        budget=None if most is None else max(0.0, most - groups.spent),
        correlation=correlation.middle,
        factor_weights=chances.factor_weights,
        fixed=tuple(
            FixedRow(at, None if one.signal is None else SIGNALS.index(one.signal))
            for at, one in enumerate(programmes)
            if one.status in ASKED_ALREADY
        ),
    )
    sent = _sent(problem, len(over), groups.spent)
    return Posed(problem=problem, rows=rows, worths=worths, correlation=correlation, sent=sent)


def _left(most: int | None, over: Sequence[Programme]) -> int | None:
    """How many applications there may be beside those that are over."""
    return None if most is None else max(0, most - len(over))


def _sent(problem: ListProblem, over: int, spent: float) -> SentAlready:
    """What went out before: fixed rows, and those where it is over."""
    standing = [one.index for one in problem.fixed]
    return SentAlready(len(standing) + over, over, problem.cost_of(standing) + spent)


def is_open(one: ProgrammeChances) -> bool:
    """Whether a programme can be applied to: no cited rule forbids it, and it has not said no."""
    return not one.excluded_because and one.programme.status != "rejected"


def is_over(one: ProgrammeChances) -> bool:
    """Whether an application went there that can come to nothing: it is spent all the same."""
    return not is_open(one) and one.programme.status is not None


def chance_table(rows: Sequence[ProgrammeChances], which: Bound = "middle") -> list[list[float]]:
    """Chances (tiers, rows) of a match at a bound; -1 where a signal cannot be sent."""
    return [[_chance(one, tier, which) for one in rows] for tier in SIGNALS]


def _chance(one: ProgrammeChances, tier: Signal, which: Bound) -> float:
    interval = one.match.get(tier)
    if interval is None:
        return CANNOT_BE_SENT
    if which == "middle":
        return one.for_factor(tier)
    if which == "now":
        return interval.middle
    return float(getattr(interval, which))


def _correlation(order: ListOrder, chances: Chances) -> Interval:
    asked = order.correlation
    return chances.correlation if asked is None else Interval(asked, asked, asked)
