"""How far calendars know of work: rosters end where nobody knows yet."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from trimtab.app.ports import CalendarReader
from trimtab.domain.commitments import Commitment
from trimtab.domain.people import Profile
from trimtab.domain.weighing import KnownWork
from trimtab.planner.requests import WORK_KINDS

LOOK_BACK, LOOK_AHEAD = timedelta(28), timedelta(56)
"""How far before and after the days asked about work is looked for (our choice)."""


def find_known_work(
    profile: Profile, first: date, last: date, read_calendar: CalendarReader
) -> KnownWork | None:
    """The last day that holds duty or clinic (teaching, where there is neither); None without any.

    A roster may have ended before `first`, and one that goes on after `last` knows all between.
    """
    zone = profile.person.time_zone
    found = [
        one
        for source in profile.calendars
        for one in read_calendar(source, first - LOOK_BACK, last + LOOK_AHEAD, zone).commitments
        if one.kind in WORK_KINDS
    ]
    shifts = [one for one in found if one.kind != "lecture"]
    if not found:
        return None
    return KnownWork(_last_day(shifts or found, zone), is_teaching=not shifts)


def _last_day(work: Sequence[Commitment], zone: str) -> date:
    return max(one.start for one in work).astimezone(ZoneInfo(zone)).date()
