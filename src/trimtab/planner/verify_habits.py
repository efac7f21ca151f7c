"""The verifier's rules on messages, pockets and stacked habits: blocks alone, no candidate code."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import pairwise

from trimtab.domain.plans import Block
from trimtab.domain.practices import LONGEST_POCKET, Practice
from trimtab.domain.tasks import MESSAGES, Messages, Task
from trimtab.domain.time import WEEKDAYS, ClockSpan
from trimtab.planner.check import Check, said, span_of
from trimtab.planner.wall_clock import stretch_of, to_utc

POCKETS_APART = timedelta(hours=2)
RIGHT_AFTER = timedelta(minutes=15)
ON_SITE = frozenset({"duty", "lecture", "clinic"})
HABITS = frozenset({"practice", "people", "study", "protect"})
MEAL_WORDS = {
    "Breakfast": ("breakfast", "brunch"),
    "Lunch": ("lunch",),
    "Dinner": ("dinner", "supper", "iftar"),
}


def messages_broken(check: Check) -> Iterator[str]:
    """Messages stand near a time asked for, on its days, once for each, as long as asked."""
    messages = check.request.profile.messages
    mine = sorted((b for b in check.planned if b.origin == "messages"), key=span_of)
    ahead = check.not_begun(mine)
    left = [] if messages is None else _moments(check, messages)
    for block in mine:
        drift = timedelta(minutes=messages.within if messages is not None else 0)
        near = [moment for moment in left if abs(to_utc(block.start) - moment) <= drift]
        if near:
            left.remove(near[0])
        if block in ahead:
            yield from _message_broken(messages, block, is_near=bool(near))
            yield from _outside_window(check, messages, block)


def _message_broken(messages: Messages | None, block: Block, *, is_near: bool) -> Iterator[str]:
    if messages is None:
        yield f"{said(block)} was never asked for"
        return
    if block.name != MESSAGES or block.minutes != -(-messages.minutes // 5) * 5:
        yield f"{said(block)} is not as long as messages were asked to be"
    if not is_near:
        yield f"{said(block)} is near no time at which messages were asked for"


def _outside_window(check: Check, messages: Messages | None, block: Block) -> Iterator[str]:
    """None begins before the earliest time of its day or ends after the latest."""
    if messages is None:
        return
    start, end = span_of(block)
    day = start.astimezone(check.zone).date()
    for clock, is_early in ((messages.earliest, True), (messages.latest, False)):
        if clock is None:
            continue
        edge = stretch_of(day, ClockSpan(0, clock), check.zone)[1] if clock else None
        if edge and (start < edge if is_early else end > edge):
            yield f"{said(block)} lies outside the hours of messages"


def _moments(check: Check, messages: Messages) -> list[datetime]:
    """Every time messages were asked for, in order."""
    horizon = check.plan.horizon
    days = [horizon.first_day + timedelta(days=number) for number in range(horizon.days)]
    return [
        stretch_of(day, ClockSpan(clock, clock + 1), check.zone)[0]
        for day in days
        if WEEKDAYS[day.weekday()] in messages.days
        for clock in messages.at
    ]


def pocket_broken(
    practice: Practice, mine: Sequence[Block], ahead: Sequence[Block]
) -> Iterator[str]:
    """A pocket ahead is short, and none stands within two hours of another."""
    if not practice.pocket:
        return
    planned = {to_utc(block.start) for block in ahead}
    pairs = pairwise(sorted(to_utc(block.start) for block in mine))
    if any(later - earlier < POCKETS_APART and later in planned for earlier, later in pairs):
        yield f"{practice.name} stands twice within two hours"
    for block in ahead:
        if block.minutes > LONGEST_POCKET:
            yield f"{said(block)} is no pocket of {LONGEST_POCKET} minutes"


def stack_broken(check: Check, practice: Practice, mine: Sequence[Block]) -> Iterator[str]:
    """A stacked practice stands right beside what it rides with."""
    if not practice.is_stacked:
        return
    for block in mine:
        if not _is_beside(check, practice, block):
            anchor = practice.after or practice.before
            side = "after" if practice.after else "before"
            yield f"{said(block)} does not stand right {side} {anchor}"


def _is_beside(check: Check, practice: Practice, block: Block) -> bool:
    """Whether a block touches its anchor, or others stacked on the same that do."""
    if practice.after == "Get home" and _is_just_home(check, block):
        return True
    same = {
        other.name
        for other in check.request.profile.practices
        if (other.after, other.before) == (practice.after, practice.before)
    }
    anchor = practice.after or practice.before or ""
    neighbour = _next_to(check, block, is_after=practice.after is not None)
    while neighbour is not None:
        if _is_anchor(neighbour, anchor):
            return True
        if neighbour.name not in same or neighbour.kind not in HABITS:
            return False
        neighbour = _next_to(check, neighbour, is_after=practice.after is not None)
    return False


def _next_to(check: Check, block: Block, *, is_after: bool) -> Block | None:
    """The planned block that ends as this one starts, or starts as it ends."""
    touches: Callable[[Block], bool] = (
        (lambda other: to_utc(other.end) == to_utc(block.start))
        if is_after
        else (lambda other: to_utc(other.start) == to_utc(block.end))
    )
    return next((other for other in check.planned if touches(other)), None)


def _is_anchor(block: Block, anchor: str) -> bool:
    if anchor == "Wake up":
        return block.kind == "buffer" and block.name == "Slow start"
    if anchor in MEAL_WORDS and block.kind == "protect":
        return any(word in block.name.lower() for word in MEAL_WORDS[anchor])
    return block.name == anchor and block.kind in {*HABITS, "meal", "buffer", "wind_down"}


def _is_just_home(check: Check, block: Block) -> bool:
    """Whether the person got home at most a quarter of an hour before."""
    start = to_utc(block.start)
    homes = [to_utc(way.end) for way in check.planned if way.kind == "travel"]
    if not check.request.profile.person.commute_minutes:
        homes += [one.end for one in check.request.commitments if one.kind in ON_SITE]
    known = any(home <= start <= home + RIGHT_AFTER for home in homes)
    return known or any(left <= start <= home + RIGHT_AFTER for left, home in _unshown_ways(check))


def _unshown_ways(check: Check) -> Iterator[tuple[datetime, datetime]]:
    """Ways home that other commitments cover, so that no block shows them: from and to when."""
    way = timedelta(minutes=check.request.profile.person.commute_minutes)
    for one in check.request.commitments:
        others = (other for other in check.request.commitments if other != one)
        is_covered = any(o.start < one.end + way and one.end < o.end for o in others)
        if is_covered and not one.is_remote:
            yield one.end, one.end + way


def short_sittings_broken(task: Task, mine: Sequence[Block], done: int) -> Iterator[str]:
    """One sitting may be shorter than the shortest: what is left where none add up."""
    grid = (-(-minutes // 5) * 5 - done for minutes in (task.minutes, task.asked_minutes))
    whole = {minutes // 5 * 5 for minutes in grid}
    least = min(task.shortest, *(minutes for minutes in whole if minutes > 0), 1440)
    short = [block for block in mine if block.minutes < least]
    left = {minutes % task.shortest for minutes in whole if not _adds_up(task, minutes)}
    if len(short) > 1:
        yield f"{task.name} has more than one sitting below its shortest"
    for block in short:
        if block.minutes not in left:
            yield f"{said(block)} is no sitting between its shortest and longest"


def _adds_up(task: Task, minutes: int) -> bool:
    """Whether some number of sittings, each between shortest and longest, is so many minutes."""
    counts = range(1, minutes // task.shortest + 1)
    return any(count * task.longest >= minutes for count in counts)
