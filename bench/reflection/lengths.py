"""Measure how often the range of how long things take holds the truth, by what is true.

    python bench/reflection/lengths.py [--things N]

Sittings of an hour take a factor of it, more or less. Prints the table of docs/methods/learning.md.
"""

from __future__ import annotations

import argparse
import math

import numpy as np

from trimtab.reflection.lengths import length_of

FACTORS = (0.7, 1.0, 1.25, 1.5, 2.0, 3.0)
SPREADS = (0.2, 0.35, 0.5)
SITTINGS = (3, 6, 12)


def held(factor: float, spread: float, sittings: int, things: int) -> float:
    """The share of things whose range holds the factor."""
    rng = np.random.default_rng((round(100 * factor), round(100 * spread), sittings))
    inside = 0
    for _ in range(things):
        taken = [60 * factor * math.exp(rng.normal(0, spread)) for _ in range(sittings)]
        found = length_of([(60.0, minutes) for minutes in taken])
        inside += found is not None and found.times.low <= factor <= found.times.high
    return inside / things


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--things", type=int, default=400)
    things = parser.parse_args().things
    heads = " | ".join(f"{factor:g} times" for factor in FACTORS)
    print(f"| spread of sittings | sittings | {heads} |\n|---|---:|{'---:|' * len(FACTORS)}")
    for spread in SPREADS:
        for count in SITTINGS:
            cells = " | ".join(f"{held(one, spread, count, things):.0%}" for one in FACTORS)
            print(f"| {spread} | {count} | {cells} |")


if __name__ == "__main__":
    main()
