"""An example person: a resident on nights, this very week, with calendars of their own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo

from trimtab.profiles.first_profile import ChosenCalendar, FirstAnswers, write_first_profile
from trimtab.profiles.templates import template_for

WEEKS = (-1, 0, 1)


@dataclass(frozen=True, slots=True)
class Hours:
    """An event of every week: days after Monday, clock minutes, and what it is called."""

    day: int
    start: int
    end: int
    name: str


DUTY = tuple(Hours(day, 19 * 60, 31 * 60, "MICU nights") for day in (0, 3, 4, 5))
TEACHING = (Hours(2, 15 * 60, 16 * 60, "Simulation"), Hours(4, 12 * 60, 13 * 60, "Journal club"))
OWN = (
    Hours(2, 10 * 60, 11 * 60, "Dentist"),
    Hours(1, 19 * 60, 21 * 60, "Dinner with Ada and Tunde"),
)


def example_profile(zone: str) -> str:
    """The example's profile, in the clock time of whoever looks."""
    return write_first_profile(
        FirstAnswers(
            template=template_for("resident-nights"),
            time_zone=zone,
            weights={"family": 3, "body": 3},
            sleep_hours=7.5,
            chronotype="intermediate",
            commute_minutes=25,
            calendars=(
                ChosenCalendar("duty.ics", "duty"),
                ChosenCalendar("teaching.ics", "lecture"),
                ChosenCalendar("own.ics", "personal"),
            ),
        )
    )


def example_calendars(monday: date, zone: tzinfo) -> dict[str, bytes]:
    """The example's calendars around a week, by name, in clock time of a zone."""
    return {
        "duty.ics": _calendar(monday, zone, DUTY),
        "teaching.ics": _calendar(monday, zone, TEACHING),
        "own.ics": _calendar(monday, zone, OWN),
    }


def _calendar(monday: date, zone: tzinfo, events: tuple[Hours, ...]) -> bytes:
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Trimtab//Example//EN"]
    for week in WEEKS:
        for number, event in enumerate(events):
            lines += _event(monday + timedelta(weeks=week), zone, number, event)
    return "\r\n".join([*lines, "END:VCALENDAR", ""]).encode()


def _event(monday: date, zone: tzinfo, number: int, event: Hours) -> Iterator[str]:
    midnight = datetime.combine(monday + timedelta(days=event.day), datetime.min.time(), zone)
    start = (midnight + timedelta(minutes=event.start)).astimezone(UTC)
    end = (midnight + timedelta(minutes=event.end)).astimezone(UTC)
    yield "BEGIN:VEVENT"
    yield f"UID:{start:%Y%m%d}-{number}@example.org"
    yield f"DTSTAMP:{monday:%Y%m%d}T000000Z"
    yield f"DTSTART:{start:%Y%m%dT%H%M%SZ}"
    yield f"DTEND:{end:%Y%m%dT%H%M%SZ}"
    yield f"SUMMARY:{event.name}"
    yield "END:VEVENT"
