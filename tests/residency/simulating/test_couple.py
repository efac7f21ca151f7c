"""A couple's seasons: pairs are had together, and luck may be shared."""

from __future__ import annotations

import pytest

from trimtab.residency.simulating.couple import CoupleSeasons, simulate_couple
from trimtab.residency.simulating.one_applicant import AppliedTo

FIRST = (AppliedTo("City", 0.5, 0.8, 10), AppliedTo("Mercy", 0.6, 0.5, 5))
SECOND = (AppliedTo("City", 0.4, 0.5, 10), AppliedTo("General", 0.9, 0.5, 5))
PAIRS = (("City", "City"), ("City", "General"), ("Mercy", "General"), ("City", ""), ("", "City"))
SEASONS = 20_000
WITHIN = 4.5
"""Standard errors."""


def test_independent_pairs_multiply():
    """Without any correlation the odds are products, worked out by hand."""
    odds = simulate_couple(FIRST, SECOND, PAIRS, CoupleSeasons(0.0, seasons=SEASONS))
    expected = (
        0.4 * 0.2,
        0.4 * 0.8 * 0.45,
        0.6 * 0.3 * 0.45,
        0.4 * 0.8 * 0.55,
        0.6 * 0.2 * (1 - 0.3 * 0.45),
    )
    for found, chance in zip(odds.pairs, expected, strict=True):
        error = (chance * (1 - chance) / SEASONS) ** 0.5
        assert found.middle == pytest.approx(chance, abs=WITHIN * error)
    assert sum(one.middle for one in odds.pairs) + odds.unmatched.middle == pytest.approx(1)
    first = sum(odds.pairs[rank].middle for rank in (0, 1, 2, 3))
    second = sum(odds.pairs[rank].middle for rank in (0, 1, 2, 4))
    assert odds.first_matched.middle == pytest.approx(first)
    assert odds.second_matched.middle == pytest.approx(second)


def test_shared_luck_brings_couples_together():
    """The more two persons' factors lean on each other, the likelier both have their best."""
    both = [
        simulate_couple(FIRST, SECOND, PAIRS[:1], CoupleSeasons(0.8, between, SEASONS)).pairs[0]
        for between in (0.0, 0.5, 1.0)
    ]
    assert both[0].high < both[1].low
    assert both[1].high < both[2].low


def test_a_pair_names_programmes_applied_to():
    """Anything else is an error of whoever asks."""
    with pytest.raises(KeyError):
        simulate_couple(FIRST, SECOND, (("General", "City"),), CoupleSeasons(0.1))
