"""Calibrates when a change is told and how sure it is said to be; prints both.

python bench/wellbeing/calibrate.py [--people 500]; its seeds are used nowhere else.
"""

from __future__ import annotations

import argparse

import numpy as np
from numpy.typing import NDArray
from people import Conditions, draw_people
from rates import limit_for, odds_paths, told_a_month

from trimtab.wellbeing.prior import FEWEST_DAYS

Numbers = NDArray[np.float64]
SEED, RATE = 77410, 0.08
CHANGES_A_MONTH = 30 / 180
"""How often a lasting change comes to somebody, our choice: twice a year."""


def main() -> None:
    """Print the limit and the line from log odds to certainty."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=500)
    count = parser.parse_args().people
    steady = draw_people(count, SEED, Conditions())
    still = odds_paths(steady)
    limit = float(np.ceil(20 * limit_for(still, RATE, FEWEST_DAYS)) / 20)
    print(f"limit for {RATE} first false alarms a person-month: {limit:.2f}", flush=True)
    while (rate := told_a_month(steady, limit)) > RATE:
        limit += 0.05
    print(f"as told {rate:.3f} a person-month at {limit:.2f}", flush=True)
    false, true = list(_as_first_told(still, limit)), []
    for change in (0.5, 1.0, 1.5):
        people = draw_people(count // 3, SEED + int(10 * change), Conditions(change=change))
        paths = odds_paths(people)
        since = np.arange(paths.shape[1]) - people.changed_on[:, None]
        true += list(_as_first_told(np.where((since >= 0) & (since < 60), paths, -np.inf), limit))
    months = still.shape[0] * (still.shape[1] - FEWEST_DAYS) / 30
    weights = len(false) / months, CHANGES_A_MONTH * len(true) / (3 * (count // 3))
    print(f"of changes told {weights[1] / sum(weights):.0%} are true")
    start, slope = fit_certainty((np.array(false), np.array(true)), weights)
    print(f"certainty = 1 / (1 + exp(-({start:.2f} + {slope:.2f} log odds)))")


def _as_first_told(paths: Numbers, limit: float) -> Numbers:
    """The log odds on the day on which each person would first be told."""
    above = paths > limit
    told = above.any(axis=1)
    return np.asarray(paths[told, above.argmax(axis=1)[told]])


def fit_certainty(
    told: tuple[Numbers, Numbers], shares: tuple[float, float]
) -> tuple[float, float]:
    """A logistic line through what is told, false and true, weighed by how often each is."""
    odds = np.minimum(np.concatenate(told), 6.0)
    is_true = np.repeat((0.0, 1.0), [len(one) for one in told])
    each = [share / len(one) for share, one in zip(shares, told, strict=True)]
    weights = np.where(is_true == 1, each[1], each[0])
    weights = weights / weights.mean()
    line, columns = np.zeros(2), np.column_stack((np.ones(len(odds)), odds))
    for _ in range(50):
        chance = 1 / (1 + np.exp(-columns @ line))
        curve = (columns * (weights * chance * (1 - chance))[:, None]).T @ columns
        line = line + np.linalg.solve(curve, columns.T @ (weights * (is_true - chance)))
    return float(line[0]), float(line[1])


if __name__ == "__main__":
    main()
