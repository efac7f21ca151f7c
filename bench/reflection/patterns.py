"""Measure what patterns tell: false ones, true ones found, and what intervals hold.

    python bench/reflection/patterns.py [--people N]

Half of the people have weeks that are better or worse as a whole for four weeks at a time. Prints
the table of docs/methods/patterns.md.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from people import FEATURES, person

from trimtab.reflection.found_patterns import Pattern
from trimtab.reflection.patterns import find_patterns

LENGTHS = (60, 120, 182)
WORLDS: Mapping[str, Mapping[str, float]] = {
    "nothing goes with anything": {},
    "a run: +0.8": {"run": 0.8},
    "a run: +1.5": {"run": 1.5},
    "a run: +0.8, an hour of sleep: +0.5": {"run": 0.8, "sleep": 0.5},
}


@dataclass(frozen=True, slots=True)
class Told:
    """What one person was told, and everything that was looked at."""

    shown: tuple[Pattern, ...]
    looked_at: tuple[Pattern, ...]


def told(days: int, effects: Mapping[str, float], people: int) -> list[Told]:
    """The same world for one person after another."""
    found = []
    for seed in range(people):
        rng = np.random.default_rng([seed, days])
        patterns = find_patterns(person(rng, days, effects, drifts=seed % 2 == 0), FEATURES)
        found.append(Told(patterns.shown, patterns.looked_at))
    return found


def held(patterns: list[Pattern], effects: Mapping[str, float]) -> str:
    """The share of intervals that hold the true points."""
    if not patterns:
        return "none"
    inside = [
        one.points[1] <= effects.get(one.feature.key, 0.0) <= one.points[2] for one in patterns
    ]
    return f"{np.mean(inside):.1%} of {len(inside)}"


def row(days: int, world: str, people: int) -> str:
    """One line of the table."""
    effects = WORLDS[world]
    found = told(days, effects, people)
    is_false = [any(one.feature.key not in effects for one in person.shown) for person in found]
    hits = {
        key: np.mean([any(one.feature.key == key for one in person.shown) for person in found])
        for key in effects
    }
    doubts = np.array(
        [
            one.doubt
            for person in found
            for one in person.looked_at
            if one.feature.key not in effects
        ]
    )
    cells = (
        str(days),
        world,
        f"{np.mean(is_false):.1%}",
        ", ".join(f"{key} {share:.0%}" for key, share in hits.items()) or "–",  # noqa: RUF001 - an en dash where there is none
        held([one for person in found for one in person.looked_at], effects),
        held([one for person in found for one in person.shown], effects),
        f"{np.mean(doubts < 0.1):.3f}, {np.mean(doubts < 0.01):.4f}",
    )
    return "| " + " | ".join(cells) + " |"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=400)
    people = parser.parse_args().people
    print(f"{people} people each.\n")
    print(
        "| days | world | told anything false | told the true | all intervals hold |"
        " those told hold | p below 0.1, 0.01 where nothing is |"
    )
    print("|---|---|---|---|---|---|---|")
    for days in LENGTHS:
        for world in WORLDS:
            print(row(days, world, people), flush=True)


if __name__ == "__main__":
    main()
