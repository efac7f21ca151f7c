"""Small things said with blocks: to get up after sitting long, and to drink if asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC

from trimtab.domain.plans import Block
from trimtab.planner.defaults import WAKING
from trimtab.planner.history import is_sitting
from trimtab.planner.line import Week

LONGEST_STILL = 90
"""Sittings longer than this are to be broken: active breaks each 60 to 90 minutes of desk work."""

GET_UP = "{} min on your feet after it"
EACH_HOUR = "a few minutes on your feet each hour"
WATER = "a glass of water"
REST_AFTER, REST = WAKING.breaks[0]
SMALL = frozenset({GET_UP.format(REST), EACH_HOUR, WATER})


def with_small_notes(week: Week, blocks: Sequence[Block]) -> list[Block]:
    """Blocks with what is small to do beside or after them; said anew, never twice."""
    nexts: list[Block | None] = [*blocks[1:], None][: len(blocks)]
    return [
        replace(block, note="; ".join([*_others(block), *_small(week, block, after)]))
        for block, after in zip(blocks, nexts, strict=True)
    ]


def _others(block: Block) -> list[str]:
    return [words for words in block.note.split("; ") if words and words not in SMALL]


def _small(week: Week, block: Block, after: Block | None) -> Iterator[str]:
    if is_sitting(block) and block.minutes > LONGEST_STILL:
        yield EACH_HOUR
    elif is_sitting(block) and block.minutes >= REST_AFTER and _minutes_free(block, after) >= REST:
        yield GET_UP.format(REST)
    if week.profile.person.water_reminders and block.kind == "meal":
        yield WATER


def _minutes_free(block: Block, after: Block | None) -> float:
    """Minutes from the end of a block to the start of the next; a day where there is none."""
    if after is None:
        return 1440.0
    free = after.start.astimezone(UTC) - block.end.astimezone(UTC)
    return free.total_seconds() / 60
