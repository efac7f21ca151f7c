"""The one quiet line on Today: the first that any room has to say."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from trimtab.web.checkin.cards import today_line as check_in_line
from trimtab.web.desk import Desk
from trimtab.web.hub import QuietLine

Says = Callable[[Desk, datetime], QuietLine | None]

ROOMS: tuple[Says, ...] = (check_in_line,)
"""Who may say something, whoever matters most first."""


def quiet_line(desk: Desk) -> QuietLine | None:
    """What to show, None on most days."""
    now = desk.now()
    return next((line for says in ROOMS if (line := says(desk, now)) is not None), None)
