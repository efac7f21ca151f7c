"""Events get their UIDs and stamps: the old ones where nothing changed, new ones where it did."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from zoneinfo import ZoneInfo

from icalendar import Event

from trimtab.calendars.lines import read_lines
from trimtab.calendars.published.earlier import NOTHING, EarlierEvent, meaning_of, place_of
from trimtab.calendars.published.entries import Entry, draft_event
from trimtab.domain.plans import Block

DOMAIN = "trimtab"
UNNAMED = "at-"
"""How UIDs begin that say nothing but where an event stood when it was first published."""


@dataclass(frozen=True, slots=True)
class PublishedEvent:
    """One event as it is published; `meaning` changes exactly when something but its stamps does.

    `block` is what it stands for, if anything; nothing of it shows in `component` but what may.
    """

    uid: str
    meaning: str
    start: datetime
    end: datetime
    component: Event
    sequence: int = 0
    block: Block | None = None


@dataclass(frozen=True, slots=True)
class _Draft:
    entry: Entry
    event: Event
    meaning: str
    place: tuple[str, str]
    summary: str


def stamp_events(
    entries: Iterable[Entry],
    zone: ZoneInfo,
    stamp: datetime,
    before: Mapping[str, EarlierEvent] = NOTHING,
) -> tuple[PublishedEvent, ...]:
    """Entries as complete events, in their order.

    `stamp` is the aware instant of publishing, `before` what was published last: an event that
    says the same keeps every stamp, one that changed gets the next SEQUENCE.
    """
    drafts = [_draft(entry, zone) for entry in entries]
    uids = _choose_uids(drafts, before)
    now = stamp.astimezone(UTC).replace(microsecond=0)
    return tuple(
        _stamped(draft, uid, now, before.get(uid)) for draft, uid in zip(drafts, uids, strict=True)
    )


def _draft(entry: Entry, zone: ZoneInfo) -> _Draft:
    event = draft_event(entry, zone)
    lines = [line.text for line in read_lines(event.to_ical(), "")[0]][1:-1]
    written = next(line for line in lines if line.startswith("SUMMARY"))
    return _Draft(entry, event, meaning_of(lines), place_of(lines), written.partition(":")[2])


def _stamped(draft: _Draft, uid: str, now: datetime, old: EarlierEvent | None) -> PublishedEvent:
    sequence, stamp, modified = next_stamps(draft.meaning, now, old)
    draft.event.add("UID", uid)
    draft.event.add("SEQUENCE", sequence)
    draft.event.add("DTSTAMP", stamp)
    draft.event.add("LAST-MODIFIED", modified)
    entry = draft.entry
    return PublishedEvent(
        uid, draft.meaning, entry.start, entry.end, draft.event, sequence, entry.block
    )


def next_stamps(
    meaning: str, now: datetime, old: EarlierEvent | None
) -> tuple[int, datetime, datetime]:
    """SEQUENCE, DTSTAMP and LAST-MODIFIED: the old ones unless an event says something new."""
    if old is None:
        return 0, now, now
    if old.meaning == meaning:
        return old.sequence, old.stamp, old.modified
    return old.sequence + 1, max(now, old.stamp), max(now, old.modified)


def _choose_uids(drafts: Sequence[_Draft], before: Mapping[str, EarlierEvent]) -> list[str]:
    """A UID for each: by what it is, or, for one without a name, by where it stands or stood."""
    turns: Counter[str] = Counter()
    named: dict[int, str] = {}
    for at, draft in enumerate(drafts):
        if identity := draft.entry.identity:
            turns[identity] += 1
            named[at] = _uid("", f"{identity}\n{turns[identity]}")
    unnamed = _choose_unnamed({at: d for at, d in enumerate(drafts) if at not in named}, before)
    return [named[at] if at in named else unnamed[at] for at in range(len(drafts))]


def _choose_unnamed(
    drafts: Mapping[int, _Draft], before: Mapping[str, EarlierEvent]
) -> dict[int, str]:
    """Old UIDs for events without a name: first those in the same place, then those of that day."""
    left = {uid: old for uid, old in sorted(before.items()) if uid.startswith(UNNAMED)}
    chosen: dict[int, str] = {}
    for sort in (_same_place, _same_day):
        waiting: dict[tuple[str, ...], list[str]] = defaultdict(list)
        for uid in sorted(left, key=lambda uid: (left[uid].place, uid)):
            waiting[sort(left[uid])].append(uid)
        for at, draft in drafts.items():
            if at not in chosen and (found := waiting.get(sort(draft))):
                chosen[at] = found.pop(0)
                del left[chosen[at]]
    used = {*chosen.values(), *before}
    for at, draft in drafts.items():
        if at not in chosen:
            chosen[at] = next(uid for uid in _new_uids(draft) if uid not in used)
            used.add(chosen[at])
    return chosen


def _same_place(one: EarlierEvent | _Draft) -> tuple[str, ...]:
    return (one.summary, *one.place)


def _same_day(one: EarlierEvent | _Draft) -> tuple[str, ...]:
    day = one.place[0].rpartition(":")[2][:8]
    return one.summary.partition(" ")[0], day


def _new_uids(draft: _Draft) -> Iterator[str]:
    number = 1
    while True:
        yield _uid(UNNAMED, "\n".join((*_same_place(draft), str(number))))
        number += 1


def _uid(prefix: str, text: str) -> str:
    return f"{prefix}{sha256(text.encode()).hexdigest()[:32]}@{DOMAIN}"
