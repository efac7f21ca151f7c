"""An example person: a resident on nights, this very week, with calendars of their own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

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


DUTY = tuple(Hours(day, 19 * 60, 31 * 60, "MICU nights") for day in (0, 1, 2, 5, 6))
TEACHING = (Hours(2, 12 * 60, 13 * 60, "Journal club"), Hours(3, 15 * 60, 16 * 60, "Simulation"))
OWN = (
    Hours(3, 10 * 60, 11 * 60, "Dentist"),
    Hours(4, 18 * 60, 20 * 60, "Dinner with Ada and Tunde"),
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


def example_calendars(monday: date) -> dict[str, bytes]:
    """The example's calendars around a week, by name."""
    return {
        "duty.ics": _calendar(monday, DUTY),
        "teaching.ics": _calendar(monday, TEACHING),
        "own.ics": _calendar(monday, OWN),
    }


def _calendar(monday: date, events: tuple[Hours, ...]) -> bytes:
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Trimtab//Example//EN"]
    for week in WEEKS:
        for number, event in enumerate(events):
            lines += _event(monday + timedelta(weeks=week), number, event)
    return "\r\n".join([*lines, "END:VCALENDAR", ""]).encode()


def _event(monday: date, number: int, event: Hours) -> Iterator[str]:
    midnight = datetime.combine(monday + timedelta(days=event.day), datetime.min.time())
    start = midnight + timedelta(minutes=event.start)
    end = midnight + timedelta(minutes=event.end)
    yield "BEGIN:VEVENT"
    yield f"UID:{start:%Y%m%d}-{number}@example.org"
    yield f"DTSTAMP:{monday:%Y%m%d}T000000Z"
    yield f"DTSTART:{start:%Y%m%dT%H%M%S}"
    yield f"DTEND:{end:%Y%m%dT%H%M%S}"
    yield f"SUMMARY:{event.name}"
    yield "END:VEVENT"
