"""Laying out uses and finding shared caps, on lists short enough to reckon by hand."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest

from trimtab.planner.layout_kernels import MIXED, NONE, rows_of, shared_caps, uses_left

pytestmark = pytest.mark.kernels

CAP = 0
ROWS = [{0: 1.0, 1: 30.0}, {0: 1.0, 1: 60.0, 2: 5.0}, {2: 5.0}, {}]


def laid(rows):
    """Rows of {budget: coefficient} as arrays."""
    owner = np.array([number for number, row in enumerate(rows) for _ in row], np.int32)
    idx = np.array([budget for row in rows for budget in row], np.int32)
    coef = np.array([share for row in rows for share in row.values()], np.float64)
    return rows_of(owner, idx, coef, len(rows))


def read(ptr, idx, coef):
    """Arrays as rows of (budget, coefficient) pairs."""
    pairs = list(zip(idx.tolist(), coef.tolist(), strict=True))
    return [pairs[a:b] for a, b in zip(ptr[:-1].tolist(), ptr[1:].tolist(), strict=True)]


@pytest.mark.parametrize("seed", range(5))
def test_rows_hold_each_owners_uses_in_their_order(seed):
    """Uses strewn over owners come together; those of no budget or of nothing are gone."""
    rng = Random(seed)
    uses = [
        (rng.randrange(6), rng.randrange(-1, 4), rng.choice((0.0, 1.0, 2.5))) for _ in range(40)
    ]
    owner, idx, coef = (np.array(column) for column in zip(*uses, strict=True))
    found = read(*rows_of(owner.astype(np.int32), idx.astype(np.int32), coef, 6))
    for number, row in enumerate(found):
        assert row == [(b, c) for o, b, c in uses if o == number and b >= 0 and c != 0.0]


def test_a_cap_is_shared_when_every_user_is_under_it():
    """Budget 1 has users under the cap alone, budget 2 one beside it, budget 3 none at all."""
    is_cap = np.array([True, False, False, False])
    assert shared_caps(*laid(ROWS), is_cap).tolist() == [MIXED, CAP, MIXED, NONE]


def test_a_cap_used_by_half_caps_nothing():
    """Two candidates at half a unit each fit under a cap of one together."""
    half = [{0: 0.5, 1: 30.0}, {0: 0.5, 1: 60.0}]
    assert shared_caps(*laid(half), np.array([True, False])).tolist() == [MIXED, MIXED]


def test_uses_of_what_goes_are_gone_and_the_rest_renumbered():
    """Without budget 1, budget 2 is the second one."""
    left = read(*uses_left(*laid(ROWS), np.array([0, -1, 1], np.int32)))
    assert left == [[(0, 1.0)], [(0, 1.0), (1, 5.0)], [(1, 5.0)], []]
