"""Pairs kept where there are too many: those whose loss would cost most."""

from __future__ import annotations

import numpy as np
import pytest

from trimtab.residency.ranking.couples import ALONE, PairList, rank_pairs
from trimtab.residency.ranking.pruning import both_take, keep_pairs, value_lost


def test_a_pair_is_kept_for_what_its_loss_costs():
    """(1, 0) is likely but always has (0, 0) before it; the rare fallback (2, 0) is missed more."""
    listed = PairList(np.array([[0, 0], [1, 0], [2, 0]]), np.array([9.0, 8.0, 4.0]))
    first = np.array([[True, True, False]] * 8 + [[False, False, True]] * 2)
    takes = (first, np.ones((10, 1), bool))
    reach = (np.array([0.8, 0.8, 0.2]), np.array([1.0]))
    kept = keep_pairs(listed, reach, takes, 2)
    assert kept.pairs.tolist() == [[0, 0], [2, 0]]
    assert value_lost(listed, kept, takes) == 0
    assert keep_pairs(listed, reach, takes, 3) is listed


def test_what_is_lost_is_the_worth_of_where_seasons_end_instead():
    """Two of four seasons end at 4 instead of 9: (2 x 5) / 4."""
    listed = PairList(np.array([[0, 0], [0, ALONE]]), np.array([9.0, 4.0]))
    takes = (np.ones((4, 1), bool), np.array([[True], [True], [False], [False]]))
    kept = PairList(listed.pairs[1:], listed.worth[1:])
    assert value_lost(listed, kept, takes) == pytest.approx(2.5)
    assert both_take(listed.pairs, takes).tolist() == [[True, True]] * 2 + [[False, True]] * 2


def test_the_choice_loses_less_than_that_by_worth_times_chance():
    """In seasons it did not see: 60 of 168 pairs, chances and worths of every kind."""
    rng = np.random.default_rng(5)
    chances = rng.uniform(0.02, 0.9, 12), rng.uniform(0.02, 0.9, 12)
    worths = rng.uniform(20, 100, 12), rng.uniform(20, 100, 12)
    listed = rank_pairs(*worths, rng.random((12, 12)) < 0.6, 0.6)
    seen, unseen = (tuple(rng.random((2000, 12)) < one for one in chances) for _ in range(2))
    kept = keep_pairs(listed, chances, seen, 20)
    reached = [np.append(one, 1.0)[listed.pairs[:, at]] for at, one in enumerate(chances)]
    likely = np.sort(np.argsort(-listed.worth * reached[0] * reached[1], kind="stable")[:20])
    plain = PairList(listed.pairs[likely], listed.worth[likely])
    assert value_lost(listed, kept, unseen) < 0.8 * value_lost(listed, plain, unseen)
