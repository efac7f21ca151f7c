"""Values of [[care]] and [[own_care]], each mistake with its remedy."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from trimtab.domain.care import WORKDAYS, Cover, DaysOff
from trimtab.domain.time import ClockSpan
from trimtab.profiles.date_scalars import parse_day, parse_days_named
from trimtab.profiles.scalars import mistake, parse_days, parse_span, show, suggest

COVER_EXAMPLE = '[{ name = "Nanny", days = ["mon"], between = "07:00-18:00" }]'
HOW_COVERS = f"Write for example covers = {COVER_EXAMPLE}."
HOW_OFF = 'Write a day, or a stretch of days such as "2026-12-21/2027-01-03".'
COVER_KEYS = ("name", "days", "between", "off", "on")
MOST_COVERS, MOST_OFF, LONGEST_NIGHT = 20, 100, 16 * 60
"""Hours past midnight that last longer were most likely typed the wrong way round (our choice)."""


def parse_care_hours(value: Any) -> ClockSpan:
    """Clock hours of care; past midnight they last no longer than a night.

    >>> parse_care_hours("18:00-07:00")
    ClockSpan(start=1080, end=420)
    """
    span = parse_span(value)
    if span.end == span.start:
        raise mistake(
            f"is {show(value)}, which begins and ends at the same time.",
            'Write "00:00-24:00" for a whole day, or two times that differ.',
        )
    if span.end < span.start and span.minutes > LONGEST_NIGHT:
        raise mistake(
            f"is {show(value)}, which ends before it begins.",
            'Write the earlier hour first, as in "07:00-18:00"; a night lasts 16 hours at most.',
        )
    return span


def parse_covers(value: Any) -> list[Cover]:
    """Others with hours of their own."""
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        raise mistake(f"is {show(value)}, which is not a list of people with hours.", HOW_COVERS)
    if len(value) > MOST_COVERS:
        raise mistake(f"has {len(value)} covers; it can be {MOST_COVERS} at most.", HOW_COVERS)
    return [_cover(one) for one in value]


def _cover(row: dict[str, Any]) -> Cover:
    name = row.get("name")
    if not isinstance(name, str) or not name.strip():
        raise mistake("has a cover without a name.", HOW_COVERS)
    for key in row:
        if key not in COVER_KEYS:
            listed = f"Keys of a cover are {', '.join(COVER_KEYS)}."
            remedy = suggest(key, COVER_KEYS, listed, "`")
            raise mistake(f"has an unknown key `{key}` in {show(name)}.", remedy)
    if "between" not in row:
        raise mistake(f"has {show(name)} without `between`.", HOW_COVERS)
    off = row.get("off", [])
    days = off if isinstance(off, list) else [off]
    if len(days) > MOST_OFF:
        raise mistake(f"has {len(days)} days off of {show(name)}.", "Join them to stretches.")
    return Cover(
        name=name.strip(),
        between=parse_care_hours(row["between"]),
        days=tuple(parse_days(row["days"])) if "days" in row else WORKDAYS,
        off=tuple(parse_days_off(one) for one in days),
        on=tuple(parse_days_named(row["on"])) if "on" in row else (),
    )


def parse_days_off(value: Any) -> DaysOff:
    """A day, or a stretch of days with both its ends.

    >>> parse_days_off("2026-12-21/2027-01-03").last
    datetime.date(2027, 1, 3)
    """
    if isinstance(value, date):
        day = parse_day(value)
        return DaysOff(day, day)
    pieces = str(value).split("/") if isinstance(value, str) else []
    try:
        days = [parse_day(date.fromisoformat(one.strip())) for one in pieces]
    except ValueError:
        days = []
    if len(days) not in {1, 2}:
        raise mistake(f"has {show(value)} off, which is no day.", HOW_OFF)
    if days[-1] < days[0]:
        raise mistake(f"has {show(value)} off, which ends before it begins.", "Swap the two days.")
    return DaysOff(days[0], days[-1])


def parse_appointment(value: Any) -> datetime:
    """When an appointment is, on the person's own clock."""
    if isinstance(value, datetime) and value.tzinfo is None and 1970 < value.year < 2200:
        return value
    raise mistake(
        f"is {show(value)}, which is no time of a day.", "Write it as 2026-12-03T10:00:00."
    )
