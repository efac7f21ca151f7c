"""Days gone by as the calendars still hold them, for those of which no plan tells."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from trimtab.app.daily.day_now import DUTY_KINDS
from trimtab.app.daily.season_days import leave_days
from trimtab.domain.commitments import CalendarReading, Commitment
from trimtab.domain.people import Profile
from trimtab.domain.plans import Block, LastPlan

HELD_KINDS = DUTY_KINDS | {"home_call"}
WEEKS_BACK, WEEKS_AHEAD = 8, 12
"""Weeks of which figures are told, and in which a trial may fall into leave (our choice)."""


@dataclass(frozen=True, slots=True)
class RosterBefore:
    """Days of duty that calendars tell of, as if they had been planned, and days of leave.

    `has_way` says that there is a way from work to home.
    """

    days: LastPlan | None = None
    leave: frozenset[date] = frozenset()
    has_way: bool = True


NO_ROSTER = RosterBefore()


def days_to_read(today: date) -> tuple[date, date]:
    """The first and the last day of which calendars are read."""
    monday = today - timedelta(today.weekday())
    return monday - timedelta(weeks=WEEKS_BACK), monday + timedelta(weeks=WEEKS_AHEAD)


def roster_before(profile: Profile, reading: CalendarReading, today: date) -> RosterBefore:
    """What calendars, read over `days_to_read`, hold of duty, clinics and call before today.

    Their roster begins with the first of these, or the first row of their calendar; days before
    are unknown, and so are those after its last.
    """
    return RosterBefore(
        days=_days_of_duty(profile, reading, today),
        leave=leave_days(profile, reading.day_notes),
        has_way=profile.person.commute_minutes > 0,
    )


def _days_of_duty(profile: Profile, reading: CalendarReading, today: date) -> LastPlan | None:
    zone = ZoneInfo(profile.person.time_zone)
    held = [one for one in reading.commitments if one.kind in HELD_KINDS]
    work = [one for one in held if one.kind in DUTY_KINDS] or held
    sources = {one.source for one in work}
    notes = [one for one in reading.day_notes if one.source in sources]
    if not work:
        return None
    begins = [one.start.astimezone(zone).date() for one in work] + [one.first for one in notes]
    ends = [one.end.astimezone(zone).date() for one in work] + [one.last for one in notes]
    first = max(min(begins), days_to_read(today)[0])
    last = min(max(ends), today - timedelta(1))
    if last < first:
        return None
    blocks = tuple(_block(one, zone) for one in held)
    return LastPlan(profile.person.name, first, (last - first).days + 1, blocks)


def _block(one: Commitment, zone: ZoneInfo) -> Block:
    start, end = one.start.astimezone(zone), one.end.astimezone(zone)
    return Block(start, end, one.name, "commitment", origin=one.kind)
