"""What moved: the last plan and the new one compared, from now on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta

from trimtab.domain.plans import Block, Change, LastPlan, Move, Plan

Thing = tuple[str, str, str]
Place = tuple[Thing, datetime, datetime]
Pair = tuple[Block | None, Block | None]


def _always(_: Block) -> bool:
    return True


def find_moves(
    last: LastPlan,
    new: Plan,
    is_missing: Callable[[Block], bool] = _always,
    by_hand: Sequence[tuple[Block, Block]] = (),
) -> tuple[Move, ...]:
    """What stands elsewhere, or longer or shorter, or no more, or anew, from now on.

    `is_missing` tells of a block that is gone whether the new week still asks for it. Blocks
    moved `by_hand`, each as it was and as it is, are told as those moves and before all else.

    What the person had pinned comes next, then all by time. Commitments and ways are not told:
    others decide them. Nor is a wind-down or slow start, which go with their sleep, or what the
    person left out.
    """
    now = new.horizon.instant_of(new.planned_from)
    out = {_place(block) for block in new.skipped}
    lay = [b for b in _ahead(last.blocks, now) if _is_told(b) and _place(b) not in out]
    before = _by_thing(_besides(lay, [was for was, _ in by_hand]))
    stand = _besides(filter(_is_told, _ahead(new.blocks, now)), [there for _, there in by_hand])
    after = _by_thing(stand)
    pairs = [
        pair
        for thing in dict.fromkeys([*before, *after])
        for pair in _matched(before.get(thing, []), after.get(thing, []))
    ]
    moves = [Move(_change(pair), *pair, _is_asked(pair, is_missing)) for pair in pairs]
    first = [Move(_change(pair), *pair) for pair in by_hand]
    rest = sorted(moves, key=lambda move: (not move.is_pinned, _start(move.block)))
    return (*first, *rest)


def moved_share(last: LastPlan, new: Plan) -> float:
    """Share of the last plan's blocks from now on that could stay and do not; 0 when none could.

    Those that a commitment or way now covers, notes of a duty that has not ended then, and
    what the person left out could not stay. Each part of a night counts.
    """
    now = new.horizon.instant_of(new.planned_from)
    there = {_place(block) for block in new.blocks}
    out = {_place(block) for block in new.skipped}
    ahead = [block for block in _ahead(last.blocks, now) if _place(block) not in out]
    could = [block for block in ahead if _could_stay(block, new)]
    gone = [block for block in could if _place(block) not in there]
    return len(gone) / len(could) if could else 0.0


def _could_stay(block: Block, new: Plan) -> bool:
    fixed = [b for b in new.blocks if b.is_fixed and b.origin != "home_call"]
    given = [*fixed, *(b for b in new.blocks if b.kind == "travel")]
    if any(_start(one) < _end(block) and _start(block) < _end(one) for one in given):
        return False
    sources = [b for b in new.blocks if b.is_fixed and block.is_notes and b.name == block.name]
    return not sources or any(_end(one) <= _start(block) for one in sources)


def _start(block: Block) -> datetime:
    """When a block starts, in UTC: within a repeated hour the wall clock runs twice."""
    return block.start.astimezone(UTC)


def _end(block: Block) -> datetime:
    return block.end.astimezone(UTC)


def _thing(block: Block) -> Thing:
    return (block.kind, block.name, block.origin)


def _place(block: Block) -> Place:
    return _thing(block), _start(block), _end(block)


def _ahead(blocks: Iterable[Block], now: datetime) -> list[Block]:
    """What the planner placed from now on."""
    given = {"commitment", "travel"}
    return [block for block in blocks if block.kind not in given and _start(block) >= now]


def _besides(blocks: Iterable[Block], told: Iterable[Block]) -> list[Block]:
    """Blocks without those told already."""
    places = set(map(_place, told))
    return [block for block in blocks if _place(block) not in places]


def _by_thing(blocks: Iterable[Block]) -> dict[Thing, list[Block]]:
    found: dict[Thing, list[Block]] = defaultdict(list)
    for block in blocks:
        found[_thing(block)].append(block)
    return found


def _matched(before: Sequence[Block], after: Sequence[Block]) -> Iterator[Pair]:
    """Blocks of one thing in pairs, those that stayed left out: by day, then by nearness."""
    stayed = {_place(block) for block in before} & {_place(block) for block in after}
    was = [block for block in before if _place(block) not in stayed]
    now = [block for block in after if _place(block) not in stayed]
    apart = sorted(
        (_apart(one, other), a, b) for a, one in enumerate(was) for b, other in enumerate(now)
    )
    left, right = set(range(len(was))), set(range(len(now)))
    for _, a, b in apart:
        if a in left and b in right:
            left.remove(a)
            right.remove(b)
            yield was[a], now[b]
    yield from ((was[a], None) for a in sorted(left))
    yield from ((None, now[b]) for b in sorted(right))


def moved_by_hand(before: LastPlan, wished: LastPlan) -> tuple[tuple[Block, Block], ...]:
    """Blocks of a plan and where a person wishes them, a pair for each that is elsewhere."""
    was, now = _by_thing(before.blocks), _by_thing(wished.blocks)
    pairs = (pair for thing in was for pair in _matched(was[thing], now.get(thing, [])))
    return tuple((one, other) for one, other in pairs if one is not None and other is not None)


def _apart(was: Block, now: Block) -> tuple[bool, timedelta]:
    """How far apart two places are: another day is farther than any hour of the same."""
    return was.start.date() != now.start.date(), abs(_start(was) - _start(now))


def _is_asked(pair: Pair, is_missing: Callable[[Block], bool]) -> bool:
    was, now = pair
    return was is None or now is not None or is_missing(was)


def _change(pair: Pair) -> Change:
    was, now = pair
    if was is None:
        return "added"
    if now is None:
        return "dropped"
    return "resized" if _start(was) == _start(now) else "moved"


def _is_told(block: Block) -> bool:
    """Whether a block is told by itself; a wind-down or slow start goes with its sleep."""
    return block.kind != "wind_down" and block.name != "Slow start"
