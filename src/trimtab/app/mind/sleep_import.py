"""Nights from a device brought in: each once, however often its file is read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from trimtab.app.daily.ports import Store
from trimtab.app.mind.own_day import own_zone
from trimtab.domain.device_sleep import DeviceNight
from trimtab.domain.diary import Night

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class NightsKept:
    """How many nights were new, known better now, known already, and another device's hours."""

    new: int
    changed: int
    known: int
    others: int
    first: date | None = None
    last: date | None = None


def keep_nights(store: Store, nights: Sequence[DeviceNight], now: datetime) -> NightsKept:
    """Keep nights; those of the same device and hours take the place of what it said before.

    Hours that another device told of before stay as that one told them.
    """
    if not nights:
        return NightsKept(0, 0, 0, 0)
    zone = own_zone(store)
    made = [_night(one, one.end.astimezone(zone).date(), now) for one in nights]
    days = [one.day for one in made]
    first, last = min(days), max(days)
    counts = {"new": 0, "changed": 0, "known": 0, "others": 0}
    with store.at_once():
        standing = _by_day(store.entries(Night, first - ONE_DAY, last + ONE_DAY))
        kept = []
        for night in made:
            around = (standing.get(night.day + number * ONE_DAY, ()) for number in (-1, 0, 1))
            beside = [one for day in around for one in day if _overlap(one, night)]
            verdict = _verdict(night, beside)
            counts[verdict] += 1
            if verdict in {"new", "changed"}:
                for one in beside:
                    store.forget_entry(Night, one.id)
                kept.append(night)
        store.keep_entries(tuple(kept))
    return NightsKept(**counts, first=first, last=last)


def _verdict(night: Night, beside: Sequence[Night]) -> str:
    if not beside:
        return "new"
    if any(one.device != night.device for one in beside):
        return "others"
    is_same = len(beside) == 1 and _told(beside[0]) == _told(night)
    return "known" if is_same else "changed"


def _told(night: Night) -> tuple[datetime, datetime, int | None]:
    return night.start, night.end, night.minutes_asleep


def _by_day(nights: Iterable[Night]) -> dict[date, list[Night]]:
    found: dict[date, list[Night]] = {}
    for night in nights:
        found.setdefault(night.day, []).append(night)
    return found


def _overlap(one: Night, other: Night) -> bool:
    return one.start < other.end and other.start < one.end


def _night(found: DeviceNight, day: date, now: datetime) -> Night:
    return Night(
        id=f"{found.start.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        day=day,
        said_at=now,
        start=found.start,
        end=found.end,
        device=found.device,
        minutes_asleep=found.minutes_asleep,
    )
