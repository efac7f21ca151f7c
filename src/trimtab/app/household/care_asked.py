"""Hours of care that something asked would take, where only the person can be there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from trimtab.app.household.homes import Homes
from trimtab.app.household.kept_home import kept_home
from trimtab.domain.care import ME, KeptHome
from trimtab.domain.commitments import CalendarReading, Commitment
from trimtab.domain.people import Profile
from trimtab.domain.time import Horizon, Interval, merge_intervals
from trimtab.domain.weighing import CareTaken
from trimtab.household.presence import sleep_after_nights
from trimtab.household.spans import common


@dataclass(frozen=True, slots=True)
class CareHours:
    """A week, the day after it, and the hours of both in which only the person can be there."""

    profile: Profile
    horizon: Horizon
    kept: tuple[KeptHome, ...] = ()

    @classmethod
    def of(cls, homes: Homes, now: datetime) -> CareHours:
        """Those still to come, and of the day after the week too: a night reaches into it."""
        horizon = replace(homes.horizon, days=homes.horizon.days + 1)
        kept = kept_home(Homes(homes.profile, homes.reading, horizon))
        since = horizon.minute_of(now)
        ahead = tuple(
            replace(one, interval=Interval(max(since, one.interval.start), one.interval.end))
            for one in kept
            if one.interval.end > since
        )
        return cls(homes.profile, horizon, ahead)

    def taken_by(self, one: Commitment) -> dict[str, list[Interval]]:
        """What something would take of them, its ways and the sleep after a night included."""
        if not self.kept:
            return {}
        away = Homes(self.profile, CalendarReading((one,)), self.horizon).away_of(ME)
        gone = [each.from_home for each in away]
        asleep = sleep_after_nights(away, self.horizon)
        found: dict[str, list[Interval]] = {}
        for held in self.kept:
            pieces = common([held.interval], gone if held.asleep_ok else [*gone, *asleep])
            if pieces:
                found[held.name] = merge_intervals([*found.get(held.name, ()), *pieces])
        return found


def care_taken(weeks: Iterable[tuple[CareHours, Iterable[Commitment]]]) -> tuple[CareTaken, ...]:
    """What occurrences in their weeks would take: for whom, how often, and when first."""
    found: dict[str, set[tuple[datetime, datetime]]] = {}
    for care, occurrences in weeks:
        at = care.horizon.instant_of
        for one in occurrences:
            for name, pieces in care.taken_by(one).items():
                spans = ((at(piece.start), at(piece.end)) for piece in pieces)
                found.setdefault(name, set()).update(spans)
    return tuple(CareTaken(name, *min(spans), times=len(spans)) for name, spans in found.items())
