"""From the bytes of a roster to commitments, day notes and everything that was assumed."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import chain
from zoneinfo import ZoneInfo

from trimtab.app.overlaps import find_own_double_bookings, merge_duplicates
from trimtab.calendars.codes import match_code, spans_on
from trimtab.calendars.events import EventRecord
from trimtab.calendars.lines import MAX_FILE_BYTES
from trimtab.calendars.occurrences import Occurrence, Window
from trimtab.calendars.reading import at_most, day_text
from trimtab.calendars.rosters.day_order import Resolution, Setting, resolve_days
from trimtab.calendars.rosters.delimited import (
    find_delimiter,
    is_plain_text,
    read_table,
)
from trimtab.calendars.rosters.entries import Entry, Found, Spans
from trimtab.calendars.rosters.grids import find_grid, read_grid
from trimtab.calendars.rosters.legends import MOST_SHOWN, Legend, find_legend
from trimtab.calendars.rosters.local_moments import with_local_moments
from trimtab.calendars.rosters.pasted import MOST_LINES, read_lines
from trimtab.calendars.rosters.pasted_grids import find_pasted_grids
from trimtab.calendars.rosters.people import EVERYBODY
from trimtab.calendars.rosters.shift_rows import find_columns, read_shifts
from trimtab.calendars.rosters.tables import Table, text_cells
from trimtab.calendars.rosters.workbooks import BrokenWorkbookError, read_workbook
from trimtab.calendars.rosters.written_days import WrittenDay, find_days, find_month, find_year
from trimtab.calendars.scanning import shorten
from trimtab.calendars.sorting import Sorting
from trimtab.calendars.zones import zone_key
from trimtab.domain.commitments import CalendarDays, CalendarReading, CalendarSource
from trimtab.domain.encodings import decode
from trimtab.domain.errors import Problem

DAY = timedelta(days=1)
MONTH_OF_SHEET = re.compile(r"(?P<month>[^\W\d_]{3,})[ .'_-]*(?P<year>\d\d)")
LONGEST_ROW = 62 * DAY
MOST_DAYS_LONG = 3
PACKED = b"PK\x03\x04"
FOREIGN = "It is not in UTF-8; it is read as Western European (cp1252)."
OTHER_FORMATS = (
    (
        b"\xd0\xcf\x11\xe0",
        "This is a workbook of the old kind (.xls).",
        "Save it as .xlsx or .csv.",
    ),
    (b"%PDF", "This is a PDF.", "Copy its text and paste it: trimtab calendar show -"),
    (b"\x89PNG", "This is a picture.", "Type or paste its lines: trimtab calendar show -"),
    (b"\xff\xd8\xff", "This is a picture.", "Type or paste its lines: trimtab calendar show -"),
)
GIVE_DAYS = (
    "Each shift needs a day: a column of dates, a row of days, or a line such as 16 Nov: NF."
)
EXPORT_LESS = "Export only the months and people you need."


def read_roster(
    content: bytes, source: CalendarSource, first: date, last: date, zone: str
) -> CalendarReading:
    """Read what touches `first`..`last` inclusive; clock times are in `zone`.

    Whatever is assumed or left out is told in `problems`; how it was understood, in `remarks`.
    """
    window = Window(first, last, ZoneInfo(zone))
    found, occurrences, source = _understand(content, source, window)
    is_plain_duty = source.kind is None and not found.says_titles
    sorting = Sorting(replace(source, kind="duty") if is_plain_duty else source, window)
    near = [one for one in occurrences if _is_near(one, window)]
    for occurrence in near:
        sorting.place(occurrence)
    if is_plain_duty and near:
        found.remark("A roster counts as duty, unless a title says otherwise or a kind is given.")
    commitments = merge_duplicates(sorting.commitments)
    problems = [*found.problems, *sorting.problems(), *find_own_double_bookings(commitments, zone)]
    if not near and not problems:
        problems.append(_nothing(found, occurrences, window))
    return CalendarReading(
        commitments,
        tuple(dict.fromkeys(sorting.notes)),
        at_most(problems, source.source),
        None,
        tuple(dict.fromkeys(found.remarks)),
    )


def days_of_roster(content: bytes, around: date) -> CalendarDays | None:
    """First and last day of anybody's row; years are nearest to `around` where none is written."""
    window = Window(around, around, ZoneInfo("UTC"))
    _, occurrences, _ = _understand(content, CalendarSource("", row=EVERYBODY), window)
    days = [_day_of(one.start) for one in occurrences] + [
        _last_day_of(one.end) for one in occurrences
    ]
    return CalendarDays(min(days) - DAY, max(days) + DAY) if days else None


