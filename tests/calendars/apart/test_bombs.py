"""Bombs, each through a real child: it ends within its limits, and the next calendar is read."""

from __future__ import annotations

import io
import os
import resource
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from trimtab.calendars.apart.guarded_reading import GuardedReading
from trimtab.calendars.apart.kept_readings import KeptReadings
from trimtab.calendars.apart.sandbox import ReadingChild
from trimtab.calendars.contents import Content
from trimtab.domain.commitments import CalendarSource

MIB = 2**20
NOVEMBER = date(2026, 11, 1), date(2026, 11, 30), "America/New_York"
GAVE_UP = ("was stopped", "fault of Trimtab's own", "more than a plan can hold")
CODES = {"NF": ((1140, 420),)}
SOUND = (
    "BEGIN:VEVENT\nUID:sound\nSUMMARY:Sound\nDTSTART:20261110T120000Z\nDURATION:PT1H\nEND:VEVENT\n"
)
START = "DTSTART:20261102T080000Z\nDTEND:20261102T090000Z\n"


def calendar(*lines: str, head: str = "") -> bytes:
    """A sound event after whatever is written before it."""
    return "\n".join(["BEGIN:VCALENDAR", head, *lines, SOUND, "END:VCALENDAR", ""]).encode()


def event(*lines: str, uid: str = "bomb", start: str = START) -> str:
    """One event made of these lines, with a name and an hour of its own."""
    return f"BEGIN:VEVENT\nUID:{uid}\nSUMMARY:Bomb\n{start}" + "\n".join([*lines, "END:VEVENT"])


def rule(parts: str, begun: str = "20200101T000000Z", *more: str) -> bytes:
    """A calendar whose first event repeats by this rule."""
    return calendar(event(f"RRULE:{parts}", *more, start=f"DTSTART:{begun}\nDURATION:PT30M\n"))


def numbers(first: int, last: int) -> str:
    """Every number between two, as lists in rules are written."""
    return ",".join(map(str, range(first, last + 1)))


DENSE = f"BYHOUR={numbers(0, 23)};BYMINUTE={numbers(0, 59)}"
EVERY = f"{DENSE};BYSECOND={numbers(0, 59)}"
EVERY_DAY = f"BYMONTH={numbers(1, 12)};BYMONTHDAY={numbers(1, 31)};BYDAY=MO,TU,WE,TH,FR,SA,SU"


def many(count: int, *lines: str) -> bytes:
    """So many events, each with a UID of its own, in November."""
    start = "DTSTART:202611{:02}T080000Z\nDURATION:PT1H\n"
    days = (start.format(number % 28 + 1) for number in range(count))
    return calendar(*(event(*lines, uid=str(n), start=day) for n, day in enumerate(days)))


def small_events(count: int) -> bytes:
    """As many events as possible in as few bytes."""
    return calendar("BEGIN:VEVENT\nDTSTART:20261109T080000Z\nEND:VEVENT\n" * count)


def zone(inside: str, name: str = "Bomb") -> str:
    """A time zone of its own with these lines."""
    return f"BEGIN:VTIMEZONE\nTZID:{name}\n{inside}\nEND:VTIMEZONE"


def observance(*lines: str) -> str:
    """One part of a time zone."""
    offsets = ["DTSTART:19700101T020000", "TZOFFSETFROM:+0100", "TZOFFSETTO:+0200"]
    return "\n".join(["BEGIN:STANDARD", *offsets, *lines, "END:STANDARD"])


def in_zone(name: str = "Bomb", uid: str = "bomb") -> str:
    """An event whose times are in that zone."""
    start = f"DTSTART;TZID={name}:20261102T080000\nDTEND;TZID={name}:20261102T090000\n"
    return event(uid=uid, start=start)


