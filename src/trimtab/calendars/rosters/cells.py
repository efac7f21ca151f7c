"""What one cell says: a day, a clock time, or duties."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta

from trimtab.calendars.codes import match_code
from trimtab.calendars.rosters.entries import Spans
from trimtab.calendars.rosters.tables import Cell
from trimtab.calendars.rosters.written_days import WrittenDay, find_days, read_day
from trimtab.calendars.rosters.written_hours import find_hours, find_lone_clock, read_clock, tidy

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


def duties_of(cell: Cell, codes: Mapping[str, Spans]) -> Iterator[tuple[str, Spans, str]]:
    """Each duty a cell names; lines and parts with hours of their own are duties of their own.

    >>> list(duties_of(Cell("7a-12p Clinic / 7p-7a Night", 1, 1), {}))
    [('Clinic', ((420, 720),), ''), ('Night', ((1140, 420),), '')]
    """
    for text in _apart(cell):
        yield from duties_in(text, codes)


def _apart(cell: Cell) -> list[str]:
    """The parts of a cell that have hours of their own, with the words before or after them."""
    parts = [part for line in cell.lines or (cell.text,) for part in _at_slashes(line)]
    if sum(bool(find_hours(part).spans) for part in parts) < 2:
        return [cell.text]
    apart: list[str] = []
    words = ""
    for part in parts:
        hours = find_hours(part)
        if not hours.spans and apart and _is_untitled(apart[-1]) and not words:
            apart[-1] += f" {part}"
        elif not hours.spans:
            words = f"{words} {part}".strip()
        elif hours.rest or not words:
            apart += [words, part] if words else [part]
            words = ""
        else:
            apart.append(f"{words} {part}")
            words = ""
    return _with_only_title([*apart, words] if words else apart)


def _at_slashes(line: str) -> list[str]:
    """A line at its slashes where there are hours on each side of them."""
    parts = [part.strip() for part in line.split("/")]
    return parts if all(find_hours(part).spans for part in parts) else [line]


def _is_untitled(part: str) -> bool:
    hours = find_hours(part)
    return bool(hours.spans) and not hours.rest


def _with_only_title(parts: list[str]) -> list[str]:
    """Parts without a title have the only one there is: 8-12 / 13-17 Clinic."""
    titles = {rest for part in parts if (rest := find_hours(part).rest)}
    if len(titles) != 1:
        return parts
    (title,) = titles
    return [f"{part} {title}" if _is_untitled(part) else part for part in parts]


def duties_in(text: str, codes: Mapping[str, Spans]) -> Iterator[tuple[str, Spans, str]]:
    """Each duty a cell names: title, hours if any are written, and hours that are unclear.

    >>> list(duties_in("NF 7p-7a", {}))
    [('NF', ((1140, 420),), '')]
    >>> [title for title, _, _ in duties_in("D/HC", {"D": (), "HC": ()})]
    ['D', 'HC']
    >>> list(duties_in("7:00 AM", {}))
    [('7:00 AM', (), '7:00 AM')]
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
    is_clock = whole is None and _is_clock(text)
    yield tidy(text) or text, (), hours.unclear or (text if is_clock else "")


def _is_clock(text: str) -> bool:
    """Whether a text is one clock time and can be nothing else, as 24 or 24h can."""
    is_four = len(text) == 4 and text.isdecimal() and read_clock(text) is not None
    return is_four or find_lone_clock(text) == text != ""
