"""The last caffeine before sleep: what studies told, straight lines between, and no more."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trimtab.bodyclock.caffeine import HARMFUL, MOST_A_DAY, STUDIES, last_caffeine_hours


@pytest.mark.parametrize(
    ("dose", "hours", "is_at_least"),
    [
        (0, 0.0, False),
        (47, 0.0, False),
        (77, 4.4, False),
        (107, 8.8, False),
        (162.25, 11.0, False),
        (217.5, 13.2, False),
        (218, 13.2, True),
        (400, 13.2, True),
    ],
)
def test_the_hours_of_each_dose(dose, hours, is_at_least):
    """Half-way between two doses, half-way between their hours; beyond all, at least so long."""
    found = last_caffeine_hours(dose)
    assert found.hours == pytest.approx(hours)
    assert found.is_at_least is is_at_least


@given(st.floats(0, 1000), st.floats(0, 1000))
def test_more_caffeine_never_asks_for_less_time(one, other):
    """Hours rise with the dose, between none and the longest studied."""
    less, more = sorted((one, other))
    assert 0 <= last_caffeine_hours(less).hours <= last_caffeine_hours(more).hours <= 13.2


def test_no_dose_known_to_harm_is_let_through():
    """400 mg six hours before bed cost sleep: its last hour is earlier."""
    assert last_caffeine_hours(HARMFUL.dose_mg).hours > HARMFUL.hours


@pytest.mark.parametrize("dose", [-1, math.nan])
def test_a_dose_that_is_none_is_refused(dose):
    """Below nothing, or not a number."""
    with pytest.raises(ValueError, match="0 mg or more"):
        last_caffeine_hours(dose)


def test_every_figure_names_its_source():
    """Each study a DOI; the most a day says that it was not verified."""
    assert all("doi 10." in study.source for study in (*STUDIES, HARMFUL))
    assert not MOST_A_DAY.is_verified
