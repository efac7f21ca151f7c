"""What a solved week gives a person, and what another one of the same days gives less of."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from trimtab.domain.plans import Block, BlockKind, Certificate, Plan, Unplaced
from trimtab.domain.time import Interval
from trimtab.domain.weighing import Displaced, ThingLost, ValueLost
from trimtab.planner.assemble import blocks_of, open_minutes, value_minutes
from trimtab.planner.line import Week
from trimtab.planner.problem import Problem
from trimtab.planner.solve import Solution
from trimtab.planner.solved import SolvedWeek
from trimtab.planner.verify import verify_certificate, verify_plan

ASLEEP = frozenset({"sleep", "nap"})
AT_WORK = frozenset({"task", "study"})
EVENING_BEGINS = 6 * 60
"""A night begun until so long after midnight counts to the day before."""
FULL_DAY_MINUTES = 12 * 60
"""A day whose duties, ways and tasks take this long has become over-full (our choice)."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One planned stretch in minutes of the line, whole even where it leaves the horizon."""

    span: Interval
    name: str
    kind: BlockKind
    value: str | None
    is_counted: bool
    is_notes: bool


@dataclass(frozen=True)
class Outcome:
    """A solved week as its pieces."""

    solved: SolvedWeek

    @property
    def week(self) -> Week:
        """The week."""
        return self.solved.week

    @property
    def problem(self) -> Problem:
        """Its problem."""
        return self.solved.problem

    @property
    def solution(self) -> Solution:
        """Its solution."""
        return self.solved.solution

    @cached_property
    def pieces(self) -> tuple[Piece, ...]:
        """Everything planned that begins within the horizon, and the night that ends it."""
        found = []
        for candidate in self.solution.chosen:
            start = self.problem.start_minute(candidate)
            found += [
                Piece(
                    Interval(start + part.start, start + part.end),
                    f"Notes: {part.name}" if part.origin == "notes" else part.name,
                    part.kind,
                    part.value,
                    is_counted=part.dose is not None,
                    is_notes=part.origin == "notes",
                )
                for part in self.problem.parts_of(candidate)
            ]
        limit = self.week.horizon.minutes
        return tuple(one for one in found if one.span.start < limit or one.kind in ASLEEP)

    @cached_property
    def asleep(self) -> list[Interval]:
        """When the person sleeps."""
        return [piece.span for piece in self.pieces if piece.kind in ASLEEP]

    @cached_property
    def nights(self) -> Counter[date]:
        """Minutes of sleep by the day a night begins on."""
        found: Counter[date] = Counter()
        horizon = self.week.horizon
        for span in self.asleep:
            day = horizon.day_of(span.start - EVENING_BEGINS)
            found[horizon.date_of(day)] += span.minutes
        return found

    @cached_property
    def left_open(self) -> int:
        """Minutes left open."""
        return open_minutes(self.week, self._blocks)[0]

    @cached_property
    def _blocks(self) -> tuple[Block, ...]:
        return blocks_of(self.week, self.problem, self.solution.chosen)

    @cached_property
    def minutes_by_thing(self) -> dict[tuple[str, str], tuple[int, int]]:
        """Minutes and times of each (value, name); pauses have the value ""."""
        minutes: Counter[tuple[str, str]] = Counter()
        times: Counter[tuple[str, str]] = Counter()
        for piece in self.pieces:
            if piece.kind not in ASLEEP:
                key = (piece.value or "", piece.name)
                minutes[key] += piece.span.minutes
                times[key] += piece.is_counted
        return {key: (minutes[key], times[key]) for key in minutes}

    def task_minutes(self, name: str) -> int:
        """Minutes placed of a task."""
        return sum(
            piece.span.minutes
            for piece in self.pieces
            if piece.name == name
            and piece.kind in AT_WORK
            and not piece.is_notes
            and not piece.is_counted
        )

    def must_minutes(self) -> Counter[str]:
        """Minutes placed of everything that must be kept, by name."""
        musts = {item.name for item in self.problem.items if item.must and not item.is_routine}
        found = Counter(dict.fromkeys(musts, 0))
        for piece in self.pieces:
            if piece.name in musts:
                found[piece.name] += piece.span.minutes
        return found

    def working_minutes(self) -> list[int]:
        """Minutes of commitments at work, ways and tasks on each day."""
        horizon = self.week.horizon
        spans = [stay.interval for stay in self.week.stays]
        spans += list(self.week.travel)
        spans += [piece.span for piece in self.pieces if piece.kind in AT_WORK]
        days = [
            Interval(horizon.day_start(day), horizon.day_start(day + 1))
            for day in range(horizon.days)
        ]
        return [sum(span.overlap_minutes(day) for span in spans) for day in days]

    @property
    def way_minutes(self) -> int:
        """Minutes under way."""
        return sum(way.minutes for way in self.week.travel)

    def findings(self) -> list[str]:
        """What the independent check finds wrong with this week; nothing may be told of it then."""
        certificate = Certificate(self.solution.value, self.solution.bound, 0.0, 0.0)
        plan = Plan(
            person=self.week.profile.person.name,
            horizon=self.week.horizon,
            blocks=self._blocks,
            unplaced=tuple(self._short_musts()),
            values=value_minutes(self.week, self._blocks),
            certificate=certificate,
            planned_from=self.week.now,
        )
        return verify_plan(plan, self.week.request) + verify_certificate(
            self.problem, self.solution.chosen, certificate
        )

    def _short_musts(self) -> Iterable[Unplaced]:
        """Musts as the check wants them told; it compares minutes for itself."""
        for practice in self.week.profile.practices:
            if practice.must:
                mine = (b for b in self._blocks if b.name == practice.name and b.dose)
                wanted = practice.times_per_week * practice.doses[0]
                yield Unplaced(practice.name, wanted, sum(block.minutes for block in mine), "")


