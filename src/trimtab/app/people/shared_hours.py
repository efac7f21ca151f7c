"""When somebody and the person are both awake and free, in the two weeks ahead."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from trimtab.app.closed_hours import closed_to_calls
from trimtab.app.people.call_hours import is_elsewhere, quiet_by_plan
from trimtab.domain.awake import ClockChange, both_awake, clock_changes, free_of
from trimtab.domain.commitments import CalendarReading, Commitment
from trimtab.domain.people import OtherPerson, Profile
from trimtab.domain.plans import Block, Plan
from trimtab.domain.time import ClockSpan, Horizon, Interval, intersect_intervals
from trimtab.household.presence import Away, sleep_after_nights

DAYS = 14
LEAST_MINUTES = 10
"""Shorter stretches are not told (our choice)."""

USUALLY_UP = ClockSpan(7 * 60, 22 * 60)
"""When the person counts as awake on days that no plan reaches (our choice)."""

TAKEN = frozenset({"sleep", "nap", "wind_down", "commitment", "travel"})
WITH_SOMEBODY = frozenset({"people", "practice", "protect"})


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch on the person's clock, and what stands in it; nothing for shared hours."""

    start: datetime
    end: datetime
    name: str = ""


@dataclass(frozen=True, slots=True)
class SharedDays:
    """Hours shared with somebody in the days ahead, and what is planned with them."""

    person: OtherPerson
    now_there: datetime
    is_awake: bool
    hours: tuple[Stretch, ...]
    planned: tuple[Stretch, ...]
    changes: tuple[ClockChange, ...]
    is_calendar_read: bool = False


@dataclass(frozen=True, slots=True)
class OwnDays:
    """The person's two weeks: what the plan and the calendars hold of them.

    `others` are commitments of the people whose calendars are read, by their names.
    """

    profile: Profile
    now: datetime
    plan: Plan | None = None
    commitments: tuple[Commitment, ...] = ()
    others: Mapping[str, tuple[Commitment, ...]] = field(default_factory=dict)

    @classmethod
    def of(
        cls, profile: Profile, reading: CalendarReading, now: datetime, plan: Plan | None
    ) -> OwnDays:
        """The days from `now` on, with everything the calendars were read to hold."""
        others = {name: theirs.commitments for name, theirs in reading.others}
        return cls(profile, now, plan, reading.commitments, others)

    @property
    def horizon(self) -> Horizon:
        """The days from today on."""
        zone = self.profile.person.time_zone
        return Horizon(self.now.astimezone(ZoneInfo(zone)).date(), DAYS, zone)

    def free(self) -> list[Interval]:
        """When the person is awake, not taken and open to calls, in minutes of the horizon."""
        horizon, plan = self.horizon, self.plan
        ahead = Interval(max(0, horizon.minute_of(self.now)), horizon.minutes)
        planned = _reach(plan, horizon)
        usual = [horizon.span_on(day, USUALLY_UP) for day in range(horizon.days)]
        awake = [*free_of(usual, [planned]), planned] if planned.minutes > 0 else usual
        taken = [_span(one, horizon) for one in plan.blocks if one.kind in TAKEN] if plan else []
        taken += closed_to_calls(self.profile, horizon)
        return free_of(intersect_intervals(awake, [ahead]), [*taken, *self._busy(planned)])

    def free_with(
        self, person: OtherPerson, free: Iterable[Interval], horizon: Horizon
    ) -> list[Interval]:
        """Of hours free those that are not quiet by the plan, and not taken by their calendar.

        Minutes are those of `horizon`.
        """
        theirs = self.others.get(person.name, ())
        taken = [_span(one, horizon) for one in theirs if one.takes_the_person]
        if self.plan:
            taken += quiet_by_plan(self.profile, self.plan, person, horizon)
        return free_of(list(free), taken)

    def _busy(self, planned: Interval) -> Iterator[Interval]:
        """Commitments of days that no plan reaches, the way there and back, sleep after nights."""
        away = list(away_of(self.profile, self.commitments, self.horizon))
        yield from (one.from_home for one in away if not planned.contains(one.from_home))
        slept = sleep_after_nights(away, self.horizon, self.profile.person.sleep_minutes)
        yield from free_of(slept, [planned])


def away_of(
    profile: Profile, commitments: Iterable[Commitment], horizon: Horizon
) -> Iterator[Away]:
    """What takes the person away, in minutes of a horizon, each with its way."""
    for one in commitments:
        if one.takes_the_person:
            yield Away(_span(one, horizon), 0 if one.is_remote else profile.person.commute_minutes)


def shared_days(own: OwnDays) -> tuple[SharedDays, ...]:
    """For each person elsewhere, the hours in which a call would find both awake and free."""
    free = own.free()
    return tuple(
        shared_with(own, person, free)
        for person in own.profile.people
        if not person.is_off and is_elsewhere(own.profile, person)
    )


def shared_with(own: OwnDays, person: OtherPerson, free: Iterable[Interval]) -> SharedDays:
    """The hours shared with one of them, within the hours free."""
    horizon = own.horizon
    there = own.now.astimezone(ZoneInfo(person.time_zone))
    minute = there.hour * 60 + there.minute
    found = both_awake(own.free_with(person, free, horizon), person, horizon)
    changes = [
        change
        for zone in dict.fromkeys([horizon.zone, person.time_zone])
        for change in clock_changes(zone, horizon)
    ]
    return SharedDays(
        person=person,
        now_there=there,
        is_awake=(minute - person.awake.start) % 1440 < person.awake.minutes,
        hours=tuple(_stretches(found, horizon)),
        planned=tuple(_planned(own, person)),
        is_calendar_read=person.name in own.others,
        changes=tuple(sorted(changes, key=lambda one: one.at)),
    )


def _stretches(found: Iterable[Interval], horizon: Horizon) -> Iterator[Stretch]:
    """Shared hours by days of the person's clock."""
    for one in found:
        start = one.start
        while start < one.end:
            end = min(one.end, horizon.day_start(horizon.day_of(start) + 1))
            if end - start >= LEAST_MINUTES:
                yield Stretch(_local(start, horizon), _local(end, horizon))
            start = end


def _planned(own: OwnDays, person: OtherPerson) -> Iterator[Stretch]:
    profile, plan = own.profile, own.plan
    named = {one.name for one in profile.practices if one.with_person == person.name}
    named |= {one.name for one in profile.protects if one.with_person == person.name}
    until = own.now + timedelta(days=DAYS)
    for block in plan.blocks if plan else ():
        if block.name in named and block.kind in WITH_SOMEBODY and own.now < block.end < until:
            yield Stretch(block.start, block.end, block.name)


def _reach(plan: Plan | None, horizon: Horizon) -> Interval:
    """The part of the horizon that a plan tells of."""
    if plan is None:
        return Interval(0, 0)
    start = horizon.minute_of(plan.horizon.instant_of(0))
    end = horizon.minute_of(plan.horizon.instant_of(plan.horizon.minutes))
    return Interval(max(0, start), max(0, min(end, horizon.minutes)))


def _span(block: Block | Commitment, horizon: Horizon) -> Interval:
    return Interval(horizon.minute_of(block.start), horizon.minute_of(block.end))


def _local(minute: int, horizon: Horizon) -> datetime:
    return horizon.to_local(horizon.instant_of(minute))
