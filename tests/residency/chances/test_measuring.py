"""Calibration is measured rightly, and what can be computed of a published table is."""

from __future__ import annotations

import numpy as np
import pytest

from trimtab.domain.applicants import Applicant
from trimtab.domain.chances import Interval
from trimtab.residency.chances.calibrating import (
    brier_score,
    calibration_error,
    reliability,
    share_of,
)
from trimtab.residency.chances.estimating import estimate_chances
from trimtab.residency.chances.parameters import PARAMETERS, by_name
from trimtab.residency.chances.shape import match_by_invitations

INVITATIONS = (
    (0, 0, 39, 0.0),
    (1, 2, 5, 0.0),
    (3, 5, 10, 0.40),
    (6, 9, 15, 0.733),
    (10, 75, 113, 0.912),
)
"""From, to, people, share matched: general surgery 2024-25, who answered (PARAMETERS' survey)."""


def predicted_by_invitations(correlation):
    """What the model says for each row: 15 signals and 60 other applications."""
    named = by_name(PARAMETERS)
    gold = named["invitation with a gold signal, general surgery"].value
    odds = gold / (1 - gold) / named["a gold signal, general surgery"].value
    down = named["how far down the list they go, ranks a position"].value
    reached = down / named["interviews a position"].value
    groups = [(15, gold, reached), (60, odds / (1 + odds), reached)]
    often, match = match_by_invitations(groups, correlation, 75)
    return [
        float(often[low : high + 1] @ match[low : high + 1] / often[low : high + 1].sum())
        for low, high, _, _ in INVITATIONS
    ]


def gap_of(correlation):
    """The mean gap to what was observed, weighted by people."""
    rows = zip(predicted_by_invitations(correlation), INVITATIONS, strict=True)
    return sum(row[2] * abs(said - row[3]) for said, row in rows) / sum(
        row[2] for row in INVITATIONS
    )


def test_invitations_to_match_in_general_surgery():
    """0, 0, 40, 73, 91 % with 0, 1-2, 3-5, 6-9, 10+ invitations: a mean gap of 0.05 at most.

    How far programmes go down was set with this table in view, so it checks the shape and is no
    hold-out; the worst row is off by 0.13, with 15 people in it.
    """
    said = predicted_by_invitations(0.3)
    assert gap_of(0.3) <= 0.05
    assert said == sorted(said)
    assert max(abs(one - row[3]) for one, row in zip(said, INVITATIONS, strict=True)) < 0.13


def test_chances_apart_from_each_other_fit_that_table_worse():
    """Without correlation few invitations would do too well: twice the gap."""
    assert gap_of(0.0) > 1.8 * gap_of(0.3)


SIGNALS_BY_SCORE = (
    (235, 47, 4.04),
    (245, 57, 5.70),
    (255, 76, 6.41),
    (265, 50, 7.94),
    (273, 18, 9.11),
)
"""Score in the middle of a band, people, signals of 15 that were answered: the same survey."""


def test_signals_answered_by_score(season, programme):
    """From 27 % below 240 to 61 % above 270: a mean gap of 0.026; 0.075 at worst, of 18 people.

    The slope comes from counts of invitations of the same people, the level from all of them.
    """
    gaps = []
    for score, people, answered in SIGNALS_BY_SCORE:
        said = 0.0
        for kind, share in (("us_md", 0.775), ("us_do", 0.166), ("img", 0.059)):
            who = Applicant(specialties=("general surgery",), type=kind, step2=score)
            found = estimate_chances(who, [programme()], season).programmes[0]
            said += share * found.interview["gold"].middle
        gaps.append((people, abs(said - answered / 15)))
    assert max(gap for _, gap in gaps) < 0.08
    assert sum(people * gap for people, gap in gaps) / sum(people for people, _ in gaps) < 0.03


