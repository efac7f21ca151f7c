"""How full days were, and how full those planned will be: what to look ahead with.

Hours awake and sleepy are left out: they are predicted for the newest plan alone, so that days to
come could not be set against any that were lived.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from trimtab.app.daily.day_now import duties
from trimtab.app.daily.ports import Store
from trimtab.app.mind.day_scores import day_scores
from trimtab.app.mind.lived_blocks import lived_blocks
from trimtab.app.mind.own_day import own_zone
from trimtab.domain.plans import Block
from trimtab.wellbeing.days import DayLoad

EVENING = time(18), time(22)
"""An evening with no duty in it is free (our choice)."""

MOST_AHEAD = timedelta(days=28)


def day_loads(store: Store, first: date, today: date) -> tuple[DayLoad, ...]:
    """Days that a plan covers, from the first to the last one, at most four weeks ahead."""
    kept, zone = store.plan(), own_zone(store)
    if kept is None:
        return ()
    horizon = kept.plan.horizon
    last = min(horizon.date_of(horizon.days - 1), today + MOST_AHEAD)
    work = duties(lived_blocks(store, first - timedelta(days=1), last, zone))
    return tuple(
        DayLoad(
            day=one.day,
            duty_hours=one.duty_minutes / 60,
            is_evening_free=not _holds_evening(work, one.day, zone),
            is_short_sleep=one.is_short_sleep,
        )
        for one in day_scores(store, first, last)
        if one.day >= first and one.duty_minutes is not None
    )


def _holds_evening(work: Sequence[Block], day: date, zone: ZoneInfo) -> bool:
    start, end = (datetime.combine(day, clock, zone) for clock in EVENING)
    return any(one.start < end and start < one.end for one in work)
