"""Names of people, birthdays and countries as a profile writes them."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any

from trimtab.domain.care import ME
from trimtab.domain.important_days import Birthday
from trimtab.domain.source_names import is_feed
from trimtab.profiles.scalars import mistake, parse_name, show

_MONTH_DAY = re.compile(r"(?:(\d{4})-|--)?(\d{1,2})-(\d{1,2})")
_CODE = re.compile(r"[A-Z]{2}")
LEAP_YEAR = 2000
"""Has every day that a birthday can be."""

HOW_BIRTHDAY = 'Write month and day as "03-12", or the whole date as 1994-03-12.'


def parse_person_name(value: Any) -> str:
    """A name of somebody else; "me" is how the person planned for is named.

    >>> parse_person_name("Robin")
    'Robin'
    """
    name = parse_name(value)
    if name.strip().casefold() != ME:
        return name
    raise mistake(f"is {show(value)}, which means yourself.", "Write the name they go by.")


def parse_birthday(value: Any) -> Birthday:
    """A month and a day, with the year where it is told.

    >>> parse_birthday("03-12")
    Birthday(month=3, day=12, year=None)
    """
    if isinstance(value, Birthday):
        return value
    if isinstance(value, date) and not isinstance(value, datetime):
        return Birthday(value.month, value.day, value.year)
    found = _MONTH_DAY.fullmatch(value.strip()) if isinstance(value, str) else None
    try:
        if found is not None:
            year = int(found[1]) if found[1] else None
            day = date(year or LEAP_YEAR, int(found[2]), int(found[3]))
            return Birthday(day.month, day.day, year)
    except ValueError:
        pass
    why = "which is no day of the year" if found else "which is not read as a month and a day"
    raise mistake(f"is {show(value)}, {why}.", HOW_BIRTHDAY)


def parse_earlier(value: Any) -> list[tuple[str, date]]:
    """Files of earlier months, each with the last day of which it still tells.

    >>> parse_earlier(["robin.ics @ 2026-11-24"])
    [('robin.ics', datetime.date(2026, 11, 24))]
    """
    return [_earlier(one) for one in (value if isinstance(value, list) else [value])]


def _earlier(value: Any) -> tuple[str, date]:
    file, at, day = value.rpartition(" @ ") if isinstance(value, str) else ("", "", "")
    try:
        if at and file.strip() and not is_feed(file):
            return file.strip(), date.fromisoformat(day.strip())
    except ValueError:
        pass
    raise mistake(
        f"has {show(value)}, which is no file with its last day.",
        'Write for example "robin.ics @ 2026-11-24".',
    )


def parse_country(value: Any) -> str:
    """The two letters of a country, as in "US"."""
    code = value.strip().upper() if isinstance(value, str) else ""
    if _CODE.fullmatch(code):
        return code
    raise mistake(
        f"is {show(value)}, which is no country's two letters.", 'Write for example "US" or "NG".'
    )


def parse_region(value: Any) -> str:
    """The letters of a state or province, as in "NY"."""
    code = value.strip().upper() if isinstance(value, str) else ""
    if re.fullmatch(r"[A-Z0-9-]{1,6}", code):
        return code
    raise mistake(f"is {show(value)}, which is no region.", 'Write its letters, as in "NY".')
