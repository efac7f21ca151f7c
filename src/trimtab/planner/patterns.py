"""Patterns chosen over a week: which evening, half-day or weekend stays free of work.

Each possible choice is a candidate without parts that takes a slot of its own on a *side line*
after the tail of the week's line. It shares a limit with each thing whose work could lie in its
hours, so that the choice and the work exclude each other, and its worth comes from a budget that
counts the choices of a week.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from trimtab.domain.plans import FreeKind, KeptFree, NotKept
from trimtab.domain.time import SLOT_MINUTES, WEEKDAYS, Interval, intersect_intervals
from trimtab.planner import defaults
from trimtab.planner.arrays import Ints
from trimtab.planner.asked import notes_minutes
from trimtab.planner.budgets import Budget, on_top_of
from trimtab.planner.free_stretches import FreeStretches
from trimtab.planner.ledger import Ledger
from trimtab.planner.line import Taken, Week
from trimtab.planner.losses import day_name
from trimtab.planner.problem import Group, Item, Part, Problem, Shape
from trimtab.planner.sentences import listed
from trimtab.planner.settled import begun_free
from trimtab.planner.sleep_day import SleepDay

FREE = defaults.FREE
NAMES: dict[FreeKind, str] = {
    "evening": "Free evening",
    "half_day": "Free half-day",
    "weekend": "Free weekend",
}


@dataclass(frozen=True, slots=True)
class FreeChoice:
    """One stretch that could be kept free of work; `place` is its slot on the side line."""

    kind: FreeKind
    hours: Interval
    day: int
    place: int

    @property
    def number(self) -> int:
        """Planned week it counts in."""
        return self.day // 7


def free_choices(week: Week) -> list[FreeChoice]:
    """Every stretch that nothing given already fills with work, and that lies ahead."""
    work = _given_work(week)
    return [one for one in _all_choices(week) if _is_open(week, one, work)]


def _all_choices(week: Week) -> Iterator[FreeChoice]:
    days = week.horizon.days
    for day in range(days):
        if week.horizon.weekday_of(day) == "sat" and day + 1 < days:
            morning = week.horizon.at_clock(day, FREE.waking.start)
            both = Interval(morning, week.horizon.day_start(day + 2))
            yield FreeChoice("weekend", both, day, day)
        yield FreeChoice("evening", week.horizon.span_on(day, FREE.evening), day, days + day)
        for turn, half in enumerate(FREE.half_days):
            place = (2 + turn) * days + day
            yield FreeChoice("half_day", week.horizon.span_on(day, half), day, place)


def _is_open(week: Week, choice: FreeChoice, work: Sequence[Taken]) -> bool:
    if choice.hours.start < week.now or wanted(week, choice.kind) == 0:
        return False
    if choice.kind == "half_day" and SleepDay(week, choice.day).is_night_taken:
        return False
    return not any(taken.interval.overlaps(choice.hours) for taken in work)


def holders(week: Week, hours: Interval) -> list[str]:
    """Names of the work that others have put into these hours, the way there included."""
    work = _given_work(week)
    return [taken.commitment.name for taken in work if taken.interval.overlaps(hours)]


def _given_work(week: Week) -> list[Taken]:
    """Work that others have put into the week, each from when one leaves for it."""
    return [
        Taken(Interval(start - week.way_to(taken.commitment), taken.interval.end), taken.commitment)
        for taken in week.taken
        if taken.commitment.kind in FREE.work_kinds
        for start in [taken.interval.start]
    ]


def wanted(week: Week, kind: FreeKind) -> int:
    """How many of a kind a week should keep."""
    profile = week.profile
    if kind == "evening":
        return profile.free_evenings
    return profile.study_free_half_days if kind == "half_day" else int(profile.free_weekends)


def holds_work(week: Week) -> bool:
    """Whether anything asked for is work or study, so that there is something to keep out."""
    profile = week.profile
    notes = any(notes_minutes(week, taken) for taken in week.taken)
    return bool(profile.tasks) or notes or any(p.is_study for p in profile.practices)


def open_patterns(ledger: Ledger) -> list[FreeChoice]:
    """Name the stretches that could stay free, before any work is written."""
    choices = free_choices(ledger.week) if holds_work(ledger.week) else []
    if choices:
        lanes = [choice.place // ledger.days for choice in choices]
        hours = [one.hours for one in choices]
        ledger.free_stretches = FreeStretches.sorted_into(lanes, hours, ledger.week.line_minutes)
    return choices


def add_patterns(ledger: Ledger, choices: Sequence[FreeChoice]) -> None:
    """Write every choice into the ledger, against the work that could lie in its hours."""
    week = ledger.week
    kinds = dict.fromkeys(choice.kind for choice in choices)
    counts = {kind: _counts(ledger, kind) for kind in kinds}
    for number, choice in enumerate(choices):
        item = ledger.draft.add_item(Item(NAMES[choice.kind], "buffer", None, 0, day=choice.day))
        count = int(counts[choice.kind][choice.number])
        budgets = [count, *ledger.free_stretches.rows_at(number)]
        start = week.line_minutes + choice.place * SLOT_MINUTES
        ledger.draft.add_group(
            Group(
                shape=Shape(item, (), SLOT_MINUTES),
                starts=np.array([start], np.int32),
                worth=np.array([_ease(week, choice)]),
                uses=tuple((np.array([b], np.int32), np.ones(1)) for b in budgets),
            )
        )


def _counts(ledger: Ledger, kind: FreeKind) -> Ints:
    """Budgets that count the choices of a kind, by planned week."""
    slopes = FREE.worths[kind]
    asked = wanted(ledger.week, kind)
    pieces = tuple((1.0, slopes[min(turn, len(slopes) - 1)]) for turn in range(asked))
    begun = [(one.kind, _number_of(ledger.week, one)) for one in _begun(ledger.week)]
    made = [
        on_top_of(Budget(f"{NAMES[kind]}: week {k + 1}", pieces), begun.count((kind, k)))
        for k in range(ledger.weeks)
    ]
    return ledger.budgets(made)


def _begun(week: Week) -> list[KeptFree]:
    """What the last plan kept free and has begun, where nothing given came into it since."""
    minute = week.horizon.minute_of
    return [
        one
        for one in begun_free(week)
        if not holders(week, Interval(minute(one.start), minute(one.end)))
    ]


def _number_of(week: Week, one: KeptFree) -> int:
    return week.horizon.day_of(week.horizon.minute_of(one.start)) // 7


def _ease(week: Week, choice: FreeChoice) -> float:
    """A little more for hours that nothing given cuts into, so that real rest is chosen."""
    waking = intersect_intervals([choice.hours], week.windows([FREE.waking], WEEKDAYS))
    total = sum(hours.minutes for hours in waking)
    taken = sum(week.committed_minutes(hours) for hours in waking)
    return FREE.ease * (1 - taken / max(1, total))


def kept_free(week: Week, problem: Problem, chosen: Sequence[int]) -> tuple[KeptFree, ...]:
    """What a plan keeps free of work, by start."""
    found = [
        KeptFree(
            choice.kind,
            week.horizon.instant_of(choice.hours.start),
            week.horizon.instant_of(choice.hours.end),
        )
        for choice in _kept(week, problem, chosen)
    ]
    return tuple(sorted([*_begun(week), *found], key=lambda one: (one.start, one.end)))


def _kept(week: Week, problem: Problem, chosen: Sequence[int]) -> list[FreeChoice]:
    starts = {problem.start_minute(j) for j in chosen}
    return [
        choice
        for choice in free_choices(week)
        if week.line_minutes + choice.place * SLOT_MINUTES in starts
    ]


def choices_at(week: Week) -> dict[int, FreeChoice]:
    """Every choice there is, by the minute of its place on the side line."""
    return {week.line_minutes + one.place * SLOT_MINUTES: one for one in free_choices(week)}


def not_kept(week: Week, problem: Problem, chosen: Sequence[int]) -> tuple[NotKept, ...]:
    """Which free stretches a week should keep and this plan does not, and why."""
    if not holds_work(week):
        return ()
    open_ones, kept = free_choices(week), _kept(week, problem, chosen)
    found = []
    for number in range(-(-week.horizon.days // 7)):
        for kind in NAMES:
            mine = [one for one in kept if (one.kind, one.number) == (kind, number)]
            begun = sum((o.kind, _number_of(week, o)) == (kind, number) for o in _begun(week))
            count = len(mine) + begun
            others = [one for one in open_ones if (one.kind, one.number) == (kind, number)]
            others = [one for one in others if one not in mine]
            because = _because(week, (kind, number), others, _work(problem, chosen))
            if count < wanted(week, kind) and because:
                first = week.horizon.date_of(7 * number)
                found.append(NotKept(kind, first, wanted(week, kind), count, because))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Work:
    """A stretch of work in the plan."""

    name: str
    hours: Interval


def _work(problem: Problem, chosen: Sequence[int]) -> list[_Work]:
    found = []
    for candidate in chosen:
        start = problem.start_minute(candidate)
        found += [
            _Work(_work_name(part), Interval(start + part.start, start + part.end))
            for part in problem.parts_of(candidate)
            if part.kind in FREE.kept_out
        ]
    return found


def _work_name(part: Part) -> str:
    """What stands in the way: of notes, whose they are."""
    return f"the notes from {part.name}" if part.origin == "notes" else part.name


def _because(
    week: Week, which: tuple[FreeKind, int], open_ones: Sequence[FreeChoice], work: Sequence[_Work]
) -> str:
    """Why no other stretch of that kind was kept in that week; empty when nothing need be said."""
    kind = which[0]
    if open_ones:
        return _work_in_the_way(week, open_ones, work)
    if kind == "weekend":
        return ""
    ahead = [one for one in _all_choices(week) if (one.kind, one.number) == which]
    ahead = [one for one in ahead if one.hours.start >= week.now]
    names = dict.fromkeys(name for one in ahead for name in holders(week, one.hours))
    if not names:
        return ""
    return f"Each of them touches {_few(names)}, or the way there."


def _work_in_the_way(week: Week, choices: Sequence[FreeChoice], work: Sequence[_Work]) -> str:
    """The stretch with the least work in it, and what that work is."""
    held = [[one for one in work if one.hours.overlaps(choice.hours)] for choice in choices]
    least = min(range(len(choices)), key=lambda k: sum(one.hours.minutes for one in held[k]))
    if not held[least]:
        return ""
    names = _few(one.name for one in held[least])
    if choices[least].kind == "weekend":
        return f"It holds {names}."
    return f"The nearest is {said(week, choices[least])}, which holds {names}."


def said(week: Week, choice: FreeChoice) -> str:
    """A choice as sentences name it."""
    day = day_name(week, week.horizon.day_start(choice.day))
    if choice.kind == "evening":
        return f"{day} evening"
    half = "morning" if week.horizon.clock_of(choice.hours.start) < 720 else "afternoon"
    return f"{day} {half}"


def _few(names: Iterable[str]) -> str:
    """Names as a sentence lists them, two and "more" where there are over three."""
    unique = list(dict.fromkeys(names))
    return listed(unique if len(unique) <= 3 else [*unique[:2], "more"])
