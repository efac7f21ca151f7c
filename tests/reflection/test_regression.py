"""Days that follow one another are regressed as closed forms and plain algebra say."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from trimtab.reflection import regression
from trimtab.reflection.regression import CORRELATIONS, FLAT, Posterior, design_variance, fit_days


def independent_days(monkeypatch) -> None:
    """Only a correlation of nothing."""
    monkeypatch.setattr(regression, "CORRELATIONS", np.array([0.0]))


def test_one_mean_is_the_conjugate_posterior(monkeypatch):
    """Four scores of 1, 2, 3, 2 with a prior spread of one give the posterior done by hand."""
    independent_days(monkeypatch)
    days, scores = np.arange(4), np.array([1.0, 2.0, 3.0, 2.0])
    fit = fit_days(days, scores, np.ones((4, 1)), np.array([1.0]))
    # Precision 4 + 1 = 5, mean 8 / 5 = 1.6. The prior takes 1/5 of a day of freedom off one: the
    # mean takes 1 - 0.2 = 0.8, so shape = 1 + (4 - 0.8) / 2 = 2.6.
    # Rate = 1 + (18 - 1.6 * 8) / 2 = 3.6, scale² = 3.6 / 2.6 / 5 = 0.27692.
    posterior = fit.of(0)
    assert posterior.mean == pytest.approx(1.6)
    assert posterior.freedom == pytest.approx(5.2)
    assert posterior.scales[0] ** 2 == pytest.approx(3.6 / 2.6 / 5)
    low, high = posterior.interval(0.9)
    by_scipy = stats.t(5.2, loc=1.6, scale=np.sqrt(3.6 / 2.6 / 5)).ppf([0.05, 0.95])
    assert [low, high] == pytest.approx(list(by_scipy), abs=1e-4)


@pytest.mark.parametrize("correlation", [-0.2, 0.0, 0.5, 0.9])
def test_it_is_generalised_least_squares(correlation, monkeypatch):
    """With nothing assumed, coefficients are (X'V⁻¹X)⁻¹X'V⁻¹y with V of all days, gaps too."""
    monkeypatch.setattr(regression, "CORRELATIONS", np.array([correlation]))
    chance = np.random.default_rng(3)
    days = np.array([0, 1, 2, 5, 6, 9, 10, 11, 12, 20])
    columns = np.column_stack([np.ones(10), chance.normal(size=10)])
    scores = chance.normal(size=10)
    fit = fit_days(days, scores, columns, np.array([1e6, 1e6]))
    gaps = np.abs(days[:, None] - days[None, :])
    inverse = np.linalg.inv(correlation**gaps)
    precision = columns.T @ inverse @ columns
    assert fit.means[0] == pytest.approx(np.linalg.solve(precision, columns.T @ inverse @ scores))
    variances = design_variance(days, columns, np.array([1e6, 1e6]), correlation)
    assert variances == pytest.approx(np.diagonal(np.linalg.inv(precision)))


def test_the_marginal_likelihood_is_that_of_all_days_at_once():
    """Weights of correlations are proportional to the density of the days under the prior."""
    chance = np.random.default_rng(4)
    days = np.array([0, 1, 2, 3, 5, 6, 7, 10])
    columns, scores = np.ones((8, 1)), chance.normal(size=8)
    fit = fit_days(days, scores, columns, np.array([0.5]))
    shape = fit.freedom / 2
    gaps = np.abs(days[:, None] - days[None, :])
    shares = []
    for correlation in CORRELATIONS:
        spread = correlation**gaps + 0.25 * columns @ columns.T
        rate = 1 + 0.5 * scores @ np.linalg.solve(spread, scores)
        prior = -0.5 * ((correlation - 0.3) / 0.25) ** 2
        shares.append(prior - 0.5 * np.linalg.slogdet(spread)[1] - shape * np.log(rate))
    weights = np.exp(np.array(shares) - max(shares))
    assert fit.weights == pytest.approx(weights / weights.sum(), rel=1e-6)


def test_probabilities_are_those_of_student_in_both_tails():
    """Both tails agree with an independent package to a thousandth of themselves."""
    one = Posterior(np.zeros(1), np.ones(1), np.ones(1), 30.0)
    for value in (-4.0, -2.0, 0.0, 1.0):
        assert one.below(value) == pytest.approx(stats.t(30).cdf(value), rel=2e-3)
        assert one.above(-value) == pytest.approx(stats.t(30).cdf(value), rel=2e-3)
    assert one.doubt == pytest.approx(1.0, abs=1e-6)


@settings(max_examples=30)
@given(shift=st.floats(-5, 5), seed=st.integers(0, 50))
def test_a_constant_more_changes_no_effect(shift, seed):
    """With a free mean, effects do not depend on where scores lie."""
    chance = np.random.default_rng(seed)
    days = np.flatnonzero(chance.random(40) < 0.7)
    columns = np.column_stack([chance.normal(size=len(days)), np.ones(len(days))])
    scores, spreads = chance.normal(size=len(days)), np.array([0.5, FLAT])
    plain = fit_days(days, scores, columns, spreads).of(0)
    moved = fit_days(days, scores + shift, columns, spreads).of(0)
    assert moved.mean == pytest.approx(plain.mean, abs=5e-3)
