"""A small week that is planned in a moment: a clinic each day, a run, a call home, a paper."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from trimtab.app.daily.ports import PlanAsk

MONDAY = datetime(2026, 11, 16, 5, 0, tzinfo=UTC)
PROFILE = """
[person]
name = "Ada"
time_zone = "Europe/Lisbon"

[values]
body = 2
family = 2
learning = 1

[[calendar]]
source = "clinic.ics"
kind = "clinic"

[[practice]]
name = "Run"
value = "body"
times_per_week = 3
doses = [45, 30, 10]

[[practice]]
name = "Call home"
value = "family"
times_per_week = 2
doses = [30, 15]

[[task]]
name = "Paper"
value = "learning"
minutes = 180
block = [30, 90]
due = 2026-11-19T17:00:00

[[task]]
name = "Form"
value = "learning"
minutes = 20
due = 2026-11-13T17:00:00
"""


def clinic(days: int = 5) -> bytes:
    """A calendar with a clinic from nine to four on so many days."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//tests//EN"]
    for number in range(days):
        day = f"{MONDAY + timedelta(days=number):%Y%m%d}"
        lines += ["BEGIN:VEVENT", f"UID:clinic-{number}", "SUMMARY:Clinic"]
        lines += [f"DTSTART:{day}T090000Z", f"DTEND:{day}T160000Z", "END:VEVENT"]
    return "\r\n".join([*lines, "END:VCALENDAR", ""]).encode()


def small_ask() -> PlanAsk:
    """That week from Monday at five."""
    return PlanAsk(PROFILE, date(2026, 11, 16), 1, MONDAY, calendars={"clinic.ics": clinic()})
