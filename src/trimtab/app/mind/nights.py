"""The sleeps that are known: as a device wrote them down, else as said, else as planned."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from trimtab.app.daily.ports import Store
from trimtab.app.mind.lived_blocks import lived_blocks
from trimtab.app.mind.own_day import ONE_DAY, own_zone
from trimtab.domain.body import Sleep
from trimtab.domain.diary import CheckIn, Night, SleepSource
from trimtab.domain.plans import Block

SLEEP_KINDS = frozenset({"sleep", "nap"})
LEAST_MAIN = timedelta(hours=3)
"""What is shorter is a nap, and nobody is asked about it (our choice)."""


@dataclass(frozen=True, slots=True)
class KnownSleep:
    """A sleep with who tells of it; `minutes` asleep where a device says so, else its length."""

    start: datetime
    end: datetime
    source: SleepSource
    minutes: int

    @property
    def length(self) -> timedelta:
        """Real time from its start to its end."""
        return self.end.astimezone(UTC) - self.start.astimezone(UTC)


def sleeps_known(store: Store, first: date, last: date) -> tuple[Sleep, ...]:
    """Every sleep that ends on these days, both inclusive, in order and apart, naps too.

    Of days to come they are those planned: name none where only what was slept counts.
    """
    known = nights_known(store, first, last)
    return _apart([one for day in sorted(known) for one in known[day]])


def nights_known(store: Store, first: date, last: date) -> Mapping[date, tuple[KnownSleep, ...]]:
    """The sleeps that ended on each of these days, by day; days without any are left out.

    A day of which a device tells, tells nothing else but what was said beside it. Of a day of
    which something was said, only naps are taken from the plan.
    """
    zone = own_zone(store)
    nights: dict[date, list[KnownSleep]] = defaultdict(list)
    for night in store.entries(Night, first, last):
        nights[night.day].append(_of_device(night, zone))
    said = {one.day: _of_check_in(one, zone) for one in store.entries(CheckIn, first, last)}
    planned = planned_sleeps(store, first, last, zone)
    found = {}
    for day in sorted({*nights, *said, *planned}):
        own = said.get(day)
        sleeps = _of_day(nights.get(day, ()), own, planned.get(day, ()))
        if sleeps:
            found[day] = sleeps
    return found


def night_before(store: Store, day: date, now: datetime) -> KnownSleep | None:
    """The main sleep that ended on a day, for a form: as a device tells or as planned."""
    zone = own_zone(store)
    told = [_of_device(one, zone) for one in store.entries(Night, day, day)]
    known = told or planned_sleeps(store, day, day, zone).get(day, ())
    over = [one for one in known if one.end <= now and one.length >= LEAST_MAIN]
    return max(over, key=lambda one: one.length, default=None)


def planned_sleeps(
    store: Store, first: date, last: date, zone: ZoneInfo
) -> Mapping[date, tuple[KnownSleep, ...]]:
    """The sleeps and naps of the plans as lived, by the day they end on; pieces that touch are one.

    A plan ends at midnight, and the next goes on with the night from there.
    """
    begun = first - ONE_DAY if first > date.min else first
    blocks = [one for one in lived_blocks(store, begun, last, zone) if one.kind in SLEEP_KINDS]
    found: dict[date, list[KnownSleep]] = defaultdict(list)
    for start, end in _joined(blocks):
        day = _day_of_end(end, zone)
        if first <= day <= last:
            found[day].append(_known(start, end, "plan", zone))
    return {day: tuple(sleeps) for day, sleeps in found.items()}


def _joined(blocks: Iterable[Block]) -> list[tuple[datetime, datetime]]:
    joined: list[tuple[datetime, datetime]] = []
    for one in blocks:
        if joined and one.start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], one.end))
        else:
            joined.append((one.start, one.end))
    return joined


def _of_day(
    told: Sequence[KnownSleep], said: KnownSleep | None, planned: Sequence[KnownSleep]
) -> tuple[KnownSleep, ...]:
    chosen = list(told)
    is_own = said is not None and (said.source == "said" or not told)
    if said is not None and is_own and not any(_overlap(one, said) for one in chosen):
        chosen.append(said)
    if not chosen:
        chosen = list(planned)
    elif not told:
        naps = (one for one in planned if one.length < LEAST_MAIN)
        chosen += [one for one in naps if not any(_overlap(one, other) for other in chosen)]
    return tuple(sorted(chosen, key=lambda one: (one.start, one.end)))


def _overlap(one: KnownSleep, other: KnownSleep) -> bool:
    return one.start < other.end and other.start < one.end


def _apart(sleeps: Iterable[KnownSleep]) -> tuple[Sleep, ...]:
    """Sleeps in order; of what would be slept twice the later one is cut, or left out."""
    found: list[Sleep] = []
    for one in sorted(sleeps, key=lambda sleep: (sleep.start, sleep.end)):
        start = max(one.start, found[-1].end) if found else one.start
        if start < one.end:
            found.append(Sleep(start, one.end))
    return tuple(found)


def _of_device(night: Night, zone: ZoneInfo) -> KnownSleep:
    known = _known(night.start, night.end, "device", zone)
    if night.minutes_asleep is None:
        return known
    return KnownSleep(known.start, known.end, "device", night.minutes_asleep)


def _of_check_in(said: CheckIn, zone: ZoneInfo) -> KnownSleep | None:
    if said.asleep_from is None or said.asleep_until is None:
        return None
    return _known(said.asleep_from, said.asleep_until, said.sleep_source or "said", zone)


def _known(start: datetime, end: datetime, source: SleepSource, zone: ZoneInfo) -> KnownSleep:
    minutes = int((end.astimezone(UTC) - start.astimezone(UTC)).total_seconds() // 60)
    return KnownSleep(start.astimezone(zone), end.astimezone(zone), source, minutes)


def _day_of_end(end: datetime, zone: ZoneInfo) -> date:
    """The day a sleep ended on; one that goes on until midnight ends on the day before it."""
    return (end.astimezone(zone) - timedelta(seconds=1)).date()
