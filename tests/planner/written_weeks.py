"""A week's problem as written down, asked in the words of the week: what is worth how much."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from trimtab.domain.commitments import Commitment, CommitmentKind
from trimtab.domain.people import Person, Profile
from trimtab.domain.time import WEEKDAYS, ClockSpan, Horizon
from trimtab.planner.build import build_problem
from trimtab.planner.line import Week, WeekRequest
from trimtab.planner.problem import Problem

MONDAY = date(2026, 11, 2)
HOME = Person(time_zone="UTC", commute_minutes=20)
Place = tuple[str, str, int]


def span(text: str) -> ClockSpan:
    """A clock span from "HH:MM-HH:MM"."""
    start, end = (int(clock[:2]) * 60 + int(clock[3:]) for clock in text.split("-"))
    return ClockSpan(start, end)


def profile(person: Person = HOME, **more) -> Profile:
    """A profile in UTC with one value of average weight unless told otherwise."""
    return Profile(person=person, **{"values": {"body": 1.0}, **more})


def event(
    name: str,
    when: str,
    hours: float,
    kind: CommitmentKind = "duty",
    **more,
) -> Commitment:
    """A commitment that starts at "mon 19:00" UTC and lasts some hours."""
    day, clock = when.split()
    start = datetime.combine(MONDAY, datetime.min.time(), UTC)
    start += timedelta(WEEKDAYS.index(day), hours=int(clock[:2]), minutes=int(clock[3:]))
    return Commitment(f"{name} {when}", name, start, start + timedelta(hours=hours), kind, **more)


@dataclass(frozen=True)
class Written:
    """The problem of a week."""

    week: Week
    problem: Problem

    def minute(self, when: str) -> int:
        """Minute of "mon 07:30"."""
        day, clock = when.split()
        minutes = int(clock[:2]) * 60 + int(clock[3:])
        return self.week.horizon.at_clock(WEEKDAYS.index(day), minutes)

    def when(self, minute: int) -> str:
        """A minute as "mon 07:30"."""
        local = self.week.horizon.instant_of(minute)
        return f"{WEEKDAYS[local.weekday()]} {local:%H:%M}"

    def numbers(self, name: str, minutes: int | None = None) -> list[int]:
        """Candidates whose main part has that name, and perhaps that length."""
        return [
            number
            for number in range(self.problem.size)
            if self.problem.parts_of(number)
            for part in [self._main(number)]
            if part.name == name and minutes in (None, part.end - part.start)
        ]

    def _main(self, number: int):
        parts = self.problem.parts_of(number)
        kind = self.problem.items[int(self.problem.item_of[number])].kind
        return next(part for part in parts if part.kind == kind)

    def find(self, place: Place) -> int:
        """The one candidate of that name alone whose main part starts then and lasts so long."""
        name, when, minutes = place
        (found,) = (
            number
            for number in self.numbers(name, minutes)
            if self.problem.start_minute(number) + self._main(number).start == self.minute(when)
            and not self._riders(number)
        )
        return found

    def _riders(self, number: int):
        return self.problem.shapes[int(self.problem.group_of[number])].also

    def together(self, *places: Place) -> list[int]:
        """Candidates that hold exactly these things, one of them riding on another."""
        wanted = {(name, self.minute(when), minutes) for name, when, minutes in places}
        return [
            number
            for number in range(self.problem.size)
            if len(self._riders(number)) == len(places) - 1 and wanted <= self._pieces(number)
        ]

    def _pieces(self, number: int) -> set[tuple[str, int, int]]:
        start = self.problem.start_minute(number)
        return {
            (part.name, start + part.start, part.end - part.start)
            for part in self.problem.parts_of(number)
        }

    def worth(self, *numbers: int) -> float:
        """What the week is worth with these candidates in it, over an empty one."""
        return self.problem.worth_of(numbers) - self.problem.worth_of([])

    def starts(self, name: str, minutes: int | None = None) -> set[str]:
        """When the main parts of that name may start."""
        return {
            self.when(self.problem.start_minute(number) + self._main(number).start)
            for number in self.numbers(name, minutes)
        }

    def spans(self, name: str, minutes: int | None = None) -> set[tuple[str, str]]:
        """Whole footprints of that name, start and end."""
        return {
            (self.when(self.problem.start_minute(n)), self.when(self.problem.end_minute(n)))
            for n in self.numbers(name, minutes)
        }

    def gain(self, *places: Place) -> float:
        """What the week is worth with these things in it, over an empty one."""
        chosen = [self.find(place) for place in places]
        return self.problem.worth_of(chosen) - self.problem.worth_of([])

    def total(self, budget: str, *places: Place) -> float:
        """Total of the budget of that name with these things in the week."""
        names = [known.name for known in self.problem.budgets]
        totals = self.problem.totals_of([self.find(place) for place in places])
        return totals[names.index(budget)]


def written(
    asked: Profile,
    commitments: Iterable[Commitment] = (),
    *,
    first_day: date = MONDAY,
    days: int = 7,
    now: int = 0,
    **more,
) -> Written:
    """The problem of a week (or so many days) with these commitments."""
    horizon = Horizon(first_day, days, asked.person.time_zone)
    week = Week(WeekRequest(asked, horizon, tuple(commitments), now, **more))
    return Written(week, build_problem(week))
