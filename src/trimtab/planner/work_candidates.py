"""Tasks in sittings before their due time, and the notes that duties leave behind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from trimtab.domain.plans import NOTES_LEFT, BlockKind
from trimtab.domain.practices import BoundaryKind
from trimtab.domain.tasks import Task
from trimtab.domain.time import WEEKDAYS, Interval, merge_intervals, slot_up
from trimtab.planner import defaults
from trimtab.planner.arrays import Floats, Ints
from trimtab.planner.asked import (
    asked_minutes,
    due_minute,
    enough_of_task,
    notes_minutes,
    notes_value,
    task_minutes,
    task_share,
)
from trimtab.planner.boundaries import (
    days_off,
    light_days,
    off_hours,
    tired_hours,
)
from trimtab.planner.budget_names import NOTES, minutes_of, sittings_of
from trimtab.planner.budgets import Budget, at_most, diminishing, on_top_of
from trimtab.planner.clear_heads import demanding_fit
from trimtab.planner.history import Matches, is_of_notes, is_of_task
from trimtab.planner.kept_home import closed_to_leaving
from trimtab.planner.layout import Use
from trimtab.planner.ledger import Ledger, exception_uses
from trimtab.planner.line import Taken, Week
from trimtab.planner.lived_days import waiting_hours
from trimtab.planner.placing import Openings
from trimtab.planner.problem import Item, Part, Shape
from trimtab.planner.settled import begun_free_hours, closed_days
from trimtab.planner.triage import is_pressing, starting_moment

WORTH = defaults.WORTH
NOTES_KINDS: list[BoundaryKind] = ["work", "screens"]
"""Boundaries that cover notes."""
SHORTEST_NOTES = 15
"""Minutes of the shortest sitting of notes."""
SHORTEST_KEPT = 30
"""Minutes a week that something important keeps even while it can wait."""


def add_tasks(ledger: Ledger) -> list[TaskRows]:
    """Write tasks and notes into the ledger; the rows are for what rides along."""
    tasks = [task for task in ledger.week.profile.tasks if task_minutes(ledger.week, task)]
    rows = [_add_task(ledger, task) for task in tasks]
    for taken in ledger.week.taken:
        if taken.commitment.leaves_minutes:
            _add_notes(ledger, taken)
    return rows


def kinds_of_task(task: Task) -> list[BoundaryKind]:
    """Boundaries that cover a task: work always, study when it is study, screens."""
    return ["work", "study", "screens"] if task.is_study else ["work", "screens"]


def sitting_lengths(minutes: int, shortest: int, longest: int) -> list[int]:
    """Lengths of sittings tried, by which the minutes of a task can be reached exactly.

    From shortest to longest, what all but one sitting of either leave over, and even shares.

    >>> sitting_lengths(240, 30, 90)
    [30, 45, 60, 90]
    >>> sitting_lengths(100, 30, 90)
    [30, 40, 45, 50, 60, 90]
    """
    minutes = slot_up(minutes)
    if minutes <= shortest:
        return [max(5, minutes)]
    longest = min(longest, minutes)
    middle = (shortest + longest) // 2 // 5 * 5
    found = {shortest, (shortest + middle) // 2 // 5 * 5, middle, longest}
    fewest, most = -(-minutes // longest), minutes // shortest
    rest = minutes - (fewest - 1) * longest
    found |= {rest, minutes - (most - 1) * shortest}
    if rest < shortest:
        even = minutes // fewest // 5 * 5
        found |= {even, even + 5} if even * fewest < minutes else {even}
    return sorted(length for length in found if shortest <= length <= longest)


def last_sitting(minutes: int, shortest: int, longest: int) -> int:
    """Length of one short last sitting where no whole sittings add up; 0 where some do.

    >>> last_sitting(100, 60, 90), last_sitting(120, 60, 90), last_sitting(40, 60, 90)
    (40, 0, 0)
    """
    minutes = slot_up(minutes)
    adds_up = -(-minutes // longest) * shortest <= minutes
    return 0 if adds_up or minutes <= shortest else minutes % shortest


def task_pieces(ledger: Ledger, task: Task) -> tuple[tuple[float, float], ...]:
    """Worth of a task's minutes: (minutes, worth of each) in turn, by urgency and importance.

    What is done is among them, and takes the first.
    """
    asked = slot_up(enough_of_task(ledger.week, task))
    ideal = slot_up(task_share(ledger.week, task))
    pieces = [(share * asked, slope) for share, slope in _slopes(ledger, task)]
    if task.important and not is_pressing(ledger.week, task):
        first = min(asked, max(task.shortest, SHORTEST_KEPT))
        pieces = [(first, WORTH.task_scheduled), *_from(first, pieces)]
    scaled = [(width, _scaled(ledger, task, slope)) for width, slope in pieces]
    beyond = (float(ideal - asked), scaled[-1][1] * WORTH.task_beyond_enough)
    return (*scaled, beyond) if ideal > asked else tuple(scaled)


def _slopes(ledger: Ledger, task: Task) -> Sequence[tuple[float, float]]:
    """Shares of a task and the worth of their minutes, by when it is due."""
    if is_pressing(ledger.week, task):
        return WORTH.task_due
    factor = WORTH.important if task.important else 1.0
    slopes = WORTH.task_undated if task.due is None else WORTH.task_later
    return [(share, slope * factor) for share, slope in slopes]


def _from(first: float, pieces: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """The pieces without their first so many minutes."""
    left, kept = first, []
    for width, slope in pieces:
        used = min(width, left)
        left -= used
        if width > used:
            kept.append((width - used, slope))
    return kept


def _scaled(ledger: Ledger, task: Task, slope: float) -> float:
    """A worth with the weight of the value behind it; no deadline counts less than an average."""
    factor = ledger.weight_of(task.value) ** 0.5
    if is_pressing(ledger.week, task):
        factor = max(1.0, factor) * (WORTH.important if task.important else 1.0)
        is_urgent = task.is_urgent_at(starting_moment(ledger.week))
        factor *= WORTH.urgent if is_urgent else 1.0
    return float(min(WORTH.task_most, slope * factor))


def task_hours(week: Week, task: Task) -> list[Interval]:
    """Waking hours from when a task may begin until it is due."""
    due = due_minute(week, task.due)
    windows = week.windows([defaults.WAKING.hours], WEEKDAYS)
    limit = week.horizon.minutes if due is None else due
    if task.starts is not None:
        first = week.horizon.minute_of(task.starts)
        windows = [Interval(max(w.start, first), w.end) for w in windows if w.end > first]
    return [Interval(w.start, min(w.end, limit)) for w in windows if w.start < limit]


def task_places(ledger: Ledger, task: Task) -> list[Interval]:
    """Free time in which a task may lie."""
    week = ledger.week
    windows = task_hours(week, task)
    avoid = off_hours(week, kinds_of_task(task)) + days_off(week) + light_days(week, task.due)
    avoid += closed_days(week, is_of_task(task), once_a_day=False) + begun_free_hours(week)
    avoid += waiting_hours(week, task)
    if task.demanding:
        avoid += tired_hours(week) + closed_to_leaving(week)
    return week.free_within(windows, avoid=avoid)


@dataclass(frozen=True, slots=True)
class TaskRows:
    """A task as the problem knows it: its item, its budgets, and where it may lie."""

    task: Task
    kind: BlockKind
    minutes: int
    item: int
    total: int
    daily: Ints
    most: tuple[float, float]
    places: tuple[Interval, ...]
    openings: Openings
    is_pressing: bool

    @property
    def open_share(self) -> float:
        """Share of its minutes that open time and the day's focus are charged with."""
        return WORTH.deadline_share if self.is_pressing else 1.0

    def part(self, start: int, minutes: int, note: str = "") -> Part:
        """A sitting that starts so many minutes into its candidate."""
        said = "; ".join(filter(None, [self.task.note, note]))
        end = start + minutes
        return Part(start, end, self.task.name, self.kind, self.task.value, None, said)

    def uses(self, ledger: Ledger, starts: Ints, minutes: int) -> list[Use]:
        """Budgets that sittings of so many minutes use."""
        value = self.task.value
        days = ledger.day_of(starts)
        return [
            (self.total, float(minutes)),
            (self.daily[days], 1.0),
            (ledger.focus[days], minutes * self.open_share),
            (ledger.values[value][ledger.week_of(starts)], minutes),
            *exception_uses(ledger, kinds_of_task(self.task), starts, minutes),
            *ledger.work_uses(self.item, starts, minutes, self.most),
        ]

    def worth(self, ledger: Ledger, starts: Ints, minutes: int) -> Floats:
        """A little for being early, less for being drowsy; what starting costs is not in it."""
        week = ledger.week
        is_urgent = self.task.is_urgent_at(starting_moment(week))
        rate = WORTH.urgent_earliness if is_urgent else WORTH.earliness
        worth = np.asarray(rate * minutes * (1 - starts / max(1, week.horizon.minutes)))
        if self.task.demanding:
            worth = worth - (1 - demanding_fit(ledger.clear_heads, starts, minutes)) * minutes * 0.8
        return worth


