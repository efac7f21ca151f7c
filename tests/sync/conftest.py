"""Real CalDAV servers as processes of their own, and a phone that is a foreign CalDAV client."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import caldav
import httpx
import pytest

from trimtab.calendars.caldav.client import CalDavClient
from trimtab.calendars.caldav.http import Server

sys.path.insert(0, str(Path(__file__).parent))

START_SECONDS = 60
USER, PASSWORD = "sam", "open sesame"


@dataclass
class ServerProcess:
    """A CalDAV server on a free port of this machine, which may be killed and started again."""

    kind: str
    folder: Path
    port: int
    process: subprocess.Popen | None = None
    opened: list = field(default_factory=list)

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.port}/"

    def start(self) -> None:
        """Start it and wait until it answers."""
        out = (self.folder / "server.log").open("ab")
        with out:
            self.process = subprocess.Popen(
                self._command(), cwd=self.folder, stdout=out, stderr=out, stdin=subprocess.DEVNULL
            )
        until = time.monotonic() + START_SECONDS
        while not self._answers():
            assert self.process.poll() is None, (self.folder / "server.log").read_text()
            assert time.monotonic() < until, "the server never answered"
            time.sleep(0.05)

    def _answers(self) -> bool:
        try:
            httpx.get(self.url, timeout=5, trust_env=False)
        except httpx.HTTPError:
            return False
        return True

    def _command(self) -> list[str]:
        if self.kind == "radicale":
            (self.folder / "users").write_text(f"{USER}:{PASSWORD}\n")
            options = {
                "--config": "",
                "--server-hosts": f"127.0.0.1:{self.port}",
                "--auth-type": "htpasswd",
                "--auth-htpasswd-filename": "users",
                "--auth-htpasswd-encryption": "plain",
                "--auth-delay": "0",
                "--storage-filesystem-folder": "store",
            }
            pairs = [piece for pair in options.items() for piece in pair]
            return [sys.executable, "-m", "radicale", *pairs]
        return [
            str(Path(sys.executable).with_name("xandikos")), "serve", "-d", str(self.folder),
            "-l", "127.0.0.1", "-p", str(self.port), "--defaults",
            "--current-user-principal", f"/{USER}/",
        ]  # fmt: skip

    def kill(self) -> None:
        """End it at once, as a power cut would."""
        assert self.process is not None
        self.process.kill()
        self.process.wait()

    def client(self, password: str = PASSWORD) -> CalDavClient:
        """Trimtab's own client, which may reach this server."""
        http = httpx.Client(timeout=10, trust_env=False)
        self.opened.append(http)
        return CalDavClient(Server("home", self.url, http, (USER, password)))

    def phone(self) -> Phone:
        """Somebody else's client."""
        client = caldav.DAVClient(url=self.url, username=USER, password=PASSWORD)
        self.opened.append(client)
        return Phone(client)

    def close(self) -> None:
        """Let go of every connection."""
        while self.opened:
            self.opened.pop().close()


@dataclass
class Phone:
    """What a person does to a calendar with another program."""

    client: caldav.DAVClient

    def calendar(self, name: str) -> caldav.Calendar:
        """The calendar of that name, made where it is missing."""
        principal = self.client.principal()
        found = [c for c in principal.calendars() if c.get_display_name() == name]
        return found[0] if found else principal.make_calendar(name=name)

    def event(self, name: str, summary: str) -> caldav.Event:
        """The first event of that title."""
        return min(
            (e for e in self.calendar(name).events() if _summary(e) == summary),
            key=lambda event: event.icalendar_component["DTSTART"].dt,
        )

    def summaries(self, name: str) -> list[str]:
        """Titles of everything in a calendar, by start."""
        events = self.calendar(name).events()
        ordered = sorted(events, key=lambda e: str(e.icalendar_component["DTSTART"].to_ical()))
        return [_summary(one) for one in ordered]

    def move(self, name: str, summary: str, start: datetime, end: datetime) -> None:
        """Drag an event to another time."""
        event = self.event(name, summary)
        with event.edit_icalendar_instance() as calendar:
            component = calendar.walk("VEVENT")[0]
            component.start, component.end = start, end
        event.save()

    def rename(self, name: str, summary: str, title: str) -> None:
        """Give an event another title."""
        event = self.event(name, summary)
        with event.edit_icalendar_instance() as calendar:
            calendar.walk("VEVENT")[0]["SUMMARY"] = title
        event.save()

    def add(self, name: str, text: str) -> None:
        """Add an event of one's own."""
        self.calendar(name).save_event(text)

    def between(self, name: str, start: datetime, end: datetime) -> list[str]:
        """Titles of what runs between two instants."""
        times = [
            (e.icalendar_component["DTSTART"].dt, e.icalendar_component["DTEND"].dt, _summary(e))
            for e in self.calendar(name).events()
        ]
        return [title for begins, ends, title in times if begins < end and ends > start]

    def contents(self, name: str) -> dict[str, str]:
        """Every resource of a calendar as it stands, by address."""
        return {str(e.url): e.data for e in self.calendar(name).events()}


def _summary(event: caldav.Event) -> str:
    return str(event.icalendar_component.get("SUMMARY", ""))


def free_port() -> int:
    """A port nobody listens on now."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@pytest.fixture(scope="module", params=["radicale", "xandikos"])
def server(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[ServerProcess]:
    """Each of the two servers in turn."""
    yield from _running(request.param, tmp_path_factory.mktemp(request.param))


@pytest.fixture
def radicale(tmp_path: Path) -> Iterator[ServerProcess]:
    """A Radicale of the test's own, to be killed."""
    yield from _running("radicale", tmp_path)


def _running(kind: str, folder: Path) -> Iterator[ServerProcess]:
    process = ServerProcess(kind, folder, free_port())
    process.start()
    yield process
    process.close()
    process.kill()


@pytest.fixture
def data_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for what Trimtab remembers, nobody's home."""
    monkeypatch.setenv("TRIMTAB_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("TRIMTAB_PASSWORD_HOME", PASSWORD)
    monkeypatch.delenv("HTTP_PROXY", raising=False)
    assert os.environ["TRIMTAB_DATA"]
    return tmp_path / "data"
