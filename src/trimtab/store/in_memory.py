"""A store that forgets everything at the end: for the example, and as a model for tests."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar, cast

from trimtab.domain.diary import JOURNAL_KINDS, KIND_NAMES, AnyEntry, Entry
from trimtab.domain.errors import ChangedMeanwhileError
from trimtab.domain.kept import (
    BlockMark,
    Contact,
    Device,
    FeedLink,
    FeedName,
    KeptApplication,
    KeptCalendar,
    KeptPlan,
    KeptProfile,
    SignOut,
    WebSession,
    Win,
    within_bound,
)
from trimtab.domain.plans import LastPlan, Plan
from trimtab.store.held import Held, no_entries

P = ParamSpec("P")
Kept = TypeVar("Kept")


def _alone(
    write: Callable[Concatenate[InMemoryStore, P], Kept],
) -> Callable[Concatenate[InMemoryStore, P], Kept]:
    """A write that waits for those of other threads: one undone takes no other with it."""

    @wraps(write)
    def waiting(store: InMemoryStore, /, *values: P.args, **named: P.kwargs) -> Kept:
        with store.lock:
            return write(store, *values, **named)

    return waiting


class InMemoryStore:
    """Everything kept in dictionaries; a write inside `at_once` is undone when that fails."""

    def __init__(self) -> None:
        self._kept = Held()
        self.lock = threading.RLock()
        self._settled: tuple[int, Mapping[str, str]] | None = None

    @contextmanager
    def at_once(self) -> Iterator[None]:
        """All writes inside last, or none."""
        with self.lock:
            before, outer = self._kept.copied(), self._settled
            self._settled = outer or (threading.get_ident(), before.settings)
            try:
                yield
            except BaseException:
                self._kept = before
                raise
            finally:
                self._settled = outer

    def version(self) -> str | None:
        """Not counted here."""
        return None

    def profile(self) -> KeptProfile | None:
        """The profile as it is now."""
        return self._kept.profiles[-1] if self._kept.profiles else None

    @_alone
    def keep_profile(
        self, text: str, now: datetime, *, expected_revision: int | None = None
    ) -> KeptProfile:
        """Keep a changed profile."""
        last = self.profile()
        revision = last.revision if last else 0
        if expected_revision not in (None, revision):
            raise ChangedMeanwhileError("The profile")
        kept = KeptProfile(text, revision + 1, now)
        self._kept.profiles.append(kept)
        return kept

    def profile_history(self) -> tuple[KeptProfile, ...]:
        """Every profile kept, the newest first."""
        return tuple(reversed(self._kept.profiles))

    def plan(self) -> KeptPlan | None:
        """The plan kept last."""
        return self._kept.plans[-1] if self._kept.plans else None

    @_alone
    def keep_plan(
        self,
        plan: Plan,
        now: datetime,
        *,
        profile_revision: int,
        is_accepted: bool = False,
        expected_revision: int | None = None,
    ) -> KeptPlan:
        """Keep a plan as the one that stands."""
        last = self.plan()
        revision = last.revision if last else 0
        if expected_revision not in (None, revision):
            raise ChangedMeanwhileError("The plan")
        kept = KeptPlan(plan, revision + 1, now, profile_revision, is_accepted)
        self._kept.plans.append(kept)
        self.keep_last_plan(plan.as_last())
        return kept

    @_alone
    def keep_last_plan(self, last: LastPlan) -> None:
        """Keep how weeks were lived."""
        for number in range(0, last.days, 7):
            self._kept.last_plans[last.first_day + timedelta(days=number)] = last

    @_alone
    def accept_plan(self, revision: int) -> None:
        """The person takes the plan of that revision as theirs."""
        self._kept.plans = [
            replace(one, is_accepted=True) if one.revision == revision else one
            for one in self._kept.plans
        ]

    def last_plans(self, first: date, last: date) -> tuple[LastPlan, ...]:
        """The last plan kept of each week that touches these days."""
        touching = [
            plan for week, plan in sorted(self._kept.last_plans.items())
            if week <= last and week + timedelta(days=6) >= first
        ]  # fmt: skip
        return tuple({id(plan): plan for plan in touching}.values())

    @_alone
    def add_mark(self, mark: BlockMark) -> bool:
        """Keep a mark once."""
        is_new = mark.id not in self._kept.marks
        self._kept.marks.setdefault(mark.id, mark)
        return is_new

    @_alone
    def add_marks(self, marks: tuple[BlockMark, ...]) -> None:
        """Keep many marks, each once."""
        for mark in marks:
            self.add_mark(mark)

    def marks(self, first: datetime, last: datetime) -> tuple[BlockMark, ...]:
        """Marks of blocks that start in [first, last)."""
        found = [one for one in tuple(self._kept.marks.values()) if first <= one.start < last]
        return tuple(sorted(found, key=lambda one: one.said_at))

    @_alone
    def add_win(self, win: Win) -> bool:
        """Keep a win once."""
        is_new = win.id not in self._kept.wins
        self._kept.wins.setdefault(win.id, win)
        return is_new

    @_alone
    def add_wins(self, wins: tuple[Win, ...]) -> None:
        """Keep many wins, each once."""
        for win in wins:
            self.add_win(win)

    @_alone
    def remove_win(self, id: str) -> None:  # noqa: A002 - the record's own word
        """Forget a win."""
        self._kept.wins.pop(id, None)

    def wins(self, first: date, last: date) -> tuple[Win, ...]:
        """Wins of these days."""
        found = [one for one in tuple(self._kept.wins.values()) if first <= one.day <= last]
        return tuple(sorted(found, key=lambda one: one.said_at))

    def newest_day(self, before: date) -> date | None:
        """The newest day before another of which anything is kept."""
        midnight = datetime.combine(before, datetime.min.time(), UTC)
        wins = [one.day for one in tuple(self._kept.wins.values()) if one.day < before]
        starts = [one.start for one in tuple(self._kept.marks.values()) if one.start < midnight]
        weeks = [week + timedelta(days=6) for week in tuple(self._kept.last_plans) if week < before]
        days = [*wins, *(one.astimezone(UTC).date() for one in starts), *weeks]
        return min(max(days), before - timedelta(days=1)) if days else None

    @_alone
    def keep_sign_out(self, sign_out: SignOut) -> None:
        """Keep how a day's duty ended."""
        self._kept.sign_outs[sign_out.day] = sign_out

    def sign_outs(self, first: date, last: date) -> tuple[SignOut, ...]:
        """Sign-outs of these days."""
        return tuple(
            one for day, one in sorted(self._kept.sign_outs.items()) if first <= day <= last
        )

    def contacts(self) -> tuple[Contact, ...]:
        """People to turn to."""
        return self._kept.contacts

    @_alone
    def keep_contacts(self, contacts: tuple[Contact, ...]) -> None:
        """Keep these in place of all before."""
        self._kept.contacts = tuple(contacts)

    def calendars(self) -> tuple[KeptCalendar, ...]:
        """Calendar files, by name."""
        return tuple(one for _, one in sorted(self._kept.calendars.items()))

    @_alone
    def keep_calendar(self, calendar: KeptCalendar) -> None:
        """Keep a file."""
        self._kept.calendars[calendar.name] = calendar

    @_alone
    def remove_calendar(self, name: str) -> None:
        """Forget a file."""
        self._kept.calendars.pop(name, None)

    def application(self) -> KeptApplication | None:
        """What a residency list is made from."""
        return self._kept.application

    def has_application(self) -> bool:
        """Whether anything of it is kept."""
        return self._kept.application is not None

    @_alone
    def keep_application(self, application: KeptApplication) -> None:
        """Keep it, in place of the one before."""
        self._kept.application = within_bound(application)

    @_alone
    def forget_application(self) -> None:
        """Forget it, with the answers."""
        self._kept.application = None

    def entry(self, kind: type[AnyEntry], id: str) -> AnyEntry | None:  # noqa: A002 - the record's own word
        """The diary's record of that kind and id."""
        found = self._kept.diary[KIND_NAMES[kind]].get(id)
        return cast("AnyEntry | None", found)

    def entries(
        self, kind: type[AnyEntry], first: date = date.min, last: date = date.max
    ) -> tuple[AnyEntry, ...]:
        """Records of a kind on these days."""
        kept = tuple(self._kept.diary[KIND_NAMES[kind]].values())
        found = sorted(
            (one for one in kept if first <= one.day <= last),
            key=lambda one: (one.day, one.said_at, one.id),
        )
        return cast("tuple[AnyEntry, ...]", tuple(found))

    def newest_entry(self, kind: type[AnyEntry], until: date = date.max) -> AnyEntry | None:
        """The last of a kind on or before a day."""
        found = self.entries(kind, date.min, until)
        return found[-1] if found else None

    @_alone
    def keep_entry(self, entry: Entry) -> None:
        """Keep a record in place of one of its kind and id."""
        self._kept.diary[KIND_NAMES[type(entry)]][entry.id] = entry

    @_alone
    def keep_entries(self, entries: tuple[Entry, ...]) -> None:
        """Keep many, in the same way."""
        for entry in entries:
            self.keep_entry(entry)

    @_alone
    def forget_entry(self, kind: type[Entry], id: str) -> None:  # noqa: A002 - the record's own word
        """Forget a record."""
        self._kept.diary[KIND_NAMES[kind]].pop(id, None)

    @_alone
    def forget_entries(self, kind: type[Entry]) -> None:
        """Forget every record of a kind."""
        self._kept.diary[KIND_NAMES[kind]].clear()

    def feed_links(self) -> tuple[FeedLink, ...]:
        """Secret addresses of feeds, by name."""
        return tuple(one for _, one in sorted(self._kept.feed_links.items()))

    @_alone
    def keep_feed_link(self, link: FeedLink) -> None:
        """Keep an address."""
        self._kept.feed_links[link.name] = link

    @_alone
    def remove_feed_link(self, name: FeedName) -> None:
        """End an address."""
        self._kept.feed_links.pop(name, None)

    def feed(self, name: FeedName) -> bytes:
        """What that feed said last."""
        return self._kept.feeds.get(name, b"")

    @_alone
    def keep_feed(self, name: FeedName, content: bytes) -> None:
        """Keep what a feed says now."""
        self._kept.feeds[name] = content

    def devices(self) -> tuple[Device, ...]:
        """Paired devices, the newest first."""
        found = tuple(self._kept.devices.values())
        return tuple(sorted(found, key=lambda one: (one.paired_at, one.id), reverse=True))

    @_alone
    def keep_device(self, device: Device) -> None:
        """Keep a device."""
        self._kept.devices[device.id] = device

    @_alone
    def remove_device(self, id: str) -> None:  # noqa: A002 - the record's own word
        """Forget a device and end its sessions."""
        self._kept.devices.pop(id, None)
        for token_hash, session in tuple(self._kept.sessions.items()):
            if session.device_id == id:
                del self._kept.sessions[token_hash]

    def session(self, token_hash: str) -> WebSession | None:
        """The session with that hash."""
        return self._kept.sessions.get(token_hash)

    def sessions(self) -> tuple[WebSession, ...]:
        """Every session, the last used first."""
        found = tuple(self._kept.sessions.values())
        return tuple(sorted(found, key=lambda one: (one.used_at, one.token_hash), reverse=True))

    @_alone
    def keep_session(self, session: WebSession) -> None:
        """Keep a session."""
        self._kept.sessions[session.token_hash] = session

    @_alone
    def remove_session(self, token_hash: str) -> None:
        """End a session."""
        self._kept.sessions.pop(token_hash, None)

    def settings(self) -> Mapping[str, str]:
        """Small choices; of a change that another thread has half made, those before it."""
        settled = self._settled
        if settled is not None and settled[0] != threading.get_ident():
            return dict(settled[1])
        return dict(self._kept.settings)

    @_alone
    def keep_setting(self, name: str, value: str) -> None:
        """Keep a choice."""
        self._kept.settings = {**self._kept.settings, name: value}

    @_alone
    def forget_records(self, *, journal_too: bool = True) -> None:
        """Forget all but who may come in and what others follow."""
        before = self._kept
        stays = () if journal_too else JOURNAL_KINDS
        self._kept = Held(
            feed_links=before.feed_links,
            feeds=before.feeds,
            devices=before.devices,
            sessions=before.sessions,
            diary=no_entries() | {kind: before.diary[kind] for kind in stays},
        )

    @_alone
    def delete_all(self) -> None:
        """Delete everything."""
        self._kept = Held()

    def close(self) -> None:
        """Nothing is held."""