def displaced(before: Outcome, after: Outcome) -> Displaced:
    """What `after` has less of than `before`, two plans of the same days."""
    nights = {day: before.nights[day] - after.nights[day] for day in before.nights | after.nights}
    once = {task.name for task in before.week.profile.tasks}
    things: dict[str, list[ThingLost]] = defaultdict(list)
    for key in before.minutes_by_thing | after.minutes_by_thing:
        minutes, times = before.minutes_by_thing.get(key, (0, 0))
        minutes_left, times_left = after.minutes_by_thing.get(key, (0, 0))
        if (minutes, times) != (minutes_left, times_left):
            lost = (minutes - minutes_left, times - times_left)
            things[key[0]].append(ThingLost(key[1], *lost, is_once=key[1] in once))
    pauses = things.pop("", [])
    return Displaced(
        sleep_minutes=sum(nights.values()),
        nights=tuple((day, nights[day]) for day in sorted(nights) if nights[day]),
        values=tuple(_value_lost(name, things[name]) for name in things),
        pause_minutes=sum(thing.minutes for thing in pauses),
        open_minutes=before.left_open - after.left_open,
    )


def _value_lost(name: str, things: list[ThingLost]) -> ValueLost:
    ordered = sorted(things, key=lambda thing: (-thing.minutes, thing.name))
    return ValueLost(name, sum(thing.minutes for thing in ordered), tuple(ordered))


def broken_musts(before: Outcome, after: Outcome) -> tuple[str, ...]:
    """Musts that `before` keeps better than `after`."""
    kept, left = before.must_minutes(), after.must_minutes()
    return tuple(name for name in kept if left[name] < kept[name])


def full_days(before: Outcome, after: Outcome) -> tuple[date, ...]:
    """Days that only `after` fills beyond what a day should hold."""
    pairs = zip(before.working_minutes(), after.working_minutes(), strict=True)
    return tuple(
        after.week.horizon.date_of(day)
        for day, (usual, now) in enumerate(pairs)
        if now >= FULL_DAY_MINUTES > usual
    )
