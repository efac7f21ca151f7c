"""Time the models of the body clock: processor seconds, one thread, kernels loaded.

    python bench/bodyclock/bodyclock.py [--runs N] [--circadian PYTHON]

Each part runs once unmeasured, then N times (5 unless told). With an interpreter that has the
package circadian (1.0.3), its phase model is timed once on the same light, and compared. Prints
the Markdown table of docs/benchmarks.md.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

sys.path.append(str(Path(__file__).parents[1]))
from machine import machine_name
from trimtab.wiring.kernel_cache import choose_kernel_cache

choose_kernel_cache(os.environ)

import numpy as np  # noqa: E402 - the cache is chosen before anything loads numba

from trimtab.bodyclock.alertness import predict_lapses, predict_sleepiness  # noqa: E402
from trimtab.bodyclock.efficiency import sleep_efficiency  # noqa: E402
from trimtab.bodyclock.phase import (  # noqa: E402
    STEP_HOURS,
    entrain,
    follow_clock,
    light_of,
    predict_phase,
    regular_week,
)
from trimtab.bodyclock.sleeps import Sleeps  # noqa: E402

REFERENCE = Path(__file__).with_name("circadian_reference.py")
NOT_INSTALLED = 3
YEAR, FORTNIGHT, PLANS, PLACES = 365, 14, 1_000, 30_000
NOTHING = "–"  # noqa: RUF001 - an en dash where there is no number


@dataclass(frozen=True, slots=True)
class Part:
    """Something to time: its name, what is asked of it, and the seconds it should stay within."""

    name: str
    run: Callable[[], Any]
    bar_seconds: float | None


def moments(days: int) -> Any:
    """Every five minutes of so many days, in hours."""
    return np.arange(days * 288) * STEP_HOURS


def nights_and_days(days: int, shift: float = 0.0) -> list[tuple[float, float]]:
    """Sleep from 23 to 07, and from 9 to 15 after nights of duty: five of them in each four weeks.

    `shift` moves every sleep later by so many hours.
    """
    asleep = [(9, 15) if day % 28 in range(8, 13) else (-1, 7) for day in range(days)]
    return [(24 * day + a + shift, 24 * day + b + shift) for day, (a, b) in enumerate(asleep)]


def fortnights(count: int) -> Sleeps:
    """So many plans of two weeks, each with its own hours of sleep within an hour of the usual."""
    shifts = np.random.default_rng(7).uniform(0, 1, count)
    return Sleeps.of([nights_and_days(FORTNIGHT, shift) for shift in shifts])


def year_of_light() -> Any:
    """Lux for each five minutes of a year of nights and days."""
    middles = moments(YEAR) + STEP_HOURS / 2
    return light_of(Sleeps.of([nights_and_days(YEAR)]), middles, np.mod(middles, 24))


def parts() -> tuple[Part, ...]:
    """What is timed."""
    year, plans = Sleeps.of([nights_and_days(YEAR)]), fortnights(PLANS)
    each, two_weeks = moments(YEAR), moments(FORTNIGHT)
    usual = entrain(regular_week(23, 7, 0), 0.0)
    lux = year_of_light()
    onset = np.random.default_rng(11).integers(0, 288 * 7, PLACES) * STEP_HOURS
    end = onset + np.random.default_rng(13).integers(3, 120, PLACES) * STEP_HOURS
    return (
        Part("three-process model, a person-year", lambda: predict_sleepiness(year, each, 0), 0.1),
        Part("unified model, a person-year", lambda: predict_lapses(year, each, 0), 0.1),
        Part(
            "three-process model, 1,000 plans of two weeks",
            lambda: predict_sleepiness(plans, two_weeks, 0),
            2,
        ),
        Part(
            "unified model, 1,000 plans of two weeks",
            lambda: predict_lapses(plans, two_weeks, 0),
            2,
        ),
        Part("phase model, a person-year", lambda: follow_clock(lux, usual.state), None),
        Part(
            "phase of 1,000 plans of two weeks, light and all",
            lambda: predict_phase(plans, FORTNIGHT, usual),
            None,
        ),
        Part("settling into a regular week", lambda: entrain(regular_week(23, 7, 0), 0.0), None),
        Part(
            "sleep efficiency of 30,000 places",
            lambda: sleep_efficiency(onset, end),
            0.001,
        ),
    )


def processor_seconds(part: Part, runs: int) -> list[float]:
    """Each run's processor seconds, after one that is not counted."""
    part.run()
    seconds = []
    for _ in range(runs):
        began = time.process_time()
        part.run()
        seconds.append(time.process_time() - began)
    return seconds


def row_for(part: Part, seconds: list[float]) -> str:
    """One row of the table, in milliseconds."""
    bar = NOTHING if part.bar_seconds is None else f"{1000 * part.bar_seconds:g}"
    shown = (min(seconds), statistics.median(seconds), max(seconds))
    return f"| {part.name} | {' | '.join(f'{1000 * one:.2f}' for one in shown)} | {bar} |"


def ask_reference(python: str, lux: Any, start: tuple[float, float, float]) -> dict[str, Any]:
    """What the package circadian says and takes on one schedule of light; nothing without it."""
    told = {"step_hours": STEP_HOURS, "start": start, "lux": lux.tolist()}
    outcome = subprocess.run(
        [python, str(REFERENCE)],
        input=json.dumps(told),
        capture_output=True,
        text=True,
        check=False,
    )
    if outcome.returncode == NOT_INSTALLED:
        return {}
    if outcome.returncode:
        sys.exit(f"The package circadian did not solve:\n{outcome.stderr}")
    answer: dict[str, Any] = json.loads(outcome.stdout)
    return answer


def compare(python: str, ours: float, days: int = YEAR) -> str:
    """How many times as long the package takes for so many days, and how far its end is from ours.

    `ours` is our seconds for a year.
    """
    start = entrain(regular_week(23, 7, 0), 0.0).state
    lux = year_of_light()[:, : 288 * days]
    answer = ask_reference(python, lux[0], start)
    if not answer:
        return f"The package circadian is not installed for {Path(python).name}: not compared."
    states = follow_clock(lux, start)
    end = [states.amplitude[0, -1], states.phase[0, -1], states.response[0, -1]]
    apart = max(abs(one - other) for one, other in zip(end, answer["state"], strict=True))
    seconds = answer["seconds"] * YEAR / days
    return (
        f"circadian {answer['version']}, the same year of light and steps: {seconds:.1f} s, "
        f"{seconds / ours:,.0f} times ours; its last state is {apart:.0e} from ours."
    )


def surroundings(runs: int) -> str:
    """Date, runs, machine and versions."""
    parts = ", ".join(f"{name} {version(name)}" for name in ("trimtab", "numba", "numpy"))
    return (
        f"{datetime.now(UTC):%Y-%m-%d}: {runs} runs each on {machine_name()}, "
        f"Python {platform.python_version()}, {parts}."
    )


def main() -> None:
    """Time every part and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--circadian", default=sys.executable, metavar="PYTHON")
    told = parser.parse_args()
    print(surroundings(told.runs))
    print("\n| part | least ms | median ms | most ms | bar ms |\n|---|---:|---:|---:|---:|")
    phase_seconds = 0.0
    for part in parts():
        seconds = processor_seconds(part, told.runs)
        if part.name == "phase model, a person-year":
            phase_seconds = statistics.median(seconds)
        print(row_for(part, seconds), flush=True)
    print(f"\n{compare(told.circadian, phase_seconds)}")


if __name__ == "__main__":
    main()
