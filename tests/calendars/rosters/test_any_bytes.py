"""No bytes bring the reading of a roster down, and none make it run for long."""

from __future__ import annotations

import io
import time
import zipfile
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from trimtab.calendars.content_reading import read_content
from trimtab.calendars.contents import Content
from trimtab.calendars.extent import days_of_content
from trimtab.calendars.rosters.tables import MOST_CELLS
from trimtab.domain.commitments import CalendarReading, CalendarSource

FIRST, LAST = date(2026, 11, 1), date(2026, 11, 30)
WORDS = st.sampled_from(
    [
        *("Mon", "Tue", "16", "Nov", "11/16", "16.11.", "2026-11-16", "99/99", "31/02", "2026"),
        *("7a-7p", "0700-1900", "7-7", "19:00", "0000", "NF", "OFF", "1", "2", "3", "4", "5", "6"),
        *(",", ";", "\t", "|", "\n", "/", "-", "to", '"', "=", ":", "Total", "Week of"),
        *("Name", "Date", "Start", "End", "Shift", "Okafor", "Chen"),
    ]
)


def read(content: bytes, name: str, **source) -> CalendarReading:
    """A reading of November in New York."""
    one = Content(content, name, name)
    days_of_content(one, FIRST)
    return read_content(one, CalendarSource(name, **source), FIRST, LAST, "America/New_York")


@given(st.binary(max_size=400), st.sampled_from(["a.csv", "a.txt", "a.tsv", "a.xlsx"]))
@example(b"PK\x03\x04", "a.xlsx")
@example(b"\xff\xfe\x00", "a.csv")
@example(b"\x00" * 50, "a.txt")
@settings(max_examples=150)
def test_any_bytes_are_a_reading(content, name):
    """Whatever the bytes are, there is a reading; an empty one says why."""
    reading = read(content, name)
    assert reading.commitments or reading.day_notes or reading.problems


@given(st.lists(WORDS, max_size=80).map(" ".join), st.sampled_from(["", "Okafor"]))
@settings(max_examples=250)
def test_any_words_of_rosters_are_a_reading(text, row):
    """Days, hours, names and delimiters in any order give a reading, and every event has an end."""
    reading = read(text.encode(), "a.csv", row=row)
    assert all(one.start < one.end for one in reading.commitments)
    assert reading.commitments or reading.day_notes or reading.problems


@given(st.integers(0, 3000), st.integers(0, 255))
@settings(max_examples=60)
def test_a_damaged_workbook_is_a_reading(at, byte):
    """One wrong byte anywhere in a workbook stops nothing."""
    content = bytearray(WORKBOOK)
    content[at % len(content)] = byte
    read(bytes(content), "a.xlsx")


def _workbook() -> bytes:
    from openpyxl import Workbook  # noqa: PLC0415

    book = Workbook()
    book.active.append(["Date", "Shift"])
    book.active.append([date(2026, 11, 16), "7a-7p"])
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


WORKBOOK = _workbook()
HOSTILE = {
    "delimiters": b"," * 2_000_000,
    "one line": b"Mon 11/16 7a-7p " * 60_000,
    "lines": b"Mon 11/16 7a-7p MICU\n" * 60_000,
    "quotes": b'"' * 500_000,
    "open quote": b'Date,Shift\n"' + b"2026-11-16,NF\n" * 60_000,
    "columns": b"Name,"
    + b",".join(b"%d" % (1 + n % 30) for n in range(20_000))
    + b"\nOkafor"
    + b",NF" * 20_000,
    "people": b"Name,1,2,3,4,5,6\n" + b"".join(b"P%d,N,N,N,N,N,N\n" % n for n in range(30_000)),
    "spaces": b"16" + b" " * 1_000_000 + b"Nov",
    "dashes": b"7" + b"-" * 500_000 + b"7p",
    "digits": b"1" * 1_000_000,
    "days": (b"Mon 11/16, " * 36 + b"\n") * 2500,
    "weekdays": b"Week of 11/16\n" + (b"Mon-Tue, " * 40 + b"\n") * 2700,
    "numbers": (b"1, " * 130 + b"16 Nov\n") * 2500,
    "lengths": (b"12h " * 99 + b"\n") * 2500,
    "moments": (b"16 Nov 19:00 - " * 26 + b"\n") * 2500,
    "rows of days": (b"11/16 " * 60 + b"\n" + b"A B " * 90 + b"\n") * 1300,
    "chats": (b"[10/11/2026, 21:14] " * 20 + b"\n") * 2500,
}


@pytest.mark.long
@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_hostile_text_ends_soon(name):
    """A megabyte of anything takes less than five seconds of this processor."""
    before = time.process_time()
    read(HOSTILE[name], "a.csv")
    assert time.process_time() - before < 5


def test_a_packed_bomb_is_refused_before_it_is_unpacked():
    """A workbook that would unpack to more than 64 MiB is told and not read."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * (65 * 2**20))
    (problem,) = read(packed.getvalue(), "a.xlsx").problems
    assert "more than 64 MiB" in problem.what


def test_a_table_beyond_the_cap_is_cut_and_told():
    """Cells beyond the most that are read are left out, and it is said."""
    row = b"2026-11-16," + b"a," * 99 + b"\n"
    content = b"Date,Shift\n" + row * (MOST_CELLS // 100 + 5)
    reading = read(content, "a.csv")
    assert any("larger than Trimtab reads" in problem.what for problem in reading.problems)


def test_bytes_that_are_no_text_are_named_once():
    """A program or picture under a wrong name is one message, without its signs."""
    content = bytes((number * 37) % 256 for number in range(3000))
    (problem,) = read(content, "a.xls.txt").problems
    assert "no text" in problem.what
    assert problem.what.isprintable()
