"""When in a day somebody is asked how it is: in the evening, before a night, or as they chose."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from trimtab.app.daily.day_now import duties, later
from trimtab.app.daily.ports import Store
from trimtab.app.mind.lived_blocks import lived_blocks
from trimtab.app.mind.own_day import DAY_ENDS, ONE_DAY, OwnDay, own_zone
from trimtab.domain.diary_errors import NoSuchTimeError
from trimtab.domain.plans import Block

ASKED_AT = "check_in_at"
"""Setting: "evening", "never", or a time of day such as "21:30"."""

EVENING, NEVER = "evening", "never"
FREE_EVENING = time(20)
EARLIEST_EVENING = time(17)
"""On a day of duty it is asked from its end on, but not before five (our choices)."""

BEFORE_NIGHT = timedelta(hours=3)
"""Before a night of duty it is asked so long ahead, and not before waking (our choice)."""


def asked_at(store: Store) -> str:
    """When somebody wants to be asked: EVENING, NEVER, or a time of day as HH:MM."""
    kept = store.settings().get(ASKED_AT) or EVENING
    return kept if kept in {EVENING, NEVER} or _clock(kept) else EVENING


def ask_at(store: Store, when: str) -> None:
    """Keep when to ask. Raises NoSuchTimeError where it is no time of day."""
    if when not in {EVENING, NEVER}:
        clock = _clock(when)
        if clock is None:
            raise NoSuchTimeError(when)
        when = f"{clock:%H:%M}"
    store.keep_setting(ASKED_AT, when)


def asked_from(store: Store, day: OwnDay) -> datetime | None:
    """From when on a day is asked about, None where it never is."""
    when = asked_at(store)
    if when == NEVER:
        return None
    clock = _clock(when)
    chosen = _evening(store, day) if clock is None else _at(day, clock)
    return min(max(chosen, day.start), day.end)


def _at(day: OwnDay, clock: time) -> datetime:
    """A time of day within a day; one after midnight is that of its own night."""
    date = day.date + ONE_DAY if clock < DAY_ENDS else day.date
    return datetime.combine(date, clock, day.start.tzinfo)


def _evening(store: Store, day: OwnDay) -> datetime:
    """From the end of a day's duty; before a night, from some hours ahead; else at eight."""
    blocks = lived_blocks(store, day.date, day.date, own_zone(store))
    found = duties(blocks)
    midnight = datetime.combine(day.date + ONE_DAY, time(), day.start.tzinfo)
    nights = [one for one in found if one.end > midnight]
    if nights:
        return later(_first(nights).start, -BEFORE_NIGHT)
    earliest = datetime.combine(day.date, EARLIEST_EVENING, day.start.tzinfo)
    if found:
        return max(earliest, *(one.end for one in found))
    return datetime.combine(day.date, FREE_EVENING, day.start.tzinfo)


def _first(blocks: list[Block]) -> Block:
    return min(blocks, key=lambda one: one.start)


def _clock(written: str) -> time | None:
    try:
        return time.fromisoformat(written).replace(second=0, microsecond=0, tzinfo=None)
    except ValueError:
        return None
