"""When the last coffee is before each sleep planned, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from trimtab.bodyclock.caffeine import STUDIES, last_caffeine_hours
from trimtab.domain.plans import Block, Plan
from trimtab.reports.wording import WEEKDAYS

CUP = STUDIES[1]
SHORTEST_SLEEP = timedelta(hours=3)
"""Of shorter sleeps and naps nothing is said: a nap may follow a coffee."""


@dataclass(frozen=True, slots=True)
class LastCup:
    """The last moment for a cup of coffee before a sleep."""

    sleep: datetime
    until: datetime


def last_cups(plan: Plan) -> tuple[LastCup, ...]:
    """One for each long sleep ahead, to the quarter hour before it, where the plan reaches it."""
    before = timedelta(hours=last_caffeine_hours(CUP.dose_mg).hours)
    begun = plan.horizon.instant_of(plan.planned_from)
    zone = begun.tzinfo
    found = []
    for block in plan.blocks:
        until = (block.start.astimezone(UTC) - before).astimezone(zone)
        if _is_long(block) and until >= begun:
            found.append(LastCup(block.start, _quarter(until)))
    return tuple(found)


def coffee_text(plan: Plan) -> str:
    """Until when a cup of coffee costs no sleep, with the days; empty when none is ahead."""
    days: dict[str, list[str]] = {}
    for cup in last_cups(plan):
        name = WEEKDAYS[cup.until.weekday()]
        if name not in days.setdefault(f"{cup.until:%H:%M}", []):
            days[f"{cup.until:%H:%M}"].append(name)
    told = ", ".join(f"{' '.join(names)} {clock}" for clock, names in days.items())
    if not told:
        return ""
    return f"Last cup of coffee (about {CUP.dose_mg:g} mg) before it costs sleep: {told}."


def _is_long(block: Block) -> bool:
    length = block.end.astimezone(UTC) - block.start.astimezone(UTC)
    return block.kind == "sleep" and length >= SHORTEST_SLEEP


def _quarter(moment: datetime) -> datetime:
    """The quarter hour at or before a moment."""
    over = timedelta(minutes=moment.minute % 15, seconds=moment.second)
    return moment - over
