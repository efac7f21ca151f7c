"""Made-up national seasons: lists that fit together, matchings that hold, counts that add up."""

from __future__ import annotations

import numpy as np
import pytest

from trimtab.residency.matching.blocking import find_blocking, find_faults
from trimtab.residency.matching.deferred import match_singles
from trimtab.residency.simulating.nation import (
    APPLICANTS,
    POSITIONS,
    PROGRAMMES,
    NationPlan,
    as_market,
    make_nation,
    nation_of,
)
from trimtab.residency.simulating.nation_outcomes import (
    run_here,
    simulate_nation,
    simulate_season,
)

SMALL = NationPlan(applicants=300, programmes=40, positions=280, specialties=4, applications=8)


def test_both_sides_rank_whom_they_met():
    """Every wish is mutual, nobody leaves their specialty, positions add up, sizes hold."""
    nation = make_nation(SMALL, 0)
    market = as_market(nation)
    wishes = {(a, p) for a, row in market.applicants.items() for p in row}
    assert wishes == {(a, p) for p, one in market.programmes.items() for a in one.ranks}
    assert len(wishes) == nation.wishes[1].size > SMALL.applicants
    assert all(int(a[1:]) // 75 == int(p[1:]) // 10 for a, p in wishes)
    assert sum(one.positions for one in market.programmes.values()) == SMALL.positions
    invited = [len(one.ranks) / one.positions for one in market.programmes.values()]
    assert max(invited) <= np.ceil(SMALL.invitations)


def test_counts_are_those_of_the_stable_matching():
    """The season's figures equal those counted by name on a matching that nobody blocks."""
    market = as_market(make_nation(SMALL, 3))
    matches = match_singles(market)
    assert find_blocking(market, matches) == find_faults(market, matches) == ()
    season = simulate_season(SMALL, 3)
    assert sum(season.matched) == sum(season.ranks_obtained) == len(matches)
    firsts = sum(market.applicants[name][0] == place for name, place in matches.items())
    assert season.ranks_obtained[0] == firsts
    assert sum(season.applicants) == SMALL.applicants
    assert season.without_rank == sum(not row for row in market.applicants.values())
    full = sum(
        list(matches.values()).count(p) == one.positions for p, one in market.programmes.items()
    )
    assert season.full_programmes == full


def test_a_season_depends_on_its_number_and_the_seed_alone():
    """Made alone or after others, it is the same; another seed is another season."""
    odds = simulate_nation(SMALL, 3, run_here)
    assert odds.seasons[2] == simulate_season(SMALL, 2)
    assert simulate_season(SMALL, 2) != simulate_season(SMALL, 1)
    other = NationPlan(applicants=300, programmes=40, positions=280, specialties=4, seed=1)
    assert make_nation(other, 0).wishes[1].tolist() != make_nation(SMALL, 0).wishes[1].tolist()
    assert odds.matched.low <= odds.matched.middle <= odds.matched.high
    shares = [sum(one.matched) / SMALL.applicants for one in odds.seasons]
    assert odds.matched.middle == pytest.approx(np.mean(shares))


def test_signals_spread_scarce_interviews():
    """Where programmes meet few of many, signals leave fewer people without one; more match."""
    size = {"applicants": 600, "programmes": 100, "positions": 540, "specialties": 2, "seed": 4}
    scarce = {"applications": 20, "invitations": 4, "signal_lift": 2}
    without, with_signals = (
        simulate_nation(NationPlan(**size, **scarce, signals=signals), 6, run_here)
        for signals in (0, 3)
    )
    assert with_signals.matched.low > without.matched.high
    left = [sum(one.without_rank for one in odds.seasons) for odds in (with_signals, without)]
    assert left[0] < left[1]


def test_a_smaller_nation_keeps_its_proportions():
    """Programmes and positions shrink with applicants, and the usual size is the main match's."""
    usual, small = nation_of(None, 7), nation_of(4805, 7)
    assert (usual.applicants, usual.programmes) == (APPLICANTS, PROGRAMMES)
    assert (usual.positions, usual.seed) == (POSITIONS, 7)
    assert (small.programmes, small.positions) == (680, 4434)
    assert simulate_season(nation_of(20, 0), 0).programmes == 3


@pytest.mark.parametrize("wrong", [{"specialties": 0}, {"specialties": 41}, {"positions": 39}])
def test_a_plan_that_cannot_be_is_refused(wrong):
    """More specialties than programmes, or programmes without a position."""
    size = {"applicants": 300, "programmes": 40, "positions": 280, "specialties": 4}
    with pytest.raises(ValueError, match=r"specialties|position"):
        NationPlan(**size | wrong)
