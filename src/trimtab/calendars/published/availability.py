"""Hours in which somebody can be asked for (RFC 7953), from where their days end and the roster."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from icalendar import Availability, Available, Calendar
from icalendar.prop import vRecur

from trimtab.app.boundaries.days_worked import weekdays_planned
from trimtab.app.boundaries.hours_reached import promised_hours, reached_by, works_shifts
from trimtab.app.busy_time import away_spans
from trimtab.app.closed_hours import OpenHours, leave_spans
from trimtab.calendars.published.earlier import MAKER, kept_if_same
from trimtab.calendars.published.free_busy import made_up_uid
from trimtab.calendars.published.writing import empty_calendar
from trimtab.calendars.published.zone_writing import timezone_component
from trimtab.domain.people import Profile
from trimtab.domain.plans import Plan
from trimtab.domain.time import WEEKDAYS

AVAILABILITY_PRODUCT = f"{MAKER}Availability//EN"
USUAL, ROSTER = 9, 1
"""Priorities: the roster of these weeks outranks the usual hours; 1 is the highest."""


def availability_to_ics(
    plan: Plan, stamp: datetime, profile: Profile, before: bytes = b""
) -> bytes:
    """The usual open hours of a week without end, and what duty, ways and leave take.

    Open are the hours that a signature promises. Of shifts none hold from week to week: open is
    what the plan leaves, and nothing is said of the days after it. Where nothing changed since
    `before`, that is returned.
    """
    zone = ZoneInfo(plan.horizon.zone)
    calendar = empty_calendar(AVAILABILITY_PRODUCT)
    year = plan.horizon.first_day.year
    calendar.add_component(timezone_component(zone.key, year, year + 1))
    now = stamp.astimezone(UTC).replace(microsecond=0)
    usual = _availability(made_up_uid("open-hours", plan.person), now, USUAL, "BUSY-UNAVAILABLE")
    is_of_shifts = works_shifts(profile, plan)
    for one in _ahead(plan, profile, now) if is_of_shifts else _weekly(plan, profile, zone, now):
        usual.add_component(one)
    if is_of_shifts:
        start, end = (plan.horizon.instant_of(one) for one in _planned(plan))
        usual.add("DTSTART", start.astimezone(UTC))
        usual.add("DTEND", end.astimezone(UTC))
    calendar.add_component(usual)
    _add_roster(calendar, plan, now)
    _add_leave(calendar, plan, profile, now)
    return kept_if_same(calendar.to_ical(), before)


def _planned(plan: Plan) -> tuple[int, int]:
    """What a plan says anything of; all its days where it is over, as an end lies after a start."""
    start, end = plan.planned_from, plan.horizon.minutes
    return (start, end) if start < end else (0, end)


def _weekly(plan: Plan, profile: Profile, zone: ZoneInfo, now: datetime) -> Iterator[Available]:
    for day in promised_hours(profile, weekdays_planned(plan)):
        for span in day.spans:
            yield _available(OpenHours(day.days, span.start, span.end), plan, zone, now)


def _ahead(plan: Plan, profile: Profile, now: datetime) -> Iterator[Available]:
    """Each stretch that a roster leaves, once."""
    begins = plan.horizon.to_local(plan.horizon.instant_of(plan.planned_from))
    for start, end in reached_by(profile, plan, begins).ahead:
        component = Available()
        at = start.astimezone(UTC)
        component.add("UID", made_up_uid(f"open-{at:%Y%m%dT%H%MZ}", plan.person))
        component.add("DTSTAMP", now)
        component.add("DTSTART", at)
        component.add("DTEND", end.astimezone(UTC))
        yield component


def _add_roster(calendar: Calendar, plan: Plan, now: datetime) -> None:
    for start, end in away_spans(plan):
        uid = made_up_uid(f"away-{start.astimezone(UTC):%Y%m%dT%H%MZ}", plan.person)
        away = _availability(uid, now, ROSTER, "BUSY")
        away.add("DTSTART", start.astimezone(UTC))
        away.add("DTEND", end.astimezone(UTC))
        calendar.add_component(away)


def _add_leave(calendar: Calendar, plan: Plan, profile: Profile, now: datetime) -> None:
    """Days of leave, on which nobody is to be had at any hour."""
    for one in leave_spans(plan, profile):
        start, end = map(plan.horizon.instant_of, (one.start, one.end))
        uid = made_up_uid(f"leave-{plan.horizon.to_local(start):%Y%m%d}", plan.person)
        leave = _availability(uid, now, ROSTER, "BUSY-UNAVAILABLE")
        leave.add("DTSTART", start.astimezone(UTC))
        leave.add("DTEND", end.astimezone(UTC))
        calendar.add_component(leave)


def _availability(uid: str, now: datetime, priority: int, busy_type: str) -> Availability:
    component = Availability()
    component.add("UID", uid)
    component.add("DTSTAMP", now)
    component.add("PRIORITY", priority)
    component.add("BUSYTYPE", busy_type)
    return component


def _available(hours: OpenHours, plan: Plan, zone: ZoneInfo, now: datetime) -> Available:
    """One span of open hours on some weekdays, repeated each week from the plan's first days on."""
    first = next(
        day
        for day in (plan.horizon.first_day + timedelta(days=n) for n in range(7))
        if WEEKDAYS[day.weekday()] in hours.days
    )
    component = Available()
    name = f"{'-'.join(hours.days)}-{hours.start}-{hours.end}"
    component.add("UID", made_up_uid(name, plan.person))
    component.add("DTSTAMP", now)
    for key, minutes in (("DTSTART", hours.start), ("DTEND", hours.end)):
        days, within = divmod(minutes, 1440)
        clock = time(within // 60, within % 60)
        component.add(key, datetime.combine(first + timedelta(days=days), clock, zone))
    component["RRULE"] = vRecur(FREQ="WEEKLY", BYDAY=[day[:2].upper() for day in hours.days])
    return component
