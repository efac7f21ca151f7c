"""The one quiet line on Today: the first that any room has to say."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from trimtab.web.asked.cards import first_day_notice, someone_line, today_notice
from trimtab.web.checkin.cards import today_line
from trimtab.web.desk import Desk
from trimtab.web.focus.cards import begin_line
from trimtab.web.household.reading import gap_line
from trimtab.web.hub import QuietLine
from trimtab.web.requests.cards import rotation_line
from trimtab.web.review.cards import review_line
from trimtab.web.season.reading import Readings

Says = Callable[[Desk, datetime], QuietLine | None]

ROOMS: tuple[Says, ...] = (
    first_day_notice,
    today_line,
    review_line,
    today_notice,
    begin_line,
    rotation_line,
)
"""Who may say something, whoever matters most first; a warning yields after its first evening."""


def quiet_line(desk: Desk, readings: Readings | None = None) -> QuietLine | None:
    """What to show, None on most days; somebody to see comes before every room.

    With `readings` of calendars, then hours in which nobody is there for somebody looked after.
    """
    now = desk.now()
    lines = (says(desk, now) for says in ROOMS)
    gap = gap_line(desk, readings) if readings else None
    return someone_line(desk, now) or gap or next(filter(None, lines), None)


def needed_line(desk: Desk) -> QuietLine | None:
    """What must be said where nothing else is: on a page without a day, and beside a word."""
    return someone_line(desk, desk.now())
