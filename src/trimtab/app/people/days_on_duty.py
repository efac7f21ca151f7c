"""Days that matter and fall on duty: seen early, with other times on which they can be kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from trimtab.app.closed_hours import closed_to_calls
from trimtab.app.daily.season_days import DayAhead, days_ahead
from trimtab.app.people.call_hours import is_elsewhere
from trimtab.app.people.evenings import PlannedEvenings
from trimtab.app.people.important_days import important_days
from trimtab.app.people.shared_hours import USUALLY_UP, OwnDays, away_of
from trimtab.app.people.their_day import clock_of, own_days, people_of, their_day
from trimtab.domain.awake import both_awake, free_of
from trimtab.domain.commitments import CalendarReading, Commitment
from trimtab.domain.important_days import ImportantDay
from trimtab.domain.people import OtherPerson, Profile
from trimtab.domain.plans import Plan
from trimtab.domain.practices import Practice
from trimtab.domain.time import ClockSpan, Horizon, Interval, intersect_intervals
from trimtab.household.presence import sleep_after_nights

MONTHS_TOLD = 12
EVENING = ClockSpan(17 * 60 + 30, 21 * 60)
"""When a dinner is had (our choice)."""

SHORTEST_DINNER, SHORTEST_CALL = 90, 15
AROUND = timedelta(days=10)
"""How far from a day it is still kept as that day (our choice)."""

CLOCKS_APART = timedelta(days=2)
"""A day that is over here may go on so long elsewhere: clocks differ by up to 26 hours."""

AT_HOME = frozenset({"partner", "child"})
"""Who is met rather than called, where they live by the same clock."""

WORK = frozenset({"duty", "clinic"})
Way = Literal["dinner", "call", "day"]


@dataclass(frozen=True, slots=True)
class Offer:
    """Another way to keep a day: a dinner, a call or a day free of work, and on which date.

    `hours` are those in which a call finds both awake, `day` and `hours` on the person's clock;
    `person` is who is called.
    """

    way: Way
    day: date
    hours: ClockSpan | None = None
    person: str = ""

    @property
    def key(self) -> str:
        """What tells it from the other offers of its day."""
        return f"{self.way} {self.person}".strip()


@dataclass(frozen=True, slots=True)
class DayToKeep:
    """A day that matters: duty that lies on it, ways to keep it all the same, and what is kept.

    It is that day by the clock of `zone`: the person's own, or that of somebody far away. Duty may
    leave its evening free, by the person's own clock.
    """

    of: ImportantDay
    zone: str
    duty: tuple[Commitment, ...] = ()
    offers: tuple[Offer, ...] = ()
    kept: tuple[Practice, ...] = ()
    is_evening_free: bool = False


def days_to_keep(
    profile: Profile, reading: CalendarReading, now: datetime, plan: Plan | None = None
) -> tuple[DayToKeep, ...]:
    """The days of the next twelve months, those on duty with other times to keep them.

    A dinner is offered where `plan` has the evening free, by what its hours are worth there. The
    day of somebody far away is a day by their clock, and told until it is over there too.
    """
    known = _Known.of(profile, reading, now, plan)
    last = known.today + timedelta(days=365)
    days = important_days(profile, known.today - CLOCKS_APART, last)
    return tuple(known.day_to_keep(one) for one in days if not known.is_over(one))


def kept_name(way: Way, day: ImportantDay) -> str:
    """What keeping a day another way is called in the plan."""
    return {"dinner": "Dinner", "call": "Call", "day": "Celebrate"}[way] + f": {day.name}"


@dataclass(frozen=True, slots=True)
class _Known:
    """What the roster tells of the days ahead."""

    own: OwnDays
    days: dict[date, DayAhead]
    today: date
    evenings: PlannedEvenings

    @classmethod
    def of(
        cls, profile: Profile, reading: CalendarReading, now: datetime, plan: Plan | None
    ) -> _Known:
        own = OwnDays.of(profile, reading, now, plan)
        today = own.horizon.first_day
        last = today + timedelta(days=365) + AROUND
        days = {one.day: one for one in days_ahead(profile, reading, today, last)}
        evenings = PlannedEvenings(plan, profile.person.time_zone, EVENING)
        return cls(own, days, today, evenings)

    @property
    def profile(self) -> Profile:
        return self.own.profile

    def is_over(self, day: ImportantDay) -> bool:
        """Whether it is over here, and by the clock of those who keep it."""
        theirs = Horizon(day.day, 1, clock_of(self.profile, day))
        return day.day < self.today and theirs.instant_of(theirs.minutes) <= self.own.now

    def day_to_keep(self, day: ImportantDay) -> DayToKeep:
        zone = clock_of(self.profile, day)
        duty = tuple(self._duty_on(day.day, zone))
        kept = tuple(self._kept(day))
        is_far = zone != self.profile.person.time_zone
        is_free = not is_far and self._is_evening_free(day.day)
        offers = (
            tuple(self._offers(day, is_far=is_far, is_free=is_free)) if duty and not kept else ()
        )
        return DayToKeep(day, zone, duty, offers, kept, is_free)

    def _duty_on(self, day: date, zone: str) -> Iterator[Commitment]:
        """Duty and clinic in the waking hours of a day by the clock of a zone."""
        horizon = own_days(day, zone, self.profile.person.time_zone)
        usual = [horizon.span_on(number, USUALLY_UP) for number in range(horizon.days)]
        waking = intersect_intervals(usual, [their_day(day, zone, horizon)])
        for one in self.own.commitments:
            span = _span(one, horizon)
            if one.kind in WORK and any(span.overlaps(awake) for awake in waking):
                yield one

    def _kept(self, day: ImportantDay) -> Iterator[Practice]:
        """Practices of days about this one that keep it."""
        names = {kept_name(way, day) for way in ("dinner", "call", "day")}
        for one in self.profile.practices:
            near = any(abs(on - day.day) <= AROUND for on in one.on or ())
            if near and one.rhythm is None and one.name in names:
                yield one

    def _offers(self, day: ImportantDay, *, is_far: bool, is_free: bool) -> Iterator[Offer]:
        near = sorted(self._near(day.day), key=lambda one: (abs(one - day.day), one))
        others = [one for one in near if self._has_evening(one)]
        is_that_day = is_free and day.day > self.today
        dinner = day.day if is_that_day else self.evenings.best(others)
        if dinner is not None and not is_far:
            yield Offer("dinner", dinner)
        for person in people_of(self.profile, day):
            is_called = day.kind == "birthday" and person.kind not in AT_HOME
            if is_called or is_elsewhere(self.profile, person):
                yield from self._call(day.day, person)
        free = next((one for one in near if self.days[one].is_free and one != dinner), None)
        if free is not None:
            yield Offer("day", free)

    def _near(self, day: date) -> list[date]:
        """Days about one that are still to come and that the roster knows, itself not."""
        around = (day + timedelta(days=n) for n in range(-AROUND.days, AROUND.days + 1))
        known = (one for one in around if one in self.days and one > self.today and one != day)
        return [one for one in known if _is_told(self.days[one])]

    def _has_evening(self, day: date) -> bool:
        return not self.days[day].is_after_night and self._is_evening_free(day)

    def _is_evening_free(self, day: date) -> bool:
        """Whether duty, its ways, sleep after a night and one to come leave time for a dinner."""
        held = self.days.get(day)
        if held is not None and held.is_night:
            return False
        return any(one.minutes >= SHORTEST_DINNER for one in self._free(day, EVENING))

    def _call(self, day: date, person: OtherPerson) -> Iterator[Offer]:
        """The longest stretch of a day of theirs that finds both awake, free and open to calls."""
        days = own_days(day, person.time_zone, self.profile.person.time_zone)
        found = [
            (own, one)
            for own in map(days.date_of, range(days.days))
            if own in self.days and (_is_told(self.days[own]) or self.days[own].minutes)
            for one in self._call_hours(own, day, person)
        ]
        own, longest = max(found, key=lambda one: one[1].minutes, default=(day, Interval(0, 0)))
        if longest.minutes >= SHORTEST_CALL:
            start, end = map(self._horizon(own).clock_of, (longest.start, longest.end))
            yield Offer("call", own, ClockSpan(start, end or 1440), person.name)

    def _call_hours(self, own: date, day: date, person: OtherPerson) -> Sequence[Interval]:
        """Hours still to come of an own day that are of that day of theirs, and open to both."""
        horizon = self._horizon(own)
        ahead = Interval(max(0, horizon.minute_of(self.own.now)), horizon.minutes)
        theirs = [their_day(day, person.time_zone, horizon)]
        hours = intersect_intervals(self._free(own, USUALLY_UP), theirs)
        hours = free_of(intersect_intervals(hours, [ahead]), closed_to_calls(self.profile, horizon))
        return both_awake(self.own.free_with(person, hours, horizon), person, horizon)

    def _free(self, day: date, hours: ClockSpan) -> Sequence[Interval]:
        horizon = self._horizon(day)
        near = (one for one in self.own.commitments if _is_near(_span(one, horizon)))
        away = list(away_of(self.profile, near, horizon))
        slept = sleep_after_nights(away, horizon, self.profile.person.sleep_minutes)
        busy = [*(one.from_home for one in away), *slept, *self.evenings.taken(day)]
        return free_of([horizon.span_on(0, hours)], busy)

    def _horizon(self, day: date) -> Horizon:
        return Horizon(day, 1, self.profile.person.time_zone)


def _is_told(day: DayAhead) -> bool:
    """Whether it is known what the day holds."""
    return day.is_known or day.is_off


def _is_near(span: Interval) -> bool:
    """Whether it touches the day before, the day or the day after."""
    return span.end > -1440 and span.start < 2 * 1440


def _span(one: Commitment, horizon: Horizon) -> Interval:
    return Interval(horizon.minute_of(one.start), horizon.minute_of(one.end))
