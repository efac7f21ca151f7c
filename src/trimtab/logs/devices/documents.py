"""Sleep in JSON: Fitbit and its Google Takeout, Garmin, and Oura."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from typing import Any

from trimtab.domain.errors import Problem
from trimtab.logs.devices.pieces import Piece, Pieces

LISTS = ("sleep", "data")
"""Where the entries stand in a document that is no list itself."""


@dataclass(frozen=True, slots=True)
class _Shape:
    """How one maker names things; `sums` are seconds that add up to the time asleep."""

    device: str
    start: str
    end: str
    minutes: str = ""
    sums: tuple[str, ...] = ()
    is_utc: bool = False


GARMIN_SUMS = ("deepSleepSeconds", "lightSleepSeconds", "remSleepSeconds")
SHAPES = (
    _Shape("Fitbit", "startTime", "endTime", minutes="minutesAsleep"),
    _Shape(
        "Garmin",
        "sleepStartTimestampGMT",
        "sleepEndTimestampGMT",
        sums=GARMIN_SUMS,
        is_utc=True,
    ),
    _Shape("Oura", "bedtime_start", "bedtime_end", sums=("total_sleep_duration",)),
    _Shape("Oura", "bedtime_start", "bedtime_end", sums=("total",)),
)


def read_document(text: str, pieces: Pieces, zone: tzinfo) -> None:
    """The sleeps of a document; moments without an offset are in `zone`."""
    entries = _entries(text)
    if entries is None:
        what = "it is no JSON with a list of sleeps."
        mend = "Choose a file of sleep, such as sleep-2026-11-01.json."
        pieces.wrong.append(Problem(pieces.file, None, what, mend))
        return
    for number, entry in enumerate(entries, start=1):
        shape = _shape(entry)
        if shape is None:
            what = f"entry {number} tells of no sleep."
            pieces.refuse(None, what, "Left out; the rest is used.")
        else:
            _read_entry(entry, shape, pieces, zone)


def _entries(text: str) -> Sequence[Any] | None:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if isinstance(found, dict):
        found = next((found[name] for name in LISTS if isinstance(found.get(name), list)), None)
    return found if isinstance(found, list) else None


def _shape(entry: Any) -> _Shape | None:
    if not isinstance(entry, dict):
        return None
    fitting = [one for one in SHAPES if one.start in entry and one.end in entry]
    named = [one for one in fitting if any(name in entry for name in one.sums)]
    return next(iter((*named, *fitting)), None)


def _read_entry(entry: Mapping[str, Any], shape: _Shape, pieces: Pieces, zone: tzinfo) -> None:
    written = str(entry[shape.start])[:40], str(entry[shape.end])[:40]
    start, end = (_moment(one, UTC if shape.is_utc else zone) for one in written)
    if start is None or end is None:
        unread = written[0] if start is None else written[1]
        pieces.refuse(None, f"{unread!r} is not a moment.", "Left out; the rest is used.")
        return
    minutes = _minutes(entry, shape)
    piece = Piece(start.timestamp(), end.timestamp(), "asleep", shape.device, minutes)
    pieces.add(piece, None, written[0])


def _minutes(entry: Mapping[str, Any], shape: _Shape) -> int | None:
    if shape.minutes:
        return _whole(entry.get(shape.minutes))
    seconds = [_whole(entry.get(name)) for name in shape.sums]
    known = [one for one in seconds if one is not None]
    return round(sum(known) / 60) if known else None


def _whole(value: Any) -> int | None:
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    return round(value) if is_number and 0 <= value < 1e6 else None


def _moment(written: str, zone: tzinfo) -> datetime | None:
    try:
        moment = datetime.fromisoformat(written)
        moment = moment if moment.tzinfo is not None else moment.replace(tzinfo=zone)
        moment.timestamp()
    except (ValueError, OverflowError):
        return None
    return moment
