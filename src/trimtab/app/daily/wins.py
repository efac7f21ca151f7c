"""What went well: filled by itself from what was kept, beside lines in the person's own words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from trimtab.app.daily.absence import Absence
from trimtab.app.daily.day_now import Day, day_end, skipped_of
from trimtab.domain.kept import BlockMark
from trimtab.domain.plans import Block, LastPlan, Plan

LIVED = frozenset({"practice", "protect", "people", "task", "study", "sleep", "nap"})
"""Kinds that are wins once they are over; meals, ways and buffers are not worth a line."""

ASLEEP = frozenset({"sleep", "nap"})
"""Of the date somebody wakes on, as over each day of Week: one number, naps and all."""


@dataclass(frozen=True, slots=True)
class KeptThing:
    """Something that was kept: its name, minutes in all, and whether the person said so."""

    name: str
    kind: str
    minutes: int
    value: str | None
    is_said: bool


@dataclass(frozen=True, slots=True)
class LetGo:
    """Something that was left out, and what was kept for the same value."""

    block: Block
    kept: tuple[str, ...]


def kept_things(
    plan: Plan, day: Day, now: datetime, absences: Sequence[Absence] = ()
) -> tuple[KeptThing, ...]:
    """What a day kept until now: what was planned before now counts unless something was said.

    Of what ended while nobody was here only what was said to be done counts.
    """
    kinds = (one for one in plan.blocks if one.kind in LIVED)
    over = [one for one in kinds if _is_kept(one, day, now, absences)]
    return tuple(_thing(alike) for alike in _alike(over))


def kept_on(
    last: LastPlan, date_: date, now: datetime, absences: Sequence[Absence] = ()
) -> tuple[KeptThing, ...]:
    """What a day kept until now, in a week as it was lived; as `kept_things`, of kinds as well."""
    if not last.blocks:
        return ()
    zone = last.blocks[0].start.tzinfo
    midnights = [
        datetime.combine(date_ + timedelta(days=days), datetime.min.time(), zone) for days in (0, 1)
    ]
    day = Day(date_, *(day_end(last.blocks, midnight) for midnight in midnights))
    kinds = (one for one in last.blocks if one.kind in LIVED)
    over = [one for one in kinds if _is_kept(one, day, now, absences)]
    return tuple(_thing(alike) for alike in _alike(over))


def told_first(things: Iterable[KeptThing]) -> list[KeptThing]:
    """What the person said first, then people, sleep and the longest."""
    first = {"people": 0, "protect": 0, "sleep": 1}
    return sorted(things, key=lambda one: (not one.is_said, first.get(one.kind, 2), -one.minutes))


def let_go(
    plan: Plan, day: Day, now: datetime, absences: Sequence[Absence] = ()
) -> tuple[LetGo, ...]:
    """What was left out of a day, each with what these days kept for the same value."""
    over = [one for one in plan.blocks if one.end <= now and one.value and _was_here(one, absences)]
    return tuple(
        LetGo(block, _names(one for one in over if one.value == block.value))
        for block in skipped_of(plan, day)
    )


def done_in(marks: Iterable[BlockMark]) -> tuple[BlockMark, ...]:
    """Of what was said, the things done or done shorter that were not taken back later."""
    latest: dict[tuple[str, str, datetime], BlockMark] = {}
    for mark in marks:
        latest[mark.kind, mark.name, mark.start] = mark
    return tuple(one for one in latest.values() if one.verb in {"done", "shorter"})


def _is_kept(block: Block, day: Day, now: datetime, absences: Sequence[Absence]) -> bool:
    is_over = block.end <= now or block.mark == "done"
    return is_over and _is_of(block, day) and _was_here(block, absences)


def _is_of(block: Block, day: Day) -> bool:
    """Whether a block counts for a day; sleep for the date on which it ends."""
    if block.kind in ASLEEP:
        return block.end.date() == day.date
    return day.start < block.end <= day.end


def _was_here(block: Block, absences: Sequence[Absence]) -> bool:
    """Whether somebody was here as it ended, or said since that it was done."""
    return block.mark == "done" or not any(one.holds(block.end) for one in absences)


def _alike(blocks: Sequence[Block]) -> list[list[Block]]:
    """Blocks of one name together, and all the sleep of a day; a nap alone has its own name."""
    slept = any(block.kind == "sleep" for block in blocks)
    found: dict[tuple[str, str], list[Block]] = {}
    for block in blocks:
        key = ("sleep", "") if slept and block.kind in ASLEEP else (block.kind, block.shown_name)
        found.setdefault(key, []).append(block)
    return list(found.values())


def _thing(alike: Sequence[Block]) -> KeptThing:
    first = next((block for block in alike if block.kind == "sleep"), alike[0])
    return KeptThing(
        first.shown_name,
        first.kind,
        sum(block.minutes for block in alike),
        first.value,
        any(block.mark == "done" for block in alike),
    )


def _names(blocks: Iterable[Block]) -> tuple[str, ...]:
    """Names in order, with how often where that is more than once."""
    counts = Counter(block.shown_name for block in blocks)
    return tuple(
        name if times == 1 else f"{name} ({times} times)" for name, times in counts.items()
    )
