"""The board of mentors in the terminal."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from rich.console import Console
from rich.style import Style
from rich.text import Text

from trimtab.app.mentors.board import Board
from trimtab.domain.mentors import Mentor, MentorQuestion
from trimtab.reports.mentor_words import KIND_NAMES, meant_text, spoken_text
from trimtab.reports.terminal_theme import clean_text

BOLD = Style(bold=True)
EMPTY = "Nobody is on the board yet. The page Mentors and peers adds somebody."
WHOEVER = "To ask whoever fits"


def print_board(board: Board, today: date, console: Console) -> None:
    """Print everybody with the questions that wait, and with whom a talk is meant."""
    if not board.mentors:
        _print(console, EMPTY)
    for kind, found in board.by_kind.items():
        _print(console, KIND_NAMES[kind], BOLD)
        for mentor in found:
            _mentor(mentor, board.waiting.get(mentor.id, ()), today, console)
    if board.waiting.get(""):
        _print(console, WHOEVER, BOLD)
        _questions(board.waiting[""], console, "  ")
    meant = [one.name for one in board.meant(today)]
    if meant:
        _print(console, meant_text(meant))


def _mentor(
    mentor: Mentor, questions: Iterable[MentorQuestion], today: date, console: Console
) -> None:
    reach = f", {mentor.reach}" if mentor.reach else ""
    _print(console, f"{mentor.name}{reach}. {spoken_text(mentor, today)}", indent="  ")
    _questions(questions, console, "    ")


def _questions(questions: Iterable[MentorQuestion], console: Console, indent: str) -> None:
    for one in questions:
        _print(console, f"- {one.question}", indent=indent)


def _print(console: Console, text: str, style: Style | None = None, *, indent: str = "") -> None:
    console.print(Text(indent + clean_text(text), style or Style()), highlight=False)
