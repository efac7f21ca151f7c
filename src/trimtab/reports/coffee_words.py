"""When the last coffee is before each sleep planned, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from trimtab.bodyclock.caffeine import STUDIES, last_caffeine_hours
from trimtab.domain.plans import Block, Plan
from trimtab.reports.wording import WEEKDAYS

CUP = STUDIES[1]
MOST_TOLD = 7
SHORTEST_SLEEP = timedelta(hours=3)
"""Of shorter sleeps and naps nothing is said: a nap may follow a coffee."""


@dataclass(frozen=True, slots=True)
class LastCup:
    """The last moment for a cup of coffee before a sleep."""

    sleep: datetime
    until: datetime


def last_cups(plan: Plan) -> tuple[LastCup, ...]:
    """One for each long sleep ahead, to the quarter hour before it, where the plan reaches it.

    None where it would lie before the end of a sleep or nap that comes first.
    """
    before = timedelta(hours=last_caffeine_hours(CUP.dose_mg).hours)
    begun = plan.horizon.instant_of(plan.planned_from)
    zone = begun.tzinfo
    found, woken = [], begun
    for block in (one for one in plan.blocks if one.kind in {"sleep", "nap"}):
        until = (block.start.astimezone(UTC) - before).astimezone(zone)
        goes_on = block.kind == "sleep" and block.end >= plan.horizon.instant_of(
            plan.horizon.minutes
        )
        if (_is_long(block) or goes_on) and until >= woken:
            found.append(LastCup(block.start, _quarter(until)))
        woken = max(woken, block.end)
    return tuple(found)


def coffee_text(plan: Plan) -> str:
    """Until when a cup of coffee costs no sleep, with the days; empty when none is ahead.

    In order of time, days in a row at one hour together; of many weeks the next seven sleeps.
    """
    told: list[tuple[str, list[str]]] = []
    for cup in last_cups(plan)[:MOST_TOLD]:
        clock = f"{cup.until:%H:%M}"
        if not told or told[-1][0] != clock:
            told.append((clock, []))
        told[-1][1].append(WEEKDAYS[cup.until.weekday()])
    if not told:
        return ""
    times = ", ".join(f"{' '.join(names)} {clock}" for clock, names in told)
    return f"Last cup of coffee (about {CUP.dose_mg:g} mg) before it costs sleep: {times}."


def _is_long(block: Block) -> bool:
    length = block.end.astimezone(UTC) - block.start.astimezone(UTC)
    return block.kind == "sleep" and length >= SHORTEST_SLEEP


def _quarter(moment: datetime) -> datetime:
    """The quarter hour at or before a moment; never midnight, whose day nobody is sure of."""
    over = timedelta(minutes=moment.minute % 15, seconds=moment.second)
    quarter = moment - over
    is_midnight = (quarter.hour, quarter.minute) == (0, 0)
    return quarter - timedelta(minutes=15) if is_midnight else quarter
