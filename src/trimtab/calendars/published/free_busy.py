"""Published busy time (VFREEBUSY): when somebody can be asked for, and not what they do."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256

from icalendar import FreeBusy, vCalAddress
from icalendar.prop import vPeriod

from trimtab.app.busy_time import busy_spans
from trimtab.calendars.published.earlier import MAKER, kept_if_same
from trimtab.calendars.published.stamping import DOMAIN
from trimtab.calendars.published.writing import empty_calendar
from trimtab.domain.people import Profile
from trimtab.domain.plans import Plan

FREE_BUSY_PRODUCT = f"{MAKER}Free busy//EN"
TYPES = {"busy": "BUSY", "tentative": "BUSY-TENTATIVE", "unavailable": "BUSY-UNAVAILABLE"}


def free_busy_to_ics(plan: Plan, stamp: datetime, profile: Profile, before: bytes = b"") -> bytes:
    """Busy time from what is planned on to the end of the plan, in UTC.

    METHOD:PUBLISH asks for an organiser (RFC 5546), so it stands only where the person's e-mail
    is known. Where nothing changed since `before`, that is returned. Of a plan that is over all of
    its days are told, as busy time without length is none.
    """
    if plan.planned_from >= plan.horizon.minutes:
        plan = replace(plan, planned_from=0)
    calendar = empty_calendar(FREE_BUSY_PRODUCT)
    busy = FreeBusy()
    busy.add("UID", made_up_uid("free-busy", plan.person))
    busy.add("DTSTAMP", stamp.astimezone(UTC).replace(microsecond=0))
    busy.add("DTSTART", _utc(plan, plan.planned_from))
    busy.add("DTEND", _utc(plan, plan.horizon.minutes))
    if profile.person.email:
        calendar.add("METHOD", "PUBLISH")
        busy["ORGANIZER"] = vCalAddress(f"mailto:{profile.person.email}")
    for span in busy_spans(plan, profile):
        period = vPeriod((span.start.astimezone(UTC), span.end.astimezone(UTC)))
        period.params["FBTYPE"] = TYPES[span.kind]
        busy.add("FREEBUSY", period)
    calendar.add_component(busy)
    return kept_if_same(calendar.to_ical(), before)


def _utc(plan: Plan, minute: int) -> datetime:
    return plan.horizon.instant_of(minute).astimezone(UTC)


def made_up_uid(kind: str, person: str) -> str:
    """A UID that stays for one person and one kind of file."""
    return f"{kind}-{sha256(person.encode()).hexdigest()[:24]}@{DOMAIN}"
