"""One applicant's seasons: the odds agree with the exact chance, and honesty is never worse."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from scipy.stats import norm, t

from trimtab.residency.simulating.draws import draw_latent, succeeds
from trimtab.residency.simulating.one_applicant import (
    AppliedTo,
    first_in,
    odds_in_order,
    preferred,
    simulate_applicant,
)
from trimtab.residency.simulating.shares import mean_of, rate_over, share_of, share_over, student_t

SEASONS = 4000
WITHIN = 4.5
"""Standard errors; one test in 150,000 would fail by chance, and seeds are fixed anyway."""


def programmes(count, seed=1):
    """Made-up programmes with chances of every size."""
    rng = np.random.default_rng(seed)
    return tuple(
        AppliedTo(f"p{index}", *rng.uniform((0.02, 0.1), (0.5, 0.9)), float(rng.uniform(20, 100)))
        for index in range(count)
    )


def exactly(applied, correlation):
    """P(unmatched) and the mean worth by quadrature over the latent factor, in plain numpy."""
    ordered = sorted(applied, key=lambda one: one.worth)
    chance = np.array([one.interview * one.reach for one in ordered])
    nodes = np.linspace(-7, 7, 2001)
    weights = norm.pdf(nodes) / norm.pdf(nodes).sum()
    limits = (norm.ppf(chance) - np.sqrt(correlation) * nodes[:, None]) / np.sqrt(1 - correlation)
    given = norm.cdf(limits)
    value = np.zeros(nodes.size)
    for index, one in enumerate(ordered):
        value = (1 - given[:, index]) * value + given[:, index] * one.worth
    return float(weights @ np.prod(1 - given, axis=1)), float(weights @ value)


@pytest.mark.parametrize("correlation", [0.0, 0.3, 0.6, 0.9])
@pytest.mark.parametrize("count", [1, 6, 25])
def test_odds_agree_with_the_exact_chance(correlation, count):
    """Unmatched and worth lie within Monte Carlo error of quadrature; the odds add up to one."""
    applied = programmes(count)
    odds = simulate_applicant(applied, correlation, seasons=SEASONS, seed=3)
    unmatched, worth = exactly(applied, correlation)
    error = np.sqrt(unmatched * (1 - unmatched) / SEASONS)
    assert abs(odds.unmatched.middle - unmatched) < WITHIN * error
    worth_error = (odds.worth.high - odds.worth.middle) / 1.645
    assert abs(odds.worth.middle - worth) < WITHIN * worth_error
    assert sum(one.middle for one in odds.ranks) + odds.unmatched.middle == pytest.approx(1)
    assert sum(odds.interviews) == SEASONS
    expected = sum(one.interview for one in applied)
    assert odds.interviewed.low - 1 < expected < odds.interviewed.high + 1


def test_wholly_correlated_chances_come_from_one_number():
    """With correlation 1 the season is lost exactly where the likeliest match is."""
    applied = programmes(8)
    odds = simulate_applicant(applied, 1.0, seasons=SEASONS, seed=5)
    likeliest = max(one.interview * one.reach for one in applied)
    assert odds.unmatched.low < 1 - likeliest < odds.unmatched.high
    likeliest_interview = max(one.interview for one in applied)
    assert odds.interviews[0] / SEASONS == pytest.approx(1 - likeliest_interview, abs=0.03)


def test_the_same_seed_is_the_same_season_and_others_change_nothing():
    """Another programme, or a signal elsewhere, leaves a programme's own luck as it was."""
    few, more = programmes(5), (AppliedTo("new", 0.3, 0.3, 1.0), *programmes(5))
    assert simulate_applicant(few, 0.4, seed=9) == simulate_applicant(few, 0.4, seed=9)
    assert simulate_applicant(few, 0.4, seed=9) != simulate_applicant(few, 0.4, seed=8)
    alone, beside = (draw_latent([one.id for one in some], 50, 9) for some in (few, more))
    assert np.array_equal(alone.own, beside.own[:, 1:])
    assert np.array_equal(alone.factor, beside.factor)


