"""Connects the web app to the real parts behind it, for bootstrap.

Imports stand inside functions, so that other commands wait for none of these parts.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import secrets
import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from trimtab.cli.services import ServeOrder
from trimtab.disk import data_folder, held_alone, write_private
from trimtab.domain.errors import BusyError, TrimtabError

if TYPE_CHECKING:
    from trimtab.store.sql_store import SqlStore
    from trimtab.web.care import Care
    from trimtab.web.desk import Desk
    from trimtab.web.listening import Listener

LOCK, WHERE, LINKS = "serve.lock", "serve.json", "links"
HOURLY = timedelta(hours=1)
STARTING = "Trimtab is starting in another terminal. Try again in a moment."


def serve(order: ServeOrder, zone: str | None) -> None:
    """Open the app until Ctrl-C; where it is open already, make another link into it.

    Raises TrimtabError where it cannot listen or keep anything.
    """
    folder = order.folder or data_folder(os.environ)
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
        address = json.loads((folder / WHERE).read_text())["address"]
    except (OSError, ValueError, KeyError, TypeError):
        raise TrimtabError(STARTING) from None
    order.tell(f"Trimtab is open already at {address}/.")
    _show_link(order, folder, address)


def _show_link(order: ServeOrder, folder: Path, address: str) -> None:
    from trimtab.web.opening import open_in_browser
    from trimtab.web.security.links import LINK_MINUTES, LinkFolder

    key = LinkFolder(folder / LINKS).make(secrets.token_urlsafe(32), _now())
    link = f"{address}/start?key={key}"
    order.tell(f"Open it by this link, which opens once, within {LINK_MINUTES} minutes:\n  {link}")
    if order.wants_browser:
        open_in_browser(link, folder)


def _serve_here(order: ServeOrder, folder: Path, zone: str) -> None:
    from trimtab.web.listening import bind_here, run
    from trimtab.web.security.faults import keep_logs_quiet

    gc.enable()
    keep_logs_quiet(wants_trace=os.environ.get("TRIMTAB_TRACE", "") not in {"", "0"})
    with ExitStack() as open_parts:
        here = open_parts.enter_context(contextlib.closing(bind_here(order.port)))
        desk, store = open_parts.enter_context(_desk(folder, zone))
        care = _care(desk, store)
        address = f"http://127.0.0.1:{here.getsockname()[1]}"
        open_parts.enter_context(_told_where(folder, address))
        listeners = _listeners(here, desk, care, folder)

        def on_start() -> None:
            order.tell(f"Trimtab is open at {address}/, for this machine alone. Ctrl-C closes it.")
            _tell_other_port(order, address)
            _show_link(order, folder, address)
            care.start()

        open_parts.callback(care.stop)
        run(listeners, on_start)
    order.tell("Closed.")


def _tell_other_port(order: ServeOrder, address: str) -> None:
    from trimtab.web.listening import USUAL_PORT

    if order.port is None and not address.endswith(f":{USUAL_PORT}"):
        order.tell(f"Another program has port {USUAL_PORT}, so it is another this time.")


@contextmanager
def _told_where(folder: Path, address: str) -> Iterator[None]:
    """Let a second start know where the first one is."""
    write_private(folder / WHERE, json.dumps({"address": address}).encode())
    try:
        yield
    finally:
        with contextlib.suppress(OSError):
            (folder / WHERE).unlink()


@contextmanager
def _desk(folder: Path, zone: str) -> Iterator[tuple[Desk, SqlStore]]:
    """The person's desk, with its store and its planner behind it."""
    from trimtab.planning.here import PlanningHere
    from trimtab.planning_parts import planner_parts
    from trimtab.store.opening import open_store
    from trimtab.web.desk import Desk

    with contextlib.closing(open_store(folder)) as store:
        planning = PlanningHere(planner_parts(zone=zone))
        with contextlib.closing(planning):
            yield (
                Desk(
                    store=store,
                    planning=planning,
                    now=_now,
                    new_id=lambda: secrets.token_urlsafe(12),
                    new_secret=lambda: secrets.token_urlsafe(32),
                    zone=zone,
                ),
                store,
            )


def _care(desk: Desk, store: SqlStore) -> Care:
    """What is done while Trimtab is open: a backup a day, and calendars read again each hour."""
    from trimtab.app.daily.replanning import refresh_if_due
    from trimtab.web.care import Care, Chore

    return Care(
        (
            Chore("The day's backup", store.back_up_if_due, HOURLY),
            Chore(
                "Reading your calendars again",
                lambda now: refresh_if_due(desk.store, desk.planning, now),
                HOURLY,
            ),
        ),
        desk.now,
    )


def _listeners(here: socket.socket, desk: Desk, care: Care, folder: Path) -> list[Listener]:
    from trimtab.web.application import build_application
    from trimtab.web.desk import House
    from trimtab.web.listening import Listener
    from trimtab.web.security.links import LinkFolder

    port = here.getsockname()[1]
    house = House(
        hosts=frozenset({f"127.0.0.1:{port}", f"localhost:{port}"}),
        links=LinkFolder(folder / LINKS),
        notices=care.troubles,
    )
    return [Listener(build_application(desk, house), here)]


def _now() -> datetime:
    return datetime.now(UTC)
