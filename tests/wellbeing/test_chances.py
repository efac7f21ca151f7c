"""Chances beside those of SciPy and the standard library."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy.stats import t as student

from trimtab.wellbeing.shifts import normal_below, student_below


def test_the_normal_chance_is_right_to_a_ten_millionth():
    """Abramowitz and Stegun 26.2.17 beside the error function."""
    places = np.linspace(-6, 6, 241)
    exact = [0.5 * math.erfc(-one / math.sqrt(2)) for one in places]
    assert normal_below(places) == pytest.approx(exact, abs=1e-7)


@pytest.mark.parametrize("degrees", [11, 30, 120])
def test_the_chance_of_student_is_near(degrees):
    """Within one in a hundred, from three answered days on."""
    places = np.linspace(-6, 6, 241)
    exact = student.cdf(places, degrees)
    assert student_below(places, np.array(float(degrees))) == pytest.approx(exact, abs=0.01)
