"""Planned focus against real: shares of what is known, and what is not known beside them."""

from __future__ import annotations

from trimtab.focus.planned_real import FocusTotal, PlannedFocus, against_real
from trimtab.reports.focus_words import hours_shown, whole_sentences

WEEK = (
    PlannedFocus(7, "study", 120, 96, 0),
    PlannedFocus(9, "task", 60, 48, 0),
    PlannedFocus(18, "task", 120, 30, 60),
    PlannedFocus(20, "study", 60, 0, 0),
)


def test_a_share_says_what_is_not_known_as_a_range():
    """174 of 360 minutes happened and 60 may have; mornings are known whole, 144 of 180."""
    told = against_real(WEEK, 200)
    assert told.whole == FocusTotal("all", 360, 174, 60)
    assert [(one.name, one.planned) for one in told.by_part] == [("morning", 180), ("evening", 180)]
    assert told.beside == 26
    assert whole_sentences(told) == (
        "50 to 65 % of planned focus happened; mornings 80 %, evenings 15 to 50 %.",
        "Of 6 h planned, 1 h are not known.",
        "26 min of focus came beside the plan.",
    )


def test_too_little_known_tells_no_share():
    """Half an hour is half an hour."""
    told = against_real((PlannedFocus(9, "task", 90, 30, 50),), 30)
    assert told.whole.share is None
    assert "too little is known to tell a share" in whole_sentences(told)[0]


def test_what_nobody_spoke_of_is_no_nothing_done():
    """Three hours planned and none of them marked: no "0 min happened"."""
    told = against_real((PlannedFocus(9, "task", 180, 0, 180),), 0)
    assert whole_sentences(told) == ("3 h planned. None of it is timed or marked yet.",)
    assert hours_shown(told).bars[0].sentence == "3 h planned, all of it not known."


def test_bars_begin_at_zero_and_go_to_the_longest():
    """The longest part of the day fills the line; what is not known stands behind what is."""
    view = hours_shown(against_real(WEEK, 174))
    assert [(one.planned, one.lived, one.may_be) for one in view.bars] == [
        (100.0, 80.0, 80.0),
        (100.0, 16.7, 50.0),
    ]
    assert view.kinds[0].planned == "3 h"


def test_nothing_planned_says_nothing():
    """The page shows an example instead."""
    assert whole_sentences(against_real((), 0)) == ()
