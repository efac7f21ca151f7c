"""Files of sleep as phones and wearables write them, whole, odd, broken and hostile."""

from __future__ import annotations

import io
import itertools
import json
import zipfile
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trimtab.domain.device_sleep import DeviceSleep
from trimtab.logs.devices import apple_health
from trimtab.logs.devices.apple_health import entries_in
from trimtab.logs.devices.joining import nights_of
from trimtab.logs.devices.pieces import Piece
from trimtab.logs.devices.reading import read_device_sleep

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
NEW_YORK = "America/New_York"


def read(content: bytes | str, name: str) -> DeviceSleep:
    """A file as it lies on the machine, of somebody in New York."""
    raw = content.encode() if isinstance(content, str) else content
    return read_device_sleep(io.BytesIO(raw), name, NEW_YORK, NOW)


def spans(found: DeviceSleep) -> list[tuple[str, str, int | None]]:
    """Nights as text, in UTC."""
    return [
        (f"{one.start:%d %H:%M}", f"{one.end:%d %H:%M}", one.minutes_asleep) for one in found.nights
    ]


def entry(
    start: str, end: str, value: str = "AnalysisAsleepCore", source: str = "Ada's Watch"
) -> str:
    """An entry of the health app in November 2026, New York."""
    return (
        f'<Record type="HKCategoryTypeIdentifierSleepAnalysis" sourceName="{source}" '
        f'device="&lt;&lt;HKDevice: 0x1&gt;, name:Apple Watch&gt;" '
        f'startDate="2026-11-{start}:00 -0500" endDate="2026-11-{end}:00 -0500" '
        f'value="HKCategoryValueSleep{value}"/>'
    )


def health(*entries: str) -> str:
    """An export.xml with other entries around those of sleep."""
    heart = '<Record type="HKQuantityTypeIdentifierHeartRate"><MetadataEntry key="a"/></Record>'
    return "\n".join(
        [
            '<?xml version="1.0"?>',
            "<!DOCTYPE HealthData [<!ELEMENT HealthData ANY>]>",
            "<HealthData>",
        ]
        + [one for each in entries for one in (heart, each)]
        + [heart, "</HealthData>"]
    )


def test_stages_of_a_watch_become_one_night_with_its_minutes_asleep():
    """23:10 to 06:40 in New York, an hour of it awake and not counted."""
    found = read(
        health(
            entry("15 23:10", "16 02:00"),
            entry("16 02:00", "16 03:00", "AnalysisAwake"),
            entry("16 03:00", "16 06:40", "AnalysisAsleepREM"),
        ),
        "export.xml",
    )
    assert spans(found) == [("16 04:10", "16 11:40", 390)]
    assert found.nights[0].device == "Ada's Watch"
    assert found.problems == ()


def test_time_in_bed_counts_only_where_nothing_tells_of_sleep():
    """The phone guesses on Monday, where the watch lay in its drawer."""
    found = read(
        health(
            entry("15 22:30", "16 07:00", "AnalysisInBed", "iPhone"),
            entry("15 23:10", "16 06:40"),
            entry("16 22:30", "17 07:00", "AnalysisInBed", "iPhone"),
        ),
        "export.xml",
    )
    assert [one.device for one in found.nights] == ["Ada's Watch", "iPhone"]
    assert spans(found)[1] == ("17 03:30", "17 12:00", None)


def test_of_two_devices_that_tell_of_one_night_the_one_that_knew_more_is_believed():
    """A ring that only knows the whole, and a watch with its stages."""
    found = read(
        health(
            entry("15 22:00", "16 08:00", "AnalysisAsleepUnspecified", "Ring"),
            entry("15 23:10", "16 02:00"),
            entry("16 02:10", "16 06:40", "AnalysisAsleepDeep"),
        ),
        "export.xml",
    )
    assert [one.device for one in found.nights] == ["Ada's Watch"]


def test_a_nap_stays_a_sleep_of_its_own():
    """More than an hour awake parts two sleeps."""
    found = read(health(entry("16 08:30", "16 12:00"), entry("16 15:00", "16 16:30")), "export.xml")
    assert len(found.nights) == 2


