"""Connects `trimtab sync` and `trimtab account` to the real parts behind them, for bootstrap.

Imports stand inside functions, so that other commands wait for none of these parts.
"""

from __future__ import annotations

import gc
import os
import time
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from trimtab.app.ports import (
    CalendarReader,
    CalendarState,
    Outreach,
    PlannedWeek,
    PlanOrder,
    Replan,
)
from trimtab.disk import data_folder, held_alone, write_private
from trimtab.domain.accounts import Account, AccountFindings, SyncTarget
from trimtab.domain.commitments import CalendarSource
from trimtab.domain.errors import SyncRefusedError
from trimtab.domain.people import Profile
from trimtab.domain.plans import LastPlan

if TYPE_CHECKING:
    from trimtab.app.ports import SyncReport
    from trimtab.calendars.caldav.client import CalDavClient
    from trimtab.calendars.caldav.memory import SyncMemory
    from trimtab.calendars.caldav.origin import AccountOrigin
    from trimtab.calendars.caldav.plan import ServerPlanCalendar
    from trimtab.calendars.contents import Content, Origin

OFF = (
    "Nothing is synced until the profile says where. Add to it, with your own address and user:\n"
    '{}[sync]\naccount = "{}"\n'
    "Which address and password servers want: docs/how-to/sync.md."
)
ACCOUNT = '[[account]]\nname = "home"\nurl = "https://calendar.example.org/"\nuser = "sam"\n\n'
LEAVES = (
    "What leaves this machine: each block of your plan, with its name, hours and note, goes to {} "
    'and into the calendar "{}" there; private ones say Busy and no more. '
    "Whoever may read that calendar can read it."
)
OTHER_PROFILE = (
    "This calendar was written from {} before, and that profile names the same person. "
    "Two profiles on one calendar take turns: give one of them its own in [sync]."
)
ASKING = "Asking the calendar …"

Show = Callable[[str], AbstractContextManager[object]]
"""Says on a terminal what is being done while it is, if that takes long."""


def open_client(profile: Profile, folder: Path, name: str) -> CalDavClient:
    """A client of an account of the profile. Raises AccountError."""
    from trimtab.calendars.caldav.accounts import Keys, find_account, open_account
    from trimtab.calendars.feeds.fetching import guarded_client

    keys = Keys(os.environ, data_folder(os.environ), folder)
    account = find_account(profile.accounts, name)
    return open_account(account, keys, guarded_client, profile.allowed_hosts)


def account_origins(
    profile: Profile, folder: Path, outreach: Outreach, kept_in: Path | None = None
) -> Mapping[str, Origin]:
    """Where calendars of accounts lead, by scheme; nothing is loaded before one is followed.

    What they say is remembered in the data folder `kept_in`, the usual one where none is named.
    """
    opened: list[AccountOrigin] = []

    def follow(source: str, first: date, last: date) -> tuple[Content, ...]:
        if not opened:
            opened.append(_account_origin(profile, folder, outreach, kept_in))
        return opened[0](source, first, last)

    return {"caldav": follow}


def _account_origin(
    profile: Profile, folder: Path, outreach: Outreach, kept_in: Path | None
) -> AccountOrigin:
    from trimtab.calendars.caldav.origin import AccountOrigin

    def connect(name: str) -> CalDavClient:
        hosts = profile.allowed_hosts + outreach.allowed_hosts
        return open_client(replace(profile, allowed_hosts=hosts), folder, name)

    return AccountOrigin(
        connect,
        kept_in or data_folder(os.environ),
        lambda: datetime.now(UTC),
        profile.sync,
        is_offline=outreach.is_offline,
    )


def account_states(
    profile: Profile, folder: Path, outreach: Outreach, kept_in: Path | None = None
) -> Callable[[CalendarSource], CalendarState]:
    """Tells how calendars of accounts stand; nothing is loaded before one is asked after."""

    def state_of(source: CalendarSource) -> CalendarState:
        from trimtab.calendars.caldav.states import AccountStates

        origin = _account_origin(profile, folder, outreach, kept_in)
        return AccountStates(origin, wants_fresh=outreach.wants_fresh)(source)

    return state_of


def forget_account_calendars(kept_in: Path | None, source: str | None = None) -> None:
    """Forget what one calendar of an account said, or all of them. Raises UnwritableFileError."""
    from trimtab.calendars.caldav.origin import forget_calendars

    forget_calendars(kept_in or data_folder(os.environ), source)


def describe_account(profile: Profile, folder: Path, name: str) -> AccountFindings:
    """What an account holds. Raises AccountError."""
    from trimtab.calendars.caldav.accounts import describe_account

    client = open_client(profile, folder, name)
    with client.server.http:
        return describe_account(client)


def keep_password(account: str, password: str) -> Path:
    """Store a password for this user of the machine, and say where."""
    from trimtab.calendars.caldav.accounts import keep_password

    return keep_password(data_folder(os.environ), account, password)


def sync_opener(
    plan_week: Callable[[Profile, PlanOrder, CalendarReader], PlannedWeek],
    replan_week: Callable[[Profile, PlanOrder, LastPlan, CalendarReader], PlannedWeek],
    show: Show,
) -> Callable[[Profile, Path], Sync]:
    """Opens the sync of a profile, given what plans a week anew and again.

    `show` says on a terminal what is being done, once that takes long.
    """

    def plan(
        profile: Profile, order: PlanOrder, last: LastPlan | None, read_calendar: CalendarReader
    ) -> PlannedWeek:
        if last is None:
            return plan_week(profile, order, read_calendar)
        return replan_week(profile, order, last, read_calendar)

    return lambda profile, file: Sync.open(profile, file, plan, show)