def _day_of(when: date) -> date:
    return when.date() if isinstance(when, datetime) else when


def _last_day_of(when: date) -> date:
    """The last day that something ending then touches."""
    return (when - timedelta(minutes=1)).date() if isinstance(when, datetime) else when - DAY


def _understand(
    content: bytes, source: CalendarSource, window: Window
) -> tuple[Found, list[Occurrence], CalendarSource]:
    """Everything a roster says, in dates, and the source with the codes its own legend has."""
    found = Found(source.source)
    occurrences: list[Occurrence] = []
    tables = _tables(content, found)
    legend = find_legend(tables)
    source = _with_legend(source, legend, found)
    for raw in tables:
        table = with_local_moments(_without_lines(raw, legend), window.zone)
        begun = len(found.entries)
        _read_layout(table, source, found)
        entries = found.entries[begun:]
        setting = _setting(table, source.source, window)
        resolved = resolve_days(chain(_days_in(entries), found.evidence), setting)
        found.evidence.clear()
        _tell(resolved, table, found)
        occurrences += _dated(table, entries, resolved, window, found)
    return found, occurrences, source


def _with_legend(source: CalendarSource, legend: Legend, found: Found) -> CalendarSource:
    """The source with what the roster's legend says of codes the profile does not have."""
    own = [one for one in legend.settled() if match_code(one.code, source.codes) is None]
    if own:
        shown = [f"{one.code} {_spans_text(one.spans)}" for one in own[:MOST_SHOWN]]
        more = f" and {len(own) - MOST_SHOWN} more" if len(own) > MOST_SHOWN else ""
        found.remark(f"Hours of codes are from the roster's own legend: {', '.join(shown)}{more}.")
    for code in sorted(legend.disputed):
        what = f'The roster itself gives "{shorten(code)}" different hours, so none of them count.'
        mend = "Give its hours under this [[calendar]] in your profile."
        found.problems.append(Problem(found.file, None, what, mend))
    kinds = {one.code: one.kind for one in own if one.kind}
    return replace(
        source,
        codes={**{one.code: one.spans for one in own}, **source.codes},
        code_kinds={**kinds, **source.code_kinds},
    )


def _spans_text(spans: Spans) -> str:
    clocks = [
        f"{start // 60:02d}:{start % 60:02d}-{end % 1440 // 60:02d}:{end % 60:02d}"
        for start, end in spans
    ]
    return ", ".join(clocks) or "off"


def _without_lines(table: Table, legend: Legend) -> Table:
    """Pasted text without the lines of its legend, which name no duty of a day."""
    if table.is_sheet or any(len(row) > 1 for row in table.rows):
        return table
    rows = (row for row in table.rows if (table.name, row[0].row) not in legend.rows)
    return replace(table, rows=tuple(rows))


def _tables(content: bytes, found: Found) -> list[Table]:
    """The tables of a file; pasted text is a table of one column."""
    for start, what, mend in OTHER_FORMATS:
        if content.startswith(start):
            found.problems.append(Problem(found.file, None, what, mend))
            return []
    if len(content) > MAX_FILE_BYTES:
        what = f"The file has more than {MAX_FILE_BYTES // 2**20} MiB."
        found.problems.append(Problem(found.file, None, what, EXPORT_LESS))
        return []
    return _sheets(content, found) if content.startswith(PACKED) else _text(content, found)


def _sheets(content: bytes, found: Found) -> list[Table]:
    try:
        book = read_workbook(content)
    except BrokenWorkbookError as broken:
        mend = "Open it in a spreadsheet program and save it as .xlsx or .csv."
        found.problems.append(Problem(found.file, None, broken.why, mend))
        return []
    if book.is_cut:
        _tell_cut(found)
    if book.unsaved_formulas:
        count = book.unsaved_formulas
        hold = "1 cell holds a formula" if count == 1 else f"{count} cells hold formulas"
        stay = "stays" if count == 1 else "stay"
        what = f"{hold} without a saved value and {stay} empty."
        mend = "Open it in a spreadsheet program once and save it."
        found.problems.append(Problem(found.file, None, what, mend))
    return book.tables


