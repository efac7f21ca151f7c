"""Pieces of sleep as devices write them down, and what is told of those that cannot be used."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Literal

from trimtab.domain.errors import Problem

Stage = Literal["asleep", "awake", "in_bed"]

EARLIEST = datetime(2000, 1, 1, tzinfo=UTC).timestamp()
LONGEST_HOURS = 24
MOST_PIECES = 1_000_000
"""Ten years of a watch that writes down each stage are a fifth of these."""

MOST_TOLD = 12
"""So many mistakes are told one by one."""

A_DAY = timedelta(days=1).total_seconds()


class TooManyPiecesError(Exception):
    """A file with more pieces than anybody ever slept."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch [start, end) in seconds since 1970; `minutes` asleep in it where a device says."""

    start: float
    end: float
    stage: Stage
    device: str
    minutes: int | None = None


@dataclass(slots=True)
class Pieces:
    """Collects what a file holds: pieces that can be, and mistakes with their places."""

    file: str
    now: datetime
    found: list[Piece] = field(default_factory=list)
    wrong: list[Problem] = field(default_factory=list)
    more_wrong: int = 0

    def add(self, piece: Piece, line: int | None, shown: str) -> None:
        """Keep a piece where it can be; else say why not, and where."""
        why = self._why_not(piece)
        if why:
            self.refuse(line, f"the sleep from {shown} {why}.", "Left out; the rest is used.")
            return
        if len(self.found) >= MOST_PIECES:
            raise TooManyPiecesError
        self.found.append(piece)

    def refuse(self, line: int | None, what: str, mend: str) -> None:
        """Note a mistake; of many the first few are told."""
        if len(self.wrong) < MOST_TOLD:
            self.wrong.append(Problem(self.file, line, what, mend))
        else:
            self.more_wrong += 1

    def problems(self) -> Iterator[Problem]:
        """What was noted, and how many more there are."""
        yield from self.wrong
        if self.more_wrong:
            what = f"{self.more_wrong} more entries could not be used."
            yield Problem(self.file, None, what, "The rest is used.")

    def _why_not(self, piece: Piece) -> str:
        if piece.end <= piece.start:
            return "ends before it starts"
        if piece.end - piece.start > LONGEST_HOURS * 3600:
            return f"lasts more than {LONGEST_HOURS} h"
        if piece.start < EARLIEST:
            return "is of before the year 2000"
        if piece.end > self.now.timestamp() + A_DAY:
            return "has not come yet"
        return ""
