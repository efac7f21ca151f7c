"""Files of sleep read in a child process of their own."""

from __future__ import annotations

import os
from datetime import UTC, datetime

import pytest

from trimtab.wiring import sleep_apart
from trimtab.wiring.sleep_apart import read_sleep_apart

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
TABLE = b"start,end,minutes asleep\n2026-11-15T23:10,2026-11-16T06:40,400\nsoon,later,\n"


def read(tmp_path, content: bytes):
    """A file of somebody in New York."""
    path = tmp_path / "mine.csv"
    path.write_bytes(content)
    with path.open("rb") as file:
        file.read()  # wherever it was read to before, the child begins at its beginning
        return read_sleep_apart(file, "mine.csv", "America/New_York", NOW)


def test_nights_and_problems_come_back_from_the_child(tmp_path):
    """As they were read there."""
    found = read(tmp_path, TABLE)
    assert found.nights[0].start == datetime(2026, 11, 16, 4, 10, tzinfo=UTC)
    assert found.nights[0].minutes_asleep == 400
    assert [(one.file, one.line) for one in found.problems] == [("mine.csv", 3)]


@pytest.mark.parametrize(
    ("serve", "sentence"),
    [
        ("raise SystemExit(1)", "three minutes"),
        ("import os; os.write(1, b'nonsense' * 40)", "fault"),
        (
            (
                "from trimtab.calendars.apart.frames import Frame, write_frame; import sys;"
                "write_frame(sys.stdout.buffer, Frame({'done': {'nights': [[1]], 'problems': []}}))"
            ),
            "fault",
        ),
        (
            (
                "from trimtab.calendars.apart.frames import Frame, write_frame; import sys;"
                "write_frame(sys.stdout.buffer, Frame({'failed': 'memory'}))"
            ),
            "512 MiB",
        ),
    ],
)
def test_a_child_that_fails_is_told_as_a_problem(tmp_path, monkeypatch, serve, sentence):
    """And nothing of its answer is used."""
    monkeypatch.setattr(sleep_apart, "SERVE", serve)
    found = read(tmp_path, TABLE)
    assert found.nights == ()
    assert sentence in str(found.problems[0])


def test_a_child_that_does_not_end_is_ended(tmp_path, monkeypatch):
    """Whoever waits for it is told."""
    monkeypatch.setattr(sleep_apart, "SERVE", "import signal; signal.pause()")
    monkeypatch.setattr(sleep_apart, "WALL_SECONDS", 0.3)
    assert "three minutes" in str(read(tmp_path, TABLE).problems[0])


@pytest.mark.skipif(os.name == "nt", reason="no such limits there")
def test_the_child_can_neither_write_nor_call_anybody(tmp_path, monkeypatch):
    """Should a reader ever be talked into it."""
    place = tmp_path / "made"
    monkeypatch.setattr(
        sleep_apart,
        "SERVE",
        "import trimtab.wiring.sleep_child as child;"
        f"child.read_device_sleep = lambda *_: open({str(place)!r}, 'w');"
        "child.serve_once()",
    )
    assert "fault" in str(read(tmp_path, TABLE).problems[0])
    assert not place.exists()
