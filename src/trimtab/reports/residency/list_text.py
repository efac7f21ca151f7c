"""A planned list in the terminal: what to do first, then the list, then what it rests on."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.style import Style
from rich.text import Text

from trimtab.domain.applications import ListedProgramme, PlannedList
from trimtab.reports.residency import list_words as words
from trimtab.reports.residency.list_headline import headline
from trimtab.reports.terminal_theme import Theme, clean_text, theme_for

NARROWEST_ROWS = 64
"""Columns below which a programme takes two lines (our choice)."""

MOST_LEFT_OUT = 12
"""Programmes not on the list that are named (our choice); JSON holds all."""

_BOLD = Style(bold=True)
EXPLAINED = 12
"""Programmes told with their reasons; those of all stand on the page and in the JSON."""


def print_list(planned: PlannedList, console: Console) -> None:
    """Print the list to `console` and nowhere else, as wide as it is."""
    page = _Page(console)
    page.opening(planned)
    page.programmes(planned)
    page.listing("Signals", words.signals_texts(planned))
    page.listing("Where to stop", words.stop_texts(planned))
    page.listing(
        "What would change most", [words.what_if_text(one, planned) for one in planned.what_ifs]
    )
    page.left_out(planned)
    page.listing("Dates", [words.date_line(one) for one in planned.dates])
    page.listing("What it rests on", _grounds(planned))
    page.closing(planned)


def _grounds(planned: PlannedList) -> list[str]:
    said = [words.correlation_text(planned), *planned.remarks]
    return [line for line in (*said, words.parameters_text(planned)) if line]


class _Page:
    """Writes one section after the other to a console."""

    def __init__(self, console: Console) -> None:
        self.console = console
        self.theme: Theme = theme_for(console)

    def opening(self, planned: PlannedList) -> None:
        first, _, rest = headline(planned).partition(". ")
        self._wrapped(Text(clean_text(first if not rest else f"{first}."), _BOLD))
        for line in (rest, words.interviews_text(planned)):
            self._wrapped(Text(clean_text(line)))
        self._wrapped(Text(clean_text(words.besides_text(planned)), self.theme.dim))
        for line in (words.value_text(planned), words.certificate_text(planned)):
            if planned.entries and line:
                self._wrapped(Text(clean_text(line), self.theme.dim))

    def programmes(self, planned: PlannedList) -> None:
        if not planned.entries:
            return
        self._heading("The list, in the order of adding")
        self._wrapped(Text(words.FIGURES, self.theme.dim), indent=2)
        is_mixed = len({one.programme.specialty for one in planned.entries}) > 1
        has_signals = any(one.signal != "none" for one in planned.entries)
        for number, entry in enumerate(planned.entries, start=1):
            self._programme(number, entry, has_signals=has_signals)
            detail = words.detail_text(entry, is_mixed=is_mixed)
            if number <= EXPLAINED and detail:
                self._wrapped(Text(clean_text(detail), self.theme.dim), indent=5)

    def _programme(self, number: int, entry: ListedProgramme, *, has_signals: bool) -> None:
        name = clean_text(entry.programme.name)
        signal = entry.signal if entry.signal != "none" else ""
        figures = f"{words.chance_text(entry.match):>15}  +{words.points_text(entry.gain):<5}"
        if self.console.width < NARROWEST_ROWS:
            self._wrapped(Text.assemble(f"{number:>3}  ", (name, _BOLD)), hang=5)
            shown = f"{signal}  {figures.strip()}" if signal else figures.strip()
            self._wrapped(Text(shown), indent=5)
            return
        tier = f"{signal:<8}" if has_signals else ""
        room = self.console.width - 5 - len(tier) - len(figures) - 1
        title = Text(name, _BOLD)
        title.truncate(room, overflow="ellipsis", pad=True)
        self._row(Text.assemble(f"{number:>3}  ", title, " ", (tier, self.theme.accent), figures))

    def left_out(self, planned: PlannedList) -> None:
        ruled = planned.left_out_by("rule")
        shown = [words.left_out_text(one) for one in ruled[:MOST_LEFT_OUT]]
        if len(ruled) > MOST_LEFT_OUT:
            shown.append(f"And {len(ruled) - MOST_LEFT_OUT} more.")
        self.listing("Left out by a stated rule", shown)

    def listing(self, heading: str, lines: Sequence[str]) -> None:
        """A heading with a sentence to a line; nothing where there is nothing to say."""
        if lines:
            self._heading(heading)
            for line in lines:
                self._wrapped(Text(clean_text(line)), indent=2, hang=4)

    def closing(self, planned: PlannedList) -> None:
        if planned.entries:
            self.console.print()
            self._wrapped(Text(words.NOT_ADVICE, self.theme.dim))

    def _heading(self, heading: str) -> None:
        self.console.print()
        self._row(Text(heading, _BOLD))

    def _wrapped(self, text: Text, indent: int = 0, hang: int | None = None) -> None:
        if not text.plain:
            return
        further = indent if hang is None else hang
        for at, line in enumerate(text.wrap(self.console, max(20, self.console.width - further))):
            self._row(Text.assemble(" " * (indent if at == 0 else further), line))

    def _row(self, line: Text) -> None:
        line.rstrip()
        self.console.print(line, highlight=False, no_wrap=True, overflow="crop")
