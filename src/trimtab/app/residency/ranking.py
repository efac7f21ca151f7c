"""Order a rank list, and say where it leads; a couple's is in `pairing`."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from trimtab.app.residency.interviewed import pose_interviewed
from trimtab.app.residency.known_chances import all_problems, estimated_chances
from trimtab.app.residency.orders import ListOrder
from trimtab.app.residency.posing import Posed
from trimtab.app.residency.unmatched import ListedRows
from trimtab.domain.chances import Interval, ProgrammeChances
from trimtab.domain.programmes import SIGNALS
from trimtab.domain.rankings import RankedList, RankedProgramme
from trimtab.residency.portfolio.nodes import Factor, resolve_factor
from trimtab.residency.portfolio.problem import Floats, ListProblem
from trimtab.residency.ranking.odds import list_odds


def rank_programmes(order: ListOrder) -> RankedList:
    """The order of preference, which no other order beats, with the odds of each place."""
    posed, remarks = pose_interviewed(order)
    by_worth = _by_worth(posed)
    odds = _odds(posed, posed.problem, by_worth)
    worths = posed.problem.worth_row[by_worth]
    entries = tuple(
        RankedProgramme(
            programme=posed.rows[row].programme,
            worth=float(worths[place]),
            reach=reach_of(posed.rows[row]),
            odds=float(odds[place]),
        )
        for place, row in enumerate(by_worth)
    )
    limits = order.rules.limits
    free, most = limits.get("ranks_in_fee"), limits.get("ranks")
    return RankedList(
        applicant=order.applicant,
        season=order.rules.season,
        entries=entries,
        value=float(odds[:-1] @ worths),
        value_by_chance=_value_by_chance(posed),
        p_unmatched=_unmatched(order, posed),
        correlation=posed.correlation,
        cost=order.rules.ranking_dollars(min(len(entries), most.number if most else len(entries))),
        costs_from=free.number if free else None,
        most=most.number if most else None,
        remarks=remarks,
        problems=all_problems(order),
    )


def _by_worth(posed: Posed) -> NDArray[np.int64]:
    return np.argsort(-posed.problem.worth_row, kind="stable").astype(np.int64)


def _reach(posed: Posed) -> Floats:
    return np.array([reach_of(one).middle for one in posed.rows])


def reach_of(one: ProgrammeChances) -> Interval:
    """The chance that they would take the person, with the signal that was sent if any was."""
    return one.match[one.programme.signal or "none"]


def _value_by_chance(posed: Posed) -> float:
    rows = np.argsort(-_reach(posed), kind="stable").astype(np.int64)
    return float(_odds(posed, posed.problem, rows)[:-1] @ posed.problem.worth_row[rows])


def _unmatched(order: ListOrder, posed: Posed) -> Interval:
    """The chance of no match, and where it lies nine times in ten, as a list tells it."""
    signals = {one.programme.id: one.programme.signal or "none" for one in posed.rows}
    told = [one for one in order.programmes if one.id in signals or one.status]
    estimated = estimated_chances(order, programmes=told)
    return ListedRows.of(order, estimated, signals).unmatched(posed.correlation)


def _odds(posed: Posed, problem: ListProblem, rows: NDArray[np.int64]) -> Floats:
    """Where a list of rows in this order ends, in a problem of the same rows."""
    factor = resolve_factor(problem, rows)
    return list_odds(as_signalled(posed, factor, rows), factor.masses)


def as_signalled(posed: Posed, factor: Factor, rows: NDArray[np.int64]) -> Floats:
    """Chances (rows, nodes) with the signals that were sent."""
    sent = [SIGNALS.index(posed.rows[row].programme.signal or "none") for row in rows]
    return factor.conditional[np.arange(len(rows)), sent]
