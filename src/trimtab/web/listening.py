"""Sockets on chosen addresses, and the servers behind them: patient with nobody for long."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import signal
import socket
import ssl
import threading
import weakref
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, cast

import uvicorn
from starlette.types import ASGIApp
from uvicorn.protocols.http.h11_impl import H11Protocol

from trimtab.domain.errors import TrimtabError

LOOPBACK = "127.0.0.1"
USUAL_PORT = 8137
NEXT_PORTS = range(8140, 8160)
"""Tried when the usual port is taken; 8138 and 8139 are for phones."""

HEADERS_SECONDS = 10
MOST_CONNECTIONS = 128
MOST_HEADER_BYTES = 32 * 1024


class TakenPortError(TrimtabError):
    """Another program listens there."""

    def __init__(self, address: str, port: int) -> None:
        super().__init__(
            f"Port {port} of {address} is taken by another program. Name another with --port, "
            "or close that program."
        )


class NoSuchAddressError(TrimtabError):
    """This machine does not have an address it should listen on."""

    def __init__(self, address: str) -> None:
        super().__init__(
            f"This machine does not have the address {address} now. Name one of its own with "
            "--phone ADDRESS; its network settings show them."
        )


class PatientProtocol(H11Protocol):
    """Lets go of connections that do not say in ten seconds what they want."""

    opened: ClassVar[weakref.WeakKeyDictionary[H11Protocol, Any]] = weakref.WeakKeyDictionary()
    _patience: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin to wait for a request."""
        self.opened[self] = transport.get_extra_info("socket")
        super().connection_made(cast("asyncio.Transport", transport))
        self._begin_to_wait()

    def data_received(self, data: bytes) -> None:
        """Take what came; where it is half a request, wait for the rest of it."""
        super().data_received(data)
        if self._is_silent():
            self._begin_to_wait()

    def _begin_to_wait(self) -> None:
        if self._patience is None:
            self._patience = self.loop.call_later(HEADERS_SECONDS, self._let_go_of_the_silent)

    def _is_silent(self) -> bool:
        return self.cycle is None or self.cycle.response_complete

    def _let_go_of_the_silent(self) -> None:
        self._patience = None
        if self._is_silent() and not self.transport.is_closing():
            self.transport.close()


@dataclass(frozen=True, slots=True)
class Listener:
    """An app on a socket, encrypted where there is a context."""

    app: ASGIApp
    socket: socket.socket
    encryption: ssl.SSLContext | None = None


class _QuietServer(uvicorn.Server):
    """A server among several, which leaves signals to those who run it."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.listens = asyncio.Event()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave signals alone."""
        yield

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Listen, and let others know."""
        await super().startup(sockets)
        self.listens.set()


def bind(address: str, port: int) -> socket.socket:
    """Listen on one port of one address.

    Raises TakenPortError, NoSuchAddressError.
    """
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    # asyncio turns off Nagle's delay only on sockets that name their protocol
    bound = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind((address, port))
    except OSError as error:
        bound.close()
        if error.errno == errno.EADDRNOTAVAIL:
            raise NoSuchAddressError(address) from error
        raise TakenPortError(address, port) from error
    return bound


def bind_here(port: int | None) -> socket.socket:
    """Listen on this machine alone: on the port named, else on the usual or the next that is free.

    Raises TakenPortError.
    """
    if port is not None:
        return bind(LOOPBACK, port)
    for candidate in (USUAL_PORT, *NEXT_PORTS):
        with contextlib.suppress(TakenPortError):
            return bind(LOOPBACK, candidate)
    raise TakenPortError(LOOPBACK, USUAL_PORT)


def run(listeners: Sequence[Listener], on_start: Callable[[Callable[[], None]], None]) -> None:
    """Answer until Ctrl-C, or until the system asks to end; both are taken quietly.

    `on_start` is called once all of them listen, with what ends them from another thread.
    """
    asyncio.run(_answer(listeners, on_start))


async def _answer(
    listeners: Sequence[Listener], on_start: Callable[[Callable[[], None]], None]
) -> None:
    servers = [_QuietServer(_config(one)) for one in listeners]

    def stop(*_: Any) -> None:
        for server in servers:
            server.force_exit = server.should_exit
            server.should_exit = True

    with _on_signals(stop):
        running = [
            asyncio.create_task(server.serve(sockets=[one.socket]))
            for server, one in zip(servers, listeners, strict=True)
        ]
        for server in servers:
            await server.listens.wait()
        on_start(stop)
        await asyncio.gather(*running)
        await _cut_off()


async def _cut_off() -> None:
    """End what is left: a phone out of reach never says goodbye to an encrypted connection."""
    for connection in tuple(PatientProtocol.opened.values()):
        with contextlib.suppress(OSError):
            connection.shutdown(socket.SHUT_RDWR)
    await asyncio.sleep(0.05)


@contextlib.contextmanager
def _on_signals(stop: Callable[..., None]) -> Iterator[None]:
    """Have Ctrl-C and the system's wish to end call `stop`; only the main thread hears them."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {name: signal.signal(name, stop) for name in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for name, handler in before.items():
            signal.signal(name, handler)


def _config(listener: Listener) -> uvicorn.Config:
    encryption = listener.encryption
    return uvicorn.Config(
        listener.app,
        http=PatientProtocol,
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        proxy_headers=False,
        server_header=False,
        limit_concurrency=MOST_CONNECTIONS,
        h11_max_incomplete_event_size=MOST_HEADER_BYTES,
        timeout_keep_alive=15,
        timeout_graceful_shutdown=2,
        backlog=64,
        ssl_context_factory=(lambda *_: encryption) if encryption else None,
    )
