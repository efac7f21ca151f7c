"""Some days at tiny doses, from now on: begun and ended at once, the plan made again."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from trimtab.app.daily.horizon_now import zone_in
from trimtab.app.daily.plan_keeping import profile_now
from trimtab.app.daily.ports import Planning, Store
from trimtab.app.daily.replanning import replan_now
from trimtab.app.mind.lighter_days import lighter_from, lighter_now, lighter_over
from trimtab.domain.diary import LighterDays
from trimtab.domain.diary_errors import LighterDaysOverError
from trimtab.domain.kept import KeptPlan

__all__ = [
    "DAYS", "MOST_DAYS", "Because", "begin_lighter", "end_lighter", "keep_lighter", "lighter_asked",
    "lighter_now",
]  # fmt: skip

DAYS = 3
"""How many days are made lighter unless somebody says otherwise."""

MOST_DAYS = 14

Because = Literal["notice", "reset", "asked"]

EVENING = 18
"""From this hour on today does not count as one of them (our choice)."""


def begin_lighter(
    store: Store,
    planning: Planning,
    now: datetime,
    because: Because,
    days: int = DAYS,
) -> KeptPlan:
    """Keep that so many days from now on are lighter, and plan them so at once.

    The days are kept even where the plan cannot be made now: the next one goes by them. Raises
    NoProfileError before the first run, and TrimtabError where nothing can be planned.
    """
    return keep_lighter(store, planning, now, lighter_asked(store, now, because, days))


def lighter_asked(
    store: Store, said_at: datetime, because: Because, days: int = DAYS
) -> LighterDays:
    """The days that are meant by who asks at a moment. Raises NoProfileError."""
    local = said_at.astimezone(_zone(store))
    count = min(max(1, days), MOST_DAYS) - (local.hour < EVENING)
    today = local.date()
    return LighterDays(
        id=today.isoformat(),
        day=today,
        said_at=said_at,
        last=today + timedelta(days=count),
        because=because,
    )


def keep_lighter(store: Store, planning: Planning, now: datetime, asked: LighterDays) -> KeptPlan:
    """Keep days as they were asked for, maybe a while ago on a phone, and plan them so at once.

    Raises LighterDaysOverError where none of them is left, and as `begin_lighter` does.
    """
    if asked.last < now.astimezone(_zone(store)).date():
        raise LighterDaysOverError(asked.last)
    store.keep_entry(asked)
    return replan_now(store, planning, now)


def forget_lighter(store: Store, now: datetime) -> None:
    """Forget lighter days that are over."""
    with store.at_once():
        for one in lighter_over(store, now):
            store.forget_entry(LighterDays, one.id)


def _zone(store: Store) -> ZoneInfo:
    return ZoneInfo(zone_in(profile_now(store).text))


def end_lighter(store: Store, planning: Planning, now: datetime) -> KeptPlan:
    """End lighter days with yesterday, and plan the others as usual at once. Raises as above."""
    today = now.astimezone(_zone(store)).date()
    with store.at_once():
        for one in lighter_from(store, today):
            if one.day >= today:
                store.forget_entry(LighterDays, one.id)
            else:
                store.keep_entry(replace(one, last=today - timedelta(days=1)))
    return replan_now(store, planning, now)
