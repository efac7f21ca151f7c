"""When the last coffee is before each sleep planned, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from trimtab.bodyclock.caffeine import STUDIES, last_caffeine_hours
from trimtab.domain.plans import Block, Plan
from trimtab.reports.wording import WEEKDAYS, date_text, listed_text

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


def coffee_text(plan: Plan, week: date | None = None) -> str:
    """Until when a cup of coffee costs no sleep, with the days; empty when none is ahead.

    In order of time, days in a row at one hour together: of the `week` that begins on that day, or
    else of the next seven sleeps. Days have their dates where a weekday would come twice.
    """
    told: list[tuple[str, list[str]]] = []
    cups = [one for one in last_cups(plan) if week is None or _is_in(one, week)][:MOST_TOLD]
    is_dated = bool(cups) and (cups[-1].until.date() - cups[0].until.date()).days >= len(WEEKDAYS)
    for cup in cups:
        clock = f"{cup.until:%H:%M}"
        if not told or told[-1][0] != clock:
            told.append((clock, []))
        day = cup.until.date()
        told[-1][1].append(date_text(day) if is_dated else WEEKDAYS[day.weekday()])
    if not told:
        return ""
    texts = [f"{listed_text(names)} {clock}" for clock, names in told]
    are_single = all(len(names) == 1 for _, names in told)
    times = listed_text(texts) if are_single else "; ".join(texts)
    return f"Last cup of coffee (about {CUP.dose_mg:g} mg) before it costs sleep: {times}."


def _is_in(cup: LastCup, week: date) -> bool:
    return 0 <= (cup.until.date() - week).days < len(WEEKDAYS)


def _is_long(block: Block) -> bool:
    length = block.end.astimezone(UTC) - block.start.astimezone(UTC)
    return block.kind == "sleep" and length >= SHORTEST_SLEEP


def _quarter(moment: datetime) -> datetime:
    """The quarter hour at or before a moment; never midnight, whose day nobody is sure of."""
    over = timedelta(minutes=moment.minute % 15, seconds=moment.second)
    quarter = moment - over
    is_midnight = (quarter.hour, quarter.minute) == (0, 0)
    return quarter - timedelta(minutes=15) if is_midnight else quarter
