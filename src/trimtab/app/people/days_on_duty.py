"""Days that matter and fall on duty: seen early, with other times on which they can be kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from trimtab.app.daily.season_days import DayAhead, days_ahead
from trimtab.app.people.call_hours import closed_to_calls
from trimtab.app.people.evenings import PlannedEvenings
from trimtab.app.people.important_days import important_days
from trimtab.app.people.shared_hours import USUALLY_UP, away_of
from trimtab.domain.awake import both_awake, free_of
from trimtab.domain.commitments import CalendarReading, Commitment
from trimtab.domain.important_days import ImportantDay
from trimtab.domain.people import OtherPerson, Profile
from trimtab.domain.plans import Plan
from trimtab.domain.practices import Practice
from trimtab.domain.time import ClockSpan, Horizon, Interval
from trimtab.household.presence import sleep_after_nights

MONTHS_TOLD = 12
EVENING = ClockSpan(17 * 60 + 30, 21 * 60)
"""When a dinner is had (our choice)."""

SHORTEST_DINNER, SHORTEST_CALL = 90, 15
AROUND = timedelta(days=10)
"""How far from a day it is still kept as that day (our choice)."""

AT_HOME = frozenset({"partner", "child"})
"""Who is met rather than called, where they live by the same clock."""

WORK = frozenset({"duty", "clinic"})
Way = Literal["dinner", "call", "day"]


@dataclass(frozen=True, slots=True)
class Offer:
    """Another way to keep a day: a dinner, a call or a day free of work, and on which date.

    `hours` are those in which a call finds both awake, on the person's clock.
    """

    way: Way
    day: date
    hours: ClockSpan | None = None


@dataclass(frozen=True, slots=True)
class DayToKeep:
    """A day that matters: duty that lies on it, ways to keep it all the same, and what is kept."""

    of: ImportantDay
    duty: tuple[Commitment, ...] = ()
    offers: tuple[Offer, ...] = ()
    kept: tuple[Practice, ...] = ()


def days_to_keep(
    profile: Profile, reading: CalendarReading, today: date, plan: Plan | None = None
) -> tuple[DayToKeep, ...]:
    """The days of the next twelve months, those on duty with other times to keep them.

    A dinner is offered where `plan` has the evening free, by what its hours are worth there.
    """
    known = _Known.of(profile, reading, today, plan)
    days = important_days(profile, today, today + timedelta(days=365))
    return tuple(known.day_to_keep(one) for one in days)


def kept_name(way: Way, day: ImportantDay) -> str:
    """What keeping a day another way is called in the plan."""
    return {"dinner": "Dinner", "call": "Call", "day": "Celebrate"}[way] + f": {day.name}"


@dataclass(frozen=True, slots=True)
class _Known:
    """What the roster tells of the days ahead."""

    profile: Profile
    commitments: tuple[Commitment, ...]
    days: dict[date, DayAhead]
    today: date
    evenings: PlannedEvenings

    @classmethod
    def of(
        cls, profile: Profile, reading: CalendarReading, today: date, plan: Plan | None
    ) -> _Known:
        last = today + timedelta(days=365) + AROUND
        days = {one.day: one for one in days_ahead(profile, reading, today, last)}
        evenings = PlannedEvenings(plan, profile.person.time_zone, EVENING)
        return cls(profile, reading.commitments, days, today, evenings)

    def day_to_keep(self, day: ImportantDay) -> DayToKeep:
        duty = tuple(self._duty_on(day.day))
        kept = tuple(self._kept(day))
        offers = tuple(self._offers(day)) if duty and not kept else ()
        return DayToKeep(day, duty, offers, kept)

    def _duty_on(self, day: date) -> Iterator[Commitment]:
        """Duty and clinic in the waking hours of a day."""
        horizon = self._horizon(day)
        waking = horizon.span_on(0, USUALLY_UP)
        for one in self.commitments:
            if one.kind in WORK and waking.overlaps(_span(one, horizon)):
                yield one

    def _kept(self, day: ImportantDay) -> Iterator[Practice]:
        """Practices of days about this one that keep it."""
        names = {kept_name(way, day) for way in ("dinner", "call", "day")}
        for one in self.profile.practices:
            near = any(abs(on - day.day) <= AROUND for on in one.on or ())
            if near and one.rhythm is None and one.name in names:
                yield one

    def _offers(self, day: ImportantDay) -> Iterator[Offer]:
        person = next((one for one in self.profile.people if one.name == day.person), None)
        is_far = person is not None and person.time_zone != self.profile.person.time_zone
        near = sorted(self._near(day.day), key=lambda one: (abs(one - day.day), one))
        dinner = self.evenings.best([one for one in near if self._has_evening(one)])
        if dinner is not None and not is_far:
            yield Offer("dinner", dinner)
        if person is not None and (is_far or person.kind not in AT_HOME):
            yield from self._call(day.day, person)
        free = next((one for one in near if self.days[one].is_free and one != dinner), None)
        if free is not None:
            yield Offer("day", free)

    def _near(self, day: date) -> list[date]:
        """Days about one that are still to come and that the roster knows, itself not."""
        around = (day + timedelta(days=n) for n in range(-AROUND.days, AROUND.days + 1))
        known = (one for one in around if one in self.days and one > self.today and one != day)
        return [one for one in known if self.days[one].is_known or self.days[one].is_off]

    def _has_evening(self, day: date) -> bool:
        held = self.days[day]
        if held.is_night or held.is_after_night:
            return False
        return any(one.minutes >= SHORTEST_DINNER for one in self._free(day, EVENING))

    def _call(self, day: date, person: OtherPerson) -> Iterator[Offer]:
        """The longest stretch of the day in which both are awake, free and open to calls."""
        horizon = self._horizon(day)
        closed = closed_to_calls(self.profile, horizon)
        found = both_awake(free_of(self._free(day, USUALLY_UP), closed), person, horizon)
        longest = max(found, key=lambda one: one.minutes, default=Interval(0, 0))
        if longest.minutes >= SHORTEST_CALL:
            yield Offer("call", day, ClockSpan(longest.start, min(longest.end, 1440)))

    def _free(self, day: date, hours: ClockSpan) -> Sequence[Interval]:
        horizon = self._horizon(day)
        near = (one for one in self.commitments if _is_near(_span(one, horizon)))
        away = list(away_of(self.profile, near, horizon))
        slept = sleep_after_nights(away, horizon, self.profile.person.sleep_minutes)
        busy = [*(one.from_home for one in away), *slept, *self.evenings.taken(day)]
        return free_of([horizon.span_on(0, hours)], busy)

    def _horizon(self, day: date) -> Horizon:
        return Horizon(day, 1, self.profile.person.time_zone)


def _is_near(span: Interval) -> bool:
    """Whether it touches the day before, the day or the day after."""
    return span.end > -1440 and span.start < 2 * 1440


def _span(one: Commitment, horizon: Horizon) -> Interval:
    return Interval(horizon.minute_of(one.start), horizon.minute_of(one.end))