def replaced(count: int) -> str:
    """A daily series and so many changes of single days, each for another day."""
    changes = (
        event(
            f"RECURRENCE-ID:{date.fromordinal(733000 + number):%Y%m%d}T080000Z",
            start=f"DTSTART:202611{number % 28 + 1:02}T{number % 24:02}0000Z\nDURATION:PT1H\n",
        )
        for number in range(count)
    )
    return "\n".join([event("RRULE:FREQ=DAILY"), *changes])


def dates(count: int, shape: str = "{:%Y%m%d}T080000Z") -> str:
    """So many days in a row, as RDATE and EXDATE list them."""
    return ",".join(shape.format(date.fromordinal(733000 + number)) for number in range(count))


BOMBS: dict[str, Callable[[], bytes]] = {
    # Rules
    "every-second-in-187-bytes": lambda: rule("FREQ=SECONDLY"),
    "every-minute": lambda: rule("FREQ=MINUTELY"),
    "every-second-of-every-day": lambda: rule(f"FREQ=DAILY;{EVERY}"),
    "every-minute-of-every-week": lambda: rule(f"FREQ=WEEKLY;{DENSE};BYDAY=MO,TU,WE,TH,FR,SA,SU"),
    "dense-lists-of-a-year": lambda: rule(f"FREQ=YEARLY;{EVERY_DAY};{DENSE}"),
    "dense-lists-begun-in-the-window": lambda: rule(f"FREQ=DAILY;{EVERY}", "20261105T000000Z"),
    "dense-yearly-begun-in-the-window": lambda: rule(
        f"FREQ=YEARLY;{EVERY_DAY};{EVERY}", "20261105T000000Z"
    ),
    "year-days-and-weeks": lambda: rule(
        f"FREQ=YEARLY;BYYEARDAY={numbers(1, 366)};BYWEEKNO={numbers(1, 53)};{DENSE}"
    ),
    "positions-in-dense-sets": lambda: rule(
        f"FREQ=YEARLY;{EVERY_DAY};{DENSE};BYSETPOS={numbers(1, 366)}"
    ),
    "positions-that-never-come": lambda: rule("FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=300"),
    "lists-of-a-million-numbers": lambda: rule(f"FREQ=DAILY;BYMONTH={'11,' * 1_000_000}11"),
    "never-30-february-daily": lambda: rule("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"),
    "never-30-february-secondly": lambda: rule("FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30"),
    "never-a-sixth-monday": lambda: rule("FREQ=MONTHLY;BYDAY=6MO"),
    "never-week-and-month-apart": lambda: rule("FREQ=YEARLY;BYWEEKNO=20;BYMONTH=12"),
    "never-the-weekday-of-a-step": lambda: rule("FREQ=DAILY;INTERVAL=7;BYDAY=TU,WE;BYHOUR=8"),
    "a-billion-times": lambda: rule("FREQ=DAILY;COUNT=1000000000"),
    "a-billion-hours": lambda: rule("FREQ=HOURLY;COUNT=1000000000"),
    "from-year-1-to-9999": lambda: rule("FREQ=DAILY;UNTIL=99991231T235959Z", "00010101T000000Z"),
    "counted-from-year-1": lambda: rule("FREQ=DAILY;COUNT=3600000", "00010101T000000Z"),
    "begun-in-year-9999": lambda: rule("FREQ=DAILY", "99991231T000000Z"),
    "until-before-it-begins": lambda: rule("FREQ=HOURLY;UNTIL=19000101T000000Z"),
    "an-interval-of-digits": lambda: rule(f"FREQ=DAILY;INTERVAL={'9' * 4000}"),
    "an-interval-beyond-time": lambda: rule("FREQ=YEARLY;INTERVAL=999999999"),
    "a-rule-of-a-megabyte": lambda: rule("FREQ=DAILY;" + "X-A=1;" * 170_000),
    "a-thousand-rules-in-one-event": lambda: calendar(
        event(*["RRULE:FREQ=HOURLY;BYHOUR=1,2,3"] * 1000)
    ),
    "ten-thousand-series": lambda: many(10_000, "RRULE:FREQ=DAILY;BYHOUR=1,2,3"),
    "hourly-series-by-the-thousand": lambda: many(5_000, "RRULE:FREQ=HOURLY"),
    # Dates one by one
    "50,000-exceptions": lambda: rule("FREQ=DAILY", "20261101T080000Z", f"EXDATE:{dates(50_000)}"),
    "exceptions-in-as-many-lines": lambda: rule(
        "FREQ=DAILY", "20261101T080000Z", *["EXDATE:20261109T080000Z"] * 100_000
    ),
    "extra-dates-by-the-thousand": lambda: calendar(
        *(event(f"RDATE:{dates(2_900)}", uid=str(number)) for number in range(80))
    ),
    "the-same-extra-date": lambda: calendar(event(*["RDATE:20261109T080000Z"] * 100_000)),
    "periods-of-a-thousand-years": lambda: calendar(
        event("RDATE;VALUE=PERIOD:" + dates(2_900, "{:%Y%m%d}T080000Z/P365000D"))
    ),
    # Events
    "100,000-events": lambda: small_events(100_000),
    "10,000-events-at-one-time": lambda: many(10_000),
    "10,000-events-of-one-uid": lambda: calendar(*[event(uid="one")] * 10_000),
    "10,000-versions-of-one-uid": lambda: calendar(
        *(event(f"SEQUENCE:{number}", uid="one") for number in range(10_000))
    ),
    "5,000-changed-days-of-one-series": lambda: calendar(replaced(5_000)),
    "changes-of-changes": lambda: calendar(
        *[event("RRULE:FREQ=DAILY", "RECURRENCE-ID;RANGE=THISANDFUTURE:20261102T080000Z")] * 2_000
    ),
    "a-length-beyond-time": lambda: calendar(
        event(start=f"DTSTART:20261102T080000Z\nDURATION:P{'9' * 4000}W\n")
    ),
    "an-event-of-ten-thousand-years": lambda: calendar(
        "BEGIN:VEVENT\nSUMMARY:NF\nDTSTART;VALUE=DATE:00010101\nDTEND;VALUE=DATE:99991231\n"
        "RRULE:FREQ=DAILY\nEND:VEVENT"
    ),
    "a-title-of-a-megabyte-every-hour": lambda: calendar(
        event(f"SUMMARY:{'x' * MIB}"[: MIB - 1], "RRULE:FREQ=HOURLY;BYHOUR=1,2,3,4,5,6,7,8")
    ).replace(b"SUMMARY:Bomb\n", b""),
    "a-uid-of-a-megabyte-every-day": lambda: calendar(
        event("RRULE:FREQ=DAILY;BYHOUR=1,2,3,4", uid="x" * (MIB - 10))
    ),
    # Nesting and lines
    "5,000-nested-events": lambda: calendar("BEGIN:VEVENT\n" * 5000 + "END:VEVENT\n" * 5000),
    "100,000-nested-names": lambda: calendar(
        *(f"BEGIN:X-{number}" for number in range(100_000)),
        *(f"END:X-{number}" for number in range(100_000, 0, -1)),
    ),
    "nothing-is-ever-closed": lambda: calendar("BEGIN:VALARM\n" * 300_000),
    "one-line-of-10-mb": lambda: calendar("DESCRIPTION:" + "x" * (10 * MIB - 1000)),
    "one-event-line-of-5-mb": lambda: calendar(event("LOCATION:" + "x" * (5 * MIB - 1000))),
    "folded-into-single-bytes": lambda: calendar(event("LOCATION:x" + "\n x" * 1_500_000)),
    "five-million-empty-lines": lambda: calendar("\n" * (5 * MIB - 1000)),
    "lines-of-two-letters": lambda: calendar("ab\n" * 1_700_000),
    "properties-of-two-letters": lambda: calendar("BEGIN:VEVENT\n" + "a:\n" * 1_700_000),
    "titles-by-the-hundred-thousand": lambda: calendar(event(*["SUMMARY:a"] * 500_000)),
    "carriage-returns-alone": lambda: calendar("\r" * (5 * MIB - 1000)),
    "spaces-alone": lambda: calendar(" " * (5 * MIB - 1000)),
    # Bytes
    "nothing-but-nul": lambda: b"\0" * 5 * MIB,
    "nul-in-every-line": lambda: calendar(event(*["LOCATION:\0\0\0"] * 100_000)),
    "no-utf-8": lambda: calendar() + b"\xff\xfe\x80" * 1_500_000,
    "utf-16": lambda: many(20_000).decode().encode("utf-16"),
    "half-of-utf-16": lambda: b"\xff\xfe" + b"\xd8" * (5 * MIB - 2),
    "random-letters": lambda: bytes(number * number % 251 for number in range(5 * MIB)),
    # Parameters and patterns
    "100,000-parameters": lambda: calendar(
        event(f"EXDATE{';A=b' * 100_000}:{dates(2_900)}", "RRULE:FREQ=DAILY")
    ),
    "open-quotes": lambda: calendar(event("LOCATION" + ';A="' * 250_000 + ":x")),
    "quotes-and-colons": lambda: calendar(event("LOCATION;A=" + '":"' * 330_000 + ":x")),
    "a-zone-name-of-spaces": lambda: calendar(in_zone("a" + " " * 900_000 + "b")),
    "a-zone-name-of-slashes": lambda: calendar(in_zone("/a" * 400_000)),
    "a-zone-name-of-digits": lambda: calendar(in_zone("UTC+" + "1" * 900_000)),
    "another-zone-name-each": lambda: calendar(
        *(in_zone(f"Zone {number} {'/x' * 100}", str(number)) for number in range(9_000))
    ),
    "a-title-of-spaces-and-dashes": lambda: calendar(
        "BEGIN:VEVENT\nSUMMARY:" + " -" * 450_000 + "\nDTSTART;VALUE=DATE:20261109\nEND:VEVENT"
    ),
    "a-title-of-shorthand": lambda: calendar(
        "BEGIN:VEVENT\nSUMMARY:" + "NF/" * 300_000 + "\nDTSTART;VALUE=DATE:20261109\nEND:VEVENT"
    ),
    "a-title-of-half-words": lambda: calendar(event("SUMMARY:" + "call hom" * 120_000)),
    "a-length-of-digits": lambda: calendar(
        event(start=f"DTSTART:20261102T080000Z\nDURATION:P{'1D' * 400_000}\n")
    ),
    # Time zones
    "a-zone-of-seconds": lambda: calendar(zone(observance("RRULE:FREQ=SECONDLY")), in_zone()),
    "a-zone-of-dense-years": lambda: calendar(
        zone(observance(f"RRULE:FREQ=YEARLY;{EVERY_DAY};{EVERY}")), in_zone()
    ),
    "a-zone-that-never-changes": lambda: calendar(
        zone(observance("RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30")), in_zone()
    ),
    "a-zone-since-year-1": lambda: calendar(
        zone(observance("RRULE:FREQ=YEARLY").replace("1970", "0001")), in_zone()
    ),
    "a-zone-of-10,000-parts": lambda: calendar(zone(observance() * 10_000), in_zone()),
    "a-zone-of-50,000-dates": lambda: calendar(
        zone(observance(f"RDATE:{dates(50_000, '{:%Y%m%d}T020000')}")), in_zone()
    ),
    "a-zone-of-rules-without-colons": lambda: calendar(
        zone(observance() + "\nRRULE;X" * 300_000), in_zone()
    ),
    "a-zone-of-nested-parts": lambda: calendar(zone("BEGIN:STANDARD\n" * 50_000), in_zone()),
    "2,000-zones": lambda: calendar(
        *(zone(observance("RRULE:FREQ=YEARLY"), f"Bomb {number}") for number in range(2_000)),
        *(in_zone(f"Bomb {number}", str(number)) for number in range(2_000)),
    ),
}


