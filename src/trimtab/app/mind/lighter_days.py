"""Which days are lighter ones, by what is kept."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from trimtab.app.daily.horizon_now import zone_in
from trimtab.app.daily.ports import Store
from trimtab.domain.diary import LighterDays


def today_in(store: Store, now: datetime) -> date:
    """The day it is on the person's clock; in UTC before there is a profile."""
    profile = store.profile()
    return now.astimezone(ZoneInfo(zone_in(profile.text if profile else ""))).date()


def lighter_from(store: Store, today: date) -> tuple[LighterDays, ...]:
    """Lighter days that are not over, by their first day."""
    return tuple(one for one in store.entries(LighterDays) if one.last >= today)


def lighter_over(store: Store, now: datetime) -> tuple[LighterDays, ...]:
    """Lighter days that are over, by their first day."""
    today = today_in(store, now)
    return tuple(one for one in store.entries(LighterDays) if one.last < today)


def lighter_now(store: Store, now: datetime) -> LighterDays | None:
    """The lighter days that today belongs to, those that last longest; None where there are none.

    Those asked for in an evening are in use from that evening on.
    """
    today = today_in(store, now)
    running = [one for one in lighter_from(store, today) if one.day <= today]
    return max(running, key=lambda one: one.last, default=None)


def lighter_span(store: Store, today: date) -> tuple[date, date] | None:
    """First and last of the lighter days that are not over, as they are planned."""
    running = lighter_from(store, today)
    if not running:
        return None
    return min(one.day for one in running), max(one.last for one in running)