def test_counts_of_invitations_by_hand():
    """Two at a half and one at a fifth, apart: 0.2, 0.45 ... of 0, 1 ... invitations.

    None: 0.5 x 0.5 x 0.8 = 0.2. One: 2 x 0.25 x 0.8 + 0.25 x 0.2 = 0.45. All: 0.25 x 0.2 = 0.05.
    With all three and half of them reached: a match 1 - 0.5^3 = 0.875.
    """
    often, match = match_by_invitations([(2, 0.5, 0.5), (1, 0.2, 0.5)], 0.0, 3)
    assert often == pytest.approx([0.2, 0.45, 0.3, 0.05], abs=1e-9)
    assert match == pytest.approx([0, 0.5, 0.75, 0.875], abs=1e-9)


def test_a_correlated_market_counts_as_drawn():
    """Latent numbers of 400,000 applicants with ten programmes give the same table."""
    rho, rng = 0.5, np.random.default_rng(5)
    shared, own = rng.standard_normal((400_000, 1)), rng.standard_normal((400_000, 10))
    latent = np.sqrt(rho) * shared + np.sqrt(1 - rho) * own
    count = (latent <= np.quantile(latent, 0.3)).sum(axis=1)
    matched = (latent <= np.quantile(latent, 0.06)).any(axis=1)
    often, match = match_by_invitations([(10, 0.3, 0.2)], rho, 10)
    for number in (1, 3, 6):
        assert (count == number).mean() == pytest.approx(often[number], abs=0.003)
        assert matched[count == number].mean() == pytest.approx(match[number], abs=0.01)


def test_reliability_by_hand():
    """Four at 0.1, of whom one; two at 0.95, both: two bins, means and shares as counted."""
    low, high = reliability([0.1, 0.1, 0.1, 0.1, 0.95, 0.95], [True] + [False] * 3 + [True] * 2)
    assert (low.low, low.high, low.number, low.predicted) == (0.1, 0.2, 4, pytest.approx(0.1))
    assert low.observed.middle == 0.25
    assert (high.number, high.observed.middle) == (2, 1.0)


def test_wilson_by_hand():
    """One of four at z = 1.645: (0.25 + 0.3382) / 1.6764 = 0.3509, half a width of 0.2930."""
    found = share_of(1, 4)
    assert found.middle == 0.25
    assert (found.low, found.high) == (
        pytest.approx(0.0579, abs=1e-4),
        pytest.approx(0.6438, abs=1e-4),
    )


def test_brier_by_hand():
    """Errors 0.04 and 0.16 make 0.1."""
    assert brier_score([0.2, 0.6], [False, True]).value == pytest.approx(0.1)


def test_calibration_error_by_hand():
    """Ten at 0.3 with five matched: a gap of 0.2; the interval holds it."""
    found = calibration_error([0.3] * 10, [True] * 5 + [False] * 5, seed=1)
    assert found.value == pytest.approx(0.2)
    assert found.low <= 0.2 <= found.high


def test_right_chances_are_found_calibrated_and_wrong_ones_not():
    """20,000 draws by their own chances: a gap below 0.02; by twice the odds, far above."""
    rng = np.random.default_rng(2)
    chances = rng.uniform(0.02, 0.98, 20_000)
    happened = (rng.uniform(size=20_000) < chances).tolist()
    bold = (2 * chances / (1 + chances)).tolist()
    assert calibration_error(chances.tolist(), happened, seed=4).high < 0.02
    assert calibration_error(bold, happened, seed=4).low > 0.08
    assert brier_score(bold, happened).value > brier_score(chances.tolist(), happened).value


@pytest.mark.parametrize(("chances", "said"), [([0.5, 1.2], "between"), ([0.5], "as many")])
def test_what_is_no_pair_is_refused(chances, said):
    """A chance above 1, or another number of outcomes."""
    with pytest.raises(AssertionError, match=said):
        reliability(chances, [True, False])


def test_share_of_nobody_matched():
    """Of 39 without an invitation nobody matched: up to 6.5 % remain possible."""
    assert share_of(0, 39) == Interval(0.0, 0.0, pytest.approx(0.0649, abs=1e-3))
