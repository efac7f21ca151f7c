"""Tasks in sittings before their due time, and the notes that duties leave behind."""

from __future__ import annotations

from collections.abc import Sequence

from trimtab.domain.plans import NOTES_LEFT, BlockKind
from trimtab.domain.practices import BoundaryKind
from trimtab.domain.tasks import Task
from trimtab.domain.time import WEEKDAYS, Interval, merge_intervals, slot_up
from trimtab.planner import defaults
from trimtab.planner.arrays import Floats, Ints
from trimtab.planner.asked import (
    due_minute,
    notes_minutes,
    notes_value,
    task_asked,
    task_minutes,
)
from trimtab.planner.boundaries import (
    begun_free_hours,
    days_off,
    light_days,
    off_hours,
    tired_hours,
)
from trimtab.planner.budgets import Budget, at_most, diminishing, on_top_of
from trimtab.planner.history import Matches, is_of_notes, is_of_task
from trimtab.planner.ledger import Ledger, Use, exception_uses
from trimtab.planner.line import Taken
from trimtab.planner.placing import demanding_fit, starts_within
from trimtab.planner.problem import Item, Part, Shape

WORTH = defaults.WORTH


def add_tasks(ledger: Ledger) -> None:
    """Write tasks and notes into the ledger."""
    for task in ledger.week.profile.tasks:
        _add_task(ledger, task)
    for taken in ledger.week.taken:
        if taken.commitment.leaves_minutes:
            _add_notes(ledger, taken)


def kinds_of_task(task: Task) -> list[BoundaryKind]:
    """Boundaries that cover a task: work always, study when it is study, screens."""
    return ["work", "study", "screens"] if task.is_study else ["work", "screens"]


