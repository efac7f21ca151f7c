"""Turn chosen candidates into the blocks, totals and open time a person sees."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import accumulate

from trimtab.domain.plans import GOOD_ENOUGH, Block, ValueMinutes
from trimtab.domain.tasks import Task
from trimtab.domain.time import Interval, slot_up
from trimtab.planner import defaults
from trimtab.planner.asked import wanted_minutes
from trimtab.planner.history import Known, is_sitting
from trimtab.planner.line import Taken, Week
from trimtab.planner.lived_days import is_lighter
from trimtab.planner.problem import Part, Problem
from trimtab.planner.routine_candidates import meal_named_in
from trimtab.planner.sentences import hours_said
from trimtab.planner.small_notes import with_small_notes
from trimtab.planner.stability import thing_of

LIGHTER_DAY = "lighter day"
PRACTICE_KINDS = frozenset({"practice", "people", "study"})
ROUTINE_KINDS = frozenset({"sleep", "nap", "meal", "buffer", "wind_down", "travel"})


def blocks_of(week: Week, problem: Problem, chosen: Sequence[int]) -> tuple[Block, ...]:
    """Every block of the plan by start: commitments whole, the rest within the horizon."""
    limit = week.horizon.minutes
    found = [_way(week, interval) for interval in week.travel]
    found += [_as_it_was(week, known) for known in week.history.done + week.history.ways]
    for candidate in chosen:
        start = problem.start_minute(candidate)
        parts = problem.parts_of(candidate)
        found += [_planned(week, start, part) for part in parts if start + part.start < limit]
    given = [taken for taken in week.taken if _touches(week, taken)]
    eaten = _meals_in(found)
    found += [_committed(week, taken, eaten) for taken in given]
    found.sort(key=_by_instant)
    merged = _merge_touching(week, found)
    said = with_small_notes(week, _with_enough_said(week, merged))
    return tuple(_with_uids(_with_pins(week, said)))


def _with_enough_said(week: Week, blocks: Sequence[Block]) -> list[Block]:
    """Blocks with a note where a task becomes good enough and the plan stops short of its ideal."""
    said = list(blocks)
    for task in week.profile.tasks:
        mine = [at for at, block in enumerate(blocks) if _is_sitting_of(task, block)]
        for at in mine:
            said[at] = replace(said[at], note="; ".join(_notes_besides_enough(said[at])))
        if task.enough_minutes is None:
            continue
        reached = list(accumulate(blocks[at].minutes for at in mine))
        if not reached or not task.enough_minutes <= reached[-1] < slot_up(task.minutes):
            continue
        at = mine[next(k for k, minutes in enumerate(reached) if minutes >= task.enough_minutes)]
        words = f"{GOOD_ENOUGH} {hours_said(task.enough_minutes)}"
        said[at] = replace(said[at], note="; ".join(filter(None, [said[at].note, words])))
    return said


def _notes_besides_enough(block: Block) -> list[str]:
    """What a block says but for where it is good enough, which a last plan may have said."""
    return [word for word in block.note.split("; ") if word and not word.startswith(GOOD_ENOUGH)]


def _is_sitting_of(task: Task, block: Block) -> bool:
    is_work = block.kind in {"task", "study"} and block.dose is None
    return is_work and block.name == task.name and not block.origin


def _merge_touching(week: Week, blocks: Sequence[Block]) -> list[Block]:
    """Touching sittings of one task as one block, as long as its longest sitting allows.

    What is done stays as it was; only a way goes on over now.
    """
    merged: list[Block] = []
    for block in blocks:
        last = merged[-1] if merged else None
        if last is not None and _continues(week, last, block):
            merged[-1] = replace(last, end=block.end)
        else:
            merged.append(block)
    return merged


def _continues(week: Week, last: Block, block: Block) -> bool:
    """Whether a block goes on right where the last one, of the same thing, ended."""
    if thing_of(last) != thing_of(block) or last.end != block.start:
        return False
    minute = week.horizon.minute_of(block.start)
    if block.kind == "travel" or minute <= week.now:
        return block.kind == "travel" and minute == week.now
    longest = {task.name: task.longest for task in week.profile.tasks}
    most = 1440 if block.is_notes else longest.get(block.name, 0)
    return is_sitting(block) and last.minutes + block.minutes <= most


def _as_it_was(week: Week, known: Known) -> Block:
    """What the last plan had before now, up to where it ended."""
    return replace(
        known.block,
        start=week.horizon.instant_of(known.interval.start),
        end=week.horizon.instant_of(known.interval.end),
        mark="done" if known.block.mark == "done" else None,
    )


def _with_pins(week: Week, blocks: Sequence[Block]) -> list[Block]:
    """Blocks that stand where they were pinned, marked so again."""
    ahead = week.history.ahead
    pinned = {(thing_of(known.block), known.interval) for known in ahead if known.is_pinned}
    return [
        replace(block, mark="pinned") if (thing_of(block), _span(week, block)) in pinned else block
        for block in blocks
    ]


def _span(week: Week, block: Block) -> Interval:
    return Interval(week.horizon.minute_of(block.start), week.horizon.minute_of(block.end))


def _by_instant(block: Block) -> tuple[datetime, datetime, str, str]:
    """Order by instant, for within a repeated hour the wall clock runs twice."""
    return block.start.astimezone(UTC), block.end.astimezone(UTC), block.kind, block.name


def _touches(week: Week, taken: Taken) -> bool:
    return taken.interval.end > 0 and taken.interval.start < week.horizon.minutes


def _meals_in(blocks: Sequence[Block]) -> frozenset[tuple[str, date]]:
    """Meals that have a place of their own, each with its day; dinner together is a dinner."""
    found = set()
    for block in blocks:
        meal = meal_named_in(block.name) if block.kind in {"meal", "protect"} else None
        if meal is not None:
            found.add((meal.name, block.start.date()))
    return frozenset(found)


def _committed(week: Week, taken: Taken, eaten: Container[tuple[str, date]]) -> Block:
    commitment = taken.commitment
    return Block(
        start=week.horizon.to_local(commitment.start),
        end=week.horizon.to_local(commitment.end),
        name=commitment.name,
        kind="commitment",
        note="; ".join(_commitment_notes(week, taken, eaten)),
        origin=commitment.kind,
    )


def _commitment_notes(week: Week, taken: Taken, eaten: Container[tuple[str, date]]) -> list[str]:
    """What a commitment's block says beside its name: tentative, meals that fall inside it.

    A meal `eaten` before or after it that day is none of these.
    """
    notes = ["tentative"] if taken.commitment.is_tentative else []
    meals = dict.fromkeys(
        meal.name.lower()
        for day in range(week.horizon.days)
        for meal in defaults.MEALS
        if week.eats_on_duty(meal, day, taken)
        and (meal.name, week.horizon.date_of(day)) not in eaten
    )
    if meals:
        notes.append(f"{' and '.join(meals)} on duty: take something along")
    return notes


def _way(week: Week, interval: Interval) -> Block:
    start = max(interval.start, week.now)
    end = min(interval.end, week.horizon.minutes)
    return Block(
        start=week.horizon.instant_of(start),
        end=week.horizon.instant_of(end),
        name="Travel",
        kind="travel",
    )


def _planned(week: Week, start: int, part: Part) -> Block:
    limit = week.horizon.minutes
    first, last = start + part.start, start + part.end
    note = part.note
    if last > limit:
        later = week.horizon.instant_of(last).strftime("%H:%M")
        note = "; ".join(filter(None, [note, f"goes on until {later}"]))
    return Block(
        start=week.horizon.instant_of(first),
        end=week.horizon.instant_of(min(last, limit)),
        name=part.name,
        kind=part.kind,
        value=part.value,
        dose=part.dose,
        note="; ".join(filter(None, [note, _lighter_note(week, first, part)])),
        origin=part.origin,
    )


def _lighter_note(week: Week, minute: int, part: Part) -> str:
    """What a practice says on a lighter day, where a smaller dose is asked of it."""
    if part.dose is None or part.kind not in PRACTICE_KINDS:
        return ""
    musts = {practice.name for practice in week.profile.practices if practice.must}
    is_eased = part.name not in musts and is_lighter(week, week.horizon.day_of(minute))
    return LIGHTER_DAY if is_eased else ""


def _with_uids(blocks: Sequence[Block]) -> list[Block]:
    """Give each block a name of its own that repeats from run to run: kind, name, day, turn."""
    turns: Counter[str] = Counter()
    found = []
    for block in blocks:
        key = f"{block.kind}/{block.name}/{block.start.date().isoformat()}"
        turns[key] += 1
        found.append(replace(block, uid=f"{key}/{turns[key]}"))
    return found


def value_minutes(week: Week, blocks: Sequence[Block]) -> tuple[ValueMinutes, ...]:
    """Minutes asked and planned for each value, in the order the person gave them."""
    wanted = wanted_minutes(week)
    planned: Counter[str] = Counter()
    for block in blocks:
        if block.value is not None and not block.is_fixed:
            planned[block.value] += block.minutes
    return tuple(
        ValueMinutes(name, _usual_weight(week, name), wanted[name], planned[name])
        for name in wanted
    )


def _usual_weight(week: Week, value: str) -> float:
    """The weight of a value, the mean over the days planned where seasons change it."""
    days = range(week.horizon.days)
    weights = {
        week.profile.values_on(week.horizon.date_of(day)).get(value, 1.0): None for day in days
    }
    if len(weights) == 1:
        return next(iter(weights))
    dates = [week.horizon.date_of(day) for day in days]
    return sum(week.profile.values_on(date).get(value, 1.0) for date in dates) / len(dates)


def open_minutes(week: Week, blocks: Sequence[Block]) -> tuple[int, int]:
    """(minutes left open, free waking minutes) from now to the end of the horizon."""
    ahead = Interval(week.now, week.horizon.minutes)
    minutes = [(b, _span(week, b).overlap_minutes(ahead)) for b in blocks if not b.is_fixed]
    planned = sum(length for block, length in minutes if block.kind not in ROUTINE_KINDS)
    routine = sum(length for block, length in minutes if block.kind in ROUTINE_KINDS)
    waking = week.free_minutes - routine
    return waking - planned, waking