def _add_task(ledger: Ledger, task: Task) -> TaskRows:
    rows = _task_rows(ledger, task)
    for length in _lengths(ledger, task):
        _add_sittings(ledger, rows, length, [])
    left = asked_minutes(ledger.week, task)
    short = last_sitting(left, task.shortest, task.longest) if left else 0
    if short and task_share(ledger.week, task) == task.minutes:
        once = ledger.draft.add_budget(at_most(f"{task.name}: one short last sitting", 1))
        _add_sittings(ledger, rows, short, [(once, 1.0)])
    return rows


def _lengths(ledger: Ledger, task: Task) -> list[int]:
    """Lengths that reach the whole task exactly, and what is good enough of it.

    With those of the last plan that still lie between.
    """
    asked, ideal = asked_minutes(ledger.week, task), task_minutes(ledger.week, task)
    found = set(sitting_lengths(asked, task.shortest, task.longest)) if asked else set()
    if ideal > asked:
        found |= set(sitting_lengths(ideal, task.shortest, task.longest))
    return _with_kept(ledger, sorted(found), is_of_task(task))


def _with_kept(ledger: Ledger, usual: Sequence[int], matches: Matches) -> list[int]:
    """Lengths of sittings tried, with those of the last plan that are still allowed."""
    kept = ledger.week.history.kept_lengths(matches)
    return sorted({*usual, *(minutes for minutes in kept if usual[0] <= minutes <= usual[-1])})


