"""The record of a planned list keeps its own promises."""

from datetime import date

import pytest

from trimtab.domain.applicants import Applicant
from trimtab.domain.applications import (
    LeftOut,
    ListedProgramme,
    NextApplication,
    PlannedList,
    SeasonDate,
    UnmatchedAt,
)
from trimtab.domain.chances import Interval
from trimtab.domain.programmes import Programme, Signal

PLACE = Programme(id="a", name="Synthetic Programme 001", specialty="Internal medicine")
CHANCE = Interval(0.3, 0.2, 0.4)


def listed(gain: float, signal: Signal = "none") -> ListedProgramme:
    return ListedProgramme(programme=PLACE, match=CHANCE, worth=80, gain=gain, signal=signal)


def planned(**changes) -> PlannedList:
    usual = {
        "applicant": Applicant(specialties=("Internal medicine",)),
        "entries": (listed(24, "gold"), listed(6)),
        "value": 30.0,
        "bound": 40.0,
        "p_unmatched": Interval(0.5, 0.4, 0.6),
        "correlation": Interval(0.3, 0.1, 0.6),
    }
    return PlannedList(**{**usual, **changes})


def test_gains_sum_to_the_value_after_each():
    """24 points, then 6 more: 24 and 30."""
    assert planned().values_after == (24, 30)


def test_the_gap_is_a_share_of_the_bound_and_nought_once_proved():
    """30 of 40 leaves a quarter; a list proved best has no gap however loose the bound."""
    assert planned().gap == pytest.approx(0.25)
    assert planned(is_proved=True).gap == 0
    assert planned(bound=0.0, value=0.0).gap == 0


def test_judging_alike_is_the_upper_end_of_correlation():
    """Of the correlations looked at, the one nearest to the interval's upper end is told."""
    at = tuple(UnmatchedAt(rho, rho / 2) for rho in (0.0, 0.3, 0.6, 0.9))
    assert planned(unmatched_at=at).p_unmatched_alike == 0.3
    assert planned().p_unmatched_alike is None


def test_signalled_entries_are_found_by_their_tier():
    """One of the two entries has a gold signal."""
    assert [entry.gain for entry in planned().signalled("gold")] == [24]


def test_no_programme_is_excluded_without_a_source():
    """A hard rule needs its citation; what is merely not chosen does not."""
    with pytest.raises(ValueError, match="without a source"):
        LeftOut(programme=PLACE, why="rule", because="They take no visas.")
    kept = LeftOut(programme=PLACE, why="not_chosen", because="It adds little.")
    assert planned(left_out=(kept,)).left_out_by("not_chosen") == (kept,)


def test_more_than_three_reasons_are_refused():
    """Three reasons are read; a fourth is a fault of whoever made the list."""
    with pytest.raises(ValueError, match="4 reasons"):
        ListedProgramme(programme=PLACE, match=CHANCE, worth=1, gain=1, reasons=("a.",) * 4)


def test_points_per_dollar_are_unknown_where_nothing_is_paid():
    """3 points for $30 are a tenth of a point for a dollar; for $0 there is no such number."""
    assert NextApplication(PLACE, 3, 30).points_per_dollar == pytest.approx(0.1)
    assert NextApplication(PLACE, 3, 0).points_per_dollar is None


def test_only_a_date_read_in_its_source_is_certain():
    """An inferred date is expected, whatever source it was inferred from."""
    day = date(2027, 3, 3)
    expected = SeasonDate(kind="rank_list", name="Rank lists close", day=day, source="x")
    verified = SeasonDate(kind="rank_list", name="Rank lists close", day=day, mark="verified")
    assert (expected.is_certain, verified.is_certain) == (False, True)
