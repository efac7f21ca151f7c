"""Reading the small calendars in tests/data/calendars."""

from __future__ import annotations

import contextlib
import ssl
import subprocess
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from trimtab.calendars.reading import read_calendar
from trimtab.domain.commitments import CalendarReading, CalendarSource

FOLDER = Path(__file__).parents[1] / "data" / "calendars"


@pytest.fixture
def folder() -> Path:
    """Where the small calendars stand."""
    return FOLDER


@pytest.fixture
def read_file() -> Callable[..., CalendarReading]:
    """Reads one of the small calendars, by default for November 2026 in New York."""

    def read(
        name: str,
        first: str = "2026-11-01",
        last: str = "2026-11-30",
        zone: str = "America/New_York",
        **source: Any,
    ) -> CalendarReading:
        content = (FOLDER / name).read_bytes()
        return _read(content, CalendarSource(name, **source), first, last, zone)

    return read


@pytest.fixture
def read_events() -> Callable[..., CalendarReading]:
    """Reads events given as their content lines, each event a string."""

    def read(
        *events: str,
        head: str = "",
        first: str = "2026-11-01",
        last: str = "2026-11-30",
        zone: str = "America/New_York",
        **source: Any,
    ) -> CalendarReading:
        bodies = "".join(f"BEGIN:VEVENT\n{event}\nEND:VEVENT\n" for event in events)
        content = f"BEGIN:VCALENDAR\n{head}{bodies}END:VCALENDAR\n".encode()
        return _read(content, CalendarSource("typed.ics", **source), first, last, zone)

    return read


def _read(
    content: bytes, source: CalendarSource, first: str, last: str, zone: str
) -> CalendarReading:
    days = date.fromisoformat(first), date.fromisoformat(last)
    return read_calendar(content, source, *days, zone)


@dataclass
class Answer:
    """What a server says: a status, headers, and a body or its pieces one by one."""

    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes | Iterable[bytes] = b""


@dataclass
class FeedServer:
    """A web server on this machine that counts connections and keeps what it was asked."""

    answers: dict[str, Answer] = field(default_factory=dict)
    requests: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    names: list[str | None] = field(default_factory=list)
    connections: int = 0
    port: int = 0

    def says(
        self, path: str, body: bytes | Iterable[bytes] = b"", status: int = 200, **headers: str
    ) -> None:
        """Have an answer for a path; headers are named with underscores."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.answers[path] = Answer(status, named, body)

    def url(self, path: str = "/", host: str = "127.0.0.1", scheme: str = "http") -> str:
        """An address on this server."""
        return f"{scheme}://{host}:{self.port}{path}"


@contextmanager
def serving(tls: ssl.SSLContext | None = None) -> Iterator[FeedServer]:
    """A web server in a thread, on a free port, ended afterwards."""
    server = FeedServer()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            server.requests.append((self.path, dict(self.headers)))
            answer = server.answers.get(self.path, Answer(404))
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.end_headers()
            pieces = [answer.body] if isinstance(answer.body, bytes) else answer.body
            with contextlib.suppress(OSError):  # whoever asked has had enough
                for piece in pieces:
                    self.wfile.write(piece)
                    self.wfile.flush()

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    class Listener(ThreadingHTTPServer):
        def get_request(self) -> Any:
            connection, address = super().get_request()
            server.connections += 1
            return connection, address

        def finish_request(self, request: Any, address: Any) -> None:
            if tls is None:
                super().finish_request(request, address)
                return
            with (
                contextlib.suppress(OSError),
                tls.wrap_socket(request, server_side=True) as wrapped,
            ):
                super().finish_request(wrapped, address)

    if tls is not None:
        tls.sni_callback = lambda _, name, __: server.names.append(name)
    listener = Listener(("127.0.0.1", 0), Handler)
    server.port = listener.server_port
    thread = threading.Thread(target=listener.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield server
    finally:
        listener.shutdown()
        listener.server_close()
        thread.join()


@pytest.fixture
def feed_server() -> Iterator[FeedServer]:
    """A web server on 127.0.0.1."""
    with serving() as server:
        yield server


@pytest.fixture
def trap() -> Iterator[FeedServer]:
    """Another web server on 127.0.0.1, which nobody should ever reach."""
    with serving() as server:
        yield server


@dataclass(frozen=True)
class SecureServer:
    """A server that proves to be nas.local, and who believes it."""

    server: FeedServer
    trust: ssl.SSLContext


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A key and a certificate for nas.local in one file, made now."""
    folder = tmp_path_factory.mktemp("certificate")
    command = (
        "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=nas.local "
        "-addext subjectAltName=DNS:nas.local -keyout key.pem -out certificate.pem"
    )
    subprocess.run(command.split(), cwd=folder, check=True, capture_output=True)
    both = folder / "both.pem"
    both.write_bytes((folder / "key.pem").read_bytes() + (folder / "certificate.pem").read_bytes())
    return both


@pytest.fixture
def secure_server(certificate: Path) -> Iterator[SecureServer]:
    """A web server with TLS on 127.0.0.1."""
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(certificate)
    trust = ssl.create_default_context(cadata=_certificate_text(certificate))
    with serving(tls) as server:
        yield SecureServer(server, trust)


def _certificate_text(both: Path) -> str:
    text = both.read_text()
    return text[text.index("-----BEGIN CERTIFICATE") :]
