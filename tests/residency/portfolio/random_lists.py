"""Random problems of each kind, small enough for brute force unless asked otherwise."""

from __future__ import annotations

import numpy as np

from trimtab.residency.portfolio.problem import FeeSchedule, ListProblem

KINDS = ("count", "budget", "fees", "signals", "all")
CORRELATIONS = (0.0, 0.1, 0.3, 0.5, 0.6, 0.75, 0.9, 0.95, 1.0)
SCHEDULES = (
    FeeSchedule(((2, 1.0), (None, 3.0))),
    FeeSchedule(((1, 1.0), (2, 2.0), (None, 4.0))),
)


def random_problem(
    seed: int, kind: str, *, size: int | None = None, correlation: float | None = None
) -> ListProblem:
    """A made-up problem: worth and chance run against each other more or less."""
    rng = np.random.default_rng([seed, KINDS.index(kind)])
    m = size or int(rng.integers(4, 8 if kind in ("signals", "all") else 13))
    chance = rng.uniform(0, 1, m) ** rng.choice([1, 2, 3])
    worth = 100 * rng.uniform(0.05, 1, m) * (1 - chance * rng.uniform())
    if rng.random() < 0.2:
        worth = np.ceil(worth / 10) * 10  # equal worths
    rho = float(rng.choice(CORRELATIONS)) if correlation is None else correlation
    return ListProblem(worths=worth, correlation=rho, **asked(rng, kind, chance))


def asked(rng: np.random.Generator, kind: str, chance: np.ndarray) -> dict[str, object]:
    """Chances by tier and the limits of one kind of problem."""
    m = chance.size
    if kind == "count":
        return {"chances": chance, "count": int(rng.integers(1, 9))}
    if kind == "budget":
        costs = rng.integers(1, 9, m).astype(float)
        return {"chances": chance, "costs": costs, "budget": float(rng.integers(4, 25))}
    if kind == "fees":
        return {
            "chances": chance,
            "groups": rng.integers(0, 2, m),
            "costs": rng.integers(0, 3, m).astype(float) * rng.integers(0, 2),
            "fees": SCHEDULES,
            "budget": float(rng.integers(3, 16)),
        }
    tiers = with_signals(rng, chance)
    if kind == "signals":
        return {
            "chances": tiers,
            "count": int(rng.integers(2, 6)),
            "copies": rng.integers(0, 3, 2),
        }
    tiers[2, rng.random(m) < 0.2] = -1  # gold cannot be sent there
    return {
        "chances": tiers,
        "groups": rng.integers(0, 2, m),
        "copies": rng.integers(0, 2, (2, 2)),
        "costs": rng.integers(1, 5, m).astype(float),
        "budget": float(rng.integers(4, 14)),
    }


def with_signals(rng: np.random.Generator, chance: np.ndarray) -> np.ndarray:
    """Chances (3, m): a gold signal multiplies the odds by 1.5 to 6, silver by its root."""
    lift = rng.uniform(1.5, 6, chance.size)
    odds = chance / np.maximum(1 - chance, 1e-12)
    raised = [odds * lift**power for power in (0.5, 1.0)]
    return np.stack([chance, *(one / (1 + one) for one in raised)])
