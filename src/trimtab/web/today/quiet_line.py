"""The one quiet line on Today: the first that any room has to say."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from trimtab.web.asked.cards import today_notice
from trimtab.web.checkin.cards import today_line
from trimtab.web.desk import Desk
from trimtab.web.hub import QuietLine
from trimtab.web.review.cards import review_line

Says = Callable[[Desk, datetime], QuietLine | None]

ROOMS: tuple[Says, ...] = (today_notice, today_line, review_line)
"""Who may say something, whoever matters most first."""


def quiet_line(desk: Desk) -> QuietLine | None:
    """What to show, None on most days."""
    now = desk.now()
    return next((line for says in ROOMS if (line := says(desk, now)) is not None), None)
