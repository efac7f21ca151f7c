"""Cards on their way through days to come, at several numbers of new cards at once.

What comes back on each of some days in a row is kept as a change from the day before where those
days begin and after they end, so that months cost as many steps as a card has bins of days.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from trimtab.study.card_cells import Cells, Floats, Ints

SMALLEST = 1e-6
"""Fewer cards than that are nobody's."""

WORTH_MOVING = 0.001
"""Of cards that wait so many at least go on to the next bin of days at once (our choice)."""

ROOM = 8192
"""Rows that room is made for at first; a large deck's months need fewer."""


@dataclass(slots=True)
class CardFlow:
    """Cards by the day they come back; of every array the first axis is that of `ways`.

    `_changes` are by day and row, `_here` and `_waiting` by row: what the day's changes came to,
    and what was kept back from the day before.
    """

    cells: Cells
    days: int
    ways: int
    _changes: Floats = field(init=False)
    _here: Floats = field(init=False)
    _waiting: Floats = field(init=False)

    def __post_init__(self) -> None:
        """No card is on its way yet."""
        self._changes = np.zeros((self.ways, self.days + 1, 0))
        self._here = self._waiting = np.zeros((self.ways, 0))

    def put(self, day: Ints, rows: Ints, counts: Floats) -> None:
        """Cards that come back on one day each, by way or the same in every one."""
        share = np.broadcast_to(counts, (self.ways, len(rows)))
        self._add(day, rows, share)
        self._add(day + 1, rows, -share)

    def take(self, day: int) -> tuple[Ints, Floats]:
        """The rows of a day and how many cards of each; days are taken in turn."""
        self._make_room()
        self._here += self._changes[:, day]
        counts = self._here + self._waiting
        self._waiting = np.zeros_like(self._here)
        rows = np.flatnonzero(counts.max(axis=0, initial=0.0) > SMALLEST)
        return rows, counts[:, rows]

    def hold_back(self, rows: Ints, counts: Floats) -> None:
        """Cards of a day that wait for the next one, a day longer since they were seen."""
        self._waiting[:, rows] += counts
        aged = counts * self.cells.share_leaving(rows)
        leaving = np.flatnonzero(aged.max(axis=0, initial=0.0) > WORTH_MOVING)
        rows, aged = rows[leaving], aged[:, leaving]
        later = self.cells.rows_later(rows)
        self._make_room()
        for waiting, moved in zip(self._waiting, aged, strict=True):
            np.subtract.at(waiting, rows, moved)
            np.add.at(waiting, later, moved)

    def send_back(self, following: Ints, counts: Floats, today: int) -> None:
        """Put cards answered alike on the days among which their interval brings them back.

        `following` has first and last day and the cell then; days beyond the last are let go.
        """
        first, last, cells = following.T
        share = counts / (last - first + 1)
        last = np.minimum(last, self.days - 1 - today)
        kept = np.flatnonzero((first <= last) & (counts.max(axis=0, initial=0.0) > SMALLEST))
        bins = self.cells.bins[first[kept]]
        many = self.cells.bins[last[kept]] - bins + 1
        which = np.repeat(kept, many)
        bins = np.repeat(bins - np.cumsum(many) + many, many) + np.arange(len(which))
        rows = self.cells.rows_at(cells[which], bins)
        begins = self.cells.begins
        self._add(today + np.maximum(first[which], begins[bins]), rows, share[:, which])
        after = 1 + np.minimum(last[which], begins[bins + 1] - 1)
        self._add(today + after, rows, -share[:, which])

    def _add(self, days: Ints, rows: Ints, share: Floats) -> None:
        self._make_room()
        places = days * self._changes.shape[2] + rows
        for changes, one in zip(self._changes, share, strict=True):
            np.add.at(changes.reshape(-1), places, one)

    def _make_room(self) -> None:
        """Room for twice the rows there are, when there is none for one of them."""
        lacking = len(self.cells.keys) - self._here.shape[1]
        if lacking <= 0:
            return
        more = max(ROOM, lacking + len(self.cells.keys))
        self._changes = np.pad(self._changes, ((0, 0), (0, 0), (0, more)))
        self._here = np.pad(self._here, ((0, 0), (0, more)))
        self._waiting = np.pad(self._waiting, ((0, 0), (0, more)))
