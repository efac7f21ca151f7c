"""The verifier's rules on predicted alertness: recomputed step by step, and unsafe ways home told.

A plan that tells none, one that is only compared, claims nothing. It takes over which sleeps are
assumed before the plan knows any, and works out the rest anew.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from operator import itemgetter

from trimtab.bodyclock.efficiency import efficiency_at, sleep_efficiency
from trimtab.domain.plans import SAFER, Block
from trimtab.planner.alert_defaults import ALERT, DRIVE
from trimtab.planner.alert_series import EVERY_MINUTES
from trimtab.planner.assumed_sleep import assume_forecast
from trimtab.planner.check import Check, said, span_of
from trimtab.planner.defaults import SLEEP
from trimtab.planner.line import Week
from trimtab.planner.verify_phase import FollowedClock
from trimtab.planner.wall_clock import Stretch, joined, to_utc

HALF_HOUR = timedelta(minutes=EVERY_MINUTES)
SLOT = timedelta(minutes=5)
BEFORE = timedelta(days=9)
"""How long before the plan sleep pressure is followed from; what it was then is slept off."""

CLOSE = 0.1
"""Points of the scale within which a figure counts as recomputed.

Efficiency goes by slots, and what was lived may begin and end between them.
"""


def alertness_wrong(check: Check) -> Iterator[str]:
    """Each half-hour has its figure, inside its range and the scale, as the sleeps lead to it."""
    points = check.plan.alertness
    if not points:
        return
    first, last = check.instant(0), check.instant(check.plan.horizon.minutes)
    if [to_utc(point.time) for point in points] != _half_hours(first, last):
        yield "Alertness is not told for each half-hour of the plan"
        return
    sleeps = _sleeps(check)
    pressure, begun = _Pressure(check, sleeps), [start for start, _ in sleeps]
    for point in points:
        if not 1 <= point.low <= point.kss <= point.high <= 9:
            yield f"Alertness at {point.time:%a %H:%M} lies outside its range or the scale"
        instant = to_utc(point.time)
        before = bisect_right(begun, instant) - 1
        if point.is_asleep != (before >= 0 and instant < sleeps[before][1]):
            yield f"{point.time:%a %H:%M} is told wrongly as asleep or awake"
        if abs(point.kss - pressure.kss_at(instant)) > CLOSE:
            yield f"Alertness at {point.time:%a %H:%M} does not follow from the sleeps"


def unsafe_ways_untold(check: Check) -> Iterator[str]:
    """After a day and a night on duty, or where many would fight sleep, the way home says so."""
    for block in check.ahead if check.plan.alertness else ():
        if block.kind != "travel" or block.note == SAFER:
            continue
        duties = _duties_before(check, block)
        hours = sum((end - start for start, end in duties), timedelta())
        if hours >= timedelta(minutes=DRIVE.long_duty_minutes):
            yield f"{said(block)} follows a day and a night on duty, and nobody says so"
        if duties and _highest(check, block) >= DRIVE.kss + CLOSE:
            yield f"{said(block)} is a way home to fight sleep on, and nobody says so"


def _half_hours(first: datetime, last: datetime) -> list[datetime]:
    count = math.ceil((last - first) / HALF_HOUR)
    return [first + number * HALF_HOUR for number in range(count)]


def _duties_before(check: Check, way: Block) -> list[tuple[datetime, datetime]]:
    """The duty or clinic that ends where a way begins, and those that it follows on at once."""
    found: list[tuple[datetime, datetime]] = []
    end = to_utc(way.start)
    kinds = {"duty", "clinic"}
    works = [one for one in check.request.commitments if one.kind in kinds and not one.is_remote]
    for one in sorted(works, key=lambda one: one.end, reverse=True):
        if one.end == end:
            found.append((one.start, one.end))
            end = one.start
    return found


def _highest(check: Check, way: Block) -> float:
    """The top of the range at the half-hour in which a way begins."""
    start, _ = span_of(way)
    before = [point for point in check.plan.alertness if to_utc(point.time) <= start]
    return before[-1].high if before and to_utc(before[-1].time) == start else 0.0


def _sleeps(check: Check) -> list[tuple[datetime, datetime]]:
    """Sleeps of the plan, and those assumed before it knows any."""
    told = sorted(span_of(block) for block in check.plan.blocks if block.kind in {"sleep", "nap"})
    since = min([check.instant(check.plan.known_since), *(start for start, _ in told)])
    assumed = [
        (check.instant(one.start), check.instant(one.end))
        for one in assume_forecast(Week(check.request)).all
    ]
    before = [(start, min(end, since)) for start, end in assumed if start < since]
    return _as_slept(check, joined([*before, *told]))


def _as_slept(check: Check, sleeps: list[Stretch]) -> list[Stretch]:
    """The same with sleeps that are known in place of those of their days; naps tell of no day."""
    now = check.instant(check.request.now)
    spans = [(to_utc(one.start), to_utc(one.end)) for one in check.request.lived.slept]
    known = joined((start, end) for start, end in spans if start < end <= now)
    told = {_day_of(check, end) for start, end in known if end - start >= timedelta(hours=1)}
    left = []
    for start, end in sleeps:
        is_known = _day_of(check, end) in told or any(a < end and start < b for a, b in known)
        begins = max(start, now) if is_known and start < now else start
        left += [(begins, end)] if begins < end else []
    return joined([*known, *left])


def _day_of(check: Check, end: datetime) -> date:
    """The local day that a sleep ends on; one until midnight belongs to the day before."""
    return (end - timedelta(minutes=1)).astimezone(check.zone).date()


class _Pressure:
    """Sleep pressure followed from one change to the next.

    A body does not feel the clocks change: its hours run on from the plan's first midnight.
    """

    def __init__(self, check: Check, sleeps: list[tuple[datetime, datetime]]) -> None:
        self.check, self.clock = check, FollowedClock(check, sleeps)
        self.level, self.at = 7.96, check.instant(0) - BEFORE
        self.changes: list[tuple[datetime, float, bool]] = [(self.at, self.level, False)]
        for start, end in sleeps:
            if end <= self.at:
                continue
            onset = max(end - self._slept(start, end), start)
            self.level = _tired(self.level, _hours(onset - self.at))
            self.changes.append((onset, self.level, True))
            self.level = _rested(self.level, _hours(end - onset))
            self.changes.append((end, self.level, False))
            self.at = end

    def kss_at(self, instant: datetime) -> float:
        """Sleepiness at an instant."""
        last = bisect_right(self.changes, instant, key=itemgetter(0)) - 1
        at, level, is_asleep = self.changes[last]
        hours = _hours(instant - at)
        clock = _hours(instant - self.check.instant(0)) - self.clock.behind(instant)
        waves = 2.5 * math.cos(math.tau / 24 * (clock - 16.8))
        waves += 0.5 * math.cos(math.tau / 12 * (clock - 19.8)) - 0.5
        pressure = _rested(level, hours) if is_asleep else _tired(level, hours)
        inertia = 0.0 if is_asleep else -5.72 * math.exp(-1.51 * hours)
        said = 10.6 - 0.6 * (pressure + waves + inertia)
        felt = min(ALERT.most_felt, max(-ALERT.most_felt, self.check.request.lived.sleepier_by))
        return min(9.0, max(1.0, said + felt))

    def _slept(self, start: datetime, end: datetime) -> timedelta:
        """Time asleep of that in bed, the usual night's whole; all of it before the plan."""
        wake = SLEEP.habitual_wake / 60
        night = float(sleep_efficiency(wake - 8, wake))
        begun = self.check.instant(0)
        slept = max(timedelta(), min(end, begun) - start)
        first = max(start, begun)
        slots = [first + number * SLOT for number in range(math.ceil((end - first) / SLOT))]
        clocks = [self._clock(at) for at in slots]
        shares = efficiency_at(clocks, [self.clock.behind(at) for at in slots]) / night
        pieces = (min(SLOT, end - at) * share for at, share in zip(slots, shares, strict=True))
        return sum(pieces, slept)

    def _clock(self, at: datetime) -> float:
        """The hour that a body reads the day by."""
        if self.clock.moves:
            return _hours(at - self.check.instant(0))
        local = at.astimezone(self.check.zone)
        return local.hour + local.minute / 60


def _hours(span: timedelta) -> float:
    return span.total_seconds() / 3600


def _tired(level: float, hours: float) -> float:
    return 2.4 + (level - 2.4) * math.exp(-0.0353 * hours)


def _rested(level: float, hours: float) -> float:
    rate = math.log(0.3 / 6.34) / 8
    to_brake = max(0.0, (12.2 - level) / (-rate * 2.1))
    if hours <= to_brake:
        return level - rate * 2.1 * hours
    return 14.3 - (14.3 - max(level, 12.2)) * math.exp(rate * (hours - to_brake))
