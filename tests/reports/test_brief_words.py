"""Figures behind a page that asks for a change, in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from trimtab.app.briefs.figures import BriefFigures
from trimtab.app.briefs.past_duty import DutyEnd
from trimtab.domain.body import Alertness
from trimtab.domain.commitments import Commitment
from trimtab.domain.requests import Asked
from trimtab.domain.schedule_changes import ScheduleChange
from trimtab.domain.weighing import Displaced, ValueLost, WeighedWeek, Weighing
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


def test_without_a_way_home_there_is_no_column_for_it():
    """Of nobody's way, one cell; where one is known, two, empty where another is not."""
    on_way = Alertness(MONDAY, 5, 4, 6)
    none = BriefFigures(known_days=28, ends=(end(0, 4), end(1, 5)))
    one = BriefFigures(known_days=28, ends=(end(0, 4), replace(end(1, 5), on_way=on_way)))
    assert [row.cells for row in words.end_rows(none, "UTC")] == [("5 (4 to 6)",), ("4 (3 to 5)",)]
    assert [row.cells[1] for row in words.end_rows(one, "UTC")] == ["5 (4 to 6)", ""]


def tried(sleep: int, own: int, loss: float, *, gaps: float = 20) -> Weighing:
    """A week in which a change gives so many minutes of sleep and of time of one's own."""
    gives = Displaced(sleep_minutes=-sleep, values=(ValueLost("family", -own),))
    week = WeighedWeek(MONDAY.date(), 1, 0, 0, gives, loss, loss - gaps / 2, loss + gaps / 2)
    call = Commitment("c", "Call", MONDAY, MONDAY + timedelta(hours=14), "duty")
    return Weighing(Asked("A change", "duty", "UTC", (call,)), "A change", (week,))


WEEK = "n the week of Mon 16 Nov, planned both ways, "
SURE, LIKELY, FAINT, COSTS = -100, -15, -2, 60


@pytest.mark.parametrize(
    ("week", "told"),
    [
        (tried(540, 745, SURE), "9 h of sleep and 12 h 25 min of time of my own more."),
        (tried(60, 0, LIKELY), "about 1 h of sleep more."),
        (tried(-60, 180, SURE), "2 h of sleep and time of my own together more."),
        (tried(-120, 120, SURE), ""),
        (tried(540, 745, FAINT), ""),
        (tried(-120, 125, COSTS), ""),
        (tried(2, 0, SURE), ""),
    ],
)
def test_a_letter_tells_gains_that_are_sure_and_nothing_else(week, told):
    """What is lost counts against what is gained, and what may be nothing is left out."""
    letter = words.wish_for(ScheduleChange("start-later"), MONDAY.date(), week)
    line = next((one for one in letter.lines if "give me" in one), "")
    assert line == (f"What it would give me: i{WEEK}{told}" if told else "")
    assert "less" not in line


def test_the_sender_alone_reads_what_the_letter_leaves_out():
    """Both sides of it, and whether that may be nothing; nothing more where the letter says all."""
    assert words.tried_text(tried(540, 745, SURE)) == ""
    less = "2 h of time of your own more, and 2 h of sleep less with it."
    costs = words.tried_text(tried(-120, 120, COSTS))
    assert costs == f"The week of Mon 16 Nov, planned both ways, has {less} {words.LEFT_OUT}"
    assert words.tried_text(tried(540, 0, FAINT)).endswith(f"may be nothing. {words.LEFT_OUT}")
    assert words.tried_text(tried(-60, 180, SURE)).endswith(words.TOLD_TOGETHER)
    assert "less than five minutes" in words.tried_text(tried(2, 0, FAINT))


def test_a_call_to_swap_has_its_day():
    """The one that was tried; else its day is left to fill in."""
    swap = ScheduleChange("call-swap")
    planned = words.wish_for(swap, MONDAY.date(), tried(60, 0, SURE))
    assert planned.ask == ("What I ask for: to swap my call on Mon 16 Nov for one in another week.")
    assert "my call on [which day] for" in words.wish_for(swap, MONDAY.date(), None).ask
