"""How often the intervals of a change told hold the day it came and the points it moved.

    python bench/wellbeing/interval_shares.py [--people 250]

By how large the change truly is, of people from seeds that set nothing; prints the table of
docs/benchmarks.md. The truth is by how many points the change moved what was said of the days
since: less than what was meant where the scale ends.
"""

from __future__ import annotations

import argparse
import time
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from people import MONDAY, Conditions, People, draw_people
from rates import FOUND_WITHIN, first_alarms, odds_paths

from trimtab.domain.diary import MEASURES
from trimtab.wellbeing.detection import TELL_AT, watch
from trimtab.wellbeing.findings import Finding

Numbers = NDArray[np.float64]
SEED = 51923
SIZES = (0.5, 1.0, 1.5, 2.2, 3.0, 4.0)
GROUPS = {
    "keep still": (Conditions(), SIZES),
    "wander": (Conditions(wanders=True), SIZES),
    "lag-1 correlation 0.2": (Conditions(lag_1=(0.2, 0.2)), (1.0, 3.0)),
    "lag-1 correlation 0.5": (Conditions(lag_1=(0.5, 0.5)), (1.0, 3.0)),
}
SLIGHT_POINTS = 0.5


@dataclass(frozen=True, slots=True)
class Held:
    """Of one change told: points that it moved and was said to, and which intervals hold it."""

    moved: float
    said: float
    width: float
    is_change_held: bool
    is_since_held: bool
    seconds: float


def told_findings(people: People, paths: Numbers) -> list[tuple[int, Finding, float]]:
    """Each person's first change told, and the seconds that telling took."""
    told = []
    for person, day in enumerate(first_alarms(paths, TELL_AT)):
        days = people.days_of(person)[: day + 1]
        begun = time.process_time()
        finding = watch(days, days[-1].day) if day < paths.shape[1] else None
        if finding is not None and finding.change is not None:
            told.append((person, finding, time.process_time() - begun))
    return told


def held_of(people: People, paths: Numbers) -> list[Held]:
    """What intervals hold, of changes told within sixty days of the day on which they came."""
    return [
        _held(finding, people, person, seconds)
        for person, finding, seconds in told_findings(people, paths)
        if 0 <= (finding.day - MONDAY).days - people.changed_on[person] < FOUND_WITHIN
    ]


def _held(finding: Finding, people: People, person: int, seconds: float) -> Held:
    assert finding.change is not None
    assert finding.measure is not None
    assert finding.since_range is not None
    middle, low, high = finding.change
    moved = float(people.felt[person, MEASURES.index(finding.measure)])
    early, late = ((one - MONDAY).days for one in finding.since_range)
    is_since_held = early <= people.changed_on[person] <= late
    width = high - low
    return Held(abs(moved), abs(middle), width, low <= moved <= high, is_since_held, seconds)


def row(group: str, size: float, count: int) -> str:
    """One line of the table."""
    people = draw_people(count, SEED + int(10 * size), replace(GROUPS[group][0], change=size))
    held = held_of(people, odds_paths(people))
    cells = (
        group,
        f"{size:g} SD",
        str(len(held)),
        f"{np.mean([one.moved for one in held]):.1f}",
        f"{np.mean([one.said for one in held]):.1f}",
        f"{np.median([one.width for one in held]):.1f}",
        f"{np.mean([one.is_change_held for one in held]):.0%}",
        f"{np.mean([one.is_since_held for one in held]):.0%}",
        f"{1000 * max(one.seconds for one in held):.0f} ms",
    )
    return "| " + " | ".join(cells) + " |"


def chance_sentence(count: int) -> str:
    """What is said of size where nothing changed and something is told all the same."""
    steady = draw_people(count, SEED, Conditions())
    told = told_findings(steady, odds_paths(steady))
    least = [min(abs(end) for end in one.change[1:]) for _, one, _ in told if one.change]
    return (
        f"Where nothing changed and something was told ({len(least)} people), the interval began "
        f"below half a point in {np.mean(np.array(least) < SLIGHT_POINTS):.0%}."
    )


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=250)
    count = parser.parse_args().people
    print(
        "| baselines | change | told | points moved | points said | width | change held |", end=""
    )
    print(" since held | longest |\n|---|---:|---:|---:|---:|---:|---:|---:|---:|")
    for group, (_, sizes) in GROUPS.items():
        for size in sizes:
            print(row(group, size, count), flush=True)
    print(f"\n{chance_sentence(count)}")


if __name__ == "__main__":
    main()
