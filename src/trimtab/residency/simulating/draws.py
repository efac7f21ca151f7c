"""What is drawn for one applicant: the same numbers for the same seed and programme.

A change of the list, of signals or of the rank order is then looked at in the same seasons, so
that differences are those of the change (common random numbers).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Numbers = NDArray[np.int64]

KEY_BYTES = 8
_STANDARD = NormalDist()


@dataclass(frozen=True, slots=True)
class LatentDraws:
    """Standard normal numbers: `factor` by season, `own` by season and programme."""

    factor: Floats
    own: Floats


def draw_latent(ids: Sequence[str], seasons: int, seed: int, person: str = "") -> LatentDraws:
    """Numbers for each season; those of a programme depend on its id, the seed and the person.

    `own` has the shape (seasons, programmes). Adding a programme changes no other's numbers.
    """
    factor = _stream("factor", person, seed).standard_normal(seasons)
    own = np.empty((seasons, len(ids)))
    for column, name in enumerate(ids):
        own[:, column] = _stream(f"programme {name}", person, seed).standard_normal(seasons)
    return LatentDraws(factor, own)


def _stream(name: str, person: str, seed: int) -> np.random.Generator:
    key = blake2b(f"{person}\0{name}".encode(), digest_size=KEY_BYTES).digest()
    return np.random.default_rng([seed, int.from_bytes(key, "little")])


def succeeds(draws: LatentDraws, chances: Floats, correlation: float) -> Flags:
    """In which seasons a thing of these chances happens at each programme.

    One-factor probit: sqrt(rho) Theta + sqrt(1 - rho) E_j <= quantile(f_j), so what is likelier
    happens wherever what is less likely does. Chances are 0 to 1, correlation 0 to 1.
    """
    limits = np.array([_quantile(float(chance)) for chance in chances])
    latent = np.sqrt(correlation) * draws.factor[:, None] + np.sqrt(1 - correlation) * draws.own
    return np.asarray(latent <= limits)


def _quantile(chance: float) -> float:
    if not 0 <= chance <= 1:
        message = f"A chance lies between 0 and 1, not at {chance}."
        raise ValueError(message)
    if chance in {0.0, 1.0}:
        return float("inf") if chance else -float("inf")
    return _STANDARD.inv_cdf(chance)
