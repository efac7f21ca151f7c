"""Rosters pasted from a message or a PDF: lines that name a day and what is on it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from trimtab.calendars.codes import NOT_DUTY, looks_like_code, match_code
from trimtab.calendars.rosters.cells import duties_in
from trimtab.calendars.rosters.day_groups import DayGroup, find_groups, find_weekdays
from trimtab.calendars.rosters.entries import MOST_ENTRIES, Entry, Found, Spans
from trimtab.calendars.rosters.line_parts import (
    BOTH_ENDS,
    GOES_ON,
    LONG_WEEKDAY,
    ONE_EACH,
    SEVERAL,
    parts_of,
)
from trimtab.calendars.rosters.messages import header_lines, without_sender
from trimtab.calendars.rosters.tables import Cell, Table
from trimtab.calendars.rosters.written_days import (
    MOST_SEEN,
    WEEKDAY,
    DaysFound,
    WrittenDay,
    find_each_days,
    find_month,
    find_year,
)
from trimtab.calendars.rosters.written_hours import find_hours, find_lone_clock, tidy
from trimtab.calendars.scanning import shorten
from trimtab.domain.errors import Problem

BULLET = re.compile(r"^\s*(?:[-*•·◦‣▪–—>+]|\[[ x]?\])\s*", re.IGNORECASE)  # noqa: RUF001
WEEK_OF = re.compile(r"\b(?:week|block|rota|roster|schedule|period)\b", re.IGNORECASE)
WEEK = re.compile(r"\b(?:week|woche|semaine|semana)\b", re.IGNORECASE)
BARE_DAY = re.compile(
    r"(?P<day>\d{1,2})(?:st|nd|rd|th|\.)?(?:\s*[:,]\s*|\s+)(?P<rest>[^\s\d-].*|\d{3,4}\W.*|\d.*)",
    re.IGNORECASE,
)
AT_EDGE = re.compile(r"^(?:from|and|und|et)\s+|\s+(?:on|at|from|and)$", re.IGNORECASE)
NOT_UNDERSTOOD = "is not understood and left out."
MENDS = {
    NOT_UNDERSTOOD: "A line names a day and what is on it: Mon 16 Nov 7p-7a MICU.",
    SEVERAL: ONE_EACH,
    GOES_ON: BOTH_ENDS,
}
MOST_TOLD = 8
MOST_LINES = 5000
LONGEST_WORDS = 5
DAYS_OF_WEEK = 7
COLON_CLOCK = r"\d{1,2}:\d\d(?::\d\d)?(?:\s?[ap]\.?m\.?)?"
BETWEEN = r"[\s,;|]+"
TWO_CLOCKS = re.compile(
    rf"(?<![\d:])(?:({COLON_CLOCK}){BETWEEN}({COLON_CLOCK})|([01]\d[0-5]\d|2[0-3][0-5]\d){BETWEEN}"
    r"([01]\d[0-5]\d|2[0-3][0-5]\d))(?![\d:])",
    re.IGNORECASE,
)


@dataclass(slots=True)
class _Lines:
    """Reads line by line, remembering the day, week or month that stands above what is on it."""

    table: Table
    found: Found
    codes: Mapping[str, Spans]
    day: DaysFound | None = None
    week: WrittenDay | None = None
    month: tuple[int, int | None] | None = None
    odd: list[tuple[Cell, str]] = field(default_factory=list)

    def read(self, cell: Cell) -> None:
        """Add what one line says, or keep it to be told."""
        text = BULLET.sub("", without_sender(cell.text))
        groups = find_groups(text)
        if not groups:
            self._without_day(cell, text)
            return
        rest = _without(text, groups)
        if WEEK_OF.search(rest) and not find_hours(rest).spans:
            self.day, self.week, self.month = None, _week_of(groups, rest), None
        elif rest or groups[0].spans:
            self._read_parts(cell, text, groups)
        else:
            self._remember(cell, groups)

    def _remember(self, cell: Cell, groups: list[DayGroup]) -> None:
        """A day, or a row of days, that stands alone heads the lines below it."""
        (*several, days) = groups[0].days
        if several or len(groups) > 1:
            self.day, self.week = None, None
            self.odd.append((cell, SEVERAL))
            return
        self.day, self.week, self.month = days, _week_of(groups, ""), None

    def _read_parts(self, cell: Cell, text: str, groups: list[DayGroup]) -> None:
        self.day, self.month = None, None
        parts = parts_of(text, groups, self.codes)
        if isinstance(parts, str):
            self.odd.append((cell, parts))
            return
        if len(groups) == 1 and len(groups[0].days) == 1 and groups[0].start == 0:
            self.day = groups[0].days[0] if not groups[0].spans else None
        for group, words in parts:
            self._add_group(cell, group, words)

    def _add_group(self, cell: Cell, group: DayGroup, words: str) -> None:
        for days in group.days:
            if group.spans:
                title = tidy(words) or _days_as_title(cell.text, group)
                entry = self._entry(cell, days, title, group.spans)
                self.found.entries.append(replace(entry, ends_on=group.ends_on))
            else:
                self._add(cell, days, words)

    def _without_day(self, cell: Cell, text: str) -> None:
        """A line below a day, a week or a month, or one that is not understood."""
        on_weekdays = find_weekdays(text, self.week) if self.week is not None else None
        if on_weekdays is not None:
            self._on_weekdays(cell, text, on_weekdays)
        elif self.day is not None and self._is_of_day(text):
            self._add(cell, self.day, text)
        elif (bare := self._bare_day(text)) is not None:
            day, rest = bare
            self._add(cell, DaysFound(day, day, 0, 0), rest)
        elif _is_heading(text):
            self.month = _month_alone(text) or self.month
        else:
            self.odd.append((cell, NOT_UNDERSTOOD))

    def _on_weekdays(self, cell: Cell, text: str, group: DayGroup) -> None:
        rest = text[group.end :]
        if not tidy(rest):
            self.day = group.days[0] if len(group.days) == 1 else None
            return
        self.day = None
        parts = parts_of(f" {rest}", [DayGroup(group.days, 0, 0)], self.codes)
        if isinstance(parts, str) or WEEKDAY.search(find_hours(rest).rest):
            self.odd.append((cell, SEVERAL))
            return
        for days in group.days:
            self._add(cell, days, rest)

    def _is_of_day(self, text: str) -> bool:
        """Whether a line below a day says what is on it: hours, a clock time, a code, a day off."""
        if any(len(match["weekday"]) >= LONG_WEEKDAY for match in WEEKDAY.finditer(text)):
            return False
        is_other = WEEKDAY.match(text) is not None
        return not is_other and bool(find_hours(_dashed(text)).spans or self._is_short(text))

    def _is_short(self, text: str) -> bool:
        """Whether a few words are a code or a day off, or begin with a clock time."""
        plain = tidy(text)
        is_code = looks_like_code(plain) and plain[:1].isalpha() and len(plain) > 1
        if is_code or match_code(plain, self.codes) or find_lone_clock(plain):
            return len(plain.split()) <= LONGEST_WORDS
        return NOT_DUTY.search(plain) is not None and len(plain.split()) <= LONGEST_WORDS

    def _bare_day(self, text: str) -> tuple[WrittenDay, str] | None:
        """A line such as "16 D" below a month that stands alone."""
        match = BARE_DAY.fullmatch(text) if self.month is not None else None
        if match is None or self.month is None or not 1 <= int(match["day"]) <= 31:
            return None
        rest = match["rest"]
        is_short = rest[0].isalpha() and (self._is_short(rest) or looks_like_code(tidy(rest)))
        if not is_short and not find_hours(_dashed(rest)).spans:
            return None
        return WrittenDay(int(match["day"]), *self.month), rest

    def _add(self, cell: Cell, days: DaysFound, text: str) -> None:
        for title, spans, unclear in duties_in(_dashed(tidy(text)), self.codes):
            lone = "" if spans else unclear or find_lone_clock(title)
            if lone:
                what = f'"{shorten(lone)}" does not say from when to when, so it takes no time yet.'
                self.found.tell(self.table, cell, what, "Write both, as in 7p-7a or 19:00-07:00.")
            plain = _polished(title) if spans else title
            entry = self._entry(cell, days, plain, spans)
            self.found.entries.append(replace(entry, is_told=bool(lone)))

    def _entry(self, cell: Cell, days: DaysFound, title: str, spans: Spans) -> Entry:
        last = days.last if days.last != days.first else None
        return Entry(title, days.first, cell.row, self.table.place(cell), spans, last=last)

    def tell_odd(self) -> None:
        """Name the lines that were not understood; what would help stands once."""
        mends = dict(MENDS)
        for cell, why in self.odd[:MOST_TOLD]:
            what = f'"{shorten(cell.text)}" {why}'
            self.found.tell(self.table, cell, what, mends.pop(why, ""))
        left = len(self.odd) - MOST_TOLD
        if left > 0:
            what = f"{left} more lines are not understood and left out."
            line = self.odd[MOST_TOLD][0].row
            self.found.problems.append(Problem(self.found.file, line, what, ""))


def _days_as_title(text: str, group: DayGroup) -> str:
    """The days and hours themselves, as the title of a line that says nothing else."""
    return tidy(text) or text[group.start : group.end]


def _without(text: str, groups: list[DayGroup]) -> str:
    """What a line says apart from its days."""
    edges = [0, *(edge for group in groups for edge in (group.start, group.end)), len(text)]
    pairs = zip(edges[::2], edges[1::2], strict=True)
    return tidy(" ".join(text[begin:end] for begin, end in pairs))


def _week_of(groups: list[DayGroup], rest: str) -> WrittenDay | None:
    """The first day of a week that a heading names, by that day or as a row of seven at most."""
    days = groups[0].days[0]
    if len(groups) > 1 or len(groups[0].days) > 1:
        return None
    if days.first == days.last:
        return days.first if WEEK.search(rest) else None
    first, last = days.first, days.last
    lengths = (
        [last.day - first.day] if (last.month, last.other) == (first.month, first.other) else []
    )
    lengths += [last.other - first.other] if first.other and last.day == first.day else []
    is_known = any(0 < length < DAYS_OF_WEEK for length in lengths)
    return first if is_known or (not lengths and WEEK.search(rest)) else None


def _polished(title: str) -> str:
    """A title without the small words that led to its hours or day."""
    return AT_EDGE.sub("", title) or title


def _dashed(text: str) -> str:
    """Two clock times side by side, as tables lose their columns when pasted, with a dash."""
    if find_hours(text).spans:
        return text
    return TWO_CLOCKS.sub(lambda found: "-".join(filter(None, found.groups())), text)


def _is_heading(text: str) -> bool:
    """Whether a line only names a month or year, or holds no words."""
    return (
        not re.search(r"\w", text) or find_month(text) is not None or find_year(text) is not None
    ) and not find_hours(text).spans


def _month_alone(text: str) -> tuple[int, int | None] | None:
    """The month of a heading that says its year or nothing else, as "November 2026"."""
    month = find_month(text)
    is_alone = month is not None and (month[1] is not None or tidy(text).isalpha())
    return month if is_alone else None


def read_lines(table: Table, codes: Mapping[str, Spans], found: Found) -> None:
    """Add an entry for each line that names a day; tell each line that is not understood."""
    lines = _Lines(table, found, codes)
    cells = list(_joined(table))
    left_out = header_lines([cell.text for cell in cells])
    if left_out:
        found.remark("The head of a mail (From, Sent, To, Subject) is left out.")
    if any(without_sender(cell.text) != cell.text for cell in cells):
        found.remark("Dates and names before the messages of a chat are left out.")
    seen = 0
    for at, cell in enumerate(cells):
        if len(found.entries) >= MOST_ENTRIES:
            break
        seen += len(find_each_days(without_sender(cell.text)))
        if seen > MOST_SEEN:
            found.tell(table, cell, "From here on there are too many days; the rest is left out.")
            break
        if at not in left_out:
            lines.read(cell)
    lines.tell_odd()


def _joined(table: Table) -> Iterator[Cell]:
    """One cell for each row, its cells one after another."""
    for row in table.rows[:MOST_LINES]:
        text = " ".join(cell.text for cell in row)
        yield Cell(text, row[0].row, row[0].column)
