"""What a re-plan moved, in sentences shared by terminal and page."""

from __future__ import annotations

from trimtab.domain.plans import Block, Move, Plan
from trimtab.domain.time import Horizon
from trimtab.reports.wording import WEEKDAYS, date_text, duration_text, listed_text


def moved_texts(plan: Plan) -> list[str]:
    """What moved, a sentence for each thing; what is no longer needed in one, last of all."""
    moves, horizon = plan.moved or (), plan.horizon
    gone = [move for move in moves if not move.is_asked and not move.is_pinned]
    told = [moved_text(move, horizon) for move in moves if move not in gone]
    if len(gone) < 2:
        return told + [moved_text(move, horizon) for move in gone]
    names: dict[str, list[str]] = {}
    for move in gone:
        names.setdefault(move.block.shown_name, []).append(_moment_text(move.block, horizon))
    listed = listed_text([f"{name} on {listed_text(at)}" for name, at in names.items()])
    return [*told, f"No longer needed: {listed}."]


def moved_text(move: Move, horizon: Horizon) -> str:
    """What became of one thing since the last plan, as a sentence."""
    name = move.block.shown_name + (", which you pinned," if move.is_pinned else "")
    was, now = move.was, move.now
    if was is None or now is None:
        when = _moment_text(move.block, horizon)
        if was is not None and not move.is_asked:
            return f"{name} on {when} is no longer needed."
        if was is not None:
            return f"{name} on {when} found no place."
        return f"{name} is new on {when}, {duration_text(move.block.minutes)}."
    lengths = f"{duration_text(now.minutes)} instead of {duration_text(was.minutes)}"
    if move.change == "resized":
        return f"{name} on {_moment_text(was, horizon)} lasts {lengths}."
    size = "" if now.minutes == was.minutes else f", {lengths}"
    places = f"from {_moment_text(was, horizon)} to {_moment_text(now, horizon)}"
    return f"{name} moved {places}{size}."


def _moment_text(block: Block, horizon: Horizon) -> str:
    """When a block starts: weekday and clock, with the date where weekdays come twice."""
    start = horizon.to_local(block.start)
    day = WEEKDAYS[start.weekday()] if horizon.days <= 7 else date_text(start.date())
    return f"{day} {start:%H:%M}"
