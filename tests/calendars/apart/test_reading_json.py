"""Readings and sources as JSON and back."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trimtab.calendars.apart.reading_json import UnfitJsonError, record_from_json, record_to_json
from trimtab.domain.commitments import (
    CalendarDays,
    CalendarReading,
    CalendarSource,
    Commitment,
    DayNote,
)
from trimtab.domain.errors import Problem

text = st.text(alphabet=st.characters(), max_size=20)  # halves of characters too, as in file names
st.register_type_strategy(datetime, st.datetimes(timezones=st.just(UTC)))
st.register_type_strategy(date, st.dates())
st.register_type_strategy(str, text)
READINGS = st.builds(
    CalendarReading,
    commitments=st.lists(st.from_type(Commitment), max_size=4).map(tuple),
    day_notes=st.lists(st.from_type(DayNote), max_size=4).map(tuple),
    problems=st.lists(st.from_type(Problem), max_size=4).map(tuple),
)


def there_and_back(record):
    """The record after a journey through JSON text."""
    return record_from_json(type(record), json.loads(json.dumps(record_to_json(record))))


@given(READINGS)
def test_a_reading_comes_back_as_it_was(reading):
    """Every field of every commitment, note and problem is the same afterwards."""
    assert there_and_back(reading) == reading


@given(st.from_type(CalendarSource))
def test_a_source_comes_back_as_it_was(source):
    """Its codes and spans are the same afterwards, tuples and all."""
    assert there_and_back(source) == source


@given(st.from_type(CalendarDays))
def test_days_come_back_as_they_were(days):
    """The days a content speaks of are the same afterwards."""
    assert there_and_back(days) == days


def one(**changes):
    """A reading with one commitment."""
    start = datetime(2026, 11, 10, 8, tzinfo=UTC)
    values = {"uid": "1", "name": "Rounds", "start": start, "end": start, "kind": "duty"}
    return CalendarReading((Commitment(**{**values, **changes}),))


def test_instants_are_kept_in_utc():
    """An instant written elsewhere is the same instant afterwards, in UTC."""
    start = datetime(2026, 11, 10, 8, 30, 0, 1, tzinfo=timezone(timedelta(hours=5)))
    back = there_and_back(one(start=start)).commitments[0].start
    assert (back, back.tzinfo) == (start, UTC)


COLUMNS = record_to_json(one())


@pytest.mark.parametrize(
    "value",
    [
        None,
        [],
        {},
        "reading",
        7,
        [[], [], []],
        [[], [], [], None, None],
        [[[]], [], [], None],
        [COLUMNS[0][:-1], *COLUMNS[1:]],
        [
            [[*column, *column] if n else column for n, column in enumerate(COLUMNS[0])],
            [],
            [],
            None,
        ],
        [[["duty" if cell == "Rounds" else 3 for cell in c] for c in COLUMNS[0]], [], [], None],
        [
            [["2026-11-10T08:00" if "T" in str(x) else x for x in c] for c in COLUMNS[0]],
            [],
            [],
            None,
        ],
        [[["cinema" if cell == "duty" else cell for cell in c] for c in COLUMNS[0]], [], [], None],
        [*COLUMNS[:3], 3],
        [[[]] * 13, [[]] * 4, [[["a"]], [1], ["b"], ["c"]], None],
    ],
)
def test_what_is_no_reading_is_refused(value):
    """Missing fields, uneven columns, other types and unknown kinds never become a reading."""
    with pytest.raises(UnfitJsonError):
        record_from_json(CalendarReading, value)


def test_a_time_without_a_zone_is_never_written():
    """A floating time among commitments is a mistake of the reader."""
    with pytest.raises(UnfitJsonError):
        record_to_json(one(start=datetime(2026, 11, 10, 8)))
