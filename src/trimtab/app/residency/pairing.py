"""Order a couple's pairs, and say where they lead and how sure that is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from trimtab.app.residency.couple_remarks import couple_remarks, merged_remarks, name_of
from trimtab.app.residency.interviewed import pose_interviewed
from trimtab.app.residency.known_chances import all_problems
from trimtab.app.residency.nearness import Nearness, find_impossible, find_nearness
from trimtab.app.residency.orders import ListOrder
from trimtab.app.residency.posing import Posed
from trimtab.app.residency.ranking import as_signalled, reach_of
from trimtab.domain.applicants import Partner
from trimtab.domain.chances import Interval
from trimtab.domain.programmes import Programme
from trimtab.domain.rankings import RankedCouple, RankedPair
from trimtab.residency.portfolio.nodes import resolve_factor
from trimtab.residency.portfolio.problem import Floats, Whole
from trimtab.residency.ranking.couples import ALONE, PairList, draw_seasons, pair_odds, rank_pairs
from trimtab.residency.ranking.pruning import Takes, keep_pairs, value_lost
from trimtab.residency.ranking.ranges import Unsure, couple_ranges

USUAL_MOST = 300
FEW_SEASONS = 2000
"""Seasons that pairs are chosen in, and most of each world that says how sure the odds are."""

MOST_ROWS = 1000
"""Most programmes of each of the two that are paired: a million pairs take seconds."""

TOO_MANY = (
    "Of the {count:,} programmes of {who} the {most:,} of most worth times chance are paired."
)
PARTNER = "your partner"
Use = Literal["odds", "choosing", "worlds"]
USES: tuple[Use, ...] = ("odds", "choosing", "worlds")


@dataclass(frozen=True, slots=True)
class Drawing:
    """How many seasons are drawn, and from which seed."""

    seasons: int
    seed: int = 0

    def generators(self, use: Use) -> tuple[np.random.Generator, np.random.Generator]:
        """One for each of the two; other uses have others."""
        spawned = np.random.default_rng(self.seed).spawn(2 * len(USES))
        at = 2 * USES.index(use)
        return spawned[at], spawned[at + 1]


def rank_pairs_of(
    first: ListOrder, second: ListOrder, drawing: Drawing, *, is_one_table: bool = False
) -> RankedCouple:
    """A couple's pairs by what they are worth to both, with odds from drawn seasons.

    The partner in the first order's profile says how much being together matters. `is_one_table`
    says that both bring the same one, so that what it says of a person would count for both.
    """
    partner = first.applicant.partner or Partner(profile="")
    sides = (_Side.of(first, name_of(first, "you")), _Side.of(second, name_of(second, PARTNER)))
    programmes = (sides[0].programmes, sides[1].programmes)
    nearness = find_nearness(*programmes, partner.within_km)
    impossible = find_impossible(*programmes)
    worths = (sides[0].worths, sides[1].worths)
    ranked = rank_pairs(*worths, nearness.is_apart, partner.together, impossible)
    limit = first.rules.limits.get("ranks")
    most = limit.number if limit else USUAL_MOST
    few = _draw(sides, min(drawing.seasons, FEW_SEASONS), drawing.generators("choosing"))
    listed = keep_pairs(ranked, (sides[0].reach, sides[1].reach), few, most)
    odds = pair_odds(listed, _draw(sides, drawing.seasons, drawing.generators("odds")))
    entries = tuple(_pairs(listed, programmes, nearness, odds))
    together, unknown, both, either = _shares(sides, listed, (_kinds(entries), odds), drawing)
    told = couple_remarks(first, second, nearness, programmes, is_one_table=is_one_table)
    return RankedCouple(
        first=first.applicant,
        second=second.applicant,
        season=first.rules.season,
        entries=entries,
        value=float(odds[:-1] @ listed.worth),
        together=together,
        unknown=unknown.middle,
        both=both,
        either=either,
        seasons=drawing.seasons,
        most=most,
        left_out=len(ranked.pairs) - len(listed.pairs),
        value_lost=value_lost(ranked, listed, few),
        impossible=int(impossible.sum()),
        remarks=(*merged_remarks(sides[0].remarks, sides[1].remarks), *told),
        problems=tuple(dict.fromkeys((*all_problems(first), *all_problems(second)))),
    )


def _draw(
    sides: tuple[_Side, _Side],
    seasons: int,
    generators: tuple[np.random.Generator, np.random.Generator],
) -> Takes:
    first, second = (
        draw_seasons(side.given, side.masses, seasons, generator)
        for side, generator in zip(sides, generators, strict=True)
    )
    return first, second


def _shares(
    sides: tuple[_Side, _Side],
    listed: PairList,
    found: tuple[Floats, Floats],
    drawing: Drawing,
) -> tuple[Interval, ...]:
    """The shares of seasons that end at each kind of pair, with where they lie nine in ten."""
    kinds, odds = found
    middle = kinds @ odds[:-1]
    low, high = couple_ranges(
        (sides[0].unsure, sides[1].unsure),
        lambda takes: np.asarray(kinds @ pair_odds(listed, takes)[:-1]),
        min(drawing.seasons, FEW_SEASONS),
        drawing.generators("worlds")[0],
    )
    ends = zip(middle.tolist(), low.tolist(), high.tolist(), strict=True)
    return tuple(Interval(one, min(a, one), max(b, one)) for one, a, b in ends)


def _kinds(entries: Sequence[RankedPair]) -> Floats:
    """Which pairs (4, pairs) count: together, nobody knows how near, both, at least one."""
    rows = [
        [one.are_both and one.is_near for one in entries],
        [one.are_both and not one.is_near and not one.is_apart for one in entries],
        [one.are_both for one in entries],
        [True] * len(entries),
    ]
    return np.array(rows, float)


@dataclass(frozen=True, slots=True)
class _Side:
    """One of a couple: programmes, their worths and chances, those given the factor's nodes."""

    programmes: tuple[Programme, ...]
    worths: Floats
    reach: Floats
    given: Floats
    masses: Floats
    unsure: Unsure
    remarks: tuple[str, ...]

    @classmethod
    def of(cls, order: ListOrder, who: str) -> _Side:
        posed, remarks = pose_interviewed(order, who)
        bounds = [reach_of(one) for one in posed.rows]
        reach = np.array([one.middle for one in bounds])
        worths = posed.problem.worth_row
        rows = np.sort(np.argsort(-worths * reach, kind="stable")[:MOST_ROWS])
        if rows.size < len(bounds):
            remarks = (*remarks, TOO_MANY.format(most=MOST_ROWS, count=len(bounds), who=who))
        given, masses = _factor(posed, rows, posed.problem.correlation)
        return cls(
            programmes=tuple(posed.rows[row].programme for row in rows),
            worths=worths[rows],
            reach=reach[rows],
            given=given,
            masses=masses,
            unsure=Unsure(
                np.array([bounds[row].low for row in rows]),
                np.array([bounds[row].high for row in rows]),
                _factors(posed, rows, (given, masses)),
            ),
            remarks=remarks,
        )


