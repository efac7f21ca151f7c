"""Invented programmes to try things on: no hospital, no figure of anybody's, all drawn by chance.

The spreads are our choice, made so that every fact matters to somebody: nothing was fitted to
real programmes, and nothing may be concluded from them.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from trimtab.domain.programmes import Fact, Programme
from trimtab.programmes.states import STATES

SOURCE = "synthetic"
UNKNOWN_SHARE = 0.15
"""How often a fact is left unknown, as in every real table."""

_SPOTS = {
    "OH": (40.2, -82.7),
    "TX": (31.5, -99.3),
    "CA": (37.2, -119.3),
    "NY": (42.9, -75.5),
    "IL": (40.0, -89.2),
    "FL": (28.6, -82.4),
    "MA": (42.3, -71.8),
    "GA": (32.6, -83.4),
    "WA": (47.4, -120.4),
    "MN": (46.3, -94.3),
}
"""About the middle of ten states; places within them are scattered around it."""

Drawn = dict[str, float | str | bool]


def synthetic_programmes(
    count: int, seed: int, specialties: Sequence[str]
) -> tuple[Programme, ...]:
    """So many invented programmes, the specialties in turn; the same seed gives the same.

    >>> [one.name for one in synthetic_programmes(1, 1, ["neurology"])]
    ['Synthetic Programme 001, Illinois']
    """
    draw = np.random.default_rng(seed)
    return tuple(
        _programme(number, specialties[number % len(specialties)], draw) for number in range(count)
    )


def _programme(number: int, specialty: str, draw: np.random.Generator) -> Programme:
    state = list(_SPOTS)[int(draw.integers(len(_SPOTS)))]
    known: Drawn = {"state": state, **_drawn(state, float(draw.beta(2, 2)), draw)}
    facts = {
        name: Fact(value, SOURCE)
        for name, value in known.items()
        if name == "state" or draw.random() >= UNKNOWN_SHARE
    }
    return Programme(
        id=f"SYN-{number + 1:04d}",
        name=f"Synthetic Programme {number + 1:03d}, {STATES[state]}",
        specialty=specialty,
        facts=facts,
    )


def _drawn(state: str, standing: float, draw: np.random.Generator) -> Drawn:
    """Facts that hang together: the more sought after (0 to 1), the higher the scores."""
    latitude, longitude = _SPOTS[state]
    positions = int(draw.integers(4, 40))
    interviews = int(positions * draw.uniform(8, 14))
    img_share = float(np.clip(draw.beta(1.2, 2.2) * (1.25 - standing), 0, 0.95))
    median = float(np.clip(round(draw.normal(232 + 26 * standing, 4)), 215, 272))
    takes = draw.choice(["none", "j1", "both"], p=_visa_odds(img_share))
    return {
        "city": f"Synthetic City {int(draw.integers(1, 40)):02d}",
        "latitude": round(latitude + float(draw.uniform(-0.5, 0.5)), 2),
        "longitude": round(longitude + float(draw.uniform(-0.5, 0.5)), 2),
        "positions": positions,
        "applications": int(interviews * draw.uniform(5, 16)),
        "interviews": interviews,
        "img_share": round(img_share, 2),
        "do_share": round(float(draw.beta(2, 5)), 2),
        "visa": str(takes),
        "step2_median": median,
        "step2_cutoff": float(5 * round((median - draw.uniform(12, 28)) / 5)),
        "years_since_graduation": float(draw.choice([3, 5, 5, 10])),
        "hours_per_week": float(round(draw.normal(62, 7))),
        "call_per_month": float(draw.integers(2, 9)),
        "cost_of_living": float(round(draw.normal(104, 15))),
        "salary": float(500 * round(draw.normal(68_000, 5000) / 500)),
        "fellowship_share": round(float(draw.beta(2 + 3 * standing, 3)), 2),
        "research": bool(draw.random() < standing),
    }


def _visa_odds(img_share: float) -> tuple[float, float, float]:
    """How often none, J-1, or both visas are sponsored: the more residents from abroad, the more.

    The three sum to 1.
    """
    none = 0.6 * (1 - img_share) ** 2
    both = (1 - none) * 0.4
    return none, 1 - none - both, both
