"""A week as a small picture: seven columns of blocks, midnight to midnight."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from trimtab.domain.plans import Block, Plan

DAYS = 7
COLUMN, GAP, ROW_MINUTES = 40, 4, 10
HEIGHT = 24 * 60 // ROW_MINUTES
LETTERS = "MTWTFSS"


@dataclass(frozen=True, slots=True)
class Patch:
    """One block, or its part within a day, in the units of the picture."""

    kind: str
    x: int
    y: float
    height: float


@dataclass(frozen=True, slots=True)
class MiniWeek:
    """The picture: its patches, its size, and the letters above its columns."""

    patches: tuple[Patch, ...]
    letters: tuple[tuple[int, str], ...]
    width: int = DAYS * (COLUMN + GAP)
    height: int = HEIGHT
    column: int = COLUMN


def mini_week(plan: Plan) -> MiniWeek:
    """The first seven days of a plan."""
    first = plan.horizon.first_day
    zone = ZoneInfo(plan.horizon.zone)
    patches = tuple(patch for block in plan.blocks for patch in _patches(block, first, zone))
    letters = tuple(
        (day * (COLUMN + GAP), LETTERS[(first + timedelta(days=day)).weekday()])
        for day in range(DAYS)
    )
    return MiniWeek(patches, letters)


def _patches(block: Block, first: date, zone: ZoneInfo) -> Iterator[Patch]:
    """A block's parts, one for each day it touches, by the clock on the wall."""
    start = block.start.astimezone(zone).replace(tzinfo=None)
    end = block.end.astimezone(zone).replace(tzinfo=None)
    midnight = datetime.combine(start.date(), time())
    while midnight < end:
        begins, ends = max(start, midnight), min(end, midnight + timedelta(days=1))
        number = (midnight.date() - first).days
        if 0 <= number < DAYS and ends > begins:
            y, height = _rows(begins - midnight), _rows(ends - begins)
            yield Patch(block.kind, number * (COLUMN + GAP), y, height)
        midnight += timedelta(days=1)


def _rows(length: timedelta) -> float:
    return round(length / timedelta(minutes=ROW_MINUTES), 1)