def wait(seconds: float) -> None:
    """Wait, for days if need be: cycles that nothing else collects are let go of first."""
    gc.collect()
    time.sleep(seconds)


@dataclass(slots=True)
class Sync:
    """One person's sync: where it goes, whether they agreed to that, and the doing of it."""

    profile: Profile
    file: Path
    target: SyncTarget
    account: Account
    plan: Replan
    show: Show

    @classmethod
    def open(cls, profile: Profile, file: Path, plan: Replan, show: Show) -> Sync:
        """The sync a profile in a file asks for. Raises SyncRefusedError where it asks for none."""
        from trimtab.calendars.caldav.accounts import find_account

        if profile.sync is None:
            known = [one.name for one in profile.accounts]
            needed = "" if known else ACCOUNT
            raise SyncRefusedError(OFF.format(needed, known[0] if known else "home"))
        account = find_account(profile.accounts, profile.sync.account)
        return cls(profile, file, profile.sync, account, plan, show)

    @property
    def leaves(self) -> str:
        """What leaves the machine, and where it goes."""
        from urllib.parse import urlsplit

        host = urlsplit(self.account.url).hostname or self.account.name
        return LEAVES.format(host, self.target.calendar)

    @property
    def is_agreed(self) -> bool:
        """Whether the person has agreed to it for this account and calendar."""
        return self._agreement.exists()

    def agree(self) -> None:
        """Remember that they have."""
        write_private(self._agreement, b"agreed\n")

    @property
    def _agreement(self) -> Path:
        from hashlib import sha256

        asked = f"{self.account.url}\n{self.account.user}\n{self.target.calendar}"
        key = sha256(asked.encode()).hexdigest()[:32]
        return data_folder(os.environ) / "plans" / f"{key}.agreed"

    def sync(
        self, order: PlanOrder, read_calendar: CalendarReader, *, is_rehearsal: bool = False
    ) -> SyncReport:
        """Sync once, alone. Raises AccountError, SyncRefusedError, UnreachableAccountError."""
        with held_alone(data_folder(os.environ) / "plans" / "sync.lock"):
            return self._sync(order, read_calendar, is_rehearsal=is_rehearsal)

    def _sync(
        self, order: PlanOrder, read_calendar: CalendarReader, *, is_rehearsal: bool
    ) -> SyncReport:
        client = open_client(self.profile, self.file.parent, self.account.name)
        with client.server.http:
            return self._sync_with(client, order, read_calendar, is_rehearsal=is_rehearsal)

    def _sync_with(
        self,
        client: CalDavClient,
        order: PlanOrder,
        read_calendar: CalendarReader,
        *,
        is_rehearsal: bool,
    ) -> SyncReport:
        from trimtab.app.sync_plan import EMPTIED_SAYS, SyncParts, sync_plan
        from trimtab.calendars.caldav.memory import SyncMemory, memory_path
        from trimtab.calendars.caldav.plan import refuse_others
        from trimtab.plans.reading import read_plan
        from trimtab.reports.plan_json import plan_to_json

        with self.show(ASKING):
            href, is_empty = self._find_place(client, is_rehearsal=is_rehearsal)
        address = client.server.address_of(href)
        path = memory_path(data_folder(os.environ), self.profile.person.name, address)
        memory = SyncMemory.open(path, plan_to_json, read_plan)
        calendar = self._calendar(client, href)
        was_there = is_empty and bool(memory.entries)
        if is_empty:
            memory.forget_events()
        elif not memory.is_known:
            refuse_others(client, href, self.target.calendar)
        taken_over = self._take_over(memory)
        parts = SyncParts(calendar, memory, self.plan, read_calendar)
        report = sync_plan(self.profile, order, parts, is_rehearsal=is_rehearsal)
        told = (*taken_over, *((EMPTIED_SAYS,) if was_there else ()), *report.told)
        silence = calendar.silence if report.unwritten else None
        fault = calendar.refusal or report.fault or silence
        return replace(report, told=told, fault=fault)

    def _take_over(self, memory: SyncMemory) -> tuple[str, ...]:
        """Remember which profile is planned from; say so where it was another one before."""
        before, memory.profile = memory.profile, str(self.file.resolve())
        is_other = before not in ("", memory.profile) and Path(before).exists()
        return (OTHER_PROFILE.format(before),) if is_other else ()

    def _calendar(self, client: CalDavClient, href: str) -> ServerPlanCalendar:
        from trimtab.calendars.caldav.plan import ServerPlanCalendar

        now = datetime.now(UTC)
        return ServerPlanCalendar(client, href, now, self.profile, show=self.show)

    def _find_place(self, client: CalDavClient, *, is_rehearsal: bool) -> tuple[str, bool]:
        """Where the calendar is, and whether it was made only now."""
        from trimtab.calendars.caldav.plan import find_plan_calendar, make_plan_calendar

        found = find_plan_calendar(client, self.target.calendar)
        if found is not None:
            return found.href, False
        if is_rehearsal:
            return "", True
        return make_plan_calendar(client, self.target.calendar), True
