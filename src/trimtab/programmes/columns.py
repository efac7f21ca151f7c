"""Where a table of programmes keeps what: its heading row, or what its cells themselves tell."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from trimtab.domain.specialties import specialty_named
from trimtab.programmes.grids import ROWS_OF_A_HEADING, Grid, headings_in
from trimtab.programmes.headings import Heading, plain, read_heading
from trimtab.programmes.states import state_code
from trimtab.programmes.values import FOREIGN_MONEY, Raw

IDS = ("id", "acgme_id", "nrmp_code")
MOSTLY = 0.6
ENOUGH_ROWS = 200
_NAMES_A_PLACE = re.compile(r"\b(?:program(?:me)?s?|hospital|residency|institution|name)\b")


@dataclass(frozen=True, slots=True)
class Columns:
    """Places (from 0) of what is known to be where; the row of headings, -1 where there is none.

    `percents` are columns whose heading says so, `foreign` those in other money than dollars,
    `costs` those asked for by name, `headings` the texts of the row of headings, `unread` those
    of them that nobody understood, `doubled` pairs of headings that mean one thing, of which the
    first is used. `width` is how far the headings reach.
    """

    heading_row: int
    places: Mapping[str, int]
    sources: Mapping[str, int] = field(default_factory=dict)
    checked: Mapping[str, int] = field(default_factory=dict)
    percents: frozenset[str] = frozenset()
    foreign: frozenset[str] = frozenset()
    costs: Mapping[str, int] = field(default_factory=dict)
    headings: frozenset[str] = frozenset()
    unread: tuple[str, ...] = ()
    doubled: tuple[tuple[str, str], ...] = ()
    width: int = 0

    @property
    def names_programmes(self) -> bool:
        """Whether rows can be told apart: by a name or an id."""
        return "name" in self.places or any(one in self.places for one in IDS)


def find_columns(grid: Grid, cost_columns: Collection[str] = ()) -> Columns | None:
    """The columns by the best row of headings near the top, else by what stands in them.

    None where nothing in the grid looks like programmes.
    """
    top = grid.rows[:ROWS_OF_A_HEADING]
    counts = [headings_in(row) for _, row in top]
    best = max(range(len(top)), key=counts.__getitem__, default=-1)
    if best >= 0 and counts[best] > 0:
        found = _by_headings(best, top[best][1], cost_columns)
        if counts[best] > 1 or found.names_programmes:
            return found
    return _by_content(grid)


def _by_headings(at: int, row: Sequence[Raw], cost_columns: Collection[str]) -> Columns:
    texts = [cell if isinstance(cell, str) else "" for cell in row]
    headings = [read_heading(text) for text in texts]
    places = _first_of(headings, "")
    wanted = {plain(name): name for name in cost_columns}
    costs = {wanted[plain(text)]: n for n, text in enumerate(texts) if plain(text) in wanted}
    unread = {n: text for n, text in enumerate(texts) if text and headings[n] is None}
    if "name" not in places and (place := _likely_name(unread)) is not None:
        places["name"] = place
        del unread[place]
    return Columns(
        heading_row=at,
        places=places,
        sources=_first_of(headings, "source"),
        checked=_first_of(headings, "checked"),
        percents=frozenset(one.column for one in headings if one and one.is_percent),
        foreign=frozenset(
            name for name, n in {**places, **costs}.items() if FOREIGN_MONEY.search(texts[n])
        ),
        costs=costs,
        headings=frozenset(filter(None, texts)),
        width=len(texts),
        doubled=_doubled(texts, headings, costs.values()),
        unread=tuple(text for n, text in unread.items() if n not in costs.values()),
    )


def _first_of(headings: Sequence[Heading | None], beside: str) -> dict[str, int]:
    """Where each column stands; of several with one meaning, the first."""
    found: dict[str, int] = {}
    for place, one in enumerate(headings):
        if one and one.column and one.beside == beside:
            found.setdefault(one.column, place)
    return found


def _doubled(
    texts: Sequence[str], headings: Sequence[Heading | None], asked_for: Collection[int]
) -> tuple[tuple[str, str], ...]:
    """Headings with a meaning that one to their left has, each behind that one."""
    first: dict[tuple[str, str], str] = {}
    found = []
    for n, one in enumerate(headings):
        if one and one.column:
            kept = first.setdefault((one.column, one.beside), texts[n])
            if kept is not texts[n] and n not in asked_for:
                found.append((kept, texts[n]))
    return tuple(found)


def _likely_name(unread: Mapping[int, str]) -> int | None:
    """Of headings nobody understood, the first that speaks of a programme or its hospital."""
    return next((n for n, text in unread.items() if _NAMES_A_PLACE.search(plain(text))), None)


def _by_content(grid: Grid) -> Columns | None:
    """Columns of a table without headings: names beside states or specialties."""
    rows = [row for _, row in grid.rows[:ENOUGH_ROWS]]
    width = max(map(len, rows), default=0)
    columns = [[str(row[n]) for row in rows if n < len(row) and row[n] != ""] for n in range(width)]
    places: dict[str, int] = {}
    for n, cells in enumerate(columns):
        if _mostly(state_code(cell) is not None for cell in cells):
            places.setdefault("state", n)
        elif _mostly(specialty_named(cell) is not None for cell in cells):
            places.setdefault("specialty", n)
        elif _mostly(any(map(str.isalpha, cell)) for cell in cells):
            places.setdefault("name", n)
    return Columns(-1, places) if "name" in places and len(places) > 1 else None


def _mostly(claims: Iterable[bool]) -> bool:
    held = list(claims)
    return bool(held) and sum(held) >= MOSTLY * len(held)
