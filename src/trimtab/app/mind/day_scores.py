"""What was said of each day beside its duty and sleep, for whoever looks for changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from trimtab.app.daily.day_now import duties, home_calls
from trimtab.app.daily.ports import Store
from trimtab.app.mind.lived_blocks import lived_blocks, planned_days
from trimtab.app.mind.nights import KnownSleep, nights_known
from trimtab.app.mind.own_day import ONE_DAY, own_zone
from trimtab.domain.diary import CheckIn
from trimtab.domain.plans import Block, LastPlan
from trimtab.wellbeing.days import DayScores

NIGHT_UNTIL = timedelta(hours=3)
"""Duty that goes on until so long after midnight makes a night of the evening before."""

CALL_FROM = time(12)
"""A call at home that ends earlier is the rest of the night before (our choice)."""

LONGEST_CALL = timedelta(weeks=1)
"""How long before the first day a call that goes on may have begun (our choice)."""

MOST_DAYS = 400


def day_scores(
    store: Store,
    first: date,
    last: date,
    *,
    most: int = MOST_DAYS,
    before: LastPlan | None = None,
) -> tuple[DayScores, ...]:
    """Every day from `first` to `last`, at most the newest, whether anything was said or not.

    Duty counts on the day on which it began, sleep on the day on which it ended. Of a day that no
    plan covers, nor `before` tells of, nobody knows what duty there was.
    """
    first = max(first, last - min(most - 1, (last - date.min).days) * ONE_DAY)
    zone = own_zone(store)
    said = {one.day: one for one in store.entries(CheckIn, first, last)}
    begun = max(first, date.min + LONGEST_CALL) - LONGEST_CALL
    blocks = lived_blocks(store, begun, last, zone, before=before)
    work, called = _work(blocks, zone), home_calls(blocks)
    nights = nights_known(store, first, last)
    planned = planned_days(store, first, last, before=before)
    days = (first + number * ONE_DAY for number in range((last - first).days + 1))
    return tuple(
        _scores(
            day,
            said.get(day),
            work.get(day, ()) if day in planned else None,
            nights.get(day, ()),
            is_on_call=day in planned and is_on_call(called, day, zone),
        )
        for day in days
    )


def is_on_call(calls: Sequence[Block], day: date, zone: ZoneInfo) -> bool:
    """Whether one of these calls at home is on after a day's noon."""
    noon = datetime.combine(day, CALL_FROM, zone)
    midnight = datetime.combine(day + ONE_DAY, time(), zone)
    return any(one.start < midnight and one.end > noon for one in calls)


def _work(blocks: Sequence[Block], zone: ZoneInfo) -> Mapping[date, Sequence[Block]]:
    """Duties by the day on which they begin."""
    found: dict[date, list[Block]] = defaultdict(list)
    for duty in duties(blocks):
        found[duty.start.astimezone(zone).date()].append(duty)
    return found


def _scores(
    day: date,
    said: CheckIn | None,
    work: Sequence[Block] | None,
    slept: Sequence[KnownSleep],
    *,
    is_on_call: bool,
) -> DayScores:
    return DayScores(
        day=day,
        mood=_score(said.mood if said else None),
        energy=_score(said.energy if said else None),
        stress=_score(said.stress if said else None),
        balance=_score(said.balance if said else None),
        duty_minutes=None if work is None else _minutes(work),
        is_night=any(_goes_through_night(one) for one in work or ()),
        is_on_call=is_on_call,
        asleep_minutes=sum(one.minutes for one in slept) if slept else None,
        is_sleep_told=any(one.source != "plan" for one in slept),
    )


def _score(said: int | None) -> float | None:
    return None if said is None else float(said)


def _minutes(work: Sequence[Block]) -> int:
    """Minutes at work, hours held twice counted once."""
    total, until = 0, None
    for one in work:
        start = one.start if until is None else max(one.start, until)
        if start < one.end:
            total += int((one.end.timestamp() - start.timestamp()) // 60)
        until = one.end if until is None else max(until, one.end)
    return total


def _goes_through_night(duty: Block) -> bool:
    """Whether a duty goes on well into the night that begins on its day.

    That of a day is meant, not the one a duty that begins after midnight is in.
    """
    midnight = datetime.combine(duty.start.date() + ONE_DAY, time(), duty.start.tzinfo)
    return duty.end >= midnight + NIGHT_UNTIL
