"""Tasks in words, as pages and commands say them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from trimtab.domain.plans import Block
from trimtab.domain.tasks import Quadrant, Task
from trimtab.reports.wording import date_text, dated_text, duration_text

GROUPS: dict[Quadrant, tuple[str, str]] = {
    "first": ("Important and soon", "These come first."),
    "scheduled": ("Important, with time", "They get times of their own this week."),
    "batched": ("Soon, less important", "In one go with other small things, or by somebody else."),
    "let_go": ("Neither", "They fill what is left. Letting one go, or putting it off, is fine."),
}
"""Each group's heading, and what is done with it."""

MOST_TIMES = 3
EN_DASH = "\N{EN DASH}"


def due_text(task: Task, now: datetime) -> str:
    """When a task is due, on the clock of `now`; empty where it is not."""
    if task.due is None:
        return ""
    local = task.due.astimezone(now.tzinfo)
    is_day = (local.hour, local.minute) == (0, 0)
    day = local.date() - timedelta(days=is_day)
    near = {0: "today", 1: "tomorrow"}.get((day - now.date()).days, dated_text(day, now.date()))
    said = near if is_day else f"{near} {local:%H:%M}"
    return f"was due {said}" if task.due <= now else f"due {said}"


def length_text(task: Task) -> str:
    """How long it takes, and what is good enough of it."""
    if task.enough_minutes is None:
        return duration_text(task.minutes)
    return f"{duration_text(task.enough_minutes)} is good enough of {duration_text(task.minutes)}"


def times_text(blocks: Sequence[Block], now: datetime) -> str:
    """When it is worked on, the first few sittings: "Wed 18 Nov 14:00, 45 min"."""
    said = [_sitting(block, now) for block in blocks[:MOST_TIMES]]
    more = len(blocks) - MOST_TIMES
    return "; ".join([*said, *([f"and {more} more"] if more > 0 else [])])


def passed_text(passed: Sequence[Block], done: Sequence[Block], now: datetime) -> str:
    """Sittings gone by: those that happened, and the last one that nobody said anything of.

    Where several went by, their minutes stand together.
    """
    said = []
    if done:
        said.append(f"{duration_text(sum(one.minutes for one in done))} done.")
    if passed:
        last = passed[-1]
        local, until = last.start.astimezone(now.tzinfo), last.end.astimezone(now.tzinfo)
        more = len(passed) - 1
        earlier = f" and {counted_times(more)} before it" if more else ""
        were = "were they" if more else "was it"
        day = "today" if local.date() == now.date() else date_text(local.date())
        said.append(f"Was planned {day} {local:%H:%M}{EN_DASH}{until:%H:%M}{earlier}; {were} done?")
    return " ".join(said)


def counted_times(number: int) -> str:
    """So many times.

    >>> counted_times(1), counted_times(3)
    ('once', '3 times')
    """
    return {1: "once", 2: "twice"}.get(number, f"{number} times")


def _sitting(block: Block, now: datetime) -> str:
    local = block.start.astimezone(now.tzinfo)
    if block.start <= now:
        return f"now, until {block.end.astimezone(now.tzinfo):%H:%M}"
    day = "today" if local.date() == now.date() else date_text(local.date())
    return f"{day} {local:%H:%M}, {duration_text(block.minutes)}"


def on_clock(now: datetime, zone: str) -> datetime:
    """A moment on a person's clock."""
    return now.astimezone(ZoneInfo(zone))
