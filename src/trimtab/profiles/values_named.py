"""The values a profile names, in its order, with their weights."""

from __future__ import annotations

import tomllib


def values_in(text: str) -> dict[str, float]:
    r"""Weights of the values in a profile's text, which is sound.

    >>> values_in("[values]\nfamily = 3\n")
    {'family': 3.0}
    """
    return {name: float(weight) for name, weight in tomllib.loads(text).get("values", {}).items()}
