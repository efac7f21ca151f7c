"""A plan in the terminal: the week as columns, then what it gives and what did not fit."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.style import Style
from rich.text import Text

from trimtab.domain.plans import Block, Plan, ValueMinutes
from trimtab.domain.time import Horizon
from trimtab.reports import hour_worth
from trimtab.reports.alert_words import HEADING, explained
from trimtab.reports.coffee_words import coffee_text
from trimtab.reports.duty_words import DUTY, duty_texts
from trimtab.reports.hour_worth import Stretch, cheapest_hours, dearest_hours
from trimtab.reports.moved_words import moved_texts
from trimtab.reports.terminal_alertness import alertness_key, alertness_rows
from trimtab.reports.terminal_grid import GridColumn, build_column, column_width, draw_week
from trimtab.reports.terminal_theme import Theme, clean_text, theme_for
from trimtab.reports.tokens import kind_label
from trimtab.reports.week_layout import Day, lay_out_weeks
from trimtab.reports.wording import (
    WEEKDAYS,
    about_texts,
    because_text,
    beyond_routine_text,
    capital_text,
    certificate_text,
    clock_change_text,
    date_text,
    dose_text,
    duration_text,
    good_enough_texts,
    no_trims_text,
    note_text,
    open_text,
    period_text,
    thing_text,
    times_text,
    trim_text,
    trims_heading,
    unplaced_name,
    unplaced_text,
    value_text,
    values_heading,
)

NARROWEST_GRID = 72
BAR_WIDTH = 24
STANDS = "The last plan stands."
_BOLD = Style(bold=True)


def print_week(plan: Plan, console: Console) -> None:
    """Print the plan to `console` and nowhere else: columns if they fit, else day by day."""
    page = _Page(console)
    page.title(plan)
    page.moved(plan)
    for days in lay_out_weeks(plan):
        if console.width >= NARROWEST_GRID:
            page.week(days, plan.horizon)
        else:
            page.list_of_days(days, plan.horizon)
    page.notes(plan)
    page.big_three(plan)
    page.alertness(plan)
    page.trims(plan)
    page.values(plan)
    page.good_enough(plan)
    page.unplaced(plan)
    page.duty(plan)
    page.about(plan)
    page.prices(plan)
    page.problems(plan)
    page.closing(plan)


class _Page:
    """Writes one section after the other to a console."""

    def __init__(self, console: Console) -> None:
        self.console = console
        self.theme: Theme = theme_for(console)

    def title(self, plan: Plan) -> None:
        title = Text.assemble((period_text(plan.horizon), _BOLD), "  ")
        title.append(clean_text(plan.person), self.theme.dim)
        self._line(title)

    def moved(self, plan: Plan) -> None:
        if plan.moved is None:
            return
        lines = [Text(clean_text(text)) for text in moved_texts(plan)]
        self._listing("What moved" if lines else "Nothing moved", lines or [Text(STANDS)])

    def week(self, days: Sequence[Day], horizon: Horizon) -> None:
        self._gap()
        width = column_width(self.console.width)
        columns = [build_column(day, width, horizon) for day in days]
        for line in draw_week(columns, self.theme):
            self._row(line)
        self._listing("In full, where a column was too narrow", _told_in_full(columns, horizon))

    def list_of_days(self, days: Sequence[Day], horizon: Horizon) -> None:
        for day in days:
            sleep = "" if day.is_begun else f"  sleep {duration_text(day.sleep_minutes)}"
            self._section(f"{date_text(day.date)}{sleep}")
            for segment in day.segments:
                if segment.starts_here or day.number == 0:
                    self._listed(segment.block, horizon)

    def _listed(self, block: Block, horizon: Horizon) -> None:
        look = self.theme.look_of(block)
        line = Text.assemble((look.mark, look.edge), " ", times_text(block, horizon), "  ")
        line.append(clean_text(block.shown_name), _BOLD if block.kind == "protect" else Style())
        if _detail(block):
            line.append(f"  {_detail(block)}", self.theme.dim)
        self._hanging(line)

    def notes(self, plan: Plan) -> None:
        lines = [Text(clean_text(note_text(note))) for note in plan.day_notes]
        lines += [
            Text(f"{date_text(day.date)}: {clock_change_text(day.minutes)}.")
            for days in lay_out_weeks(plan)
            for day in days
            if clock_change_text(day.minutes)
        ]
        self._listing("On these days", lines)

    def big_three(self, plan: Plan) -> None:
        lines = []
        for day in plan.big_three:
            line = Text(f"{date_text(day.date):<11}")
            for number, thing in enumerate(day.things):
                line.append("" if number == 0 else "; ")
                line.append(clean_text(thing.name), _BOLD)
                line.append(f" {thing_text(thing)}", self.theme.dim)
            lines.append(line)
        self._listing("The three that matter most each day", lines)

    def alertness(self, plan: Plan) -> None:
        rows = alertness_rows(plan, self.theme, self.console.width)
        if not rows:
            return
        self._section(HEADING)
        for row in rows:
            self._row(Text.assemble("  ", row))
        for line in (alertness_key(self.theme), *explained(plan)):
            self._hanging(Text(line, self.theme.dim))
        for text in (*plan.cautions, coffee_text(plan)):
            if text:
                self._hanging(Text(text))

    def good_enough(self, plan: Plan) -> None:
        lines = [
            Text.assemble((clean_text(name), _BOLD), f": {words}.")
            for name, words in good_enough_texts(plan)
        ]
        self._listing("Boxed, with time left for other things", lines)

    def values(self, plan: Plan) -> None:
        values = plan.values
        if not values:
            return
        self._section(values_heading(plan.horizon))
        widest = max(max(each.wanted_minutes, each.planned_minutes) for each in values)
        room = max(len(clean_text(each.name)) for each in values)
        for each in values:
            name = Text(f"{capital_text(clean_text(each.name)):<{min(room, 20)}}  ")
            bar = self._bar(each, widest) if self.console.width >= NARROWEST_GRID else Text()
            self._hanging(Text.assemble(name, bar, value_text(each)))

    def _bar(self, value: ValueMinutes, widest: int) -> Text:
        scale = BAR_WIDTH / widest if widest else 0
        planned = round(value.planned_minutes * scale)
        wanted = max(planned, round(value.wanted_minutes * scale))
        full, empty = ("#", ".") if self.theme.is_ascii else ("█", "░")
        bar = Text(full * planned, self.theme.accent)
        bar.append(empty * (wanted - planned), self.theme.dim)
        return bar + Text(" " * (BAR_WIDTH - wanted + 2))

    def unplaced(self, plan: Plan) -> None:
        lines = [
            Text.assemble(
                (clean_text(unplaced_name(item)), _BOLD),
                f": {unplaced_text(item)} {clean_text(because_text(item))}".rstrip(),
            )
            for item in plan.unplaced
        ]
        self._listing("What did not fit, and why", lines)

    def about(self, plan: Plan) -> None:
        self._listing("About these days", [Text(clean_text(text)) for text in about_texts(plan)])

    def duty(self, plan: Plan) -> None:
        self._listing(DUTY, [Text(clean_text(text)) for text in duty_texts(plan)])

    def trims(self, plan: Plan) -> None:
        lines = [Text(clean_text(trim_text(trim))) for trim in plan.trims]
        self._listing(trims_heading(plan.trims), lines)

    def prices(self, plan: Plan) -> None:
        lines = [
            Text.assemble((f"{label}  ", _BOLD), clean_text(_stretches_text(stretches)))
            for label, stretches in (
                ("Dearest", dearest_hours(plan)),
                ("Cheapest", cheapest_hours(plan)),
            )
            if stretches
        ]
        self._listing("What your free hours are worth", lines)
        if lines:
            self._hanging(Text(hour_worth.EXPLAINED, self.theme.dim))

    def problems(self, plan: Plan) -> None:
        lines = [Text(clean_text(str(problem))) for problem in plan.problems]
        self._listing("Worth mending in your files", lines)

    def closing(self, plan: Plan) -> None:
        self._gap()
        sentences = (open_text(plan), no_trims_text(plan), certificate_text(plan.certificate))
        for sentence in sentences:
            self._line(Text(sentence))
        self._line(Text(beyond_routine_text(plan.certificate), self.theme.dim))

    def _listing(self, heading: str, lines: Sequence[Text]) -> None:
        if lines:
            self._section(heading)
            for line in lines:
                self._hanging(line)

    def _section(self, heading: str) -> None:
        self._gap()
        self._line(Text(heading, _BOLD))

    def _hanging(self, text: Text) -> None:
        for at, line in enumerate(text.wrap(self.console, max(20, self.console.width - 4))):
            self._row(Text.assemble("  " if at == 0 else "    ", line))

    def _line(self, text: Text) -> None:
        if text.plain:
            for line in text.wrap(self.console, self.console.width):
                self._row(line)

    def _row(self, line: Text) -> None:
        if self.theme.colours == 0:
            line.rstrip()
        line.end = "\n"
        self.console.print(line, highlight=False, no_wrap=True, overflow="crop")

    def _gap(self) -> None:
        self.console.print()


def _stretches_text(stretches: Sequence[Stretch]) -> str:
    return "; ".join(f"{each.day} {each.times} {each.text}" for each in stretches) + "."


def _told_in_full(columns: Sequence[GridColumn], horizon: Horizon) -> list[Text]:
    """Blocks whose name was cut: each name once, its times once with their days."""
    days_of: dict[str, dict[str, list[str]]] = {}
    for column in columns:
        for block in column.cut_blocks():
            times = days_of.setdefault(clean_text(block.shown_name), {})
            day = WEEKDAYS[column.day.date.weekday()]
            times.setdefault(times_text(block, horizon), []).append(day)
    return [
        Text.assemble(
            (name, _BOLD), "  ", ", ".join(f"{' '.join(d)} {t}" for t, d in times.items())
        )
        for name, times in days_of.items()
    ]


def _detail(block: Block) -> str:
    label = kind_label(block)
    parts = ("" if label == block.name.lower() else label, dose_text(block), block.note)
    return clean_text(", ".join(part for part in parts if part))
