"""Connects the web app to the real parts behind it, for bootstrap.

Imports stand inside functions, so that other commands wait for none of these parts.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
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
from trimtab.disk import data_folder, held_alone, write_private
from trimtab.domain.errors import BusyError, Problem, TrimtabError
from trimtab.pretending import Clock, clock_from

if TYPE_CHECKING:
    from trimtab.store.sql_store import SqlStore
    from trimtab.web.care import Care
    from trimtab.web.desk import Desk
    from trimtab.web.phone.door import PhoneDoor
    from trimtab.web.phone.listening import OpenPhone

LOCK, WHERE, LINKS = "serve.lock", "serve.json", "links"
MINUTELY, HOURLY, DAILY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
STARTING = "Trimtab is starting in another terminal. Try again in a moment."
HERE = "Trimtab is open at {}/, for this machine alone. Ctrl-C closes it."
PRETENDED = "It is pretended to be {:%Y-%m-%d %H:%M}, and the clock goes on from there."
OTHER_ADDRESSES = "It has {} too. If phones do not find it, name one: trimtab serve --phone {}"
MOVED = (
    "{} still looks for Trimtab at {}/, where this computer was before. Pair again at {}/phone, "
    "and give this computer a fixed address in your router."
)
FOR_PHONES = "Paired phones come in by {}/. Pair one at {}/phone."


@dataclass(frozen=True, slots=True)
class _Home:
    """Where everything is kept, and the machine's own zone."""

    folder: Path
    zone: str


def serve(order: ServeOrder, zone: str | None) -> None:
    """Open the app until Ctrl-C; where it is open already, make another link into it.

    Raises TrimtabError where it cannot listen or keep anything.
    """
    folder = (order.folder or data_folder(os.environ)).absolute()
    with ExitStack() as held:
        try:
            held.enter_context(held_alone(folder / LOCK))
        except BusyError:
            _show_running(order, folder)
            return
        _serve_here(order, folder, zone or "UTC")


def _show_running(order: ServeOrder, folder: Path) -> None:
    """Tell where Trimtab is open, with a link into it."""
    try:
        where = json.loads((folder / WHERE).read_text())
        address, clock = str(where["address"]), Clock(timedelta(seconds=where["ahead_seconds"]))
    except (OSError, ValueError, KeyError, TypeError):
        raise TrimtabError(STARTING) from None
    order.tell(f"Trimtab is open already at {address}/.")
    _show_link(order, folder, address, clock)


def _show_link(order: ServeOrder, folder: Path, address: str, clock: Clock) -> None:
    from trimtab.web.opening import open_in_browser
    from trimtab.web.security.links import LINK_MINUTES, LinkFolder

    key = LinkFolder(folder / LINKS).make(secrets.token_urlsafe(32), clock())
    link = f"{address}/start?key={key}"
    order.tell(f"Open it by this link, which opens once, within {LINK_MINUTES} minutes:\n  {link}")
    if order.wants_browser:
        open_in_browser(link, folder)


def _serve_here(order: ServeOrder, folder: Path, zone: str) -> None:
    from trimtab.store.opening import open_store
    from trimtab.web.application import build_application
    from trimtab.web.desk import House
    from trimtab.web.listening import Listener, bind_here, run
    from trimtab.web.security.faults import keep_logs_quiet
    from trimtab.web.security.links import LinkFolder

    gc.enable()  # the commands do without, but this one stays
    keep_logs_quiet(wants_trace=os.environ.get("TRIMTAB_TRACE", "") not in {"", "0"})
    with ExitStack() as parts:
        here = parts.enter_context(contextlib.closing(bind_here(order.port)))
        phone = _open_phone(order, folder, parts)
        store = parts.enter_context(contextlib.closing(open_store(folder)))
        own_zone = _own_zone(store, zone)
        clock = clock_from(order.now, own_zone)
        home = _Home(folder, zone)
        desk, care = parts.enter_context(_desk_with_care(home, store, clock, phone))
        port = here.getsockname()[1]
        address = f"http://127.0.0.1:{port}"
        parts.enter_context(_told_where(folder, address, clock))
        house = House(
            hosts=frozenset({f"127.0.0.1:{port}", f"localhost:{port}"}),
            links=LinkFolder(folder / LINKS),
            phone=phone.door if phone else None,
            notices=care.troubles,
        )
        listeners = [Listener(build_application(desk, house), here)]
        listeners += phone.listeners(desk, house) if phone else ()

        def on_start(_: object) -> None:
            order.tell(HERE.format(address))
            _tell_other_port(order, port)
            if order.now is not None:
                order.tell(PRETENDED.format(clock().astimezone(own_zone)))
            if phone is not None:
                _tell_of_phones(order, phone.door, store, address)
            _show_link(order, folder, address, clock)
            care.start()

        run(listeners, on_start)
    order.tell("Closed.")


def _tell_of_phones(order: ServeOrder, door: PhoneDoor, store: SqlStore, address: str) -> None:
    """Where phones come in, what else could be named, and what a changed address asks for."""
    order.tell(FOR_PHONES.format(door.url, address))
    if door.others:
        order.tell(OTHER_ADDRESSES.format(", ".join(door.others), door.others[0]))
    standing = door.standing
    if standing and standing.has_moved:
        late = [one for one in store.devices() if one.paired_at < standing.since]
        if late:
            names = ", ".join(one.name for one in late)
            order.tell(MOVED.format(names, standing.before, address))


