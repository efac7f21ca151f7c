"""Rules of a re-plan for the verifier: what happened stays, marks hold, every move is told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from trimtab.domain.plans import Block, LastPlan
from trimtab.planner.check import Check, said, span_of
from trimtab.planner.defaults import STABILITY
from trimtab.planner.wall_clock import Stretch, joined, to_utc

HOUR = timedelta(hours=1)
Place = tuple[str, str, str, datetime, datetime]


def _place(block: Block) -> Place:
    return (block.kind, block.name, block.origin, *span_of(block))


def _chosen(blocks: Iterable[Block]) -> list[Block]:
    """Blocks that neither a calendar nor a way to it decides."""
    return [block for block in blocks if block.kind not in {"commitment", "travel"}]


def _last(check: Check) -> LastPlan:
    assert check.request.last is not None
    return check.request.last


def _out(check: Check) -> set[Place]:
    return {_place(block) for block in _last(check).skipped}


def _begun(check: Check) -> list[Block]:
    last = _chosen(_last(check).blocks)
    return [b for b in last if to_utc(b.start) < check.now and _is_inside(check, b)]


def _lay_ahead(check: Check) -> list[Block]:
    """What the last plan had from the first free minute on, and the person did not leave out."""
    last = _chosen(_last(check).blocks)
    first, out = check.free_from, _out(check)
    later = [b for b in last if to_utc(b.start) >= first and _is_inside(check, b)]
    return [block for block in later if _place(block) not in out]


def _is_inside(check: Check, block: Block) -> bool:
    start, end = span_of(block)
    whole = check.plan.horizon
    return check.instant(0) <= start < end <= check.instant(whole.minutes)


def _taken(check: Check) -> list[Stretch]:
    """Commitments with a commute on either side: what may end or displace something."""
    way = timedelta(minutes=max(5, check.request.profile.person.commute_minutes))
    return [
        (one.start - way, one.end + way)
        for one in check.request.commitments
        if one.takes_the_person
    ]


def _past_changed(check: Check) -> Iterator[str]:
    """What was planned before now stands as it was, but where a commitment cut it short."""
    if check.request.last is None:
        return
    out, taken = _out(check), _taken(check)
    lived = {_place(b)[:4]: b for b in _chosen(check.plan.blocks) if to_utc(b.start) < check.now}
    for block in _begun(check):
        if _place(block) in out:
            continue
        stands = lived.pop(_place(block)[:4], None)
        is_whole = stands is not None and span_of(stands) == span_of(block)
        if not is_whole and not _touches(block, taken):
            yield f"{said(block)} was planned before now and is lost or cut short"
        if stands is not None and span_of(stands)[1] > span_of(block)[1]:
            yield f"{said(stands)} is longer than it was"
    for block in lived.values():
        yield f"{said(block)} lies before now and was never planned"


def _begins_late(check: Check) -> Iterator[str]:
    """Planning anew waits for what is under way and for nothing else."""
    lived = joined(span_of(block) for block in _chosen(check.plan.blocks))
    is_held = any(start < check.now and check.free_from <= end for start, end in lived)
    if check.request.last is not None and check.free_from > check.now and not is_held:
        yield f"Nothing is planned before {check.free_from:%a %H:%M} UTC, and nothing is under way"


def _touches(block: Block, stretches: Iterable[Stretch]) -> bool:
    first, last = span_of(block)
    return any(start < last and first < end for start, end in stretches)


def _marks_ignored(check: Check) -> Iterator[str]:
    """What is pinned, or was to begin within the hour, stands; else it is told, pinned first."""
    if check.request.last is None:
        return
    stands = {_place(block) for block in check.plan.blocks}
    told = {_place(move.was) for move in check.plan.moved or () if move.was}
    for block in _lay_ahead(check):
        is_held = block.mark == "pinned" or to_utc(block.start) < check.now + HOUR
        if is_held and _place(block) not in stands | told and not _is_side(block):
            yield f"{said(block)} was to stay, is gone, and nobody says so"
    pins = [move.is_pinned for move in check.plan.moved or ()]
    if pins != sorted(pins, reverse=True):
        yield "Something pinned moved and is not told first"


def _is_side(block: Block) -> bool:
    """A wind-down or slow start goes with its sleep and is not told apart from it."""
    return block.kind == "wind_down" or block.name == "Slow start"


def _moves_untold(check: Check) -> Iterator[str]:
    """Every difference from the last plan is told, and nothing is told that did not change."""
    if check.request.last is None:
        return
    before = {_place(b): b for b in _lay_ahead(check) if not _is_side(b)}
    after = {
        _place(b): b
        for b in _chosen(check.plan.blocks)
        if to_utc(b.start) >= check.free_from and not _is_side(b)
    }
    moves = [m for m in check.plan.moved or () if not _is_side(m.block)]
    was = {_place(move.was) for move in moves if move.was}
    now = {_place(move.now) for move in moves if move.now}
    for place in (before.keys() - after.keys()) ^ was:
        yield f"{place[1]} at {place[3]:%a %H:%M} UTC moved untold, or is told and did not move"
    for place in (after.keys() - before.keys()) ^ now:
        yield f"{place[1]} at {place[3]:%a %H:%M} UTC is new untold, or is told and is not new"


def _skipped_again(check: Check) -> Iterator[str]:
    """What the person left out is not asked again on that day."""
    if check.request.last is None:
        return
    left_out = [block for block in _last(check).skipped if block.origin != "messages"]
    out = {(*_thing(block), block.start.date()) for block in left_out}
    for block in check.ahead:
        if (*_thing(block), block.start.date()) in out:
            yield f"{said(block)} was left out for that day"


def _thing(block: Block) -> tuple[str, str, str, bool]:
    """What a block is one of; a habit has a dose, a task of the same name has none."""
    return (block.kind, block.name, block.origin, block.dose is None)


def _staying_overstated(check: Check) -> Iterator[str]:
    """What staying is said to be worth: so much for each block that stays, never more than all."""
    staying = check.plan.certificate.staying
    if check.request.last is None:
        if staying:
            yield "Staying in place is counted where there is no last plan"
        return
    stands = {_place(block) for block in check.plan.blocks}
    ahead = _lay_ahead(check)
    free = [one for one in _last(check).kept_free if to_utc(one.start) >= check.free_from]
    kept = sum(_place(block) in stands for block in ahead)
    still_free = {(one.kind, to_utc(one.start), to_utc(one.end)) for one in check.plan.kept_free}
    kept += sum((one.kind, to_utc(one.start), to_utc(one.end)) in still_free for one in free)
    most = len(ahead) + len(free)
    if not STABILITY.stay * kept - 1e-6 <= staying <= STABILITY.stay * most + 1e-6:
        yield f"Staying in place is said to be worth {staying}, with {kept} blocks kept"


RULES_OF_REPLANS = (
    _past_changed,
    _begins_late,
    _marks_ignored,
    _moves_untold,
    _skipped_again,
    _staying_overstated,
)
"""Each takes the plan under check; silent where the request knows no last plan."""
