"""What was in a day, counted from its blocks as they were lived."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from trimtab.app.daily.day_now import DUTY_KINDS, duties
from trimtab.domain.plans import Block

ONE_DAY = timedelta(days=1)
MINUTES_PER_DAY = 1440
EVENING = (time(18), time(22))
"""The hours that make a free evening where nothing is asked of them (our choice)."""

ASKED_KINDS = frozenset({"commitment", "travel", "task", "study"})
NIGHT_UNTIL = timedelta(hours=3)
"""Duty that goes on until so long after midnight makes a night of the evening before."""

PRACTICE = "practice:"
"""What the key of a practice begins with; its name follows."""


def minutes_of_duty(blocks: Sequence[Block]) -> int:
    """Minutes on duty that begin on a day, hours held twice counted once."""
    return _covered((one.start, one.end) for one in duties(blocks))


def goes_through_night(blocks: Iterable[Block], midnight: datetime) -> bool:
    """Whether duty goes on well into the night that begins before a midnight."""
    return any(one.start < midnight and one.end >= midnight + NIGHT_UNTIL for one in duties(blocks))


def features_of(
    day: date, blocks: Sequence[Block], practices: Iterable[str], zone: ZoneInfo
) -> dict[str, float | None]:
    """What a day had, by key; `blocks` are those that touch it, `practices` names then in use."""
    begun = [one for one in blocks if one.start.astimezone(zone).date() == day]
    kept = {one.name for one in begun if one.kind == "practice"}
    midnight = datetime.combine(day, time(), zone)
    work = duties(begun)
    is_night = goes_through_night(begun, midnight + ONE_DAY)
    last_end = max((one.end for one in work), default=None)
    return {
        **{f"{PRACTICE}{name}": float(name in kept) for name in practices},
        "people": float(_minutes(begun, {"people"})),
        "focus": float(_minutes(begun, {"study", "task"})),
        "commute": float(_minutes(begun, {"travel"})),
        "meals": float(sum(one.kind == "meal" for one in begun)),
        "wind_down": float(any(one.kind == "wind_down" for one in begun)),
        "free_evening": float(_is_evening_free(day, blocks, zone)),
        "open": float(_open_minutes(midnight, blocks)),
        "duty_end": _since(midnight, last_end) if last_end and not is_night else None,
    }


def _minutes(blocks: Iterable[Block], kinds: set[str]) -> int:
    return _covered((one.start, one.end) for one in blocks if one.kind in kinds)


def _is_evening_free(day: date, blocks: Iterable[Block], zone: ZoneInfo) -> bool:
    start, end = (datetime.combine(day, clock, zone) for clock in EVENING)
    asked = (one for one in blocks if one.kind in ASKED_KINDS and _takes(one))
    return not any(one.start < end and start < one.end for one in asked)


def _takes(block: Block) -> bool:
    """Whether a block asks something of an evening: dinner with friends is a commitment too."""
    return block.kind != "commitment" or block.origin in {*DUTY_KINDS, "lecture", "home_call"}


def _open_minutes(midnight: datetime, blocks: Iterable[Block]) -> int:
    end = midnight + ONE_DAY
    inside = ((max(one.start, midnight), min(one.end, end)) for one in blocks)
    return MINUTES_PER_DAY - _covered(span for span in inside if span[0] < span[1])


def _covered(spans: Iterable[tuple[datetime, datetime]]) -> int:
    """Minutes in any of these spans."""
    seconds, until = 0.0, float("-inf")
    for first, last in sorted((start.timestamp(), end.timestamp()) for start, end in spans):
        seconds += max(0.0, last - max(first, until))
        until = max(until, last)
    return int(seconds // 60)


def _since(midnight: datetime, moment: datetime) -> float:
    return (moment.timestamp() - midnight.timestamp()) / 60