def _tell_cut(found: Found) -> None:
    what = "This roster is larger than Trimtab reads; the rest is left out."
    found.problems.append(Problem(found.file, None, what, EXPORT_LESS))


def _text(content: bytes, found: Found) -> list[Table]:
    text, is_foreign = decode(content)
    if b"<html" in content[:2000].lower():
        mend = "Sign in, download the roster itself and give that file, or paste its text."
        found.problems.append(Problem(found.file, None, "This is a web page.", mend))
        return []
    if not is_plain_text(text):
        what = "This is no text: it holds signs that no roster has."
        mend = "Save it as .xlsx or .csv, or paste its text: trimtab calendar show -"
        found.problems.append(Problem(found.file, None, what, mend))
        return []
    if is_foreign:
        found.remark(FOREIGN)
    delimiter = find_delimiter(text)
    if delimiter is not None:
        table, is_cut = read_table(text, delimiter)
        if is_cut:
            _tell_cut(found)
        if find_columns(table) or find_grid(table) or find_grid(table.turned()):
            return [table]
    return find_pasted_grids(_lines_of(text, found), found)


def _lines_of(text: str, found: Found) -> Table:
    """Pasted text as a table of one column."""
    lines = re.split(r"\r\n|\n|\r|\f", text.replace("\0", ""))
    if len(lines) > MOST_LINES:
        _tell_cut(found)
        lines = lines[:MOST_LINES]
    rows = (text_cells(number, [line]) for number, line in enumerate(lines, start=1))
    return Table("", tuple(row for row in rows if row))


def _read_layout(table: Table, source: CalendarSource, found: Found) -> None:
    """Read a table as the list or grid it is, else line by line."""
    if not table.is_sheet and all(len(row) == 1 for row in table.rows):
        read_lines(table, source.codes, found)
        return
    columns = find_columns(table)
    if columns is not None:
        read_shifts(table, columns, source.row, found)
        return
    for way in (table, table.turned()):
        grid = find_grid(way)
        if grid is not None:
            read_grid(way, grid, source.row, source.codes, found)
            return
    if table.is_sheet and not any(find_days(cell.text) for row in table.rows for cell in row):
        found.remark(f'Sheet "{table.name}" names no days and is left out.')
        return
    once = (tuple(cell for cell in row if not cell.is_repeated) for row in table.rows)
    read_lines(replace(table, rows=tuple(row for row in once if row)), source.codes, found)


def _days_in(entries: list[Entry]) -> Iterator[WrittenDay]:
    for entry in entries:
        yield from (day for day in (entry.day, entry.last, entry.ends_on) if day is not None)


def _setting(table: Table, file: str, window: Window) -> Setting:
    """Months and years that the first lines, the sheet's name or the file's name say."""
    texts = [cell.text for row in table.rows[:6] for cell in row[:60]]
    texts = [text for text in texts if find_days(text) is None]
    texts += [table.name, re.split(r"[\\/]", file)[-1].replace("_", " ")]
    months = dict.fromkeys(month for text in texts if (month := find_month(text)))
    years = dict.fromkeys(year for text in texts if (year := find_year(text)))
    months |= dict.fromkeys(_month_of_sheet(table.name, window))
    stated = sorted(months, key=lambda month: month[1] is None)
    return Setting(
        window.first, window.last, zone_key(window.zone) or "UTC", tuple(stated), tuple(years)
    )


def _month_of_sheet(name: str, window: Window) -> Iterator[tuple[int, int]]:
    """The month of a sheet called "Nov 26", where that is a year near the days asked."""
    found = MONTH_OF_SHEET.fullmatch(name.strip())
    month = find_month(found["month"]) if found else None
    year = 2000 + int(found["year"]) if found else 0
    if month is not None and window.first.year - 1 <= year <= window.last.year + 1:
        yield month[0], year


def _tell(resolved: Resolution, table: Table, found: Found) -> None:
    """Say each assumption once, with its sheet."""
    file = f"{found.file} {table.name}" if table.is_sheet else found.file
    found.problems += [Problem(file, None, what, mend) for what, mend in resolved.assumed]
    found.remarks += [Problem(file, None, what, "") for what in resolved.evident]


