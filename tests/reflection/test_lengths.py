"""How long things take of what was planned: towards 1 while little is known, and how sure."""

from __future__ import annotations

import math
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trimtab.reflection.intervals import (
    beta_below,
    beta_quantile,
    probably_larger,
    share,
    student_quantile,
)
from trimtab.reflection.lengths import length_of


def test_few_sittings_tell_nothing():
    """Two are too few, and those without minutes do not count."""
    assert length_of([(60, 90)] * 2) is None
    assert length_of([(60, 90)] * 2 + [(0, 30), (30, 0)]) is None


def test_the_figure_is_the_posterior_written_out():
    """Three of 60 that took 90: ln 1.5 times 3 / (3 + w), spread by the Student law of 9 degrees.

    For plans w = 3: rate 3 * 0.35^2 + 3 * 3 * 0.4055^2 / (2 * 6) = 0.4908, shape 4.5, so the scale
    is sqrt(0.4908 / (4.5 * 6)) = 0.1348, and 1.383 of it lie on either side. Told with w = 0.5:
    rate 0.3675 + 0.5 * 3 * 0.4055^2 / (2 * 3.5) = 0.4027, scale sqrt(0.4027 / 15.75) = 0.1599.
    """
    found = length_of([(60, 90)] * 3)
    assert found is not None
    for estimate, worth, scale in ((found.cautious, 3, 0.1348), (found.times, 0.5, 0.1599)):
        assert estimate.mid == pytest.approx(math.exp(math.log(1.5) * 3 / (3 + worth)))
        assert estimate.high == pytest.approx(estimate.mid * math.exp(scale * 1.383), rel=1e-3)
        assert estimate.low == pytest.approx(estimate.mid * math.exp(-scale * 1.383), rel=1e-3)


def test_what_takes_as_long_as_planned_stays_at_one():
    """Neither longer nor shorter."""
    found = length_of([(45, 45)] * 20)
    assert found is not None
    assert found.times.mid == pytest.approx(1)
    assert (found.is_longer, found.is_shorter) == (False, False)


def test_a_timer_left_running_is_bounded():
    """Eleven hours of twenty minutes count as eighty."""
    assert length_of([(20, 660)] * 3) == length_of([(20, 80)] * 3)


@pytest.mark.parametrize("true", [0.7, 1.0, 1.5, 2.0])
def test_ranges_hold_the_truth_as_often_as_they_say(true):
    """Of 200 made-up things of one true factor, the 80 % range holds it in 70 to 91 %."""
    rng, held = Random(7), 0
    for _ in range(200):
        sittings = [(60.0, 60 * true * math.exp(rng.gauss(0, 0.35))) for _ in range(6)]
        found = length_of(sittings)
        assert found is not None
        held += found.times.low <= true <= found.times.high
    assert 0.70 <= held / 200 <= 0.91


@given(st.lists(st.tuples(st.floats(5, 300), st.floats(1, 900)), min_size=3, max_size=30))
def test_the_range_is_in_order_and_shrinks_towards_one(sittings):
    """Never further from 1 than the mean itself, bounded as each sitting is."""
    found = length_of(sittings)
    assert found is not None
    most = math.log(4)
    mean = math.fsum(max(-most, min(most, math.log(t / p))) for p, t in sittings) / len(sittings)
    assert 0 < found.times.low < found.times.mid < found.times.high
    assert abs(math.log(found.times.mid)) <= abs(mean) + 1e-9


@pytest.mark.parametrize(
    ("probability", "freedom", "expected"),
    [(0.9, 1, 3.0777), (0.9, 8, 1.3968), (0.95, 30, 1.6973), (0.5, 5, 0.0), (0.1, 8, -1.3968)],
)
def test_student_quantiles_are_those_of_tables(probability, freedom, expected):
    """As printed in tables of the t distribution."""
    assert student_quantile(probability, freedom) == pytest.approx(expected, abs=2e-4)


def test_a_student_of_very_many_degrees_is_normal():
    """1.2816 at nine tenths."""
    assert student_quantile(0.9, 1e9) == pytest.approx(1.28155, abs=1e-4)


@pytest.mark.parametrize(("kept", "asked"), [(0, 0), (3, 10), (10, 10), (1, 40)])
def test_shares_are_those_of_the_beta_law(kept, asked):
    """A tenth lies below the low end and a tenth above the high one; by counting binomials too.

    For whole numbers I_x(a, b) is the chance of a or more of a + b - 1 at x.
    """
    a, b = kept + 1, asked - kept + 1
    found = share(kept, asked)
    for x, probability in ((found.low, 0.1), (found.high, 0.9)):
        n = a + b - 1
        counted = sum(math.comb(n, k) * x**k * (1 - x) ** (n - k) for k in range(a, n + 1))
        assert counted == pytest.approx(probability, abs=1e-9)
        assert beta_below(x, a, b) == pytest.approx(probability, abs=1e-9)
    assert found.mid == pytest.approx(a / (a + b))


@given(st.floats(0.01, 0.99), st.floats(0.5, 50), st.floats(0.5, 50))
def test_quantiles_undo_the_distribution(probability, first, second):
    """There and back; the ends are nought and one."""
    found = beta_quantile(probability, first, second)
    assert beta_below(found, first, second) == pytest.approx(probability, abs=1e-6)
    assert (beta_below(0, first, second), beta_below(1, first, second)) == (0, 1)


def test_which_of_two_is_kept_more_often():
    """Alike: as likely as not. Nine of ten against one of ten: nearly certain."""
    assert probably_larger((3, 6), (3, 6)) == pytest.approx(0.5, abs=1e-3)
    assert probably_larger((9, 10), (1, 10)) > 0.999
    assert probably_larger((1, 10), (9, 10)) < 0.001
