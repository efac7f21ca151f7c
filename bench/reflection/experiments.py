"""Measure what experiments say: intervals, certainty, and how often they stop for harm.

    python bench/reflection/experiments.py [--people N]

Each person tries a change that does nothing, helps or harms, in several lots. Prints the tables of
docs/methods/experiments.md.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import numpy as np
from people import FIRST, person

from trimtab.domain.diary import Experiment
from trimtab.reflection.effects import OwnDays
from trimtab.reflection.experiments import effect_of, expected_half_width, findings
from trimtab.reflection.lot_days import day_count, is_on, last_day
from trimtab.reflection.lots import draw

LOTS = ((1, 4), (1, 8), (7, 4), (7, 8), (7, 12))
"""Days of a period, and weeks in all."""

EFFECTS = (-1.5, -0.8, 0.0, 0.8, 1.5)


@dataclass(frozen=True, slots=True)
class Trial:
    """What one person's experiment said."""

    points: tuple[float, float, float]
    helps: float
    is_stopped: bool
    is_clear: bool


def experiment_of(period_days: int, weeks: int, seed: int) -> Experiment:
    """An experiment on mood from the first Monday on."""
    return Experiment(
        id=str(seed),
        day=FIRST,
        said_at=datetime(2026, 1, 5, tzinfo=UTC),
        change="A change",
        measure="mood",
        period_days=period_days,
        arms=draw(period_days, weeks, seed),
    )


def trials(period_days: int, weeks: int, effect: float, people: int) -> Iterator[Trial]:
    """The same experiment with one person after another."""
    for seed in range(people):
        experiment = experiment_of(period_days, weeks, seed)
        days = day_count(experiment)
        on = [is_on(experiment, FIRST + timedelta(days=day)) for day in range(days)]
        rng = np.random.default_rng([seed, 77])
        lived = person(rng, days, {"change": effect}, changed=np.array(on))
        found = findings(experiment, lived, last_day(experiment) + timedelta(days=1))
        whole = effect_of(experiment, lived)
        if whole:
            yield Trial(whole.points, whole.helps, found.stopped_on is not None, found.is_clear)


def row(period_days: int, weeks: int, effect: float, people: int) -> tuple[str, list[Trial]]:
    """One line of the table, and what it was counted from."""
    found = list(trials(period_days, weeks, effect, people))
    points = np.array([one.points for one in found])
    covered = ((points[:, 1] <= effect) & (effect <= points[:, 2])).mean()
    half = ((points[:, 2] - points[:, 1]) / 2).mean()
    told = expected_half_width(experiment_of(period_days, weeks, 1), OwnDays(said=0.7))
    rate = "days" if period_days == 1 else "weeks"
    cells = (
        f"{weeks} weeks by {rate}",
        f"{effect:+.1f}",
        f"{points[:, 0].mean():+.2f}",
        f"±{half:.2f}",
        f"±{told:.2f}",
        f"{covered:.1%}",
        f"{np.mean([one.helps >= 0.8 for one in found]):.1%}",
        f"{np.mean([one.is_stopped for one in found]):.1%}",
        f"{np.mean([one.is_clear for one in found]):.1%}",
    )
    return "| " + " | ".join(cells) + " |", found


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=1000)
    people = parser.parse_args().people
    print(f"{people} people each.\n")
    print(
        "| lot | true effect | mean told | 90 % interval | told before | holds the truth |"
        " helps ≥ 8 in 10 | stopped for harm | end offered |"
    )
    print("|---|---|---|---|---|---|---|---|---|")
    for period_days, weeks in LOTS:
        for effect in EFFECTS:
            print(row(period_days, weeks, effect, people)[0], flush=True)


if __name__ == "__main__":
    main()