def test_a_better_chance_never_ends_a_season_worse():
    """With common numbers, a signal that lifts one chance helps in every season it matters."""
    applied = programmes(10)
    lifted = (replace(applied[0], interview=0.8), *applied[1:])
    before, after = (simulate_applicant(some, 0.3, seasons=SEASONS) for some in (applied, lifted))
    assert after.unmatched.middle <= before.unmatched.middle
    assert after.worth.middle > before.worth.middle


@pytest.mark.parametrize("correlation", [0.0, 0.5, 1.0])
def test_no_order_beats_that_of_preference(correlation):
    """Season by season, against 30 other orders: never better than the honest one."""
    applied, rng = programmes(12), np.random.default_rng(2)
    worths = np.array([*(one.worth for one in applied), 0.0])
    honest = preferred(worths[:-1])
    draws = draw_latent([one.id for one in applied], 300, 4)
    takes = succeeds(draws, np.array([one.interview * one.reach for one in applied]), correlation)
    ends = worths[first_in(takes, honest)]
    for _ in range(30):
        assert (ends >= worths[first_in(takes, rng.permutation(len(applied)))]).all()
    by_chance = preferred([one.interview * one.reach for one in applied])
    assert (ends > worths[first_in(takes, by_chance)]).any()


def test_a_shorter_rank_list_matches_less_often():
    """Leaving programmes off the list can only lose; an empty list never matches."""
    applied = programmes(10)
    honest = preferred([one.worth for one in applied])
    whole = odds_in_order(applied, honest, 0.3, seasons=500, seed=1)
    part = odds_in_order(applied, honest[:3], 0.3, seasons=500, seed=1)
    assert part.unmatched.middle > whole.unmatched.middle
    assert part.ranks == whole.ranks[:3]
    none = odds_in_order(applied, (), 0.3, seasons=500, seed=1)
    assert (none.unmatched.middle, none.worth.middle) == (1.0, 0.0)


@pytest.mark.parametrize("chance", [-0.1, 1.2, float("nan")])
def test_a_chance_is_between_nothing_and_certain(chance):
    """Anything else is refused, where 0 and 1 are understood."""
    with pytest.raises(ValueError, match="between 0 and 1"):
        simulate_applicant((AppliedTo("p", chance, 1.0, 1.0),), 0.0)
    sure = simulate_applicant((AppliedTo("p", 1.0, 1.0, 7.0),), 0.5, seasons=20)
    assert (sure.unmatched.middle, sure.worth.middle) == (0.0, 7.0)
    never = succeeds(draw_latent(["p"], 20, 0), np.array([0.0]), 0.5)
    assert not never.any()


def test_bounds_hold_the_truth_nine_times_in_ten():
    """Counted over 2,000 draws of a share and of a mean."""
    rng = np.random.default_rng(0)
    counts = rng.binomial(200, 0.07, 2000)
    held = np.mean(
        [share_of(int(n), 200).low <= 0.07 <= share_of(int(n), 200).high for n in counts]
    )
    assert 0.87 < held < 0.93
    means = [mean_of(rng.standard_normal(100), 0) for _ in range(2000)]
    assert 0.87 < np.mean([one.low <= 0 <= one.high for one in means]) < 0.93


@pytest.mark.parametrize("freedom", [1, 2, 10, 11, 30, 999])
def test_few_values_have_the_bounds_of_student(freedom):
    """As SciPy has them, to a thousandth."""
    assert student_t(freedom) == pytest.approx(t.ppf(0.95, freedom), rel=1e-3)


def test_equal_values_do_not_look_certain():
    """Five equal draws, two equal seasons, one season: the bounds are never of no width."""
    five = mean_of([3.0] * 5, 10)
    assert five.high - 3.0 == pytest.approx(10 * share_of(0, 5).high)
    alike = share_over([900, 900], [1000, 1000])
    assert (alike.low, alike.high) == pytest.approx((0.888, 0.911), abs=0.001)
    one = share_over([1000], [1000])
    assert (one.middle, one.high) == (1, 1)
    assert 0.99 < one.low < 1
    assert rate_over([800, 800], [100, 100]).high > 8.3


def test_seasons_that_differ_have_wider_bounds_than_their_people():
    """Two seasons 10 points apart: 6.31 standard errors of 5 points."""
    found = share_over([850, 950], [1000, 1000])
    assert found.low == pytest.approx(0.9 - 6.3138 * 0.05)
    assert found.high == 1
