"""Sites to block, as blockers read them."""

from __future__ import annotations

from trimtab.domain.people import Profile
from trimtab.domain.practices import Boundary
from trimtab.domain.time import WEEKDAYS, ClockSpan
from trimtab.reports.site_lists import leechblock_options

NIGHTS = Boundary("Evenings", "work", ClockSpan(20 * 60, 6 * 60 + 30))


def options(*boundaries: Boundary) -> dict[str, str]:
    """What is set, by its name."""
    text = leechblock_options(Profile(boundaries=boundaries))
    return dict(line.split("=", 1) for line in text.splitlines())


def test_sites_are_blocked_in_working_hours_and_not_on_weekends():
    """Evenings that are off on all days leave 06:30 to 20:00, blocked Monday to Friday."""
    told = options(NIGHTS)
    assert (told["numSets"], told["times1"], told["days1"]) == ("1", "0630-2000", "62")


def test_without_a_boundary_nothing_is_blocked_day_and_night():
    """Nine to five from Monday to Friday, as the page says."""
    assert (options()["times1"], options()["days1"]) == ("0900-1700", "62")


def test_who_works_at_weekends_alone_is_blocked_then():
    """Monday to Friday are off as a whole; Sunday is the first bit, Saturday the last."""
    week = Boundary("Week", "work", ClockSpan(0, 1440), days=WEEKDAYS[:5])
    assert options(week, NIGHTS)["days1"] == "65"