def workbook(sheet: bytes) -> bytes:
    """A spreadsheet of one sheet with this XML, packed."""
    packed = io.BytesIO()
    openpyxl.Workbook().save(packed)
    parts = {"xl/worksheets/sheet1.xml": sheet}
    with zipfile.ZipFile(packed) as book:
        parts |= {name: book.read(name) for name in book.namelist() if name not in parts}
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as book:
        for name, part in parts.items():
            book.writestr(name, part)
    return packed.getvalue()


def rows(cells: str) -> bytes:
    """The XML of a sheet with these rows."""
    space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    return f"<worksheet {space}><sheetData>{cells}</sheetData></worksheet>".encode()


CELL = '<c t="inlineStr"><is><t>NF</t></is></c>'
ENTITIES = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
TABLES: dict[str, tuple[str, Callable[[], bytes]]] = {
    "a-million-columns": ("a.csv", lambda: b"2026-11-10," + b"NF," * 1_000_000),
    "a-million-rows": ("a.csv", lambda: b"Date,Shift\n" + b"2026-11-10,N\n" * 400_000),
    "a-quote-never-closed": ("a.csv", lambda: b'Date,Shift\n"' + b"2026-11-10,NF\n" * 300_000),
    "quotes-alone": ("a.csv", lambda: b'"' * 5 * MIB),
    "commas-alone": ("a.csv", lambda: b"," * 5 * MIB),
    "a-column-of-hours": ("a.csv", lambda: b"Date,Shift\n2026-11-10," + b"19:00-" * 800_000),
    "digits-pasted": ("a.txt", lambda: b"1" * 5 * MIB),
    "days-pasted": ("a.txt", lambda: b"Mon 10 Nov 07:00-19:00\n" * 200_000),
    "spaces-pasted": ("a.txt", lambda: b"10 Nov" + b" " * 4 * MIB + b"x"),
    "dates-in-one-line": ("a.txt", lambda: b"10 Nov 2026 - " * 300_000),
    "300-megabytes-packed": ("a.xlsx", lambda: workbook(b" " * 300 * MIB)),
    "packed-rows-without-end": (
        "a.xlsx",
        lambda: workbook(rows(f"<row>{CELL * 50}</row>" * 30_000)),
    ),
    "packed-columns-without-end": ("a.xlsx", lambda: workbook(rows(f"<row>{CELL * 1_500_000}"))),
    "packed-nesting": ("a.xlsx", lambda: workbook(rows("<row>" * 500_000))),
    "a-billion-laughs": (
        "a.xlsx",
        lambda: workbook(
            f'<!DOCTYPE w [<!ENTITY e0 "ha">{ENTITIES}]>'.encode()
            + rows('<row><c t="inlineStr"><is><t>&e9;</t></is></c></row>')
        ),
    ),
    "a-cell-far-away": (
        "a.xlsx",
        lambda: workbook(rows('<row r="1048576"><c r="XFD1048576"/></row>')),
    ),
}


