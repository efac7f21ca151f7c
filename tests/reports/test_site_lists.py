"""Sites to block: the hours of a blocker that knows any are those that the page says."""

from __future__ import annotations

import pytest

from trimtab.domain.people import Profile
from trimtab.domain.practices import Boundary
from trimtab.domain.quiet import Quiet
from trimtab.domain.time import ClockSpan
from trimtab.reports.site_lists import leechblock_options

EVENING = Boundary("Evening", "work", ClockSpan(20 * 60, 6 * 60 + 30))
NOON = Boundary("Noon", "work", ClockSpan(12 * 60, 13 * 60))
SATURDAY = Boundary("Saturday", "work", ClockSpan(10 * 60, 20 * 60), ("sat",))


@pytest.mark.parametrize(
    ("boundaries", "said"),
    [
        ((), "times1=0900-1700 days1=62"),
        ((EVENING,), "times1=0630-2000 days1=62"),
        ((EVENING, NOON), "times1=0630-1200,1300-2000 days1=62"),
        ((EVENING, SATURDAY), "times1=0630-2000 days1=62 times2=0630-1000 days2=64"),
    ],
)
def test_a_blocker_with_hours_leaves_nights_and_unnamed_weekends_alone(boundaries, said):
    """Monday to Friday, but for a day with hours of its own; never day and night."""
    profile = Profile(boundaries=boundaries, quiet=Quiet(sites=("example.org",)))
    lines = leechblock_options(profile).splitlines()
    assert " ".join(one for one in lines if one.startswith(("times", "days"))) == said
