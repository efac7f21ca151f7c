"""What a feed said before, beside what it says now: deletions count only where it speaks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta, tzinfo

from trimtab.calendars.feeds.text import NEVER, Feed, FeedEvent, plain_lines, read_feed
from trimtab.calendars.lines import MAX_FILE_BYTES, UTF16_MARKS

KEPT_DAYS = 400
"""How long past events are remembered: a year of duty hours and a month, our choice."""

HEAD = b"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Trimtab//What a feed said before//EN\n"
TAIL = b"END:VCALENDAR\n"
CANCELS = re.compile(rb"^METHOD:CANCEL", re.MULTILINE | re.IGNORECASE)
UID_LINE = re.compile(rb"^UID[;:].*\n([ \t].*\n)*", re.MULTILINE | re.IGNORECASE)

Group = tuple[FeedEvent, ...]


def merge_contents(old: bytes, new: bytes, fetched_at: datetime, reach_days: int) -> bytes:
    """The new content, and behind it the old events that it does not speak of.

    A fetch speaks of what starts between its own first start (or the moment it was made, if that
    is earlier) and its last start, or as far ahead as the feed ever reached. Inside, the new
    content alone counts; outside, what was known stays, for 400 days. A series stays whole or goes
    whole. `fetched_at` is aware, in the zone of the feed's local times.
    """
    clock = _clock_of(fetched_at)
    before, now = read_feed(old, clock), read_feed(new, clock)
    if before is None or now is None or CANCELS.search(plain_lines(new)):
        return new
    begin, end = _coverage(now, fetched_at, reach_days)
    oldest = fetched_at - timedelta(days=KEPT_DAYS)
    shared = _shared_uids(before.events) | _shared_uids(now.events)
    spoken = {one.uid for one in now.events if one.uid}
    said = {one.text for one in now.events}
    kept = [
        group
        for group in _unlike(_groups(before.events, shared))
        if not said.issuperset(one.text for one in group)
        and (group[0].uid not in spoken or group[0].uid in shared)
        and _is_outside(group, begin, end)
        and _last(group) >= oldest
    ]
    return _beside(new, before, now, _as_written(_that_fit(kept, len(new)), spoken))


def is_suddenly_empty(old: bytes, new: bytes, fetched_at: datetime) -> bool:
    """Whether a feed that had events still to come holds none at all any more."""
    clock = _clock_of(fetched_at)
    before, now = read_feed(old, clock), read_feed(new, clock)
    if before is None or now is None or now.events:
        return False
    return any(one.last is not None and one.last >= fetched_at for one in before.events)


def reach_of(content: bytes, fetched_at: datetime) -> int:
    """How many days ahead the last single event of a feed starts, counted up; 0 where none does."""
    feed = read_feed(content, _clock_of(fetched_at))
    starts = [one.first for one in feed.events if not one.is_of_series] if feed else []
    ahead = [start - fetched_at for start in starts if start is not None and start > fetched_at]
    return max((far.days + 1 for far in ahead), default=0)


def count_events(content: bytes) -> int:
    """How many events a calendar holds as written, a series being one."""
    feed = read_feed(content, UTC)
    return sum(1 for _ in _groups(feed.events, _shared_uids(feed.events))) if feed else 0


def _clock_of(moment: datetime) -> tzinfo:
    return moment.tzinfo or UTC


def _coverage(now: Feed, fetched_at: datetime, reach_days: int) -> tuple[datetime, datetime]:
    starts = [one.first for one in now.events if one.first is not None]
    try:
        furthest = fetched_at + timedelta(days=reach_days)
    except OverflowError:
        furthest = NEVER
    return min([fetched_at, *starts]), max([furthest, *starts])


def _shared_uids(events: Sequence[FeedEvent]) -> set[bytes]:
    """UIDs a feed gives to many events at once, none of them repeating; some give it to all."""
    starts: dict[bytes, dict[int, set[datetime | None]]] = {}
    for one in events:
        starts.setdefault(one.uid, {}).setdefault(one.sequence, set()).add(one.first)
    newest = {uid for uid, versions in starts.items() if len(versions[max(versions)]) > 1}
    return newest - {one.uid for one in events if one.is_of_series}


def _groups(events: Sequence[FeedEvent], shared: set[bytes]) -> list[Group]:
    """Events that belong together by UID, in the order of the feed."""
    found: dict[tuple[bytes, int], list[FeedEvent]] = {}
    for number, one in enumerate(events, start=1):
        is_alone = not one.uid or one.uid in shared
        found.setdefault((one.uid, number if is_alone else 0), []).append(one)
    return [tuple(group) for group in found.values()]


def _unlike(groups: Iterable[Group]) -> Iterable[Group]:
    """Groups of which no two are written alike."""
    return {tuple(one.text for one in group): group for group in groups}.values()


def _is_outside(group: Group, begin: datetime, end: datetime) -> bool:
    """Whether a fetch says nothing of an event: it began before, or will after.

    One still going on where the fetch begins has begun before; a series has only when it is over.
    """
    starts = [one.first for one in group if one.first is not None]
    if len(starts) < len(group):
        return False
    is_before = _last(group) if any(one.is_of_series for one in group) else max(starts)
    return is_before < begin or min(starts) > end


def _last(group: Group) -> datetime:
    return max((one.last for one in group if one.last is not None), default=NEVER)


def _that_fit(kept: list[Group], taken_bytes: int) -> list[Group]:
    """The latest groups for which a calendar still has room, in their order."""
    room, fitting = MAX_FILE_BYTES * 9 // 10 - taken_bytes, set[int]()
    for group in sorted(kept, key=_last, reverse=True):
        room -= sum(len(one.text) for one in group)
        if room < 0:
            break
        fitting.add(id(group))
    return [group for group in kept if id(group) in fitting]


def _as_written(kept: list[Group], spoken: set[bytes]) -> list[bytes]:
    """Texts of the events; a UID that means other events by now is left out."""
    events = (one for group in kept for one in group)
    return [UID_LINE.sub(b"", one.text) if one.uid in spoken else one.text for one in events]


def _beside(new: bytes, before: Feed, now: Feed, kept: list[bytes]) -> bytes:
    """The new content as it is, and a calendar of what is kept behind it."""
    if not kept:
        return new
    events = b"\n".join([*kept, b""])
    zones = [
        text
        for name, text in before.zones.items()
        if name and name not in now.zones and name in events
    ]
    remembered = HEAD + b"\n".join([*zones, events]) + TAIL
    head = plain_lines(new) if new.startswith(UTF16_MARKS) else new
    return head.rstrip(b"\r\n") + b"\r\n" + remembered.replace(b"\n", b"\r\n")
