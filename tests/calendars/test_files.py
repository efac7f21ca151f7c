"""Calendars on disk."""

from __future__ import annotations

import subprocess
import sys
from datetime import date

import pytest

from trimtab.calendars.content_reading import read_content
from trimtab.calendars.files import contents_at
from trimtab.calendars.source_reader import SourceReader
from trimtab.domain.commitments import CalendarSource
from trimtab.domain.errors import UnreadableFileError

DAYS = date(2026, 11, 1), date(2026, 11, 30), "America/New_York"


def test_paths_are_relative_to_the_base_folder(folder):
    """The reader finds a calendar beside the profile; problems name it as the person did."""
    reading = SourceReader(folder, read_content)(CalendarSource("broken.ics"), *DAYS)
    assert reading.commitments[0].source == "broken.ics"
    assert {problem.file for problem in reading.problems} == {"broken.ics"}


def test_a_whole_path_is_taken_as_it_is(folder, tmp_path):
    """An absolute path does not start at the base."""
    whole = str(folder / "states.ics")
    assert SourceReader(tmp_path, read_content)(CalendarSource(whole), *DAYS).commitments


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("missing.ics", "no such file"),
        ("a\x00b.ics", "embedded null byte"),
        ("https://example.org/a.ics", "not connected"),
        ("webcal://example.org/a.ics", "not connected"),
        ("HTTP://example.org/a.ics", "not connected"),
    ],
)
def test_what_cannot_be_opened_says_why(folder, source, reason):
    """Missing files, folders and addresses on the web raise one clear error, and no socket."""
    with pytest.raises(UnreadableFileError, match=reason):
        SourceReader(folder, read_content)(CalendarSource(source), *DAYS)


@pytest.mark.parametrize("login", ["", "me:key123@"])
def test_addresses_are_told_without_their_key(folder, login):
    """Whoever has a calendar's address can read it, so the message holds nothing of it."""
    source = CalendarSource(f"https://{login}example.org/private/key123/basic.ics")
    with pytest.raises(UnreadableFileError) as caught:
        SourceReader(folder, read_content)(source, *DAYS)
    assert "key123" not in str(caught.value)
    assert caught.value.path == "feed at example.org"


def test_a_file_without_permission_says_so(tmp_path, monkeypatch):
    """A locked file asks for permission."""

    def refuse(*_, **__):
        raise PermissionError

    monkeypatch.setattr("pathlib.Path.open", refuse)
    with pytest.raises(UnreadableFileError, match="permission"):
        contents_at(tmp_path / "a.ics", "a.ics")


def test_the_reader_waits_with_the_libraries_until_it_reads():
    """Importing the adapter alone loads no calendar library, so that help is quick."""
    code = (
        "import sys, trimtab.calendars.source_reader; "
        "sys.exit(any(name in sys.modules for name in ('icalendar', 'recurring_ical_events')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_folder_is_every_calendar_in_it(folder, tmp_path):
    """Files are read by name, what is no calendar is left alone, copies count once."""
    for name in ("b.ics", "a.ics"):
        (tmp_path / "rosters" / name).parent.mkdir(exist_ok=True)
        (tmp_path / "rosters" / name).write_bytes((folder / "states.ics").read_bytes())
    (tmp_path / "rosters" / "notes.txt").write_text("no calendar")
    reading = SourceReader(tmp_path, read_content)(CalendarSource("rosters"), *DAYS)
    alone = SourceReader(tmp_path, read_content)(CalendarSource("rosters/a.ics"), *DAYS)
    assert len(reading.commitments) == len(alone.commitments) > 0
    assert {one.source for one in reading.commitments} == {"rosters/a.ics"}


def test_an_empty_folder_says_so(tmp_path):
    """A folder without calendars is an error that says what it lacks."""
    with pytest.raises(UnreadableFileError, match="holds no"):
        SourceReader(tmp_path, read_content)(CalendarSource("."), *DAYS)


def test_what_programs_lay_beside_files_is_no_roster(tmp_path):
    """The lock of an open workbook is not read."""
    for name in ("a.csv", "~$a.xlsx", "._a.csv"):
        (tmp_path / name).write_text("Date,Shift")
    assert [one.name for one in contents_at(tmp_path, "rosters")] == ["a.csv"]