def sitting_lengths(minutes: int, shortest: int, longest: int) -> list[int]:
    """Lengths of sittings tried: from shortest to longest, and what would be left over.

    >>> sitting_lengths(240, 30, 90)
    [30, 45, 60, 90]
    >>> sitting_lengths(20, 30, 90)
    [20]
    """
    minutes = slot_up(minutes)
    if minutes <= shortest:
        return [max(5, minutes)]
    longest = min(longest, minutes)
    middle = (shortest + longest) // 2 // 5 * 5
    found = {shortest, (shortest + middle) // 2 // 5 * 5, middle, longest}
    found |= {minutes % length for length in (shortest, middle, longest)}
    return sorted(length for length in found if shortest <= length <= longest)


def task_rate(ledger: Ledger, task: Task, due: int | None) -> Sequence[tuple[float, float]]:
    """Worth per minute over the shares of a task, by how soon it is due and how it matters."""
    if task.due is not None and due is None:
        slopes = WORTH.task_due
    elif due is None:
        slopes = WORTH.task_undated
    elif due <= ledger.week.horizon.minutes:
        slopes = WORTH.task_due
    else:
        slopes = WORTH.task_later
    factor = (WORTH.important if task.important else 1.0) * ledger.weight_of(task.value) ** 0.5
    return [(share, slope * factor) for share, slope in slopes]


def task_places(ledger: Ledger, task: Task) -> list[Interval]:
    """Free time in which a task may lie."""
    week = ledger.week
    due = due_minute(week, task.due)
    windows = week.windows([defaults.WAKING.hours], WEEKDAYS)
    limit = week.horizon.minutes if due is None else due
    windows = [Interval(w.start, min(w.end, limit)) for w in windows if w.start < limit]
    avoid = off_hours(week, kinds_of_task(task)) + days_off(week) + light_days(week, task.due)
    avoid += week.closed_days(is_of_task(task), once_a_day=False) + begun_free_hours(week)
    return week.free_within(windows, avoid=avoid + (tired_hours(week) if task.demanding else []))


def _add_task(ledger: Ledger, task: Task) -> None:
    week = ledger.week
    due = due_minute(week, task.due)
    minutes = task_minutes(week, task)
    if minutes == 0:
        return
    kind: BlockKind = "study" if task.is_study else "task"
    item = ledger.draft.add_item(Item(task.name, kind, task.value, minutes))
    done = week.history.done_minutes(is_of_task(task))
    rates = task_rate(ledger, task, due)
    asked = diminishing(f"{task.name}: minutes", slot_up(minutes) + done, rates)
    total = ledger.draft.add_budget(on_top_of(asked, done))
    daily = _daily_sittings(ledger, task, minutes, due)
    most_a_day = max(ledger.draft.budgets[int(number)].high for number in daily)
    most = (slot_up(minutes), most_a_day * task.longest)
    places = task_places(ledger, task)
    usual = sitting_lengths(minutes, task.shortest, task.longest)
    for length in _with_kept(ledger, usual, is_of_task(task)):
        rest = next((rest for least, rest in defaults.WAKING.breaks if length >= least), 0)
        starts = starts_within(places, length)
        has_rest = starts + length + rest <= week.stretch_ends(starts)
        part = Part(0, length, task.name, kind, task.value, None, task.note)
        for chosen, whole in ((starts[has_rest], length + rest), (starts[~has_rest], length)):
            uses: list[Use] = [
                (total, float(length)),
                (daily[ledger.day_of(chosen)], 1.0),
                (ledger.focus[ledger.day_of(chosen)], length),
                (ledger.values[task.value][ledger.week_of(chosen)], length),
                *exception_uses(ledger, kinds_of_task(task), chosen, length),
                *ledger.work_uses(item, chosen, length, most),
            ]
            worth = _sitting_worth(ledger, task, chosen, length)
            ledger.add(Shape(item, (part,), whole), chosen, worth, uses)


def _with_kept(ledger: Ledger, usual: Sequence[int], matches: Matches) -> list[int]:
    """Lengths of sittings tried, with those of the last plan that are still allowed."""
    kept = ledger.week.history.kept_lengths(matches)
    return sorted({*usual, *(minutes for minutes in kept if usual[0] <= minutes <= usual[-1])})


def _sitting_worth(ledger: Ledger, task: Task, starts: Ints, minutes: int) -> Floats:
    """Cost of starting, a little for being early, and for being awake when it is demanding."""
    early = WORTH.earliness * minutes * (1 - starts / max(1, ledger.week.horizon.minutes))
    worth = early - WORTH.task_start
    if task.demanding:
        fit = demanding_fit(ledger.week, starts, minutes)
        worth = worth - (1 - fit) * minutes * 0.8
    return worth


def _daily_sittings(ledger: Ledger, task: Task, minutes: int, due: int | None) -> Ints:
    """Limits on a day's sittings: few, but enough to finish by the due time."""
    week = ledger.week
    last = min(due or week.horizon.minutes, week.horizon.minutes)
    asked = ((minutes, week.now), (task_asked(week, task), week.known_from))
    needed = max(-(-m // task.longest) / max(1, (last - since) // 1440) for m, since in asked)
    limit = max(WORTH.sittings_a_day, int(needed) + 2)
    done = week.history.done_where(is_of_task(task))
    days = [week.horizon.day_of(known.interval.start) for known in done]
    caps = [
        on_top_of(at_most(f"{task.name}: sittings on day {day + 1}", limit), days.count(day))
        for day in range(week.horizon.days)
    ]
    return ledger.budgets(caps)


def _add_notes(ledger: Ledger, taken: Taken) -> None:
    """Notes and inbox that one clinic or duty leaves, before the hour asked for."""
    week = ledger.week
    commitment = taken.commitment
    start = taken.interval.end
    due = notes_due(ledger, taken)
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
    slopes = [(share, slope * WORTH.important) for share, slope in WORTH.task_due]
    total = ledger.draft.add_budget(_notes_budget(commitment.name, minutes, slopes))
    off = off_hours(week, ["work", "screens"])
    off += week.closed_days(is_of_these, once_a_day=False) + begun_free_hours(week)
    hours = merge_intervals(
        [
            Interval(start, start + defaults.WORTH.notes_at_once),
            *week.windows([defaults.WAKING.hours], WEEKDAYS),
        ]
    )
    windows = [Interval(max(start, w.start), min(due, w.end)) for w in hours]
    places = week.free_within([w for w in windows if w.minutes > 0], avoid=off)
    usual = sitting_lengths(minutes, min(minutes, 15), minutes)
    for length in _with_kept(ledger, usual, is_of_these):
        starts = starts_within(places, length)
        part = Part(0, length, commitment.name, "task", value, None, NOTES_LEFT, "notes")
        uses: list[Use] = [
            (total, float(length)),
            (ledger.focus[ledger.day_of(starts)], length),
            *exception_uses(ledger, ["work", "screens"], starts, length),
            *ledger.work_uses(item, starts, length, (minutes, minutes)),
        ]
        if value is not None:
            uses.append((ledger.values[value][ledger.week_of(starts)], length))
        worth = -WORTH.task_start - WORTH.notes_delay * (starts - start)
        ledger.add(Shape(item, (part,), length), starts, worth, uses)


def _notes_budget(name: str, minutes: int, slopes: Sequence[tuple[float, float]]) -> Budget:
    return diminishing(f"{name}: notes", minutes, slopes)


def notes_due(ledger: Ledger, taken: Taken) -> int:
    """When notes are wanted: the chosen hour after the end, or a day later without one."""
    horizon = ledger.week.horizon
    end = taken.interval.end
    before = taken.commitment.leaves_before
    if before is None:
        return end + 1440
    due = horizon.at_clock(horizon.day_of(end), before)
    return due if due > end else horizon.at_clock(horizon.day_of(end) + 1, before)
