"""A week between calendars: two feeds in, the plan out, the phone's changes back, planned again."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from trimtab.bootstrap import real_services
from trimtab.cli.main import run

EXAMPLE = Path(__file__).parents[2] / "examples" / "resident-nights"
KEY = "secret-key-7141"
WHEN = ("--from", "2026-11-16", "--now", "2026-11-16T05:00")
ZONE = ZoneInfo("America/New_York")
CONNECTED = """
[network]
allowed_hosts = ["127.0.0.1"]

[[account]]
name = "home"
url = "{}"
user = "sam"

[sync]
account = "home"
"""


class Quiet(SimpleHTTPRequestHandler):
    """Serves a folder and says nothing."""

    def log_message(self, *_: object) -> None:
        """Nothing."""


@pytest.fixture
def feeds(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """A folder of calendars, and the address it is served at."""
    folder = tmp_path / KEY
    folder.mkdir()
    for name in ("duty.ics", "teaching.ics"):
        (folder / name).write_bytes((EXAMPLE / name).read_bytes())
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(tmp_path)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield folder, f"http://127.0.0.1:{server.server_port}/{KEY}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def me(feeds: tuple[Path, str], radicale, tmp_path: Path) -> Path:
    """The example resident's profile with duty and teaching as feeds, and an account."""
    text = (EXAMPLE / "profile.toml").read_text()
    for name in ("duty.ics", "teaching.ics"):
        text = text.replace(f'source = "{name}"', f'source = "{feeds[1]}/{name}"')
    text = text.replace('source = "personal.ics"', f'source = "{EXAMPLE / "personal.ics"}"')
    path = tmp_path / "me.toml"
    path.write_text(text + CONNECTED.format(radicale.url))
    return path


def test_a_week_lives_between_calendars(feeds, me, radicale, data_home, capsys):
    """From feeds to the phone and back, with as many writes as changes, and no secret shown."""

    def sync(*options: str) -> str:
        code = run(real_services(), ["sync", str(me), *WHEN, *options])
        captured = capsys.readouterr()
        assert code == 0, captured.err
        assert KEY not in captured.out + captured.err
        return captured.out

    assert sync("--yes").startswith("Week planned. In the calendar: ")
    assert sync().startswith("Nothing changed: ")

    phone = radicale.phone()
    novel = phone.event("Trimtab", "Read a novel").icalendar_component
    there = datetime(2026, 11, 21, 16, 30, tzinfo=ZONE)
    length = novel["DTEND"].dt - novel["DTSTART"].dt
    phone.move("Trimtab", "Read a novel", there, there + length)
    assert "Read a novel stays on Sat 21 Nov 16:30, where you put it." in sync()
    assert sync().startswith("Nothing changed: ")

    late = "DTSTART;TZID=America/New_York:20261122T100000\r\nDTEND;TZID=America/New_York:20261122T"
    event = f"BEGIN:VEVENT\r\nUID:extra\r\n{late}140000\r\nSUMMARY:MICU extra\r\nEND:VEVENT\r\n"
    roster = feeds[0] / "duty.ics"
    changed = roster.read_bytes().replace(b"END:VCALENDAR", f"{event}END:VCALENDAR".encode())
    roster.write_bytes(changed)
    assert run(real_services(), ["calendar", "refresh", str(me)]) == 0
    assert KEY not in "".join(capsys.readouterr())
    assert sync().startswith("Week planned again. In the calendar: ")
    extra = datetime(2026, 11, 22, 10, tzinfo=ZONE)
    over = extra + timedelta(hours=4)
    assert phone.between("Trimtab", extra, over) == []
    assert phone.between("Trimtab", there, there + length) == ["Read a novel"]
    kept = [path for path in data_home.rglob("*") if path.is_file()]
    assert kept
    assert not any(KEY.encode() in path.read_bytes() for path in kept)
    assert not any(KEY in str(path) for path in kept)
