"""The benchmark of the body clock: what it times is real, and a package it lacks is no trouble."""

from __future__ import annotations

import subprocess
import sys

import numpy as np

import bodyclock
from trimtab.bodyclock.phase import entrain, follow_clock, regular_week


def test_a_year_holds_nights_of_duty_and_light():
    """Five days in each four weeks are slept from 9 to 15; there is light of all three kinds."""
    sleeps = bodyclock.nights_and_days(bodyclock.YEAR)
    assert sum(wake - onset == 6 for onset, wake in sleeps) == 65
    lux = bodyclock.year_of_light()
    assert lux.shape == (1, 365 * 288)
    assert set(np.unique(lux)) == {0.0, 100.0, 500.0}


def test_plans_of_two_weeks_differ():
    """Each of a thousand has hours of its own, the same each time."""
    sleeps = bodyclock.fortnights(bodyclock.PLANS)
    assert sleeps.count == bodyclock.PLANS
    assert np.unique(sleeps.onset[sleeps.ptr[:-1]]).size == bodyclock.PLANS
    assert np.array_equal(sleeps.onset, bodyclock.fortnights(bodyclock.PLANS).onset)


def test_without_the_package_the_comparison_says_so(monkeypatch):
    """An interpreter that lacks it makes a sentence, not a failure."""
    monkeypatch.setattr(bodyclock, "ask_reference", lambda *_: {})
    assert "is not installed" in bodyclock.compare(sys.executable, 1.0, days=1)


def test_an_interpreter_without_the_package_is_told_apart():
    """The reference leaves with 3 before it reads anything."""
    code = (
        "import importlib.util as util; util.find_spec = lambda name: None\n"
        "import circadian_reference; circadian_reference.main()"
    )
    outcome = subprocess.run(
        [sys.executable, "-c", code],
        env={"PYTHONPATH": str(bodyclock.REFERENCE.parent)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert outcome.returncode == bodyclock.NOT_INSTALLED


def test_the_package_is_compared_at_equal_steps(monkeypatch):
    """Its seconds for ten days stand for a year; the ends of both are set side by side."""
    start = entrain(regular_week(23, 7, 0), 0.0).state
    states = follow_clock(bodyclock.year_of_light()[:, :2880], start)
    end = [float(one[0, -1]) for one in (states.amplitude, states.phase, states.response)]
    answer = {"version": "1.0.3", "seconds": 1.0, "state": [end[0] + 1e-7, *end[1:]]}
    monkeypatch.setattr(bodyclock, "ask_reference", lambda *_: answer)
    told = bodyclock.compare(sys.executable, 0.05, days=10)
    assert "36.5 s, 730 times ours" in told
    assert "1e-07 from ours" in told
