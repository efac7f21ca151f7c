"""What each slot of the line is on a person's clock."""

from __future__ import annotations

import numpy as np

from trimtab.domain.time import SLOT_MINUTES, Horizon
from trimtab.planner.arrays import Ints


def clock_and_day(horizon: Horizon, line_minutes: int) -> tuple[Ints, Ints]:
    """Wall-clock minutes after midnight and local day number at each slot of a line.

    >>> from datetime import date
    >>> clock, day = clock_and_day(Horizon(date(2026, 3, 29), 1, "Europe/Paris"), 1440)
    >>> clock[2 * 12].item(), clock[23 * 12].item(), day[23 * 12].item()
    (180, 0, 1)
    """
    slots = line_minutes // SLOT_MINUTES + 1
    clock = np.zeros(slots, np.int32)
    days = np.zeros(slots, np.int32)
    for day in range(horizon.day_of(line_minutes) + 1):
        start, end = horizon.day_start(day), horizon.day_start(day + 1)
        minutes = np.arange(start, min(end, line_minutes + 1), SLOT_MINUTES)
        where = minutes // SLOT_MINUTES
        days[where] = day
        if end - start == 1440:
            clock[where] = minutes - start
        else:
            clock[where] = [horizon.clock_of(int(minute)) for minute in minutes]
    return clock, days
