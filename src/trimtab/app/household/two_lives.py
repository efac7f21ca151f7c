"""A week of two people side by side: who is away when, and when both are home and awake."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from trimtab.app.household.homes import Homes
from trimtab.app.people.shared_hours import USUALLY_UP
from trimtab.domain.awake import waking_intervals
from trimtab.domain.care import ME
from trimtab.domain.commitments import Commitment, DayNote, RosterReading
from trimtab.domain.people import OtherPerson, Profile
from trimtab.domain.plans import Block, Plan
from trimtab.domain.practices import Practice, Protect
from trimtab.domain.time import ClockSpan, Horizon, Interval, real_minutes
from trimtab.household.presence import Away, presence
from trimtab.household.spans import common, without

LEAST_SHARED = 30
"""Shorter stretches together are not told (our choice)."""

DINNER = ClockSpan(17 * 60 + 30, 21 * 60)
DINNER_DOSES = (60, 30)


@dataclass(frozen=True, slots=True)
class LifeSpan:
    """A stretch of one of them on the person's clock: duty, a home call, what it is called.

    One that `is_open` is a day that a roster names without hours.
    """

    start: datetime
    end: datetime
    name: str = ""
    is_tentative: bool = False
    is_call: bool = False
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class DayOfTwo:
    """One day of two: what takes each of them, and when both are home and awake.

    It `is_known` where their roster tells of it, and `is_mine_known` where the person's own does.
    """

    day: date
    mine: tuple[LifeSpan, ...]
    theirs: tuple[LifeSpan, ...]
    shared: tuple[LifeSpan, ...]
    is_known: bool
    is_mine_known: bool = True

    @property
    def has_dinner(self) -> bool:
        """Whether both can sit down to dinner."""
        return any(_dinner_minutes(one, self.day) >= DINNER_DOSES[-1] for one in self.shared)

    @property
    def has_call_at_dinner(self) -> bool:
        """Whether a home call of one of them may end the dinner."""
        calls = (one for one in (*self.mine, *self.theirs) if one.is_call)
        return any(_dinner_minutes(one, self.day) > 0 for one in calls)


@dataclass(frozen=True, slots=True)
class WeekOfTwo:
    """Seven days of two, what is kept with the other one, and where their roster begins."""

    person: OtherPerson
    days: tuple[DayOfTwo, ...]
    kept: tuple[Practice | Protect, ...]
    planned: tuple[LifeSpan, ...]
    begins: date | None = None

    @property
    def shared_minutes(self) -> int:
        """Minutes of the week in which both are home and awake."""
        spans = [one for day in self.days for one in day.shared]
        return sum(real_minutes(one.start, one.end) for one in spans)


def beside(profile: Profile) -> tuple[OtherPerson, ...]:
    """Those whose roster is given and who live by the same clock, a partner first."""
    near = [
        one
        for one in profile.people
        if one.calendar and not one.is_off and one.time_zone == profile.person.time_zone
    ]
    return tuple(sorted(near, key=lambda one: one.kind != "partner"))


def week_of_two(homes: Homes, person: OtherPerson, monday: date, plan: Plan | None) -> WeekOfTwo:
    """A week of the person beside that of somebody whose roster is known."""
    known = homes.known_of(person)
    shared = _shared(homes, person, plan)
    read = homes.others.get(person.name, RosterReading())
    horizon = homes.horizon
    days = []
    for number in range(7):
        day = monday + timedelta(days=number)
        at = (day - horizon.first_day).days
        whole = Interval(horizon.day_start(at), horizon.day_start(at + 1))
        days.append(
            DayOfTwo(
                day=day,
                mine=tuple(_taken(homes.reading.commitments, whole, horizon)),
                theirs=(
                    *_taken(read.commitments, whole, horizon),
                    *_open(homes.open_notes(person.name), day, whole, horizon),
                ),
                shared=tuple(_spans(shared, whole, horizon)),
                is_known=known.contains(whole),
                is_mine_known=homes.own_known.contains(whole),
            )
        )
    kept: list[Practice | Protect] = [*homes.profile.practices, *homes.profile.protects]
    return WeekOfTwo(
        person,
        tuple(days),
        tuple(one for one in kept if one.with_person == person.name),
        tuple(_planned(homes.profile, person, plan, monday)),
        homes.begins(person),
    )


def _shared(homes: Homes, person: OtherPerson, plan: Plan | None) -> list[Interval]:
    """When both are home and awake, by rosters, usual hours, and the sleep and ways of a plan."""
    horizon = homes.horizon
    usual = [horizon.span_on(day, USUALLY_UP) for day in range(horizon.days)]
    away = [one for one in homes.away_of(ME, with_family=True) if not one.is_tentative]
    away += map(Away, homes.out_in(plan))
    up = without(usual, homes.asleep_in(plan))
    own = presence(ME, homes.own_known, away, horizon, up)
    there = waking_intervals(person, horizon)
    theirs = presence(
        person.name, homes.known_of(person), homes.away_of(person.name), horizon, there
    )
    found = common(own.home, theirs.home)
    return [one for one in found if one.minutes >= LEAST_SHARED]


def _taken(
    commitments: Iterable[Commitment], whole: Interval, horizon: Horizon
) -> Iterator[LifeSpan]:
    for one in sorted(commitments, key=lambda one: one.start):
        span = Interval(horizon.minute_of(one.start), horizon.minute_of(one.end))
        for piece in common([span], [whole]):
            yield LifeSpan(
                horizon.instant_of(piece.start),
                horizon.instant_of(piece.end),
                one.name,
                one.is_tentative,
                one.kind == "home_call",
            )


def _open(
    notes: Iterable[DayNote], day: date, whole: Interval, horizon: Horizon
) -> Iterator[LifeSpan]:
    start, end = horizon.instant_of(whole.start), horizon.instant_of(whole.end)
    for one in notes:
        if one.first <= day <= one.last:
            yield LifeSpan(start, end, one.name, is_open=True)


def _spans(found: Iterable[Interval], whole: Interval, horizon: Horizon) -> Iterator[LifeSpan]:
    for piece in common(found, [whole]):
        if piece.minutes >= LEAST_SHARED:
            yield LifeSpan(horizon.instant_of(piece.start), horizon.instant_of(piece.end))


def _planned(
    profile: Profile, person: OtherPerson, plan: Plan | None, monday: date
) -> Iterator[LifeSpan]:
    names = {one.name for one in profile.practices if one.with_person == person.name}
    names |= {one.name for one in profile.protects if one.with_person == person.name}
    for block in plan.blocks if plan else ():
        in_week = monday <= block.start.date() < monday + timedelta(days=7)
        if block.name in names and in_week and _is_with(block):
            yield LifeSpan(block.start, block.end, block.name)


def _is_with(block: Block) -> bool:
    return block.kind in {"people", "practice", "protect"}


def _dinner_minutes(one: LifeSpan, day: date) -> int:
    """Minutes of a shared stretch in which a dinner is had."""
    zone = one.start.tzinfo
    begin = datetime(day.year, day.month, day.day, DINNER.start // 60, 30, tzinfo=zone)
    end = datetime(day.year, day.month, day.day, DINNER.end // 60, tzinfo=zone)
    return round((min(one.end, end) - max(one.start, begin)).total_seconds() / 60)
