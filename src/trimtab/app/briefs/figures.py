"""What the schedule has been and will be, in the person's own figures; unknown stays unknown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from statistics import median
from zoneinfo import ZoneInfo

from trimtab.app.briefs.past_duty import HALF_HOUR, DutyEnd, findings_of, past_ends
from trimtab.app.daily.day_now import duties, home_calls
from trimtab.app.daily.ports import Store
from trimtab.app.mind.day_scores import is_on_call
from trimtab.app.mind.lived_blocks import lived_blocks, planned_days
from trimtab.app.mind.own_day import own_zone
from trimtab.domain.body import Alertness
from trimtab.domain.duty import DutyFinding
from trimtab.domain.plans import Block, LastPlan, Plan

WEEKS_BACK, WEEKS_AHEAD = 8, 4
FEWEST_DAYS = 7
"""Known days below which no figure is told: they would say more of chance than of a schedule."""

LONGEST_REST = timedelta(days=2)
"""Time off longer than this is days off, and no rest between duties (our choice)."""

LEAST_AT_HOME = timedelta(hours=2)
"""Between two duties nearer than this nobody goes home (our choice)."""

EVENING_FROM, EVENING_UNTIL = 18, 22


@dataclass(frozen=True, slots=True)
class WeekFigures:
    """Monday to Sunday: how many days are known, hours of duty, evenings free of it and of call.

    `call_days` are those on which a call at home is on after noon.
    """

    monday: date
    known_days: int
    minutes: int
    free_evenings: int
    is_ahead: bool
    call_days: int = 0

    @property
    def is_whole(self) -> bool:
        """Whether every day of it is known."""
        return self.known_days == 7


@dataclass(frozen=True, slots=True)
class Protected:
    """Protected time and time with people that was planned, and what was said of it."""

    planned_minutes: int = 0
    missed_minutes: int = 0
    said_minutes: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefFigures:
    """Figures for a brief; `weeks` are those of which anything is known, the past first.

    `rests` are minutes between one duty and the next without call at home. All is empty below
    seven known days.
    """

    known_days: int
    weeks: tuple[WeekFigures, ...] = ()
    rests: tuple[int, ...] = ()
    findings: tuple[DutyFinding, ...] = ()
    ends: tuple[DutyEnd, ...] = ()
    protected: Protected = Protected()

    @property
    def shortest_rest(self) -> int | None:
        """The least time off between two duties, None where no two are known."""
        return min(self.rests, default=None)

    @property
    def median_rest(self) -> int | None:
        """The middle of them."""
        return round(median(self.rests)) if self.rests else None


def brief_figures(
    store: Store, now: datetime, *, before: LastPlan | None = None, has_way: bool = True
) -> BriefFigures:
    """Figures of the last eight weeks and the next four, as far as plans tell, and `before`.

    Of ways home nothing is told where the person has none (`has_way`).
    """
    zone = own_zone(store)
    today = now.astimezone(zone).date()
    monday = today - timedelta(today.weekday())
    first, last = monday - WEEKS_BACK * timedelta(7), monday + timedelta(7 * WEEKS_AHEAD - 1)
    known = planned_days(store, first, last, before=before)
    past_days = sum(day < today for day in known)
    if past_days < FEWEST_DAYS:
        return BriefFigures(known_days=past_days)
    blocks = lived_blocks(store, first, last, zone, before=before)
    work, called = duties(blocks), home_calls(blocks)
    kept = store.plan()
    over = [one for one in work if one.end <= now]
    ends = list(past_ends(store, over, (first, today)))
    ends += _ends(kept.plan, work, now) if kept else ()
    return BriefFigures(
        known_days=past_days,
        weeks=tuple(_weeks(work, called, known, zone=zone, today=today)),
        rests=tuple(_rests(work, called, known, zone)),
        findings=findings_of(kept.plan.duty if kept else None, work, zone.key),
        ends=tuple(_by_way(one, work, has_way=has_way) for one in ends),
        protected=_protected(store, blocks, now),
    )


def _weeks(
    work: Sequence[Block],
    called: Sequence[Block],
    known: frozenset[date],
    *,
    zone: ZoneInfo,
    today: date,
) -> Iterator[WeekFigures]:
    for monday in sorted({day - timedelta(day.weekday()) for day in known}):
        days = [monday + timedelta(number) for number in range(7)]
        told = [day for day in days if day in known]
        minutes = sum(one.minutes for one in work if one.start.astimezone(zone).date() in told)
        free = sum(_is_evening_free(day, [*work, *called], zone) for day in told)
        yield WeekFigures(
            monday,
            len(told),
            minutes,
            free,
            is_ahead=days[-1] >= today,
            call_days=sum(is_on_call(called, day, zone) for day in told),
        )


def _is_evening_free(day: date, work: Sequence[Block], zone: ZoneInfo) -> bool:
    """Whether neither duty nor call touches the hours from 18 to 22."""
    begins = datetime.combine(day, time(EVENING_FROM), zone)
    ends = datetime.combine(day, time(EVENING_UNTIL), zone)
    return not any(one.start < ends and one.end > begins for one in work)


def _rests(
    work: Sequence[Block], called: Sequence[Block], known: frozenset[date], zone: ZoneInfo
) -> Iterator[int]:
    """Minutes between duties free of call at home, where every day between them is known."""
    for one, other in pairwise(work):
        rest = other.start - one.end
        first, last = one.end.astimezone(zone).date(), other.start.astimezone(zone).date()
        between = (first + timedelta(number) for number in range((last - first).days + 1))
        is_new_day = one.start.astimezone(zone).date() != other.start.astimezone(zone).date()
        is_rest = is_new_day and timedelta(0) < rest <= LONGEST_REST
        is_free = not any(call.start < other.start and call.end > one.end for call in called)
        if is_rest and is_free and all(day in known for day in between):
            yield int(rest.total_seconds() // 60)


def _ends(plan: Plan, work: Sequence[Block], now: datetime) -> Iterator[DutyEnd]:
    """Ends of duties still to come, with what is predicted then and half an hour later."""
    points = {one.time: one for one in plan.alertness}
    for duty in work:
        if duty.end <= now or not points:
            continue
        at_end, on_way = _nearest(points, duty.end), _nearest(points, duty.end + HALF_HOUR)
        if at_end is not None:
            yield DutyEnd(duty.name, duty.end, at_end, on_way)


def _by_way(one: DutyEnd, work: Sequence[Block], *, has_way: bool) -> DutyEnd:
    """Without a way home where the person goes none, or works on soon after."""
    goes_on = any(one.end <= other.start < one.end + LEAST_AT_HOME for other in work)
    return one if has_way and not goes_on else replace(one, on_way=None)


def _nearest(points: dict[datetime, Alertness], moment: datetime) -> Alertness | None:
    """What is predicted within a quarter of an hour of a moment, awake."""
    nearest = min(points, key=lambda one: abs(one - moment))
    is_near = abs(nearest - moment) <= HALF_HOUR / 2
    return points[nearest] if is_near and not points[nearest].is_asleep else None


def _protected(store: Store, blocks: Sequence[Block], now: datetime) -> Protected:
    """Protected time of the past weeks, by what was said of it."""
    past = [one for one in blocks if one.kind in {"protect", "people"} and one.end <= now]
    if not past:
        return Protected()
    marks = store.marks(past[0].start, past[-1].end)
    missed = {(one.name, one.start) for one in marks if one.verb == "not_today"}
    said = {(one.name, one.start) for one in marks}
    return Protected(
        planned_minutes=sum(one.minutes for one in past),
        missed_minutes=sum(one.minutes for one in past if (one.name, one.start) in missed),
        said_minutes=sum(one.minutes for one in past if (one.name, one.start) in said),
    )
