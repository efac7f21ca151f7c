"""Geometry and words of the picture: per cent of a day's height, and labels that fit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from trimtab.domain.time import MINUTES_PER_DAY
from trimtab.reports.week_layout import Segment

SHORTEST_DRAWN = 22  # minutes: one readable line where an hour is 46 px tall
INLINE_TIME = 30
TWO_LINES = 44
LINE_MINUTES = 20
CHARACTERS = 19  # that a column of 165 px holds


@dataclass(frozen=True, slots=True)
class Box:
    """Where a segment is drawn, in per cent of the day's height and of the column's width."""

    top: float
    height: float
    left: float
    width: float

    @property
    def style(self) -> str:
        """Custom properties for the style attribute."""
        return (
            f"--t:{self.top:.3f}%;--h:{self.height:.3f}%;--l:{self.left:.3f}%;--w:{self.width:.3f}%"
        )


@dataclass(frozen=True, slots=True)
class Words:
    """What a drawn block says: a name in whole words, how many lines, and where its time goes."""

    name: str
    lines: int
    time: str


def true_box(segment: Segment) -> Box:
    """The box of a segment at its exact clock times."""
    return _box(segment, segment.top, segment.bottom)


def draw_boxes(segments: Sequence[Segment]) -> list[Box]:
    """Boxes of one day's segments; short ones grow to a readable line and longer ones give way.

    The shift is a few pixels and ends at the next open time or longer block.
    """
    spans = [(segment.top, segment.bottom) for segment in segments]
    spans = _push_down(segments, spans)
    spans = _push_up(segments, spans)
    return [
        _box(segment, top, bottom) for segment, (top, bottom) in zip(segments, spans, strict=True)
    ]


def _box(segment: Segment, top: int, bottom: int) -> Box:
    share = 100 / segment.lanes
    return Box(
        top=top / MINUTES_PER_DAY * 100,
        height=(bottom - top) / MINUTES_PER_DAY * 100,
        left=segment.lane * share,
        width=share,
    )


def _push_down(
    segments: Sequence[Segment], spans: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    pushed = list(spans)
    for at in sorted(range(len(segments)), key=lambda index: segments[index].top):
        above = (pushed[j][1] for j in _neighbours(segments, at, above=True))
        top = max(segments[at].top, *above, 0)
        pushed[at] = (top, max(segments[at].bottom, top + SHORTEST_DRAWN))
    return pushed


def _push_up(
    segments: Sequence[Segment], spans: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    pushed = list(spans)
    for at in sorted(range(len(segments)), key=lambda index: -segments[index].bottom):
        below = (pushed[j][0] for j in _neighbours(segments, at, above=False))
        bottom = min(pushed[at][1], *below, MINUTES_PER_DAY)
        pushed[at] = (min(pushed[at][0], bottom - SHORTEST_DRAWN), bottom)
    return pushed


def _neighbours(segments: Sequence[Segment], at: int, *, above: bool) -> list[int]:
    here = segments[at]
    return [
        index
        for index, other in enumerate(segments)
        if index != at
        and other.is_rail == here.is_rail
        and _shares_width(here, other)
        and (other.bottom <= here.top if above else other.top >= here.bottom)
    ]


def _shares_width(first: Segment, second: Segment) -> bool:
    return (
        first.lane * second.lanes < (second.lane + 1) * first.lanes
        and second.lane * first.lanes < (first.lane + 1) * second.lanes
    )


def fit_words(segment: Segment, box: Box, name: str, time: str) -> Words:
    """The words a drawn block has room for: fewer words before smaller or cut ones.

    `time` in the answer is "below", "beside" or "" for none.
    """
    minutes = box.height * MINUTES_PER_DAY / 100
    room = CHARACTERS // segment.lanes
    if minutes < TWO_LINES:
        short = shorten(name, room)
        fits = minutes >= INLINE_TIME and len(short) + 1 + len(time) <= room
        return Words(short, 1, "beside" if fits else "")
    lines = max(1, int(minutes // LINE_MINUTES) - 1)
    return Words(shorten(name, room * lines), lines, "below")


def shorten(name: str, room: int) -> str:
    """As many whole words as fit, marked where some are left out.

    >>> shorten("Internal medicine grand rounds", 19)
    'Internal medicine…'
    >>> shorten("Gastroenterology", 9)
    'Gastroenterology'
    """
    words = name.split()
    kept = len(words)
    while kept > 1 and len(" ".join(words[:kept])) + (kept < len(words)) > room:
        kept -= 1
    return " ".join(words[:kept]) + ("…" if kept < len(words) else "")
