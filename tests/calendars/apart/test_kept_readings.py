"""Readings kept on disk."""

from __future__ import annotations

import os
import stat
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from trimtab.calendars.apart import kept_readings
from trimtab.calendars.apart.kept_readings import (
    MOST_KEPT,
    KeptReadings,
    ReadingsInMemory,
    key_of,
    reading_edition,
)
from trimtab.calendars.contents import Content
from trimtab.domain.commitments import CalendarReading, CalendarSource, Commitment, DayNote
from trimtab.domain.errors import Problem

CONTENT = Content(b"BEGIN:VCALENDAR", "a.ics", "a.ics")
SOURCE = CalendarSource("a.ics", "duty", codes={"NF": ((1140, 420),)})
FIRST, LAST, ZONE = date(2026, 11, 1), date(2026, 11, 30), "America/New_York"
TEN = datetime(2026, 11, 10, 10, tzinfo=UTC)
READING = CalendarReading(
    (Commitment("1", "Rounds", TEN, TEN, "duty", "a.ics", 3),),
    (DayNote("NF", FIRST, LAST, "a.ics"),),
    (Problem("a.ics", None, "What.", "Mend."),),
    ZONE,
)


@pytest.fixture
def kept(tmp_path) -> KeptReadings:
    """An empty place for readings, in a folder that is not there yet."""
    return KeptReadings(tmp_path / "cache" / "readings")


def test_what_was_kept_is_found(kept):
    """The same reading comes back, and nothing under another name."""
    kept.keep("one", READING)
    assert kept.find("one") == READING
    assert kept.find("other") is None


def test_what_is_kept_is_private(kept):
    """Only the person may look into the file and the folder."""
    kept.keep("one", READING)
    modes = [stat.S_IMODE(path.stat().st_mode) for path in (kept.folder, kept.folder / "one")]
    assert modes == [0o700, 0o600]


@pytest.mark.parametrize(
    ("content", "source", "days"),
    [
        (replace(CONTENT, content=b"BEGIN:VCALENDAR\n"), SOURCE, (FIRST, LAST, ZONE)),
        (replace(CONTENT, name="a.csv"), SOURCE, (FIRST, LAST, ZONE)),
        (CONTENT, replace(SOURCE, source="b.ics"), (FIRST, LAST, ZONE)),
        (CONTENT, replace(SOURCE, kind=None), (FIRST, LAST, ZONE)),
        (CONTENT, replace(SOURCE, codes={"NF": ((1140, 421),)}), (FIRST, LAST, ZONE)),
        (CONTENT, SOURCE, (FIRST, date(2026, 12, 1), ZONE)),
        (CONTENT, SOURCE, (date(2026, 11, 2), LAST, ZONE)),
        (CONTENT, SOURCE, (FIRST, LAST, "Europe/Paris")),
    ],
)
def test_whatever_a_reading_depends_on_gives_it_another_key(content, source, days):
    """Bytes, format, settings, days and zone each matter."""
    usual = key_of(CONTENT, SOURCE, FIRST, LAST, ZONE)
    assert key_of(content, source, *days) != usual
    assert key_of(replace(CONTENT, problems=READING.problems), SOURCE, FIRST, LAST, ZONE) == usual


def test_a_key_tells_nothing():
    """It is digits alone, so that no file name tells what was read or from where."""
    key = key_of(CONTENT, SOURCE, FIRST, LAST, ZONE)
    assert (len(key), set(key) - set("0123456789abcdef")) == (32, set())


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("__version__", "99.0"),
        ("_version", lambda library: "99.0"),
        ("_zone_tables", lambda: iter(["another table"])),
        ("SOURCES", ("calendars/reading.py",)),
    ],
)
def test_another_edition_reads_anew(monkeypatch, name, value):
    """Another Trimtab, library, table of zones or reader of ours changes the key."""
    before = reading_edition()
    monkeypatch.setattr(kept_readings, name, value)
    reading_edition.cache_clear()
    assert reading_edition() != before
    monkeypatch.undo()
    reading_edition.cache_clear()
    assert reading_edition() == before


@pytest.mark.parametrize(
    "spoil",
    [
        lambda kept: b"",
        lambda kept: b"rubbish",
        lambda kept: kept[:-1],
        lambda kept: kept.replace(b"Rounds", b"Sounds"),
        lambda kept: kept_readings._digest([b"[]"]).encode() + b"[]",
        lambda kept: kept_readings._digest([b"[" * 100_000]).encode() + b"[" * 100_000,
        lambda kept: kept_readings._digest([b"{"]).encode() + b"{",
    ],
)
def test_what_is_broken_is_as_if_not_kept(kept, spoil):
    """Cut short, changed or nonsense: nothing is found, nothing raised, and it can be kept anew."""
    kept.keep("one", READING)
    path = kept.folder / "one"
    path.write_bytes(spoil(path.read_bytes()))
    assert kept.find("one") is None
    kept.keep("one", READING)
    assert kept.find("one") == READING


def test_a_place_that_cannot_be_written_does_no_harm(tmp_path):
    """Without a place to keep them readings are simply made again."""
    (tmp_path / "file").write_text("in the way")
    kept = KeptReadings(tmp_path / "file" / "readings")
    kept.keep("one", READING)
    assert kept.find("one") is None
    kept.forget_all()


def test_the_readings_used_longest_ago_go_first(kept, monkeypatch):
    """Of three at most the one last used stays, however old it is."""
    monkeypatch.setattr(kept_readings, "MOST_KEPT", 3)
    for number in range(3):
        kept.keep(str(number), READING)
        os.utime(kept.folder / str(number), (number + 1, number + 1))
    assert kept.find("0") == READING
    kept.keep("3", READING)
    assert sorted(path.name for path in kept.folder.iterdir()) == ["0", "2", "3"]


def test_many_large_readings_are_too_many(kept, monkeypatch):
    """All together take a bounded room, and one that is too large is not kept at all."""
    kept.keep("0", READING)
    size = (kept.folder / "0").stat().st_size
    monkeypatch.setattr(kept_readings, "MOST_KEPT_BYTES", 2 * size)
    for number in range(1, 5):
        kept.keep(str(number), READING)
    assert len(list(kept.folder.iterdir())) == 2
    monkeypatch.setattr(kept_readings, "MOST_BYTES", 10)
    kept.keep("large", READING)
    assert kept.find("large") is None


def test_everything_can_be_forgotten(kept):
    """Afterwards the folder is empty."""
    kept.keep("one", READING)
    kept.forget_all()
    assert not list(Path(kept.folder).iterdir())


def test_readings_in_memory_are_in_no_file_and_within_limits():
    """Those used last stay, as on disk, and all of them can be forgotten."""
    kept, reading = ReadingsInMemory(), CalendarReading()
    for number in range(MOST_KEPT + 1):
        kept.keep(str(number), reading)
        assert kept.find("0") is reading
    assert kept.find("1") is None
    kept.forget_all()
    assert kept.find("0") is None