def _own_zone(store: SqlStore, zone: str) -> ZoneInfo:
    """The person's own zone by their profile; before there is one, the machine's."""
    from trimtab.app.daily.plan_keeping import zone_now

    try:
        return zone_now(store)
    except TrimtabError:
        return ZoneInfo(zone)


def _tell_other_port(order: ServeOrder, port: int) -> None:
    from trimtab.web.listening import USUAL_PORT

    if order.port is None and port != USUAL_PORT:
        order.tell(f"Another program has port {USUAL_PORT}, so this time it is {port}.")


@contextmanager
def _told_where(folder: Path, address: str, clock: Clock) -> Iterator[None]:
    """Let a second start know where the first one is, and by which clock its links end."""
    where = {"address": address, "ahead_seconds": clock.ahead.total_seconds()}
    write_private(folder / WHERE, json.dumps(where).encode())
    try:
        yield
    finally:
        with contextlib.suppress(OSError):
            (folder / WHERE).unlink()


def _open_phone(order: ServeOrder, folder: Path, parts: ExitStack) -> OpenPhone | None:
    """Where phones come in, listening already; None where they were not asked for."""
    if order.phone is None:
        return None
    from trimtab.web.phone.listening import open_phone

    given = (order.certificate, order.key) if order.certificate and order.key else None
    phone = open_phone(order.phone, folder / "phone", datetime.now(UTC), given)
    parts.callback(phone.close)
    return phone


@contextmanager
def _desk_with_care(
    home: _Home, store: SqlStore, clock: Clock, phone: OpenPhone | None
) -> Iterator[tuple[Desk, Care]]:
    """The person's desk, with store and planner behind it, and what is done while it is open."""
    from trimtab.looking import Looking, calendar_states
    from trimtab.planning.opening import open_planning
    from trimtab.planning_parts import planner_parts
    from trimtab.web.calendar_watch import CalendarWatch
    from trimtab.web.desk import Desk

    with ExitStack() as parts:
        planning = open_planning(partial(planner_parts, zone=home.zone, kept_in=home.folder))
        parts.enter_context(contextlib.closing(planning))
        desk = Desk(
            store=store,
            planning=planning,
            now=clock,
            new_id=lambda: secrets.token_hex(12),
            new_secret=lambda: secrets.token_urlsafe(32),
            zone=home.zone,
            look=Looking(home.folder),
            watch=CalendarWatch(store, partial(calendar_states, home.folder)),
        )
        desk = _with_keeping(home, desk, store)
        if desk.imports is not None:
            parts.callback(desk.imports.close)
        care = _care(desk, store, phone)
        parts.callback(care.stop)
        yield desk, care


def _with_keeping(home: _Home, desk: Desk, store: SqlStore) -> Desk:
    """The desk with what can be done with all that is kept: take along, bring back, back up."""
    from trimtab.asking import forget_every_feed
    from trimtab.keeping import check_profile, show_kept
    from trimtab.store.exporting import export_all
    from trimtab.store.importing import import_all
    from trimtab.web.settings.bringing_back import BringingBack

    def bring_back(content: bytes, tell: Callable[[str], None]) -> tuple[Problem, ...]:
        now = desk.now()
        return import_all(
            store,
            content,
            now,
            check_profile,
            prepare=lambda: store.back_up(now, because="before-import"),
            tell=tell,
        )

    def back_up() -> None:
        store.back_up(desk.now(), because="asked")

    return replace(
        desk,
        export_all=lambda: export_all(store, desk.now(), show_kept),
        imports=BringingBack(bring_back, desk.now),
        forget_feeds=partial(forget_every_feed, home.folder),
        back_up=back_up,
        backup_state=lambda: _backup_text(store),
    )


def _backup_text(store: SqlStore) -> str:
    """When a backup was made last, and how many there are."""
    made = store.backups.list() if store.backups else ()
    if not made:
        return "No backup yet. One is made each day that Trimtab is open."
    kept = "the only one" if len(made) == 1 else f"the newest of {len(made)}"
    return f"Last made and checked on {made[0].made_at:%Y-%m-%d at %H:%M} UTC, {kept}."


def _care(desk: Desk, store: SqlStore, phone: OpenPhone | None) -> Care:
    """A backup a day, calendars read again each hour, certificates renewed before they end."""
    from trimtab.app.daily.making_ready import make_ready
    from trimtab.app.daily.replanning import refresh_if_due
    from trimtab.web.care import Care, Chore

    def read_again(now: datetime) -> None:
        refresh_if_due(desk.store, desk.planning, now)

    def make_planner_ready(now: datetime) -> None:
        make_ready(desk.store, desk.planning, now)

    def look_after_calendars(now: datetime) -> None:
        if desk.watch is not None:
            desk.watch.look(now)

    chores = [
        Chore("Looking after your calendars", look_after_calendars, MINUTELY),
        Chore("The day's backup", store.back_up_if_due, HOURLY),
        Chore("Reading your calendars again", read_again, HOURLY),
        Chore("Making the planner ready", make_planner_ready, timedelta.max),
    ]
    if phone is not None:
        chores.append(Chore("Renewing the phone's certificate", _renewing(phone), DAILY))
    return Care(chores, desk.now)


def _renewing(phone: OpenPhone) -> Callable[[datetime], None]:
    """Renewal by the machine's own clock: phones know no other."""
    return lambda _: phone.renew(datetime.now(UTC))