def _task_rows(ledger: Ledger, task: Task) -> TaskRows:
    week = ledger.week
    due = due_minute(week, task.due)
    minutes = task_minutes(week, task)
    kind: BlockKind = "study" if task.is_study else "task"
    item = Item(task.name, kind, task.value, asked_minutes(week, task))
    daily = _daily_sittings(ledger, task, minutes, due)
    most_sittings = max(ledger.draft.budgets[int(number)].high for number in daily)
    a_day = most_sittings * max(task.longest, slot_up(task.shortest))
    worth = Budget(minutes_of(task.name), task_pieces(ledger, task))
    places = tuple(task_places(ledger, task))
    return TaskRows(
        task=task,
        kind=kind,
        minutes=slot_up(minutes),
        item=ledger.draft.add_item(item),
        total=ledger.draft.add_budget(
            on_top_of(worth, week.history.done_minutes(is_of_task(task)))
        ),
        daily=daily,
        most=(slot_up(minutes), a_day),
        places=places,
        openings=Openings.of(places),
        is_pressing=is_pressing(week, task),
    )


def _add_sittings(ledger: Ledger, rows: TaskRows, length: int, more: list[Use]) -> None:
    rest = next((rest for least, rest in defaults.WAKING.breaks if length >= least), 0)
    starts = rows.openings.starts(length)
    has_rest = starts + length + rest <= ledger.week.stretch_ends(starts)
    for chosen, whole in ((starts[has_rest], length + rest), (starts[~has_rest], length)):
        if not chosen.size:
            continue
        shape = Shape(rows.item, (rows.part(0, length),), whole)
        worth = rows.worth(ledger, chosen, length) - WORTH.task_start
        uses = [*rows.uses(ledger, chosen, length), *more]
        ledger.add(shape, chosen, worth, uses, open_share=rows.open_share)


