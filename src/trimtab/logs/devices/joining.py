"""Pieces of sleep made into nights: joined over short waking, and of two devices one believed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from trimtab.domain.device_sleep import DeviceNight
from trimtab.logs.devices.pieces import Piece

WAKING_SECONDS = 60 * 60
"""Who is awake for less goes on with the same night (our choice)."""

LEAST_SECONDS = 15 * 60
"""What is shorter was no sleep worth keeping (our choice)."""

LONGEST_SECONDS = 20 * 3600
"""Nights are not joined beyond this: a watch left in a drawer sleeps for days."""

Span = tuple[float, float]


@dataclass(frozen=True, slots=True)
class _Night:
    """A night of one device; `trust` is higher the more the device knew."""

    start: float
    end: float
    device: str
    seconds: float
    trust: int
    knows_minutes: bool


def nights_of(pieces: Iterable[Piece]) -> tuple[DeviceNight, ...]:
    """Nights in order and apart. Time in bed counts only where nothing tells of sleep."""
    by_device: dict[str, list[Piece]] = defaultdict(list)
    for piece in pieces:
        by_device[piece.device].append(piece)
    found = [night for device in by_device for night in _of_device(device, by_device[device])]
    return tuple(_told(one) for one in _believed(found))


def _of_device(device: str, pieces: Sequence[Piece]) -> list[_Night]:
    asleep = [one for one in pieces if one.stage == "asleep"]
    in_bed = [one for one in pieces if one.stage == "in_bed"]
    trusted = [*_joined(device, asleep, 2), *_joined(device, in_bed, 1)]
    return [one for one in trusted if one.end - one.start >= LEAST_SECONDS]


def _joined(device: str, pieces: Sequence[Piece], trust: int) -> list[_Night]:
    """Nights from pieces of one kind, over waking of less than an hour."""
    groups: list[list[Piece]] = []
    end = float("-inf")
    for piece in sorted(pieces, key=lambda one: (one.start, one.end)):
        is_near = piece.start - end <= WAKING_SECONDS
        is_short = bool(groups) and piece.end - groups[-1][0].start <= LONGEST_SECONDS
        if groups and (piece.start < end or (is_near and is_short)):
            groups[-1].append(piece)
            end = max(end, piece.end)
        else:
            groups.append([piece])
            end = piece.end
    return [_night(device, group, trust) for group in groups]


def _night(device: str, pieces: Sequence[Piece], trust: int) -> _Night:
    spans = _union((one.start, one.end) for one in pieces)
    said = [one.minutes for one in pieces if one.minutes is not None]
    is_whole = len(pieces) == 1 and trust == 2
    seconds = sum(said) * 60.0 if said else sum(end - start for start, end in spans)
    return _Night(
        start=spans[0][0],
        end=spans[-1][1],
        device=device,
        seconds=seconds,
        trust=trust + (len(pieces) > 1 or bool(said)),
        knows_minutes=bool(said) or (trust == 2 and not is_whole),
    )


def _union(spans: Iterable[Span]) -> list[Span]:
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined


def _believed(nights: Iterable[_Night]) -> list[_Night]:
    """Of nights that overlap the one whose device knew most, then the longest."""
    chosen: list[_Night] = []
    order = sorted(nights, key=lambda one: (-one.trust, -one.seconds, one.start, one.device))
    taken = _Taken()
    for one in order:
        if taken.is_free(one.start, one.end):
            taken.take(one.start, one.end)
            chosen.append(one)
    return sorted(chosen, key=lambda one: one.start)


class _Taken:
    """Hours that are spoken for, by the day, so that a decade is looked up fast."""

    def __init__(self) -> None:
        self._by_day: dict[int, list[Span]] = defaultdict(list)

    def is_free(self, start: float, end: float) -> bool:
        return not any(
            start < other_end and other_start < end
            for day in _days(start, end)
            for other_start, other_end in self._by_day[day]
        )

    def take(self, start: float, end: float) -> None:
        for day in _days(start, end):
            self._by_day[day].append((start, end))


def _days(start: float, end: float) -> range:
    return range(int(start // 86400), int(end // 86400) + 1)


def _told(night: _Night) -> DeviceNight:
    return DeviceNight(
        start=datetime.fromtimestamp(night.start, UTC),
        end=datetime.fromtimestamp(night.end, UTC),
        device=night.device,
        minutes_asleep=min(_minutes(night), _length(night)) if night.knows_minutes else None,
    )


def _minutes(night: _Night) -> int:
    return round(night.seconds / 60)


def _length(night: _Night) -> int:
    return round((night.end - night.start) / 60)
