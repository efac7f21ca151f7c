"""Figures behind a page that asks for a change, in words."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from trimtab.app.briefs.figures import BriefFigures
from trimtab.app.briefs.past_duty import DutyEnd
from trimtab.domain.body import Alertness
from trimtab.reports import brief_words as words

MONDAY = datetime(2026, 11, 16, 17, tzinfo=UTC)


@pytest.mark.parametrize(
    ("rests", "told"),
    [
        ((810,) * 23 + (1440, 2000), "13½ h at the shortest, as in 23 of the 25 known."),
        ((810,) * 3, "13½ h at the shortest, as in all 3 known."),
        ((600, 810, 900), "10 h at the shortest; half of the 3 known are 13½ h or less."),
        ((810,), "13½ h, the one that is known."),
    ],
)
def test_rest_is_told_by_how_often_it_was_so(rests, told):
    """The shortest, and how many are like it where the middle one is."""
    figures = BriefFigures(known_days=28, rests=rests)
    assert words.rest_text(figures) == f"Rest between duties: {told}"


def end(day: int, kss: float) -> DutyEnd:
    """A duty that ends so many days after Monday, with what is predicted then."""
    at = MONDAY + timedelta(days=day)
    return DutyEnd("Ward", at, Alertness(at, kss, kss - 1, kss + 1), None)


def test_equal_figures_stand_by_their_day():
    """The sleepiest first; what is told as the same 4 is not ordered by a decimal unseen."""
    figures = BriefFigures(known_days=28, ends=(end(2, 4.3), end(4, 4.2), end(0, 4.1), end(5, 6)))
    days = [row.name for row in words.end_rows(figures, "UTC")]
    assert [day[6:12] for day in days] == ["Sat 21", "Mon 16", "Wed 18", "Fri 20"]
