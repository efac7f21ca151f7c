"""Why a programme is on the list, in plain numbers."""

from __future__ import annotations

from trimtab.app.residency.reasons import reasons_for
from trimtab.domain.chances import Interval, ProgrammeChances
from trimtab.domain.programmes import Programme
from trimtab.residency.portfolio.reasons import MemberWorth, Reason

ROW = ProgrammeChances(
    programme=Programme(id="1", name="P", specialty="neurology"),
    interview={"none": Interval(0.3, 0.2, 0.4)},
    match={"none": Interval(0.1, 0.05, 0.2)},
)


def told(*reasons):
    """What is said of a programme for these reasons."""
    return reasons_for(MemberWorth(0, 0, 1.0, 0.1, reasons), ROW)


def test_safety_counts_seasons_in_a_thousand():
    """1.9 in a hundred are 19 in a thousand, never a share more."""
    assert told(Reason("safety", 0.019)) == (
        "Without it, 19 more seasons in 1,000 would end without a match.",
    )
    assert told(Reason("safety", 0.0012)) == (
        "Without it, one more season in 1,000 would end without a match.",
    )


def test_what_rounds_to_nought_is_no_reason():
    """Neither 0 points more than usual nor no season more is told."""
    assert told(Reason("reach", 0.4), Reason("safety", 0.0004)) == ()
