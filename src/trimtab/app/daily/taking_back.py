"""Take back what was said of a block, and with it what had moved for it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from trimtab.app.daily.saying import Heard, Said
from trimtab.app.marks import with_mark
from trimtab.app.moving import put_elsewhere
from trimtab.domain.kept import BlockMark
from trimtab.domain.plans import Block, LastPlan, Move

NOTHING = "There is nothing to take back here."
TAKEN_BACK_SINCE = "This changed again since, so it stays as it is. What you said is kept."


def take_back(
    last: LastPlan, said: Said, of_block: Sequence[BlockMark], moves: Iterable[Move]
) -> Heard:
    """The last plan as it was before a mark: the block, and what had moved for it.

    `of_block` is what was said of the block, as it stood then; `moves` what the plan that came of
    the mark changed, none where more was said since.
    """
    mark = find_mark(of_block, said.takes_back)
    if mark is None:
        return Heard(None, None, NOTHING)
    changed = _without(last, mark)
    if changed is None:
        return Heard(None, None, TAKEN_BACK_SINCE)
    return Heard(_moved_back(changed, moves), None)


def find_mark(of_block: Sequence[BlockMark], id: str | None) -> BlockMark | None:  # noqa: A002
    """The mark of that id, or the newest; of those taken back already none."""
    back = {mark.value for mark in of_block if mark.verb == "undone"}
    open_marks = [mark for mark in of_block if mark.verb != "undone" and mark.id not in back]
    if id is None:
        return open_marks[-1] if open_marks else None
    return next((mark for mark in open_marks if mark.id == id), None)


def _without(last: LastPlan, mark: BlockMark) -> LastPlan | None:
    """The last plan without a mark, None where its block does not stand as it left it."""
    if mark.verb == "not_today":
        left_out = _standing(last.skipped, mark, mark.start)
        return None if left_out is None else _taken_in(last, left_out)
    start = mark.moved_to if mark.verb == "moved" and mark.moved_to else mark.start
    block, sooner = _standing(last.blocks, mark, start), _done_sooner(last.blocks, mark)
    if block is None and sooner is not None:
        return _put_back(last, sooner, mark)
    if block is None:
        return None
    if mark.verb in {"done", "pinned", "unpinned"}:
        return with_mark(last, [block], "pinned" if mark.verb == "unpinned" else None)
    return _put_back(last, block, mark)


def _put_back(last: LastPlan, block: Block, mark: BlockMark) -> LastPlan:
    """The last plan with a block where it stood when a mark was said of it."""
    zone = block.start.tzinfo
    was = replace(
        block, start=mark.start.astimezone(zone), end=mark.end.astimezone(zone), mark=None, uid=""
    )
    return put_elsewhere(last, block, was)


def _done_sooner(blocks: Iterable[Block], mark: BlockMark) -> Block | None:
    """The block a mark says was done on its day, in a stretch before the one it had."""
    found = (one for one in blocks if one.mark == "done" and is_done_sooner(one, mark))
    return next(found, None) if mark.verb == "done" else None


def is_done_sooner(block: Block, mark: BlockMark) -> bool:
    """Whether a mark was said of this block before it was put where it was done that day."""
    planned = mark.start.astimezone(block.start.tzinfo)
    is_same = (mark.kind, mark.name) == (block.kind, block.name)
    return is_same and block.end <= planned and planned.date() == block.start.date()


def _standing(blocks: Iterable[Block], mark: BlockMark, start: datetime) -> Block | None:
    then = start.astimezone(UTC)
    found = (
        one
        for one in blocks
        if (one.kind, one.name) == (mark.kind, mark.name) and one.start.astimezone(UTC) == then
    )
    return next(found, None)


def _taken_in(last: LastPlan, block: Block) -> LastPlan:
    """The last plan with a block among the others that had been left out."""
    skipped = tuple(one for one in last.skipped if one != block)
    return _in_order(replace(last, skipped=skipped), [*last.blocks, replace(block, mark=None)])


def _moved_back(last: LastPlan, moves: Iterable[Move]) -> LastPlan:
    """The last plan with each move undone, where what moved stands as it was left."""
    blocks = list(last.blocks)
    for move in moves:
        if move.now is not None:
            if move.now not in blocks:
                continue
            blocks.remove(move.now)
        if move.was is not None:
            blocks.append(move.was)
    return _in_order(last, blocks)


def _in_order(last: LastPlan, blocks: Iterable[Block]) -> LastPlan:
    in_order = sorted(blocks, key=lambda one: one.start.astimezone(UTC))
    return replace(last, blocks=tuple(in_order), asked="")
