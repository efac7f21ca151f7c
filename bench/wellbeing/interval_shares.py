"""How often the intervals of a change told hold the day it came and the points it moved."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from people import MONDAY, People
from rates import FOUND_WITHIN, first_alarms

from trimtab.domain.diary import MEASURES
from trimtab.wellbeing.detection import TELL_AT, watch
from trimtab.wellbeing.findings import Finding

Numbers = NDArray[np.float64]


def coverage_sentence(groups: Sequence[tuple[float, Numbers, People]]) -> str:
    """The shares of true changes, told on time, whose 90 % intervals hold what truly happened."""
    held = [
        _held(people, person, size, int(day))
        for size, paths, people in groups
        for person, day in enumerate(first_alarms(paths, TELL_AT))
        if 0 <= day - people.changed_on[person] < FOUND_WITHIN and day < paths.shape[1]
    ]
    known = np.array([one for one in held if one is not None])
    since, change = known.mean(axis=0)
    return (
        f"Of {len(known)} true changes told, the 90 % interval of since when held the day for "
        f"{since:.0%}, that of the change held its points for {change:.0%}."
    )


def _held(people: People, person: int, size: float, day: int) -> tuple[bool, bool] | None:
    days = people.days_of(person)[: day + 1]
    finding = watch(days, days[-1].day)
    if finding is None or finding.kind != "change":
        return None
    return _holds_day(finding, int(people.changed_on[person])), _holds_points(
        finding, size * people.moved[person]
    )


def _holds_day(finding: Finding, changed: int) -> bool:
    assert finding.since_range is not None
    early, late = ((one - MONDAY).days for one in finding.since_range)
    return early <= changed <= late


def _holds_points(finding: Finding, moved: Numbers) -> bool:
    assert finding.change is not None
    assert finding.measure is not None
    _, low, high = finding.change
    return bool(low <= moved[MEASURES.index(finding.measure)] <= high)
