"""Connects the web app to the real parts behind it, for bootstrap.

Imports stand inside functions, so that other commands wait for none of these parts.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import secrets
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from trimtab.cli.services import ServeOrder
from trimtab.disk import data_folder, held_alone, write_private
from trimtab.domain.errors import BusyError, TrimtabError
from trimtab.wiring.pretending import Clock
from trimtab.wiring.unlocking import SERVE_LOCK

if TYPE_CHECKING:
    from trimtab.domain.kept import Device
    from trimtab.web.phone.door import PhoneDoor
    from trimtab.web.phone.listening import OpenPhone

WHERE, LINKS = "serve.json", "links"
STARTING = "Trimtab is starting in another terminal. Try again in a moment."
HERE = "Trimtab is open at {}/, for this machine alone. Ctrl-C closes it."
PRETENDED = "It is pretended to be {:%Y-%m-%d %H:%M}, and the clock goes on from there."
OTHER_ADDRESSES = "It has {} too. If phones do not find it, name one: trimtab serve --phone {}"
MOVED = (
    "{} still looks for Trimtab at {}/, where this computer was before. Pair again at {}/phone, "
    "and give this computer a fixed address in your router."
)
FOR_PHONES = "Paired phones come in by {}/. Pair one at {}/phone."


def serve(order: ServeOrder, zone: str | None) -> None:
    """Open the app until Ctrl-C; where it is open already, make another link into it.

    Raises TrimtabError where it cannot listen or keep anything.
    """
    folder = (order.folder or data_folder(os.environ)).absolute()
    with ExitStack() as held:
        try:
            held.enter_context(held_alone(folder / SERVE_LOCK))
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
    from trimtab.web.desk import House
    from trimtab.web.listening import Listener, bind_here, run
    from trimtab.web.security.faults import keep_logs_quiet, keep_no_core_files
    from trimtab.web.security.links import LinkFolder
    from trimtab.wiring.fronts import Start, open_front

    gc.enable()  # the commands do without, but this one stays
    keep_no_core_files()
    keep_logs_quiet(wants_trace=os.environ.get("TRIMTAB_TRACE", "") not in {"", "0"})
    with ExitStack() as parts:
        here = parts.enter_context(contextlib.closing(bind_here(order.port)))
        phone = _open_phone(order, folder, parts)
        front = parts.enter_context(open_front(Start(order, folder, zone, phone)))
        clock, port = front.clock, here.getsockname()[1]
        address = f"http://127.0.0.1:{port}"
        parts.enter_context(_told_where(folder, address, clock))
        house = House(
            hosts=frozenset({f"127.0.0.1:{port}", f"localhost:{port}"}),
            links=LinkFolder(folder / LINKS),
            phone=phone.door if phone else None,
        )
        listeners = [Listener(front.build(house), here)]
        listeners += phone.listeners(front.build, house, clock) if phone else ()

        def on_start(_: object) -> None:
            order.tell(HERE.format(address))
            _tell_other_port(order, port)
            if order.now is not None:
                order.tell(PRETENDED.format(clock().astimezone(front.zone)))
            if phone is not None:
                _tell_of_phones(order, phone.door, front.devices(), address)
            if front.words:
                order.tell(front.words)
            _show_link(order, folder, address, clock)
            front.begin()

        run(listeners, on_start)
    order.tell("Closed.")


def _tell_of_phones(
    order: ServeOrder, door: PhoneDoor, devices: Sequence[Device], address: str
) -> None:
    """Where phones come in, what else could be named, and what a changed address asks for."""
    order.tell(FOR_PHONES.format(door.url, address))
    if door.others:
        order.tell(OTHER_ADDRESSES.format(", ".join(door.others), door.others[0]))
    standing = door.standing
    if standing and standing.has_moved:
        late = [one for one in devices if one.paired_at < standing.since]
        if late:
            names = ", ".join(one.name for one in late)
            order.tell(MOVED.format(names, standing.before, address))


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
