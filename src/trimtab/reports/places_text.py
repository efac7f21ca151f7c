"""Where a block could be, in the terminal: a strip of shades for each day, then the best places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from rich.console import Console
from rich.style import Style
from rich.text import Text

from trimtab.domain.places import Place, Places
from trimtab.domain.time import MINUTES_PER_DAY
from trimtab.reports.hour_worth import LEAST_SAID, MOST_SAID
from trimtab.reports.place_words import LITTLE, NOWHERE, best_texts, cost_of, said_text
from trimtab.reports.terminal_theme import Theme, clean_text, theme_for
from trimtab.reports.wording import WEEKDAYS, date_text, times_text

CELL_MINUTES = (15, 30, 60)
LABEL = 8
HOURS_APART = 3
EXPLAINED = (
    "What the week would lose with it there and the rest settled around it, in minutes of an "
    "average value; in brackets what there would be less of."
)
_BOLD = Style(bold=True)


@dataclass(frozen=True, slots=True)
class _Shade:
    """How places that cost less than so many minutes are shown, with and without box characters."""

    below: float
    mark: str
    plain: str
    label: str


SHADES = (
    _Shade(LEAST_SAID, "█", "#", LITTLE),
    _Shade(30, "▓", "+", "under 30 min"),
    _Shade(120, "▒", "-", "under 2 h"),
    _Shade(float("inf"), "░", ".", "more"),
)
OWN, PLAIN_OWN, OWN_LABEL = "◆", "@", "where it is"


def print_places(places: Places, console: Console) -> None:
    """Print where the block could be to `console` and nowhere else."""
    page = _Page(console)
    page.title(places)
    if not any(place.start != places.block.start for place in places.places):
        page.line(Text(NOWHERE))
        return
    page.best(places)
    page.strips(places)
    page.days(places)
    page.line(Text(EXPLAINED, page.theme.dim))


class _Page:
    """Writes one section after the other to a console."""

    def __init__(self, console: Console) -> None:
        self.console = console
        self.theme: Theme = theme_for(console)

    def title(self, places: Places) -> None:
        block = places.block
        when = f"{date_text(block.start.date())} {times_text(block, places.horizon)}"
        self.line(Text.assemble((clean_text(block.shown_name), _BOLD), f"  {when}"))

    def best(self, places: Places) -> None:
        for text in best_texts(places):
            self.line(Text(clean_text(text)))
        self.console.print()

    def strips(self, places: Places) -> None:
        """A line for each day, shaded where the block could begin."""
        tried = [place for place in places.places if place.loss is not None]
        strip = _Strip.across(tried, self.console.width - LABEL)
        self._row(Text(" " * LABEL + strip.scale(), self.theme.dim))
        for day, found in _by_day(tried):
            line = Text(f"{WEEKDAYS[day.weekday()]} {day.day:<{LABEL - 4}}")
            for cell in strip.cells(found):
                line.append_text(self._cell(cell, places))
            self._row(line)
        self._row(self._key())
        self.console.print()

    def days(self, places: Places) -> None:
        """The best places of each day, by time; of a dear day only the least dear."""
        if not places.told:
            return
        for day, found in _by_day(places.told):
            fair = [place for place in found if cost_of(place) <= MOST_SAID]
            shown = fair or [min(found, key=cost_of)]
            line = Text.assemble((f"{date_text(day):<11}", _BOLD))
            line.append(clean_text("; ".join(said_text(place) for place in shown) + "."))
            self._hanging(line)
        self.console.print()

    def _cell(self, cell: Sequence[Place], places: Places) -> Text:
        if not cell:
            return Text(" ")
        if any(place.start == places.block.start for place in cell):
            return Text(PLAIN_OWN if self.theme.is_ascii else OWN, _BOLD)
        return self._shaded(_shade_of(min(map(cost_of, cell))))

    def _shaded(self, shade: _Shade) -> Text:
        mark = shade.plain if self.theme.is_ascii else shade.mark
        return Text(mark, self.theme.dim if shade is SHADES[-1] else self.theme.accent)

    def _key(self) -> Text:
        key = Text(" " * LABEL)
        for shade in SHADES:
            key.append_text(self._shaded(shade))
            key.append(f" {shade.label}  ", self.theme.dim)
        key.append(PLAIN_OWN if self.theme.is_ascii else OWN, _BOLD)
        key.append(f" {OWN_LABEL}", self.theme.dim)
        return key

    def line(self, text: Text) -> None:
        for line in text.wrap(self.console, self.console.width):
            self._row(line)

    def _hanging(self, text: Text) -> None:
        for at, line in enumerate(text.wrap(self.console, max(20, self.console.width - 11))):
            self._row(line if at == 0 else Text.assemble(" " * 11, line))

    def _row(self, line: Text) -> None:
        line.rstrip()
        self.console.print(line, highlight=False, no_wrap=True, overflow="crop")


@dataclass(frozen=True, slots=True)
class _Strip:
    """Cells of so many minutes each, from one clock hour to another."""

    first: int
    last: int
    minutes: int

    @classmethod
    def across(cls, places: Sequence[Place], room: int) -> _Strip:
        """The finest strip that holds all places and fits into so many columns."""
        clocks = [_clock(place) for place in places]
        first = min(clocks) // 180 * 180
        last = min(MINUTES_PER_DAY, -(-(max(clocks) + 1) // 60) * 60)
        fits = (size for size in CELL_MINUTES if (last - first) // size <= room)
        return cls(first, last, next(fits, CELL_MINUTES[-1]))

    def scale(self) -> str:
        """The clock hours above the cells."""
        marks = range(self.first, self.last, HOURS_APART * 60)
        room = HOURS_APART * 60 // self.minutes
        return "".join(f"{mark // 60:<{room}}" for mark in marks).rstrip()

    def cells(self, places: Sequence[Place]) -> Iterator[list[Place]]:
        """What begins within each cell."""
        for start in range(self.first, self.last, self.minutes):
            yield [place for place in places if start <= _clock(place) < start + self.minutes]


def _clock(place: Place) -> int:
    return place.start.hour * 60 + place.start.minute


def _by_day(places: Sequence[Place]) -> Iterator[tuple[date, list[Place]]]:
    for day in sorted({place.start.date() for place in places}):
        yield day, [place for place in places if place.start.date() == day]


def _shade_of(minutes: float) -> _Shade:
    return next(shade for shade in SHADES if minutes < shade.below)
