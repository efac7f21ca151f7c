"""Calendars as they were understood, in the terminal: each event with its hours and its place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from rich.cells import cell_len, set_cell_size
from rich.console import Console
from rich.style import Style
from rich.text import Text

from trimtab.domain.commitments import CalendarReading, Commitment, DayNote
from trimtab.domain.errors import Problem
from trimtab.domain.shown_calendars import ShownCalendar, ShownCalendars
from trimtab.reports.terminal_theme import clean_text, theme_for
from trimtab.reports.wording import date_text, dates_text, duration_text

MOST_ROWS = 400
LONGEST_NAME = 40
_BOLD = Style(bold=True)


def print_calendars(shown: ShownCalendars, console: Console) -> None:
    """Print what each calendar says to `console` and nowhere else."""
    page = Page(console)
    for at, one in enumerate(shown.calendars):
        if at:
            page.gap()
        _print_calendar(page, shown, one)


def _print_calendar(page: Page, shown: ShownCalendars, one: ShownCalendar) -> None:
    reading = one.reading
    page.line(Text(clean_text(one.name if one.name != "-" else "Pasted text"), _BOLD))
    page.line(Text(f"{_span_text(shown)}, {shown.zone}. {_count_text(reading)}", page.theme.dim))
    _print_events(page, shown, one)
    noted = {(note.first, note.last, note.name): note for note in reading.day_notes}
    notes = [_note_text(noted[key]) for key in sorted(noted)]
    page.listing("Whole days, which take no time", notes)
    page.listing("Assumed, left out or to check", _told(reading.problems, one.name))
    page.listing("How it was understood", _told(reading.remarks, one.name))


def _span_text(shown: ShownCalendars) -> str:
    """The days shown, each with its year where the years differ."""
    first, last = date_text(shown.first), f"{date_text(shown.last)} {shown.last.year}"
    if shown.first == shown.last:
        return last
    year = f" {shown.first.year}" if shown.first.year != shown.last.year else ""
    return f"{first}{year} to {last}"


def _count_text(reading: CalendarReading) -> str:
    count = len(reading.commitments)
    minutes = sum(_minutes(one) for one in reading.commitments)
    if not count:
        return "Nothing in it has hours."
    return f"{count} event{'' if count == 1 else 's'}, {duration_text(minutes)}."


def _minutes(one: Commitment) -> int:
    return round((one.end - one.start).total_seconds() / 60)


def _print_events(page: Page, shown: ShownCalendars, calendar: ShownCalendar) -> None:
    """A row for each event: day, hours, length, name, kind and where it stood."""
    events = calendar.reading.commitments
    if not events:
        return
    page.gap()
    rows = [_row(one, shown.zone, calendar.name) for one in events[:MOST_ROWS]]
    widths = [max(cell_len(row[at]) for row in rows) for at in range(len(rows[0]))]
    others = sum(widths) - widths[3] + 2 * len(widths)
    widths[3] = max(8, min(widths[3], LONGEST_NAME, page.width - others))
    day = ""
    for row in rows:
        line = Text("  ")
        for at, (text, width) in enumerate(zip(row, widths, strict=True)):
            style = page.theme.dim if at in {2, 4, 5} or (at == 0 and text == day) else Style()
            line.append(_fit(text, width) + "  ", style)
        day = row[0]
        page.row(line)
    if len(events) > MOST_ROWS:
        page.line(Text(f"  … and {len(events) - MOST_ROWS} more; --json has them all."))


def _fit(text: str, width: int) -> str:
    """Text in exactly so many columns."""
    if cell_len(text) > width:
        return set_cell_size(text, width - 1) + "…"
    return set_cell_size(text, width)


def _row(one: Commitment, zone: str, calendar: str) -> tuple[str, ...]:
    here = ZoneInfo(zone)
    start, end = one.start.astimezone(here), one.end.astimezone(here)
    where = one.stood or (f"line {one.line}" if one.line else "")
    if one.source.startswith((f"{calendar}/", f"{calendar}\\")):
        where = f"{one.source[len(calendar) + 1 :]} {where}".strip()
    kind = one.kind.replace("_", " ") + (", tentative" if one.is_tentative else "")
    return (
        date_text(start.date()),
        _hours_text(start, end),
        duration_text(_minutes(one)),
        clean_text(one.name),
        kind,
        clean_text(where),
    )


def _hours_text(start: datetime, end: datetime) -> str:
    """Start and end; one that ends on another day says which."""
    nights = (end.date() - start.date()).days
    text = f"{start:%H:%M}–{end:%H:%M}"  # noqa: RUF001 - an en dash between times
    ends_at_midnight = nights == 1 and (end.hour, end.minute) == (0, 0)
    if nights == 0 or ends_at_midnight:
        return text
    return f"{text} {date_text(end.date()) if nights >= 7 else date_text(end.date())[:3]}"


def _note_text(note: DayNote) -> Text:
    return Text(f"{dates_text(note.first, note.last)}: {clean_text(note.name)}")


def _told(problems: Iterable[Problem], name: str) -> list[Text]:
    """What is said of a calendar, without repeating its name."""
    return [Text(clean_text(_brief(one, name))) for one in problems]


def _brief(one: Problem, name: str) -> str:
    place = one.file.removeprefix(name).strip(" /\\") if one.file != "pasted text" else ""
    place = f"Line {one.line}" if one.line and not place else place
    place = f"{place}, line {one.line}" if one.line and not place.startswith("Line") else place
    said = f"{one.what} {one.mend}".rstrip()
    return f"{place}: {said}" if place else said


class Page:
    """Writes one line after the other to a console."""

    def __init__(self, console: Console) -> None:
        self.console = console
        self.theme = theme_for(console)

    @property
    def width(self) -> int:
        """Columns there are."""
        return self.console.width

    def listing(self, heading: str, lines: Sequence[Text]) -> None:
        """A heading with its lines, unless there are none."""
        if not lines:
            return
        self.gap()
        self.line(Text(heading, _BOLD))
        for line in lines:
            self.hanging(line)

    def hanging(self, text: Text, indent: int = 2) -> None:
        """Text with its later lines further in."""
        width = max(20, self.width - indent - 2)
        for at, line in enumerate(text.wrap(self.console, width)):
            self.row(Text.assemble(" " * (indent if at == 0 else indent + 2), line))

    def line(self, text: Text) -> None:
        """Text from the margin on."""
        for line in text.wrap(self.console, self.width):
            self.row(line)

    def row(self, line: Text) -> None:
        """One line as it is."""
        line.rstrip()
        self.console.print(line, highlight=False, no_wrap=True, overflow="crop")

    def gap(self) -> None:
        """An empty line."""
        self.console.print()
