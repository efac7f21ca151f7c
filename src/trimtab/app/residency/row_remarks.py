"""What a list assumes of a person's rows, where that is not plain from the list itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from trimtab.app.residency.billing import is_final
from trimtab.app.residency.orders import ListOrder
from trimtab.app.residency.posing import Posed
from trimtab.domain.programmes import SIGNALS, Programme
from trimtab.residency.portfolio.lists import ApplicationList

NAMED = 5
"""Programmes that a remark names; the rest are counted (our choice)."""


def remarks_on_rows(order: ListOrder, posed: Posed, found: ApplicationList) -> tuple[str, ...]:
    """What to know of signals, of costs, and of what counts as a match."""
    return tuple(
        chain(
            _on_missing_signals(order),
            _on_signals_left(order, posed, found),
            _on_costs(order, posed),
            _on_preliminary_years(posed),
        )
    )


def _on_costs(order: ListOrder, posed: Posed) -> Iterator[str]:
    rows = [one.programme for one in posed.rows]
    if order.cost_column is not None:
        yield f'Costs are those of the column "{order.cost_column}"; no fee is counted beside them.'
        empty = sum(order.cost_column not in one.costs for one in rows)
        if empty:
            yield f"{_rows(empty, 'has', 'have')} no cost there, and the dearest is taken for it."
        return
    free = sum(is_final(one) and one.cost is None for one in rows)
    if free:
        given = _rows(free, "that gives", "that give")
        yield f"No fee is counted for {given} both chance and worth. Write `cost` to count one."
    dearer = sum(bool(one.cost) and not is_final(one) for one in rows)
    if dearer and order.rules.applications is not None:
        yield f"The `cost` of {_rows(dearer)} comes on top of the season's fee."


def _on_missing_signals(order: ListOrder) -> Iterator[str]:
    """Rows that were sent without a word on their signal, where there are signals to send."""
    unsaid = [
        one
        for one in order.programmes
        if one.status is not None and one.signal is None and _may_signal(order, one)
    ]
    if unsaid:
        yield (
            f"{_rows(len(unsaid), 'was', 'were')} sent without a word on the signal: they count as "
            f"sent without one ({_names(unsaid)}). Write `gold`, `silver` or `none` into the "
            "column `signal`; what it says moves the chances there, and how many are left."
        )


def _on_signals_left(order: ListOrder, posed: Posed, found: ApplicationList) -> Iterator[str]:
    """Signals for new programmes after the first were sent: it may be too late for them."""
    late = sum(
        SIGNALS[tier] != "none" and posed.rows[index].programme.status is None
        for index, tier in zip(found.indices, found.tiers, strict=True)
    )
    release = order.rules.dates.get("release")
    is_late = release is not None and order.today >= release.first
    if late and (posed.sent.applications or is_late):
        of_these = "One signal here is" if late == 1 else f"{late} signals here are"
        yield (
            f"{of_these} for programmes not yet applied to. Until when signals can be sent, the "
            "season's rules here do not say: look it up before you count on them."
        )


def _on_preliminary_years(posed: Posed) -> Iterator[str]:
    counted = [
        one.programme
        for one in posed.rows
        if one.programme.text("track") == "preliminary" and one.programme.worth is None
    ]
    if counted:
        yield (
            f"A preliminary year counts as a match of full worth here ({_names(counted)}). If it "
            "is less to you, write a smaller `worth` into its row."
        )


def _may_signal(order: ListOrder, programme: Programme) -> bool:
    return programme.chance is None and order.rules.signals_in(programme.specialty) is not None


def _names(programmes: Sequence[Programme]) -> str:
    named = ", ".join(one.name for one in programmes[:NAMED])
    return named + (f" and {more} more" if (more := len(programmes) - NAMED) > 0 else "")


def _rows(count: int, one: str = "", several: str = "") -> str:
    """So many rows, with the verb that fits.

    >>> _rows(1, "has", "have"), _rows(3, "has", "have"), _rows(2)
    ('1 row has', '3 rows have', '2 rows')
    """
    return f"1 row {one}".rstrip() if count == 1 else f"{count} rows {several}".rstrip()
