"""What became of the practices and sittings planned lately, read from weeks as they were lived."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from trimtab.app.daily.absence import Absence, absences_until
from trimtab.app.daily.ports import Store
from trimtab.domain.diary import LighterDays, Stretch
from trimtab.domain.kept import BlockMark
from trimtab.domain.plans import Block, LastPlan
from trimtab.reflection.learning import Outcome, Repetition

WEEKS = 12
"""Weeks looked back: what was longer ago says little of how life goes now (our choice)."""

LONGEST_PAUSE = 30
"""Minutes; a longer gap between two timed rounds is no break of the same sitting (our choice)."""

DAY = timedelta(days=1)
PRACTICE_KINDS = frozenset({"practice", "people", "study"})
SITTING_KINDS = frozenset({"task", "study", "practice", "people", "protect"})


@dataclass(frozen=True, slots=True)
class Sitting:
    """Time on one thing: the day, and minutes (planned, taken)."""

    day: date
    minutes: tuple[float, float]


@dataclass(frozen=True, slots=True)
class LivedHistory:
    """Repetitions of practices in order, and sittings by name."""

    repetitions: tuple[Repetition, ...]
    sittings: Mapping[str, tuple[Sitting, ...]]


def read_history(store: Store, now: datetime, zone: ZoneInfo) -> LivedHistory:
    """What became of the days before today, as far as anything tells."""
    today = now.astimezone(zone).date()
    first = today - timedelta(weeks=WEEKS)
    marks = store.marks(_midnight(first, zone), _midnight(today, zone))
    lived = lived_weeks(store, first, today - DAY)
    away = absences_until(store, now)
    eased = _lighter_dates(store, first, today)
    said = _Said.of(lived)
    repetitions = [
        _repetition(block, said, is_eased=_is_eased(block, eased, away))
        for block in (*said.stood, *said.skipped)
        if block.kind in PRACTICE_KINDS and block.dose is not None
    ]
    stretches = store.entries(Stretch, first, today - DAY)
    return LivedHistory(
        tuple(sorted(repetitions, key=lambda one: one.day)),
        _sittings(said.stood, marks, stretches, zone),
    )


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone)


def lived_weeks(store: Store, first: date, last: date) -> list[tuple[LastPlan, frozenset[date]]]:
    """Plans with the days that each is the last to tell of."""
    found: list[tuple[LastPlan, frozenset[date]]] = []
    known: set[date] = set()
    for plan in reversed(store.last_plans(first, last)):
        days = {plan.first_day + timedelta(days=number) for number in range(plan.days)}
        mine = {day for day in days - known if first <= day <= last}
        known |= mine
        found.append((plan, frozenset(mine)))
    return found[::-1]


@dataclass(frozen=True, slots=True)
class _Said:
    """Blocks that stood and those left out, and what their days and names tell beside them.

    `marking_days` are days on which something was said to be done, `marked_names` the practices of
    which anything was ever said, `duty_days` those with duty.
    """

    stood: tuple[Block, ...]
    skipped: tuple[Block, ...]
    marking_days: frozenset[date]
    marked_names: frozenset[str]
    duty_days: frozenset[date]

    @classmethod
    def of(cls, lived: Iterable[tuple[LastPlan, frozenset[date]]]) -> _Said:
        stood: list[Block] = []
        skipped: list[Block] = []
        for plan, days in lived:
            stood += [one for one in plan.blocks if one.start.date() in days]
            skipped += [one for one in plan.skipped if one.start.date() in days]
        done = [one for one in stood if one.mark == "done"]
        return cls(
            tuple(stood),
            tuple(skipped),
            frozenset(one.start.date() for one in done),
            frozenset(one.name for one in (*done, *skipped)),
            frozenset(one.start.date() for one in stood if one.origin == "duty"),
        )

    def outcome(self, block: Block) -> Outcome:
        """What became of a practice that was planned.

        What was said counts. Of one of which nothing was said, on a day on which other things were
        said to be done, it gave way; on other days it is taken as kept, as everywhere here. Who
        never says anything of a practice is not measured by it.
        """
        if block in self.skipped:
            return "gave_way"
        if block.mark == "done":
            return "kept"
        is_told = block.name in self.marked_names and block.start.date() in self.marking_days
        return "gave_way" if is_told else "taken_as_kept"


def _repetition(block: Block, said: _Said, *, is_eased: bool) -> Repetition:
    day = block.start.date()
    return Repetition(
        name=block.name,
        day=day,
        dose=block.dose or "ideal",
        outcome=said.outcome(block),
        on_duty=day in said.duty_days,
        is_eased=is_eased,
    )


def _is_eased(block: Block, eased: frozenset[date], away: Sequence[Absence]) -> bool:
    """Whether a block lay on a lighter day, or ended while nobody was here."""
    return block.start.date() in eased or any(one.holds(block.end) for one in away)


def _lighter_dates(store: Store, first: date, last: date) -> frozenset[date]:
    longest = timedelta(weeks=2)
    entries = store.entries(LighterDays, first - longest, last)
    return frozenset(
        one.day + timedelta(days=number)
        for one in entries
        for number in range((one.last - one.day).days + 1)
    )


def _sittings(
    stood: Iterable[Block],
    marks: Sequence[BlockMark],
    stretches: Iterable[Stretch],
    zone: ZoneInfo,
) -> Mapping[str, tuple[Sitting, ...]]:
    """Sittings by name: by time that was written down or counted, else by what was said of them."""
    measured = dict(_measured(stood, marks, stretches))
    found: dict[str, list[Sitting]] = defaultdict(list)
    for (name, _), sitting in measured.items():
        found[name].append(sitting)
    for mark in _latest(marks):
        taken, day = _minutes_taken(mark), mark.start.astimezone(zone).date()
        if taken and (mark.name, day) not in measured:
            planned = _minutes(mark.start, mark.end)
            found[mark.name].append(Sitting(day, (planned, taken)))
    return {name: tuple(sittings) for name, sittings in found.items()}


def _measured(
    stood: Iterable[Block], marks: Iterable[BlockMark], stretches: Iterable[Stretch]
) -> Iterator[tuple[tuple[str, date], Sitting]]:
    """Minutes planned and written down of each name on each day that has both.

    A timer counts what it saw, which may be the first of two halves: it tells how long a sitting
    took once that is said to be done. What was written down by hand tells it by itself.
    """
    taken = _taken(stretches, {(one.name, one.start.date()) for one in stood if one.mark == "done"})
    if not taken:
        return
    whole = {(mark.name, mark.start): mark.end for mark in marks}
    planned: dict[tuple[str, date], float] = defaultdict(float)
    for block in stood:
        if block.kind in SITTING_KINDS and not block.origin:
            end = max(block.end, whole.get((block.name, block.start), block.end))
            planned[block.name, block.start.date()] += _minutes(block.start, end)
    for key, minutes in taken.items():
        if key in planned:
            yield key, Sitting(key[1], (planned[key], minutes))


def _taken(
    stretches: Iterable[Stretch], done: Collection[tuple[str, date]]
) -> dict[tuple[str, date], float]:
    """Minutes by name and day; short breaks between timed rounds are part of the sitting."""
    found: dict[tuple[str, date], list[Stretch]] = defaultdict(list)
    for one in stretches:
        found[one.name, one.day].append(one)
    return {
        key: _lasted(several)
        for key, several in found.items()
        if key in done or any(one.source == "said" for one in several)
    }


def _lasted(several: Iterable[Stretch]) -> float:
    """Minutes of stretches, with the breaks between timed rounds that follow each other."""
    minutes, before = 0.0, None
    for one in sorted(several, key=lambda each: each.start):
        is_next = before is not None and before.source == one.source == "timer"
        pause = _minutes(before.end, one.start) if before is not None and is_next else 0.0
        minutes += _minutes(one.start, one.end) + (pause if 0 < pause <= LONGEST_PAUSE else 0.0)
        before = one
    return minutes


def _latest(marks: Iterable[BlockMark]) -> Iterable[BlockMark]:
    """What was said last of each block; marks come in the order they were said."""
    latest: dict[tuple[str, str, datetime], BlockMark] = {}
    for mark in marks:
        latest[mark.kind, mark.name, mark.start] = mark
    return latest.values()


def _minutes_taken(mark: BlockMark) -> float:
    """How long a mark says that a sitting took; 0 where it says nothing of that.

    A wish for more or less that was said beforehand is none.
    """
    if mark.kind not in SITTING_KINDS:
        return 0.0
    if mark.verb == "done":
        return float(mark.minutes or _minutes(mark.start, mark.end))
    is_after = mark.verb in {"shorter", "longer"} and mark.said_at >= mark.start
    return float(mark.minutes or 0) if is_after else 0.0


def _minutes(start: datetime, end: datetime) -> float:
    return (end - start).total_seconds() / 60
