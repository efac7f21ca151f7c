"""Sleep efficiency by the hour of the day: its shape, and that means over spans are true means."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from trimtab.bodyclock.efficiency import (
    UNVERIFIED,
    EfficiencyCurve,
    efficiency_at,
    sleep_efficiency,
)

QUARTERS = np.arange(0, 24, 0.25)
CLOCK = st.floats(-48, 72)
pytestmark = pytest.mark.kernels


def brute_force_mean(onset: float, end: float) -> float:
    """The mean of the curve at the middles of ten thousand equal parts."""
    parts = 10_000
    return efficiency_at(onset + (end - onset) * (np.arange(parts) + 0.5) / parts).mean()


@given(CLOCK)
def test_every_day_is_like_the_next(clock):
    """Twenty-four hours on, the share is the same, at a moment and over a span."""
    assert efficiency_at(clock) == pytest.approx(efficiency_at(clock + 24), abs=1e-12)
    spans = sleep_efficiency([clock, clock + 24], [clock + 5, clock + 29])
    assert spans[0] == pytest.approx(spans[1], abs=1e-9)


@given(CLOCK, st.floats(0, 60))
def test_a_share_is_a_share(clock, hours):
    """Above nothing and at most everything."""
    assert 0.6 < efficiency_at(clock) < 1
    assert 0.6 < sleep_efficiency(clock, clock + hours) < 1


def test_the_night_is_best_and_the_evening_worst():
    """Best between midnight and six, worst between 18:00 and 21:00."""
    shares = efficiency_at(QUARTERS)
    assert 0 <= QUARTERS[shares.argmax()] <= 6
    assert 18 <= QUARTERS[shares.argmin()] <= 21
    assert sleep_efficiency(23, 31) == pytest.approx(0.95, abs=0.005)


def test_sleep_after_a_night_of_duty_fades_through_the_day():
    """From six in the morning to one at noon each half-hour is worse than the one before."""
    shares = efficiency_at(np.arange(6, 13.01, 0.5))
    assert np.all(np.diff(shares) < 0)


def test_the_early_afternoon_is_a_little_better_than_noon():
    """Between 14:00 and 15:00 better than at 13:00, and much better than at 17:00."""
    noon, early, late = efficiency_at([13.0, 14.5, 17.0])
    assert noon < early
    assert early > late + 0.05


@given(st.integers(-2880, 4320), st.integers(1, 1800))
def test_a_mean_over_whole_minutes_equals_one_taken_by_brute_force(onset, minutes):
    """Ten thousand points of the curve have the same mean to 1e-8."""
    span = onset / 60, (onset + minutes) / 60
    assert sleep_efficiency(*span) == pytest.approx(brute_force_mean(*span), abs=1e-8)


@given(CLOCK, st.floats(1 / 60, 30))
def test_between_minutes_the_mean_is_off_by_next_to_nothing(onset, hours):
    """Straight lines between minutes miss the integral by 4e-6 hours at most, at either end."""
    found = sleep_efficiency(onset, onset + hours)
    expected = brute_force_mean(onset, onset + hours)
    assert found == pytest.approx(expected, abs=8e-6 / hours + 1e-8)


@given(CLOCK)
def test_a_span_of_no_length_is_its_moment(onset):
    """As good as the share at its onset."""
    assert sleep_efficiency(onset, onset) == pytest.approx(efficiency_at(onset), abs=1e-3)


@given(CLOCK, st.floats(0, 12), st.floats(-6, 6))
def test_a_late_clock_moves_the_whole_curve(onset, hours, later):
    """What a clock two hours late finds at ten, a usual one finds at eight."""
    moved = sleep_efficiency(onset, onset + hours, later)
    assert moved == pytest.approx(sleep_efficiency(onset - later, onset - later + hours), abs=1e-9)
    assert efficiency_at(onset, later) == pytest.approx(efficiency_at(onset - later), abs=1e-12)


def test_many_spans_at_once_are_each_as_alone():
    """A table of spans, with a clock of its own for each row."""
    onset, later = np.array([[22.0, 8.0], [15.0, 40.0]]), np.array([[0.0], [1.5]])
    found = sleep_efficiency(onset, onset + 3, later)
    assert found.shape == (2, 2)
    for row in range(2):
        for column in range(2):
            one = onset[row, column]
            assert found[row, column] == sleep_efficiency(one, one + 3, later[row, 0])


def test_another_curve_is_followed_as_told():
    """A curve of one wave has the mean that its integral gives."""
    curve = EfficiencyCurve(0.8, ((0.1, 0.0),), "made up", is_verified=False)
    expected = 0.8 + 0.1 * 24 / (2 * np.pi) / 6  # the cosine from 0 to 6 h
    assert sleep_efficiency(0, 6, curve=curve) == pytest.approx(expected, abs=1e-9)


def test_no_spans_have_no_shares():
    """An empty array in, an empty array out."""
    assert sleep_efficiency(np.empty(0), np.empty(0)).size == 0


def test_an_end_before_its_onset_is_refused():
    """Hours after midnight run on past 24."""
    with pytest.raises(ValueError, match="past 24"):
        sleep_efficiency([22.0, 23.0], [30.0, 7.0])


def test_the_numbers_are_marked_as_unverified():
    """Nobody may take the curve for a finding; the shape has sources."""
    assert not UNVERIFIED.is_verified
    assert "doi 10." in UNVERIFIED.shape_source
