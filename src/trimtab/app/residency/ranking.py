"""Order a rank list, alone or as a couple, and say where it leads."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from trimtab.app.residency.known_chances import all_problems, known_chances
from trimtab.app.residency.orders import ListOrder
from trimtab.app.residency.posing import Posed, pose
from trimtab.domain.applicants import Partner, Spot
from trimtab.domain.chances import Interval, ProgrammeChances
from trimtab.domain.programmes import SIGNALS, Programme
from trimtab.domain.rankings import RankedCouple, RankedList, RankedPair, RankedProgramme
from trimtab.residency.portfolio.nodes import Factor, resolve_factor
from trimtab.residency.portfolio.problem import Floats, ListProblem
from trimtab.residency.ranking.couples import (
    ALONE,
    PairList,
    cut_pairs,
    draw_seasons,
    pair_odds,
    rank_pairs,
)
from trimtab.residency.ranking.odds import list_odds
from trimtab.residency.worths.curves import kilometres_between

NO_OFFERS = (
    "No row says `offer` in its `status` column, so all programmes are ranked, with their odds "
    "before any interview."
)
USUAL_MOST = 300


def rank_programmes(order: ListOrder) -> RankedList:
    """The order of preference, which no other order beats, with the odds of each place."""
    posed, remarks = _interviewed(order)
    by_worth = _by_worth(posed)
    odds = _odds(posed, posed.problem, by_worth)
    worths = posed.problem.worth_row[by_worth]
    entries = tuple(
        RankedProgramme(
            programme=posed.rows[row].programme,
            worth=float(worths[place]),
            reach=_reach_of(posed.rows[row]),
            odds=float(odds[place]),
        )
        for place, row in enumerate(by_worth)
    )
    limits = order.rules.limits
    free = limits.get("ranks_in_fee")
    return RankedList(
        applicant=order.applicant,
        season=order.rules.season,
        entries=entries,
        value=float(odds[:-1] @ worths),
        value_by_chance=_value_by_chance(posed),
        p_unmatched=_unmatched(posed, by_worth),
        correlation=posed.correlation,
        cost=order.rules.ranking_dollars(len(entries)),
        costs_from=free.number if free else None,
        remarks=remarks,
        problems=all_problems(order),
    )


def rank_pairs_of(first: ListOrder, second: ListOrder, seed: int, seasons: int) -> RankedCouple:
    """A couple's pairs by what they are worth to both, with odds from drawn seasons.

    The partner in the first order's profile says how much being together matters.
    """
    partner = first.applicant.partner or Partner(profile="")
    sides = [_Side.of(one) for one in (first, second)]
    is_apart = _apart(sides[0].programmes, sides[1].programmes, partner.within_km)
    ranked = rank_pairs(sides[0].worths, sides[1].worths, is_apart, partner.together)
    limit = first.rules.limits.get("ranks")
    most = limit.number if limit else USUAL_MOST
    listed = cut_pairs(ranked, (sides[0].reach, sides[1].reach), most)
    generators = np.random.default_rng(seed).spawn(2)
    takes = [
        draw_seasons(side.given, side.masses, seasons, generator)
        for side, generator in zip(sides, generators, strict=True)
    ]
    odds = pair_odds(listed, (takes[0], takes[1]))
    entries = tuple(_pairs(listed, sides, is_apart, odds))
    return RankedCouple(
        first=first.applicant,
        second=second.applicant,
        season=first.rules.season,
        entries=entries,
        value=float(odds[:-1] @ listed.worth),
        together=_share(entries, lambda one: _are_both(one) and not one.is_apart),
        both=_share(entries, _are_both),
        either=sum(one.odds for one in entries),
        seasons=seasons,
        left_out=len(ranked.pairs) - len(listed.pairs),
        remarks=tuple(dict.fromkeys((*sides[0].remarks, *sides[1].remarks))),
        problems=(*all_problems(first), *all_problems(second)),
    )


def _interviewed(order: ListOrder) -> tuple[Posed, tuple[str, ...]]:
    """The problem of those that interviewed the person; of all of them where none is said to."""
    offered = tuple(one for one in order.programmes if one.status == "offer")
    remarks = () if offered or not order.programmes else (NO_OFFERS,)
    programmes = offered or tuple(one for one in order.programmes if one.status != "rejected")
    updated = known_chances(order, programmes=programmes)
    return pose(replace(order, programmes=programmes, count=None, budget=None), updated), remarks


def _by_worth(posed: Posed) -> NDArray[np.int64]:
    return np.argsort(-posed.problem.worth_row, kind="stable").astype(np.int64)


def _reach(posed: Posed) -> Floats:
    return np.array([_reach_of(one).middle for one in posed.rows])


def _reach_of(one: ProgrammeChances) -> Interval:
    """The chance that they would take the person, with the signal that was sent if any was."""
    return one.match[one.programme.signal or "none"]


def _value_by_chance(posed: Posed) -> float:
    rows = np.argsort(-_reach(posed), kind="stable").astype(np.int64)
    return float(_odds(posed, posed.problem, rows)[:-1] @ posed.problem.worth_row[rows])


def _unmatched(posed: Posed, rows: NDArray[np.int64]) -> Interval:
    middle = _odds(posed, posed.problem, rows)[-1]
    best = posed.with_chances("high", posed.correlation.low)
    worst = posed.with_chances("low", posed.correlation.high)
    low, high = _odds(posed, best, rows)[-1], _odds(posed, worst, rows)[-1]
    return Interval(float(middle), float(min(low, middle)), float(max(high, middle)))


def _odds(posed: Posed, problem: ListProblem, rows: NDArray[np.int64]) -> Floats:
    """Where a list of rows in this order ends, in a problem of the same rows."""
    factor = resolve_factor(problem, rows)
    return list_odds(_as_signalled(posed, factor, rows), factor.masses)


def _as_signalled(posed: Posed, factor: Factor, rows: NDArray[np.int64]) -> Floats:
    """Chances (rows, nodes) with the signals that were sent."""
    sent = [SIGNALS.index(posed.rows[row].programme.signal or "none") for row in rows]
    return factor.conditional[np.arange(len(rows)), sent]


@dataclass(frozen=True, slots=True)
class _Side:
    """One of a couple: programmes, their worths and chances, those given the factor's nodes."""

    programmes: tuple[Programme, ...]
    worths: Floats
    reach: Floats
    given: Floats
    masses: Floats
    remarks: tuple[str, ...]

    @classmethod
    def of(cls, order: ListOrder) -> _Side:
        posed, remarks = _interviewed(order)
        rows = np.arange(len(posed.rows))
        factor = resolve_factor(posed.problem, rows)
        programmes = tuple(one.programme for one in posed.rows)
        given = _as_signalled(posed, factor, rows)
        worths = posed.problem.worth_row
        return cls(programmes, worths, _reach(posed), given, factor.masses, remarks)


