"""The day a person is in: their local date, or that of the night they are still awake from.

After midnight in a night of duty the day is still the one the night began on, until the sleep
after it has ended: somebody who looks at 05:40 wants to see how the night ends, not a new day.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from trimtab.domain.plans import Block, Plan

DUTY_KINDS = frozenset({"duty", "clinic"})
COUNTED_KINDS = DUTY_KINDS | {"lecture", "home_call"}
SLEEP_AFTER = timedelta(hours=8)
"""So soon after a night its sleep begins, or it has none of its own (our choice)."""

LEAST_SLEEP = timedelta(minutes=90)
EARLIER = timedelta(minutes=90)
"""What ended longer ago is folded away: it needs nothing any more (our choice)."""

BED_AFTER = timedelta(hours=4)
"""A sleep that begins so soon after midnight is the night of the day before (our choice)."""

GOES_ON = re.compile(r"goes on until (\d\d):(\d\d)")
"""What a plan notes of a block that it cuts at its last midnight."""

HOME_AFTER = timedelta(hours=1)
"""How long a night without a sleep of its own still counts after it ended: the way home."""


@dataclass(frozen=True, slots=True)
class Day:
    """One day as it is lived: its date, and the aware local instants [start, end) it spans."""

    date: date
    start: datetime
    end: datetime

    def holds(self, moment: datetime) -> bool:
        """Whether an instant lies in it."""
        return self.start <= moment < self.end

    def touches(self, block: Block) -> bool:
        """Whether a block has any of its time in it."""
        return block.start < self.end and self.start < block.end


def day_at(plan: Plan, now: datetime) -> Day:
    """The day that holds a moment."""
    local = plan.horizon.to_local(now)
    for back in (1, 0):
        day = day_of(plan, local.date() - timedelta(days=back))
        if day.holds(now):
            return day
    return day_of(plan, local.date())


def is_past(plan: Plan, now: datetime) -> bool:
    """Whether a plan says nothing of the day that holds a moment, as its own days are over."""
    return day_at(plan, now).date > plan.horizon.date_of(plan.horizon.days - 1)


def with_last_night(plan: Plan) -> Plan:
    """The plan with what goes on past its last midnight shown to its end.

    A plan cuts it there and notes when it ends; who is asleep is not awake at midnight.
    """
    midnight = plan.horizon.instant_of(plan.horizon.minutes)
    return replace(plan, blocks=tuple(_whole(one, midnight) for one in plan.blocks))


def _whole(block: Block, midnight: datetime) -> Block:
    notes = block.note.split("; ")
    found = next(filter(None, map(GOES_ON.fullmatch, notes)), None)
    if found is None or block.end != midnight:
        return block
    until = midnight.replace(hour=int(found[1]), minute=int(found[2]))
    return replace(block, end=until, note="; ".join(one for one in notes if one != found[0]))


def day_of(plan: Plan, day: date) -> Day:
    """A date's day: it begins where the night before ends, and lasts as long as its own night."""
    return Day(day, _end_of(plan, day - timedelta(days=1)), _end_of(plan, day))


def day_after(plan: Plan, day: Day) -> Day:
    """The next day."""
    return day_of(plan, day.date + timedelta(days=1))


def _end_of(plan: Plan, day: date) -> datetime:
    """When a date's day ends: at midnight, or with the sleep after its night."""
    number = (day - plan.horizon.first_day).days
    return day_end(plan.blocks, plan.horizon.instant_of(plan.horizon.day_start(number + 1)))


def day_end(blocks: Sequence[Block], midnight: datetime) -> datetime:
    """When the day before a midnight ends among these blocks: then, or after its night."""
    nights = [one for one in duties(blocks) if one.start < midnight < one.end]
    if not nights:
        return midnight
    return _awake_again(blocks, max(one.end for one in nights))


def _awake_again(blocks: Sequence[Block], off: datetime) -> datetime:
    """When the sleep after a night ends; an hour after the night where it has none."""
    for block in blocks:
        is_sleep = block.kind in {"sleep", "nap"} and _length(block) >= LEAST_SLEEP
        if is_sleep and off <= block.start <= off + SLEEP_AFTER:
            return block.end
    return later(off, HOME_AFTER)


def duties(blocks: Iterable[Block]) -> list[Block]:
    """What a roster gives: duty and clinics, in order."""
    return [one for one in blocks if one.kind == "commitment" and one.origin in DUTY_KINDS]


def home_calls(blocks: Iterable[Block]) -> list[Block]:
    """What a roster gives of call at home, in order."""
    return [one for one in blocks if one.kind == "commitment" and one.origin == "home_call"]


def blocks_of(plan: Plan, day: Day) -> list[Block]:
    """Every block that has any of its time in a day, in order."""
    return [block for block in plan.blocks if day.touches(block)]


def night_ahead(plan: Plan, day: Day) -> list[Block]:
    """The night that begins soon after a day ended, with what winds down to it.

    Who goes to bed at half past twelve looks for that on the evening before. Empty where the day
    ends asleep.
    """
    ends_asleep = any(one.kind == "sleep" and one.start < day.end <= one.end for one in plan.blocks)
    latest = later(day.end, BED_AFTER)
    nights = (b for b in plan.blocks if b.kind == "sleep" and day.end <= b.start < latest)
    sleep = next(nights, None)
    if ends_asleep or sleep is None:
        return []
    resting = (one for one in plan.blocks if one.kind in {"wind_down", "sleep"})
    return [one for one in resting if day.end <= one.start <= sleep.start]


def skipped_of(plan: Plan, day: Day) -> list[Block]:
    """What the person left out of a day."""
    return [block for block in plan.skipped if day.holds(block.start)]


def later(moment: datetime, by: timedelta) -> datetime:
    """So much real time after a local instant, right over clock changes too."""
    return (moment.astimezone(UTC) + by).astimezone(moment.tzinfo)


def minutes_between(first: datetime, last: datetime) -> int:
    """Real minutes from one instant to another, rounded up."""
    seconds = (last.astimezone(UTC) - first.astimezone(UTC)).total_seconds()
    return int(-(-seconds // 60))


def _length(block: Block) -> timedelta:
    return timedelta(minutes=block.minutes)
