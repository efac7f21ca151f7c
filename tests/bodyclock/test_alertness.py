"""The models of sleep against reference outputs, and what must be true of any hours of sleep."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from trimtab.bodyclock.alertness import predict_lapses, predict_sleepiness
from trimtab.bodyclock.parameters import THREE_PROCESS, UNIFIED
from trimtab.bodyclock.sleeps import Sleeps

DATA = Path(__file__).parents[1] / "data" / "bodyclock"
SCHEDULES = ("nights", "tsd40", "csr5h", "secondsleep")
pytestmark = pytest.mark.kernels


def columns(name: str) -> dict[str, np.ndarray]:
    """The columns of a file of numbers, by name."""
    with (DATA / f"{name}.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    return {key: np.array([float(row[key]) for row in rows]) for key in rows[0]}


def sleeps_of(schedule: str) -> Sleeps:
    """The sleeps of a reference schedule."""
    told = columns(f"sleep_{schedule}")
    return Sleeps.of([list(zip(told["asleep"], told["awake"], strict=True))])


@pytest.mark.parametrize("schedule", SCHEDULES)
def test_the_three_process_model_equals_the_reference(schedule):
    """Every state to 1e-8; after a sleep that begins above the brake, only where that is right."""
    told = columns(f"three_process_{schedule}")
    right = told["hours"] < 26 if schedule == "secondsleep" else told["hours"] >= 0
    found = predict_sleepiness(sleeps_of(schedule), told["hours"], told["clock"][0])
    alert = found.pressure + found.circadian + found.ultradian + found.inertia
    kss = THREE_PROCESS.sleepiness_at_nought + THREE_PROCESS.sleepiness_slope * alert
    assert kss[0, right] == pytest.approx(told["kss"][right], abs=1e-8)
    assert found.pressure[0, right] == pytest.approx(told["s"][right], abs=1e-8)
    assert found.inertia[0] == pytest.approx(told["w"], abs=1e-8)
    assert found.circadian == pytest.approx(told["c"], abs=1e-8)
    assert found.ultradian == pytest.approx(told["u"], abs=1e-8)


@pytest.mark.parametrize("schedule", SCHEDULES)
def test_the_unified_model_equals_the_reference(schedule):
    """Both debts, the day's wave and the lapses to 1e-8; lapses below none are shown as none."""
    told = columns(f"unified_{schedule}")
    found = predict_lapses(sleeps_of(schedule), told["hours"], told["clock"][0])
    assert found.quick[0] == pytest.approx(told["s"], abs=1e-8)
    assert found.slow[0] == pytest.approx(told["l"], abs=1e-8)
    assert found.circadian == pytest.approx(told["c"], abs=1e-8)
    assert found.inertia[0] == pytest.approx(told["w"], abs=1e-8)
    assert found.lapses[0] == pytest.approx(np.maximum(0, told["fatigue"]), abs=1e-8)


WAYS = st.lists(st.floats(0.25, 20), min_size=2, max_size=20)


def alternating(lengths: list[float]) -> list[tuple[float, float]]:
    """Sleeps from hours awake and asleep in turn."""
    changes = np.cumsum(lengths)
    return list(zip(changes[0::2], changes[1::2], strict=False))


@given(WAYS)
def test_states_never_jump(lengths):
    """A second before and after each change, sleep pressure and both debts are as good as equal."""
    sleeps = Sleeps.of([alternating(lengths)])
    for change in [*sleeps.onset, *sleeps.wake]:
        hours = np.array([change - 1 / 3600, change + 1 / 3600])
        pressure = predict_sleepiness(sleeps, hours, 7.0).pressure[0]
        debts = predict_lapses(sleeps, hours, 7.0)
        assert abs(np.diff(pressure)[0]) < 1e-3
        assert abs(np.diff(debts.quick[0])[0]) < 0.1
        assert abs(np.diff(debts.slow[0])[0]) < 1e-2


@given(WAYS, st.floats(0, 24))
def test_what_is_shown_stays_within_its_scale(lengths, clock):
    """Sleepiness between 1 and 9, lapses never below none, pressure between floor and ceiling."""
    sleeps = Sleeps.of([alternating(lengths)])
    hours = np.arange(0, 300, 0.5)
    sleepiness, lapses = (
        predict_sleepiness(sleeps, hours, clock),
        predict_lapses(sleeps, hours, clock),
    )
    assert np.all((sleepiness.sleepiness >= 1) & (sleepiness.sleepiness <= 9))
    assert np.all(lapses.lapses >= 0)
    within = (sleepiness.pressure > THREE_PROCESS.floor) & (
        sleepiness.pressure < THREE_PROCESS.ceiling
    )
    assert np.all(within)
    assert np.all(lapses.slow <= UNIFIED.ceiling)


def test_many_schedules_at_once_are_each_as_alone():
    """Three schedules of different lengths, one of no sleep, side by side."""
    schedules = [[(16.0, 24.0), (40.0, 48.0)], [], [(10.0, 11.5)]]
    hours = np.arange(0, 60, 0.25)
    for predict in (predict_sleepiness, predict_lapses):
        together = predict(Sleeps.of(schedules), hours, 7.0)
        for number, one in enumerate(schedules):
            alone = predict(Sleeps.of([one]), hours, 7.0)
            for name in ("asleep", "pressure", "quick", "slow", "sleepiness", "lapses"):
                if hasattr(alone, name):
                    assert np.array_equal(getattr(together, name)[number], getattr(alone, name)[0])


def test_a_nap_before_the_first_night_helps_at_five():
    """Ninety minutes in the afternoon take 0.65 off the sleepiness and 2.75 off the lapses."""
    plain = list(zip(*columns("sleep_nights").values(), strict=True))
    night = 7 * 24.0 + 22.0  # Tuesday of the second week at 05:00, in the first night
    nap = (7 * 24.0 + 9.0, 7 * 24.0 + 10.5)  # 16:00 to 17:30
    sleeps = Sleeps.of([plain, sorted([*plain, nap])])
    hours = np.array([night])
    (without,), (with_nap,) = predict_sleepiness(sleeps, hours, 7.0).sleepiness
    assert without == pytest.approx(7.774940, abs=1e-5)
    assert with_nap == pytest.approx(7.123, abs=5e-4)
    (without,), (with_nap,) = predict_lapses(sleeps, hours, 7.0).lapses
    assert without == pytest.approx(12.842078, abs=1e-5)
    assert with_nap == pytest.approx(10.088, abs=5e-4)


def test_asleep_from_the_start_is_asleep():
    """A sleep begun before the series is under way at 0."""
    found = predict_sleepiness(Sleeps.of([[(-2.0, 3.0)]]), np.array([0.0, 2.9, 3.0]), 4.0)
    assert found.asleep.tolist() == [[True, True, False]]


@pytest.mark.parametrize(
    ("sleeps", "phrase"),
    [([(5.0, 4.0)], "sleep 0: it ends"), ([(1.0, 5.0), (4.0, 6.0)], "sleep 1: it starts")],
)
def test_impossible_sleeps_are_refused(sleeps, phrase):
    """The schedule and the sleep are named."""
    with pytest.raises(ValueError, match=f"Schedule 1, {phrase}"):
        Sleeps.of([[], sleeps])


def test_sleeps_that_touch_are_one():
    """Two halves of a night make a night."""
    assert Sleeps.of([[(1.0, 3.0), (3.0, 8.0)]]).onset.tolist() == [1.0]
