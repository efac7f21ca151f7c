"""The verifier's rules for what a plan keeps free, written from their wording."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from trimtab.domain.plans import FreeKind, KeptFree
from trimtab.domain.time import ClockSpan
from trimtab.planner.check import Check, said
from trimtab.planner.wall_clock import Stretch, stretch_of, to_utc

WORK_OF_OTHERS = frozenset({"duty", "home_call", "lecture", "clinic"})
HALVES = (ClockSpan(6 * 60, 13 * 60), ClockSpan(13 * 60, 20 * 60))
EVENING = ClockSpan(18 * 60, 24 * 60)


def free_time_broken(check: Check) -> Iterator[str]:
    """What is kept free has the hours of its kind and no work in it, and is what was asked for."""
    for kept in check.plan.kept_free:
        name = f"The free {kept.kind} of {kept.start:%a %d %b}"
        stretch = (to_utc(kept.start), to_utc(kept.end))
        if stretch not in _hours_of(check, kept):
            yield f"{name} has other hours than its kind"
        if stretch[0] < check.now:
            yield f"{name} begins before the time to plan"
        for block in check.planned:
            if block.kind in {"task", "study"} and _touch(stretch, block.start, block.end):
                yield f"{said(block)} lies in a time kept free"
        for one in check.request.commitments:
            if one.kind in WORK_OF_OTHERS and _touch(stretch, one.start, one.end):
                yield f"{name} is taken by {one.name}"
    yield from _counts_wrong(check)


def _hours_of(check: Check, kept: KeptFree) -> list[Stretch]:
    day = kept.start.date()
    if kept.kind == "evening":
        return [stretch_of(day, EVENING, check.zone)]
    if kept.kind == "half_day":
        return [stretch_of(day, half, check.zone) for half in HALVES]
    if day.weekday() != 5:
        return []
    saturday = stretch_of(day, ClockSpan(6 * 60, 1440), check.zone)
    sunday = stretch_of(day + timedelta(days=1), ClockSpan(0, 1440), check.zone)
    return [(saturday[0], sunday[1])]


def _touch(stretch: Stretch, start: datetime, end: datetime) -> bool:
    return to_utc(start) < stretch[1] and stretch[0] < to_utc(end)


def _counts_wrong(check: Check) -> Iterator[str]:
    """No week keeps more than was asked for, and what is missing is counted rightly."""
    profile = check.request.profile
    asked: dict[FreeKind, int] = {
        "evening": profile.free_evenings,
        "half_day": profile.study_free_half_days,
        "weekend": int(profile.free_weekends),
    }
    first = check.plan.horizon.first_day
    kept: Counter[tuple[FreeKind, date]] = Counter()
    for one in check.plan.kept_free:
        weeks = (one.start.date() - first).days // 7
        kept[one.kind, first + timedelta(weeks=weeks)] += 1
    for (kind, week), count in kept.items():
        if count > asked[kind]:
            yield f"The week from {week:%d %b} keeps {count} times a free {kind}, more than asked"
    for short in check.plan.not_kept:
        count = kept[short.kind, short.first_day]
        if short.wanted != asked[short.kind] or not short.kept == count < short.wanted:
            yield f"The week from {short.first_day:%d %b} miscounts its free {short.kind}"
