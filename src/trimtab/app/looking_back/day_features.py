"""Days as they were said and lived: from check-ins, sleeps, and plans with what was marked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from trimtab.app.daily.absence import Absence, absences_of
from trimtab.app.daily.ports import Store
from trimtab.app.looking_back.block_features import (
    ONE_DAY,
    PRACTICE,
    features_of,
    goes_through_night,
    minutes_of_duty,
)
from trimtab.app.mind.lived_blocks import lived_blocks, planned_days
from trimtab.app.mind.nights import KnownSleep, nights_known
from trimtab.app.mind.own_day import own_zone
from trimtab.domain.diary import CheckIn
from trimtab.domain.plans import Block
from trimtab.reflection.day_facts import DayFacts, Feature, scores_of

BED_FROM, BED_UNTIL = 6 * 60, 18 * 60
"""Minutes from noon between which falling asleep counts as that of a night (18:00 to 06:00)."""

AMOUNTS = {
    "sleep": 60.0,
    "asleep_at": 60.0,
    "people": 60.0,
    "focus": 60.0,
    "open": 60.0,
    "commute": 60.0,
    "duty_end": 60.0,
    "meals": 1.0,
}
"""Steps in which amounts are told: an hour, or one meal."""

YES = ("free_evening", "wind_down")


@dataclass(frozen=True, slots=True)
class DaysLived:
    """Days on which something was said, in order, and what any of them had."""

    days: tuple[DayFacts, ...]
    features: tuple[Feature, ...]


def days_lived(store: Store, first: date, last: date) -> DaysLived:
    """Days from `first` to `last`, both inclusive, on which something was said."""
    said = store.entries(CheckIn, first, last)
    if not said:
        return DaysLived((), ())
    known = _Known.of(store, said[0].day, said[-1].day)
    days = tuple(known.facts(one) for one in said)
    return DaysLived(days, known.features())


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of days besides what was said of them.

    `practices` are the first and last day on which each stood in a plan: before and after, that it
    was not kept says nothing.
    """

    zone: ZoneInfo
    by_day: Mapping[date, Sequence[Block]]
    planned: frozenset[date]
    practices: Mapping[str, tuple[date, date]]
    sleeps: Mapping[date, Sequence[KnownSleep]]

    @classmethod
    def of(cls, store: Store, first: date, last: date) -> _Known:
        zone, begun = own_zone(store), first - ONE_DAY
        blocks = lived_blocks(store, begun, last, zone)
        by_day: dict[date, list[Block]] = defaultdict(list)
        for block in blocks:
            for day in _touched(block, zone):
                by_day[day].append(block)
        planned = _planned_days(store, begun, last, zone)
        sleeps = nights_known(store, first, last)
        return cls(zone, by_day, planned, _practices(blocks, zone), sleeps)

    def facts(self, said: CheckIn) -> DayFacts:
        """A day with all that is known of it."""
        day, before = said.day, said.day - ONE_DAY
        midnight = datetime.combine(day, time(), self.zone)
        blocks = self.by_day.get(day, ())
        begun = [one for one in blocks if one.start.astimezone(self.zone).date() == day]
        is_known = day in self.planned
        after = self.by_day.get(before, ()) if before in self.planned else ()
        names = [name for name, (first, last) in self.practices.items() if first <= day <= last]
        lived = features_of(day, blocks, names, self.zone) if is_known else {}
        return DayFacts(
            day=day,
            scores=scores_of(said),
            duty_minutes=minutes_of_duty(begun) if is_known else None,
            is_night=is_known and goes_through_night(begun, midnight + ONE_DAY),
            is_after_night=goes_through_night(after, midnight),
            features={**lived, **self._slept(said)},
        )

    def _slept(self, said: CheckIn) -> dict[str, float | None]:
        """The night that ended on a day, where a device or the person told of it."""
        known = self.sleeps.get(said.day, ())
        if not known or (said.asleep_from is None and all(one.source == "plan" for one in known)):
            return {}
        main = max(known, key=lambda one: one.minutes)
        noon = datetime.combine(said.day - ONE_DAY, time(12), self.zone)
        since_noon = (main.start.timestamp() - noon.timestamp()) / 60
        is_of_night = BED_FROM <= since_noon <= BED_UNTIL
        return {
            "sleep": float(sum(one.minutes for one in known)),
            "asleep_at": since_noon if is_of_night else None,
        }

    def features(self) -> tuple[Feature, ...]:
        """Everything a day may have had, practices last."""
        return (
            *(Feature(key, "amount", step) for key, step in AMOUNTS.items()),
            *(Feature(key, "yes") for key in YES),
            *(Feature(f"{PRACTICE}{name}", "yes") for name in self.practices),
        )


def _practices(blocks: Sequence[Block], zone: ZoneInfo) -> dict[str, tuple[date, date]]:
    found: dict[str, tuple[date, date]] = {}
    for block in blocks:
        if block.kind == "practice":
            day = block.start.astimezone(zone).date()
            found[block.name] = (found.get(block.name, (day, day))[0], day)
    return found


def _planned_days(store: Store, first: date, last: date, zone: ZoneInfo) -> frozenset[date]:
    """Days of which a plan tells how they were lived: none on which nobody was here."""
    absences = absences_of(store)
    return frozenset(
        day for day in planned_days(store, first, last) if not _is_away(absences, day, zone)
    )


def _is_away(absences: Sequence[Absence], day: date, zone: ZoneInfo) -> bool:
    noon = datetime.combine(day, time(12), zone)
    return any(one.holds(noon) for one in absences)


def _touched(block: Block, zone: ZoneInfo) -> list[date]:
    """The days a block has any of its time in."""
    first = block.start.astimezone(zone).date()
    last = (block.end.astimezone(zone) - timedelta(seconds=1)).date()
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]
