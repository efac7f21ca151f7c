"""Clock times and lengths in the ways people type them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trimtab.spoken.clocks import (
    count_of,
    take_clock,
    take_clock_at,
    take_length,
    take_length_at,
    take_range,
)
from trimtab.spoken.lines import TypedLine

HOUR = 60


@pytest.mark.parametrize(
    ("typed", "start", "minutes"),
    [
        ("17:00-18:30", 17 * HOUR, 90),
        ("17:00\u201318:30", 17 * HOUR, 90),
        ("17:00\u201418:30", 17 * HOUR, 90),
        ("17:00 - 18:30", 17 * HOUR, 90),
        ("17:00 to 18:30", 17 * HOUR, 90),
        ("from 17:00 until 18:30", 17 * HOUR, 90),
        ("between 17:00 and 18:30", 17 * HOUR, 90),
        ("17.00-18.30", 17 * HOUR, 90),
        ("17h-18h30", 17 * HOUR, 90),
        ("17h30-19h", 17 * HOUR + 30, 90),
        ("1700-1830", 17 * HOUR, 90),
        ("7-8 pm", 19 * HOUR, 60),
        ("7-8pm", 19 * HOUR, 60),
        ("7-8 p.m.", 19 * HOUR, 60),
        ("7 to 8 am", 7 * HOUR, 60),
        ("11-1 pm", 11 * HOUR, 120),
        ("11 pm-1 am", 23 * HOUR, 120),
        ("7 am-7 pm", 7 * HOUR, 720),
        ("7pm-7am", 19 * HOUR, 720),
        ("9 am-5", 9 * HOUR, 480),
        ("10 pm-6", 22 * HOUR, 480),
        ("5 to 6:30 pm", 17 * HOUR, 90),
        ("12-1 pm", 12 * HOUR, 60),
        ("noon-1 pm", 12 * HOUR, 60),
        ("noon to 1", 12 * HOUR, 60),
        ("10 pm - midnight", 22 * HOUR, 120),
        ("19:00-07:00", 19 * HOUR, 720),
        ("07:00-07:00", 7 * HOUR, 1440),
        ("22:00-24:00", 22 * HOUR, 120),
        ("15-16", 15 * HOUR, 60),
        ("9-5", 9 * HOUR, 480),
        ("8-9", 8 * HOUR, 60),
        ("2-3", 14 * HOUR, 60),
        ("6-7", 18 * HOUR, 60),
        ("6-18", 6 * HOUR, 720),
        ("02:00-03:00", 2 * HOUR, 60),
    ],
)
def test_a_range_is_read(typed, start, minutes):
    """Each spelling gives its start and its length."""
    line = TypedLine(f"Committee {typed}, please")
    assert take_range(line) == (start, minutes)
    assert line.rest.startswith("Committee ")
    assert line.rest.endswith(", please")


@pytest.mark.parametrize("typed", ["25:00-26:00", "17:75-18:00", "14 pm-15 pm", "rooms 30-90", ""])
def test_what_no_clock_shows_is_left(typed):
    """Hours past 24, minutes past 59 and two o'clock twice over are no times."""
    line = TypedLine(typed)
    assert take_range(line) is None
    assert line.rest == typed


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [
        ("at 14:00", 840),
        ("14:00", 840),
        ("at 2 pm", 840),
        ("2pm", 840),
        ("2.30 pm", 870),
        ("at 9", 540),
        ("at 2", 840),
        ("at 02:00", 120),
        ("noon", 720),
        ("12 am", 0),
        ("12 pm", 720),
        ("17h30", 1050),
        ("17h", 1020),
        ("8 o'clock", 480),
        ("1430", 870),
        ("@ 16", 960),
        ("9", None),
        ("14 pm", None),
    ],
)
def test_one_time_is_read(typed, minutes):
    """A lone number counts only after "at"."""
    assert take_clock(TypedLine(f"Talk {typed}")) == minutes


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [
        ("for 90 minutes", 90),
        ("90 min", 90),
        ("90min", 90),
        ("90m", 90),
        ("45-minute", 45),
        ("4h", 240),
        ("4 hours", 240),
        ("1 hr", 60),
        ("1h30", 90),
        ("1 h 30 min", 90),
        ("2 hours and 15 minutes", 135),
        ("1.5 h", 90),
        ("1,5 hours", 90),
        ("1½ h", 90),
        ("½ h", 30),
        ("4½ h", 270),
        ("half an hour", 30),
        ("a quarter of an hour", 15),
        ("an hour", 60),
        ("an hour and a half", 90),
        ("two hours", 120),
        ("h", None),
        ("8 weeks", None),
    ],
)
def test_a_length_is_read(typed, minutes):
    """Each spelling gives its minutes."""
    assert take_length(TypedLine(f"Talk {typed}")) == minutes


def test_a_time_or_a_length_may_be_asked_for_at_its_place():
    """What stands elsewhere in the line is not taken for it."""
    line = TypedLine("by Fri, 17:00 or 2h")
    assert take_clock_at(line, 6) == 1020
    assert take_clock_at(line, 6) is None
    assert take_length_at(line, 17) == 120
    assert take_length_at(line, 0) is None
    assert take_clock_at(TypedLine("Fri 25 rooms"), 3) is None


def test_counts_are_figures_or_words():
    """Eight, in either way."""
    assert (count_of("8"), count_of("Eight"), count_of("a")) == (8, 8, 1)


@given(st.integers(0, 1439), st.integers(1, 1440))
def test_every_range_in_24_hours_is_read_as_written(start, minutes):
    """Whatever the hours, the range written is the range understood."""
    end = (start + minutes) % 1440
    typed = f"{start // 60:02d}:{start % 60:02d}-{end // 60:02d}:{end % 60:02d}"
    assert take_range(TypedLine(typed)) == (start, minutes)
