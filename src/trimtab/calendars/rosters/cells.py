"""What one cell says: a day, a clock time, or duties."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta

from trimtab.calendars.codes import match_code
from trimtab.calendars.rosters.entries import Spans
from trimtab.calendars.rosters.tables import Cell
from trimtab.calendars.rosters.written_days import WrittenDay, find_days, read_day
from trimtab.calendars.rosters.written_hours import find_hours, read_clock, tidy

FIRST_SERIAL, LAST_SERIAL = 25_569, 110_000  # days of 1970 to 2200 as workbooks count them
SERIAL_ORIGIN = date(1899, 12, 30)
NOTHING = re.compile(r"[-–—_.·*/\s]*|n/?a|none|0", re.IGNORECASE)  # noqa: RUF001
PARTED = re.compile(r"\s*[/;+&]\s*|\s*,\s*")


def day_of(cell: Cell) -> WrittenDay | None:
    """The one day a cell holds and nothing else, a time of midnight aside."""
    if isinstance(cell.value, date):
        return _whole(cell.value)
    if isinstance(cell.value, time):
        return None
    return read_day(cell.text)


def moment_of(cell: Cell) -> tuple[WrittenDay | None, str]:
    """The day a cell of days or times names, and the rest of it, which may be a clock time."""
    if isinstance(cell.value, datetime):
        at_midnight = (cell.value.hour, cell.value.minute) == (0, 0)
        return _whole(cell.value), "" if at_midnight else f"{cell.value:%H:%M}"
    if isinstance(cell.value, float):
        return _of_number(cell.value, cell.text)
    day = day_of(cell)
    if day is not None and read_clock(cell.text) is None:
        return day, ""
    found = find_days(cell.text)
    if found is None or found.first != found.last:
        return None, cell.text
    rest = cell.text[: found.start] + " " + cell.text[found.end :]
    return found.first, rest.strip(" ,T")


def _whole(when: date) -> WrittenDay:
    return WrittenDay(when.day, when.month, when.year)


def _of_number(value: float, text: str) -> tuple[WrittenDay | None, str]:
    """A workbook's own count of days and parts of a day, else the number as it is."""
    if 0 < value < 1:
        return None, _clock_text(value)
    if FIRST_SERIAL <= value <= LAST_SERIAL:
        when = SERIAL_ORIGIN + timedelta(days=int(value))
        return _whole(when), _clock_text(value % 1) if value % 1 else ""
    return None, text


def _clock_text(share: float) -> str:
    minutes = round(share * 1440) % 1440
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def is_empty(text: str) -> bool:
    """Whether a cell says that there is nothing.

    >>> is_empty("-"), is_empty("n/a"), is_empty("D")
    (True, True, False)
    """
    return NOTHING.fullmatch(text) is not None


def duties_in(text: str, codes: Mapping[str, Spans]) -> Iterator[tuple[str, Spans, str]]:
    """Each duty a cell names: title, hours if any are written, and hours that are unclear.

    >>> list(duties_in("NF 7p-7a", {}))
    [('NF', ((1140, 420),), '')]
    >>> [title for title, _, _ in duties_in("D/HC", {"D": (), "HC": ()})]
    ['D', 'HC']
    """
    hours = find_hours(text)
    if hours.spans:
        yield hours.rest or text, hours.spans, ""
        return
    parts = [tidy(part) for part in PARTED.split(text)]
    is_several = len(parts) > 1 and all(part and match_code(part, codes) for part in parts)
    whole = match_code(text, codes) if not is_several else None
    if is_several and whole is None:
        for part in parts:
            yield part, (), ""
        return
    yield tidy(text) or text, (), hours.unclear
