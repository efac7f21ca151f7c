"""What a person changed in the plan's calendar since Trimtab wrote there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from trimtab.domain.published import EventFields, Intent, Published, Seen, Spot


@dataclass(frozen=True, slots=True)
class PhoneChange:
    """One event that is no longer as it was written.

    "set_aside" is one that has no hours any more: cancelled, or all day.
    """

    kind: Literal["moved", "edited", "deleted", "set_aside"]
    entry: Published
    fields: EventFields | None = None


@dataclass(frozen=True, slots=True)
class Settled:
    """What is known of each event now, and what the person changed."""

    entries: tuple[Published, ...]
    changes: tuple[PhoneChange, ...]


def find_changes(entries: Iterable[Published], seen: Mapping[str, Seen]) -> Settled:
    """Compare what was written with what stands there; `seen` holds events by href.

    Writes that were under way when the last run ended came true or did not: neither is a change.
    """
    kept: list[Published] = []
    changes: list[PhoneChange] = []
    for entry in entries:
        settled = _settled(entry, seen.get(entry.href))
        if isinstance(settled, PhoneChange):
            changes.append(settled)
            kept.append(settled.entry)
        elif settled is not None:
            kept.append(settled)
    return Settled(tuple(kept), tuple(changes))


def _settled(entry: Published, seen: Seen | None) -> Published | PhoneChange | None:
    """The entry as it is now, the change made to it, or None where nothing is left of it."""
    if entry.standing == "gone":
        return entry
    fields = None if seen is None else seen.fields or entry.stands
    if seen is None or fields is None:
        return _missing(entry)
    known = replace(entry, etag=seen.etag, intent=None)
    found = _as_written(known, fields, entry.intent)
    if found is not None:
        return found
    was = entry.stands or (entry.intent.fields if entry.intent else None)
    hours = _spot_hours(_spot(entry)) if _was_to_move(entry) or was is None else _hours(was)
    there = replace(known, stands=fields, spot=_spot(entry))
    return _change(there, fields, is_there=_hours(fields) == hours)


def _as_written(known: Published, fields: EventFields, intent: Intent | None) -> Published | None:
    """The entry where what stands there is Trimtab's own writing, the last or the one before."""
    if intent and intent.fields == fields:
        return _came_true(known, intent)
    if known.stands and fields.reads_as(known.stands):
        return replace(known, stands=fields)
    if intent and intent.fields and fields.reads_as(intent.fields):
        return _came_true(known, intent)
    return None


def _came_true(entry: Published, intent: Intent) -> Published:
    fields, spot = intent.fields, intent.spot or entry.spot
    sequence = entry.sequence + 1
    return replace(
        entry, stands=fields, wanted=fields, spot=spot, sequence=sequence, standing="ours"
    )


def _missing(entry: Published) -> PhoneChange | None:
    """What it means that nothing stands there: never written, deleted by us, or by the person."""
    is_ours_to_delete = entry.intent is not None and entry.intent.fields is None
    if entry.stands is None or is_ours_to_delete or entry.standing == "kept":
        return None
    return PhoneChange("deleted", replace(entry, standing="gone", intent=None, spot=_spot(entry)))


def _spot(entry: Published) -> Spot:
    """Where the plan has the block: where it was to go, had the write come true."""
    return entry.intent.spot if entry.intent and entry.intent.spot else entry.spot


def _was_to_move(entry: Published) -> bool:
    """Whether a write was under way that would have given it other hours."""
    return _spot_hours(_spot(entry)) != _spot_hours(entry.spot)


def _hours(fields: EventFields) -> tuple[datetime | None, datetime | None]:
    return fields.start, fields.end


def _spot_hours(spot: Spot) -> tuple[datetime, datetime]:
    return spot.start, spot.end


def _change(entry: Published, fields: EventFields, *, is_there: bool) -> PhoneChange:
    if fields.is_cancelled or fields.start is None or fields.end is None:
        return PhoneChange("set_aside", replace(entry, standing="gone"), fields)
    return PhoneChange("edited" if is_there else "moved", replace(entry, standing="theirs"), fields)
