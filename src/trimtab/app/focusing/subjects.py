"""What a session may be for: the block that runs, what follows it, or words of one's own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from trimtab.domain.plain_letters import without_steering
from trimtab.domain.plans import Block, Plan

FOCUS_KINDS = frozenset({"task", "study"})
"""What is planned to be worked on with a clear head."""

AHEAD = timedelta(hours=36)
MOST_SUBJECTS = 8
UNNAMED = "Focus"
MOST_LETTERS = 80


@dataclass(frozen=True, slots=True)
class Subject:
    """Something to work on: its name as plans know it, its kind, its value and its block."""

    name: str
    kind: str = ""
    value: str | None = None
    block: Block | None = None


def is_for_focus(block: Block) -> bool:
    """Whether a block is one to begin a session on: a task, study, or notes of a duty."""
    return block.kind in FOCUS_KINDS or block.is_notes


def subjects(plan: Plan | None, now: datetime) -> tuple[Subject, ...]:
    """What a plan has to work on, what runs first, then what comes; each name once."""
    if plan is None:
        return ()
    found: dict[str, Subject] = {}
    for block in _candidates(plan, now):
        if block.shown_name not in found:
            found[block.shown_name] = Subject(block.shown_name, block.kind, block.value, block)
    return tuple(found.values())[:MOST_SUBJECTS]


def _candidates(plan: Plan, now: datetime) -> Iterator[Block]:
    running = [one for one in plan.blocks if one.start <= now < one.end]
    yield from (one for one in running if is_for_focus(one))
    yield from (one for one in running if one.kind == "practice" and not is_for_focus(one))
    for one in plan.blocks:
        if is_for_focus(one) and now < one.start <= now + AHEAD and one.mark != "done":
            yield one


def typed_subject(typed: str, plan: Plan | None, now: datetime) -> Subject:
    """Words of one's own; those that name something planned are that."""
    name = " ".join(without_steering(typed).split())[:MOST_LETTERS]
    if not name:
        return Subject(UNNAMED)
    known = (one for one in subjects(plan, now) if one.name.casefold() == name.casefold())
    return next(known, Subject(name))
