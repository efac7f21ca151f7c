"""From programmes, chances and worths to the problem that a list solves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from trimtab.app.residency.orders import ListOrder
from trimtab.domain.chances import Chances, Interval, ProgrammeChances
from trimtab.domain.programmes import SIGNALS, Programme, Signal
from trimtab.domain.worths import ProgrammeWorth
from trimtab.residency.portfolio.problem import CANNOT_BE_SENT, FeeSchedule, FixedRow, ListProblem
from trimtab.residency.worths.weighing import weigh_programmes

ASKED_ALREADY = ("applied", "offer", "waitlist")
"""States in which a programme is on the list, whatever else is chosen."""

Bound = Literal["low", "now", "middle", "high"]
"""Bounds of chances as they stand ("now" the middle); "middle" goes with the factor's weights."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Posed:
    """A problem, with the chances and worths of each of its rows, in the same order."""

    problem: ListProblem
    rows: tuple[ProgrammeChances, ...]
    worths: tuple[ProgrammeWorth, ...]
    correlation: Interval

    def with_chances(self, which: Bound, correlation: float) -> ListProblem:
        """The same problem at a bound of its chances as they stand, whatever the factor weighs."""
        table = chance_table(self.rows, which)
        return self.problem.altered(chances=table, correlation=correlation, factor_weights=())


def pose(order: ListOrder, chances: Chances) -> Posed:
    """The problem of an order: rows that nothing forbids, fees by specialty, limits."""
    rows = tuple(one for one in chances.programmes if is_open(one))
    programmes = [one.programme for one in rows]
    groups = _Groups.of(order, programmes)
    correlation = _correlation(order, chances)
    worths = weigh_programmes(order.applicant, programmes)
    problem = ListProblem(
        chances=chance_table(rows),
        worths=[one.worth for one in worths],
        costs=[_cost(order, one) for one in programmes],
        fees=groups.fees,
        groups=groups.rows,
        copies=groups.copies,
        count=order.most_applications,
        budget=order.most_to_spend,
        correlation=correlation.middle,
        factor_weights=chances.factor_weights,
        fixed=tuple(
            FixedRow(at, None if one.signal is None else SIGNALS.index(one.signal))
            for at, one in enumerate(programmes)
            if one.status in ASKED_ALREADY
        ),
    )
    return Posed(problem=problem, rows=rows, worths=worths, correlation=correlation)


def is_open(one: ProgrammeChances) -> bool:
    """Whether a programme can be applied to: no cited rule forbids it, and it has not said no."""
    return not one.excluded_because and one.programme.status != "rejected"


def is_final(programme: Programme) -> bool:
    """Whether a row states its chance and worth: no signals, preferences or fees come on top."""
    return programme.chance is not None and programme.worth is not None


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


def _cost(order: ListOrder, programme: Programme) -> float:
    """Dollars of a row on top of fees; one whose cost is unknown is taken for the dearest."""
    if order.cost_column is None:
        return programme.cost or 0.0
    known = [one.costs.get(order.cost_column) for one in order.programmes]
    dearest = max((one for one in known if one is not None), default=0.0)
    own = programme.costs.get(order.cost_column)
    return dearest if own is None else own


@dataclass(frozen=True, slots=True)
class _Groups:
    """Specialties as numbers: the group of each row, fees and signals of each group."""

    rows: list[int]
    fees: tuple[FeeSchedule, ...]
    copies: list[list[int]]

    @classmethod
    def of(cls, order: ListOrder, programmes: Sequence[Programme]) -> _Groups:
        names = [_group_name(order, one) for one in programmes]
        known = list(dict.fromkeys(names)) or [""]
        return cls(
            rows=[known.index(name) for name in names],
            fees=tuple(_fees(order, name) for name in known),
            copies=[_copies(order, name) for name in known],
        )


def _group_name(order: ListOrder, programme: Programme) -> str:
    """The specialty whose fees and signals count; "" where none do."""
    return "" if order.cost_column or is_final(programme) else programme.specialty


def _fees(order: ListOrder, name: str) -> FeeSchedule:
    applications = order.rules.applications
    if not name or applications is None:
        return FeeSchedule(((None, 0.0),))
    steps, before = [], 0
    for tier in applications.tiers:
        steps.append((None if tier.up_to is None else tier.up_to - before, tier.dollars))
        before = tier.up_to or before
    return FeeSchedule(tuple(steps))


def _copies(order: ListOrder, name: str) -> list[int]:
    signals = order.rules.signals_in(name) if name else None
    return [signals.silver, signals.gold] if signals else [0, 0]