def _daily_sittings(ledger: Ledger, task: Task, minutes: int, due: int | None) -> Ints:
    """Limits on a day's sittings: few, but enough to finish by the due time; less those done."""
    week = ledger.week
    last = min(due or week.horizon.minutes, week.horizon.minutes)
    asked = ((minutes, week.now), (task_share(week, task), week.known_from))
    limit = max(_sittings_a_day(ledger, task, m, last - since) for m, since in asked)
    done = week.history.done_where(is_of_task(task))
    days = [week.horizon.day_of(known.interval.start) for known in done]
    caps = [
        on_top_of(at_most(f"{sittings_of(task.name)} on day {day + 1}", limit), days.count(day))
        for day in range(week.horizon.days)
    ]
    return ledger.budgets(caps)


def _sittings_a_day(ledger: Ledger, task: Task, minutes: int, ahead: int) -> int:
    """Sittings that a day must allow for so many minutes to be done in the time ahead."""
    days = max(1, ahead // 1440)
    limit = max(WORTH.sittings_a_day, int(-(-minutes // task.longest) / days) + 2)
    if is_pressing(ledger.week, task):
        limit = max(limit, -(-minutes // max(5, task.shortest) // days))
    return limit


def _add_notes(ledger: Ledger, taken: Taken) -> None:
    """Notes and inbox that one clinic or duty leaves, before the hour asked for."""
    week = ledger.week
    commitment = taken.commitment
    start = taken.interval.end
    due = notes_due(week, taken)
    minutes = slot_up(notes_minutes(week, taken))
    if minutes == 0 or due <= week.now:
        return
    is_of_these = is_of_notes(commitment.name)
    value = notes_value(week)
    item = ledger.draft.add_item(
        Item(
            commitment.name,
            "task",
            value,
            minutes,
            day=week.horizon.day_of(start),
            said=f"the notes from {commitment.name}",
        )
    )
    slopes = [(share, slope * WORTH.important) for share, slope in WORTH.notes]
    name = f"{commitment.name} on day {week.horizon.day_of(start) + 1}"
    total = ledger.draft.add_budget(_notes_budget(name, minutes, slopes))
    off = off_hours(week, NOTES_KINDS)
    off += closed_days(week, is_of_these, once_a_day=False) + begun_free_hours(week)
    places = week.free_within(notes_hours(week, taken), avoid=off)
    openings = Openings.of(places)
    usual = sitting_lengths(minutes, min(minutes, SHORTEST_NOTES), minutes)
    for length in _with_kept(ledger, usual, is_of_these):
        starts = openings.starts(length)
        part = Part(0, length, commitment.name, "task", value, None, NOTES_LEFT, "notes")
        uses: list[Use] = [
            (total, float(length)),
            (ledger.focus[ledger.day_of(starts)], length),
            *exception_uses(ledger, NOTES_KINDS, starts, length),
            *ledger.work_uses(item, starts, length, (minutes, minutes)),
        ]
        if value is not None:
            uses.append((ledger.values[value][ledger.week_of(starts)], length))
        worth = np.asarray(-WORTH.task_start - WORTH.notes_delay * (starts - start), np.float64)
        ledger.add(Shape(item, (part,), length), starts, worth, uses)


def _notes_budget(name: str, minutes: int, slopes: Sequence[tuple[float, float]]) -> Budget:
    return diminishing(f"{name}{NOTES}", minutes, slopes)


def notes_hours(week: Week, taken: Taken) -> list[Interval]:
    """Hours in which notes may be written: at once or while awake, until they are wanted."""
    start, due = taken.interval.end, notes_due(week, taken)
    waking = week.windows([defaults.WAKING.hours], WEEKDAYS)
    at_once = Interval(start, start + defaults.WORTH.notes_at_once)
    hours = merge_intervals([at_once, *(w for w in waking if w.end > start and w.start < due)])
    found = [Interval(max(start, w.start), min(due, w.end)) for w in hours]
    return [hours for hours in found if hours.minutes > 0]


def notes_due(week: Week, taken: Taken) -> int:
    """When notes are wanted: the chosen hour after the end, or a day later without one."""
    horizon = week.horizon
    end = taken.interval.end
    before = taken.commitment.leaves_before
    if before is None:
        return end + 1440
    due = horizon.at_clock(horizon.day_of(end), before)
    return due if due > end else horizon.at_clock(horizon.day_of(end) + 1, before)
