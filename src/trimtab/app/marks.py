"""What a person says of blocks of the last plan: this stays, this is done, this is left out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from difflib import get_close_matches

from trimtab.domain.errors import ContraryMarksError, NoSuchBlockError
from trimtab.domain.plans import Block, LastPlan, Mark
from trimtab.domain.time import WEEKDAYS

WRITE_WHEN = "Write the day as tue or 2026-11-17, with a time if you like: tue 18:00."
SLEEP_KINDS = frozenset({"sleep", "wind_down"})
WEEKDAY_NAMES = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


@dataclass(frozen=True, slots=True)
class When:
    """A day, a time of day, or both; None where it is left open."""

    weekday: str | None = None
    day: date | None = None
    clock: str | None = None

    def holds(self, block: Block) -> bool:
        """Whether a block starts then, by its own clock."""
        start = block.start
        return (
            self.weekday in (None, WEEKDAYS[start.weekday()])
            and self.day in (None, start.date())
            and self.clock in (None, f"{start:%H:%M}")
        )


def read_when(text: str) -> When | None:
    """A day and time as typed: "tue", "tue 18:00", "2026-11-17", "18:00"; None if it is neither.

    >>> read_when("Tue 18:00")
    When(weekday='tue', day=None, clock='18:00')
    """
    words = text.strip().lower().replace("t", " ", 1) if re.match(r"\d{4}-", text) else text.lower()
    day, _, clock = words.strip().partition(" ")
    if re.fullmatch(r"\d{1,2}:\d{2}", day) and not clock:
        day, clock = "", day
    if clock and not re.fullmatch(r"([01]?\d|2[0-3]):[0-5]\d", clock.strip()):
        return None
    at = clock.strip().zfill(5) if clock else None
    if not day:
        return When(clock=at)
    if day[:3] in WEEKDAYS and _is_weekday(day):
        return When(weekday=day[:3], clock=at)
    try:
        return When(day=date.fromisoformat(day), clock=at)
    except ValueError:
        return None


def _is_weekday(word: str) -> bool:
    """Whether a word is a weekday, short or in full."""
    full = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    return any(len(word) >= 3 and name.startswith(word) for name in full)


@dataclass(frozen=True, slots=True)
class Marks:
    """What was typed: NAME or NAME@WHEN, for each thing a person may say of a block."""

    pinned: tuple[str, ...] = ()
    done: tuple[str, ...] = ()
    skipped: tuple[str, ...] = ()


def mark_blocks(last: LastPlan, marks: Marks, now: datetime) -> LastPlan:
    """The last plan with these marks on its blocks.

    Raises NoSuchBlockError, naming the nearest block, where nothing stands so, and
    ContraryMarksError where one block is said to be left out and to be done or to stay.
    """
    _refuse_contrary(last, marks, now)
    for typed in marks.done:
        last = with_done(last, _find(typed, _Asked("done", last, now)))
    for typed in marks.skipped:
        last = leave_out(last, _find(typed, _Asked("skip", last, now)))
    for typed in marks.pinned:
        found = _find(typed, _Asked("pin", last, now))
        last = with_mark(last, found, "pinned")
    return last


def stays_texts(last: LastPlan, marks: Marks, now: datetime) -> tuple[str, ...]:
    """Says what stays where a duty was named to be left out and its notes alone can be."""
    found = [
        (typed, block)
        for typed in marks.skipped
        for block in _find(typed, _Asked("skip", last, now))
    ]
    return tuple(
        f"--skip {typed} leaves out the notes of {block.name} on {_time(block.start)}. "
        f"{block.name} itself comes from a calendar and stays."
        for typed, block in found
        if block.is_notes and not typed.casefold().startswith(block.shown_name.casefold())
    )


def _refuse_contrary(last: LastPlan, marks: Marks, now: datetime) -> None:
    """Raise ContraryMarksError where one block is left out and is to be done or pinned as well."""
    for skipped in marks.skipped:
        left_out = _find(skipped, _Asked("skip", last, now))
        for done in marks.done:
            both = [b for b in _find(done, _Asked("done", last, now)) if b in left_out]
            if both:
                raise ContraryMarksError(_listed(both), f"--done {done}", f"--skip {skipped}")
        for pinned in marks.pinned:
            found = _find(pinned, _Asked("pin", last, now))
            if all(block in left_out for block in found):
                raise ContraryMarksError(_listed(found), f"--pin {pinned}", f"--skip {skipped}")


def find_ahead(last: LastPlan, typed: str, now: datetime) -> Block:
    """The block that NAME or NAME@WHEN means among those that lie ahead; the next of its name.

    Raises NoSuchBlockError, naming the nearest block, where nothing stands so, and naming all
    where a day was said on which several stand.
    """
    asked = _Asked("pin", last, now)
    found = sorted(_find(typed, asked), key=lambda block: block.start.astimezone(UTC))
    name, when = _parted(typed, asked)
    same_day = [block for block in found if block.start.date() == found[0].start.date()]
    if when != When() and len(same_day) > 1:
        time = f"{WEEKDAY_NAMES[found[0].start.weekday()].lower()} {same_day[-1].start:%H:%M}"
        raise NoSuchBlockError(
            f"{found[0].shown_name} stands on {_times(same_day)}. "
            f"Say which, with its time: {name}@{time}."
        )
    return found[0]


def with_mark(last: LastPlan, found: Sequence[Block], mark: Mark | None) -> LastPlan:
    """The last plan with a mark on some of its blocks, or with none."""
    blocks = tuple(replace(one, mark=mark) if one in found else one for one in last.blocks)
    return replace(last, blocks=blocks)


def with_done(last: LastPlan, found: Sequence[Block]) -> LastPlan:
    """Marked done, and back among the blocks if it had been left out."""
    back = [block for block in last.skipped if block in found]
    marked = [replace(b, mark="done") if b in found else b for b in (*last.blocks, *back)]
    return replace(
        last,
        blocks=tuple(sorted(marked, key=lambda b: b.start.astimezone(UTC))),
        skipped=tuple(block for block in last.skipped if block not in found),
        asked="" if back else last.asked,
    )


def leave_out(last: LastPlan, found: Sequence[Block]) -> LastPlan:
    """The last plan without some blocks: their places are kept no more, and the week is another."""
    return replace(
        last,
        blocks=tuple(block for block in last.blocks if block not in found),
        skipped=(*last.skipped, *(replace(block, mark="skipped") for block in found)),
        asked="",
    )


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is asked of which plan, and when."""

    verb: str
    last: LastPlan
    now: datetime

    @property
    def blocks(self) -> list[Block]:
        """Blocks of which something may be said."""
        given = {"commitment", "travel"}
        more = self.last.skipped if self.verb == "done" else ()
        return [block for block in (*self.last.blocks, *more) if block.kind not in given]

    def allows(self, block: Block) -> bool:
        """Whether it may be said of this block: of what has begun, what lies ahead, or either."""
        has_begun = block.start < self.now
        return {"done": has_begun, "pin": not has_begun, "skip": True}[self.verb]

    def pick(self, found: Sequence[Block]) -> list[Block]:
        """Of blocks of one name with no time said, those that are meant."""
        in_order = sorted(found, key=lambda block: block.start.astimezone(UTC))
        if self.verb == "pin":
            return in_order
        if self.verb == "done":
            return in_order[-1:]
        return [block for block in in_order if block.end > self.now][:1] or in_order[-1:]


