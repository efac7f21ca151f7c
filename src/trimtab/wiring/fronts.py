"""What stands behind the web app's ways in: the desk of the real parts, or the door before it.

Imports stand inside functions, so that other commands wait for none of these parts.
"""

from __future__ import annotations

import contextlib
import secrets
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from trimtab.cli.services import ServeOrder
from trimtab.domain.errors import Problem, TrimtabError
from trimtab.wiring.pretending import Clock, clock_from
from trimtab.wiring.unlocking import ASKED, ask_until_right, folder_of

if TYPE_CHECKING:
    from starlette.types import ASGIApp

    from trimtab.app.daily.ports import Planning, Store
    from trimtab.domain.kept import Device
    from trimtab.store.sql_store import SqlStore
    from trimtab.web.care import Care
    from trimtab.web.desk import Desk, House
    from trimtab.web.phone.listening import OpenPhone

MINUTELY, HOURLY, DAILY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
SEALED = "What is kept is under a passphrase: the page asks for it, and Help is open before."


@dataclass(frozen=True, slots=True)
class Start:
    """What a start goes by: its order, the folder, the machine's zone, where phones come in."""

    order: ServeOrder
    folder: Path
    zone: str
    phone: OpenPhone | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Front:
    """What answers: an app for each way in, the clock it goes by, and what begins with it."""

    build: Callable[[House], ASGIApp]
    clock: Clock
    zone: ZoneInfo
    words: str = ""
    begin: Callable[[], None] = lambda: None
    devices: Callable[[], tuple[Device, ...]] = tuple


@contextmanager
def open_front(start: Start) -> Iterator[Front]:
    """The app itself; where what is kept is sealed, the door before it."""
    from trimtab.store.keys import is_sealed
    from trimtab.store.opening import FILE

    opening = _sealed_front if is_sealed(start.folder / FILE) else _open_front
    with opening(start) as front:
        yield front


@contextmanager
def _open_front(start: Start) -> Iterator[Front]:
    from trimtab.store.opening import open_store
    from trimtab.web.application import build_application

    with ExitStack() as parts:
        store = parts.enter_context(contextlib.closing(open_store(start.folder)))
        own_zone = _own_zone(store, start.zone)
        clock = clock_from(start.order.now, own_zone)
        desk, care = parts.enter_context(_desk_with_care(store, clock, start))

        def build(house: House) -> ASGIApp:
            return build_application(desk, replace(house, notices=care.troubles))

        yield Front(
            build=build, clock=clock, zone=own_zone, begin=care.start, devices=store.devices
        )


@contextmanager
def _sealed_front(start: Start) -> Iterator[Front]:
    """The door; what is behind it is made once the passphrase came, and ended when it closes."""
    from trimtab.store.keys import sqlcipher
    from trimtab.store.opening import FILE, find_key, open_store
    from trimtab.web.sealed.application import SealedApplication
    from trimtab.web.sealed.seal import Rooms, Seal
    from trimtab.wiring.reading_apart import forget_in_memory

    sqlcipher()
    zone = ZoneInfo(start.zone)
    clock = clock_from(start.order.now, zone)

    def open_rooms(passphrase: str) -> Rooms:
        key = find_key(start.folder / FILE, passphrase)
        with ExitStack() as parts:
            store = parts.enter_context(contextlib.closing(open_store(start.folder, key=key)))
            parts.callback(forget_in_memory, start.order.folder)
            opened = _desk_with_care(store, clock, start, is_sealed=True)
            desk, care = parts.enter_context(opened)
            care.start()
            desk = replace(desk, close_again=seal.close)
            return Rooms(desk, care.troubles, parts.pop_all().close)

    def check(passphrase: str) -> None:
        find_key(start.folder / FILE, passphrase)

    seal = Seal(check, open_rooms)
    nobody = _nobodys_desk(clock, start.zone)
    try:
        if start.order.asks:
            ask_until_right(ASKED, seal.open)
        yield Front(
            build=lambda house: SealedApplication(seal, house, nobody),
            clock=clock,
            zone=zone,
            words="" if start.order.asks else SEALED,
        )
    finally:
        seal.close()
        seal.end()


def _nobodys_desk(clock: Clock, zone: str) -> Desk:
    """A desk of which nothing is known: what the door shows is everybody's."""
    from trimtab.planning.here import PlanningHere
    from trimtab.store.in_memory import InMemoryStore
    from trimtab.wiring.planning_parts import planner_parts

    planning = PlanningHere(planner_parts(zone=zone))
    return _bare_desk(InMemoryStore(), planning, clock, zone)


def _bare_desk(store: Store, planning: Planning, clock: Clock, zone: str) -> Desk:
    from trimtab.web.desk import Desk

    return Desk(
        store=store,
        planning=planning,
        now=clock,
        new_id=lambda: secrets.token_hex(12),
        new_secret=lambda: secrets.token_urlsafe(32),
        zone=zone,
    )


def _own_zone(store: SqlStore, zone: str) -> ZoneInfo:
    """The person's own zone by their profile; before there is one, the machine's."""
    from trimtab.app.daily.plan_keeping import zone_now

    try:
        return zone_now(store)
    except TrimtabError:
        return ZoneInfo(zone)


