"""Feed mutated calendars or rosters to the reader in this process, without limits.

    python tests/faults/fuzz_calendars.py calendars|rosters|feeds FOLDER [OPTIONS OF LIBFUZZER]

FOLDER keeps what was found interesting, so that the next run goes on from there; its seeds are the
calendars that the installed libraries are tested with, or a few rosters. What makes the reader
raise, or run for longer than a child may, stops the run and is written beside it.
"""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

SLOWEST_SECONDS = 6
LONGEST_BYTES = 8192
INSTRUMENTED = ["trimtab.calendars", "icalendar", "recurring_ical_events", "dateutil"]
LIBRARIES = (("icalendar", "tests"), ("recurring_ical_events", "test"))
DAYS = date(2026, 11, 1), date(2026, 11, 30)
ZONE = "America/New_York"
CALENDAR_WORDS = """
    BEGIN:VCALENDAR END:VCALENDAR BEGIN:VEVENT END:VEVENT BEGIN:VTIMEZONE END:VTIMEZONE
    BEGIN:VTODO BEGIN:STANDARD END:STANDARD BEGIN:DAYLIGHT TZID: ;TZID= TZOFFSETFROM:
    TZOFFSETTO: TZNAME: X-WR-TIMEZONE: DTSTART: DTSTART;VALUE=DATE: DTEND: DURATION: UID:
    SUMMARY: LOCATION: STATUS:CANCELLED STATUS:TENTATIVE SEQUENCE: TRANSP:TRANSPARENT
    METHOD:CANCEL RECURRENCE-ID: RECURRENCE-ID;RANGE=THISANDFUTURE: RDATE: EXDATE:
    RDATE;VALUE=PERIOD: RRULE:FREQ= SECONDLY MINUTELY HOURLY DAILY WEEKLY MONTHLY YEARLY
    ;INTERVAL= ;COUNT= ;UNTIL= ;BYDAY= ;BYMONTH= ;BYMONTHDAY= ;BYYEARDAY= ;BYWEEKNO=
    ;BYHOUR= ;BYMINUTE= ;BYSECOND= ;BYSETPOS= ;WKST= 20261110T080000Z 20261110
    20261101T013000 00010101T000000 99991231T235959Z P1D PT1H -PT1H P99999W America/New_York
    2400 +9999 -0000 X-MICROSOFT-CDO-ALLDAYEVENT:TRUE MO,TU,WE,TH,FR,SA,SU -1FR 366 -53
"""
ROSTER_WORDS = """
    Date Start End Name Shift Hours Mon Tue Wed 11/16 16/11 2026-11-16 16.11.2026 Nov November
    7a-7p 7p-7a 0700-1900 19:00-07:00 7:00 PM 07:00 24h NF D N OFF PTO 31 29 2026 00:00 24:00
    Okafor Lindqvist Week of - / , ; : | 1st 22nd until to through next day (+1) Sat/Sun Total
    2026-11-16T07:00:00-05:00 99/99/9999 Feb 30 0 -1 12am 12noon
"""
ROSTERS = (
    "Date,Start,End,Shift\n11/16/2026,07:00,19:00,Wards\n11/17/2026,19:00,07:00,NF\n",
    "Name,16 Nov,17 Nov,18 Nov\nOkafor,NF,NF,OFF\nLindqvist,D,D,7a-7p\n",
    "November 2026\nMon,Tue,Wed\n16,17,18\nD,N,OFF\n",
    "Mon 11/16 7p-7a MICU\n16 Nov: NF\n11/16-11/20 Nights 19:00-07:00\n- Sat 21 Nov: OFF\n",
)
Target = Callable[[bytes], None]


