"""The calendar on a CalDAV server that a plan lives in; nothing else there is ever touched."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import TYPE_CHECKING

from trimtab.calendars.caldav.client import CalDavClient, Delete, Done, FoundCalendar, Put
from trimtab.calendars.caldav.events import (
    UNREADABLE,
    EventWriter,
    has_uid,
    is_marked_ours,
    read_alarms,
    read_event,
)
from trimtab.calendars.caldav.http import ConflictError
from trimtab.domain.errors import AccountError, SyncRefusedError, UnreachableAccountError
from trimtab.domain.people import Profile
from trimtab.domain.plans import Plan
from trimtab.domain.published import Published, Seen, Wanted, Write, WriteOutcome, Written

if TYPE_CHECKING:
    from icalendar import Alarm

LOOKING = "Looking at the calendar …"
WRITING = "Writing to the calendar …"
SLUG = "trimtab-plan"
DESCRIPTION = (
    "Trimtab writes this calendar. Move or delete what it put here, and its next sync heeds that."
)
HOLDS_OTHERS = (
    'The calendar "{}" of the account {} holds {} that Trimtab did not write. '
    'Name another in [sync], such as calendar = "{}": it is made if it is missing.'
)
HOLDS_OURS = (
    'The calendar "{}" of the account {} holds {} that Trimtab wrote, and this machine remembers '
    "nothing of it. If no other machine syncs there, delete that calendar and sync again: it is "
    'made anew. Else name another in [sync], such as calendar = "{}".'
)
RENAMED = (
    'The account {} has no calendar "{}"; the one that Trimtab made for it is now called "{}". '
    'Write calendar = "{}" in [sync], and the sync goes on there as before.'
)
USUAL_NAME, OTHER_NAME = "Trimtab", "My week"
NO_EVENTS = 'The calendar "{}" of the account {} takes no events. Name another in [sync].'
READ_ONLY = 'You may not write to the calendar "{}" of the account {}. Name another in [sync].'
TWICE = 'The account {} has more than one calendar named "{}". Rename one, or name another.'


def find_plan_calendar(client: CalDavClient, name: str) -> FoundCalendar | None:
    """The calendar of that name that may be written; None where there is none yet.

    Raises SyncRefusedError where it cannot be used.
    """
    account = client.server.account
    calendars = client.calendars()
    named = [one for one in calendars if one.name == name]
    if not named:
        _refuse_renamed(calendars, account, name)
        return None
    if len(named) > 1:
        raise SyncRefusedError(TWICE.format(account, name))
    if not named[0].holds_events:
        raise SyncRefusedError(NO_EVENTS.format(name, account))
    if not named[0].is_writable:
        raise SyncRefusedError(READ_ONLY.format(name, account))
    return named[0]


def _refuse_renamed(calendars: Sequence[FoundCalendar], account: str, name: str) -> None:
    slug = _slug(name)
    for one in calendars:
        if one.href.rstrip("/").rpartition("/")[2] == slug:
            raise SyncRefusedError(RENAMED.format(account, name, one.name, one.name))


def make_plan_calendar(client: CalDavClient, name: str) -> str:
    """Make the calendar and say where it is. Raises AccountError where the server makes none."""
    return client.make_calendar(name, _slug(name), DESCRIPTION)


def _slug(name: str) -> str:
    return f"{SLUG}-{sha256(name.encode()).hexdigest()[:8]}"


def refuse_others(client: CalDavClient, href: str, name: str) -> None:
    """Raise SyncRefusedError where a calendar holds anything before Trimtab first writes there."""
    paths = sorted(client.etags(href))
    if not paths:
        return
    found = client.contents(href, paths)
    ours = sum(is_marked_ours(one.text) for one in found.values())
    count = len(paths) - ours or ours
    said = f"{count} event{'s' if count > 1 else ''}"
    other = OTHER_NAME if name == USUAL_NAME else USUAL_NAME
    words = HOLDS_OURS if ours == len(paths) else HOLDS_OTHERS
    raise SyncRefusedError(words.format(name, client.server.account, said, other))


@dataclass(slots=True)
class ServerPlanCalendar:
    """The plan's calendar at `href`; `stamp` is when the plan is made.

    `others` counts what stands there that Trimtab did not make, once it has been looked at;
    `show` says on a terminal what is being done.
    """

    client: CalDavClient
    href: str
    stamp: datetime
    profile: Profile = field(default_factory=Profile)
    others: int = 0
    _writer: EventWriter | None = None
    _alarms: dict[str, list[Alarm]] = field(default_factory=dict)
    silence: UnreachableAccountError | None = None
    refusal: AccountError | None = None
    show: Callable[[str], AbstractContextManager[object]] = nullcontext

    def look(self, entries: Sequence[Published]) -> Mapping[str, Seen]:
        """What stands there now of these events; only what changed is read."""
        if not self.href:
            return {}  # a rehearsal in a calendar that is not there yet
        with self.show(LOOKING):
            return self._look(entries)

    def _look(self, entries: Sequence[Published]) -> Mapping[str, Seen]:
        etags = self.client.etags(self.href)
        mine = {one.href: one for one in entries}
        self.others = len(etags.keys() - mine.keys())
        known = {href: mine[href] for href in etags.keys() & mine.keys()}
        fresh = sorted(h for h, one in known.items() if one.etag != etags[h] or one.intent)
        found = self.client.contents(self.href, fresh) if fresh else {}
        seen = {href: Seen(etags[href]) for href in known.keys() - set(fresh)}
        for href, resource in found.items():
            self._alarms[href] = read_alarms(resource.text)
            is_ours = has_uid(resource.text, known[href].uid)
            fields = read_event(resource.text) if is_ours else UNREADABLE
            seen[href] = Seen(resource.etag or etags.get(href, ""), fields)
        return seen

    def express(self, plan: Plan) -> Sequence[Wanted]:
        """What the events of a plan are to say."""
        self._writer = EventWriter(plan, self.stamp, self.profile)
        return self._writer.wanted()

    def place_of(self, uid: str) -> str:
        """The href of a new event: from its UID, so that it is the same after a crash."""
        return f"{self.href}{uid.partition('@')[0]}.ics"

    def write(self, writes: Sequence[Write]) -> Sequence[WriteOutcome]:
        """Carry out writes, each only where nothing else happened there meanwhile."""
        with self.show(WRITING):
            self._find_alarms(writes)
            outcomes = self.client.write([self._request(write) for write in writes])
        return [self._told(outcome) for outcome in outcomes]

    def _find_alarms(self, writes: Sequence[Write]) -> None:
        """Alarms that somebody added to events which are about to change: they stay."""
        paths = [one.entry.href for one in writes if one.wanted and not one.is_new]
        unknown = [path for path in paths if path not in self._alarms]
        try:
            found = self.client.contents(self.href, unknown) if unknown else {}
        except UnreachableAccountError:
            return  # the writes will say so
        self._alarms |= {path: read_alarms(one.text) for path, one in found.items()}

    def _request(self, write: Write) -> Put | Delete:
        entry = write.entry
        if write.wanted is None:
            return Delete(entry.href, entry.etag or "")
        assert self._writer is not None
        content = self._writer.content(
            write.wanted, entry.uid, entry.sequence + 1, self._alarms.get(entry.href)
        )
        return Put(entry.href, content, None if write.is_new else entry.etag or "*")

    def _told(self, outcome: object) -> WriteOutcome:
        if isinstance(outcome, Done):
            return Written(outcome.etag)
        if isinstance(outcome, ConflictError):
            return "conflict"
        if isinstance(outcome, UnreachableAccountError):
            self.silence = outcome
            return "untried"
        if isinstance(outcome, AccountError):
            self.refusal = outcome
            return "refused"
        return "untried"
