"""Time the reading of calendars as the program does it: in a child, and from what is kept.

    python bench/calendars/calendars.py [RUNS]

Each row is measured RUNS times (10 unless told), a child and an empty folder of its own each time.
Prints a Markdown table of docs/benchmarks.md; the bars are those the reader was built to.
"""

from __future__ import annotations

import platform
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from importlib.metadata import version
from pathlib import Path

from trimtab.calendars.apart.guarded_reading import GuardedReading
from trimtab.calendars.apart.kept_readings import KeptReadings
from trimtab.calendars.apart.sandbox import ReadingChild
from trimtab.calendars.contents import Content
from trimtab.domain.commitments import CalendarSource

sys.path.append(str(Path(__file__).parents[1]))
from machine import machine_name

EVENTS = 5_000
YEAR = date(2026, 1, 1), date(2026, 12, 31), "America/New_York"
WEEK = date(2026, 11, 16), date(2026, 11, 22), "America/New_York"
SOURCE = CalendarSource("feed.ics", "duty")
PARTS = ("trimtab", "icalendar", "recurring-ical-events")
SERIES_RULES = ("FREQ=WEEKLY;BYDAY=MO,WE,FR", "FREQ=DAILY", "FREQ=MONTHLY;BYDAY=2TU", "FREQ=YEARLY")


def feed(count: int, rules: tuple[str, ...] = ()) -> Content:
    """A year of hours on duty, or as many series by these rules in turn."""
    events = []
    for number in range(count):
        start = f"2026{number % 12 + 1:02}{number % 28 + 1:02}T{number % 23:02}"
        rule = f"RRULE:{rules[number % len(rules)]}\r\n" if rules else ""
        events.append(
            f"BEGIN:VEVENT\r\nUID:{number}@example.org\r\nSUMMARY:Ward {number}\r\n"
            f"DTSTART;TZID=America/New_York:{start}0000\r\n"
            f"DTEND;TZID=America/New_York:{start}4500\r\n{rule}LOCATION:Ward 5\r\n"
            "DESCRIPTION:Bring the list\\, please.\r\nEND:VEVENT\r\n"
        )
    text = "".join(["BEGIN:VCALENDAR\r\nVERSION:2.0\r\n", *events, "END:VCALENDAR\r\n"])
    return Content(text.encode(), "feed.ics", "feed.ics")


@dataclass(frozen=True, slots=True)
class Row:
    """What is timed: `prepare` makes ready unmeasured, `run` is measured; `bar_seconds` at most."""

    name: str
    bar_seconds: float | None
    prepare: Callable[[GuardedReading], None]
    run: Callable[[GuardedReading], None]


def nothing(_: GuardedReading) -> None:
    """No preparation."""


def reader(content: Content, days: tuple[date, date, str]) -> Callable[[GuardedReading], None]:
    """Reads a content, and makes sure that something came of it."""

    def run(guard: GuardedReading) -> None:
        reading = guard.read_content(content, SOURCE, *days)
        assert reading.commitments

    return run


def start(guard: GuardedReading) -> None:
    """Start a child and hear its first answer."""
    guard.child.days_of(Content(b"", "empty.ics", "empty.ics"), WEEK[0])


YEAR_FEED, SERIES_FEED = feed(EVENTS), feed(500, SERIES_RULES)
ROWS = (
    Row("start a child", None, nothing, start),
    Row("5,000 events, cold, a year of them", 1.5, nothing, reader(YEAR_FEED, YEAR)),
    Row("5,000 events, unchanged", 0.05, reader(YEAR_FEED, YEAR), reader(YEAR_FEED, YEAR)),
    Row("one week of the 5,000, child running", 0.3, start, reader(YEAR_FEED, WEEK)),
    Row("one week of 500 series, child running", None, start, reader(SERIES_FEED, WEEK)),
)


@contextmanager
def fresh_guard() -> Iterator[GuardedReading]:
    """A reader with no child yet and nothing kept."""
    child = ReadingChild()
    with tempfile.TemporaryDirectory() as folder:
        yield GuardedReading(child, KeptReadings(Path(folder)))
    child.close()


def seconds_of(row: Row) -> float:
    """Wall seconds of one run of a row."""
    with fresh_guard() as guard:
        row.prepare(guard)
        began = time.perf_counter()
        row.run(guard)
        return time.perf_counter() - began


def line_of(row: Row, seconds: list[float]) -> str:
    """The row as a line of the table."""
    times = " | ".join(f"{pick(seconds):.3f}" for pick in (min, statistics.median, max))
    bar = f"{row.bar_seconds:g}" if row.bar_seconds else ""
    return f"| {row.name} | {times} | {bar} |"


def main() -> None:
    """Measure every row and print the table."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10
    parts = ", ".join(f"{part} {version(part)}" for part in PARTS)
    print(f"{datetime.now(UTC).date()}: {count} runs each on {machine_name()},")
    print(f"Python {platform.python_version()}, {parts}.")
    print("\n| reading | least s | median s | most s | bar s |")
    print("|---|---:|---:|---:|---:|")
    for row in ROWS:
        seconds_of(row)
        print(line_of(row, [seconds_of(row) for _ in range(count)]), flush=True)


if __name__ == "__main__":
    main()
