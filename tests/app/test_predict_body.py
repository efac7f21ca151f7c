"""Alertness from a sleep log: the series asked for, and no more."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from trimtab.app.predict_body import predict_body
from trimtab.domain.body import MODELS, Sleep, SleepLog

START = datetime(2025, 1, 6, 7, tzinfo=UTC)


def night(day: int, start: datetime = START) -> Sleep:
    """Eight hours from 23:00 of a day, counted from the start."""
    begun = start + timedelta(days=day, hours=16)
    return Sleep(begun, begun + timedelta(hours=8))


@pytest.mark.parametrize("model", MODELS)
def test_the_series_runs_each_half_hour_to_a_day_after_the_last_sleep(model):
    """Two nights: from Monday 07:00 to Thursday 07:00, with what is shown last."""
    found = predict_body(SleepLog((night(0), night(1))), model, START)
    assert found.times[0] == START
    assert found.times[-1] == START + timedelta(days=3)
    assert len(found.times) == len(found.asleep) == 3 * 48 + 1
    assert list(found.states)[-1] == ("kss" if model == "three_process" else "lapses")
    assert all(len(values) == len(found.times) for values in found.states.values())
    assert sum(found.asleep) == 32


def test_it_begins_awake_and_rested_at_the_hour_given():
    """Sleep pressure 7.96 at the start, and the day's wave at its clock; no debt in the other."""
    found = predict_body(SleepLog((night(0),)), "three_process", START)
    assert found.states["s"][0] == pytest.approx(7.96)
    assert found.states["kss"][0] == 9.0  # 10.54 without the scale's end, by inertia on waking
    other = predict_body(SleepLog((night(0),)), "unified", START)
    assert (other.states["s"][0], other.states["l"][0]) == (0, 0)


def test_earlier_sleeps_do_not_count_and_one_under_way_is_cut():
    """A series from 03:00 begins asleep; the night before it is passed over."""
    found = predict_body(
        SleepLog((night(-1), night(0))), "three_process", START + timedelta(hours=20)
    )
    assert found.asleep[:9] == (True,) * 8 + (False,)


def test_the_clocks_change_and_the_body_does_not():
    """Over the autumn night the hour shown repeats, and the day's wave goes on."""
    start = datetime(2026, 10, 31, 7, tzinfo=ZoneInfo("America/New_York"))
    found = predict_body(SleepLog((night(0, start),)), "three_process", start)
    shown = [f"{time:%d %H:%M}" for time in found.times]
    assert shown.count("01 01:30") == 2
    wave = found.states["c"]
    assert wave[0] == pytest.approx(wave[48])


def test_without_any_sleep_there_is_one_day_awake():
    """An empty log is a day awake."""
    found = predict_body(SleepLog(()), "unified", START)
    assert len(found.times) == 49
    assert not any(found.asleep)
