"""Sleep logs as tables: what is understood, and what is said of the rest."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from trimtab.domain.errors import UnreadableFileError
from trimtab.logs.sleep_log import read_sleep_log

NEW_YORK = ZoneInfo("America/New_York")


def read(text: str):
    """A table read with New York's clocks."""
    return read_sleep_log(text.encode(), "sleep.csv", NEW_YORK)


@pytest.mark.parametrize(
    "head", ["start,end", "sleep.id,sleep.start,sleep.end", "Asleep,Awake", "note,Bedtime,Wake"]
)
def test_usual_heads_are_understood(head):
    """Whatever the columns are called, and whatever else there is."""
    before = ",".join("x" for _ in range(head.count(",") - 1)) + "," * (head.count(",") > 1)
    log = read(f"{head}\n{before}2026-11-16T23:00,2026-11-17T07:00\n")
    (sleep,) = log.sleeps
    assert log.problems == ()
    assert sleep.start.astimezone(UTC) == datetime(2026, 11, 17, 4, tzinfo=UTC)


def test_offsets_are_kept_and_rows_are_sorted():
    """Times with an offset count as they are; later rows may be earlier sleeps."""
    log = read(
        "start,end\n2026-11-17T23:00Z,2026-11-18T07:00Z\n2026-11-16 23:00,2026-11-17 07:00\n\n"
    )
    assert [f"{one.start:%d}" for one in log.sleeps] == ["16", "17"]


def test_each_bad_row_is_told_with_its_line_and_the_rest_counts():
    """Not a moment, backwards, too long, overlapping: four problems, two sleeps."""
    log = read(
        "start,end\n"
        "2026-11-16T23:00,2026-11-17T07:00\n"
        "yesterday,2026-11-18T07:00\n"
        "2026-11-18T23:00,2026-11-18T07:00\n"
        "2026-11-19T23:00,2026-11-22T07:00\n"
        "2026-11-17T06:00,2026-11-17T09:00\n"
        "2026-11-23T23:00,2026-11-24T07:00\n"
    )
    assert len(log.sleeps) == 2
    assert [problem.line for problem in log.problems] == [3, 4, 5, 6]
    assert str(log.problems[0]) == (
        "sleep.csv:3: 'yesterday' is not a moment. Write it as 2026-11-16T23:00."
    )
    assert "before the one before it has ended" in log.problems[3].what


@pytest.mark.parametrize("content", [b"", b"a,b\n1,2\n", b"\xff\xfe\x00"])
def test_what_is_no_sleep_log_is_refused(content):
    """Nothing, other columns, no text: the message says how to write one."""
    with pytest.raises(UnreadableFileError, match=r"sleep\.csv"):
        read_sleep_log(content, "sleep.csv", UTC)