@contextmanager
def _desk_with_care(
    store: SqlStore, clock: Clock, start: Start, *, is_sealed: bool = False
) -> Iterator[tuple[Desk, Care]]:
    """The person's desk, with store and planner behind it, and what is done while it is open.

    Of what is sealed, what was read of calendars is kept in memory alone.
    """
    from trimtab.planning.opening import open_planning
    from trimtab.web.calendar_watch import CalendarWatch
    from trimtab.wiring.applying_apart import ApplyingApart
    from trimtab.wiring.deck_apart import read_deck_file
    from trimtab.wiring.focusing import take_in
    from trimtab.wiring.looking import Looking, calendar_states, forget_calendar
    from trimtab.wiring.planning_parts import planner_parts
    from trimtab.wiring.publishing import InvitationFiles
    from trimtab.wiring.sleep_apart import read_sleep_apart

    with ExitStack() as parts:
        kept_in, keeps = start.order.folder, not is_sealed
        known = partial(planner_parts, zone=start.zone, kept_in=kept_in, keeps_on_disk=keeps)
        planning = parts.enter_context(contextlib.closing(open_planning(known)))
        desk = replace(
            _bare_desk(store, planning, clock, start.zone),
            applying=parts.enter_context(contextlib.closing(ApplyingApart())),
            look=Looking(kept_in, keeps),
            read_sleep=read_sleep_apart,
            read_deck=read_deck_file,
            invitations=InvitationFiles(kept_in, keeps),
            watch=CalendarWatch(
                store, partial(calendar_states, kept_in), partial(forget_calendar, kept_in)
            ),
        )
        desk = _with_keeping(kept_in, desk, store)
        if desk.imports is not None:
            parts.callback(desk.imports.close)
        take_in(folder_of(kept_in), store, clock())
        care = _care(desk, store, start.phone)
        parts.callback(desk.journal.close)
        parts.callback(care.stop)
        yield desk, care


def _with_keeping(folder: Path | None, desk: Desk, store: SqlStore) -> Desk:
    """The desk with what can be done with all that is kept: take along, bring back, back up."""
    from trimtab.store.exporting import export_all
    from trimtab.web.settings.bringing_back import BringingBack
    from trimtab.wiring.keeping import bring_back, show_kept
    from trimtab.wiring.looking import forget_all_calendars

    def bring_back_now(content: bytes, tell: Callable[[str], None]) -> tuple[Problem, ...]:
        return bring_back(store, content, desk.now(), tell)

    def back_up() -> None:
        store.back_up(desk.now(), because="asked")

    return replace(
        desk,
        export_all=lambda journal_too: export_all(
            store, desk.now(), show_kept, journal_too=journal_too
        ),
        imports=BringingBack(bring_back_now, desk.now),
        forget_calendars=partial(forget_all_calendars, folder),
        back_up=back_up,
        backup_state=lambda: _backup_text(
            store, desk.now().astimezone(_own_zone(store, desk.zone))
        ),
    )


def _backup_text(store: SqlStore, now: datetime) -> str:
    """When a backup was made last, on the clock of `now`, and how many there are."""
    from trimtab.reports.wording import when_text

    made = store.backups.list() if store.backups else ()
    if not made:
        return "No backup yet. One is made each day that Trimtab is open."
    kept = "the only one" if len(made) == 1 else f"the newest of {len(made)}"
    return f"Last made and checked {when_text(made[0].made_at, now)}, {kept}."


def _care(desk: Desk, store: SqlStore, phone: OpenPhone | None) -> Care:
    """A backup a day, calendars read again each hour, certificates renewed before they end."""
    from trimtab.app.daily.making_ready import make_ready
    from trimtab.app.daily.replanning import refresh_if_due
    from trimtab.app.mind.notices import NoticeWatch
    from trimtab.web.care import Care, Chore

    def read_again(now: datetime) -> None:
        refresh_if_due(desk.store, desk.planning, now)

    def make_planner_ready(now: datetime) -> None:
        make_ready(desk.store, desk.planning, now)

    def look_after_calendars(now: datetime) -> None:
        if desk.watch is not None:
            desk.watch.look(now)

    chores = [
        Chore("Closing the journal", desk.journal.close_unused, MINUTELY),
        Chore("Looking after your calendars", look_after_calendars, MINUTELY),
        Chore("The day's backup", store.back_up_if_due, HOURLY),
        Chore("Reading your calendars again", read_again, HOURLY),
        Chore("Making the planner ready", make_planner_ready, timedelta.max),
        Chore("The early warning", NoticeWatch(desk.store, desk.new_id).look, HOURLY),
    ]
    if phone is not None:
        chores.append(Chore("Renewing the phone's certificate", _renewing(phone), DAILY))
    return Care(chores, desk.now)


def _renewing(phone: OpenPhone) -> Callable[[datetime], None]:
    """Renewal by the machine's own clock: phones know no other."""
    return lambda _: phone.renew(datetime.now(UTC))
