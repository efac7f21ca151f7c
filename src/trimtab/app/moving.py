"""What a person moves by hand: a block of the last plan, pinned at another time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from trimtab.app.marks import WEEKDAY_NAMES, When, find_ahead, read_when
from trimtab.app.ports import PlannedWeek
from trimtab.domain.errors import NoSuchPlaceError
from trimtab.domain.plans import Block, LastPlan
from trimtab.domain.time import SLOT_MINUTES, WEEKDAYS
from trimtab.planner.moves import find_moves, moved_by_hand

WRITE_MOVE = 'Write the block, "=" and when it is to begin, as in "Run@sat=sun 15:45".'


def move_blocks(last: LastPlan, moves: Sequence[str], now: datetime) -> LastPlan:
    """The last plan with blocks pinned elsewhere; each move is NAME[@WHEN]=WHEN.

    `now` is local, in the person's zone. Raises NoSuchBlockError where no block ahead is meant,
    NoSuchPlaceError where the new time is none, is over, lies outside the plan, or is taken by
    another block of that name.
    """
    for typed in moves:
        block = find_ahead(last, _parted(typed)[0], now)
        start = _new_start(typed, block, last, now)
        last = move_block(last, block, start, now, typed=typed)
    return last


def move_block(
    last: LastPlan, block: Block, start: datetime, now: datetime, *, typed: str = ""
) -> LastPlan:
    """The last plan with a block pinned at another time, local in the person's zone as `now` is.

    Raises NoSuchPlaceError where that is no time to begin, is over, lies outside the plan, or is
    taken by another block of that name; `typed` is what was asked for, as it was said.
    """
    typed = typed or block.shown_name
    _refuse_start(typed, start, last, now)
    moved = replace(block, start=start, end=after(start, block.minutes), mark="pinned", uid="")
    _refuse_its_twin(typed, moved, [one for one in last.blocks if one != block])
    return put_elsewhere(last, block, moved)


def put_elsewhere(last: LastPlan, block: Block, moved: Block) -> LastPlan:
    """The last plan with `moved` in place of a block, no longer as it was asked for."""
    others = [one for one in last.blocks if one != block]
    in_order = sorted([*others, moved], key=lambda one: one.start.astimezone(UTC))
    return replace(last, blocks=tuple(in_order), asked="")


def tell_moves(planned: PlannedWeek, before: LastPlan, wished: LastPlan) -> PlannedWeek:
    """The week planned from `wished`, what moved told against `before`, without the moves.

    Raises NoSuchPlaceError where a block is not where it was wished: nothing is shown or kept.
    """
    pairs = moved_by_hand(before, wished)
    by_hand = [(was, _found(planned, wished, there)) for was, there in pairs]
    gone = [move.block for move in planned.plan.moved or () if not move.is_asked]
    needless = set(map(_place, gone))
    moved = find_moves(before, planned.plan, lambda block: _place(block) not in needless, by_hand)
    return replace(planned, plan=replace(planned.plan, moved=moved))


def _found(planned: PlannedWeek, wished: LastPlan, block: Block) -> Block:
    """The block that stands where it was wished; raises NoSuchPlaceError where none does."""
    found = find_held(planned, block)
    if found is None:
        pinned = [one for one in wished.blocks if one.mark == "pinned" and one != block]
        why = planned.why_no_place(block, pinned)
        said = f"it has no place on {_time(block.start)} in this week. {why}".strip()
        raise NoSuchPlaceError(block.shown_name, f"{said} `trimtab places` shows where it has one.")
    return found


def find_held(planned: PlannedWeek, wished: Block) -> Block | None:
    """The block of a plan that stands where it was wished, or a longer one around it, if any."""
    return next((one for one in planned.plan.blocks if holds(one, wished)), None)


def _refuse_its_twin(typed: str, moved: Block, others: Sequence[Block]) -> None:
    """Raise NoSuchPlaceError where a block of the same name stands in the time wished for."""
    for one in others:
        is_same = (one.kind, one.shown_name) == (moved.kind, moved.shown_name)
        if is_same and one.start < moved.end and moved.start < one.end:
            raise NoSuchPlaceError(
                typed,
                f"{one.shown_name} stands there already, on {_time(one.start)}. "
                "Name another time, or leave one of the two out with --skip.",
            )


def _place(block: Block) -> tuple[str, str, datetime]:
    return block.kind, block.shown_name, block.start.astimezone(UTC)


def holds(one: Block, wished: Block) -> bool:
    """Whether a block is the wished one, or a longer one of the same thing around it."""
    is_same = (one.kind, one.shown_name) == (wished.kind, wished.shown_name)
    return is_same and one.start <= wished.start and one.end >= wished.end


def _parted(typed: str) -> tuple[str, str]:
    name, sign, when = typed.rpartition("=")
    if not sign or not name.strip():
        raise NoSuchPlaceError(typed, WRITE_MOVE)
    return name.strip(), when.strip()


def _new_start(typed: str, block: Block, last: LastPlan, now: datetime) -> datetime:
    text = _parted(typed)[1]
    when = read_when(text)
    if when is None or when.clock is None:
        raise NoSuchPlaceError(typed, f"{text!r} is no time to begin. {WRITE_MOVE}")
    return datetime.combine(_new_day(when, block, last), time.fromisoformat(when.clock), now.tzinfo)


def _refuse_start(typed: str, start: datetime, last: LastPlan, now: datetime) -> None:
    """Raise NoSuchPlaceError where nothing that is planned can begin."""
    if start.minute % SLOT_MINUTES:
        nearest = f"{start.hour:02d}:{start.minute // SLOT_MINUTES * SLOT_MINUTES:02d}"
        raise NoSuchPlaceError(
            typed, f"Blocks begin each {SLOT_MINUTES} minutes: write {nearest}, for example."
        )
    if start < now:
        raise NoSuchPlaceError(typed, f"{_time(start)} is over. Name a time still to come.")
    if not last.first_day <= start.date() <= last.last_day:
        until = f"{_day(last.first_day)} to {_day(last.last_day)}"
        raise NoSuchPlaceError(typed, f"{_time(start)} is not in the plan, which is of {until}.")


def _new_day(when: When, block: Block, last: LastPlan) -> date:
    """The date said; a weekday is that of the planned week the block stands in."""
    if when.day is not None:
        return when.day
    if when.weekday is None:
        return block.start.date()
    first = last.first_day + timedelta((block.start.date() - last.first_day).days // 7 * 7)
    return first + timedelta((WEEKDAYS.index(when.weekday) - first.weekday()) % 7)


def after(start: datetime, minutes: int) -> datetime:
    """So many real minutes later, by the same clock."""
    return (start.astimezone(UTC) + timedelta(minutes=minutes)).astimezone(start.tzinfo)


def _day(day: date) -> str:
    return f"{WEEKDAY_NAMES[day.weekday()]} {day.day} {day:%b}"


def _time(moment: datetime) -> str:
    return f"{_day(moment.date())} {moment:%H:%M}"