def _find(typed: str, asked: _Asked) -> list[Block]:
    name, when = _parted(typed, asked)
    named = [block for block in asked.blocks if _is_named(block, name)]
    if not named:
        raise NoSuchBlockError(_given(name, asked) or _unknown_name(name, asked))
    if asked.verb == "skip" and any(map(is_of_night, named)):
        raise NoSuchBlockError(f"{named[0].shown_name} can move, but is not left out.")
    then = [block for block in named if when.holds(block)]
    if not then:
        raise NoSuchBlockError(f"{named[0].shown_name} does not start then. {_stands(named)}")
    allowed = [block for block in then if asked.allows(block)]
    if not allowed:
        raise NoSuchBlockError(_too_soon_or_late(then[0], asked))
    return asked.pick(allowed) if when == When() else allowed


def _parted(typed: str, asked: _Asked) -> tuple[str, When]:
    """Name and time of NAME@WHEN; an @ may also be part of a name."""
    name, at, text = typed.rpartition("@")
    if not at or any(_is_named(block, typed) for block in asked.last.blocks):
        return typed.strip(), When()
    when = read_when(text)
    if when is None:
        raise NoSuchBlockError(f"{text!r} is not a time. {WRITE_WHEN}")
    return name.strip(), when


def is_of_night(block: Block) -> bool:
    """Whether a block is part of a night, which can move and is not left out."""
    return block.kind in SLEEP_KINDS or block.name == "Slow start"


def _is_named(block: Block, name: str) -> bool:
    return name.casefold() in {block.name.casefold(), block.shown_name.casefold()}


def _given(name: str, asked: _Asked) -> str:
    """What to do about something a calendar gives; empty when nothing of that name is given."""
    given = [b for b in asked.last.blocks if b.kind == "commitment" and _is_named(b, name)]
    if not given:
        return ""
    return (
        f"{_listed(given)}, comes from a calendar, so it stands as it is. "
        "To change it, change the calendar and plan again."
    )


def _unknown_name(name: str, asked: _Asked) -> str:
    names = {block.shown_name.casefold(): block.shown_name for block in asked.blocks}
    near = get_close_matches(name.casefold(), names, n=1, cutoff=0.0)
    if not near:
        return f"The plan has no block named {name!r}, nor any other."
    blocks = [block for block in asked.blocks if block.shown_name == names[near[0]]]
    return f"The plan has no block named {name!r}. The nearest is {_listed(blocks)}."


def _stands(named: Sequence[Block]) -> str:
    return f"It stands on {_times(named)}."


def _too_soon_or_late(block: Block, asked: _Asked) -> str:
    if asked.verb == "done":
        return f"{_listed([block])}, has not begun yet. If it need not happen, leave it out."
    return f"{_listed([block])}, has begun already, so it stays where it is."


def _listed(blocks: Sequence[Block]) -> str:
    return f"{blocks[0].shown_name}, {_times(blocks)}"


def _times(blocks: Sequence[Block]) -> str:
    times = [_time(block.start) for block in blocks]
    return times[0] if len(times) == 1 else f"{', '.join(times[:-1])} and {times[-1]}"


def _time(moment: datetime) -> str:
    return f"{WEEKDAY_NAMES[moment.weekday()]} {moment.day} {moment:%b %H:%M}"
