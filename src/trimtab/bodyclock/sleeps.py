"""When people sleep: many schedules at once, in hours since their series began."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from trimtab.bodyclock.arrays import Floats, Ints


@dataclass(frozen=True, slots=True)
class Sleeps:
    """The sleeps of several schedules, each in order and apart.

    Those of schedule k are `onset[ptr[k]:ptr[k + 1]]` to `wake` likewise, in hours since the
    series began; a first sleep may have begun before it.
    """

    ptr: Ints
    onset: Floats
    wake: Floats

    @classmethod
    def of(cls, schedules: Sequence[Sequence[tuple[float, float]]]) -> Sleeps:
        """Schedules given as (asleep from, awake from), in hours.

        Sleeps that touch count as one. Raises ValueError, naming schedule and sleep, where one
        ends before it starts or begins before the last has ended.
        """
        told = [_merged(number, sleeps) for number, sleeps in enumerate(schedules)]
        sizes = [len(sleeps) for sleeps in told]
        both = np.array([one for sleeps in told for one in sleeps], float).reshape(-1, 2)
        ptr = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int32)
        return cls(ptr, np.ascontiguousarray(both[:, 0]), np.ascontiguousarray(both[:, 1]))

    @property
    def count(self) -> int:
        """How many schedules."""
        return self.ptr.size - 1


def _merged(number: int, sleeps: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    found: list[tuple[float, float]] = []
    for place, (onset, wake) in enumerate(sleeps):
        if not onset < wake:
            raise ValueError(f"Schedule {number}, sleep {place}: it ends before it starts.")
        if found and onset < found[-1][1]:
            raise ValueError(f"Schedule {number}, sleep {place}: it starts before the last ended.")
        if found and onset == found[-1][1]:
            found[-1] = (found[-1][0], wake)
        else:
            found.append((onset, wake))
    return found