@dataclass(frozen=True, slots=True)
class Ended:
    """How the reading of one content went, and what its child used."""

    names: frozenset[str]
    problems: tuple[str, ...]
    cpu_seconds: float
    peak_bytes: int | None


@pytest.fixture(scope="module")
def guard(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GuardedReading]:
    """Reads as the program does, but with time by the clock, which a busy machine takes away."""
    child = ReadingChild(wall_seconds=120.0)
    yield GuardedReading(child, KeptReadings(tmp_path_factory.mktemp("kept")))
    child.close()


def set_off(guard: GuardedReading, content: bytes, name: str) -> Ended:
    """Read a content in the child that read those before, and look at what it used."""
    before = cpu_seconds(guard.child)
    source = CalendarSource(name, codes=CODES)
    reading = guard.read_content(Content(content, name, name), source, *NOVEMBER)
    used = cpu_seconds(guard.child) - before
    names = frozenset(one.name for one in (*reading.commitments, *reading.day_notes))
    return Ended(names, tuple(map(str, reading.problems)), used, peak_bytes(guard.child))


def cpu_seconds(child: ReadingChild) -> float:
    """What children that are gone used, and the running one where the system tells."""
    gone = resource.getrusage(resource.RUSAGE_CHILDREN)
    try:
        told = Path(f"/proc/{child.process_id}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        told = ["0"] * 13
    return gone.ru_utime + gone.ru_stime + sum(map(int, told[11:13])) / os.sysconf("SC_CLK_TCK")


def peak_bytes(child: ReadingChild) -> int | None:
    """The most address space a child took, None where it is gone or the system does not tell."""
    try:
        lines = Path(f"/proc/{child.process_id}/status").read_text().splitlines()
    except OSError:
        return None
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmPeak"))


HEAVY = frozenset(
    {
        "10,000-events-at-one-time",
        "100,000-events",
        "100,000-nested-names",
        "2,000-zones",
        "5,000-changed-days-of-one-series",
        "a-rule-of-a-megabyte",
        "a-title-of-a-megabyte-every-hour",
        "a-zone-of-rules-without-colons",
        "another-zone-name-each",
        "carriage-returns-alone",
        "extra-dates-by-the-thousand",
        "five-million-empty-lines",
        "folded-into-single-bytes",
        "half-of-utf-16",
        "hourly-series-by-the-thousand",
        "lines-of-two-letters",
        "nothing-is-ever-closed",
        "nul-in-every-line",
        "properties-of-two-letters",
        "random-letters",
        "ten-thousand-series",
        "titles-by-the-hundred-thousand",
        "utf-16",
    }
)
"""Those that take a second each, or more."""


@pytest.mark.parametrize(
    "name",
    [pytest.param(name, marks=pytest.mark.long) if name in HEAVY else name for name in BOMBS],
)
def test_a_bomb_ends_within_its_limits(guard, name):
    """In 5 CPU seconds and 512 MiB it gives its sound event or a problem that names it.

    The reader copes with each of these by itself; the limits are for those nobody knows yet. That
    a reading ends within 6 s by the clock is the parent's alarm, which test_sandbox rings.
    """
    ended = set_off(guard, BOMBS[name](), "bomb.ics")
    assert not [told for told in ended.problems if any(words in told for words in GAVE_UP)]
    assert ended.cpu_seconds <= 5.5  # whole seconds are counted, and the child's start beside them
    assert ended.peak_bytes is None or ended.peak_bytes <= 512 * MIB
    assert "Sound" in ended.names or any("bomb.ics" in told for told in ended.problems)


@pytest.mark.long
@pytest.mark.parametrize("name", TABLES)
def test_a_table_that_is_a_bomb_ends_within_its_limits(guard, name):
    """Tables and pasted text too: in 5 CPU seconds and 512 MiB, and something is said.

    Some are stopped at the limit, which is then what is said.
    """
    file, make = TABLES[name]
    ended = set_off(guard, make(), file)
    assert ended.cpu_seconds <= 5.5
    assert ended.peak_bytes is None or ended.peak_bytes <= 512 * MIB
    assert ended.problems or ended.names


def test_the_next_calendar_is_read_after_one_that_was_stopped(guard, monkeypatch):
    """A content that runs out of its limit costs itself alone."""
    monkeypatch.setattr(guard.child, "wall_seconds", 0.001)
    slow = set_off(guard, small_events(50_000), "slow.ics")
    assert slow.problems[0].startswith("slow.ics: Reading this took longer than 5 seconds")
    monkeypatch.undo()
    assert "Sound" in set_off(guard, calendar(), "sound.ics").names
