"""Which programmes of a couple are near each other, which apart, and which two nobody can have."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from trimtab.domain.applicants import Spot
from trimtab.domain.programmes import Programme
from trimtab.residency.worths.curves import kilometres_between

TWO_POSITIONS = 2

One = TypeVar("One")
Programmes = Sequence[Programme]
Table = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Nearness:
    """Of each two programmes (a, b): known to be near, known to be apart; else not known."""

    is_near: Table
    is_apart: Table


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a programme is, as far as it is known."""

    id: str
    spot: Spot | None
    town: tuple[str, ...] | None
    hospital: tuple[str, ...] | None

    @classmethod
    def of(cls, programme: Programme) -> _Place:
        state, city = programme.text("state"), programme.text("city")
        name = programme.name.casefold()
        return cls(
            programme.id,
            _spot(programme),
            (city.casefold(), state.casefold()) if city and state else None,
            (name, state.casefold()) if state else None,
        )


def find_nearness(first: Programmes, second: Programmes, within_km: float) -> Nearness:
    """How near each two are.

    A programme is near itself, a hospital of one name and state too; others go by distance, and
    where a place is not known by the same city and state. Else it is not known.
    """
    places = [[_Place.of(one) for one in side] for side in (first, second)]
    told = _each(places[0], places[1], lambda one, other: _near(one, other, within_km))
    return Nearness(told == 1, told == -1)


def find_impossible(first: Programmes, second: Programmes) -> Table:
    """Whether two would both need the only position of one programme."""
    return _each(first, second, _needs_two).astype(bool)


def _each(
    first: Sequence[One], second: Sequence[One], tell: Callable[[One, One], int]
) -> NDArray[np.int8]:
    table = [[tell(one, other) for other in second] for one in first]
    return np.array(table, np.int8).reshape(len(first), len(second))


def _near(one: _Place, other: _Place, within_km: float) -> int:
    """1 for near, -1 for apart, 0 where it is not known."""
    if one.id == other.id:
        return 1
    if one.spot is not None and other.spot is not None:
        return 1 if kilometres_between(one.spot, other.spot) <= within_km else -1
    is_town = one.town is not None and one.town == other.town
    is_hospital = one.hospital is not None and one.hospital == other.hospital
    return int(is_town or is_hospital)


def _spot(programme: Programme) -> Spot | None:
    latitude, longitude = programme.number("latitude"), programme.number("longitude")
    return None if latitude is None or longitude is None else Spot(latitude, longitude)


def _needs_two(one: Programme, other: Programme) -> int:
    tracks = {each.text("track") for each in (one, other)} - {None}
    if one.id != other.id or len(tracks) > 1:
        return False
    known = [each.number("positions") for each in (one, other)]
    return any(count is not None and count < TWO_POSITIONS for count in known)
