"""Other times and smaller sizes of what is asked, for weeks that are planned already."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from trimtab.app.household.care_asked import CareHours
from trimtab.domain.commitments import Commitment
from trimtab.domain.requests import FULL_DAYS, Asked, clock_instant, day_text
from trimtab.domain.time import MINUTES_PER_DAY, Horizon, Interval, clock_text
from trimtab.domain.weighing import Change
from trimtab.planner.outcomes import Outcome
from trimtab.planner.requests import WORK_KINDS, Screen, boundary_kinds, closed_hours, span_of

EARLIEST, LATEST, STEP = 7 * 60, 20 * 60, 30
AROUND = 60
"""Minutes before and after its own hours that count as its own part of the day."""
SHORTEST_HALF = 15
NEIGHBOURS = 120
"""Minutes within which two places are one suggestion where only the hours may move."""


@dataclass(frozen=True, slots=True)
class Variant:
    """A change of the request, and what it makes of each week's occurrences.

    A week has none where its place is over already. Another time moves by `shift` days to `start`.
    """

    change: Change
    said: str
    weeks: tuple[tuple[Commitment, ...], ...]
    shift: int = 0
    start: int = 0


@dataclass(frozen=True, slots=True)
class PlaceTried:
    """Days to move by and a start, and what the screen says it costs."""

    day: int
    start: int
    cost: float
    variant: Variant

    def is_near(self, other: PlaceTried, minutes: int) -> bool:
        """Whether the two lie on one day less than so many minutes apart."""
        return self.day == other.day and abs(self.start - other.start) < minutes


@dataclass(frozen=True)
class Rearranging:
    """A request and the weeks in which other places for it are sought.

    `occurrences` are those of each outcome's week; `cared` the hours of care, `days_off` the days
    off in every week that was looked at, each with its own occurrences.
    """

    asked: Asked
    outcomes: tuple[Outcome, ...]
    occurrences: tuple[tuple[Commitment, ...], ...]
    cared: tuple[tuple[CareHours, tuple[Commitment, ...]], ...] = ()
    days_off: tuple[tuple[frozenset[date], tuple[Commitment, ...]], ...] = ()

    def best_places(self, most: int) -> list[Variant]:
        """The places with the least screened cost, at most so many, none beside another."""
        found: list[PlaceTried] = []
        apart = NEIGHBOURS if self._shifts() == [0] else MINUTES_PER_DAY
        for place in sorted(self._places(), key=lambda place: place.cost):
            if not any(place.is_near(other, apart) for other in found):
                found.append(place)
            if len(found) == most:
                break
        return [place.variant for place in found]

    def half(self) -> Variant | None:
        """The same, half as long."""
        minutes = self._minutes // 2 // 5 * 5
        if minutes < SHORTEST_HALF:
            return None
        length = timedelta(minutes=minutes)
        weeks = tuple(
            tuple(replace(one, end=one.start + length) for one in week) for week in self.occurrences
        )
        start = clock_text(self._start)
        said = f"half as long, {start}–{clock_text(self._start + minutes)}"  # noqa: RUF001
        return Variant("half", said, weeks)

    def remote(self) -> Variant:
        """The same from home."""
        weeks = tuple(
            tuple(replace(one, is_remote=True, location="") for one in week)
            for week in self.occurrences
        )
        return Variant("remote", "the same hours from home", weeks)

    @property
    def repeats_weekly(self) -> bool:
        """Whether it comes in weeks that follow one another."""
        starts = [week[0].start for week in self.occurrences]
        gaps = [later - earlier for earlier, later in pairwise(starts)]
        return bool(gaps) and all(gap < timedelta(days=10) for gap in gaps)

    @property
    def _local(self) -> datetime:
        return self.asked.local(self.asked.first.start)

    @property
    def _start(self) -> int:
        return self._local.hour * 60 + self._local.minute

    @property
    def _minutes(self) -> int:
        return int((self.asked.first.end - self.asked.first.start).total_seconds() // 60)

    def _places(self) -> Iterator[PlaceTried]:
        screens = [Screen.of(outcome) for outcome in self.outcomes]
        closed = [
            closed_hours(outcome.week, boundary_kinds(self.asked.first))
            for outcome in self.outcomes
        ]
        for shift, start in self._grid():
            moved = [
                (screen, hours, self._ahead(screen.outcome, self.moved(week, shift, start)))
                for screen, hours, week in zip(screens, closed, self.occurrences, strict=True)
            ]
            tried = [one for one in moved if one[2]]
            is_free = tried and all(_is_free(*one) for one in tried)
            leaves = self._leaves_somebody(shift, start) or self._takes_days_off(shift, start)
            if is_free and not leaves:
                cost = sum(screen.cost_of(week) for screen, _, week in tried) / len(tried)
                variant = self._place([week for _, _, week in moved], shift, start)
                yield PlaceTried(shift, start, cost, variant)

    def _leaves_somebody(self, shift: int, start: int) -> bool:
        """Whether somebody would be left without anybody there in any of the weeks."""
        return any(
            care.taken_by(one)
            for care, week in self.cared
            for one in self.moved(week, shift, start)
        )

    def _takes_days_off(self, shift: int, start: int) -> bool:
        """Whether more of a week's times would lie on days off; any, where all those asked do."""
        for days, week in self.days_off:
            asked = sum(self.asked.local(one.start).date() in days for one in week)
            moved = self.moved(week, shift, start)
            count = sum(self.asked.local(one.start).date() in days for one in moved)
            if count > (0 if asked == len(week) else asked):
                return True
        return False

    def _ahead(self, outcome: Outcome, week: tuple[Commitment, ...]) -> tuple[Commitment, ...]:
        """All of a week's occurrences, or none where one of them has begun already."""
        now = outcome.week.now
        return week if all(span_of(outcome.week, one).start >= now for one in week) else ()

    def _grid(self) -> Iterator[tuple[int, int]]:
        """Days to move by and starts, all but its own; a shift keeps its hours."""
        for shift in self._shifts():
            for start in self._starts():
                if (shift, start) != (0, self._start):
                    yield shift, start

    def _starts(self) -> list[int]:
        if self.asked.kind == "duty" or self._minutes > LATEST - EARLIEST:
            return [self._start]
        usual = range(EARLIEST, LATEST - self._minutes + 1, STEP)
        own = range(max(0, self._start - AROUND), self._start + AROUND + 1, STEP)
        keeps_usual = self._start >= EARLIEST and self._start + self._minutes <= LATEST
        return sorted({*usual, *(() if keeps_usual else own)})

    def _shifts(self) -> list[int]:
        """Days it may move by within its planned week; work of a weekday keeps to weekdays."""
        if any(len(week) > 1 for week in self.occurrences):
            return [0]
        first = self.outcomes[0].week.horizon.first_day
        numbers = {self._number(week[0], outcome) for week, outcome in self._pairs()}
        if len(numbers) > 1:
            return [0]
        own = numbers.pop()
        days = [
            day for day in range(7) if self._suits(first + timedelta(day), first + timedelta(own))
        ]
        return [day - own for day in days]

    def _pairs(self) -> Iterator[tuple[tuple[Commitment, ...], Outcome]]:
        return zip(self.occurrences, self.outcomes, strict=True)

    def _number(self, one: Commitment, outcome: Outcome) -> int:
        return (self.asked.local(one.start).date() - outcome.week.horizon.first_day).days

    def _suits(self, day: date, own: date) -> bool:
        is_at_work = self.asked.kind in WORK_KINDS - {"duty"}
        return not is_at_work or own.weekday() > 4 or day.weekday() < 5

    def moved(self, week: Sequence[Commitment], shift: int, start: int) -> tuple[Commitment, ...]:
        """A week's occurrences so many days later, from a minute of their days on."""
        zone = ZoneInfo(self.asked.zone)
        length = timedelta(minutes=self._minutes)
        found = []
        for one in week:
            day = self.asked.local(one.start).date() + timedelta(shift)
            clock = datetime.combine(day, datetime.min.time()) + timedelta(minutes=start)
            begins = clock_instant(clock, zone)
            found.append(replace(one, start=begins, end=begins + length))
        return tuple(found)

    def _place(self, moved: Sequence[tuple[Commitment, ...]], shift: int, start: int) -> Variant:
        hours = f"{clock_text(start)}–{clock_text(start + self._minutes)}"  # noqa: RUF001
        tried = [week for week in moved if week]
        first = self.asked.local(tried[0][0].start).date()
        if len(self.asked.occurrences) == 1:
            days = day_text(first)
        elif len(tried[0]) > 1:
            days = "the same days"
        else:
            days = self._days_of(first, shift)
        return Variant("time", f"{days} {hours}", tuple(moved), shift, start)

    def _days_of(self, first: date, shift: int) -> str:
        """Days in place of those asked: "Mondays", or where weeks are left out, of these weeks."""
        starts = self.asked.starts
        name = FULL_DAYS[first.weekday()]
        if all((later.date() - one.date()).days == 7 for one, later in pairwise(starts)):
            return f"{name}s"
        return "the same days" if shift == 0 else f"the {name} of those weeks"


def _is_free(screen: Screen, closed: Sequence[Interval], week: Sequence[Commitment]) -> bool:
    return all(screen.is_free(span_of(screen.outcome.week, one), closed) for one in week)


def within(horizon: Horizon, occurrences: Sequence[Commitment]) -> tuple[Commitment, ...]:
    """Those that begin within a horizon."""
    whole = Interval(0, horizon.minutes)
    return tuple(one for one in occurrences if whole.holds(horizon.minute_of(one.start)))
