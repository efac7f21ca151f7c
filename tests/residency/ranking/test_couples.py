"""Couples' lists: which pairs, in which order, and where they end."""

from __future__ import annotations

import numpy as np
import pytest

from trimtab.residency.ranking.couples import (
    ALONE,
    PairList,
    draw_seasons,
    pair_odds,
    rank_pairs,
)


def test_pairs_stand_by_what_they_are_worth_to_both():
    """Together 80 + 60; apart a share of 0.25 is lost; alone likewise."""
    apart = np.array([[False, True], [True, False]])
    listed = rank_pairs(np.array([80.0, 40.0]), np.array([60.0, 90.0]), apart, 0.25)
    assert list(zip(map(tuple, listed.pairs.tolist()), listed.worth, strict=True)) == [
        ((0, 0), 140.0),
        ((1, 1), 130.0),
        ((0, 1), 127.5),
        ((1, 0), 75.0),
        ((ALONE, 1), 67.5),
        ((0, ALONE), 60.0),
        ((ALONE, 0), 45.0),
        ((1, ALONE), 30.0),
    ]


def test_where_only_being_together_counts_one_alone_comes_last():
    """With all the worth lost apart, pairs apart are left out; one alone is better than none."""
    apart = np.array([[False, True]])
    listed = rank_pairs(np.array([80.0]), np.array([60.0, 90.0]), apart, 1.0)
    assert listed.pairs.tolist() == [[0, 0], [ALONE, 1], [0, ALONE], [ALONE, 0]]
    assert listed.worth.tolist() == [140, 0, 0, 0]


def test_impossible_pairs_are_left_out():
    """Whatever they would be worth."""
    near = np.zeros((1, 2), bool)
    listed = rank_pairs(np.array([80.0]), np.array([60.0, 90.0]), near, 0.5, ~near)
    assert listed.pairs.tolist() == [[ALONE, 1], [0, ALONE], [ALONE, 0]]


def test_a_season_ends_at_the_first_pair_that_both_can_have():
    """Four seasons: both, one and then another, one alone, none."""
    listed = PairList(np.array([[0, 0], [0, 1], [0, ALONE]]), np.array([3.0, 2.0, 1.0]))
    first = np.array([[True], [True], [True], [False]])
    second = np.array([[True, True], [False, True], [False, False], [True, True]])
    assert pair_odds(listed, (first, second)).tolist() == [0.25, 0.25, 0.25, 0.25]


def test_drawn_seasons_agree_with_their_chances():
    """Of 40,000 drawn seasons each programme takes the applicant as often as its mean chance."""
    reach = np.array([[0.2, 0.6], [0.9, 0.1]])
    masses = np.array([0.25, 0.75])
    drawn = draw_seasons(reach, masses, 40_000, np.random.default_rng(1))
    assert drawn.mean(axis=0) == pytest.approx(reach @ masses, abs=0.01)