def _dated(
    table: Table, entries: list[Entry], resolved: Resolution, window: Window, found: Found
) -> Iterator[Occurrence]:
    for entry in entries:
        first = resolved.dates.get(entry.day)
        last = resolved.last_of(entry.day, entry.last) if entry.last else first
        if first is None or last is None or not first <= last <= first + LONGEST_ROW:
            _tell_no_day(table, entry, found)
            continue
        if entry.is_cancelled:
            continue
        ends_on = resolved.last_of(entry.day, entry.ends_on) if entry.ends_on else None
        if entry.spans and entry.ends_on and not _ends_soon(last, ends_on):
            _tell_no_end(table, entry, found)
            continue
        yield from _occurrences(entry, (first, last), ends_on, window)


def _ends_soon(day: date, ends_on: date | None) -> bool:
    """Whether hours end on their day or within three days of it."""
    return ends_on is not None and 0 <= (ends_on - day).days <= MOST_DAYS_LONG


def _tell_no_end(table: Table, entry: Entry, found: Found) -> None:
    what = f'"{entry.title}" ends before it begins, or lasts over three days; it is left out.'
    _tell_left_out(table, entry, what, found)


def _tell_no_day(table: Table, entry: Entry, found: Found) -> None:
    what = f'"{entry.title}" is on a day there is not, or ends before it begins; it is left out.'
    _tell_left_out(table, entry, what, found)


def _tell_left_out(table: Table, entry: Entry, what: str, found: Found) -> None:
    file = f"{found.file} {entry.stood}" if entry.stood else found.file
    line = None if table.is_sheet else entry.line
    found.problems.append(Problem(file, line, what, "Check its date."))


def _occurrences(
    entry: Entry, days: tuple[date, date], ends_on: date | None, window: Window
) -> Iterator[Occurrence]:
    first, last = days
    if not entry.spans:
        record = _record(entry, first, last + DAY)
        yield Occurrence(record, record.start, record.end)
        return
    for number in range((last - first).days + 1):
        day = first + number * DAY
        for start, end in spans_on(day, _reaching(entry, day, ends_on), window.zone):
            local = start.astimezone(window.zone)
            yield Occurrence(_record(entry, local, end.astimezone(window.zone)), start, end)


def _reaching(entry: Entry, day: date, ends_on: date | None) -> tuple[tuple[int, int], ...]:
    """The spans, the last up to the day the roster says it ends on, within three days."""
    if ends_on is None:
        return entry.spans
    *before, (start, end) = entry.spans
    ends = end % 1440 + (ends_on - day).days * 1440
    return (*before, (start, ends if ends > start else end))


def _record(entry: Entry, start: date, end: date) -> EventRecord:
    name = f"{entry.title}|{start.isoformat()}"
    return EventRecord(
        line=entry.line,
        uid=hashlib.blake2b(name.encode(), digest_size=8).hexdigest(),
        name=entry.title,
        start=start,
        end=end,
        location=entry.location,
        is_tentative=entry.is_tentative,
        kind=entry.kind,
        stood=entry.stood,
        is_told=entry.is_told,
    )


def _is_near(one: Occurrence, window: Window) -> bool:
    if isinstance(one.start, datetime) and isinstance(one.end, datetime):
        return window.touches(one.start.astimezone(UTC), one.end.astimezone(UTC))
    return one.start <= window.last and one.end >= window.first


def _local(when: date, window: Window) -> date:
    return when.astimezone(window.zone) if isinstance(when, datetime) else when


def _nothing(found: Found, occurrences: list[Occurrence], window: Window) -> Problem:
    if occurrences:
        first, last = day_text(window.first), day_text(window.last)
        begins = min(_day_of(_local(one.start, window)) for one in occurrences)
        ends = max(_last_day_of(_local(one.end, window)) for one in occurrences)
        what = f"Nothing in this roster falls between {first} and {last}."
        runs = f"It runs from {day_text(begins)} to {day_text(ends)}"
        return Problem(
            found.file,
            None,
            what,
            f"{runs}: check the year, or look at those days (calendar show has --from).",
        )
    return Problem(found.file, None, "No shift is found in this roster.", GIVE_DAYS)
