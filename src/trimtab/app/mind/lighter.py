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
from trimtab.domain.kept import KeptPlan

__all__ = ["DAYS", "MOST_DAYS", "begin_lighter", "end_lighter", "lighter_now"]

DAYS = 3
"""How many days are made lighter unless somebody says otherwise."""

MOST_DAYS = 14

EVENING = 18
"""From this hour on today does not count as one of them (our choice)."""


def begin_lighter(
    store: Store,
    planning: Planning,
    now: datetime,
    because: Literal["notice", "reset", "asked"],
    days: int = DAYS,
) -> KeptPlan:
    """Keep that so many days from now on are lighter, and plan them so at once.

    The days are kept even where the plan cannot be made now: the next one goes by them. Raises
    NoProfileError before the first run, and TrimtabError where nothing can be planned.
    """
    local = now.astimezone(ZoneInfo(zone_in(profile_now(store).text)))
    count = min(max(1, days), MOST_DAYS) - (local.hour < EVENING)
    today = local.date()
    made = LighterDays(
        id=today.isoformat(),
        day=today,
        said_at=now,
        last=today + timedelta(days=count),
        because=because,
    )
    store.keep_entry(made)
    return replan_now(store, planning, now)


def forget_lighter(store: Store, now: datetime) -> None:
    """Forget lighter days that are over."""
    with store.at_once():
        for one in lighter_over(store, now):
            store.forget_entry(LighterDays, one.id)


def end_lighter(store: Store, planning: Planning, now: datetime) -> KeptPlan:
    """End lighter days with yesterday, and plan the others as usual at once. Raises as above."""
    today = now.astimezone(ZoneInfo(zone_in(profile_now(store).text))).date()
    with store.at_once():
        for one in lighter_from(store, today):
            if one.day >= today:
                store.forget_entry(LighterDays, one.id)
            else:
                store.keep_entry(replace(one, last=today - timedelta(days=1)))
    return replan_now(store, planning, now)
