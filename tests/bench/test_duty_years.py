"""The made-up years of duty: the same each time, whole years, counted alike by both counters."""

from __future__ import annotations

import pytest
from rosters import WEEKS, YEARS, ZONE

from duty import count_minutes
from trimtab.app.check_roster import check_roster
from trimtab.rulebooks.reading import read_rulebook


@pytest.mark.parametrize("name", YEARS)
def test_a_year_is_a_year_and_counted_alike(name):
    """Work in each month of it, and as many minutes as the plain counter marks."""
    roster = YEARS[name]()
    assert roster == YEARS[name]()
    report = check_roster(roster, read_rulebook("acgme"), ZONE)
    assert WEEKS - 1 <= len(report.weeks) <= WEEKS + 1
    assert sum(week.minutes for week in report.weeks) == count_minutes(roster)


def test_the_years_break_rules_and_keep_them():
    """There is something to find in one, and nothing by the American rules in the others."""
    found = {
        name: len(check_roster(make(), read_rulebook("acgme"), ZONE).findings)
        for name, make in YEARS.items()
    }
    assert found["ward"] > 100
    assert found["nights"] == found["shifts"] == 0