def _factor(posed: Posed, rows: Whole, correlation: float) -> tuple[Floats, Floats]:
    factor = resolve_factor(posed.problem.altered(correlation=correlation), rows)
    return as_signalled(posed, factor, rows), factor.masses


def _factors(
    posed: Posed, rows: Whole, usual: tuple[Floats, Floats]
) -> tuple[tuple[Floats, Floats], ...]:
    """The factor at its correlation twice, and at both its bounds where nothing weighs it yet."""
    bounds = {posed.correlation.low, posed.correlation.high} - {posed.correlation.middle}
    if np.size(posed.problem.factor_weights) or not bounds:
        return (usual,)
    return (usual, usual, *(_factor(posed, rows, one) for one in sorted(bounds)))


def _pairs(
    listed: PairList,
    programmes: tuple[Sequence[Programme], Sequence[Programme]],
    nearness: Nearness,
    odds: NDArray[np.float64],
) -> Iterator[RankedPair]:
    for (one, other), worth, share in zip(listed.pairs, listed.worth, odds, strict=False):
        is_alone = ALONE in (one, other)
        yield RankedPair(
            first=None if one == ALONE else programmes[0][one],
            second=None if other == ALONE else programmes[1][other],
            worth=float(worth),
            is_apart=is_alone or bool(nearness.is_apart[one, other]),
            is_near=not is_alone and bool(nearness.is_near[one, other]),
            odds=float(share),
        )
