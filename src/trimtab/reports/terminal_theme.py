"""The tokens as rich styles: true colour, sixteen colours, or textures alone."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from rich.console import Console
from rich.style import Style

from trimtab.domain.plans import Block
from trimtab.reports.tokens import DARK, LOOKS, KindLook

_ASCII_MARKS = {
    "commitment": "#",
    "travel": "/",
    "sleep": ":",
    "nap": ":",
    "meal": "o",
    "practice": "!",
    "protect": "H",
    "task": "=",
    "study": "E",
    "buffer": ".",
    "wind_down": "~",
    "people": "@",
}
_INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}


def clean_text(text: str) -> str:
    r"""Free text without characters that could move a cursor, hide words or break a line.

    >>> clean_text("Clinic\x1b[2J\nroom 4")
    'Clinic[2J room 4'
    """
    spaced = " ".join(text.split())
    return "".join(each for each in spaced if unicodedata.category(each) not in _INVISIBLE)


@dataclass(frozen=True, slots=True)
class CellLook:
    """How a block's cells are drawn: its left mark, its shading, and their styles."""

    mark: str
    fill: str
    style: Style
    edge: Style


@dataclass(frozen=True, slots=True)
class Theme:
    """What the console can show: colours or not, box characters or plain ones."""

    colours: int
    is_ascii: bool
    dim: Style
    night: Style
    rail: Style
    accent: Style

    @property
    def rule_mark(self) -> str:
        """The character of the quiet rule each three hours."""
        return "-" if self.is_ascii else "┈"

    @property
    def night_mark(self) -> str:
        """The character that joins night duty to the sleep after it."""
        return "|" if self.is_ascii else "▏"

    @property
    def rail_mark(self) -> str:
        """The character of home call beside other blocks."""
        return "|" if self.is_ascii else "╎"

    def look_of(self, block: Block) -> CellLook:
        """Cells of a block's kind; home call is drawn as the rail it is beside the rest."""
        look = LOOKS[block.kind]
        mark = _ASCII_MARKS[block.kind] if self.is_ascii else look.mark
        fill = (mark if look.fill.strip() else " ") if self.is_ascii else look.fill
        if block.origin == "home_call":
            return CellLook(self.rail_mark, " ", self.rail, self.rail)
        if self.colours == 0:
            return CellLook(mark, fill, Style(), Style())
        style, edge = _styles(look, self.colours)
        return CellLook(mark, " ", style, edge)


def _styles(look: KindLook, colours: int) -> tuple[Style, Style]:
    if colours == 16:
        style = Style.parse(look.ansi)
        return style, style
    paint = look.dark
    style = Style(color=paint.text, bgcolor=paint.surface)
    return style, Style(color=paint.edge, bgcolor=paint.surface)


def theme_for(console: Console) -> Theme:
    """The theme a console can show, by its colours and encoding."""
    colours = _colours(console)
    true_colour = colours > 16
    return Theme(
        colours=colours,
        is_ascii=console.options.ascii_only,
        dim=Style(dim=True),
        night=Style(color=LOOKS["nap"].dark.edge if true_colour else "blue"),
        rail=Style(color=DARK.quiet if true_colour else None),
        accent=Style(color=DARK.accent if true_colour else "yellow"),
    )


def _colours(console: Console) -> int:
    if console.no_color or console.color_system is None:
        return 0
    return 256 if console.color_system == "truecolor" else 16  # 256 colours merge our shades