def main() -> None:
    """Fuzz until the options say stop."""
    import atheris  # noqa: PLC0415  # no other use of this file needs it

    kind, folder = sys.argv[1], Path(sys.argv[2])
    with atheris.instrument_imports(include=INSTRUMENTED):
        target = {"calendars": _calendars, "rosters": _rosters, "feeds": _feeds}[kind]()
    seeds, words = (
        (_rosters_as_seeds(), ROSTER_WORDS)
        if kind == "rosters"
        else (_library_calendars(), CALENDAR_WORDS)
    )
    options = [*_options(folder, seeds, words), *sys.argv[3:]]
    atheris.Setup([sys.argv[0], *options, str(folder / "corpus")], target)
    atheris.Fuzz()


def _calendars() -> Target:
    """A calendar is read, and its reading comes back whole through JSON."""
    from trimtab.calendars.extent import days_of_calendar  # noqa: PLC0415

    read = _reader()

    def target(content: bytes) -> None:
        read(content, "fuzz.ics")
        days_of_calendar(content)

    return target


def _rosters() -> Target:
    """A table or text is read under the name that its first byte chooses."""
    from trimtab.calendars.contents import Content  # noqa: PLC0415
    from trimtab.calendars.extent import days_of_content  # noqa: PLC0415

    read = _reader()

    def target(content: bytes) -> None:
        name = ("fuzz.csv", "fuzz.txt", "fuzz.tsv")[content[0] % 3 if content else 0]
        read(content[1:], name)
        days_of_content(Content(content[1:], name, name), DAYS[0])

    return target


def _reader() -> Callable[[bytes, str], None]:
    from trimtab.calendars.apart.reading_json import (  # noqa: PLC0415
        record_from_json,
        record_to_json,
    )
    from trimtab.calendars.content_reading import read_content  # noqa: PLC0415
    from trimtab.calendars.contents import Content  # noqa: PLC0415
    from trimtab.domain.commitments import CalendarReading, CalendarSource  # noqa: PLC0415

    def read(content: bytes, name: str) -> None:
        source = CalendarSource(name, "duty", codes={"NF": ((1140, 420),), "OFF": ()})
        reading = read_content(Content(content, name, name), source, *DAYS, ZONE)
        assert all(one.start < one.end for one in reading.commitments)
        assert record_from_json(CalendarReading, record_to_json(reading)) == reading

    return read


def _feeds() -> Target:
    """Two contents of a feed, the halves of the input, are merged; nothing piles up.

    A content that breaks off is refused before it comes so far.
    """
    from trimtab.calendars.feeds.merging import merge_contents  # noqa: PLC0415

    now = datetime(2026, 11, 16, tzinfo=UTC)

    def target(content: bytes) -> None:
        old, new = content[: len(content) // 2], content[len(content) // 2 :]
        if b"END:VCALENDAR" not in new[-20:]:
            return
        once = merge_contents(old, new, now, 30)
        twice = merge_contents(once, new, now, 30)
        assert merge_contents(twice, new, now, 30) == twice

    return target


def _library_calendars() -> Iterator[tuple[str, bytes]]:
    for package, inside in LIBRARIES:
        spec = importlib.util.find_spec(package)
        assert spec is not None
        assert spec.origin is not None
        for path in Path(spec.origin).parent.joinpath(inside).rglob("*.ics"):
            yield f"{package}-{path.name}", path.read_bytes()[:LONGEST_BYTES]


def _rosters_as_seeds() -> Iterator[tuple[str, bytes]]:
    for number, text in enumerate(ROSTERS):
        yield str(number), b"ab"[number == len(ROSTERS) - 1 :][:1] + text.encode()


def _options(folder: Path, seeds: Iterator[tuple[str, bytes]], written: str) -> list[str]:
    """Options of libFuzzer, with seeds and a dictionary laid out in the folder."""
    corpus = folder / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    for name, content in seeds:
        (corpus / f"seed-{name}").write_bytes(content)
    words = folder / "words.dict"
    words.write_text("".join(f'"{word}"\n' for word in written.split()))
    return [
        f"-dict={words}",
        f"-artifact_prefix={folder}/",
        f"-timeout={SLOWEST_SECONDS}",
        f"-max_len={LONGEST_BYTES}",
        "-rss_limit_mb=1024",
        "-print_final_stats=1",
    ]


if __name__ == "__main__":
    main()
