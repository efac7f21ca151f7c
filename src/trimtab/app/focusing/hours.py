"""Planned focus against real, from what is kept: plans as they stood, timers and marks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime

from trimtab.app.daily.ports import Store
from trimtab.app.focusing.subjects import FOCUS_KINDS, is_for_focus
from trimtab.app.looking_back.time_now import planned_between, time_audit
from trimtab.domain.plans import Block
from trimtab.focus.planned_real import PlannedAgainstReal, PlannedFocus, against_real
from trimtab.reflection.audit import Piece, TimeAudit


def focus_hours(store: Store, first: date, last: date, now: datetime) -> PlannedAgainstReal:
    """Focus of these days, both inclusive, of blocks that are over by now."""
    told = time_audit(store, first, last, now=now)
    over = [one for one in planned_between(store, first, last) if _is_over(one, now)]
    return against_real(_compared(over, told), sum(_minutes(one) for one in _real(told)))


def _is_over(block: Block, now: datetime) -> bool:
    return is_for_focus(block) and block.end <= now


def _real(told: TimeAudit) -> Iterator[Piece]:
    """Focus that is known: what was timed, and blocks of such a kind that were lived."""
    for one in told.pieces:
        if one.is_known and (one.basis == "timer" or one.kind in FOCUS_KINDS):
            yield one


def _compared(blocks: list[Block], told: TimeAudit) -> Iterator[PlannedFocus]:
    """Each block with what happened of it: minutes of its name on its day, given out in order."""
    lived: dict[tuple[str, date], int] = defaultdict(int)
    silent: dict[tuple[str, date], int] = defaultdict(int)
    for piece in told.pieces:
        key = piece.name.casefold(), _day(told, piece)
        (lived if piece.is_known else silent)[key] += _minutes(piece)
    for block in blocks:
        key = block.shown_name.casefold(), block.start.date()
        happened = min(block.minutes, lived[key])
        lived[key] -= happened
        is_told = block.mark in {"done", "skipped"}
        unknown = 0 if is_told else min(block.minutes - happened, silent[key])
        silent[key] -= unknown
        yield PlannedFocus(block.start.hour, block.kind, block.minutes, happened, unknown)


def _minutes(piece: Piece) -> int:
    return piece.interval.minutes


def _day(told: TimeAudit, piece: Piece) -> date:
    return told.span.instant_of(piece.interval.start).date()
