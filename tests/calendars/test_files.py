"""Calendars on disk."""

from __future__ import annotations

import subprocess
import sys
from datetime import date

import pytest

from trimtab.calendars.files import FileCalendarReader, read_calendar_file
from trimtab.domain.commitments import CalendarSource
from trimtab.domain.errors import UnreadableFileError

DAYS = date(2026, 11, 1), date(2026, 11, 30), "America/New_York"


def test_paths_are_relative_to_the_base_folder(folder):
    """The reader finds a calendar beside the profile; problems name it as the person did."""
    reading = FileCalendarReader(folder)(CalendarSource("broken.ics"), *DAYS)
    assert reading.commitments[0].source == "broken.ics"
    assert {problem.file for problem in reading.problems} == {"broken.ics"}


def test_a_whole_path_is_taken_as_it_is(folder, tmp_path):
    """An absolute path does not start at the base."""
    whole = str(folder / "states.ics")
    assert FileCalendarReader(tmp_path)(CalendarSource(whole), *DAYS).commitments


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("missing.ics", "no such file"),
        ("", "is a folder"),
        ("a\x00b.ics", "embedded null byte"),
        ("https://example.org/a.ics", "download the .ics file"),
        ("webcal://example.org/a.ics", "download the .ics file"),
        ("HTTP://example.org/a.ics", "download the .ics file"),
    ],
)
def test_what_cannot_be_opened_says_why(folder, source, reason):
    """Missing files, folders and addresses on the web raise one clear error, and no socket."""
    with pytest.raises(UnreadableFileError, match=reason):
        FileCalendarReader(folder)(CalendarSource(source), *DAYS)


@pytest.mark.parametrize("login", ["", "me:key123@"])
def test_addresses_are_told_without_their_key(folder, login):
    """Whoever has a calendar's address can read it, so the message names its host alone."""
    source = CalendarSource(f"https://{login}example.org/private/key123/basic.ics")
    with pytest.raises(UnreadableFileError) as caught:
        FileCalendarReader(folder)(source, *DAYS)
    assert "key123" not in str(caught.value)
    assert caught.value.path == "https://example.org/…"


def test_a_file_without_permission_says_so(tmp_path, monkeypatch):
    """A locked file asks for permission."""

    def refuse(*_, **__):
        raise PermissionError

    monkeypatch.setattr("pathlib.Path.open", refuse)
    with pytest.raises(UnreadableFileError, match="permission"):
        read_calendar_file(tmp_path / "a.ics", CalendarSource("a.ics"), *DAYS)


def test_the_reader_waits_with_the_libraries_until_it_reads():
    """Importing the adapter alone loads no calendar library, so that help is quick."""
    code = (
        "import sys, trimtab.calendars.files; "
        "sys.exit(any(name in sys.modules for name in ('icalendar', 'recurring_ical_events')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