def test_an_export_is_read_from_its_archive_whatever_its_name_in_the_language():
    """The clinical document beside it, and what lies outside, are not opened."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("apple_health_export/export_cda.xml", "x" * 10_000)
        archive.writestr(
            "apple_health_export/Exportación.xml", health(entry("15 23:10", "16 06:40"))
        )
        archive.writestr("../../etc/passwd", "root")
    assert spans(read(packed.getvalue(), "export.zip")) == [("16 04:10", "16 11:40", None)]


def test_entries_are_found_wherever_the_pieces_end(monkeypatch):
    """Read in pieces of seven bytes and more, the same entries come, each once."""
    text = health(*(entry(f"{day} 23:10", f"{day + 1} 06:40") for day in range(10, 16))).encode()
    whole = list(entries_in(io.BytesIO(text)))
    assert len(whole) == 6
    for size in (7, 100, 997):
        monkeypatch.setattr(apple_health, "CHUNK_BYTES", size)
        assert list(entries_in(io.BytesIO(text))) == whole


def test_entries_that_cannot_be_read_are_told_and_the_rest_is_used():
    """One that never ends, one without an end, one of another kind that names this one."""
    other = (
        '<Record type="HKOther" value="HKCategoryTypeIdentifierSleepAnalysis" '
        'startDate="2026-11-15 23:10:00 -0500"/>'
    )
    found = read(
        health(
            entry("15 23:10", "16 06:40"),
            entry("15 23:10", "soon"),
            entry("17 23:10", "17 06:40"),
            other,
            '<Record type="HKCategoryTypeIdentifierSleepAnalysis" startDate="never',
        ),
        "export.xml",
    )
    assert len(found.nights) == 1
    assert [one.what for one in found.problems] == [
        "an entry of sleep cannot be read.",
        "the sleep from 2026-11-17 23:10:00 -0500 ends before it starts.",
        "an entry of sleep cannot be read.",
    ]


def test_entities_that_multiply_are_nothing_here():
    """No parser expands them; the file has no sleep and says so."""
    bomb = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "&c;&c;"><!ENTITY c "lol">]><a>&b;</a>'
    assert "nothing in it tells of sleep" in str(read(bomb, "export.xml").problems[0])


def test_fitbit_tells_of_whole_nights_on_the_persons_clock():
    """Local times without a zone; the main sleep and a nap."""
    nights = [
        {
            "startTime": "2026-11-15T23:10:30.000",
            "endTime": "2026-11-16T06:40:30.000",
            "minutesAsleep": 401,
        },
        {"startTime": "2026-11-16T15:00:00.000", "endTime": "2026-11-16T16:00:00.000"},
        {"dateOfSleep": "2026-11-17"},
    ]
    found = read(json.dumps(nights), "sleep-2026-11-01.json")
    assert spans(found) == [("16 04:10", "16 11:40", 401), ("16 20:00", "16 21:00", None)]
    assert found.nights[0].device == "Fitbit"
    assert "entry 3" in found.problems[0].what


def test_garmin_writes_utc_and_oura_writes_offsets():
    """Each by its own names of things."""
    garmin = [
        {
            "sleepStartTimestampGMT": "2026-11-16T04:10:00.0",
            "sleepEndTimestampGMT": "2026-11-16T11:40:00.0",
            "deepSleepSeconds": 3600,
            "lightSleepSeconds": 18000,
            "remSleepSeconds": 3000,
        }
    ]
    assert spans(read(json.dumps(garmin), "x_sleepData.json")) == [("16 04:10", "16 11:40", 410)]
    ring = {
        "bedtime_start": "2026-11-15T23:10:00-05:00",
        "bedtime_end": "2026-11-16T06:40:00-05:00",
        "total_sleep_duration": 24600,
    }
    found = read(json.dumps({"data": [ring]}), "oura.json")
    assert spans(found) == [("16 04:10", "16 11:40", 410)]
    assert found.nights[0].device == "Oura"


@pytest.mark.parametrize(
    ("table", "name", "minutes"),
    [
        ("start,end\n2026-11-15T23:10,2026-11-16T06:40\n", "mine.csv", None),
        (
            "from;to;light (s)\n2026-11-15T23:10:00-05:00;2026-11-16T06:40:00-05:00;1\n",
            "w.csv",
            None,
        ),
        (
            (
                "bedtime_start,bedtime_end,total_sleep_duration\n"
                "2026-11-15T23:10:00-05:00,2026-11-16T06:40:00-05:00,24600\n"
            ),
            "oura_sleep.csv",
            410,
        ),
        (
            (
                "Id,Tz,From,To,Sched,Hours\n"
                '"1","Europe/Prague","16. 11. 2026 5:10","16. 11. 2026 12:40","","7.5"\n'
                "Id,Tz,From,To,Sched,Hours\n"
            ),
            "sleep-export.csv",
            None,
        ),
    ],
)
def test_tables_of_any_maker_are_read(table, name, minutes):
    """By their headings; the zone of a row counts more than the person's."""
    assert spans(read(table, name)) == [("16 04:10", "16 11:40", minutes)]


