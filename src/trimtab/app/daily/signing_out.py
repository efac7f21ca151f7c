"""The end of a day's duty: when sign-out is offered, what it suggests, and what it keeps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from trimtab.app.daily.day_now import Day, day_after, day_at, duties, later
from trimtab.app.daily.ports import Store
from trimtab.domain.kept import SignOut
from trimtab.domain.plans import BigThing, Block, Plan
from trimtab.domain.task_days import DayThree

OFFERED_BEFORE = timedelta(hours=1)
OFFERED_AFTER = timedelta(hours=3)
SAME_DAY = timedelta(hours=8)
"""A duty that begins so soon after another belongs to the same day's work (our choice)."""

MOST_THINGS = 3
MOST_LETTERS = 200


@dataclass(frozen=True, slots=True)
class DutyEnd:
    """The last duty of a day's work, and the day whose work it ends."""

    duty: Block
    day: date


def ending_duty(plan: Plan, now: datetime) -> DutyEnd | None:
    """The duty that a sign-out is of: from an hour before it ends to three after."""
    found = duties(plan.blocks)
    for duty in found:
        if any(duty.end <= one.start < later(duty.end, SAME_DAY) for one in found):
            continue
        if later(duty.end, -OFFERED_BEFORE) <= now <= later(duty.end, OFFERED_AFTER):
            return DutyEnd(duty, plan.horizon.to_local(duty.start).date())
    return None


def offered_duty(plan: Plan, now: datetime) -> DutyEnd | None:
    """The duty whose sign-out a page offers: none any more once the sleep after it has begun."""
    ending = ending_duty(plan, now)
    if ending is None:
        return None
    asleep = (one for one in plan.blocks if one.kind in {"sleep", "nap"})
    return None if any(ending.duty.end <= one.start <= now for one in asleep) else ending


def signing_day(plan: Plan, now: datetime) -> date:
    """The day that a sign-out said now is of."""
    ending = ending_duty(plan, now)
    return ending.day if ending else day_at(plan, now).date


def suggested_three(plan: Plan, day: Day) -> tuple[str, ...]:
    """What the plan names as the three that matter of the day after."""
    return tuple(thing.name for thing in planned_three(plan, day_after(plan, day)))


def planned_three(plan: Plan, day: Day) -> tuple[BigThing, ...]:
    """The plan's three that begin within a day as it is lived."""
    things = [thing for one in plan.big_three for thing in one.things if day.holds(thing.start)]
    return tuple(things[:MOST_THINGS])


def written_three(store: Store, day: date) -> tuple[str, ...]:
    """What was chosen for a day, on it or as the day before was signed out; empty where nothing."""
    chosen = next((one for one in store.entries(DayThree, day, day)), None)
    if chosen is not None:
        return chosen.things
    before = day - timedelta(days=1)
    found = store.sign_outs(before, before)
    return found[0].tomorrow if found else ()


def sign_out_of(store: Store, day: date) -> SignOut | None:
    """How that day was signed out, if it was."""
    return next(iter(store.sign_outs(day, day)), None)


def things_written(lines: Sequence[str]) -> tuple[str, ...]:
    """Up to three things as they were typed, without empty lines."""
    typed = [" ".join(line.split())[:MOST_LETTERS] for line in lines]
    return tuple(line for line in typed if line)[:MOST_THINGS]
