"""When a weekly review is offered: at the end of a week, on an evening that is free."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from trimtab.app.daily.plan_keeping import zone_now
from trimtab.app.daily.ports import Store
from trimtab.app.looking_back.reviewing import review_of
from trimtab.app.looking_back.spans import monday_of
from trimtab.app.mind.parts import is_on
from trimtab.domain.plans import Block

WHEN = "review_when"
"""Setting that holds the day of the week and the time chosen, as "6 18:00"; 7 is Monday after."""

DAYS = (4, 5, 6, 7)
"""Friday to Monday, as days after the week's own Monday."""

OFFERED_FOR = timedelta(days=2)
"""How long it is offered; then a week that was not looked back at is nothing (our choice)."""

TAKES = timedelta(minutes=30)
MOST_EARLIER = 3
"""Days by which it comes earlier where the evening chosen is on duty: before a heavy week."""

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class ReviewTime:
    """Days after a week's Monday, and the time of day."""

    day: int = 6
    clock: time = time(18)

    def __str__(self) -> str:
        return f"{self.day} {self.clock:%H:%M}"


def review_time(store: Store) -> ReviewTime:
    """When the person chose to look back; Sunday at 18:00 until they do."""
    return read_time(store.settings().get(WHEN, "")) or ReviewTime()


def read_time(text: str) -> ReviewTime | None:
    """A day and time as the setting holds them, None of anything else.

    >>> str(read_time("5 20:30")), read_time("9 20:30")
    ('5 20:30', None)
    """
    found = re.fullmatch(r"([4-7]) ([01]\d|2[0-3]):([0-5]\d)", text, re.ASCII)
    if found is None:
        return None
    return ReviewTime(int(found[1]), time(int(found[2]), int(found[3])))


def review_moment(store: Store, monday: date) -> datetime:
    """When the review of a week is offered first: as chosen, or the free evening before.

    Who begins a run of nights on Sunday looks back on Saturday.
    """
    zone, chosen = zone_now(store), review_time(store)
    blocks = [b for one in store.last_plans(monday, monday + WEEK) for b in one.blocks]
    duties = [b for b in blocks if b.kind == "commitment" and b.origin != "home_call"]
    first = datetime.combine(monday + timedelta(days=chosen.day), chosen.clock, zone)
    earlier = (first - timedelta(days=days) for days in range(MOST_EARLIER + 1))
    return next((one for one in earlier if not _is_taken(duties, one)), first)


def _is_taken(duties: list[Block], moment: datetime) -> bool:
    return any(one.start < moment + TAKES and moment < one.end for one in duties)


def offered_week(store: Store, now: datetime) -> date | None:
    """The week to look back at now, by its Monday; None where none is due, or it was done."""
    if store.profile() is None or not is_on(store, "review"):
        return None
    monday = monday_of(now.astimezone(zone_now(store)).date())
    for week in (monday, monday - WEEK):
        moment = review_moment(store, week)
        if moment <= now < moment + OFFERED_FOR and store.last_plans(week, week):
            return None if review_of(store, week) else week
    return None


def week_shown(store: Store, now: datetime) -> date:
    """The week a review opens with: this one from its moment on, else the one before.

    Of a first week there is none before.
    """
    monday = monday_of(now.astimezone(zone_now(store)).date())
    before = monday - WEEK
    is_due = now >= review_moment(store, monday)
    return monday if is_due or not store.last_plans(before, before) else before


def may_be_shown(store: Store, monday: date, today: date) -> bool:
    """Whether a week can be looked back at: it has begun, or a review is kept of it.

    Where a clock was set back, a review stands ahead of it.
    """
    return monday <= today or review_of(store, monday) is not None