def test_rows_that_cannot_be_are_told_with_their_line():
    """What is no moment, ends first, lasts days or has not come."""
    rows = [
        "start,end",
        "soon,2026-11-16T06:40",
        "2026-11-16T06:40,2026-11-16T06:40",
        "2026-11-10T06:40,2026-11-16T06:40",
        "2027-11-15T23:10,2027-11-16T06:40",
        "1990-11-15T23:10,1990-11-16T06:40",
        "2026-11-15T23:10,2026-11-16T06:40",
    ]
    found = read("\n".join(rows), "mine.csv")
    assert len(found.nights) == 1
    assert [one.line for one in found.problems] == [2, 3, 4, 5, 6]
    assert "'soon' is not a moment." in found.problems[0].what


def test_of_a_thousand_mistakes_a_few_are_told():
    """And how many more there are."""
    found = read("start,end\n" + "soon,later\n" * 1000, "mine.csv")
    assert len(found.problems) == 13
    assert "988 more entries" in found.problems[-1].what


@pytest.mark.parametrize(
    "content",
    [b"", b"\x00\xff" * 40, b"PK\x03\x04 broken", b"[[[[[" * 10_000, b'{"a": 1}', b"a,b\n1,2\n"],
)
def test_what_is_no_file_of_sleep_says_what_to_choose(content):
    """With a sentence and no night."""
    found = read(content, "holiday.bin")
    assert found.nights == ()
    assert found.problems[0].mend


def test_a_damaged_archive_is_told():
    """Half of one, as a phone that ran out of room leaves."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("export.xml", health(*[entry("15 23:10", "16 06:40")] * 500))
    raw = bytearray(packed.getvalue())
    raw[60:90] = b"\xff" * 30
    assert "damaged" in str(read(bytes(raw), "export.zip").problems[-1])


def test_over_the_hour_that_comes_twice_a_night_is_as_long_as_it_was():
    """1 November 2026: from 00:30 EDT to 08:00 EST are eight and a half hours."""
    text = health(entry("01 00:30", "01 08:00")).replace(
        'startDate="2026-11-01 00:30:00 -0500"', 'startDate="2026-11-01 00:30:00 -0400"'
    )
    night = read(text, "export.xml").nights[0]
    assert night.end - night.start == timedelta(hours=8, minutes=30)


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300), st.sampled_from(["a.xml", "a.csv", "sleep.json", "a.zip"]))
def test_no_bytes_bring_a_reader_down(content, name):
    """Whatever comes, it is nights or problems."""
    found = read(content, name)
    assert found.nights or found.problems


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_no_words_after_good_headings_bring_a_reader_down(text):
    """In a table, in a document and between entries of the health app."""
    read(f"start,end\n{text}", "a.csv")
    read(json.dumps([{"startTime": text, "endTime": text, "minutesAsleep": text}]), "sleep.json")
    read(f'<?xml?><Record type="HKCategoryTypeIdentifierSleepAnalysis" {text}>', "a.xml")


MINUTES = st.integers(0, 4000)


@settings(max_examples=80, deadline=None)
@given(
    st.lists(
        st.tuples(
            MINUTES,
            st.integers(1, 600),
            st.sampled_from("ab"),
            st.sampled_from(["asleep", "in_bed"]),
        ),
        max_size=30,
    )
)
def test_nights_are_in_order_and_apart_and_within_what_was_told(told):
    """However pieces overlap; nobody sleeps longer than from first to last."""
    base = NOW.timestamp() - 90 * 86400
    pieces = [
        Piece(base + start * 60, base + (start + length) * 60, stage, device)
        for start, length, device, stage in told
    ]
    found = nights_of(pieces)
    assert all(one.end <= other.start for one, other in itertools.pairwise(found))
    for night in found:
        length = (night.end - night.start).total_seconds() / 60
        assert any(piece.start == night.start.timestamp() for piece in pieces)
        assert night.minutes_asleep is None or night.minutes_asleep <= length
