"""Rituals around a day's work: lines of one's own for its begin and its end, and when to offer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from trimtab.app.daily.day_now import Day, blocks_of, day_after, day_at, duties, is_past, later
from trimtab.app.daily.ports import Store
from trimtab.app.daily.signing_out import planned_three, written_three
from trimtab.app.focusing.subjects import is_for_focus
from trimtab.domain.plans import Block, Plan

Ritual = Literal["start", "end"]

LINES: dict[Ritual, str] = {"start": "ritual_start", "end": "ritual_end"}
"""Settings: a ritual's own lines, one below the other."""

USUAL: dict[Ritual, tuple[str, ...]] = {
    "start": ("Phone away until the first block has begun.", "Water within reach."),
    "end": (),
}
"""Lines until there are own ones; sign-out has charts, three things and tidying anyway."""

OFFERED, BEGUN = "ritual_offered", "ritual_begun"
"""Settings: whether Today offers the begin ("yes"), and the day that was begun last."""

MOST_LINES, MOST_LETTERS = 8, 120
OFFERED_BEFORE, OFFERED_AFTER = timedelta(minutes=90), timedelta(minutes=30)
"""Before the first work of a day, and after it began (our choices)."""


@dataclass(frozen=True, slots=True)
class Beginning:
    """A day as its begin shows it: what it is for, its first work, and the first to focus on.

    `is_planned` says whether the plan reaches it at all.
    """

    day: date
    three: tuple[str, ...]
    first: Block | None
    focus: Block | None
    is_planned: bool = True


def ritual_lines(store: Store, ritual: Ritual) -> tuple[str, ...]:
    """A ritual's lines: one's own, or the usual ones."""
    kept = store.settings().get(LINES[ritual])
    return USUAL[ritual] if kept is None else lines_written(kept.split("\n"))


def keep_ritual_lines(store: Store, ritual: Ritual, lines: Sequence[str]) -> None:
    """Keep a ritual's lines in place of those before."""
    store.keep_setting(LINES[ritual], "\n".join(lines_written(lines)))


def too_much_text(typed: Sequence[str]) -> str:
    """What to mend in lines that are too many or too long; nothing where all can be kept.

    >>> too_much_text(["Coat on"] * 9)
    'These are 9 lines; 8 can be kept. Leave some out, or join them.'
    """
    lines = [one for one in (" ".join(one.split()) for one in typed) if one]
    if len(lines) > MOST_LINES:
        return (
            f"These are {len(lines)} lines; {MOST_LINES} can be kept. Leave some out, or join them."
        )
    longest = max(lines, key=len, default="")
    if len(longest) > MOST_LETTERS:
        return (
            f"“{longest[:30]} …” has {len(longest)} letters; a line can have {MOST_LETTERS}. "
            "Make two of it."
        )
    return ""


def lines_written(typed: Sequence[str]) -> tuple[str, ...]:
    """Lines as they were typed, without empty ones and what is too long or too many."""
    lines = (" ".join(one.split())[:MOST_LETTERS] for one in typed)
    return tuple(one for one in lines if one)[:MOST_LINES]


def beginning(store: Store, plan: Plan, now: datetime) -> Beginning:
    """The day that holds this moment; the one after it where all of its work is over."""
    day = day_at(plan, now)
    has_work = any(_is_work(one) and one.end > now for one in blocks_of(plan, day))
    if not has_work and not is_past(plan, now):
        day = day_after(plan, day)
    ahead = [one for one in blocks_of(plan, day) if one.end > now]
    three = written_three(store, day.date) or tuple(one.name for one in planned_three(plan, day))
    return Beginning(
        day.date,
        three,
        next((one for one in ahead if _is_work(one)), None),
        next((one for one in ahead if is_for_focus(one)), None),
        is_planned=day.date < plan.horizon.date_of(plan.horizon.days),
    )


def is_begin_offered(store: Store, plan: Plan, now: datetime) -> bool:
    """Whether Today offers the begin: where that is wished, near the day's first work, once."""
    kept = store.settings()
    if kept.get(OFFERED) != "yes":
        return False
    day = day_at(plan, now)
    if kept.get(BEGUN) == day.date.isoformat():
        return False
    first = _first_work(plan, day)
    if first is None:
        return False
    return later(first.start, -OFFERED_BEFORE) <= now <= later(first.start, OFFERED_AFTER)


def begin_day(store: Store, plan: Plan, now: datetime) -> None:
    """Remember that this day was begun."""
    store.keep_setting(BEGUN, day_at(plan, now).date.isoformat())


def _first_work(plan: Plan, day: Day) -> Block | None:
    """The first duty of a day, else its first block to focus on."""
    mine = [one for one in blocks_of(plan, day) if one.start >= day.start]
    duty = next(iter(duties(mine)), None)
    return duty or next((one for one in mine if is_for_focus(one)), None)


def _is_work(block: Block) -> bool:
    return bool(duties([block])) or is_for_focus(block)
