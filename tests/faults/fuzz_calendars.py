"""Feed mutated calendars to the reader in this process, without limits, and stop at any fault.

    python tests/faults/fuzz_calendars.py FOLDER [OPTIONS OF LIBFUZZER]

FOLDER keeps what was found interesting, so that the next run goes on from there; its seeds are the
calendars that the installed libraries are tested with. What makes the reader raise, or run for
longer than a child may, is written beside it.
"""

from __future__ import annotations

import importlib.util
import sys
from datetime import date
from pathlib import Path

SLOWEST_SECONDS = 6
LONGEST_BYTES = 8192
INSTRUMENTED = ["trimtab.calendars", "icalendar", "recurring_ical_events", "dateutil"]
LIBRARIES = (("icalendar", "tests"), ("recurring_ical_events", "test"))
WORDS = """
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


def main() -> None:
    """Fuzz until the options say stop."""
    import atheris  # noqa: PLC0415  # no other use of this file needs it

    with atheris.instrument_imports(include=INSTRUMENTED):
        from trimtab.calendars.apart.reading_json import (  # noqa: PLC0415
            record_from_json,
            record_to_json,
        )
        from trimtab.calendars.content_reading import read_content  # noqa: PLC0415
        from trimtab.calendars.contents import Content  # noqa: PLC0415
        from trimtab.calendars.extent import days_of_calendar  # noqa: PLC0415
        from trimtab.domain.commitments import CalendarReading, CalendarSource  # noqa: PLC0415

    source = CalendarSource("fuzz.ics", "duty", codes={"NF": ((1140, 420),), "OFF": ()})
    days = date(2026, 11, 1), date(2026, 11, 30)

    def read(content: bytes) -> None:
        reading = read_content(
            Content(content, "fuzz.ics", "fuzz.ics"), source, *days, "America/New_York"
        )
        assert record_from_json(CalendarReading, record_to_json(reading)) == reading
        days_of_calendar(content)

    folder = Path(sys.argv[1])
    options = [*_options(folder), *sys.argv[2:]]
    atheris.Setup([sys.argv[0], *options, str(folder / "corpus")], read)
    atheris.Fuzz()


def _options(folder: Path) -> list[str]:
    """Options of libFuzzer, with seeds and a dictionary laid out in the folder."""
    corpus = folder / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    for package, inside in LIBRARIES:
        spec = importlib.util.find_spec(package)
        assert spec is not None
        assert spec.origin is not None
        for path in Path(spec.origin).parent.joinpath(inside).rglob("*.ics"):
            (corpus / f"seed-{package}-{path.name}").write_bytes(path.read_bytes()[:LONGEST_BYTES])
    words = folder / "words.dict"
    words.write_text("".join(f'"{word}"\n' for word in WORDS.split()))
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
