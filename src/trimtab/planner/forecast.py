"""The sleeps by which a week's alertness is predicted while it is planned."""

from __future__ import annotations

from dataclasses import dataclass

from trimtab.domain.body import Model
from trimtab.domain.time import Interval


@dataclass(frozen=True, slots=True)
class Forecast:
    """Main sleeps and naps in minutes of the line, apart, some before the horizon; and a model.

    Candidates are valued by what they change in it: a sleep by how awake duties and ways home
    after it are, demanding work by how awake its own hours are.
    """

    sleeps: tuple[Interval, ...]
    naps: tuple[Interval, ...] = ()
    model: Model = "three_process"

    @property
    def all(self) -> tuple[Interval, ...]:
        """Sleeps and naps in order."""
        return tuple(sorted([*self.sleeps, *self.naps]))

    def without_sleeps(self, hours: Interval) -> tuple[Interval, ...]:
        """All but the main sleeps that begin within some hours."""
        return tuple(sorted([*_beyond(self.sleeps, hours), *self.naps]))

    def without_naps(self, hours: Interval) -> tuple[Interval, ...]:
        """All but the naps that begin within some hours."""
        return tuple(sorted([*self.sleeps, *_beyond(self.naps, hours)]))


def _beyond(sleeps: tuple[Interval, ...], hours: Interval) -> list[Interval]:
    return [one for one in sleeps if not hours.holds(one.start)]
