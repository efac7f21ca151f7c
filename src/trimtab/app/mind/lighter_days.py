"""Which days are lighter ones, by what is kept."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from trimtab.app.daily.horizon_now import zone_in
from trimtab.app.daily.ports import Store
from trimtab.domain.diary import LighterDays

ONE_DAY = timedelta(days=1)


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


def lighter_span(store: Store, now: datetime) -> tuple[date, date] | None:
    """First and last of the lighter days that are not over, as they are planned.

    Days that follow one another are one span; what a clock that ran ahead said is none.
    """
    found = lighter_from(store, today_in(store, now))
    said = [one for one in found if one.said_at <= now + ONE_DAY]
    if not said:
        return None
    first, last = said[0].day, said[0].last
    for one in said[1:]:
        if one.day <= last + ONE_DAY:
            last = max(last, one.last)
    return first, last
