"""A week as columns of terminal cells: half-hour rows, each cell shared by what fills it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from rich.cells import cell_len, set_cell_size
from rich.style import Style
from rich.text import Text

from trimtab.domain.plans import Block
from trimtab.domain.time import MINUTES_PER_DAY, Horizon, clock_text
from trimtab.reports.terminal_theme import Theme, clean_text
from trimtab.reports.week_layout import Day, Segment
from trimtab.reports.wording import WEEKDAYS, hours_text

ROW_MINUTES = 30
ROWS = MINUTES_PER_DAY // ROW_MINUTES
RULE_ROWS = 6  # a quiet rule each three hours
GUTTER = 6
WIDEST_COLUMN = 26


@dataclass(slots=True)
class _Label:
    """The words of a segment, handed out row by row; `is_whole` once nothing was cut."""

    lines: dict[int, str] = field(default_factory=dict)
    is_whole: bool = True


@dataclass(frozen=True, slots=True)
class GridColumn:
    """One day ready to draw: who owns each half hour, and the words they show there."""

    day: Day
    width: int
    owners: tuple[tuple[Segment, ...], ...]
    rails: dict[int, Segment]
    labels: dict[Segment, _Label]

    def cut_blocks(self) -> list[Block]:
        """Blocks starting on this day whose name did not fit the column."""
        return [
            segment.block
            for segment in self.day.segments
            if not self.labels[segment].is_whole and (segment.starts_here or self.day.number == 0)
        ]


def column_width(console_width: int) -> int:
    """Cells a day gets, without the gap after it."""
    return min(WIDEST_COLUMN, (console_width - GUTTER) // 7 - 1)


def build_column(day: Day, width: int, horizon: Horizon) -> GridColumn:
    """Decide who owns each row of a day and what they say there."""
    owners = _share_rows(day.segments)
    rails = _share_rails(day)
    room = [width - 1 if row in rails else width for row in range(ROWS)]
    labels = {
        segment: _write_rail(segment, owners, width - 1)
        if segment.is_rail
        else _write_label(segment, owners, room, horizon)
        for segment in day.segments
    }
    return GridColumn(day, width, owners, rails, labels)


def _share_rows(segments: Sequence[Segment]) -> tuple[tuple[Segment, ...], ...]:
    rows: list[list[Segment]] = [[] for _ in range(ROWS)]
    for segment in segments:
        if segment.is_rail:
            continue
        for row in _rows_of(segment):
            rows[row].append(segment)
    return tuple(tuple(row) for row in rows)


def _share_rails(day: Day) -> dict[int, Segment]:
    """Which home call runs beside each row."""
    return {row: rail for rail in day.segments if rail.is_rail for row in _rows_of(rail)}


def _write_rail(rail: Segment, owners: Sequence[Sequence[Segment]], width: int) -> _Label:
    """Home call says its name in the first open rows beside which nothing else stands."""
    rows = [row for row in _rows_of(rail) if not owners[row]]
    if not rows:
        return _Label({}, is_whole=False)
    run = [row for at, row in enumerate(rows) if row == rows[0] + at]
    lines, is_whole = flow_words(clean_text(rail.block.name), [width - 1] * len(run))
    return _Label(dict(zip(run, lines, strict=False)), is_whole)


def _rows_of(segment: Segment) -> list[int]:
    """Rows at least half covered, or the one row a short segment covers most."""
    shares = {
        row: min(segment.bottom, (row + 1) * ROW_MINUTES) - max(segment.top, row * ROW_MINUTES)
        for row in range(segment.top // ROW_MINUTES, -(-segment.bottom // ROW_MINUTES))
    }
    mostly = [row for row, share in shares.items() if 2 * share >= ROW_MINUTES]
    return mostly or [max(shares, key=lambda row: (shares[row], -row))]


def share_widths(width: int, count: int) -> list[int]:
    """Split a row's cells among so many owners, the first getting what is left over.

    >>> share_widths(9, 2)
    [5, 4]
    """
    base, extra = divmod(width, count)
    return [base + (1 if at < extra else 0) for at in range(count)]


def _write_label(
    segment: Segment, owners: Sequence[Sequence[Segment]], room: Sequence[int], horizon: Horizon
) -> _Label:
    rows = [row for row, sharing in enumerate(owners) if segment in sharing]
    widths = [
        share_widths(room[row], len(owners[row]))[owners[row].index(segment)] - 1 for row in rows
    ]
    lines, is_whole = flow_words(clean_text(segment.block.shown_name), widths)
    lines.extend(_time_lines(segment, widths[len(lines) :], horizon))
    return _Label(dict(zip(rows, lines, strict=False)), is_whole)


def _time_lines(segment: Segment, widths: Sequence[int], horizon: Horizon) -> list[str]:
    if not widths:
        return []
    start = clock_text(horizon.clock_of(horizon.minute_of(segment.block.start)))
    end = clock_text(horizon.clock_of(horizon.minute_of(segment.block.end)))
    if not segment.starts_here:
        choices = [[f"until {end}"], [f"to {end}"]]
    else:
        choices = [[f"{start}–{end}"], [f"{start}–", end], [start]]  # noqa: RUF001 - between times
    for lines in choices:
        if len(lines) <= len(widths) and all(
            cell_len(line) <= room for line, room in zip(lines, widths, strict=False)
        ):
            return lines
    return []


def flow_words(name: str, widths: Sequence[int]) -> tuple[list[str], bool]:
    """Lay whole words into lines of the given widths; says whether all of them fitted.

    >>> flow_words("Evening prayer", [8, 8])
    (['Evening', 'prayer'], True)
    >>> flow_words("Dinner together", [8])
    (['Dinner…'], False)
    """
    words = name.split()
    lines: list[str] = []
    is_whole = True
    if not words:
        return [], is_whole
    for at, room in enumerate(widths):
        taken = _words_that_fit(words, room)
        is_cut = taken == 0 or (at == len(widths) - 1 and taken < len(words))
        is_whole = is_whole and not is_cut
        lines.append(_cut_line(" ".join(words[: max(1, taken)]), room, is_cut=is_cut))
        words = words[max(1, taken) :]
        if not words:
            return lines, is_whole
    return lines, False


def _words_that_fit(words: Sequence[str], room: int) -> int:
    taken = 0
    while taken < len(words) and cell_len(" ".join(words[: taken + 1])) <= room:
        taken += 1
    return taken


def _cut_line(line: str, room: int, *, is_cut: bool) -> str:
    if not is_cut or room <= 0:
        return line if room > 0 else ""
    return set_cell_size(line, min(room - 1, cell_len(line))).rstrip() + "…"


def draw_week(columns: Sequence[GridColumn], theme: Theme) -> Iterator[Text]:
    """The week line by line: heads, then 48 half-hour rows."""
    yield _heads([_date_head(column) for column in columns], columns, Style(bold=True))
    yield _heads([_sleep_head(column, theme) for column in columns], columns, theme.dim)
    for row in range(ROWS):
        line = Text(no_wrap=True, end="")
        is_rule = row % RULE_ROWS == 0
        line.append(_gutter(row), theme.dim)
        for column in columns:
            line.append_text(_cell(column, row, theme, is_rule=is_rule))
            if column is not columns[-1]:
                line.append(" ")
        yield line


def _heads(words: Sequence[str], columns: Sequence[GridColumn], style: Style) -> Text:
    line = Text(" " * GUTTER, no_wrap=True, end="")
    for word, column in zip(words, columns, strict=True):
        line.append(set_cell_size(word, column.width) + " ", style)
    return line


def _date_head(column: GridColumn) -> str:
    return f"{WEEKDAYS[column.day.date.weekday()]} {column.day.date.day}"


def _sleep_head(column: GridColumn, theme: Theme) -> str:
    if column.day.is_begun:
        return ""
    hours = hours_text(column.day.sleep_minutes)
    if theme.is_ascii:
        hours = f"{round(column.day.sleep_minutes / 30) / 2:g}"
    choices = (f"{hours} h sleep", f"{hours}h sleep", f"{hours} h")
    whole, over = divmod(column.day.sleep_minutes, 60)
    if over % 30:  # the very number that the pages say, in fewer letters
        choices = (f"{whole} h {over} min sleep", f"{whole}h{over:02} sleep", f"{whole}h{over:02}")
    return next((words for words in choices if len(words) <= column.width), choices[-1])


def _gutter(row: int) -> str:
    minutes = row * ROW_MINUTES
    return f"{clock_text(minutes):<{GUTTER}}" if row % RULE_ROWS == 0 else " " * GUTTER


def _cell(column: GridColumn, row: int, theme: Theme, *, is_rule: bool) -> Text:
    rail = column.rails.get(row)
    width = column.width if rail is None else column.width - 1
    owners = column.owners[row]
    cell = Text(end="") if owners else _open_cell(column, row, width, theme, is_rule=is_rule)
    for segment, share in zip(owners, share_widths(width, max(1, len(owners))), strict=False):
        cell.append_text(_piece(segment, column.labels[segment].lines.get(row), share, theme))
    if rail is not None:
        cell.append(theme.rail_mark, theme.rail)
    return cell


def _open_cell(column: GridColumn, row: int, width: int, theme: Theme, *, is_rule: bool) -> Text:
    rail = column.rails.get(row)
    words = column.labels[rail].lines.get(row) if rail else None
    if words:
        return Text(f"{words:>{width}}", theme.rail, end="")
    middle = row * ROW_MINUTES + ROW_MINUTES // 2
    if any(night.start <= middle < night.end for night in column.day.nights):
        return Text(theme.night_mark + " " * (width - 1), theme.night, end="")
    return Text((theme.rule_mark if is_rule else " ") * width, theme.dim, end="")


def _piece(segment: Segment, words: str | None, width: int, theme: Theme) -> Text:
    look = theme.look_of(segment.block)
    room = width - 1
    shown = set_cell_size(words or "", min(room, cell_len(words or "")))
    fill = look.fill * (room - cell_len(shown))
    if shown and fill:
        fill = " " + fill[1:]
    piece = Text(look.mark, look.edge, end="")
    piece.append(shown + fill, look.style)
    return piece
