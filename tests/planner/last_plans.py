"""Last plans written by hand, on the days of `written_weeks`."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from written_weeks import MONDAY

from trimtab.domain.plans import Block, BlockKind, LastPlan
from trimtab.domain.time import WEEKDAYS


def at(when: str) -> datetime:
    """The instant of "mon 18:00"."""
    day, clock = when.split()
    midnight = datetime.combine(MONDAY, datetime.min.time(), UTC)
    return midnight + timedelta(WEEKDAYS.index(day), hours=int(clock[:2]), minutes=int(clock[3:]))


def block(when: str, minutes: int, name: str, kind: BlockKind = "practice", **more) -> Block:
    """A block that starts at "mon 18:00"; practices have a dose unless told otherwise."""
    if kind in {"practice", "people", "protect", "meal"}:
        more.setdefault("dose", "ideal")
    return Block(at(when), at(when) + timedelta(minutes=minutes), name, kind, **more)


def night(when: str, hours: float) -> list[Block]:
    """A night whose sleep starts then, with its wind-down and slow start."""
    sleep = block(when, int(hours * 60), "Sleep", "sleep")
    half = timedelta(minutes=30)
    return [
        Block(sleep.start - half, sleep.start, "Wind down", "wind_down"),
        sleep,
        Block(sleep.end, sleep.end + half, "Slow start", "buffer"),
    ]


def last_plan(*blocks: Block, since: str = "mon 00:00", **more) -> LastPlan:
    """The last plan of the week, known since Monday unless told otherwise."""
    ordered = tuple(sorted(blocks, key=lambda one: one.start))
    return LastPlan("You", MONDAY, 7, ordered, known_from=at(since), **more)
