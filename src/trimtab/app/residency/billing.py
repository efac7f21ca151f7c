"""What applications cost and which signals are left, by specialty, after what was sent already."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from trimtab.app.residency.orders import ListOrder
from trimtab.domain.programmes import Programme
from trimtab.residency.portfolio.problem import FeeSchedule


@dataclass(frozen=True, slots=True)
class Groups:
    """Specialties as numbers: the group of each row; fees and signals of each group.

    Rows that are over have used up the first steps of the fees and their signals; `spent` is what
    they cost.
    """

    rows: list[int]
    fees: tuple[FeeSchedule, ...]
    copies: list[list[int]]
    spent: float

    @classmethod
    def of(
        cls, order: ListOrder, programmes: Sequence[Programme], over: Sequence[Programme] = ()
    ) -> Groups:
        """The groups of rows that are open, beside those that are over."""
        names = [_group_name(one) for one in programmes]
        gone = Counter(map(_group_name, over))
        known = list(dict.fromkeys((*names, *gone))) or [""]
        fees = {name: _fees(order, name) for name in known}
        return cls(
            rows=[known.index(name) for name in names],
            fees=tuple(_after(fees[name], gone[name]) for name in known),
            copies=[_copies(order, name, over) for name in known],
            spent=sum(fees[name].total(count) for name, count in gone.items())
            + sum(own_costs(order, over)),
        )


def is_final(programme: Programme) -> bool:
    """Whether a row states its chance and worth: no signals, preferences or fees come on top."""
    return programme.chance is not None and programme.worth is not None


def own_costs(order: ListOrder, programmes: Sequence[Programme]) -> list[float]:
    """Dollars of rows on top of fees; where a column tells, an empty cell is the dearest."""
    if order.cost_column is None:
        return [one.cost or 0.0 for one in programmes]
    known = [one.costs.get(order.cost_column) for one in order.programmes]
    dearest = max((one for one in known if one is not None), default=0.0)
    return [one.costs.get(order.cost_column, dearest) for one in programmes]


def _group_name(programme: Programme) -> str:
    """The specialty whose fees and signals count; "" where none do."""
    return "" if is_final(programme) else programme.specialty


def _fees(order: ListOrder, name: str) -> FeeSchedule:
    """The fees of a specialty; none where a column of costs takes their place."""
    applications = order.rules.applications
    if not name or order.cost_column is not None or applications is None:
        return FeeSchedule(((None, 0.0),))
    steps, before = [], 0
    for tier in applications.tiers:
        steps.append((None if tier.up_to is None else tier.up_to - before, tier.dollars))
        before = tier.up_to or before
    return FeeSchedule(tuple(steps))


def _after(fees: FeeSchedule, count: int) -> FeeSchedule:
    """The fees of those that come after so many."""
    steps = []
    for applications, dollars in fees.steps:
        taken = count if applications is None else min(count, applications)
        count -= taken
        if applications is None or applications > taken:
            steps.append((None if applications is None else applications - taken, dollars))
    return FeeSchedule(tuple(steps))


def _copies(order: ListOrder, name: str, over: Sequence[Programme]) -> list[int]:
    """Silver and gold signals that a specialty has left."""
    signals = order.rules.signals_in(name) if name else None
    if signals is None:
        return [0, 0]
    used = Counter(one.signal for one in over if _group_name(one) == name)
    return [max(0, signals.silver - used["silver"]), max(0, signals.gold - used["gold"])]
