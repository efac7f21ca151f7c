"""Measure what experiments say: intervals, certainty, and how often they stop for harm.

    python bench/reflection/experiments.py [--people N] [--told-alone]

Each person tries a change that does nothing, helps or harms, in several lots. Prints the tables of
docs/methods/experiments.md.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import numpy as np
from people import FIRST, person

from trimtab.domain.diary import Experiment
from trimtab.reflection.day_facts import DayFacts
from trimtab.reflection.effects import OwnDays
from trimtab.reflection.experiments import effect_of, expected_half_width, findings
from trimtab.reflection.lot_days import day_count, is_on, last_day
from trimtab.reflection.lots import draw

LOTS = ((1, 4), (1, 8), (7, 4), (7, 8), (7, 12))
"""Days of a period, and weeks in all."""

EFFECTS = (-1.5, -0.8, 0.0, 0.8, 1.5, 2.5)


@dataclass(frozen=True, slots=True)
class Trial:
    """What one person's experiment said, and by how many points what was said truly moved."""

    moved: float
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


def trials(
    period_days: int, weeks: int, effect: float, people: int, *, is_told_alone: bool = False
) -> Iterator[Trial]:
    """The same experiment with one person after another; told alone, no rule looks at it."""
    for seed in range(people):
        experiment = experiment_of(period_days, weeks, seed)
        days = day_count(experiment)
        on = [is_on(experiment, FIRST + timedelta(days=day)) for day in range(days)]
        lived, without = (
            person(np.random.default_rng([seed, 77]), days, {"change": one}, changed=np.array(on))
            for one in (effect, 0.0)
        )
        whole = effect_of(experiment, lived)
        if whole:
            is_stopped = is_clear = False
            if not is_told_alone:
                found = findings(experiment, lived, last_day(experiment) + timedelta(days=1))
                is_stopped, is_clear = found.stopped_on is not None, found.is_clear
            moved = _moved(lived, without, on)
            yield Trial(moved, whole.points, whole.helps, is_stopped, is_clear)


def _moved(
    lived: Sequence[DayFacts], without: Sequence[DayFacts], on: Sequence[bool | None]
) -> float:
    """Points between what was said on days that are on and what would have been, ends and all."""
    differences = [
        one.scores["mood"] - other.scores["mood"]
        for one, other, is_changed in zip(lived, without, on, strict=True)
        if is_changed and one.scores
    ]
    return float(np.mean(differences))


def told_row(lot: tuple[int, int], effect: float, people: int) -> str:
    """What is told of one effect, and how often its interval holds the truth, as a line."""
    found = list(trials(*lot, effect, people, is_told_alone=True))
    points = np.array([one.points for one in found])
    moved = np.array([one.moved for one in found])
    covered = ((points[:, 1] <= moved) & (moved <= points[:, 2])).mean()
    half = ((points[:, 2] - points[:, 1]) / 2).mean()
    before = expected_half_width(experiment_of(*lot, 1), OwnDays(said=0.7))
    cells = (
        name_of(lot),
        f"{effect:+.1f}",
        f"{points[:, 0].mean():+.2f}",
        f"±{half:.2f}",
        f"±{before:.2f}",
        f"{covered:.1%}",
        f"{np.mean([one.helps >= 0.8 for one in found]):.1%}",
    )
    return "| " + " | ".join(cells) + " |"


def rules_row(lot: tuple[int, int], effect: float, people: int) -> str:
    """How often the rules end an experiment, or offer to, as a line."""
    found = list(trials(*lot, effect, people))
    stopped = np.mean([one.is_stopped for one in found])
    clear = np.mean([one.is_clear for one in found])
    return f"| {name_of(lot)} | {effect:+.1f} | {stopped:.1%} | {clear:.1%} |"


def name_of(lot: tuple[int, int]) -> str:
    """A lot in words."""
    period_days, weeks = lot
    return f"{weeks} weeks by {'days' if period_days == 1 else 'weeks'}"


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=1000)
    parser.add_argument("--told-alone", action="store_true")
    options = parser.parse_args()
    print(f"{options.people} people each.\n")
    print(
        "| lot | true effect | mean told | 90 % interval | told before | holds the truth |", end=""
    )
    print(" helps ≥ 8 in 10 |\n|---|---|---|---|---|---|---|")
    for lot in LOTS:
        for effect in EFFECTS:
            print(told_row(lot, effect, options.people), flush=True)
    if options.told_alone:
        return
    print("\n| lot | true effect | stopped for harm | end offered |\n|---|---|---|---|")
    for lot in LOTS:
        for effect in EFFECTS:
            print(rules_row(lot, effect, options.people), flush=True)


if __name__ == "__main__":
    main()
