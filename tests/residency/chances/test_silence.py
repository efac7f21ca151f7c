"""What share of the season's invitations is out on a day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from trimtab.domain.seasons import SeasonRules
from trimtab.residency.chances.invitation_rates import THAT_DAY
from trimtab.residency.chances.parameters import with_own_figures
from trimtab.residency.chances.silence import figures_for, invitations_out


@pytest.mark.parametrize(
    ("specialty", "day", "share"),
    [
        ("internal medicine", date(2026, 9, 22), 0.0),
        ("internal medicine", date(2026, 10, 21), 0.35),
        ("internal medicine", date(2027, 1, 13), 0.95),
        ("internal medicine", date(2027, 3, 3), 1.0),
        ("internal medicine", date(2027, 5, 1), 1.0),
        ("general surgery", date(2026, 9, 23), 0.0),
        ("general surgery", date(2026, 10, 20), 0.30),
        ("general surgery", date(2026, 10, 28), 0.65),
        ("general surgery", date(2026, 11, 11), 0.90),
        ("general surgery", date(2026, 11, 27), 0.95),
    ],
)
def test_invitations_go_out_between_the_seasons_days(season, specialty, day, share):
    """By the season of 2027: seen on 23 September, rank lists due on 3 March."""
    assert invitations_out(season, specialty, day) == pytest.approx(share)


@pytest.mark.parametrize("specialty", ["internal medicine", "general surgery"])
def test_what_is_out_stays_out(season, specialty):
    """Day by day the share never falls, from none to all."""
    days = [date(2026, 9, 1) + timedelta(days=at) for at in range(200)]
    shares = [invitations_out(season, specialty, day) for day in days]
    assert shares == sorted(shares)
    assert (shares[0], shares[-1]) == (0.0, 1.0)


def test_ones_own_figure_bends_the_curve(season):
    """The parameters it is read from can be replaced as any other."""
    own, problems = with_own_figures({THAT_DAY: (0.5, 0.4, 0.6)})
    assert problems == ()
    assert THAT_DAY in figures_for(season, "general surgery")
    assert invitations_out(season, "general surgery", date(2026, 10, 28), own) == 0.5


def test_without_days_nothing_is_known_to_be_out():
    """A season whose days nobody published gives no reason to read silence."""
    assert invitations_out(SeasonRules(season=1999), "internal medicine", date(1999, 1, 1)) == 0.0
