"""The store on a database: every call is one read, or one write that lasts."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager, ExitStack
from datetime import date, datetime

from sqlalchemy import Connection, Table, delete

from trimtab.domain.diary import JOURNAL_KINDS, AnyEntry, Entry, SealedPage
from trimtab.domain.errors import StoreError
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
)
from trimtab.domain.plans import LastPlan, Plan
from trimtab.store import (
    application_queries,
    day_queries,
    diary_queries,
    named_queries,
    plan_queries,
    profile_queries,
    tables,
)
from trimtab.store.backups import Backup, Backups
from trimtab.store.connections import Connections
from trimtab.store.plan_records import PlansRead
from trimtab.store.records import columns_of

SCRUBBING = ("VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)")
"""Leaves nothing of what was deleted in the file, nor in its log."""

STILL_READ = (
    "Everything was deleted, but something was reading meanwhile, so traces may be left in the log "
    "beside the file. Stop Trimtab once, which clears it."
)


class SqlStore:
    """Everything kept for one person, in SQLite or PostgreSQL; threads may share it."""

    def __init__(
        self,
        connections: Connections,
        owner: str,
        backups: Backups | None = None,
        held: ExitStack | None = None,
    ) -> None:
        self._connections, self._owner = connections, owner
        self._held = held or ExitStack()
        self._plans_read = PlansRead()
        self.backups = backups

    def back_up_if_due(self, now: datetime) -> Backup | None:
        """Make the day's backup if there is none; on a server whoever runs it makes them.

        Raises StoreError.
        """
        return self.backups.back_up_if_due(now) if self.backups else None

    def back_up(self, now: datetime, *, because: str) -> Backup | None:
        """Make a backup before something that replaces a lot. Raises StoreError."""
        return self.backups.back_up(now, because) if self.backups else None

    def at_once(self) -> AbstractContextManager[None]:
        """All writes inside last, or none."""
        return self._connections.at_once()

    def version(self) -> str | None:
        """A name for what is kept now."""
        return self._connections.version()

    def _read(self) -> AbstractContextManager[Connection]:
        return self._connections.reading()

    def _write(self) -> AbstractContextManager[Connection]:
        return self._connections.writing()

    def _erase(self) -> AbstractContextManager[Connection]:
        return self._connections.erasing()

    def profile(self) -> KeptProfile | None:
        """The profile as it is now."""
        with self._read() as connection:
            return profile_queries.find_profile(connection, self._owner)

    def keep_profile(
        self, text: str, now: datetime, *, expected_revision: int | None = None
    ) -> KeptProfile:
        """Keep a changed profile."""
        with self._write() as connection:
            return profile_queries.insert_profile(
                connection, self._owner, (text, now), expected_revision
            )

    def profile_history(self) -> tuple[KeptProfile, ...]:
        """The profiles kept, the newest first."""
        with self._read() as connection:
            return profile_queries.list_profiles(connection, self._owner)

    def plan(self) -> KeptPlan | None:
        """The plan kept last, None where it is of an edition that this one cannot read."""
        with self._read() as connection:
            return plan_queries.find_plan(connection, self._owner, self._plans_read)

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
        known = plan_queries.PlanOnFile(now, profile_revision, is_accepted, expected_revision)
        with self._write() as connection:
            return plan_queries.replace_plan(
                connection, self._owner, (plan, known), self._plans_read
            )

    def accept_plan(self, revision: int) -> None:
        """The person takes the plan of that revision as theirs."""
        with self._write() as connection:
            plan_queries.accept_plan(connection, self._owner, revision)

    def last_plans(self, first: date, last: date) -> tuple[LastPlan, ...]:
        """The last plan kept of each week that touches these days."""
        with self._read() as connection:
            days = (first, last)
            return tuple(
                plan_queries.list_last_plans(connection, self._owner, days, self._plans_read)
            )

    def keep_last_plan(self, last: LastPlan) -> None:
        """Keep how past weeks were lived, in place of what was known of them."""
        with self._write() as connection:
            plan_queries.insert_last_plan(connection, self._owner, last)

    def add_mark(self, mark: BlockMark) -> bool:
        """Keep a mark once."""
        with self._write() as connection:
            return day_queries.insert_mark(connection, self._owner, mark)

    def add_marks(self, marks: tuple[BlockMark, ...]) -> None:
        """Keep many marks, each once."""
        with self._write() as connection:
            day_queries.insert_marks(connection, self._owner, marks)

    def marks(self, first: datetime, last: datetime) -> tuple[BlockMark, ...]:
        """Marks of blocks that start in [first, last)."""
        with self._read() as connection:
            return day_queries.list_marks(connection, self._owner, first, last)

    def add_win(self, win: Win) -> bool:
        """Keep a win once."""
        with self._write() as connection:
            return day_queries.insert_win(connection, self._owner, win)

    def add_wins(self, wins: tuple[Win, ...]) -> None:
        """Keep many wins, each once."""
        with self._write() as connection:
            day_queries.insert_wins(connection, self._owner, wins)

    def remove_win(self, id: str) -> None:  # noqa: A002 - the record's own word
        """Forget a win."""
        with self._erase() as connection:
            day_queries.delete_win(connection, self._owner, id)

    def wins(self, first: date, last: date) -> tuple[Win, ...]:
        """Wins of these days."""
        with self._read() as connection:
            return day_queries.list_wins(connection, self._owner, first, last)

    def newest_day(self, before: date) -> date | None:
        """The newest day before another of which anything is kept."""
        with self._read() as connection:
            return day_queries.find_newest_day(connection, self._owner, before)

    def keep_sign_out(self, sign_out: SignOut) -> None:
        """Keep how a day's duty ended."""
        with self._write() as connection:
            day_queries.replace_sign_out(connection, self._owner, sign_out)
            self._connections.clear_log()

    def sign_outs(self, first: date, last: date) -> tuple[SignOut, ...]:
        """Sign-outs of these days."""
        with self._read() as connection:
            return day_queries.list_sign_outs(connection, self._owner, first, last)

    def contacts(self) -> tuple[Contact, ...]:
        """People to turn to."""
        with self._read() as connection:
            return named_queries.list_contacts(connection, self._owner)

    def keep_contacts(self, contacts: tuple[Contact, ...]) -> None:
        """Keep these in place of all before."""
        with self._write() as connection:
            named_queries.replace_contacts(connection, self._owner, contacts)
            self._connections.clear_log()

    def calendars(self) -> tuple[KeptCalendar, ...]:
        """Calendar files, by name."""
        return self._list(tables.calendars, KeptCalendar)

    def keep_calendar(self, calendar: KeptCalendar) -> None:
        """Keep a file."""
        self._keep(tables.calendars, calendar)

    def remove_calendar(self, name: str) -> None:
        """Forget a file."""
        with self._erase():
            self._forget(tables.calendars, name)

    def application(self) -> KeptApplication | None:
        """What a residency list is made from."""
        with self._read() as connection:
            return application_queries.find_application(connection, self._owner)

    def has_application(self) -> bool:
        """Whether anything of it is kept, without reading it."""
        with self._read() as connection:
            return application_queries.has_application(connection, self._owner)

    def keep_application(self, application: KeptApplication) -> None:
        """Keep it, in place of the one before."""
        with self._write() as connection:
            application_queries.replace_application(connection, self._owner, application)

    def forget_application(self) -> None:
        """Forget it, with the answers."""
        with self._erase() as connection:
            application_queries.delete_application(connection, self._owner)

    def entry(self, kind: type[AnyEntry], id: str) -> AnyEntry | None:  # noqa: A002 - its own word
        """The diary's record of that kind and id."""
        with self._read() as connection:
            return diary_queries.find_entry(connection, self._owner, kind, id)

    def entries(
        self, kind: type[AnyEntry], first: date = date.min, last: date = date.max
    ) -> tuple[AnyEntry, ...]:
        """Records of a kind on these days."""
        with self._read() as connection:
            return diary_queries.list_entries(connection, self._owner, kind, (first, last))

    def newest_entry(self, kind: type[AnyEntry], until: date = date.max) -> AnyEntry | None:
        """The last of a kind on or before a day."""
        with self._read() as connection:
            return diary_queries.find_newest(connection, self._owner, kind, until)

    def keep_entry(self, entry: Entry) -> None:
        """Keep a record in place of one of its kind and id."""
        self.keep_entries((entry,))

    def keep_entries(self, entries: tuple[Entry, ...]) -> None:
        """Keep many, in the same way."""
        with self._write() as connection:
            if diary_queries.replace_entries(connection, self._owner, entries):
                self._connections.clear_log()

    def forget_entry(self, kind: type[Entry], id: str) -> None:  # noqa: A002 - its own word
        """Forget a record."""
        with self._write() if kind is SealedPage else self._erase() as connection:
            diary_queries.delete_entries(connection, self._owner, kind, id)

    def forget_entries(self, kind: type[Entry]) -> None:
        """Forget every record of a kind."""
        with self._erase() as connection:
            diary_queries.delete_entries(connection, self._owner, kind)

    def feed_links(self) -> tuple[FeedLink, ...]:
        """Secret addresses of feeds, by name."""
        return self._list(tables.feed_links, FeedLink)

    def keep_feed_link(self, link: FeedLink) -> None:
        """Keep an address."""
        self._keep(tables.feed_links, link)

    def remove_feed_link(self, name: FeedName) -> None:
        """End an address."""
        self._forget(tables.feed_links, name)

    def feed(self, name: FeedName) -> bytes:
        """What that feed said last."""
        with self._read() as connection:
            row = named_queries.find_named(connection, tables.feeds, self._owner, name)
            return bytes(row["content"]) if row else b""

    def keep_feed(self, name: FeedName, content: bytes) -> None:
        """Keep what a feed says now."""
        with self._write() as connection:
            columns = {"name": name, "content": content}
            named_queries.replace_named(connection, tables.feeds, self._owner, columns)

    def devices(self) -> tuple[Device, ...]:
        """Paired devices, the newest first."""
        found = self._list(tables.devices, Device)
        return tuple(sorted(found, key=lambda one: (one.paired_at, one.id), reverse=True))

    def keep_device(self, device: Device) -> None:
        """Keep a device."""
        self._keep(tables.devices, device)

    def remove_device(self, id: str) -> None:  # noqa: A002 - the record's own word
        """Forget a device and end its sessions."""
        sessions = tables.sessions
        of_device = (sessions.c.owner == self._owner) & (sessions.c.device_id == id)
        with self._write() as connection:
            named_queries.delete_named(connection, tables.devices, self._owner, id)
            connection.execute(delete(sessions).where(of_device))

    def session(self, token_hash: str) -> WebSession | None:
        """The session with that hash."""
        with self._read() as connection:
            row = named_queries.find_named(connection, tables.sessions, self._owner, token_hash)
            return WebSession(**row) if row else None

    def sessions(self) -> tuple[WebSession, ...]:
        """Every session, the last used first."""
        found = self._list(tables.sessions, WebSession)
        return tuple(sorted(found, key=lambda one: (one.used_at, one.token_hash), reverse=True))

    def keep_session(self, session: WebSession) -> None:
        """Keep a session."""
        self._keep(tables.sessions, session)

    def remove_session(self, token_hash: str) -> None:
        """End a session."""
        self._forget(tables.sessions, token_hash)

    def settings(self) -> Mapping[str, str]:
        """Small choices."""
        with self._read() as connection:
            rows = named_queries.list_rows(connection, tables.settings, self._owner)
            return {row["name"]: row["value"] for row in rows}

    def keep_setting(self, name: str, value: str) -> None:
        """Keep a choice."""
        with self._write() as connection:
            columns = {"name": name, "value": value}
            named_queries.replace_named(connection, tables.settings, self._owner, columns)

    def forget_records(self, *, journal_too: bool = True) -> None:
        """Forget everything but who may come in and what others follow."""
        with self._erase() as connection:
            kept = () if journal_too else JOURNAL_KINDS
            journal = diary_queries.rows_of_kinds(connection, self._owner, kept)
            self._empty(tables.RECORDS)
            diary_queries.insert_rows(connection, journal)

    def delete_all(self) -> None:
        """Delete everything, from the file, its log and our backups too."""
        self._empty((*tables.RECORDS, *tables.ACCESS))
        self._connections.after_writing(self._scrub)

    def close(self) -> None:
        """Let go of the database, and let others have it."""
        with self._held:
            self._connections.close()

    def _list(
        self, table: Table, kind: type[named_queries.Record]
    ) -> tuple[named_queries.Record, ...]:
        with self._read() as connection:
            rows = named_queries.list_rows(connection, table, self._owner)
            return tuple(kind(**row) for row in rows)

    def _keep(self, table: Table, record: KeptCalendar | FeedLink | Device | WebSession) -> None:
        with self._write() as connection:
            named_queries.replace_named(connection, table, self._owner, columns_of(record))

    def _forget(self, table: Table, name: str) -> None:
        with self._write() as connection:
            named_queries.delete_named(connection, table, self._owner, name)

    def _empty(self, emptied: tuple[Table, ...]) -> None:
        with self._write() as connection:
            for table in emptied:
                connection.execute(delete(table).where(table.c.owner == self._owner))

    def _scrub(self) -> None:
        """The backups go first: packing the file anew needs room."""
        self._plans_read.forget()
        if self.backups:
            self.backups.remove_all()
        if self._connections.is_sqlite and self._connections.run_alone(*SCRUBBING):
            raise StoreError(STILL_READ)