def _apart(
    first: Sequence[Programme], second: Sequence[Programme], within: float
) -> NDArray[np.bool_]:
    """Whether each two programmes are further apart than that; unknown places are told by city."""
    table = [[_are_apart(one, other, within) for other in second] for one in first]
    return np.array(table, bool).reshape(len(first), len(second))


def _are_apart(one: Programme, other: Programme, within: float) -> bool:
    spots = _spot(one), _spot(other)
    if spots[0] is not None and spots[1] is not None:
        return kilometres_between(spots[0], spots[1]) > within
    cities = [(each.text("city"), each.text("state")) for each in (one, other)]
    return cities[0][0] is None or cities[0] != cities[1]


def _spot(programme: Programme) -> Spot | None:
    latitude, longitude = programme.number("latitude"), programme.number("longitude")
    return None if latitude is None or longitude is None else Spot(latitude, longitude)


def _pairs(
    listed: PairList, sides: Sequence[_Side], is_apart: NDArray[np.bool_], odds: Floats
) -> Iterator[RankedPair]:
    for (one, other), worth, share in zip(listed.pairs, listed.worth, odds, strict=False):
        yield RankedPair(
            first=None if one == ALONE else sides[0].programmes[one],
            second=None if other == ALONE else sides[1].programmes[other],
            worth=float(worth),
            is_apart=ALONE in (one, other) or bool(is_apart[one, other]),
            odds=float(share),
        )


def _are_both(pair: RankedPair) -> bool:
    return pair.first is not None and pair.second is not None


def _share(entries: Sequence[RankedPair], holds: Callable[[RankedPair], bool]) -> float:
    return sum(one.odds for one in entries if holds(one))
