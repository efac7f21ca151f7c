"""What becomes of made-up national seasons: who matches, how high on the list, what fills."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from trimtab.domain.chances import Interval
from trimtab.residency.matching.compact import compact_singles
from trimtab.residency.matching.market_kernels import applicants_propose
from trimtab.residency.simulating.nation import SHARES, NationPlan, make_nation
from trimtab.residency.simulating.shares import rate_over, share_over

TOP = 3


@dataclass(frozen=True, slots=True)
class NationSeason:
    """One season's counts; by type in the order of SHARES, ranks from the first on."""

    season: int
    applicants: tuple[int, ...]
    matched: tuple[int, ...]
    without_rank: int
    ranks_obtained: tuple[int, ...]
    ranks: int
    positions: int
    full_programmes: int
    programmes: int


@dataclass(frozen=True, slots=True)
class NationOdds:
    """Means over seasons, with bounds that hold the mean of endless seasons nine times in ten."""

    plan: NationPlan
    seasons: tuple[NationSeason, ...]
    matched: Interval
    matched_by_type: dict[str, Interval]
    first_choice: Interval
    top_choices: Interval
    filled: Interval
    full_programmes: Interval
    ranks: Interval


RunSeasons = Callable[[partial[NationSeason], Sequence[int]], Sequence[NationSeason]]
"""Does a piece of work for each season, here or elsewhere, and gives results in their order."""


def simulate_season(plan: NationPlan, season: int) -> NationSeason:
    """Make one season, match it by the applicants' proposals, and count."""
    nation = make_nation(plan, season)
    arrays = compact_singles(nation.wishes, nation.ranks, nation.positions)
    slots = np.flatnonzero(applicants_propose(arrays, plan.applicants))
    who, option = arrays.slot_unit[slots], arrays.slot_option[slots]
    obtained = option - arrays.unit_starts[who]
    held = np.bincount(arrays.slot_programme[slots], minlength=plan.programmes)
    kinds = len(SHARES)
    return NationSeason(
        season,
        tuple(np.bincount(nation.types, minlength=kinds).tolist()),
        tuple(np.bincount(nation.types[who], minlength=kinds).tolist()),
        int(np.count_nonzero(np.diff(arrays.unit_starts) == 0)),
        tuple(np.bincount(obtained).tolist()),
        int(nation.wishes[1].size),
        int(nation.positions.sum()),
        int(np.count_nonzero(held == nation.positions)),
        plan.programmes,
    )


def simulate_nation(plan: NationPlan, seasons: int, run: RunSeasons) -> NationOdds:
    """So many seasons of a plan; whoever runs them, the result is the same."""
    found = tuple(run(partial(simulate_season, plan), range(seasons)))
    everybody, matched = [plan.applicants] * len(found), [_matched(one) for one in found]
    return NationOdds(
        plan,
        found,
        matched=share_over(matched, everybody),
        matched_by_type={
            kind: share_over(
                [one.matched[at] for one in found], [one.applicants[at] for one in found]
            )
            for at, kind in enumerate(SHARES)
        },
        first_choice=_obtained(found, 1),
        top_choices=_obtained(found, TOP),
        filled=share_over(matched, [one.positions for one in found]),
        full_programmes=share_over(
            [one.full_programmes for one in found], [one.programmes for one in found]
        ),
        ranks=rate_over([one.ranks for one in found], everybody),
    )


def _matched(season: NationSeason) -> int:
    return sum(season.matched)


def _obtained(seasons: Sequence[NationSeason], ranks: int) -> Interval:
    """The share of those matched who got one of their first so many ranks."""
    obtained = [sum(one.ranks_obtained[:ranks]) for one in seasons]
    return share_over(obtained, [_matched(one) for one in seasons])


def run_here(work: partial[NationSeason], seasons: Sequence[int]) -> Sequence[NationSeason]:
    """One season after another, in this process."""
    return [work(season) for season in seasons]
