"""The one way out to the network: public addresses only, and never for long or for much."""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import Any

import httpcore
import httpx

from trimtab.calendars.feeds.addresses import find_host_fault, is_a_host, is_public, plain_host

MOST_BYTES = 10 * 2**20
PIECE_BYTES = 2**16
DEADLINE = "trimtab_deadline"
"""Extension of a request: the moment (time.monotonic) by which its whole response is there."""

Resolve = Callable[[str, int], Sequence[str]]
"""From a host name and a port to the addresses it has now."""


class RefusedError(httpx.TransportError):
    """A request is not made, or its response not read on, for a reason of ours.

    The message is an unfinished sentence about the address asked, without any part of it.
    """


def resolve_host(host: str, port: int) -> tuple[str, ...]:
    """The addresses of a host by the machine's own resolver."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(one[4][0]) for one in found))


class Watch:
    """Counts down to the deadline of the request under way in this thread."""

    def __init__(self) -> None:
        self._local = threading.local()

    def start(self, until: float) -> None:
        """Count down to a moment of time.monotonic."""
        self._local.until = until

    def seconds_left(self, longest: float | None = None) -> float:
        """Seconds left, at most `longest`. Raises httpcore.ReadTimeout when the time is over."""
        left = float(getattr(self._local, "until", time.monotonic())) - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout
        return left if longest is None else min(left, longest)


class GuardedBackend(httpcore.NetworkBackend):
    """Connects to exactly the addresses it has checked; hosts allowed by name may be inside."""

    def __init__(self, allowed: frozenset[str], resolve: Resolve, watch: Watch) -> None:
        self._allowed, self._resolve, self._watch = allowed, resolve, watch
        self._wire = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Resolve once, check every address, connect to the first that answers."""
        failure: Exception = httpcore.ConnectError("no address")
        for address in self._checked_addresses(host, port):
            left = self._watch.seconds_left(timeout)
            try:
                stream = self._wire.connect_tcp(address, port, left, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
            else:
                return WatchedStream(stream, self._watch)
        raise failure

    def _checked_addresses(self, host: str, port: int) -> tuple[str, ...]:
        is_allowed = plain_host(host) in self._allowed
        if not is_allowed and (fault := find_host_fault(host)):
            raise RefusedError(fault)
        addresses = self._resolve_in_time(host, port)
        may_ask = is_a_host if is_allowed else is_public
        if not all(may_ask(address) for address in addresses):
            raise RefusedError("its host is inside this machine or its network")
        return addresses

    def _resolve_in_time(self, host: str, port: int) -> tuple[str, ...]:
        """Addresses of a host; the system's resolver knows no time limit, so it waits apart."""
        found: list[Sequence[str] | Exception] = []

        def look_up() -> None:
            try:
                found.append(self._resolve(host, port))
            except Exception as error:  # noqa: BLE001 - told to the waiting thread
                found.append(error)

        waiting = threading.Thread(target=look_up, daemon=True)
        waiting.start()
        waiting.join(self._watch.seconds_left())
        if not found:
            raise httpcore.ConnectTimeout
        if isinstance(found[0], Exception) or not found[0]:
            raise httpcore.ConnectError("its host is not known")
        return tuple(found[0])


class WatchedStream(httpcore.NetworkStream):
    """A connection on which no single step outlasts the deadline."""

    def __init__(self, stream: httpcore.NetworkStream, watch: Watch) -> None:
        self._stream, self._watch = stream, watch

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Some bytes, in the time left."""
        return self._stream.read(max_bytes, self._watch.seconds_left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send every byte, piece by piece, each in the time left."""
        for at in range(0, len(buffer), PIECE_BYTES):
            left = self._watch.seconds_left(timeout)
            self._stream.write(buffer[at : at + PIECE_BYTES], left)

    def close(self) -> None:
        """Hang up."""
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        """Speak TLS from here on, with the host's own name, not its address."""
        left = self._watch.seconds_left(timeout)
        return WatchedStream(
            self._stream.start_tls(ssl_context, server_hostname, left), self._watch
        )

    def get_extra_info(self, info: str) -> Any:
        """What is known of the connection."""
        return self._stream.get_extra_info(info)


class GuardedTransport(httpx.BaseTransport):
    """Plain HTTP to allowed hosts only, bodies of 10 MiB unpacked, responses whole in time."""

    def __init__(
        self, allowed: frozenset[str], resolve: Resolve, seconds: float, trust: ssl.SSLContext
    ) -> None:
        self._allowed, self._seconds, self._watch = allowed, seconds, Watch()
        self._pool = httpcore.ConnectionPool(
            ssl_context=trust,
            max_connections=4,
            keepalive_expiry=30,
            network_backend=GuardedBackend(allowed, resolve, self._watch),
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Ask, and hand over a response that unpacks itself within the limits."""
        if request.url.scheme != "https" and not self._may_be_plain(request.url):
            raise RefusedError("only https keeps it secret on the way")
        until = request.extensions.get(DEADLINE) or time.monotonic() + self._seconds
        self._watch.start(until)
        with _as_client_errors():
            response = self._pool.handle_request(_core_request(request))
        try:
            return self._bounded(response, until)
        except RefusedError:
            response.close()
            raise

    def close(self) -> None:
        """Hang up every connection."""
        self._pool.close()

    def _may_be_plain(self, url: httpx.URL) -> bool:
        return url.scheme == "http" and plain_host(url.host) in self._allowed

    def _bounded(self, response: httpcore.Response, until: float) -> httpx.Response:
        """The response with its body bounded and no longer compressed."""
        headers = httpx.Headers(response.headers)
        packing = headers.pop("content-encoding", "identity").strip().lower()
        if packing not in {"", "identity", "gzip", "x-gzip"}:
            raise RefusedError("its server packs what it sends in a way nobody asked for")
        length = headers.pop("content-length", "")
        if length.isascii() and length.isdigit() and int(length) > MOST_BYTES:
            raise RefusedError("it sends more than 10 MiB")
        body = BoundedBody(response, self._watch, until, is_packed="gzip" in packing)
        return httpx.Response(
            response.status, headers=headers, stream=body, extensions=response.extensions
        )


def _core_request(request: httpx.Request) -> httpcore.Request:
    url = httpcore.URL(
        scheme=request.url.raw_scheme,
        host=request.url.raw_host,
        port=request.url.port,
        target=request.url.raw_path,
    )
    return httpcore.Request(
        method=request.method,
        url=url,
        headers=request.headers.raw,
        content=request.stream,
        extensions=request.extensions,
    )


@contextlib.contextmanager
def _as_client_errors() -> Iterator[None]:
    """Errors of the connection as the client's errors, which bear the same names."""
    try:
        yield
    except (
        httpcore.TimeoutException,
        httpcore.NetworkError,
        httpcore.ProtocolError,
        httpcore.UnsupportedProtocol,
    ) as error:
        kind = getattr(httpx, type(error).__name__, httpx.TransportError)
        raise kind(str(error)) from error


class BoundedBody(httpx.SyncByteStream):
    """A body of 10 MiB at most, unpacked a little at a time, so that no bomb ever fills memory."""

    def __init__(
        self, response: httpcore.Response, watch: Watch, until: float, *, is_packed: bool
    ) -> None:
        self._response, self._watch, self._until = response, watch, until
        self._is_packed = is_packed

    def __iter__(self) -> Iterator[bytes]:
        """Yield the plain bytes. Raises RefusedError beyond the limit or where packing is bad."""
        count = 0
        for piece in self._plain_pieces():
            count += len(piece)
            if count > MOST_BYTES:
                raise RefusedError("it sends more than 10 MiB")
            yield piece

    def close(self) -> None:
        """Hang up."""
        self._response.close()

    def _pieces(self) -> Iterator[bytes]:
        """The bytes as they come, each in the time left to this very response."""
        assert isinstance(self._response.stream, Iterable)
        coming = iter(self._response.stream)
        while True:
            self._watch.start(self._until)
            with _as_client_errors():
                self._watch.seconds_left()
                piece = next(coming, None)
            if piece is None:
                return
            yield piece

    def _plain_pieces(self) -> Iterator[bytes]:
        if not self._is_packed:
            yield from self._pieces()
            return
        unpacking, has_begun = zlib.decompressobj(wbits=31), False
        for packed in self._pieces():
            has_begun = has_begun or bool(packed)
            rest = packed
            while rest and not unpacking.eof:
                yield self._unpack(unpacking, rest)
                rest = unpacking.unconsumed_tail
        yield unpacking.flush()
        if has_begun and not unpacking.eof:
            raise RefusedError("what it sends breaks off in the middle")

    @staticmethod
    def _unpack(unpacking: Any, packed: bytes) -> bytes:
        try:
            return bytes(unpacking.decompress(packed, PIECE_BYTES))
        except zlib.error:
            raise RefusedError("what it sends cannot be unpacked") from None


def allowed_names(hosts: Collection[str]) -> frozenset[str]:
    """Host names in the one spelling that is compared."""
    return frozenset(map(plain_host, hosts))
