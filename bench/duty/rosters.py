"""A year of duty as commitments: made up, the same at every run."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from trimtab.domain.commitments import Commitment, CommitmentKind

ZONE = "America/New_York"
FIRST = date(2026, 6, 29)
WEEKS = 52


def ward_year() -> tuple[Commitment, ...]:
    """Six days a week, a 28-hour call on each third day, clinic and lectures inside."""
    return tuple(_ward_year())


def _ward_year() -> Iterator[Commitment]:
    for day in range(7 * WEEKS):
        if day % 7 == 6:
            continue
        yield _entry(day, 7, 28 if day % 3 == 0 else 11, "On call" if day % 3 == 0 else "Ward")
        if day % 7 == 2:
            yield _entry(day, 12, 1, "Noon conference", "lecture")
        if day % 7 == 4:
            yield _entry(day, 13, 4, "Clinic", "clinic")


def night_year() -> tuple[Commitment, ...]:
    """Six nights on and eight days off by turns, with home call on the weekend between."""
    return tuple(_night_year())


def _night_year() -> Iterator[Commitment]:
    for day in range(7 * WEEKS):
        if day % 14 < 6:
            yield _entry(day, 19, 12, "Night float")
        elif day % 14 == 10:
            yield _entry(day, 8, 48, "Home call", "home_call")


def shift_year() -> tuple[Commitment, ...]:
    """Days of ten hours, a run of long ones, late ones and nights in each four weeks."""
    return tuple(_shift_year())


def _shift_year() -> Iterator[Commitment]:
    hours = {0: (8, 10, 5), 1: (8, 13, 4), 2: (13, 12, 4), 3: (20, 12, 4)}
    for day in range(7 * WEEKS):
        start, length, days = hours[day // 7 % 4]
        if day % 7 < days:
            yield _entry(day, start, length, "Shift")


def _entry(day: int, hour: int, hours: int, name: str, kind: CommitmentKind = "duty") -> Commitment:
    local = datetime.combine(FIRST + timedelta(days=day), datetime.min.time(), ZoneInfo(ZONE))
    start = local.replace(hour=hour).astimezone(UTC)
    return Commitment(f"{day}-{name}", name, start, start + timedelta(hours=hours), kind)


YEARS = {"ward": ward_year, "nights": night_year, "shifts": shift_year}
