"""What `trimtab mentors` needs from the outside."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from trimtab.app.mentors.board import Board


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentors:
    """Ports of the board; each takes the data folder first, None for the usual one.

    `board` gives the board and the person's own day; `ask` keeps a question for a mentor by their
    id, "" for whoever fits.
    """

    board: Callable[[Path | None, datetime], tuple[Board, date]]
    ask: Callable[[Path | None, str, str, datetime], None]
    show: Callable[[Board, date], None]
