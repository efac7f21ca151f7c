"""When others in this life are awake and the person is awake and free, in a week as planned."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from trimtab.app.closed_hours import closed_to_calls
from trimtab.app.people.call_hours import is_elsewhere, quiet_by_plan
from trimtab.app.plan_week import gather_week, solve_gathered
from trimtab.app.ports import CalendarReader, Onlooker, PlanOrder
from trimtab.domain.awake import (
    AwakeWeek,
    AwakeWith,
    Fit,
    SharedHours,
    both_awake,
    clock_changes,
    free_of,
)
from trimtab.domain.errors import NoSuchPersonError
from trimtab.domain.people import OtherPerson, Profile
from trimtab.domain.plans import Block, Plan
from trimtab.domain.practices import Practice
from trimtab.domain.time import Interval, intersect_intervals
from trimtab.planner.boundaries import off_hours
from trimtab.planner.life_candidates import kinds_of_practice, practice_hours
from trimtab.planner.line import Week

LEAST_MINUTES = 10
"""Shorter stretches are not told (our choice)."""

ASLEEP = frozenset({"sleep", "nap"})


def find_awake(
    profile: Profile,
    order: PlanOrder,
    name: str | None,
    read_calendar: CalendarReader,
    *,
    onlooker: Onlooker | None = None,
) -> AwakeWeek:
    """Hours shared with the person of that name, or with each, around the sleep of a plan.

    Raises NoSuchPersonError, and UnverifiedPlanError when the plan fails its check.
    """
    people = _named(profile, name)
    gathered = gather_week(profile, order, read_calendar)
    onlooker = onlooker or Onlooker()
    plan = solve_gathered(gathered, order, None, onlooker=onlooker).plan
    days = _Days.of(Week(gathered.request), plan)
    zones = dict.fromkeys([plan.horizon.zone, *(person.time_zone for person in people)])
    changes = [change for zone in zones for change in clock_changes(zone, plan.horizon)]
    return AwakeWeek(
        person=plan.person,
        horizon=plan.horizon,
        people=tuple(AwakeWith(person, tuple(days.shared_with(person))) for person in people),
        changes=tuple(sorted(changes, key=lambda change: change.at)),
        problems=gathered.problems,
    )


def _named(profile: Profile, name: str | None) -> tuple[OtherPerson, ...]:
    wanted = None if name is None else name.strip().lower()
    found = tuple(one for one in profile.people if wanted in {None, one.name.lower()})
    if not found:
        raise NoSuchPersonError(name, [one.name for one in profile.people])
    return found


@dataclass(frozen=True, slots=True)
class _Days:
    """A planned week, and when the person is awake and not taken in it."""

    week: Week
    plan: Plan
    free: tuple[Interval, ...]

    @classmethod
    def of(cls, week: Week, plan: Plan) -> _Days:
        asleep = [_span(plan, block) for block in plan.blocks if block.kind in ASLEEP]
        ahead = [Interval(week.now, plan.horizon.minutes)]
        return cls(week, plan, tuple(free_of(ahead, [*asleep, *week.busy, *week.travel])))

    def shared_with(self, person: OtherPerson) -> Iterator[SharedHours]:
        busy = [*self.week.request.busy_people.get(person.name, ()), *self._closed_to(person)]
        practices = [one for one in self.week.profile.practices if one.with_person == person.name]
        for hours in both_awake(self.free, person, self.plan.horizon, busy):
            if hours.minutes >= LEAST_MINUTES:
                yield SharedHours(
                    start=self.plan.horizon.instant_of(hours.start),
                    end=self.plan.horizon.instant_of(hours.end),
                    fits=tuple(self._fits(practices, hours)),
                    planned=tuple(self._planned(person, hours)),
                )

    def _closed_to(self, person: OtherPerson) -> Iterator[Interval]:
        """Hours in which the person wants no call of somebody who lives by another clock."""
        profile, horizon = self.week.profile, self.plan.horizon
        if is_elsewhere(profile, person):
            yield from closed_to_calls(profile, horizon)
            yield from quiet_by_plan(profile, self.plan, person, horizon)

    def _fits(self, practices: list[Practice], hours: Interval) -> Iterator[Fit]:
        """The largest dose of each practice that the hours can hold."""
        for practice in practices:
            open_hours = intersect_intervals(practice_hours(self.week, practice), [hours])
            closed = off_hours(self.week, kinds_of_practice(practice))
            longest = max((one.minutes for one in free_of(open_hours, closed)), default=0)
            dose = next((minutes for minutes in practice.doses if minutes <= longest), None)
            if dose is not None:
                yield Fit(practice.name, dose)

    def _planned(self, person: OtherPerson, hours: Interval) -> Iterator[str]:
        """What the plan holds with them in these hours."""
        profile = self.week.profile
        named = {one.name for one in profile.practices if one.with_person == person.name}
        named |= {one.name for one in profile.protects if one.with_person == person.name}
        for block in self.plan.blocks:
            is_theirs = block.name in named and block.kind in {"people", "practice", "protect"}
            if is_theirs and hours.overlaps(_span(self.plan, block)):
                yield f"{block.name} {block.start:%H:%M}–{block.end:%H:%M}"  # noqa: RUF001


def _span(plan: Plan, block: Block) -> Interval:
    return Interval(plan.horizon.minute_of(block.start), plan.horizon.minute_of(block.end))
