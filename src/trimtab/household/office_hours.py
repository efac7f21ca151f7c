"""Where an appointment with the way there and back fits between what takes a person away."""

from __future__ import annotations

from collections.abc import Iterable

from trimtab.domain.time import Interval
from trimtab.household.spans import without

QUARTER = 15
"""Offices give times by the quarter hour (our choice)."""


def appointment_starts(
    office: Interval, taken: Iterable[Interval], minutes: int, way: int
) -> list[int]:
    """Starts by the quarter hour of office hours that leave room for the way there and back.

    >>> appointment_starts(Interval(480, 600), [Interval(0, 500)], 30, 20)
    [525, 540, 555, 570]
    """
    around = Interval(office.start - way, office.end + way)
    free = without([around], taken)
    starts = range(office.start, office.end - minutes + 1, QUARTER)
    return [at for at in starts if any(_holds(one, at - way, at + minutes + way) for one in free)]


def _holds(free: Interval, start: int, end: int) -> bool:
    return free.start <= start and end <= free.end
