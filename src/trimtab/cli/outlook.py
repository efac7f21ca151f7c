"""Which days to plan and from which moment, from what the person typed and the clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from trimtab.domain.time import Horizon

SHORT_REST = 36 * 60  # minutes of a week that are hardly worth a plan
LITTLE_LEFT = "Little of this week is left. For the next one add --from {}."


@dataclass(frozen=True, slots=True)
class Outlook:
    """Days planned from `first_day`, nothing before `now`; `stamp` is when the plan was made.

    `remark` says what a person may not expect.
    """

    first_day: date
    now: datetime
    stamp: datetime
    remark: str = ""


def choose_outlook(
    first_day: date | None, now: datetime | None, *, weeks: int, zone: str, clock: datetime
) -> Outlook:
    """Days and moment to plan from: the week that holds now, unless told otherwise.

    A naive `now` is in `zone`; without one the `clock` counts. A `now` before the days asked is
    moved to their start, and so is one after their end, with a remark.

    >>> clock = datetime.fromisoformat("2026-11-18T05:40Z")
    >>> choose_outlook(None, None, weeks=1, zone="UTC", clock=clock).first_day
    datetime.date(2026, 11, 16)
    """
    stamp = _aware(now or clock, zone)
    day = first_day or _monday_of(stamp.date())
    horizon = Horizon(day, weeks * 7, zone)
    left = horizon.minutes - horizon.minute_of(stamp)
    if left > 0:
        next_week = day + timedelta(days=weeks * 7)
        remark = LITTLE_LEFT.format(next_week) if first_day is None and left < SHORT_REST else ""
        return Outlook(day, max(stamp, horizon.instant_of(0)), stamp, remark)
    remark = f"The days asked for are over, so all of them are planned, from {day.isoformat()}."
    return Outlook(day, horizon.instant_of(0), stamp, remark)


def _aware(moment: datetime, zone: str) -> datetime:
    local = ZoneInfo(zone)
    return moment.replace(tzinfo=local) if moment.tzinfo is None else moment.astimezone(local)


def _monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())
